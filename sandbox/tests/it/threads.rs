//! Threads and forum posts.

use sandbox::{NewChannel, permissions};
use serde_json::{Value, json};

use crate::bot::{Bot, says, text};
use crate::{Place, place};

async fn forum(place: &Place) -> (sandbox::Id, Vec<Value>) {
    let tags = vec!["open".to_owned(), "answered".to_owned()];
    let forum = place.sandbox.forum(
        "questions",
        NewChannel {
            tags,
            require_tag: true,
            ..NewChannel::default()
        },
    );
    let (_, body) = place.bot.get(&format!("/channels/{forum}")).await;
    (
        forum,
        body["available_tags"].as_array().expect("tags").clone(),
    )
}

async fn post(bot: &Bot, forum: sandbox::Id, tag: &Value) -> Value {
    let (status, body) = bot
        .post(
            &format!("/channels/{forum}/threads"),
            json!({"name": "Why?", "applied_tags": [tag["id"]], "message": says("Because")}),
        )
        .await;
    assert_eq!(status, 201, "{body}");
    body
}

#[tokio::test]
async fn a_forum_post_is_a_thread_with_tags() {
    let mut place = place().await;
    let (forum, tags) = forum(&place).await;
    let body = post(&place.bot, forum, &tags[0]).await;
    assert_eq!(body["id"], body["message"]["id"]);
    assert_eq!(
        place.bot.event("THREAD_CREATE").await["newly_created"],
        true
    );
    let thread: sandbox::Id = text(&body["id"]).parse().expect("id");
    assert_eq!(place.ada.threads(forum)[0].tags, ["open"]);
    assert_eq!(place.ada.reads(thread)[0].content, "Because");
    let (_, active) = place
        .bot
        .get(&format!(
            "/guilds/{}/threads/active",
            place.sandbox.guild_id()
        ))
        .await;
    assert_eq!(active["threads"].as_array().map(Vec::len), Some(1));
    let untagged = json!({"name": "x", "message": says("y")});
    assert_eq!(
        place
            .bot
            .post(&format!("/channels/{forum}/threads"), untagged)
            .await
            .1["code"],
        40067
    );
}

#[tokio::test]
async fn closing_locks_and_archives_in_one_call() {
    let place = place().await;
    let (forum, tags) = forum(&place).await;
    let thread: sandbox::Id = text(&post(&place.bot, forum, &tags[0]).await["id"])
        .parse()
        .expect("id");
    let path = format!("/channels/{thread}");
    let close = json!({"applied_tags": [tags[1]["id"]], "locked": true, "archived": true});
    let (status, body) = place.bot.patch(&path, close).await;
    assert_eq!(
        (status, body["thread_metadata"]["locked"].as_bool()),
        (200, Some(true))
    );
    assert_eq!(
        place.bot.patch(&path, json!({"name": "x"})).await.1["code"],
        50083
    );
    assert_eq!(
        place
            .bot
            .post(&format!("{path}/messages"), says("x"))
            .await
            .1["code"],
        160_005
    );
    assert!(place.ada.posts(thread, "x").is_err());
    let (_, archived) = place
        .bot
        .get(&format!("/channels/{forum}/threads/archived/public"))
        .await;
    assert_eq!(archived["threads"][0]["id"], thread.to_string());
    let (status, _) = place
        .bot
        .patch(&path, json!({"archived": false, "locked": false}))
        .await;
    assert_eq!(status, 200);
    place.ada.posts(thread, "more").expect("posted");
}

#[tokio::test]
async fn the_archive_is_read_page_by_page_the_last_archived_first() {
    let place = place().await;
    let (forum, tags) = forum(&place).await;
    let mut posts = Vec::new();
    for _ in 0..5 {
        let body = post(&place.bot, forum, &tags[0]).await;
        posts.push(text(&body["id"]).to_owned());
    }
    // Not in the order in which they were posted; the last one stays active.
    for post in [1, 3, 0, 2] {
        place.sandbox.clock().advance(chrono::Duration::seconds(1));
        let thread: sandbox::Id = posts[post].parse().expect("id");
        place.sandbox.moderator().archives_thread(thread, true);
    }
    let list = format!("/channels/{forum}/threads/archived/public");
    let ids = |page: &Value| {
        let threads = page["threads"].as_array().expect("threads").iter();
        threads
            .map(|thread| text(&thread["id"]).to_owned())
            .collect::<Vec<_>>()
    };
    let (_, first) = place.bot.get(&format!("{list}?limit=2")).await;
    assert_eq!(ids(&first), [posts[2].clone(), posts[0].clone()]);
    assert_eq!(first["has_more"], true);
    let before = text(&first["threads"][1]["thread_metadata"]["archive_timestamp"]);
    let before = before.replace("+00:00", "Z");
    let (_, rest) = place
        .bot
        .get(&format!("{list}?limit=100&before={before}"))
        .await;
    assert_eq!(ids(&rest), [posts[3].clone(), posts[1].clone()]);
    assert_eq!(rest["has_more"], false);
    for wrong in ["limit=1", "limit=101", "before=yesterday"] {
        assert_eq!(place.bot.get(&format!("{list}?{wrong}")).await.0, 400);
    }
    place.sandbox.moderator().deletes_channel(forum);
    let (_, gone) = place.bot.get(&list).await;
    assert_eq!(gone["code"], 10003);
}

