//! Keeps the roles on Discord equal to what the database says: what someone should have is worked
//! out from what is live, compared with what is there, and only differences are sent.

mod breaker;
mod exclusive;
mod exit;
mod list;
mod mending;
mod now;
mod preflight;
mod project;
mod proof;
mod store;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::SqliteConnection;

use super::notices;
use super::rules::{HeldRole, RoleGrant, Shown, View, changes, looks_as_shown, takings};
use crate::app::App;
use crate::db::{self, Tx};
use crate::discord::Rest;
use crate::error::Result;
use crate::ids::{PersonId, RoleId, UserId};
use crate::journal::{self, By, Entry};
use crate::people::{self, MentorNews};
pub(super) use breaker::press;
pub use breaker::{Decision, Stopped, decide, stopped};
pub(super) use exclusive::{commands, roles as exclusive_roles};
pub use exclusive::{lift_exclusive, set_exclusive};
pub(super) use exit::{expect, part};
use list::members;
pub(super) use list::{faces, member};
pub(super) use mending::{give_after_all, swap_roles, take_after_all};
pub use now::{RoleNow, RolesNow, roles_now};
pub(super) use preflight::rank;
pub use preflight::{TroubledRole, look_at_roles, sends_away, troubled_roles};
pub(super) use project::{Cause, Seen, prefix, project};
use project::{look_at, project_one_of_many};
use proof::Proof;
pub use proof::RoleProof;
use store::Concerned;

/// How many people are repaired in one transaction, so that nobody who clicks waits for long.
const BATCH: usize = 100;

/// What a pass over everyone found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// How many members Discord listed.
    pub members: usize,
    /// How many people hold a live entitlement.
    pub entitled: usize,
    /// How many roles differed and are being repaired.
    pub repaired: usize,
    /// Who gained and who lost the mentor role since somebody looked.
    pub mentors: MentorNews,
}

/// When everyone was last compared with Discord, and what that came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastPass {
    /// When it was over.
    pub at: DateTime<Utc>,
    /// How each role stood before anything was repaired.
    #[serde(default)]
    pub roles: Vec<RoleProof>,
}

/// The fact that holds the last pass.
const LAST_PASS: &str = "roles_compared";

/// The last pass over everyone, if there was one.
pub async fn last_pass(conn: &mut SqliteConnection) -> Result<Option<LastPass>> {
    let known = db::fact(conn, LAST_PASS).await?;
    Ok(known.and_then(|known| serde_json::from_str(&known).ok()))
}

