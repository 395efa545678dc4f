//! Roles over REST: who may give what.

use sandbox::{NewMember, NewRole, intents, permissions};

use crate::bot::{ALL, Bot};
use crate::{Place, place};

#[tokio::test]
async fn staff_roles_obey_the_hierarchy() {
    let place = place().await;
    let paid = place.sandbox.role("paid", NewRole::default());
    let high = place.sandbox.role(
        "high",
        NewRole {
            position: 200,
            ..NewRole::default()
        },
    );
    let managed = place.sandbox.role(
        "booster",
        NewRole {
            managed: true,
            ..NewRole::default()
        },
    );
    let path = |user: sandbox::Id, role: sandbox::Id| {
        format!(
            "/guilds/{}/members/{user}/roles/{role}",
            place.sandbox.guild_id()
        )
    };
    assert_eq!(place.bot.put(&path(place.ada.id(), paid)).await.0, 204);
    assert!(place.ada.has_role("paid"));
    assert_eq!(
        place.bot.put(&path(place.ada.id(), high)).await.1["code"],
        50013
    );
    assert_eq!(
        place.bot.put(&path(place.ada.id(), managed)).await.1["code"],
        50013
    );
    assert_eq!(
        place
            .bot
            .put(&path(place.ada.id(), place.sandbox.guild_id()))
            .await
            .1["code"],
        50028
    );
    assert_eq!(
        place.bot.put(&path(place.ada.id(), sandbox::Id(7))).await.1["code"],
        10011
    );
    let outside = place.sandbox.member(
        "out",
        NewMember {
            outside: true,
            ..NewMember::default()
        },
    );
    assert_eq!(place.bot.put(&path(outside, paid)).await.1["code"], 10007);
    assert_eq!(place.bot.delete(&path(place.ada.id(), paid)).await.0, 204);
    assert!(!place.ada.has_role("paid"));
    place.sandbox.bot_permissions(permissions::EVERYONE);
    assert_eq!(
        place.bot.put(&path(place.ada.id(), paid)).await.1["code"],
        50013
    );
}

#[tokio::test]
async fn a_bot_sends_away_only_whom_it_outranks() {
    let mut place = place().await;
    let path = |user: sandbox::Id| format!("/guilds/{}/members/{user}", place.sandbox.guild_id());
    let ada = path(place.ada.id());
    assert_eq!(place.bot.delete(&ada).await.1["code"], 50013);
    place
        .sandbox
        .bot_permissions(permissions::BOT | permissions::KICK_MEMBERS);
    let high = NewRole {
        position: 200,
        ..NewRole::default()
    };
    let high = place.sandbox.role("high", high);
    let above = NewMember {
        roles: vec![high],
        ..NewMember::default()
    };
    let above = path(place.sandbox.member("above", above));
    assert_eq!(place.bot.delete(&above).await.1["code"], 50013);
    let nobody = path(sandbox::Id(7));
    assert_eq!(place.bot.delete(&nobody).await.1["code"], 10013);
    assert_eq!(place.bot.delete(&ada).await.0, 204);
    assert_eq!(place.bot.delete(&ada).await.1["code"], 10007);
    let told = place.bot.event("GUILD_MEMBER_REMOVE").await;
    assert_eq!(told["user"]["id"], place.ada.id().to_string());
    place.ada.joins();
    assert_eq!(place.bot.get(&ada).await.0, 200);
}

#[tokio::test]
async fn who_has_not_accepted_the_rules_looks_on_until_they_do_or_are_given_a_role() {
    let mut place = place().await;
    let paid = place.sandbox.role("paid", NewRole::default());
    place.sandbox.moderator().screens_newcomers(true);
    let features = place.bot.event("GUILD_UPDATE").await["features"].clone();
    assert_eq!(features[1], "MEMBER_VERIFICATION_GATE_ENABLED");
    let outside = NewMember {
        outside: true,
        ..NewMember::default()
    };
    let eve = place.sandbox.member("eve", outside);
    let eve = place.sandbox.person(eve);
    eve.joins();
    assert_eq!(place.bot.event("GUILD_MEMBER_ADD").await["pending"], true);
    assert!(eve.posts(place.channel, "hello").is_err());
    eve.accepts_rules();
    let told = place.bot.event("GUILD_MEMBER_UPDATE").await;
    assert_eq!(told["pending"], false);
    assert!(eve.posts(place.channel, "hello").is_ok());

    let waiting = NewMember {
        pending: true,
        ..NewMember::default()
    };
    let fay = place.sandbox.member("fay", waiting);
    let path = format!(
        "/guilds/{}/members/{fay}/roles/{paid}",
        place.sandbox.guild_id()
    );
    assert_eq!(place.bot.put(&path).await.0, 204);
    let told = place.bot.event("GUILD_MEMBER_UPDATE").await;
    assert_eq!(told["pending"], false, "a role ends it");
    assert_eq!(place.bot.delete(&path).await.0, 204);
    let told = place.bot.event("GUILD_MEMBER_UPDATE").await;
    assert_eq!(told["pending"], false, "it does not come back");
}

#[tokio::test]
async fn a_ban_keeps_someone_out_until_it_is_lifted() {
    let mut place = place_with_moderation().await;
    let moderator = place.sandbox.moderator();
    moderator.bans(place.ada.id());
    let ada = place.ada.id().to_string();
    let told = place.bot.event("GUILD_BAN_ADD").await;
    assert_eq!(told["user"]["id"], *ada);
    place.ada.joins();
    let (status, _) = place.bot.get(&member(&place)).await;
    assert_eq!(status, 404);
    moderator.unbans(place.ada.id());
    let told = place.bot.event("GUILD_BAN_REMOVE").await;
    assert_eq!(told["user"]["id"], *ada);
    place.ada.joins();
    let (status, _) = place.bot.get(&member(&place)).await;
    assert_eq!(status, 200);
}

/// A place whose bot hears of bans.
async fn place_with_moderation() -> Place {
    let mut place = place().await;
    place.bot = Bot::with_intents(&place.sandbox, ALL | intents::GUILD_MODERATION).await;
    place
}

/// Where Discord keeps what it knows of ada as a member.
fn member(place: &Place) -> String {
    format!(
        "/guilds/{}/members/{}",
        place.sandbox.guild_id(),
        place.ada.id()
    )
}
