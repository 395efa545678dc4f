//! Files that are no lists, and people who may not hand them in.

use sandbox::Outcome;

use super::{file_of, hands_in, id, list, looks_at, presses, salon, takes_in};
use crate::world::{days, hours};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_list_is_refused_and_changes_nothing() {
    let world = salon().await;
    let ada = id(&world, "ada");
    let before = world.rows().await;
    let (large, rows) = (vec![b'a'; 8 * 1024 * 1024 + 1], "x,1\n".repeat(30_001));
    let rows = format!("ID,x\n{rows}");
    let one = list("ID", std::slice::from_ref(&ada));
    let none: &[(&str, &str)] = &[];
    for (file, options, words) in [
        (&b"PK\x03\x04..."[..], none, "Excelのブック"),
        (b"", none, "見出しの下に行がありません"),
        (b"ID\n", none, "見出しの下に行がありません"),
        (b"ID\n\xff\xfe\xff", none, "2行目に読めない文字"),
        (b"ID\n\"1\n2", none, "2行目あたりの引用符"),
        (
            b"ID,x\n1,\"a\nb\"\n\xff\xfe\xff",
            none,
            "3行目に読めない文字",
        ),
        (&large, none, "大きすぎます"),
        (rows.as_bytes(), none, "行が多すぎます（30,000行まで）"),
        (
            b"x,y\n1,2",
            none,
            "「照合の列」を指定してください。列: x, y",
        ),
        (one.as_bytes(), &[("plan", "")], "どのプランの名簿か"),
        (
            one.as_bytes(),
            &[("plan", "yearly")],
            "「yearly」というプラン",
        ),
        (one.as_bytes(), &[("source", "ノート")], "サービスの名前は"),
        (
            one.as_bytes(),
            &[("end-column", "期限")],
            "「期限」という列がありません",
        ),
    ] {
        let refused = hands_in(&world, file, options).await;
        let is_private = matches!(&refused, Outcome::Reply(message) if message.ephemeral);
        assert!(
            is_private && refused.text().contains(words),
            "{words}: {refused:?}"
        );
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_owner_hands_in_approves_or_undoes() {
    let world = salon().await;
    let stranger = world.person("stranger");
    let shown = stranger.runs(world.lobby, "/member import", &[]).await;
    assert!(matches!(shown, Outcome::NotShown(_)), "{shown:?}");
    let file = list("ID", &[id(&world, "stranger")]);
    let message = looks_at(&world, &file, &[]).await;
    let public = stranger.posts(world.lobby, "hello").expect("posted");
    let before = world.rows().await;
    for action in ["import-go", "import-undo", "import-drop"] {
        let forged = format!("membership:{action}:1");
        let refused = stranger.clicks_forged(public.id, &forged).await;
        assert!(
            refused.text().contains("Only the salon's owner"),
            "{refused:?}"
        );
    }
    let owner = world.person("owner");
    for forged in [
        "import-go:2",
        "import-undo:1",
        "import-undo:2",
        "import-drop:9",
        "import-go:x",
        "import-go:",
        "import-fly:1",
    ] {
        let refused = owner
            .clicks_forged(public.id, &format!("membership:{forged}"))
            .await;
        let words = ["もう操作できません", "古くなっています"];
        assert!(
            words.iter().any(|words| refused.text().contains(words)),
            "{forged}: {refused:?}"
        );
    }
    assert_eq!(world.rows().await, before);

    let told = presses(&world, message.id, "やめる").await;
    assert!(told.contains("何も変えていません"), "{told}");
    let again = owner
        .clicks_forged(message.id, "membership:import-go:1")
        .await;
    assert!(again.text().contains("もう操作できません"), "{again:?}");
    world.settle().await;
    assert!(!stranger.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_approves_or_undoes_in_a_day_is_forgotten() {
    let world = salon().await;
    let message = looks_at(&world, &list("ID", &[id(&world, "ada")]), &[]).await;
    world.pass(hours(24)).await;
    let told = presses(&world, message.id, "反映する").await;
    assert!(told.contains("もう操作できません"), "{told}");
    let message = takes_in(&world, &list("ID", &[id(&world, "ben")]), &[]).await;
    world.pass(hours(24)).await;
    let told = presses(&world, message, "取り消す").await;
    assert!(told.contains("もう操作できません"), "{told}");
    assert!(world.person("ben").has_role("会員"));
    world.pass(days(1)).await;
    let lines = world
        .rows()
        .await
        .into_iter()
        .find(|(table, ..)| table == "import_line");
    assert_eq!(lines.expect("a table").1, 0, "lines are kept");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_given_to_whoever_asked_alone_and_left_out_where_it_is_refused() {
    let world = salon().await;
    let file = list("ID", &[id(&world, "ada"), "=1+1".to_owned()]);
    let message = looks_at(&world, &file, &[]).await;
    assert!(file_of(&world, &message).await.contains("読めない"));
    let seen = world.person("ada").reads(world.lobby);
    assert!(seen.iter().all(|seen| seen.id != message.id));

    let faults = world.discord.faults();
    faults.on("POST", "/callback").answer_next(403, 50_013);
    let message = looks_at(&world, &file, &[]).await;
    assert!(message.attachments.is_empty());
    assert!(
        message.text().contains("ファイルを添付"),
        "{}",
        message.text()
    );
    assert!(message.text().contains("追加 1"), "{}", message.text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "long: just long"]
async fn twenty_thousand_lines_are_looked_at_while_others_are_answered() {
    let world = salon().await;
    let row = |number: i64| format!("{},2026-04-30,2980", 1_200_000_000_000_000_001 + number * 7);
    let rows: Vec<String> = (0..20_000).map(row).collect();
    let file = list("Discord ID,期限,金額", &rows);
    // The sandbox complains where somebody waits for more than three seconds.
    let (message, status) = tokio::join!(
        looks_at(&world, &file, &[]),
        world.does("ada", "/membership", &[])
    );
    assert!(status.contains("会員資格はありません"), "{status}");
    assert!(message.text().contains("追加 20,000"), "{}", message.text());
    assert!(
        message.text().contains("計 59,600,000円"),
        "{}",
        message.text()
    );
    assert_eq!(file_of(&world, &message).await.lines().count(), 20_001);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_account_says_what_one_looks_like_and_where_it_is() {
    let world = salon().await;
    let rows = [format!("{},2027-01-31", id(&world, "ada"))];
    let good = looks_at(&world, &list("ID,期限", &rows), &[]).await;
    assert!(!good.text().contains("17〜19桁"), "{}", good.text());
    // The day that the file said, as whoever reads it means it.
    let lines = file_of(&world, &good).await;
    assert!(lines.contains("\"2027-01-31\""), "{lines}");
    assert!(!lines.contains("2027-02-01"), "{lines}");
    let rows = ["9999,2027-01-31".to_owned(), rows[0].clone()];
    let message = looks_at(&world, &list("ID,期限", &rows), &[]).await;
    let text = message.text();
    for words in [
        "2行目: Discord IDではありません",
        "17〜19桁の数字",
        "「ユーザーIDをコピー」",
    ] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bots_are_refused_with_that_reason() {
    let world = salon().await;
    let bot = world.discord.bot_id();
    let rows = [
        format!("{bot},2027-01-31"),
        format!("{},2027-01-31", id(&world, "ada")),
    ];
    let message = looks_at(&world, &list("ID,期限", &rows), &[]).await;
    let text = message.text();
    for words in ["追加 1", "読めない行 1", "2行目: ボットのアカウントです"] {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    let lines = file_of(&world, &message).await;
    let line = lines.lines().nth(1).expect("a line of the bot");
    assert!(line.contains("ボットのアカウントです"), "{line}");
    presses(&world, message.id, "反映する").await;
    assert!(world.person("ada").has_role("会員"));
    assert!(!world.discord.person(bot).has_role("会員"));
    world.end().await;
}
