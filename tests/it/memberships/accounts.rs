//! Whom a platform means by what it calls somebody.

use sandbox::view::MessageView;

use super::exceptions::{is_clear, listed, presses};
use super::{owner, salon_with_a_plan, why};
use crate::world::{World, days};

/// The owner hands in a list that names people by what the platform calls them.
pub(super) async fn hands_in(world: &World, rows: &[&str]) -> MessageView {
    let file = format!("メール,有効期限,金額\n{}\n", rows.join("\n"));
    let file = owner(world).uploads("members.csv", "text/csv", file.into_bytes());
    let options = [
        ("file", file.as_str()),
        ("source", "note"),
        ("key", "サービスのID・メールアドレス"),
        ("plan", "monthly"),
    ];
    let shown = owner(world)
        .runs(world.lobby, "/member import", &options)
        .await;
    shown
        .message()
        .unwrap_or_else(|| panic!("{shown:?}"))
        .clone()
}

/// The owner chooses somebody in the menu under a message.
pub(super) async fn chooses(world: &World, on: &MessageView, name: &str) -> MessageView {
    let menu = on.selects().next().expect("a menu").custom_id.clone();
    let chosen = owner(world).selects(on.id, &menu, &[name]).await;
    world.settle().await;
    chosen
        .message()
        .unwrap_or_else(|| panic!("{chosen:?}"))
        .clone()
}

const ROWS: [&str; 3] = [
    "Ada@Example.jp,2026-05-31,2980",
    "ben@example.jp,2026-05-31,1980",
    "gone@example.jp,2026-05-31,",
];

