//! That money of which somebody was told never came.

use chrono::{DateTime, Utc};

use super::key;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::PersonId;
use crate::memberships::rules::{Plan, Step, Yen};
use crate::memberships::store::Payment;
use crate::memberships::{cards, reconcile};
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;

/// Tells whoever read with what began that this had come in that it was a mistake; whether they are
/// told. Who takes no direct messages did not read the one before either.
pub(in crate::memberships) async fn tell_mistake(
    tx: &mut Tx,
    person: PersonId,
    plan: &Plan,
    payment: &Payment,
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(id) = payment.entitlement_id.filter(|_| !payment.is_refund) else {
        return Ok(false);
    };
    let welcome = key(person, Step::Welcome, id);
    let welcome = outbox::fate(tx.conn().await?, &welcome).await?;
    let is_told = welcome.is_some_and(|fate| {
        (fate.is_open() || fate.is_delivered()) && fate.created_at >= payment.at
    });
    let known = people::known(tx.conn().await?, person).await?;
    let (true, Some(user), Some(true) | None) = (is_told, known.user, known.is_in_server) else {
        return Ok(false);
    };
    let what = format!("mistake-{}", payment.id);
    let message = cards::mistake(plan, Yen(payment.amount_jpy), &what, known.lang);
    let key = format!("{}{what}:{id}", reconcile::prefix(person));
    let subject = format!("person:{person}");
    let queued = Queued::once(&key, &subject, Priority::Normal);
    outbox::enqueue(tx, &queued, &Effect::Dm { user, message }, now).await?;
    Ok(true)
}
