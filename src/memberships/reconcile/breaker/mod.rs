//! An error never throws anyone out: when more people than usual are about to lose a role at once,
//! and no clock announced it, nobody does, and the owner is asked.

mod cards;
mod commands;
mod store;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::exit;
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::Message;
use crate::error::{Error, Result};
use crate::ids::{BreakerId, PersonId, RoleId, UserId};
use crate::journal::{self, By, Entry};
use crate::memberships::rules::TakenFor;
use crate::outbox::{self, Priority, Queued};
use crate::people;
use crate::text::Text;
pub(super) use cards::named;
pub(in crate::memberships) use commands::press;
use store::Breaker;
pub(super) use store::{moot, moot_all};

/// No role has this number. It stands for the server itself: whoever is sent away loses that.
pub(super) const SERVER: RoleId = RoleId(0);
/// Removals are counted for so long.
const DAY: TimeDelta = TimeDelta::hours(24);
/// So many are named to the owner.
const NAMED: i64 = 10;

/// What the owner says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// They lose the role.
    Go,
    /// They keep it, and nobody asks again.
    Discard,
}

/// People who were about to lose a role; the owner has not decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stopped {
    id: BreakerId,
    version: i64,
    role: RoleId,
    /// So many.
    people: i64,
    /// Of so many who had it.
    holders: i64,
    /// Why, and how many for each cause.
    causes: Vec<(String, i64)>,
    first: Vec<UserId>,
}

/// What the owner has to decide.
pub async fn stopped(conn: &mut SqliteConnection) -> Result<Vec<Stopped>> {
    let mut all = Vec::new();
    for breaker in store::all_open(conn).await? {
        all.push(read(conn, &breaker).await?);
    }
    all.retain(|stopped| stopped.people > 0);
    Ok(all)
}

async fn read(conn: &mut SqliteConnection, breaker: &Breaker) -> Result<Stopped> {
    let causes = store::causes(conn, breaker.id).await?;
    Ok(Stopped {
        id: breaker.id,
        version: breaker.version,
        role: breaker.role_id,
        people: causes.iter().map(|(_, count)| count).sum(),
        holders: breaker.holders,
        first: store::first(conn, breaker.id, NAMED).await?,
        causes,
    })
}

/// So many are about to lose a role: where that is too many, it begins to stop them.
pub(super) async fn expect(tx: &mut Tx, role: RoleId, more: i64, now: DateTime<Utc>) -> Result<()> {
    if store::open(tx.conn().await?, role).await?.is_none() {
        open_if_too_many(tx, role, more, now).await?;
    }
    Ok(())
}

async fn open_if_too_many(
    tx: &mut Tx,
    role: RoleId,
    more: i64,
    now: DateTime<Utc>,
) -> Result<Option<BreakerId>> {
    let mut tally = store::tally(tx.conn().await?, role, now - DAY).await?;
    if role == SERVER {
        tally.holders = store::who_may_go(tx.conn().await?).await?;
    }
    if !tally.is_too_many(more) {
        return Ok(None);
    }
    let holders = tally.holders + tally.removed;
    tracing::warn!(%role, holders, "too many would lose this role; the owner is asked");
    Ok(Some(store::insert(tx, role, holders, now).await?))
}

/// Whether someone keeps a role for now that is about to be taken; the owner is asked then.
pub(super) async fn stops(
    tx: &mut Tx,
    person: PersonId,
    (role, why): (RoleId, TakenFor),
    now: DateTime<Utc>,
) -> Result<bool> {
    let breaker = match store::open(tx.conn().await?, role).await? {
        Some(breaker) => breaker,
        None => match open_if_too_many(tx, role, 1, now).await? {
            Some(breaker) => breaker,
            None => return Ok(false),
        },
    };
    store::insert_stopped(tx, (person, role), why.name(), breaker, now).await?;
    let entry = Entry {
        by: By::Discord,
        kind: "role.stopped",
        subject: &format!("role:{role}"),
        person: Some(person),
        details: json!({"role": role, "cause": why.name(), "breaker": breaker}),
    };
    journal::record(tx, now, entry).await?;
    Ok(true)
}

