//! Whom a platform means by what it calls somebody. Only the owner says so: nobody is taken for
//! somebody else by what they type.

mod cards;
mod commands;
mod store;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::imports;
use super::rules::{Plan, Refusal, Yen};
use super::store as ledger;
use crate::actor::Actor;
use crate::app::App;
use crate::command::Chosen;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ImportSourceId, PaymentId, PersonId, PlanId, UserId};
use crate::journal::{self, By, Entry};
use crate::people;
pub(super) use cards::{linked, linked_for_later};
pub(super) use commands::{link, link_press};
use store::Account;
pub(super) use store::{Booked, Owed, booked, owed};

/// Money of somebody whom nobody knows by this name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unlinked<'a> {
    pub(super) source: ImportSourceId,
    /// What the source calls them.
    pub(super) name: &'a str,
    pub(super) plan: PlanId,
    /// Up to when it was paid.
    pub(super) until: Option<DateTime<Utc>>,
}

/// Who is linked with what.
#[derive(Clone, Debug)]
pub(super) struct Linked {
    source: String,
    name: String,
    user: UserId,
    /// How many payments waited for that.
    payments: usize,
    /// What whom it meant before has from there.
    left: Option<Left>,
}

/// What somebody has from a source, whose name there is to mean somebody else.
#[derive(Clone, Debug)]
pub(super) struct Left {
    user: UserId,
    /// Of each plan until when, and what was paid for it.
    has: Vec<(Plan, store::Has)>,
}

/// What came of the owner's word about a name.
#[derive(Clone, Debug)]
pub(super) enum Link {
    /// It was done.
    Done(Linked),
    /// Nothing yet: until now the source means somebody else.
    OfAnother(OfAnother),
}

/// A name by which a source means somebody else.
#[derive(Clone, Debug)]
pub(super) struct OfAnother {
    account: Account,
    /// Whom it means.
    now: UserId,
    /// Whom it is to mean.
    user: UserId,
    /// The number of the question.
    number: i64,
    /// What whom it means has from there.
    left: Left,
}

/// The name, whom it means and whom it is to mean, as the owner was asked.
#[derive(Serialize, Deserialize)]
struct Asked {
    account: Account,
    now: PersonId,
    user: UserId,
}

/// The owner says whom a source means by a name. Where that takes it from somebody, they are asked
/// first.
///
/// # Errors
/// Refused for everyone but the owner, for bots, and where there is no such source or name.
async fn link_or_ask(
    app: &App,
    actor: &Actor,
    (source, name): (&str, &str),
    chosen: Chosen,
) -> Result<Link> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let account = known(&mut tx, source, name).await?;
    let holder = holder(&mut tx, &account, chosen.user).await?;
    let link = match holder.filter(|_| !chosen.is_bot) {
        Some((person, now)) => {
            let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
            let asked = Asked {
                account: account.clone(),
                now: person,
                user: chosen.user,
            };
            let details = serde_json::to_value(asked).map_err(anyhow::Error::from)?;
            Link::OfAnother(OfAnother {
                number: people::ask(&mut tx, owner, &details).await?,
                left: left(&mut tx, &account, (person, now), app.now()).await?,
                account,
                now,
                user: chosen.user,
            })
        }
        None => Link::Done(link_account(app, &mut tx, actor, (account, None), chosen).await?),
    };
    tx.commit().await?;
    Ok(link)
}

/// The owner means it: the name is taken from whom it meant.
///
/// # Errors
/// Refused for everyone but the owner, where that was answered, and where it means somebody else by
/// now.
pub(super) async fn link_after_all(app: &App, actor: &Actor, number: i64) -> Result<Linked> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
    let typed = people::answer(&mut tx, owner, number).await?;
    let asked: Option<Asked> = typed.and_then(|typed| serde_json::from_str(&typed).ok());
    let asked = asked.ok_or(Refusal::AnsweredAlready)?;
    let chosen = Chosen {
        user: asked.user,
        // That was looked at before they were asked.
        is_bot: false,
    };
    let before = people::user(tx.conn().await?, asked.now).await?;
    let left = match before {
        Some(user) => Some(left(&mut tx, &asked.account, (asked.now, user), app.now()).await?),
        None => None,
    };
    let account = (asked.account, Some(asked.now));
    let linked = link_account(app, &mut tx, actor, account, chosen).await?;
    let linked = Linked { left, ..linked };
    tx.commit().await?;
    Ok(linked)
}

/// The owner says whom a source means by a name that means nobody yet; money that waited for that is
/// theirs at once.
///
/// # Errors
/// Refused for everyone but the owner, for bots, where there is no such source or name, and where it
/// means somebody else.
pub(super) async fn link_name(
    app: &App,
    actor: &Actor,
    (source, name): (&str, &str),
    chosen: Chosen,
) -> Result<Linked> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let account = known(&mut tx, source, name).await?;
    let linked = link_account(app, &mut tx, actor, (account, None), chosen).await?;
    tx.commit().await?;
    Ok(linked)
}

