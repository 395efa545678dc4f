//! Stories of lectures that change after they were posted.

use sandbox::view::MessageView;

use super::imports::file_of;
use super::{FRIDAY, SERIES, VIDEO, utc};
use crate::world::{World, days, hours, minutes};

#[tokio::test(flavor = "multi_thread")]
async fn withdrawn_it_opens_nothing_and_its_thread_is_locked() {
    let mut world = World::start().await;
    world.may_announce();
    let list = world.has_a_list().await;
    let meeting = world.meeting.to_string();
    let more = [("event-channel", meeting.as_str())];
    world.has_friday_slot_with(&more).await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY) + minutes(10)).await;
    let post = world.posts()[0].clone();
    assert_eq!(world.meetings().await.len(), 1);

    let told = world.withdraws("誤りがありました").await;
    assert!(told.contains("取り下げました"), "{told}");
    world.settle().await;
    let after = world.posts()[0].clone();
    assert_eq!(after.id, post.id);
    assert!(
        after.text().contains("この講義は取り下げました"),
        "{}",
        after.text()
    );
    assert!(
        after.text().contains("誤りがありました"),
        "{}",
        after.text()
    );
    assert!(!after.text().contains("血圧の測り方"), "{}", after.text());
    assert_eq!(after.buttons().count(), 0);
    let thread = after.thread.expect("its thread");
    assert!(thread.locked, "people go on writing");
    assert_eq!(world.meetings().await.len(), 0);
    let listed = world.person("owner").reads(list);
    assert!(
        listed[0].text().contains("この講義は取り下げました"),
        "{}",
        listed[0].text()
    );
    assert!(world.card().contains("取り下げました"), "{}", world.card());

    // Not even by a button that somebody still sees.
    let ada = world.person("ada");
    for command in [
        ("/lectures search", "words", "血圧"),
        ("/lectures show", "lecture", "lecture-1"),
    ] {
        let (command, option, value) = command;
        let shown = ada
            .runs(world.lobby, command, &[(option, value)])
            .await
            .text();
        assert!(
            !shown.contains("血圧の測り方") && !shown.contains(VIDEO),
            "{shown}"
        );
    }
    let again = world.withdraws("").await;
    assert!(again.contains("公開を終了しています"), "{again}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_posted_lecture_is_changed_in_place_and_pings_nobody() {
    let mut world = World::start().await;
    let list = world.has_a_list().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.is_queued_on_saturdays_too().await;
    world.pass_until(utc(FRIDAY) + days(1)).await;
    let before = world.posts();
    assert_eq!(before.len(), 2);
    let posted = world.discord.requests("POST", "/messages").len();

    let note = [
        ("title", "正しい測り方"),
        ("note", "用量を直しました\nすみません"),
    ];
    let told = world.edits("lecture-1", &note).await;
    assert!(told.contains("変更しました"), "{told}");
    world.settle().await;
    world.restart().await;
    let after = world.posts();
    assert_eq!(after.len(), 2);
    for (post, was) in after.iter().zip(&before) {
        let text = post.text();
        assert_eq!(post.id, was.id);
        assert!(text.contains("正しい測り方"), "{text}");
        assert!(!text.contains("血圧の測り方"), "{text}");
        assert!(text.contains("\n-# 改訂2（<t:"), "{text}");
        assert!(text.contains("：用量を直しました すみません"), "{text}");
        assert!(post.pings.roles.is_empty(), "{:?}", post.pings);
        assert_eq!(post.content, was.content);
        let thread = |post: &MessageView| post.thread.as_ref().map(|thread| thread.id);
        assert_eq!(thread(post), thread(was));
        assert!(!post.thread.as_ref().expect("a thread").locked);
    }
    let entry = &world.person("owner").reads(list)[0];
    assert!(entry.text().contains("正しい測り方"), "{}", entry.text());
    assert!(entry.text().contains("-# 改訂2"), "{}", entry.text());

    // One that a moderator deleted is left alone.
    world.discord.moderator().deletes_message(after[1].id);
    world.settle().await;
    let told = world.edits(
        "lecture-1",
        &[("minutes", "40"), ("note", "撮り直しました")],
    );
    let told = told.await;
    assert!(told.contains("変更しました"), "{told}");
    world.settle().await;
    let left = world.posts();
    assert_eq!(left.len(), 1);
    assert!(left[0].text().contains("改訂3"), "{}", left[0].text());
    assert!(!left[0].text().contains("改訂2"), "{}", left[0].text());
    let gone = format!("/messages/{}", after[1].id);
    assert_eq!(world.discord.requests("PATCH", &gone).len(), 1);
    world.has_member("ada", "gp").await;
    let options = [("lecture", "lecture-1")];
    let shown = world.does("ada", "/lectures show", &options).await;
    assert!(shown.contains("改訂3"), "{shown}");
    // All that was posted since then is what the owner was told.
    let told = world.told_owner().len();
    let posted = world.discord.requests("POST", "/messages").len() - posted;
    assert!(posted <= told, "{posted} messages, {told} to the owner");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_while_its_post_is_under_way_is_changed_when_it_is_there() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;
    world.channel_refuses();
    world.pass_until(utc(FRIDAY) + minutes(2)).await;
    assert_eq!(world.posts().len(), 0);
    let refused = world.edits("lecture-1", &[("title", "正しい測り方")]).await;
    assert!(refused.contains("改訂の内容"), "{refused}");
    for (title, more) in [
        ("もっと正しい測り方", ("minutes", "40")),
        ("正しい測り方", ("correction", "true")),
    ] {
        let all = [("title", title), ("note", "用量を直しました"), more];
        let told = world.edits("lecture-1", &all).await;
        assert!(told.contains("変更しました"), "{told}");
    }
    world.channel_is_mended();
    world.settle().await;
    world.restart().await;
    world.pass(minutes(1)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    let text = posts[0].text();
    assert!(text.contains("正しい測り方"), "{text}");
    assert!(text.contains("改訂3") && text.contains("40分"), "{text}");
    assert!(posts[0].thread.is_some(), "no thread");
    assert_eq!(posts[1].replies_to, Some(posts[0].id));
    assert_eq!(posts[1].pings.roles, [world.track_role]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_pings_once() {
    let mut world = World::start().await;
    let moderator = world.discord.moderator();
    for name in ["ada", "ben"] {
        moderator.gives_role(world.person(name).id(), world.track_role);
    }
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let correction = ("correction", "true");
    let note = ("note", "アムロジピンは10mgまでです");
    let before = world.rows().await;
    let refused = world.edits("lecture-1", &[note, correction]).await;
    assert!(
        refused.contains("訂正を返信できる告知がありません"),
        "{refused}"
    );
    assert_eq!(world.rows().await, before);
    world.pass_until(utc(FRIDAY)).await;
    let refused = world.edits("lecture-1", &[correction]).await;
    assert!(refused.contains("改訂の内容"), "{refused}");

    // It is one in the morning, and what is wrong was said in the video alone.
    world.pass_until(utc(FRIDAY) + hours(5)).await;
    let faults = world.discord.faults();
    let channel = format!("/channels/{}/messages", world.lectures);
    faults.on("POST", &channel).lose_next_answer();
    let told = world.edits("lecture-1", &[note, correction]).await;
    let people = format!("<@&{}> 2人", world.track_role);
    assert!(told.contains("訂正を返信し"), "{told}");
    assert!(told.contains(&people), "{told}");
    world.settle().await;
    world.restart().await;
    world.pass(minutes(20)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2, "not once");
    let (post, said) = (&posts[0], &posts[1]);
    assert_eq!(said.replies_to, Some(post.id));
    assert_eq!(said.pings.roles, [world.track_role]);
    assert!(!said.pings.everyone && said.pings.users.is_empty());
    let text = said.text();
    assert!(
        text.contains("**訂正** アムロジピンは10mgまでです"),
        "{text}"
    );
    assert!(post.pings.roles.is_empty(), "{:?}", post.pings);
    assert!(post.text().contains("改訂2"), "{}", post.text());

    // The same again is a slip of the finger, and the next one is another; where the post is gone, there is nothing to answer.
    let again = world.edits("lecture-1", &[note, correction]).await;
    assert!(
        !again.contains("通知したばかり"),
        "twenty minutes later: {again}"
    );
    let again = world.edits("lecture-1", &[note, correction]).await;
    assert!(again.contains("通知したばかり"), "{again}");
    world.settle().await;
    assert_eq!(world.posts().len(), 3);
    let next = ("note", "錠剤の写真も違いました");
    world.edits("lecture-1", &[next, correction]).await;
    world.settle().await;
    assert_eq!(world.posts().len(), 4);
    // Whoever looks later reads it beside what was changed since then.
    let later = [("minutes", "40"), ("note", "撮り直しました")];
    world.edits("lecture-1", &later).await;
    world.has_member("ada", "gp").await;
    let shown = world.does("ada", "/lectures show", &[("lecture", "lecture-1")]);
    let shown = shown.await;
    for said in ["訂正（改訂4・", "錠剤の写真も違いました", "撮り直しました"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    world.discord.moderator().deletes_message(post.id);
    world.settle().await;
    let before = world.rows().await;
    let refused = world.edits("lecture-1", &[next, correction]).await;
    assert!(
        refused.contains("訂正を返信できる告知がありません"),
        "{refused}"
    );
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawn_before_it_goes_out_the_next_one_goes_out() {
    for before in [hours(30), hours(5), minutes(5)] {
        let world = World::start().await;
        world.has_friday_slot().await;
        world.has_queued(1, "血圧の測り方").await;
        world.has_queued(2, "薬の選び方").await;
        world.pass_until(utc(FRIDAY) - before).await;
        world.withdraws("").await;
        world.pass_until(utc(FRIDAY) + days(7)).await;
        let posts = world.posts();
        assert_eq!(posts.len(), 1, "{before}");
        assert!(posts[0].text().contains("#2"), "{}", posts[0].text());
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_its_post_waits_the_next_one_goes_out() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) - hours(1)).await;
    world.channel_refuses();
    world.pass_until(utc(FRIDAY) + minutes(5)).await;
    let options = [("lecture", "lecture-1")];
    let asked = world.owner_runs("/lecture withdraw", &options).await.text();
    let stamp = format!("<t:{}:", utc(FRIDAY).timestamp());
    assert!(
        asked.contains("まだ配信していない") && asked.contains(&stamp) && asked.contains("#2"),
        "{asked}"
    );
    world.withdraws("誤りがありました").await;
    world.settle().await;
    assert!(world.card().contains("薬の選び方"), "{}", world.card());
    world.channel_is_mended();
    world.settle().await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1, "the week is burnt");
    let text = posts[0].text();
    assert!(text.contains("#2") && !text.contains("遅く"), "{text}");
    assert!(world.card().contains("へ配信しました"), "{}", world.card());
    world.end().await;
}

/// Nothing else was to be posted then, and something else still can be.
#[tokio::test(flavor = "multi_thread")]
async fn published_by_hand_and_taken_back_while_its_post_waits_nothing_goes_out() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(2, "薬の選び方").await;
    let wrong = world.is_ready(1, "薬の回収").await;
    let right = world.is_ready(3, "薬の回収 改").await;
    world.channel_refuses();
    world.publishes(&wrong).await;
    world.settle().await;
    let options = [("lecture", wrong.as_str())];
    world.owner_means("/lecture withdraw", &options).await;
    world.channel_is_mended();
    world.pass(minutes(5)).await;
    assert_eq!(world.posts().len(), 0);
    let told = world.publishes(&right).await;
    assert!(told.contains("配信します"), "{told}");
    world.pass_until(utc(FRIDAY)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert!(posts[0].text().contains("#3") && posts[1].text().contains("#2"));
    world.end().await;
}

/// It does not come back with a list that names it, and the owner reads so before they take that in.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_names_what_was_withdrawn_says_so() {
    let world = World::start().await;
    world.is_ready(1, "血圧の測り方").await;
    world.withdraws("誤りがありました").await;
    let row = |number| format!("{SERIES},{number},血圧の測り方,{VIDEO},32,座って5分\n");
    let list = format!("シリーズ,回,タイトル,動画,分,概要\n{}{}", row(1), row(2));
    let owner = world.person("owner");
    let file = owner.uploads("list.csv", "text/csv", list.into_bytes());
    let looked = world
        .owner_runs("/lecture import", &[("file", &file)])
        .await;
    let looked = looked.message().expect("a preview").clone();
    let text = looked.text();
    assert!(text.contains("追加 2") && text.contains("2行目"), "{text}");
    for said in [text, file_of(&world, &looked).await] {
        assert_eq!(said.matches("取り下げています").count(), 1, "{said}");
    }
    let taken = owner.clicks(looked.id, "取り込む").await;
    assert!(taken.text().contains("追加 2"), "{}", taken.text());
    world.end().await;
}

impl World {
    /// The first lecture waits in a slot on Saturdays as well, which posts in the same channel.
    pub(super) async fn is_queued_on_saturdays_too(&self) {
        let channel = self.lectures.to_string();
        let options = [
            ("weekday", "土曜"),
            ("time", "20:00"),
            ("channel", channel.as_str()),
            ("track", "im"),
        ];
        self.owner_runs("/slot create", &options).await;
        let owner = self.person("owner");
        let slots = owner
            .autocompletes(self.lobby, "/lecture queue", &[("slot", "")], "slot")
            .await;
        let second = slots.iter().find(|slot| slot.name.contains("土曜"));
        let second = second.expect("a slot").value.clone();
        let options = [("slot", second.as_str()), ("lecture", "lecture-1")];
        self.owner_runs("/lecture queue", &options).await;
    }

    /// The owner takes the first lecture back.
    async fn withdraws(&self, reason: &str) -> String {
        let mut options = vec![("lecture", "lecture-1")];
        if !reason.is_empty() {
            options.push(("reason", reason));
        }
        self.owner_means("/lecture withdraw", &options).await
    }
}
