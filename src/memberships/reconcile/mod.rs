//! Keeps the roles on Discord equal to what the database says: what someone should have is worked
//! out from what is live, compared with what is there, and only differences are sent.

mod project;
mod store;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use serenity::http::{LightMethod, Route};
use sqlx::SqliteConnection;

use super::notices;
use super::rules::changes;
use crate::app::App;
use crate::db::{self, Tx};
use crate::discord::{Call, Rest};
use crate::error::Result;
use crate::ids::{PersonId, RoleId, UserId};
use crate::journal::{self, By, Entry};
use crate::people;
pub(super) use project::{Cause, Seen, prefix, project};
use store::Concerned;

/// How many members Discord lists at once.
const PAGE: usize = 1_000;
/// How many people are repaired in one transaction, so that nobody who clicks waits for long.
const BATCH: usize = 100;

/// What a pass over everyone found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// How many members Discord listed.
    pub members: usize,
    /// How many people hold a live entitlement.
    pub entitled: usize,
    /// How many roles differed and are being repaired.
    pub repaired: usize,
}

/// When everyone was last compared with Discord, and what that came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastPass {
    /// When it was over.
    pub at: DateTime<Utc>,
    /// How many roles differed and are being repaired.
    pub repaired: usize,
}

/// The fact that holds the last pass.
const LAST_PASS: &str = "roles_compared";

/// The last pass over everyone, if there was one.
pub async fn last_pass(conn: &mut SqliteConnection) -> Result<Option<LastPass>> {
    let known = db::fact(conn, LAST_PASS).await?;
    Ok(known.and_then(|known| serde_json::from_str(&known).ok()))
}

/// Someone came (back): everything they are owed is granted again.
pub async fn member_joined(app: &App, user: UserId) -> Result<()> {
    let Some(person) = find(app, user).await? else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    if people::set_in_server(&mut tx, person, true).await? {
        record_move(&mut tx, app.now(), person, "member.joined").await?;
    }
    project(app, &mut tx, person, Seen::Nothing, Cause::Joined).await?;
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
    tx.commit().await?;
    Ok(())
}

/// Discord shows these roles on someone: one that is missing comes back, one that is over and was
/// ours goes.
pub async fn roles_seen(app: &App, user: UserId, roles: &[RoleId]) -> Result<()> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    let Some(person) = people::find(&mut conn, user).await? else {
        return Ok(());
    };
    // Members change all the time; the one writer is bothered only where something differs.
    let is_known_here = people::known(&mut conn, person).await?.is_in_server == Some(true);
    let wanted = store::wanted(&mut conn, person, now).await?;
    let grants = store::grants(&mut conn, person).await?;
    drop(conn);
    if is_known_here && changes(&wanted, &grants, |role| roles.contains(&role)).is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    let came = people::set_in_server(&mut tx, person, true).await?;
    project(app, &mut tx, person, Seen::Roles(roles), Cause::Repaired).await?;
    if came {
        notices::greet(&mut tx, person, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Compares everyone in the server with the database and repairs the differences. When Discord
/// does not give the whole list, nothing is changed: an error never throws anyone out.
///
/// # Errors
/// Broken when the list cannot be had, or the database fails.
pub async fn reconcile(app: &App, discord: &Rest) -> Result<Reconciled> {
    // Read before the list is: whoever comes or goes meanwhile is left to the events about them.
    let concerned = store::concerned(&mut *app.db.read().await?).await?;
    let members = members(app, discord).await?;
    let mut conn = app.db.read().await?;
    let wanted = by_person(store::wanted_by_all(&mut conn, app.now()).await?);
    let granted = by_person(store::grants_to_all(&mut conn).await?);
    drop(conn);

    let differs = |concerned: &Concerned| {
        let of = |map: &HashMap<PersonId, Vec<RoleId>>| {
            map.get(&concerned.person_id).cloned().unwrap_or_default()
        };
        let Some(there) = members.get(&concerned.user_id) else {
            return concerned.is_in_server != Some(false);
        };
        let (wanted, granted) = (of(&wanted), of(&granted));
        concerned.is_in_server != Some(true)
            || wanted.iter().any(|role| !there.contains(role))
            || granted
                .iter()
                .any(|role| there.contains(role) && !wanted.contains(role))
    };
    let differing: Vec<Concerned> = concerned.into_iter().filter(differs).collect();

    let mut repaired = 0;
    for batch in differing.chunks(BATCH) {
        let mut tx = app.db.begin().await?;
        for concerned in batch {
            repaired += repair(app, &mut tx, concerned, members.get(&concerned.user_id)).await?;
        }
        tx.commit().await?;
    }
    let pass = LastPass {
        at: app.now(),
        repaired,
    };
    let mut tx = app.db.begin().await?;
    db::set_fact(&mut tx, LAST_PASS, &serde_json::to_string(&pass)?).await?;
    tx.commit().await?;
    Ok(Reconciled {
        members: members.len(),
        entitled: wanted.len(),
        repaired,
    })
}

/// Repairs what differs for one person; `there` are their roles, if they are in the server.
async fn repair(
    app: &App,
    tx: &mut Tx,
    concerned: &Concerned,
    there: Option<&Vec<RoleId>>,
) -> Result<usize> {
    let person = concerned.person_id;
    if people::known(tx.conn().await?, person).await?.is_in_server != concerned.is_in_server {
        return Ok(0);
    }
    let Some(roles) = there else {
        leave(tx, app.now(), person).await?;
        return Ok(0);
    };
    let came = people::set_in_server(tx, person, true).await?;
    let repaired = project(app, tx, person, Seen::Roles(roles), Cause::Repaired).await?;
    if came {
        notices::greet(tx, person, app.now()).await?;
    }
    Ok(repaired)
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

fn by_person(rows: Vec<store::PersonRole>) -> HashMap<PersonId, Vec<RoleId>> {
    let mut out: HashMap<PersonId, Vec<RoleId>> = HashMap::new();
    for row in rows {
        out.entry(row.person_id).or_default().push(row.role_id);
    }
    out
}

/// A member as Discord lists them; no more than we need.
#[derive(Deserialize)]
struct Listed {
    user: ListedUser,
    roles: Vec<serenity::all::RoleId>,
}

#[derive(Deserialize)]
struct ListedUser {
    id: serenity::all::UserId,
}

/// Everyone in the server and their roles, whole or not at all.
async fn members(app: &App, discord: &Rest) -> Result<HashMap<UserId, Vec<RoleId>>> {
    let guild = app.config.discord.guild;
    let guild = guild.ok_or_else(|| anyhow::anyhow!("discord.guild is not configured"))?;
    let mut out = HashMap::new();
    let mut after = 0;
    loop {
        let route = Route::GuildMembers {
            guild_id: guild.into(),
        };
        let call = Call::new(LightMethod::Get, route).query(&format!("limit={PAGE}&after={after}"));
        let page: Vec<Listed> = discord.call(call).await.map_err(anyhow::Error::from)?;
        let is_last = page.len() < PAGE;
        let Some(highest) = page.iter().map(|listed| listed.user.id.get()).max() else {
            break;
        };
        if highest <= after {
            return Err(anyhow::anyhow!("Discord lists the same members again").into());
        }
        after = highest;
        for listed in page {
            let roles = listed.roles.into_iter().map(RoleId::from).collect();
            out.insert(UserId::from(listed.user.id), roles);
        }
        if is_last {
            break;
        }
    }
    if out.is_empty() {
        // We are in the server ourselves: nobody at all cannot be true.
        return Err(anyhow::anyhow!("Discord lists no members at all").into());
    }
    Ok(out)
}