/// Someone came (back), like this: everything they are owed is granted again.
pub async fn member_joined(app: &App, user: UserId, shown: &Shown) -> Result<()> {
    let Some(person) = find(app, user).await? else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    if people::set_in_server(&mut tx, person, true).await? {
        record_move(&mut tx, app.now(), person, "member.joined").await?;
    }
    people::set_screening(&mut tx, person, shown.is_screening).await?;
    project(app, &mut tx, person, Seen::Joined(shown), Cause::Joined).await?;
    notices::greet(&mut tx, person, app.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Someone left: nothing ends, their roles went with them.
pub async fn member_left(app: &App, user: UserId) -> Result<()> {
    let Some(person) = find(app, user).await? else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    leave(&mut tx, app.now(), person).await?;
    breaker::show(app, &mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Someone is banned from the server, or is not any more. Nothing ends because of that: the owner is
/// shown who still has a right, and decides.
pub async fn member_banned(app: &App, user: UserId, is_banned: bool) -> Result<()> {
    let Some(person) = find(app, user).await? else {
        return Ok(());
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if people::set_banned(&mut tx, person, is_banned.then_some(now)).await? {
        let kind = if is_banned {
            "member.banned"
        } else {
            "member.unbanned"
        };
        record_move(&mut tx, now, person, kind).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Discord shows someone like this: a role that is missing comes back, one that is over and was
/// ours goes, unless their plan respects what is done by hand.
pub async fn member_seen(app: &App, user: UserId, shown: &Shown) -> Result<()> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    let Some(person) = people::find(&mut conn, user).await? else {
        return Ok(());
    };
    // Members change all the time; the one writer is bothered only where something differs.
    let known = people::known(&mut conn, person).await?;
    let held = store::held(&mut conn, person, now).await?;
    let grants = store::grants(&mut conn, person).await?;
    drop(conn);
    let is_known = (known.is_in_server, known.is_screening) == (Some(true), shown.is_screening);
    if is_known && !differs(&held, &grants, shown) {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    see(app, &mut tx, person, shown).await?;
    breaker::show(app, &mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes in how Discord shows someone. Returns how many roles were asked for.
async fn see(app: &App, tx: &mut Tx, person: PersonId, shown: &Shown) -> Result<usize> {
    let came = people::set_in_server(tx, person, true).await?;
    let has_accepted =
        people::set_screening(tx, person, shown.is_screening).await? && !shown.is_screening;
    let cause = if has_accepted {
        Cause::Accepted
    } else {
        Cause::Repaired
    };
    let asked = project_one_of_many(app, tx, person, Seen::Shown(shown), cause).await?;
    if came {
        notices::greet(tx, person, app.now()).await?;
    }
    Ok(asked)
}

/// Whether anything may have to be done about someone's roles; what is on its way is not asked.
fn differs(held: &[HeldRole], grants: &[RoleGrant], shown: &Shown) -> bool {
    !changes(&looks_as_shown(held, grants, shown), view(shown)).is_empty()
}

/// Whether they may lose a role though no clock announced it; how earlier rights ended is not asked.
fn may_lose(held: &[HeldRole], grants: &[RoleGrant], shown: &Shown) -> bool {
    !takings(&looks_as_shown(held, grants, shown), view(shown)).is_empty()
}

fn view(shown: &Shown) -> View {
    View {
        is_screening: shown.is_screening,
        is_shown: true,
        is_owners_word: false,
        now: shown.as_of,
    }
}

/// Compares everyone in the server with the database and repairs the differences. When Discord
/// does not give the whole list, nothing is changed: an error never throws anyone out.
///
/// # Errors
/// Broken when the list cannot be had, or the database fails.
pub async fn reconcile(app: &App, discord: &Rest) -> Result<Reconciled> {
    // Read before the list is: whoever comes or goes meanwhile is left to the events about them.
    let mut conn = app.db.read().await?;
    let mut concerned = store::concerned(&mut conn).await?;
    let exclusive = exclusive::roles(&mut conn).await?;
    drop(conn);
    let members = members(app, discord, &exclusive).await?;
    let mentors = mentors(app, &members).await?;
    concerned.extend(exclusive::strangers(app, &concerned, &members).await?);
    let mut conn = app.db.read().await?;
    let mut held = store::held_by_all(&mut conn, app.now()).await?;
    let mut granted = store::grants_to_all(&mut conn).await?;
    let mut sold = super::paid_roles(&mut conn).await?;
    let gone = preflight::gone(&mut conn).await?;
    drop(conn);
    held.retain(|(_, held)| !gone.contains(&held.role));
    granted.retain(|(_, grant)| !gone.contains(&grant.role));
    sold.retain(|role| !gone.contains(role));
    let (held, granted) = (by_person(held), by_person(granted));
    let mut proof = Proof::of(&sold);
    let is_entitled =
        |held: &&Vec<HeldRole>| held.iter().any(|held| held.is_wanted && !held.is_alumni);
    let entitled = held.values().filter(is_entitled).count();

    let known_of = |person: PersonId| {
        let held = held.get(&person).map_or(&[][..], Vec::as_slice);
        (held, granted.get(&person).map_or(&[][..], Vec::as_slice))
    };
    for concerned in &concerned {
        if let Some(shown) = members.get(&concerned.user_id) {
            let (held, granted) = known_of(concerned.person_id);
            proof.count(held, granted, shown);
        }
    }
    let known: HashSet<UserId> = concerned.iter().map(|one| one.user_id).collect();
    for (_, shown) in members.iter().filter(|(user, _)| !known.contains(user)) {
        proof.count_of_others(&[], &[], shown);
    }
    let differs = |concerned: &Concerned| {
        let Some(shown) = members.get(&concerned.user_id) else {
            return concerned.is_in_server != Some(false);
        };
        let (held, granted) = known_of(concerned.person_id);
        let known = (concerned.is_in_server, concerned.is_screening);
        known != (Some(true), shown.is_screening) || differs(held, granted, shown)
    };
    let differing: Vec<Concerned> = concerned.into_iter().filter(differs).collect();
    let losing = differing.iter().filter_map(|concerned| {
        let shown = members.get(&concerned.user_id)?;
        let (held, granted) = known_of(concerned.person_id);
        may_lose(held, granted, shown).then_some((concerned.person_id, shown))
    });
    expect_losses(app, losing.collect()).await?;

    let mut repaired = 0;
    for batch in differing.chunks(BATCH) {
        let mut tx = app.db.begin().await?;
        let before = exclusive::last_taken(&mut tx).await?;
        for concerned in batch {
            repaired += repair(app, &mut tx, concerned, members.get(&concerned.user_id)).await?;
        }
        exclusive::tell_owner(app, &mut tx, (&exclusive, before)).await?;
        breaker::show(app, &mut tx).await?;
        tx.commit().await?;
    }
    let pass = LastPass {
        at: app.now(),
        roles: proof.done(),
    };
    let mut tx = app.db.begin().await?;
    db::set_fact(&mut tx, LAST_PASS, &serde_json::to_string(&pass)?).await?;
    tx.commit().await?;
    Ok(Reconciled {
        members: members.len(),
        entitled,
        repaired,
        mentors,
    })
}

/// Remembers who of these holds the mentor role. Without a setting nobody knows which that is.
async fn mentors(app: &App, members: &HashMap<UserId, Shown>) -> Result<MentorNews> {
    let Some(role) = app.config.roles.mentor else {
        return Ok(MentorNews::default());
    };
    let holders = members
        .iter()
        .filter(|(_, shown)| shown.roles.contains(&role));
    let holders: Vec<UserId> = holders.map(|(user, _)| *user).collect();
    people::mentors_listed(app, &holders).await
}

/// Counts, before any of it is done, who is about to lose what though no clock announced it.
async fn expect_losses(app: &App, losing: Vec<(PersonId, &Shown)>) -> Result<()> {
    let mut expected: HashMap<RoleId, i64> = HashMap::new();
    let mut conn = app.db.read().await?;
    for (person, shown) in losing {
        let view = view(shown);
        let looks = look_at(&mut conn, person, Seen::Shown(shown), view).await?;
        for (role, _) in takings(&looks, view) {
            *expected.entry(role).or_default() += 1;
        }
    }
    drop(conn);
    if expected.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for (role, more) in expected {
        breaker::expect(&mut tx, role, more, app.now()).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Repairs what differs for one person; `shown` is how Discord shows them, if they are in the server.
async fn repair(
    app: &App,
    tx: &mut Tx,
    concerned: &Concerned,
    shown: Option<&Shown>,
) -> Result<usize> {
    let person = concerned.person_id;
    if people::known(tx.conn().await?, person).await?.is_in_server != concerned.is_in_server {
        return Ok(0);
    }
    let Some(shown) = shown else {
        leave(tx, app.now(), person).await?;
        return Ok(0);
    };
    see(app, tx, person, shown).await
}

/// Discord shows whether someone is in the server while an owner acts on them. `true` when they
/// came since we last looked.
pub(super) async fn presence_seen(
    tx: &mut Tx,
    now: DateTime<Utc>,
    person: PersonId,
    is_in_server: bool,
) -> Result<bool> {
    if is_in_server {
        return people::set_in_server(tx, person, true).await;
    }
    if people::known(tx.conn().await?, person).await?.is_in_server == Some(true) {
        leave(tx, now, person).await?;
    } else {
        people::set_in_server(tx, person, false).await?;
    }
    Ok(false)
}

async fn leave(tx: &mut Tx, now: DateTime<Utc>, person: PersonId) -> Result<()> {
    if people::set_in_server(tx, person, false).await? {
        record_move(tx, now, person, "member.left").await?;
    }
    store::lose_all(tx, person, now).await?;
    breaker::moot(tx, person, None).await?;
    Ok(())
}

async fn record_move(
    tx: &mut Tx,
    now: DateTime<Utc>,
    person: PersonId,
    kind: &'static str,
) -> Result<()> {
    let entry = Entry {
        by: By::Discord,
        kind,
        subject: &format!("person:{person}"),
        person: Some(person),
        details: json!({}),
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}

async fn find(app: &App, user: UserId) -> Result<Option<PersonId>> {
    let mut conn = app.db.read().await?;
    people::find(&mut conn, user).await
}

fn by_person<T>(rows: Vec<(PersonId, T)>) -> HashMap<PersonId, Vec<T>> {
    let mut out: HashMap<PersonId, Vec<T>> = HashMap::new();
    for (person, row) in rows {
        out.entry(person).or_default().push(row);
    }
    out
}
