//! Roles that only we give, because the owner said so: whoever has one without a right to it loses
//! it at the next comparison, unless that would be too many at once.

mod cards;
pub(in crate::memberships) mod commands;
mod store;

use std::collections::{HashMap, HashSet};

use serde_json::json;
use sqlx::SqliteConnection;

use super::store::Concerned;
use super::{BATCH, breaker, by_person, members};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::Rest;
use crate::error::Result;
use crate::ids::{RoleId, UserId};
use crate::journal::{self, By, Entry};
use crate::memberships::rules::{Refusal, Shown, TakenFor, is_elses};
use crate::outbox::{self, Priority, Queued};
use crate::people;

/// The roles that only we give.
pub(in crate::memberships) async fn roles(conn: &mut SqliteConnection) -> Result<Vec<RoleId>> {
    Ok(store::roles(conn).await?)
}

/// From now on nobody else gives a role, if by that no more people lose it than the owner has agreed
/// to; returns how many would where they are more.
///
/// # Errors
/// Refused for everyone but the owner, where no plan gives the role, and where it is so already;
/// Broken where Discord does not say who has it.
pub async fn set_exclusive(
    app: &App,
    discord: &Rest,
    actor: &Actor,
    role: RoleId,
    agreed: usize,
) -> Result<Option<usize>> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let sold = crate::memberships::paid_roles(&mut conn).await?;
    let exclusive = roles(&mut conn).await?;
    drop(conn);
    if !sold.contains(&role) {
        return Err(Refusal::RoleOfNoPlan(role).into());
    }
    if exclusive.contains(&role) {
        return Err(Refusal::RoleIsSoAlready(role).into());
    }
    let losing = losing(app, discord, role).await?;
    if losing > agreed {
        return Ok(Some(losing));
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    if !store::insert(&mut tx, role, owner, now).await? {
        return Err(Refusal::RoleIsSoAlready(role).into());
    }
    record(&mut tx, app, By::Person(owner), "role.exclusive", role).await?;
    tx.commit().await?;
    app.compare_soon.notify_one();
    Ok(None)
}

/// Others may give a role again.
///
/// # Errors
/// Refused for everyone but the owner, and where it is so already.
pub async fn lift_exclusive(app: &App, actor: &Actor, role: RoleId) -> Result<()> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
    breaker::moot_all(&mut tx, role, TakenFor::Exclusive).await?;
    breaker::show(app, &mut tx).await?;
    if !store::delete(&mut tx, role).await? {
        return Err(Refusal::RoleIsSoAlready(role).into());
    }
    record(&mut tx, app, By::Person(owner), "role.not_exclusive", role).await?;
    tx.commit().await?;
    app.compare_soon.notify_one();
    Ok(())
}

/// Who has a role that nobody else may give, and was none of our concern so far.
pub(super) async fn strangers(
    app: &App,
    concerned: &[Concerned],
    members: &HashMap<UserId, Shown>,
) -> Result<Vec<Concerned>> {
    let known: HashSet<UserId> = concerned.iter().map(|one| one.user_id).collect();
    let is_strange =
        |(user, shown): &(&UserId, &Shown)| !shown.exclusive.is_empty() && !known.contains(*user);
    let found: Vec<UserId> = members
        .iter()
        .filter(is_strange)
        .map(|(user, _)| *user)
        .collect();
    let mut strangers = Vec::new();
    for batch in found.chunks(BATCH) {
        let mut tx = app.db.begin().await?;
        for user in batch {
            let person = people::ensure(&mut tx, *user, None, app.now()).await?;
            let known = people::known(tx.conn().await?, person).await?;
            strangers.push(Concerned {
                person_id: person,
                user_id: *user,
                is_in_server: known.is_in_server,
                is_screening: known.is_screening,
            });
        }
        tx.commit().await?;
    }
    Ok(strangers)
}

/// The newest of what was taken from anybody.
pub(super) async fn last_taken(tx: &mut Tx) -> Result<i64> {
    Ok(store::last_taken(tx.conn().await?).await?)
}

/// Tells the owner from whom these roles were taken after that, where they were not asked about just
/// those people.
pub(super) async fn tell_owner(
    app: &App,
    tx: &mut Tx,
    (roles, after): (&[RoleId], i64),
) -> Result<()> {
    for role in roles {
        let taken = store::taken(tx.conn().await?, *role, after).await?;
        let Some((newest, _)) = taken.last() else {
            continue;
        };
        let key = format!("exclusive:{role}:{newest}");
        let queued = Queued::once(&key, &key, Priority::Normal);
        let users: Vec<UserId> = taken.iter().map(|(_, user)| *user).collect();
        let message = cards::taken((*role, &users), *newest, app.config.language);
        outbox::tell_owner(tx, app, &queued, message, app.now()).await?;
    }
    Ok(())
}

/// How many in the server have a role from others without a right to it, as Discord shows them now.
async fn losing(app: &App, discord: &Rest, role: RoleId) -> Result<usize> {
    let mut all = members(app, discord, &[role]).await?;
    let mut conn = app.db.read().await?;
    let held = by_person(super::store::held_by_all(&mut conn, app.now()).await?);
    let granted = by_person(super::store::grants_to_all(&mut conn).await?);
    let mut losing = 0;
    for known in super::store::concerned(&mut conn).await? {
        let Some(shown) = all.remove(&known.user_id) else {
            continue;
        };
        let held = held.get(&known.person_id).map_or(&[][..], Vec::as_slice);
        let granted = granted.get(&known.person_id).map_or(&[][..], Vec::as_slice);
        losing += usize::from(is_elses(held, granted, &shown, role));
    }
    let strangers = all.values().filter(|shown| is_elses(&[], &[], shown, role));
    Ok(losing + strangers.count())
}

async fn record(tx: &mut Tx, app: &App, by: By, kind: &'static str, role: RoleId) -> Result<()> {
    let entry = Entry {
        by,
        kind,
        subject: &format!("role:{role}"),
        person: None,
        details: json!({"role": role}),
    };
    journal::record(tx, app.now(), entry).await?;
    Ok(())
}
