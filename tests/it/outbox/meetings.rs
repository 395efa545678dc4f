//! Stories of meetings that are announced and called off, and of answers to a post of ours.

use chrono::TimeDelta;
use salon::discord::message::{Embed, Message};
use salon::ids::ChannelId;
use salon::outbox::{self, Effect, Meeting, MeetingKind, Place, Priority, Queued};
use sandbox::permissions;
use serde_json::Value;
use serenity::http::{LightMethod, Route};

use crate::world::{World, hours, minutes, number};

/// What is to be announced.
const MEETING: &str = "crowd:meeting";
/// What is to be posted.
const POST: &str = "crowd:post";

impl World {
    /// A story's own effect; no feature made it.
    async fn queues(&self, key: &str, effect: &Effect) {
        let app = self.app();
        let mut tx = app.db.begin().await.expect("a transaction");
        let queued = Queued::once(key, "crowd", Priority::Normal);
        outbox::enqueue(&mut tx, &queued, effect, app.now())
            .await
            .expect("queued");
        tx.commit().await.expect("committed");
        self.settle().await;
    }

    /// A meeting of tomorrow.
    async fn announces(&self) {
        let meeting = Meeting {
            channel: ChannelId(number(self.meeting)),
            kind: MeetingKind::Voice,
            name: "反省会".to_owned(),
            description: "講義のあとで話しましょう".to_owned(),
            starts_at: self.now() + TimeDelta::days(1),
            marker: "salon · meeting-1".to_owned(),
        };
        self.queues(MEETING, &Effect::CreateEvent(meeting)).await;
    }

    /// The bot may announce meetings.
    pub(crate) fn may_announce(&self) {
        let more = permissions::CREATE_EVENTS | permissions::CONNECT;
        self.discord.bot_permissions(permissions::BOT | more);
    }

    /// The meetings that everyone sees.
    pub(crate) async fn meetings(&self) -> Vec<Value> {
        let guild_id = self.app().config.discord.guild.expect("a server").into();
        let route = Route::GuildScheduledEvents { guild_id };
        self.rest().get(route).await.expect("a list")
    }

