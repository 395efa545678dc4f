//! That a record of money of which somebody was told was a mistake.

use chrono::{DateTime, Utc};

use super::{key, store};
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PaymentId, PersonId};
use crate::memberships::cards::Notice;
use crate::memberships::rules::{Plan, Source, Standing, Step};
use crate::memberships::status;
use crate::memberships::store::{self as ledger, Payment};
use crate::outbox;
use crate::people;

/// Tells whoever read that this had come in, or would go back, that it was a mistake, and where they
/// stand; whether they are told.
pub(in crate::memberships) async fn tell_mistake(
    tx: &mut Tx,
    person: PersonId,
    plan: &Plan,
    payment: &Payment,
    now: DateTime<Utc>,
) -> Result<bool> {
    let Some(id) = payment.entitlement_id else {
        return Ok(false);
    };
    let periods = ledger::periods_of(tx.conn().await?, person).await?;
    let is_gift = periods
        .iter()
        .any(|period| period.id == id && period.source == Source::Gift.name());
    let told = match (is_gift, payment.is_refund) {
        // Of what a present cost nobody reads.
        (true, _) => Vec::new(),
        (false, true) => {
            // Of all that goes back by one word they read once.
            let first = ledger::first_of_word(tx, payment.id).await?;
            let first = first.map(|(first, of)| (Step::Refunded(first), of));
            first.into_iter().collect()
        }
        // With what it bought, or by itself where that was there.
        (false, false) => vec![(Step::Welcome, id), (Step::Received(payment.id), id)],
    };
    let mut is_known = false;
    for told in told {
        is_known |= has_read(tx, person, told, payment.at).await?;
    }
    if !is_known {
        return Ok(false);
    }
    let standing = status::standing_of(&periods, plan.id, now);
    let notice = of(tx, payment.id, standing).await?;
    super::tell(tx, person, id, plan, &notice, None, now).await?;
    let known = people::known(tx.conn().await?, person).await?;
    Ok(known.user.is_some() && known.is_in_server != Some(false))
}

/// That a record was a mistake, to whoever stands there by now.
pub(super) async fn of(
    tx: &mut Tx,
    payment: PaymentId,
    standing: Option<Standing>,
) -> Result<Notice> {
    let (amount, is_refund) = ledger::recorded(tx, payment).await?;
    Ok(Notice::Mistaken {
        payment,
        amount,
        is_refund,
        standing,
    })
}

/// Money came for what is theirs, after its record had been a mistake, whether they read of that or not.
pub(in crate::memberships) async fn tell_received(
    tx: &mut Tx,
    person: PersonId,
    (id, plan): (EntitlementId, &Plan),
    payment: PaymentId,
    now: DateTime<Utc>,
) -> Result<()> {
    let periods = ledger::periods_of(tx.conn().await?, person).await?;
    let standing = status::standing_of(&periods, plan.id, now);
    let notice = received(tx, payment, standing).await?;
    super::tell(tx, person, id, plan, &notice, None, now).await
}

/// That it came after all, to whoever stands there by now.
pub(super) async fn received(
    tx: &mut Tx,
    payment: PaymentId,
    standing: Option<Standing>,
) -> Result<Notice> {
    let (amount, _) = ledger::recorded(tx, payment).await?;
    Ok(Notice::Received {
        payment,
        amount,
        standing,
    })
}

/// Whether a notice since then reached somebody, or will: by direct message, or at a command.
async fn has_read(
    tx: &mut Tx,
    person: PersonId,
    (step, id): (Step, EntitlementId),
    since: DateTime<Utc>,
) -> Result<bool> {
    let fate = outbox::fate(tx.conn().await?, &key(person, step, id)).await?;
    let is_sent = fate
        .is_some_and(|fate| (fate.is_open() || fate.is_delivered()) && fate.created_at >= since);
    Ok(is_sent || store::was_shown(tx, id, &step.name(), since).await?)
}
