//! From one Discord account to another: the person stays who they are, with all that they have, and
//! another account is theirs.
//!
//! The owner moves anybody; members move themselves with a code that the old account is shown and
//! the new one types, once a month at most.

mod cards;
mod commands;
mod rules;
mod store;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::joining;
use super::reconcile::{self, Cause, Seen, presence_seen, project};
use super::rules::{Plan, Refusal, Standing};
use super::status;
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, UserId};
use crate::input;
use crate::journal::{self, By, Entry};
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;
use crate::text::Text;
pub(super) use cards::{add_mine, describe};
pub(super) use commands::{move_command, press, submit};
use rules::SIGNS;
pub(super) use store::reasons;

/// How long a code counts.
const CODE_COUNTS: TimeDelta = TimeDelta::minutes(15);
/// Nobody moves by themselves again before.
const STAYS: TimeDelta = TimeDelta::days(30);
/// The longest reason.
const REASON_LENGTH: usize = 200;
const WHAT_REASON: Text = Text::new("membership-what-reason");

/// An account that the owner names, and whether Discord shows it in the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Named {
    user: UserId,
    is_bot: bool,
    is_in_server: bool,
    /// It holds the owner's or the mentors' role.
    is_staff: bool,
}

/// From which account to which, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Move {
    from: Named,
    to: Named,
    reason: String,
}

/// What the owner is asked before somebody is moved.
#[derive(Clone, Debug)]
struct Question {
    number: i64,
    /// What they have.
    standings: Vec<(Plan, Standing)>,
}

/// Looks at what the owner would move to another account, and asks whether it is meant. Nothing is
/// moved yet.
///
/// # Errors
/// Refused for everyone but the owner, and where the rules say no.
async fn ask(app: &App, actor: &Actor, asked: &Move) -> Result<Question> {
    actor.must_be_owner()?;
    // Done to see whether it can be, and given up.
    let mut tx = app.db.begin().await?;
    by_owner(app, actor, &mut tx, asked).await?;
    drop(tx);
    let mut tx = app.db.begin().await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
    let details = serde_json::to_value(asked).map_err(anyhow::Error::from)?;
    let number = people::ask(&mut tx, owner, &details).await?;
    let standings = match people::find(tx.conn().await?, asked.from.user).await? {
        Some(person) => {
            let (plans, periods) = status::holdings(tx.conn().await?, person).await?;
            status::standings(&plans, &periods, app.now())
        }
        None => Vec::new(),
    };
    tx.commit().await?;
    Ok(Question { number, standings })
}

/// The owner means it: all that somebody has is moved to another account.
///
/// # Errors
/// Refused for everyone but the owner, where that was answered, and where the rules say no.
async fn after_all(app: &App, actor: &Actor, number: i64) -> Result<Move> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
    let typed = people::answer(&mut tx, owner, number).await?;
    let asked: Option<Move> = typed.and_then(|typed| serde_json::from_str(&typed).ok());
    let asked = asked.ok_or(Refusal::AnsweredAlready)?;
    by_owner(app, actor, &mut tx, &asked).await?;
    tx.commit().await?;
    app.compare_soon.notify_one();
    Ok(asked)
}

async fn by_owner(app: &App, actor: &Actor, tx: &mut Tx, asked: &Move) -> Result<()> {
    let (from, to) = (asked.from, asked.to);
    let reason = input::line(&WHAT_REASON, &asked.reason, REASON_LENGTH)?;
    if to.is_bot {
        return Err(Refusal::IsBot.into());
    }
    if from.is_staff || to.is_staff {
        return Err(Refusal::MoveOfStaff.into());
    }
    let now = app.now();
    let person = people::find(tx.conn().await?, from.user).await?;
    let person = person.ok_or(Refusal::NothingToMove)?;
    let owner = people::ensure(tx, actor.user, Some(actor.lang), now).await?;
    let left = people::ensure(tx, to.user, None, now).await?;
    presence_seen(tx, now, person, from.is_in_server).await?;
    presence_seen(tx, now, left, to.is_in_server).await?;
    let taken = Refusal::TargetHasHistory;
    carry_out(app, tx, (person, left), (owner, &reason), taken).await?;
    Ok(())
}

/// A code for whoever acts, with which another account becomes theirs. Only its hash is kept.
///
/// # Errors
/// Refused for whoever has nothing to take along, and within a month of the last time.
async fn code(app: &App, actor: &Actor) -> Result<String> {
    if actor.is_staff() {
        return Err(Refusal::MoveOfStaff.into());
    }
    let now = app.now();
    let mut random = [0; SIGNS];
    getrandom::fill(&mut random).map_err(|error| anyhow::anyhow!("no random bytes: {error}"))?;
    let code = rules::code(random);
    let mut tx = app.db.begin().await?;
    let person = people::find(tx.conn().await?, actor.user).await?;
    let person = person.ok_or(Refusal::NothingToMove)?;
    may_move(&mut tx, person, now).await?;
    store::set_code(&mut tx, person, &rules::hash(&code), now + CODE_COUNTS).await?;
    tx.commit().await?;
    Ok(code)
}

