//! Strangers, forged and replayed forms, words meant to harm, and answers that get lost.

use sandbox::view::MessageView;

use super::{WORDS, asks, labels, question, salon, sends};
use crate::world::{World, hours, minutes};

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_moves_nothing_whatever_they_press_or_type() {
    let world = salon(false).await;
    asks(&world, &world.person("ada"), &WORDS).await;
    let stranger = world.person("stranger");
    let (thread, card) = question(&world, &stranger, 1);
    let before = world.rows().await;
    let ask = [("kind", "Study"), ("field", "other")];
    let refused = stranger.runs(world.lobby, "/ask", &ask).await;
    assert!(
        refused.text().contains("Only members"),
        "{}",
        refused.text()
    );
    for action in [
        "claim", "release", "answer", "resolve", "reopen", "submit", "post", "edit", "cancel",
        "answered", "x",
    ] {
        for id in [
            "1",
            "2",
            "0",
            "-1",
            "9223372036854775807",
            "99999999999999999999",
            "x",
            "",
        ] {
            let custom_id = format!("question:{action}:{id}");
            let outcome = stranger.clicks_forged(card.id, &custom_id).await;
            let message = outcome
                .message()
                .unwrap_or_else(|| panic!("{custom_id}: {outcome:?}"));
            assert!(message.ephemeral, "{custom_id}");
            let words = [
                ("answer", "x"),
                ("title", "x"),
                ("situation", "x"),
                ("wanted", "x"),
            ];
            let outcome = stranger
                .submits_forged(world.lobby, &custom_id, &words)
                .await;
            assert!(outcome.message().is_some(), "{custom_id}: {outcome:?}");
        }
    }
    for command in [
        "claim", "release", "answer", "resolve", "reopen", "withdraw",
    ] {
        for options in [
            &[][..],
            &[("number", "1")],
            &[("number", "-1")],
            &[("number", "4711")],
        ] {
            let command = format!("/question {command}");
            let outcome = stranger.runs(thread.id, &command, options).await;
            assert!(
                outcome.message().is_some_and(|message| message.ephemeral),
                "{outcome:?}"
            );
        }
    }
    let queue = stranger.runs(world.lobby, "/mentor queue", &[]).await;
    assert!(queue.text().contains("Only mentors"), "{}", queue.text());
    world.settle().await;
    assert_eq!(world.rows().await, before);
    assert_eq!(
        labels(&question(&world, &stranger, 1).1),
        ["担当する", "回答する"]
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_counts_once_for_whom_it_was_opened_and_for_a_day() {
    let world = salon(true).await;
    let (ada, ben) = (world.person("ada"), world.person("ben"));
    let options = [
        ("kind", "Medical"),
        ("field", "救急"),
        ("age-band", "65〜74歳"),
    ];
    let form = ada.runs(world.lobby, "/ask", &options).await;
    let form = form.modal().expect("a form");
    assert_eq!(form.inputs.len(), 5);
    let foreign = ben
        .submits_forged(world.lobby, &form.custom_id, &WORDS)
        .await;
    assert!(
        foreign.text().contains("someone else"),
        "{}",
        foreign.text()
    );
    let empty = [("title", "x"), ("situation", "\u{200b}"), ("wanted", "x")];
    let empty = ada
        .submits_forged(world.lobby, &form.custom_id, &empty)
        .await;
    assert!(empty.text().contains("主訴と経過"), "{}", empty.text());
    let long = "血".repeat(10_000);
    let long = [
        ("title", "x"),
        ("situation", "x"),
        ("wanted", long.as_str()),
    ];
    let long = ada
        .submits_forged(world.lobby, &form.custom_id, &long)
        .await;
    assert!(long.text().contains("文字まで"), "{}", long.text());
    sends(&ada, form, &WORDS).await;
    let again = ada
        .submits_forged(world.lobby, &form.custom_id, &WORDS)
        .await;
    assert!(again.text().contains("#1"), "{}", again.text());
    world.settle().await;
    assert_eq!(ada.threads(world.questions).len(), 1);

    let form = ada.runs(world.lobby, "/ask", &options).await;
    let form = form.modal().expect("a form").clone();
    world.pass(hours(24)).await;
    let late = ada.submits(&form, &WORDS).await;
    assert!(late.text().contains("期限"), "{}", late.text());
    world.settle().await;
    assert_eq!(ada.threads(world.questions).len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_typed_pings_nobody_and_is_all_there() {
    let world = salon(false).await;
    let ben = world.person("ben");
    let long = format!("{}終", "a@:*<\n".repeat(199));
    let nasty = [
        ("title", "@everyone '; drop table question; -- **x**"),
        ("situation", long.as_str()),
        (
            "findings",
            "<@&1> <@1> # [x](https://e.example) \u{202e}rtl NEAR/2 \"* OR",
        ),
        ("thinking", "👩‍⚕️🏥 مرحبا `x` ||y|| ```z"),
        ("wanted", "@here"),
    ];
    let answer = asks(&world, &ben, &nasty).await;
    assert!(answer.text().contains("#1"), "{}", answer.text());
    let (thread, card) = question(&world, &ben, 1);
    let said = ben.reads(thread.id);
    let all: String = said.iter().map(MessageView::text).collect();
    assert_eq!(all.matches("a\\@").count(), 199);
    assert!(all.contains('終') && all.contains("👩‍⚕️🏥"));
    assert!(!all.contains('\u{202e}') && !all.contains("@here"), "{all}");
    let mika = world.person("mika");
    let form = mika.clicks(card.id, "回答する").await;
    let words = [("answer", long.as_str())];
    mika.submits(form.modal().expect("a form"), &words).await;
    world.settle().await;
    for name in ["owner", "mika", "ken", "ada", "stranger"] {
        assert!(
            world.person(name).pinged_by().is_empty(),
            "{name} was pinged"
        );
    }
    let mine = ben.runs(world.lobby, "/questions mine", &[]).await;
    assert!(
        mine.text().contains("#1") && mine.text().contains("answered"),
        "{}",
        mine.text()
    );
    for field in ["", "x'; --", "@everyone", "💉"] {
        let options = [("kind", "Study"), ("field", field)];
        let outcome = ben.runs(world.lobby, "/ask", &options).await;
        assert!(outcome.modal().is_none(), "{field}");
    }
    let proposals = ada_types(&world, "循").await;
    assert_eq!(proposals, ["循環器"]);
    world.end().await;
}

async fn ada_types(world: &World, typed: &str) -> Vec<String> {
    let options = [("kind", "Medical"), ("field", typed)];
    let choices = world
        .person("ada")
        .autocompletes(world.lobby, "/ask", &options, "field")
        .await;
    choices.into_iter().map(|choice| choice.name).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_from_discord_posts_no_question_twice() {
    for text_channel in [false, true] {
        let world = salon(text_channel).await;
        let (ada, mika) = (world.person("ada"), world.person("mika"));
        let part = format!("/channels/{}/", world.questions);
        world.discord.faults().on("POST", &part).lose_next_answer();
        asks(&world, &ada, &WORDS).await;
        let mine = world.does("ada", "/questions mine", &[]).await;
        assert!(mine.contains("スレッドは準備中です"), "{mine}");
        let status = world.does("owner", "/salon status", &[]).await;
        assert!(
            status.contains("うち 1 件は、送信の途中で止まったため"),
            "{status}"
        );
        world.pass(minutes(10)).await;
        let mine = world.does("ada", "/questions mine", &[]).await;
        assert!(!mine.contains("準備中"), "{mine}");
        let (thread, card) = question(&world, &ada, 1);
        let part = format!("/channels/{}/messages", thread.id);
        world.discord.faults().on("POST", &part).lose_next_answer();
        let form = mika.clicks(card.id, "回答する").await;
        let words = [("answer", "8 mEq/L まで")];
        mika.submits(form.modal().expect("a form"), &words).await;
        world.pass(minutes(10)).await;
        let said = ada.reads(thread.id);
        let answers = said
            .iter()
            .filter(|said| said.text().contains("8 mEq/L まで"));
        assert_eq!(answers.count(), 1, "{said:?}");
        assert_eq!(
            labels(&question(&world, &ada, 1).1),
            ["解決する", "回答する", "再開する"]
        );
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_into_a_refused_form_is_given_back_and_kept_nowhere() {
    let world = salon(false).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    asks(&world, &ada, &WORDS).await;
    let (_, card) = question(&world, &ada, 1);
    let form = mika.clicks(card.id, "回答する").await;
    let form = form.modal().expect("a form");
    mika.submits(form, &[("answer", "8 mEq/L まで")]).await;
    world.settle().await;
    // The asker resolves it while the mentor still types.
    let form = mika.clicks(card.id, "回答する").await;
    let form = form.modal().expect("a form");
    ada.clicks(card.id, "解決する").await;
    let (start, line) = (
        "念のため補足です。",
        "*入院中* は @here `Na` を 6 時間ごとに。\n",
    );
    let long = format!("{start}{}終", line.repeat(119));
    let rows = world.rows().await;
    let refused = mika.submits(form, &[("answer", long.as_str())]).await;
    let message = refused.message().expect("a message");
    assert!(message.ephemeral);
    assert!(
        message.text().contains("解決済みです"),
        "{}",
        message.text()
    );
    assert!(message.text().contains(&long), "{}", message.text());
    assert_eq!(world.rows().await, rows);

    let options = [("kind", "Study"), ("field", "other")];
    let form = ada.runs(world.lobby, "/ask", &options).await;
    let form = form.modal().expect("a form").clone();
    world.pass(hours(24)).await;
    let words = [
        ("title", "ひとこと"),
        ("situation", "夜勤明けに書いた長い文章"),
        ("wanted", "```これ```"),
    ];
    let refused = ada.submits(&form, &words).await.text();
    for part in ["期限", "ひとこと", "夜勤明けに書いた長い文章", "これ"] {
        assert!(refused.contains(part), "{part} is missing in {refused}");
    }
    world.settle().await;
    let database = world.database();
    let mut write_ahead = database.clone().into_os_string();
    write_ahead.push("-wal");
    for file in [database, write_ahead.into()] {
        let bytes = std::fs::read(&file).expect("the database");
        for typed in [start, "夜勤明けに書いた長い文章"] {
            let found = bytes
                .windows(typed.len())
                .any(|part| part == typed.as_bytes());
            assert!(!found, "{typed} is in {}", file.display());
        }
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_sent_again_answers_once() {
    let world = salon(true).await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    asks(&world, &ada, &WORDS).await;
    let (thread, card) = question(&world, &ada, 1);
    let form = mika.clicks(card.id, "回答する").await;
    let form = form.modal().expect("a form");
    let words = [("answer", "8 mEq/L まで")];
    mika.submits(form, &words).await;
    for resolved in [false, true] {
        if resolved {
            ada.clicks(card.id, "解決する").await;
        }
        let again = mika
            .submits_forged(thread.id, &form.custom_id, &words)
            .await;
        assert!(again.text().contains("すでに受け付け"), "{}", again.text());
        world.settle().await;
    }
    let said = ada.reads(thread.id);
    let answers = said
        .iter()
        .filter(|said| said.text().contains("8 mEq/L まで") && !said.ephemeral);
    assert_eq!(answers.count(), 1, "{said:?}");
    let dms = ada.dms();
    let told = dms
        .iter()
        .filter(|dm| dm.text().contains("回答がつきました"));
    assert_eq!(told.count(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_follow_a_thread_holds_up_nothing_in_it() {
    for code in [10_007, 30_033, 50_001, 50_083] {
        let world = salon(false).await;
        let (ada, mika) = (world.person("ada"), world.person("mika"));
        let follows = world.discord.faults().on("PUT", "/thread-members/");
        follows.times(2).answer_next(400, code);
        asks(&world, &ada, &WORDS).await;
        let (_, card) = question(&world, &ada, 1);
        mika.clicks(card.id, "担当する").await;
        world.settle().await;
        let (thread, card) = question(&world, &ada, 1);
        assert_eq!(thread.tags, ["対応中", "循環器"]);
        assert!(!thread.followers.contains(&ada.id()));
        // Answering asks for no second try: who stops following is not brought back.
        let form = mika.clicks(card.id, "回答する").await;
        let words = [("answer", "8 mEq/L まで")];
        mika.submits(form.modal().expect("a form"), &words).await;
        world.settle().await;
        assert_eq!(question(&world, &ada, 1).0.tags, ["回答あり", "循環器"]);
        let tries = world.discord.requests("PUT", "/thread-members/");
        assert_eq!(tries.len(), 2);
        world.end().await;
    }
}