    /// Posts something in the channel for lectures.
    async fn says(&self, key: &str, text: &str, reply_to: Option<&str>) {
        let post = Effect::Post {
            place: Place::Channel(ChannelId(number(self.lectures))),
            message: Message {
                content: text.to_owned(),
                embed: Some(Embed {
                    footer: format!("salon · {key}"),
                    ..Embed::default()
                }),
                ..Message::default()
            },
            reply_to: reply_to.map(str::to_owned),
        };
        self.queues(key, &post).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_whose_answer_was_lost_is_found_again() {
    for is_heard in [true, false] {
        let world = World::start().await;
        world.may_announce();
        let faults = world.discord.faults().on("POST", "/scheduled-events");
        if is_heard {
            faults.lose_next_answer();
        } else {
            faults.lose_next_request();
        }
        world.announces().await;
        assert_eq!(world.meetings().await.len(), usize::from(is_heard));
        world.pass(minutes(6)).await;
        let meetings = world.meetings().await;
        assert_eq!(meetings.len(), 1, "announced twice, or not at all");
        let about = meetings[0]["description"].as_str().expect("words");
        assert!(about.starts_with("講義のあとで話しましょう\n"), "{about}");
        // It is known which one it is.
        let event = MEETING.to_owned();
        let off = Effect::CancelEvent { event };
        world.queues("crowd:off", &off).await;
        assert_eq!(world.meetings().await.len(), 0);
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_calendar_is_waited_out() {
    let world = World::start().await;
    world.may_announce();
    let faults = world.discord.faults().on("POST", "/scheduled-events");
    faults.answer_next(400, 30_038);
    world.announces().await;
    world.pass(minutes(59)).await;
    assert_eq!(world.meetings().await.len(), 0);
    world.pass(minutes(1)).await;
    assert_eq!(world.meetings().await.len(), 1);
    assert_eq!(world.told_owner(), Vec::<String>::new());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_right_to_announce_it_waits_until_it_is_given() {
    let world = World::start().await;
    world.announces().await;
    let told = world.told_owner();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].contains(&format!("<#{}>", world.meeting)),
        "{told:?}"
    );
    world.may_announce();
    world.settle().await;
    world.pass(hours(1)).await;
    assert_eq!(world.meetings().await.len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_called_off_need_not_be_called_off() {
    let world = World::start().await;
    world.may_announce();
    world.announces().await;
    let meetings = world.meetings().await;
    let id = meetings[0]["id"].as_str().expect("an id");
    let route = Route::GuildScheduledEvent {
        guild_id: world.app().config.discord.guild.expect("a server").into(),
        event_id: id.parse().expect("an id"),
    };
    let call = salon::discord::Call::new(LightMethod::Delete, route);
    let gone = world.rest().call::<Value>(call).await;
    gone.expect("it is gone");
    let event = MEETING.to_owned();
    world
        .queues("crowd:off", &Effect::CancelEvent { event })
        .await;
    assert_eq!(world.told_owner(), Vec::<String>::new());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_stands_under_what_it_answers_and_by_itself_where_that_is_gone() {
    let world = World::start().await;
    world.says(POST, "用量は 5 mg です", None).await;
    world
        .says("crowd:correction", "訂正：2.5 mg です", Some(POST))
        .await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert_eq!(posts[1].replies_to, Some(posts[0].id));
    world.discord.moderator().deletes_message(posts[0].id);
    world
        .says("crowd:again", "訂正：1.25 mg です", Some(POST))
        .await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert_eq!(posts[1].content, "訂正：1.25 mg です");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_waits_until_the_bot_may_read_what_it_answers() {
    let world = World::start().await;
    world.says(POST, "用量は 5 mg です", None).await;
    let (bot, history) = (world.discord.bot_id(), permissions::READ_MESSAGE_HISTORY);
    world.discord.overwrite(world.lectures, bot, 0, history);
    world
        .says("crowd:correction", "訂正：2.5 mg です", Some(POST))
        .await;
    assert_eq!(world.told_owner().len(), 1);
    world.discord.overwrite(world.lectures, bot, 0, 0);
    world.settle().await;
    assert_eq!(world.posts().len(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_somebody_deleted_meanwhile_hides_nothing() {
    let world = World::start().await;
    let faults = world.discord.faults().on("POST", "/messages");
    faults.lose_next_request();
    world.says(POST, "用量は 5 mg です", None).await;
    // The channel goes on naming it as its last one.
    let owner = world.person("owner");
    let other = owner
        .posts(world.lectures, "来週は休みです")
        .expect("written");
    owner.deletes(other.id).expect("deleted");
    // So late that Discord would no longer know the same attempt by its nonce.
    world.set_clock(world.now() + TimeDelta::minutes(30));
    world.pass(minutes(1)).await;
    assert_eq!(world.posts()[0].content, "用量は 5 mg です");
    assert_eq!(world.told_owner(), Vec::<String>::new());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_message_that_was_edited_too_often_is_edited_later() {
    let world = World::start().await;
    world.says(POST, "用量は 5 mg です", None).await;
    let faults = world.discord.faults().on("PATCH", "/messages/");
    faults.answer_next(400, 30_046);
    let message = Message::text("用量は 2.5 mg です");
    let of = POST.to_owned();
    world
        .queues("crowd:face", &Effect::Edit { of, message })
        .await;
    world.pass(minutes(9)).await;
    assert_eq!(world.posts()[0].content, "用量は 5 mg です");
    world.pass(minutes(1)).await;
    assert_eq!(world.posts()[0].content, "用量は 2.5 mg です");
    assert_eq!(world.told_owner(), Vec::<String>::new());
    world.end().await;
}