/// What a source calls somebody, where there are both.
async fn known(tx: &mut Tx, source: &str, name: &str) -> Result<Account> {
    let name = imports::account_name(name).ok_or(Refusal::BadAccount)?;
    let source = store::source(tx.conn().await?, &crate::input::folded(source)).await?;
    let (source_id, source) = source.ok_or(Refusal::UnknownSource)?;
    Ok(Account {
        source_id,
        source,
        name,
    })
}

/// Whom a source means by a name, where that is somebody else than this user and not erased.
async fn holder(
    tx: &mut Tx,
    account: &Account,
    user: UserId,
) -> Result<Option<(PersonId, UserId)>> {
    let conn = tx.conn().await?;
    let Some(person) = store::linked(conn, account.source_id, &account.name).await? else {
        return Ok(None);
    };
    let now = people::user(conn, person).await?;
    Ok(now.filter(|now| *now != user).map(|now| (person, now)))
}

/// What somebody has from a source.
async fn left(
    tx: &mut Tx,
    account: &Account,
    (person, user): (PersonId, UserId),
    now: DateTime<Utc>,
) -> Result<Left> {
    let conn = tx.conn().await?;
    let mut has = Vec::new();
    for held in store::has(conn, person, &account.source, now).await? {
        has.push((ledger::plan(conn, held.plan_id).await?, held));
    }
    Ok(Left { user, has })
}

/// The owner says whose a payment is; whoever else the source means by that name is them as well.
/// `None` where that was said before.
///
/// # Errors
/// Refused for everyone but the owner, and for bots.
pub(super) async fn assign(
    app: &App,
    actor: &Actor,
    payment: PaymentId,
    chosen: Chosen,
) -> Result<Option<Linked>> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let Some(owed) = store::owed(tx.conn().await?, payment).await? else {
        return Ok(None);
    };
    let account = Account {
        source_id: owed.source_id,
        source: owed.source,
        name: owed.name,
    };
    let linked = link_account(app, &mut tx, actor, (account, None), chosen).await?;
    tx.commit().await?;
    Ok(Some(linked))
}

/// Links a name that means nobody, or `instead_of` this person.
async fn link_account(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    (account, instead_of): (Account, Option<PersonId>),
    chosen: Chosen,
) -> Result<Linked> {
    if chosen.is_bot {
        return Err(Refusal::IsBot.into());
    }
    let holder = holder(tx, &account, chosen.user).await?;
    if let Some((_, now)) = holder.filter(|(person, _)| Some(*person) != instead_of) {
        return Err(Refusal::AccountOfAnother(now).into());
    }
    let now = app.now();
    let owner = people::ensure(tx, actor.user, Some(actor.lang), now).await?;
    let person = people::ensure(tx, chosen.user, None, now).await?;
    store::link(tx, &account, (person, owner), now).await?;
    let instead_of = holder.map(|(person, _)| person);
    // Looked up where the list comes again: what it told of is in the books of another.
    let subject = match instead_of {
        Some(_) => format!("source:{}", account.source_id),
        None => format!("person:{person}"),
    };
    let entry = Entry {
        by: By::Person(owner),
        kind: "account.linked",
        subject: &subject,
        person: Some(person),
        details: json!({"source": account.source_id, "instead_of": instead_of}),
    };
    journal::record(tx, now, entry).await?;
    let found = store::assign_all(tx, &account, person).await?;
    for (payment, amount) in &found {
        record(tx, owner, person, (*payment, *amount), now).await?;
    }
    Ok(Linked {
        source: account.source,
        name: account.name,
        user: chosen.user,
        payments: found.len(),
        left: None,
    })
}

/// Money came for a name: whoever is linked with it by now has paid it, and otherwise the owner is
/// shown it. Once for each name, plan and time.
pub(super) async fn insert_unlinked(
    tx: &mut Tx,
    of: &Unlinked<'_>,
    amount: Yen,
    by: PersonId,
    at: DateTime<Utc>,
) -> Result<()> {
    let person = store::linked(tx.conn().await?, of.source, of.name).await?;
    let Some(payment) = store::insert_payment(tx, of, person, (amount, by), at).await? else {
        return Ok(());
    };
    if let Some(person) = person {
        record(tx, by, person, (payment, amount.0), at).await?;
    }
    Ok(())
}

async fn record(
    tx: &mut Tx,
    by: PersonId,
    person: PersonId,
    (payment, amount): (PaymentId, i64),
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = Entry {
        by: By::Person(by),
        kind: "payment.recorded",
        subject: &format!("payment:{payment}"),
        person: Some(person),
        details: json!({"payment": payment, "amount_jpy": amount}),
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}
