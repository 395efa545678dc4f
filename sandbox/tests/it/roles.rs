//! Roles over REST: who may give what.

use sandbox::{NewMember, NewRole, permissions};

use crate::place;

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
