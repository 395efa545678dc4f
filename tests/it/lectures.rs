//! Stories of the weekly lectures: posted on time and once, watched by whom they are for.

use chrono::{DateTime, Utc};
use salon::actor::Actor;
use salon::lectures::{self, LectureForm};
use salon::text::Lang;
use sandbox::view::MessageView;
use sandbox::{Id, Outcome};

use crate::world::{World, days, hours, minutes};

const SERIES: &str = "本気出して考える高血圧";
const VIDEO: &str = "https://video.example/watch/a1b2";
/// 20:00 in Tokyo on the story's first Friday.
const FRIDAY: &str = "2026-04-03T11:00:00Z";

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

impl World {
    /// The owner makes a slot on Fridays at 20:00 for generalists.
    async fn has_friday_slot(&self) -> Outcome {
        let channel = self.lectures.to_string();
        let role = self.track_role.to_string();
        let options = [
            ("weekday", "金曜"),
            ("time", "20:00"),
            ("channel", channel.as_str()),
            ("track", "gp"),
            ("role", role.as_str()),
        ];
        self.owner_runs("/slot create", &options).await
    }

    async fn owner_runs(&self, command: &str, options: &[(&str, &str)]) -> Outcome {
        let owner = self.person("owner");
        owner.runs(self.lobby, command, options).await
    }

    /// What the client offers the owner first for an option.
    async fn first_choice(&self, command: &str, option: &str) -> String {
        let owner = self.person("owner");
        let choices = owner
            .autocompletes(self.lobby, command, &[(option, "")], option)
            .await;
        let first = choices.first();
        first
            .unwrap_or_else(|| panic!("{command} offers no {option}"))
            .value
            .clone()
    }

    /// The owner adds a lecture, looks it over and queues it.
    async fn has_queued(&self, number: i64, title: &str) -> Outcome {
        let number = number.to_string();
        let options = [
            ("series", SERIES),
            ("number", number.as_str()),
            ("title", title),
            ("url", VIDEO),
            ("minutes", "32"),
            ("summary", "二次性高血圧を見逃さないために"),
        ];
        let added = self.owner_runs("/lecture add", &options).await;
        assert!(added.text().contains("下書き"), "{}", added.text());
        let draft = self.first_choice("/lecture ready", "lecture").await;
        let ready = [("lecture", draft.as_str())];
        let ready = self.owner_runs("/lecture ready", &ready).await;
        assert!(ready.text().contains("配信できる"), "{}", ready.text());
        let slot = self.first_choice("/lecture queue", "slot").await;
        let options = [("slot", slot.as_str()), ("lecture", draft.as_str())];
        self.owner_runs("/lecture queue", &options).await
    }

    /// The owner sells a plan that opens one track, and gives it to someone for a month.
    async fn has_member(&self, name: &str, track: &str) {
        let plan = format!("plan-{track}");
        let role = self.paid_role.to_string();
        let options = [
            ("key", plan.as_str()),
            ("name", "会員プラン"),
            ("price", "3000"),
            ("interval", "毎月"),
            ("role", role.as_str()),
            ("tracks", track),
        ];
        let made = self.owner_runs("/plan create", &options).await;
        assert!(made.message().is_some(), "{}", made.text());
        let user = self.person(name).id().to_string();
        let options = [
            ("user", user.as_str()),
            ("plan", plan.as_str()),
            ("months", "1"),
        ];
        let given = self.owner_runs("/member grant", &options).await;
        assert!(given.message().is_some(), "{}", given.text());
        self.settle().await;
    }

    /// What stands in the channel for lectures.
    fn posts(&self) -> Vec<MessageView> {
        let mut posts = self.person("owner").reads(self.lectures);
        posts.retain(|post| post.author.bot);
        posts
    }

    async fn watches(&self, name: &str, post: Id) -> String {
        let outcome = self.person(name).clicks(post, "視聴する").await;
        let message = outcome.message().expect("an answer");
        assert!(message.ephemeral, "the answer is seen by all");
        message.text()
    }

