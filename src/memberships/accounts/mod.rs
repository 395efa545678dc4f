//! Whom a platform means by what it calls somebody. Only the owner says so: nobody is taken for
//! somebody else by what they type.

mod cards;
mod commands;
mod store;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::imports;
use super::rules::{Refusal, Yen};
use crate::actor::Actor;
use crate::app::App;
use crate::command::Chosen;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ImportSourceId, PaymentId, PersonId, PlanId, UserId};
use crate::journal::{self, By, Entry};
use crate::people;
pub(super) use cards::linked;
pub(super) use commands::link;
use store::Account;
pub(super) use store::{Owed, owed};

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
}

/// The owner says whom a source means by a name; money that waited for that is theirs at once.
///
/// # Errors
/// Refused for everyone but the owner, for bots, and where there is no such source or name.
pub(super) async fn link_name(
    app: &App,
    actor: &Actor,
    (source, name): (&str, &str),
    chosen: Chosen,
) -> Result<Linked> {
    actor.must_be_owner()?;
    let name = imports::account_name(name).ok_or(Refusal::BadAccount)?;
    let mut tx = app.db.begin().await?;
    let source = store::source(tx.conn().await?, &crate::input::folded(source)).await?;
    let (source_id, source) = source.ok_or(Refusal::UnknownSource)?;
    let account = Account {
        source_id,
        source,
        name,
    };
    let linked = link_account(app, &mut tx, actor, account, chosen).await?;
    tx.commit().await?;
    Ok(linked)
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
    let linked = link_account(app, &mut tx, actor, account, chosen).await?;
    tx.commit().await?;
    Ok(Some(linked))
}

async fn link_account(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    account: Account,
    chosen: Chosen,
) -> Result<Linked> {
    if chosen.is_bot {
        return Err(Refusal::IsBot.into());
    }
    let now = app.now();
    let owner = people::ensure(tx, actor.user, Some(actor.lang), now).await?;
    let person = people::ensure(tx, chosen.user, None, now).await?;
    store::link(tx, &account, (person, owner), now).await?;
    let entry = Entry {
        by: By::Person(owner),
        kind: "account.linked",
        subject: &format!("person:{person}"),
        person: Some(person),
        details: json!({"source": account.source_id}),
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
