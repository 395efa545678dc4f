//! Sends away whoever's last plan is over, where that plan says so: when its own time was over or the
//! owner revoked it, after a word of farewell, and never many at once without the owner's.
//!
//! Whoever holds anything else stays, and so does whoever is on their way into a plan, or only tried
//! one: they were on the server without a plan before. What a list or a shop no longer says sends
//! nobody away.

mod store;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::breaker::{self, SERVER};
use super::prefix;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PersonId, UserId};
use crate::journal::{self, By, Entry};
use crate::memberships::cards;
use crate::memberships::rules::{Exit, Plan, TakenFor};
use crate::memberships::store as ledger;
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;
use crate::text::{Lang, Text};

/// Sends somebody away whose entitlement is over; whether they go, and were told farewell. Where too
/// many would go within a day, they stay until the owner has decided.
pub(in crate::memberships) async fn part(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    (id, plan): (EntitlementId, &Plan),
    why: TakenFor,
) -> Result<bool> {
    let is_scheduled = why == TakenFor::Over;
    if plan.passage.exit != Exit::Kick
        || !store::sends_away(tx.conn().await?, id, is_scheduled).await?
        || store::stays(tx.conn().await?, person).await?
    {
        return Ok(false);
    }
    let now = app.now();
    let Some(whom) = here(tx, person).await? else {
        return Ok(false);
    };
    if breaker::stops(tx, person, (SERVER, why), now).await? {
        breaker::show(app, tx).await?;
        return Ok(false);
    }
    breaker::count(tx, (person, SERVER), (why, false), now).await?;
    send_away(app, tx, (person, whom), (id, plan), why).await?;
    Ok(true)
}

/// The owner lets somebody go who was stopped; where that is true no more, they stay.
pub(super) async fn let_go(app: &App, tx: &mut Tx, person: PersonId) -> Result<()> {
    let whom = here(tx, person).await?;
    let over = store::last_over(tx.conn().await?, person).await?;
    let stays = store::stays(tx.conn().await?, person).await?;
    let (Some(whom), Some((id, plan, was_revoked)), false) = (whom, over, stays) else {
        return breaker::moot(tx, person, Some(SERVER))
            .await
            .map_err(Into::into);
    };
    let plan = ledger::plan(tx.conn().await?, plan).await?;
    let why = if was_revoked {
        TakenFor::Revoked
    } else {
        TakenFor::Over
    };
    breaker::count(tx, (person, SERVER), (why, true), app.now()).await?;
    send_away(app, tx, (person, whom), (id, &plan), why).await
}

/// Counts, before any of them goes, whom the clock is about to send away.
pub(in crate::memberships) async fn expect(app: &App, now: DateTime<Utc>) -> Result<()> {
    let more = store::about_to_go(&mut *app.db.read().await?, now).await?;
    if more == 0 {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    breaker::expect(&mut tx, SERVER, more, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Somebody on the server, and the language they are told in.
async fn here(tx: &mut Tx, person: PersonId) -> Result<Option<(UserId, Lang)>> {
    let known = people::known(tx.conn().await?, person).await?;
    let is_here = known.is_in_server != Some(false);
    Ok(known
        .user
        .filter(|_| is_here)
        .map(|user| (user, known.lang)))
}

/// They are told, and go after that. Both keep an order of their own: where they may not be sent away
/// yet, nothing else that they are told waits for it.
async fn send_away(
    app: &App,
    tx: &mut Tx,
    (person, (user, lang)): (PersonId, (UserId, Lang)),
    (id, plan): (EntitlementId, &Plan),
    why: TakenFor,
) -> Result<()> {
    let now = app.now();
    let subject = format!("{}exit", prefix(person));
    let entry = Entry {
        by: By::Clock,
        kind: "member.sent_away",
        subject: &format!("person:{person}"),
        person: Some(person),
        details: json!({"plan": plan.id, "entitlement": id, "cause": why.name()}),
    };
    journal::record(tx, now, entry).await?;
    let key = format!("{}farewell:{id}", prefix(person));
    let message = cards::farewell(id, (plan, why), lang);
    let queued = Queued::once(&key, &subject, Priority::Normal);
    outbox::enqueue(tx, &queued, &Effect::Dm { user, message }, now).await?;
    let key = format!("{}kick:{id}", prefix(person));
    let effect = Effect::Kick {
        user,
        decided_at: now,
        reason: Text::new("membership-audit-exit").plain(app.config.language),
    };
    let queued = Queued::once(&key, &subject, Priority::Normal);
    outbox::enqueue(tx, &queued, &effect, now).await
}
