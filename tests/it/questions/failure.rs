//! Stories of what went wrong: told to mentors alone, in a thread that nobody else sees.

use sandbox::view::{ChannelView, MessageView};
use sandbox::{Id, NewChannel, Outcome, Person};

use super::{labels, question, salon, sends};
use crate::world::{World, hours};

/// What ada tells.
pub(super) const TOLD: [(&str, &str); 4] = [
    ("title", "腹痛を便秘と決めつけた"),
    ("situation", "当直で帰宅とし、翌日に絞扼性腸閉塞で再受診"),
    ("thinking", "手術歴を聞いていなかった"),
    ("wanted", "どう立て直せばよいか"),
];

/// Tells it and sees the answer to the form; what follows has happened.
pub(super) async fn tells(world: &World, person: &Person) -> Outcome {
    let options = [("kind", "Failure"), ("field", "cardiology")];
    let form = person.runs(world.lobby, "/ask", &options).await;
    let form = form.modal().unwrap_or_else(|| panic!("{}", form.text()));
    assert_eq!(form.inputs.len(), 4);
    let told = sends(person, form, &TOLD).await;
    world.settle().await;
    told
}

/// A salon of text channels in which ada told it, and the thread.
pub(super) async fn told() -> (World, ChannelView) {
    let world = salon(true).await;
    let told = tells(&world, &world.person("ada")).await;
    assert!(told.text().contains("#1"), "{}", told.text());
    let (thread, _) = thread(&world, "ada");
    (world, thread)
}

/// The thread and the card in it, as somebody sees them.
pub(super) fn thread(world: &World, name: &str) -> (ChannelView, MessageView) {
    let person = world.person(name);
    let mut threads = person.threads(world.questions).into_iter();
    let thread = threads.next().expect("a thread");
    assert!(threads.next().is_none(), "it was opened twice");
    let mut said = person.reads(thread.id).into_iter();
    let card = said.find(|said| said.buttons().next().is_some());
    (thread, card.expect("the card"))
}

/// Whether this says a word of what ada told.
pub(super) fn says(text: &str) -> bool {
    TOLD.iter().any(|(_, words)| text.contains(words))
}