    /// The bot is down from Friday noon until so long after the lecture's time.
    async fn is_down_until_after(&mut self, late: chrono::TimeDelta) {
        self.pass_until(utc(FRIDAY) - hours(8)).await;
        self.stop_bot().await;
        self.set_clock(utc(FRIDAY) + late);
        self.start_bot().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn on_friday_at_eight_the_lecture_is_posted_with_a_ping_and_a_thread() {
    let mut world = World::start().await;
    let slot = world.has_friday_slot().await.text();
    assert!(slot.contains("毎週金曜 20:00（Asia/Tokyo）"), "{slot}");
    let stamp = format!("<t:{}:F>", utc(FRIDAY).timestamp());
    assert!(slot.contains(&stamp), "{slot}");
    let queued = world.has_queued(3, "二次性高血圧を疑うとき").await.text();
    assert!(
        queued.contains(&format!("<t:{}:f>", utc(FRIDAY).timestamp())),
        "{queued}"
    );

    world.pass_until(utc(FRIDAY) - minutes(1)).await;
    assert!(world.posts().is_empty(), "posted too early");
    world.pass(minutes(1)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    let post = &posts[0];
    assert_eq!(post.pings.roles, [world.track_role]);
    assert!(!post.pings.everyone && post.pings.users.is_empty());
    for shown in [
        "本気出して考える高血圧 #3",
        "二次性高血圧を疑うとき",
        "32分",
        "見逃さない",
    ] {
        assert!(post.text().contains(shown), "{shown}: {}", post.text());
    }
    assert!(
        !post.text().contains("video.example"),
        "the link is in the channel"
    );
    let thread = post.thread.as_ref().expect("a thread");
    assert_eq!(thread.name, "本気出して考える高血圧 #3");

    world.restart().await;
    world.settle().await;
    world.pass(hours(5)).await;
    assert_eq!(world.posts().len(), 1, "posted again");
    let journal = world.journal().await;
    let about = journal
        .iter()
        .filter(|(_, subject)| subject == "occurrence:1");
    let kinds: Vec<_> = about.map(|(kind, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["occurrence.sent", "occurrence.posted"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lecture_is_watched_by_whom_a_live_plan_opens_it() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_member("ada", "gp").await;
    world.has_member("ben", "pgy").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;

    let seen = world.watches("ada", post).await;
    assert!(seen.contains(VIDEO), "{seen}");
    for staff in ["owner", "mika"] {
        assert!(world.watches(staff, post).await.contains(VIDEO), "{staff}");
    }
    for other in ["ben", "stranger"] {
        let refused = world.watches(other, post).await;
        assert!(!refused.contains(VIDEO), "{refused}");
        assert!(refused.contains("/membership"), "{refused}");
    }
    // A month later ada's right has ended; the button under the old post is still there.
    world.pass_until(utc("2026-05-02T00:00:00Z")).await;
    let refused = world.watches("ada", post).await;
    assert!(
        !refused.contains(VIDEO) && refused.contains("総合診療医"),
        "{refused}"
    );
    assert!(
        world
            .posts()
            .iter()
            .all(|post| !post.text().contains("video.example"))
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_button_opens_nothing() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;
    // The second is next week's, which is not out yet even for the owner.
    for forged in [
        "lecture:watch:2",
        "lecture:watch:999",
        "lecture:watch:x",
        "lecture:open:1",
    ] {
        let outcome = world.person("owner").clicks_forged(post, forged).await;
        assert!(
            outcome.text().contains("古くなっています"),
            "{forged}: {}",
            outcome.text()
        );
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn week_by_week_the_queue_is_posted_and_an_empty_one_posts_nothing() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert!(posts[0].text().contains("#1") && posts[1].text().contains("#2"));
    let next = world
        .person("owner")
        .runs(world.lobby, "/lectures next", &[])
        .await;
    assert!(
        next.text().contains("まだ決まっていません"),
        "{}",
        next.text()
    );

    world.pass(days(14)).await;
    assert_eq!(world.posts().len(), 2, "an empty queue repeated something");
    let journal = world.journal().await;
    let skipped = journal
        .iter()
        .filter(|(kind, _)| kind == "occurrence.skipped");
    assert_eq!(skipped.count(), 2);
    world.has_queued(3, "二次性高血圧").await;
    world.pass(days(7)).await;
    assert_eq!(world.posts().len(), 3);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_minutes_late_is_on_time() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.is_down_until_after(minutes(10)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert_eq!(posts[0].pings.roles, [world.track_role]);
    assert!(!posts[0].text().contains("遅れて"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_five_hours_it_comes_in_the_morning_marked_late_and_silent() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.is_down_until_after(hours(5)).await;
    assert!(world.posts().is_empty(), "posted at one in the morning");
    world.pass_until(utc("2026-04-03T22:00:00Z")).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().contains("遅れての配信です"));
    assert!(posts[0].pings.roles.is_empty(), "pinged on another day");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_forty_hours_it_is_missed_and_comes_next_week() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.is_down_until_after(hours(40)).await;
    assert!(world.posts().is_empty());
    let journal = world.journal().await;
    let missed = ("occurrence.missed".to_owned(), "occurrence:1".to_owned());
    assert!(journal.contains(&missed));
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    assert!(posts[0].text().contains("#1") && !posts[0].text().contains("遅れて"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_slots_that_are_late_are_posted_a_minute_apart() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let channel = world.lectures.to_string();
    let options = [
        ("weekday", "金曜"),
        ("time", "19:00"),
        ("channel", channel.as_str()),
        ("track", "pgy"),
    ];
    world.owner_runs("/slot create", &options).await;
    world.has_queued(2, "薬の選び方").await;
    world.is_down_until_after(minutes(30)).await;
    assert_eq!(world.posts().len(), 1);
    world.pass(minutes(1)).await;
    assert_eq!(world.posts().len(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_york_slot_keeps_its_hour_when_summer_time_ends() {
    let world = World::start().await;
    let channel = world.lectures.to_string();
    let options = [
        ("weekday", "金曜"),
        ("time", "20:00"),
        ("channel", channel.as_str()),
        ("track", "gp"),
        ("zone", "America/New_York"),
    ];
    world.pass_until(utc("2026-10-28T00:00:00Z")).await;
    world.owner_runs("/slot create", &options).await;
    world.has_queued(1, "夏時間").await;
    world.has_queued(2, "冬時間").await;
    world.pass_until(utc("2026-11-08T00:00:00Z")).await;
    let posts = world.posts();
    let at: Vec<_> = posts.iter().map(|post| post.timestamp).collect();
    assert_eq!(
        at,
        [utc("2026-10-31T00:00:00Z"), utc("2026-11-07T01:00:00Z")]
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_with_its_own_sentence_and_leaves_no_trace() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let slot = world.first_choice("/lecture queue", "slot").await;
    let before = world.rows().await;
    for (url, why) in [
        ("http://video.example/a", "https:// から始まるものだけ"),
        ("javascript:alert(1)", "https:// から始まるものだけ"),
        ("https://me:pw@video.example/a", "ユーザー名"),
        ("https://youtube.com@evil.example/", "ユーザー名"),
        ("https://video.example:8443/a", "ポート番号"),
        ("video.example", "読み取れません"),
    ] {
        let options = [
            ("series", "s"),
            ("number", "9"),
            ("title", "t"),
            ("url", url),
        ];
        let refused = world.owner_runs("/lecture add", &options).await;
        assert!(refused.text().contains(why), "{url}: {}", refused.text());
    }
    let again = [
        ("series", SERIES),
        ("number", "1"),
        ("title", "t"),
        ("url", VIDEO),
    ];
    let refused = world.owner_runs("/lecture add", &again).await;
    assert!(refused.text().contains("すでに登録"), "{}", refused.text());
    let blank = [
        ("series", "\u{3164}"),
        ("number", "9"),
        ("title", "t"),
        ("url", VIDEO),
    ];
    let refused = world.owner_runs("/lecture add", &blank).await;
    assert!(refused.text().contains("空です"), "{}", refused.text());
    for (date, why) in [
        ("2026-02-31", "という日付はありません"),
        ("2026-03-27", "過ぎています"),
        ("2026-04-04", "金曜の日付"),
        ("2036-04-04", "1年先まで"),
        ("来週", "という日付はありません"),
    ] {
        let lecture = world.first_choice("/lecture queue", "lecture").await;
        let options = [
            ("slot", slot.as_str()),
            ("lecture", lecture.as_str()),
            ("date", date),
        ];
        let refused = world.owner_runs("/lecture queue", &options).await;
        assert!(refused.text().contains(why), "{date}: {}", refused.text());
    }
    let channel = world.lectures.to_string();
    for (time, zone, track, why) in [
        ("24:00", "Asia/Tokyo", "gp", "という時刻はありません"),
        ("20:00", "Asia/Edo", "gp", "というタイムゾーンはありません"),
        (
            "20:00",
            "Asia/Tokyo",
            "surgeons",
            "というコースはありません",
        ),
        ("20:00", "Asia/Tokyo", "gp", "すでにあります"),
    ] {
        let options = [
            ("weekday", "金曜"),
            ("time", time),
            ("channel", channel.as_str()),
            ("track", track),
            ("zone", zone),
        ];
        let refused = world.owner_runs("/slot create", &options).await;
        assert!(
            refused.text().contains(why),
            "{time} {zone} {track}: {}",
            refused.text()
        );
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_everyone_in_a_title_pings_nobody() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world
        .has_queued(1, "@everyone <@&1> [無料](https://evil.example)")
        .await;
    world.pass_until(utc(FRIDAY)).await;
    let posts = world.posts();
    assert!(!posts[0].pings.everyone);
    assert_eq!(posts[0].pings.roles, [world.track_role]);
    assert!(
        !posts[0].text().contains("](https://"),
        "{}",
        posts[0].text()
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_can_neither_see_nor_use_what_the_owner_can() {
    let world = World::start().await;
    let stranger = world.person("stranger");
    let typed = [
        ("series", "s"),
        ("number", "1"),
        ("title", "t"),
        ("url", VIDEO),
    ];
    let outcome = stranger.runs(world.lobby, "/lecture add", &typed).await;
    assert!(
        matches!(outcome, Outcome::NotShown(_)),
        "{}",
        outcome.text()
    );
    let next = stranger.runs(world.lobby, "/lectures next", &[]).await;
    assert!(next.text().contains("/membership"), "{}", next.text());
    // Even when the server shows the command to them, and however long what they type is.
    let before = world.rows().await;
    let long = "あ".repeat(10_000);
    let form = LectureForm {
        series: &long,
        number: 1,
        title: "t",
        url: VIDEO,
        minutes: None,
        summary: "",
    };
    for is_owner in [false, true] {
        let actor = Actor {
            user: world.user("stranger"),
            lang: Lang::En,
            is_mentor: true,
            is_owner,
        };
        let added = lectures::add_lecture(world.app(), &actor, &form).await;
        assert!(added.is_err());
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}