/// Whoever acts shows with a code that another account is theirs: all that it had is theirs here.
///
/// # Errors
/// Refused where the code does not count, and where the rules say no.
async fn with_code(app: &App, actor: &Actor, typed: &str) -> Result<()> {
    if actor.is_staff() {
        return Err(Refusal::MoveOfStaff.into());
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let left = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let person = store::use_code(&mut tx, &rules::hash(typed), now).await?;
    let person = person.ok_or(Refusal::BadMoveCode)?;
    may_move(&mut tx, person, now).await?;
    presence_seen(&mut tx, now, left, true).await?;
    let taken = Refusal::AccountHasHistory;
    let id = carry_out(app, &mut tx, (person, left), (person, ""), taken).await?;
    tell_owner(app, &mut tx, (person, left), id).await?;
    tx.commit().await?;
    app.compare_soon.notify_one();
    Ok(())
}

/// Whether somebody has something to take along, and did not move just now.
async fn may_move(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    if !store::has_history(conn, person).await? {
        return Err(Refusal::NothingToMove.into());
    }
    let last = store::last_move(conn, person).await?;
    if let Some(last) = last.filter(|last| *last + STAYS > now) {
        return Err(Refusal::MovedLately(last + STAYS).into());
    }
    Ok(())
}

/// The account of `left` is the person's now, and theirs that of `left`; roles follow, and both
/// accounts are told. `taken`: why not, where the other account has a history of its own.
async fn carry_out(
    app: &App,
    tx: &mut Tx,
    (person, left): (PersonId, PersonId),
    (by, reason): (PersonId, &str),
    taken: Refusal,
) -> Result<i64> {
    let now = app.now();
    if person == left {
        return Err(Refusal::SameAccount.into());
    }
    if !store::has_history(tx.conn().await?, person).await? {
        return Err(Refusal::NothingToMove.into());
    }
    if store::has_history(tx.conn().await?, left).await? {
        return Err(taken.into());
    }
    for whom in [person, left] {
        // Accounts are swapped: what one did would read as if the other had done it.
        if store::has_acted(tx.conn().await?, whom).await? {
            return Err(Refusal::MoveOfStaff.into());
        }
    }
    people::swap_accounts(tx, person, left).await?;
    reconcile::swap_roles(tx, person, left, now).await?;
    let id = store::insert_move(tx, (person, left), (by, reason), now).await?;
    for (whom, kind) in [(person, "account.moved"), (left, "account.left")] {
        let entry = Entry {
            by: By::Person(by),
            kind,
            subject: &format!("person:{person}"),
            person: Some(whom),
            details: json!({"move": id}),
        };
        journal::record(tx, now, entry).await?;
    }
    for whom in [person, left] {
        project(app, tx, whom, Seen::AsRecorded, Cause::Moved(by)).await?;
        joining::show_cards_of(app, tx, whom).await?;
    }
    tell(tx, person, (id, true), now).await?;
    tell(tx, left, (id, false), now).await?;
    Ok(id)
}

/// Tells the owner that somebody moved by themselves.
async fn tell_owner(
    app: &App,
    tx: &mut Tx,
    (person, left): (PersonId, PersonId),
    id: i64,
) -> Result<()> {
    let to = people::user(tx.conn().await?, person).await?;
    let from = people::user(tx.conn().await?, left).await?;
    let message = cards::told_owner(id, (from, to), app.config.language);
    let key = format!("move:{id}");
    let queued = Queued::once(&key, &key, Priority::Normal);
    outbox::tell_owner(tx, app, &queued, message, app.now()).await
}

/// Tells one of both accounts, if it is in the server.
async fn tell(
    tx: &mut Tx,
    person: PersonId,
    (id, is_new): (i64, bool),
    now: DateTime<Utc>,
) -> Result<()> {
    let known = people::known(tx.conn().await?, person).await?;
    let (Some(user), Some(true) | None) = (known.user, known.is_in_server) else {
        return Ok(());
    };
    let what = if is_new { "moved" } else { "left" };
    let key = format!("{}{what}:{id}", reconcile::prefix(person));
    let message = cards::told(id, is_new, known.lang);
    let subject = format!("person:{person}");
    let queued = Queued::once(&key, &subject, Priority::Normal);
    outbox::enqueue(tx, &queued, &Effect::Dm { user, message }, now).await
}

/// Whether whoever acts has something that another account could take along.
async fn has_something(app: &App, user: UserId) -> Result<bool> {
    let mut conn = app.db.read().await?;
    match people::find(&mut conn, user).await? {
        Some(person) => Ok(store::has_history(&mut conn, person).await?),
        None => Ok(false),
    }
}