/// All that somebody sees anywhere on the server.
pub(super) fn everything_seen_by(world: &World, name: &str) -> String {
    let person = world.person(name);
    let mut seen = String::new();
    for channel in person.channels() {
        seen.push_str(&channel.name);
        for thread in person.threads(channel.id) {
            seen.push_str(&thread.name);
            seen.extend(person.reads(thread.id).iter().map(MessageView::text));
        }
        seen.extend(person.reads(channel.id).iter().map(MessageView::text));
    }
    seen.extend(person.dms().iter().map(MessageView::text));
    seen
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_in_a_private_thread_and_says_so_before() {
    let world = salon(true).await;
    let ada = world.person("ada");
    let options = [("kind", "Failure"), ("field", "cardiology")];
    let form = ada.runs(world.lobby, "/ask", &options).await;
    let form = form.modal().expect("a form");
    let asked: Vec<&str> = form.inputs.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(
        asked[1..],
        [
            "何が起きましたか",
            "気づいたこと・学んだこと",
            "聞きたいこと"
        ]
    );
    let seen = ada.submits(form, &TOLD).await;
    assert!(
        seen.text().contains("読めるのは、あなた、メンター"),
        "{}",
        seen.text()
    );
    let seen = seen.message().expect("a preview").clone();
    ada.clicks(seen.id, "投稿する").await;
    world.settle().await;
    let (thread, card) = thread(&world, "ada");
    assert_eq!(thread.kind, 12, "{thread:?}");
    assert!(thread.name.starts_with("#1 "));
    for part in [
        "失敗談",
        "質問者・メンター・運営者だけ",
        TOLD[1].1,
        TOLD[2].1,
    ] {
        assert!(card.text().contains(part), "{part}: {}", card.text());
    }
    assert!(!thread.followers.contains(&world.person("mika").id()));
    let calls = world.discord.requests("POST", "/threads");
    assert_eq!(calls[0].body["invitable"], false);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_mentors_reads_a_word_of_it_anywhere() {
    let (world, thread) = told().await;
    for name in ["ben", "stranger", "owner"] {
        assert!(!says(&everything_seen_by(&world, name)), "{name} sees it");
        assert!(!world.person(name).can_see(thread.id));
    }
    let number = ("number", "1");
    let many = [
        ("/questions show", vec![number]),
        ("/questions unanswered", vec![]),
        ("/questions mine", vec![]),
        ("/mentor queue", vec![]),
        ("/question claim", vec![number]),
        ("/question resolve", vec![number]),
        ("/question reopen", vec![number]),
        ("/question erase", vec![number]),
        ("/question answer", vec![number]),
        ("/question why", vec![number]),
    ];
    for (command, options) in &many {
        let ben = world
            .person("ben")
            .runs(world.lobby, command, options)
            .await;
        assert!(!says(&ben.text()), "{command}: {}", ben.text());
    }
    let refused = world.does("ben", "/questions show", &[number]).await;
    assert!(refused.contains("Only its asker"), "{refused}");
    // Whoever may read it does so before anything is claimed.
    for name in ["mika", "owner", "ada"] {
        let shown = world.does(name, "/questions show", &[number]).await;
        assert!(shown.contains(TOLD[1].1), "{name}: {shown}");
    }
    let queue = world
        .person("mika")
        .runs(world.lobby, "/mentor queue", &[])
        .await;
    let queue = queue.text();
    assert!(
        queue.contains(TOLD[0].1) && queue.contains("質問一覧 表示"),
        "{queue}"
    );
    let unanswered = world.does("mika", "/questions unanswered", &[]).await;
    assert!(unanswered.contains("🔒"), "{unanswered}");
    // The owner hears that it waits, without its words.
    world.pass(hours(30)).await;
    let told = world.told_owner().join("\n");
    assert!(told.contains("#1") && !says(&told), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_brings_the_mentor_in_again_and_again() {
    let (world, thread) = told().await;
    let mika = world.person("mika");
    assert!(!mika.can_see(thread.id));
    let shown = mika
        .runs(world.lobby, "/questions show", &[("number", "1")])
        .await;
    let card = shown.message().expect("the card").clone();
    let claimed = mika.clicks(card.id, "担当する").await;
    assert!(
        claimed.text().contains("担当になりました"),
        "{}",
        claimed.text()
    );
    world.settle().await;
    assert!(mika.can_see(thread.id));
    assert!(!world.person("ken").can_see(thread.id));
    // Whoever left comes back with the next claim.
    world
        .does("mika", "/question release", &[("number", "1")])
        .await;
    world.settle().await;
    world.discord.moderator().takes_out(thread.id, mika.id());
    assert!(!mika.can_see(thread.id));
    world
        .does("mika", "/question claim", &[("number", "1")])
        .await;
    world.settle().await;
    assert!(mika.can_see(thread.id));
    // Whoever is asked for an opinion, and who answers, comes in as well.
    let ken = world.person("ken");
    let form = ken
        .runs(world.lobby, "/question answer", &[("number", "1")])
        .await;
    let form = form.modal().expect("a form").clone();
    ken.submits(
        &form,
        &[("answer", "手術歴は必ず最初に聞くことにしました。")],
    )
    .await;
    world.settle().await;
    assert!(ken.can_see(thread.id));
    let (_, card) = self::thread(&world, "ada");
    let resolved = world.person("ada").clicks(card.id, "解決する").await;
    world.settle().await;
    let asked = resolved.message().expect("a question back");
    assert!(!labels(asked).contains(&"はい、載せてよい"), "{asked:?}");
    let forged = world
        .person("ada")
        .clicks_forged(asked.id, "question:consent:1:1")
        .await;
    assert!(forged.text().contains("載りません"), "{}", forged.text());
    assert!(self::thread(&world, "ada").0.archived);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mentors_of_its_field_and_those_who_are_asked_are_in_it() {
    let world = salon(true).await;
    world
        .does("mika", "/mentor fields", &[("add", "cardiology")])
        .await;
    tells(&world, &world.person("ada")).await;
    let (thread, _) = thread(&world, "ada");
    let (mika, ken) = (world.person("mika"), world.person("ken"));
    assert!(mika.can_see(thread.id) && !ken.can_see(thread.id));
    world.pass(hours(3)).await;
    let asked = ken.dms();
    assert!(asked.iter().any(|dm| dm.text().contains("#1")), "{asked:?}");
    assert!(ken.can_see(thread.id), "the link leads nowhere");
    assert!(!says(&everything_seen_by(&world, "ben")));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_question_of_another_is_joined_with_it() {
    let (world, _) = told().await;
    super::asks(&world, &world.person("ben"), &super::WORDS).await;
    let options = [("number", "2"), ("of", "1")];
    let refused = world.does("mika", "/question duplicate", &options).await;
    assert!(refused.contains("まとめる先にはできません"), "{refused}");
    let of_all = [("number", "1"), ("of", "2")];
    world.does("mika", "/question duplicate", &of_all).await;
    world.settle().await;
    assert!(!says(&everything_seen_by(&world, "ben")));
    world.end().await;
}

/// The settings name this channel for what only mentors may read; the bot reads them when it starts.
async fn with_channel(forum: bool) -> (World, Id) {
    let mut world = salon(false).await;
    let new = NewChannel::default();
    let channel = if forum {
        world.discord.forum("失敗談", new)
    } else {
        world.discord.text_channel("失敗談", new)
    };
    world.tells_failures_in(channel);
    world.restart().await;
    (world, channel)
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_a_forum_it_needs_a_channel_of_its_own() {
    let without = salon(false).await;
    for world in [without, with_channel(true).await.0] {
        let options = [("kind", "Failure"), ("field", "cardiology")];
        let refused = world.does("ada", "/ask", &options).await;
        assert!(refused.contains("channels.confidential"), "{refused}");
        world.end().await;
    }
    let (world, channel) = with_channel(false).await;
    tells(&world, &world.person("ada")).await;
    let thread = world
        .person("ada")
        .threads(channel)
        .pop()
        .expect("a thread");
    assert_eq!(thread.kind, 12);
    assert!(world.person("ada").threads(world.questions).is_empty());
    assert!(world.person("ben").threads(channel).is_empty());
    // What is no failure goes where it always went.
    super::asks(&world, &world.person("ben"), &super::WORDS).await;
    question(&world, &world.person("ben"), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_a_mentor_no_more_is_taken_out_whether_or_not_it_is_over() {
    for (away, is_over) in [(false, false), (true, false), (false, true)] {
        let (mut world, thread) = told().await;
        let number = [("number", "1")];
        world.does("mika", "/question claim", &number).await;
        world.settle().await;
        if is_over {
            world.does("ada", "/question withdraw", &number).await;
            world.settle().await;
        }
        let mika = world.person("mika");
        assert!(mika.can_see(thread.id));
        if away {
            world.stop_bot().await;
        }
        let role = world.config().roles.mentor.expect("a role").0;
        let role = Id(role.cast_unsigned());
        world.discord.moderator().takes_role(mika.id(), role);
        if away {
            world.start_bot().await;
        }
        world.settle().await;
        // What they were told themself while they were one stays with them.
        let has_left = !mika.can_see(thread.id) && mika.reads(thread.id).is_empty();
        assert!(has_left, "away: {away}, over: {is_over}");
        let (thread, _) = self::thread(&world, "ada");
        assert_eq!(thread.archived, is_over, "{thread:?}");
        // A mentor again, they come in again.
        world.discord.moderator().gives_role(mika.id(), role);
        world.settle().await;
        if !is_over {
            world.does("mika", "/question claim", &number).await;
            world.settle().await;
            assert!(mika.can_see(thread.id));
        }
        world.end().await;
    }
}