#[tokio::test]
async fn a_silent_thread_archives_itself_and_a_message_wakes_it() {
    let place = place().await;
    let (forum, tags) = forum(&place).await;
    let thread: sandbox::Id = text(&post(&place.bot, forum, &tags[0]).await["id"])
        .parse()
        .expect("id");
    place.sandbox.clock().advance(chrono::Duration::days(4));
    let (_, body) = place.bot.get(&format!("/channels/{thread}")).await;
    assert_eq!(body["thread_metadata"]["archived"], true);
    assert_eq!(
        place
            .bot
            .post(&format!("/channels/{thread}/messages"), says("hello"))
            .await
            .0,
        200
    );
    assert!(!place.ada.threads(forum)[0].archived);
}

#[tokio::test]
async fn a_thread_from_a_message_has_its_id_and_comes_once() {
    let place = place().await;
    let message = place.ada.posts(place.channel, "topic").expect("posted").id;
    let path = format!("/channels/{}/messages/{message}/threads", place.channel);
    let (status, body) = place.bot.post(&path, json!({"name": "Topic"})).await;
    assert_eq!(
        (status, text(&body["id"])),
        (201, message.to_string().as_str())
    );
    assert_eq!(
        place.bot.post(&path, json!({"name": "Topic"})).await.1["code"],
        160_004
    );
    assert_eq!(place.ada.reads(message)[0].content, "topic");
    assert_eq!(
        place
            .bot
            .put(&format!(
                "/channels/{message}/thread-members/{}",
                place.ben.id()
            ))
            .await
            .0,
        204
    );
}

#[tokio::test]
async fn threads_have_a_talking_permission_of_their_own() {
    let place = place().await;
    let (forum, tags) = forum(&place).await;
    let thread = text(&post(&place.bot, forum, &tags[0]).await["id"]).to_owned();
    place
        .sandbox
        .overwrite(forum, place.sandbox.bot_id(), 0, permissions::SEND_MESSAGES);
    assert_eq!(
        place
            .bot
            .post(&format!("/channels/{thread}/messages"), says("x"))
            .await
            .0,
        200
    );
    let refused = json!({"name": "x", "applied_tags": [tags[0]["id"]], "message": says("y")});
    assert_eq!(
        place
            .bot
            .post(&format!("/channels/{forum}/threads"), refused)
            .await
            .1["code"],
        50013
    );
    place.sandbox.overwrite(
        forum,
        place.sandbox.bot_id(),
        0,
        permissions::SEND_MESSAGES_IN_THREADS | permissions::MANAGE_THREADS,
    );
    assert_eq!(
        place
            .bot
            .post(&format!("/channels/{thread}/messages"), says("x"))
            .await
            .1["code"],
        50013
    );
    assert_eq!(
        place
            .bot
            .patch(&format!("/channels/{thread}"), json!({"locked": true}))
            .await
            .1["code"],
        50013
    );
}

#[tokio::test]
async fn a_private_thread_shows_itself_to_its_members_alone() {
    let mut place = place().await;
    let threads = format!("/channels/{}/threads", place.channel);
    let private = json!({"name": "Between us", "type": 12, "invitable": false});
    let (status, body) = place.bot.post(&threads, private).await;
    assert_eq!(status, 201, "{body}");
    assert_eq!(body["thread_metadata"]["invitable"], false);
    assert_eq!(place.bot.event("THREAD_CREATE").await["id"], body["id"]);
    let thread: sandbox::Id = text(&body["id"]).parse().expect("id");
    let path = format!("/channels/{thread}");
    let messages = format!("{path}/messages");
    assert_eq!(place.bot.post(&messages, says("hush")).await.0, 200);
    let member = format!("{path}/thread-members/{}", place.ada.id());
    assert_eq!(place.bot.put(&member).await.0, 204);
    assert_eq!(place.ada.reads(thread)[0].content, "hush");
    assert!(!place.ben.can_see(thread) && place.ben.threads(place.channel).is_empty());
    assert!(place.ben.posts(thread, "me too").is_err());
    place.sandbox.moderator().takes_out(thread, place.ada.id());
    assert!(!place.ada.can_see(thread));
    let wrong = json!({"name": "x", "type": 12, "invitable": "no"});
    assert_eq!(place.bot.post(&threads, wrong).await.0, 400);
    let bot = place.sandbox.bot_id();
    let denied = permissions::CREATE_PRIVATE_THREADS;
    place.sandbox.overwrite(place.channel, bot, 0, denied);
    let refused = json!({"name": "x", "type": 12});
    assert_eq!(place.bot.post(&threads, refused).await.1["code"], 50013);
}

#[tokio::test]
async fn private_threads_have_a_list_of_their_own_for_who_manages_threads() {
    let place = place().await;
    let foreign = place
        .sandbox
        .moderator()
        .opens_private_thread(place.channel, "Staff");
    let guild = place.sandbox.guild_id();
    let active = format!("/guilds/{guild}/threads/active");
    let (_, list) = place.bot.get(&active).await;
    assert_eq!(list["threads"][0]["id"], foreign.to_string());
    place.sandbox.moderator().archives_thread(foreign, true);
    let archive = format!("/channels/{}/threads/archived", place.channel);
    let (_, private) = place.bot.get(&format!("{archive}/private")).await;
    assert_eq!(private["threads"][0]["id"], foreign.to_string());
    let (_, public) = place.bot.get(&format!("{archive}/public")).await;
    assert_eq!(public["threads"].as_array().map(Vec::len), Some(0));
    place.sandbox.moderator().archives_thread(foreign, false);
    place.sandbox.bot_permissions(permissions::EVERYONE);
    let (_, hidden) = place.bot.get(&format!("{archive}/private")).await;
    assert_eq!(hidden["code"], 50013);
    let (_, list) = place.bot.get(&active).await;
    assert_eq!(list["threads"].as_array().map(Vec::len), Some(0));
    let (_, hidden) = place.bot.get(&format!("/channels/{foreign}")).await;
    assert_eq!(hidden["code"], 50001);
}