#[tokio::test(flavor = "multi_thread")]
async fn who_is_linked_is_found_by_what_the_platform_calls_them() {
    let world = salon_with_a_plan().await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let shown = hands_in(&world, &ROWS).await;
    let text = shown.text();
    assert!(text.contains("「note」: 該当者なし 3\n"), "{text}");
    assert!(text.contains("まだ登録されていません"), "{text}");
    assert!(text.contains("行の入金 2 件、計 4,960円"), "{text}");
    let next = chooses(&world, &shown, "ada").await;
    assert!(next.text().contains("「ada"), "{}", next.text());
    assert!(next.text().contains("次は 3行目の「ben"), "{}", next.text());

    // It is looked at anew with her, and the older look leads there.
    assert!(next.text().contains("追加 1"), "{}", next.text());
    assert_eq!(next.attachments.len(), 1);
    let older = shown.selects().next().expect("a menu").custom_id.clone();
    let older = owner(&world).selects(shown.id, &older, &["ben"]).await;
    assert!(older.text().contains("新しい確認"), "{}", older.text());
    let drop = owner(&world).clicks(shown.id, "やめる").await;
    assert!(drop.text().contains("新しい確認"), "{}", drop.text());
    owner(&world).clicks(next.id, "反映する").await;
    world.settle().await;
    world.compare().await;
    assert!(ada.has_role("会員") && !ben.has_role("会員"));
    is_clear(&world).await;
    world.pass(days(2)).await;
    assert!(why(&world, "ada").await.contains("2,980円の入金"));

    // Money of whom nobody knows is recorded, and shown until somebody says whose it is.
    let shown = listed(&world, "持ち主の分からない入金 1").await;
    let text = shown.text();
    assert!(text.contains("からの入金 1,980円"), "{text}");
    let asked = owner(&world).clicks(shown.id, "1. 持ち主を選ぶ").await;
    let asked = asked.message().expect("a question").clone();
    let other = listed(&world, "持ち主の分からない入金 1").await;
    let other = owner(&world).clicks(other.id, "1. 持ち主を選ぶ").await;
    let other = other.message().expect("a question").clone();
    let done = chooses(&world, &asked, "ben").await;
    assert!(
        done.text().contains("待っていた入金 1 件"),
        "{}",
        done.text()
    );
    is_clear(&world).await;
    let told = why(&world, "ben").await;
    assert!(told.contains("1,980円の入金"), "{told}");
    assert!(told.contains("ほかのサービスのアカウントと照合"), "{told}");
    let again = chooses(&world, &other, "ada").await;
    assert!(again.text().contains("すでに解決"), "{}", again.text());
    assert!(!why(&world, "ada").await.contains("1,980円"));

    // The next list brings it to them, and no money twice.
    let shown = hands_in(&world, &ROWS).await;
    let text = shown.text();
    let known = format!("3行目の入金 1,980円は、<@{}> さんの入金 #", ben.id());
    assert!(text.contains(&known), "{known} is not in: {text}");
    assert!(!text.contains("計 1,980円"), "{text}");
    owner(&world).clicks(shown.id, "反映する").await;
    world.settle().await;
    world.compare().await;
    assert!(ben.has_role("会員"));
    world.pass(days(2)).await;
    let told = why(&world, "ben").await;
    assert_eq!(told.matches("1,980円の入金").count(), 1, "{told}");
    assert!(!world.told_owner().join("").contains("example"));

    // What was paid back at the platform is taken out of the books as the question said.
    let number = asked.text();
    let number = number.split_once("「入金の番号」を ").expect("a number").1;
    let number = number.split(' ').next().expect("a number");
    let back = [("payment", number), ("refund-yen", "1980")];
    let told = world.takes("ben", "monthly", &back).await;
    assert!(told.contains("期間に結び付いていません"), "{told}");
    let wrong = [
        ("payment", number),
        ("what", "誤った記録（入金の番号を指定）"),
    ];
    let told = world.takes("ben", "monthly", &wrong).await;
    assert!(told.contains("（1,980円）を取り消しました"), "{told}");
    assert!(ben.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_of_a_list_that_is_undone_or_taken_in_again_is_nobodys_once() {
    let world = salon_with_a_plan().await;
    let shown = hands_in(&world, &ROWS[1..2]).await;
    assert!(shown.text().contains("該当者なし 1"), "{}", shown.text());
    let options = [
        ("user", "ada"),
        ("source", "note"),
        ("name", "ada@example.jp"),
    ];
    let told = world.does("owner", "/member link", &options).await;
    assert!(told.contains("登録しました"), "{told}");
    let shown = hands_in(&world, &ROWS[..2]).await;
    owner(&world).clicks(shown.id, "反映する").await;
    world.settle().await;
    owner(&world).clicks(shown.id, "取り消す").await;
    let undone = owner(&world).clicks(shown.id, "取り消す").await;
    assert!(
        undone.text().contains("取り消しています"),
        "{}",
        undone.text()
    );
    world.settle().await;
    world.pass(days(2)).await;
    is_clear(&world).await;
    for end in ["2026-05-31", "2026-06-30"] {
        let rows = [
            format!("ada@example.jp,{end},2980"),
            "ben@example.jp,2026-05-31,1980".to_owned(),
        ];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let shown = hands_in(&world, &rows).await;
        owner(&world).clicks(shown.id, "反映する").await;
        world.settle().await;
        world.pass(days(2)).await;
    }
    let shown = listed(&world, "持ち主の分からない入金 1").await;
    presses(&world, &shown, "そのままにする").await;
    // Linked by a command, it is theirs at once.
    let options = [
        ("user", "ben"),
        ("source", "note"),
        ("name", "BEN@example.jp"),
    ];
    let told = world.does("owner", "/member link", &options).await;
    assert!(told.contains("待っていた入金 1 件"), "{told}");
    assert!(why(&world, "ben").await.contains("1,980円の入金"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_somebodys_goes_to_another_only_after_a_question_that_names_both() {
    let world = salon_with_a_plan().await;
    hands_in(&world, &ROWS[..1]).await;
    let link = async |user: &str| {
        let options = [("user", user), ("source", "note"), ("name", "tanaka01")];
        let shown = owner(&world)
            .runs(world.lobby, "/member link", &options)
            .await;
        shown.message().expect("an answer").clone()
    };
    link("ada").await;
    // The same once more is no question.
    assert!(link("ada").await.text().contains("登録しました"));
    let asked = link("ben").await;
    let text = asked.text();
    for name in ["ada", "ben"] {
        let mention = format!("<@{}>", world.person(name).id());
        assert!(text.contains(&mention), "{name} is not in: {text}");
    }
    assert!(text.contains("まだ何も変えていません"), "{text}");
    assert!(!why(&world, "ben").await.contains("照合"));
    let done = owner(&world).clicks(asked.id, "登録を変える").await;
    assert!(done.text().contains("登録しました"), "{}", done.text());
    assert!(why(&world, "ben").await.contains("照合"));
    let again = owner(&world)
        .clicks_forged(asked.id, "membership:link-anew:1")
        .await;
    assert!(again.text().contains("すでに回答"), "{}", again.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_whoever_was_chosen_by_mistake_has_is_said_and_not_booked_again_in_silence() {
    let world = salon_with_a_plan().await;
    let shown = hands_in(&world, &ROWS[..1]).await;
    let next = chooses(&world, &shown, "ben").await;
    owner(&world).clicks(next.id, "反映する").await;
    world.settle().await;
    world.pass(days(2)).await;
    let options = [
        ("user", "ada"),
        ("source", "note"),
        ("name", "ada@example.jp"),
    ];
    let asked = owner(&world)
        .runs(world.lobby, "/member link", &options)
        .await;
    let asked = asked.message().expect("a question").clone();
    let done = owner(&world).clicks(asked.id, "登録を変える").await;
    let ben = format!("<@{}>", world.person("ben").id());
    for told in [asked.text(), done.text()] {
        for words in [
            format!("{ben} さんが、このサービスの名簿からお持ちのもの"),
            "「月額会員」 ".to_owned(),
            "入金 2,980円・入金 #1）".to_owned(),
            "「/会員 取消」で期間を終了し".to_owned(),
        ] {
            assert!(told.contains(&words), "{words} is not in: {told}");
        }
    }
    let warned = format!("2行目: 2,980円（{ben} さんの入金 #1）");
    let shown = hands_in(&world, &ROWS[..1]).await;
    assert!(shown.text().contains(&warned), "{}", shown.text());
    let wrong = [("payment", "1"), ("what", "誤った記録（入金の番号を指定）")];
    world.takes("ben", "monthly", &wrong).await;
    let shown = hands_in(&world, &ROWS[..1]).await;
    assert!(!shown.text().contains("前に同じID"), "{}", shown.text());
    assert!(
        shown.text().contains("入金 1 件、計 2,980円"),
        "{}",
        shown.text()
    );
    owner(&world).clicks(shown.id, "反映する").await;
    world.settle().await;
    world.pass(days(2)).await;
    assert!(why(&world, "ada").await.contains("2,980円の入金"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_linked_is_refused() {
    let world = salon_with_a_plan().await;
    let shown = hands_in(&world, &ROWS[..1]).await;
    let menu = shown.selects().next().expect("a menu").custom_id.clone();
    let bot = world.discord.bot_id().to_string();
    let rows = world.rows().await;
    let link = async |name: &str, source: &str, user: &str| {
        let options = [("user", user), ("source", source), ("name", name)];
        world.does("owner", "/member link", &options).await
    };
    let told = link("x", "elsewhere", "ada").await;
    assert!(told.contains("まだ取り込まれていません"), "{told}");
    let told = link(" ", "note", "ada").await;
    assert!(told.contains("200文字まで"), "{told}");
    let told = link("x", "note", &bot).await;
    assert!(told.contains("ボット"), "{told}");
    let told = owner(&world).clicks_forged(shown.id, &menu).await;
    assert!(told.text().contains("古くなって"), "{}", told.text());
    world.discord.moderator().opens_commands();
    let options = [("user", "mika"), ("source", "note"), ("name", "x")];
    let told = world.does("mika", "/member link", &options).await;
    assert!(told.contains("運営者だけ"), "{told}");
    assert_eq!(world.rows().await, rows);
    owner(&world).clicks(shown.id, "やめる").await;
    world.end().await;
}