/// Discord is asked to take a role: counted, unless the owner let it go.
pub(super) async fn count(
    tx: &mut Tx,
    (person, role): (PersonId, RoleId),
    (why, is_let_go): (TakenFor, bool),
    now: DateTime<Utc>,
) -> Result<()> {
    if is_let_go {
        store::go(tx, person, role).await?;
    } else {
        store::insert_asked(tx, (person, role), why.name(), now).await?;
    }
    Ok(())
}

/// Shows the owner what changed. Without a log channel the status does.
pub(super) async fn show(app: &App, tx: &mut Tx) -> Result<()> {
    let now = app.now();
    let open = store::all_open(tx.conn().await?).await?;
    let is_news = |breaker: &Breaker| breaker.version != breaker.shown_version;
    for breaker in open.into_iter().filter(is_news) {
        let stopped = read(tx.conn().await?, &breaker).await?;
        let message = if stopped.people == 0 {
            store::decide(tx, breaker.id, "moot", None, now).await?;
            cards::decided(&stopped, None, app.config.language)
        } else {
            store::set_shown(tx, breaker.id).await?;
            cards::card(&stopped, app.config.language)
        };
        post(app, tx, &breaker, message, now).await?;
    }
    Ok(())
}

async fn post(
    app: &App,
    tx: &mut Tx,
    breaker: &Breaker,
    message: Message,
    now: DateTime<Utc>,
) -> Result<()> {
    let subject = format!("breaker:{}", breaker.id);
    let card = format!("{subject}:card");
    // What is decided counts as one more.
    let version = breaker.version + i64::from(breaker.decision.is_some());
    let topic = format!("{subject}:face");
    let face = Queued::once(&topic, &subject, Priority::Normal).version(version);
    if outbox::amend(tx, &card, &face, message.clone(), now).await? {
        return Ok(());
    }
    let queued = Queued::once(&card, &subject, Priority::Normal)
        .owed_since(tx, breaker.opened_at)
        .await?;
    outbox::tell_owner(tx, app, &queued, message, now).await
}

/// Does what the owner says with exactly those whom they saw, and who still have no right to the
/// role: whoever has one again waits no more.
///
/// # Errors
/// Refused for everyone but the owner, where it was decided before, and where others have come or
/// gone since.
pub async fn decide(
    app: &App,
    actor: &Actor,
    id: BreakerId,
    version: i64,
    decision: Decision,
) -> Result<Stopped> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let breaker = store::breaker(tx.conn().await?, id).await?;
    let mut breaker = breaker.ok_or_else(|| Error::Refused(Text::new("stale-button")))?;
    if breaker.decision.is_some() {
        return Err(Error::Refused(Text::new("membership-breaker-was-decided")));
    }
    if breaker.version != version {
        return Err(Error::Refused(Text::new("membership-breaker-has-changed")));
    }
    let stopped = read(tx.conn().await?, &breaker).await?;
    let people = store::stopped(tx.conn().await?, id).await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let (name, kind, of_each) = match decision {
        Decision::Go => ("go", "breaker.let_go", "role.let_go"),
        Decision::Discard => ("discard", "breaker.discarded", "role.kept"),
    };
    store::decide(&mut tx, id, name, Some(owner), now).await?;
    store::carry_out(&mut tx, (id, breaker.role_id), decision).await?;
    let entry = |kind, person, subject| Entry {
        by: By::Person(owner),
        kind,
        subject,
        person,
        details: json!({"role": breaker.role_id, "breaker": id}),
    };
    let subject = format!("breaker:{id}");
    journal::record(&mut tx, now, entry(kind, None, &subject)).await?;
    let subject = format!("role:{}", breaker.role_id);
    for person in people {
        journal::record(&mut tx, now, entry(of_each, Some(person), &subject)).await?;
        if breaker.role_id == SERVER && decision == Decision::Go {
            exit::let_go(app, &mut tx, person).await?;
        }
    }
    breaker.decision = Some(name.to_owned());
    let message = cards::decided(&stopped, Some(decision), app.config.language);
    post(app, &mut tx, &breaker, message, now).await?;
    tx.commit().await?;
    // Everyone is looked at again before anything is taken.
    app.compare_soon.notify_one();
    Ok(stopped)
}
