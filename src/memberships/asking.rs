//! Refunds about which the owner is asked first, with what they would come to: nothing is booked before
//! that. A refund that draws on more than what was paid last, and the same once more within minutes.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::repeating::MINUTES;
use super::revoking::Taking;
use super::rules::{Back, Plan, Yen};
use super::store::{self, HeldPeriod};
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PaymentId, PersonId};
use crate::people;

/// What the owner is asked before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its number.
    pub number: i64,
    /// So much would go back.
    pub amount: Yen,
    /// Of this.
    pub parts: Vec<Part>,
    /// The same went back so many minutes ago.
    pub minutes: Option<i64>,
}

/// What of a refund is for one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What came in for it.
    pub payments: Vec<PaymentId>,
    /// It began then.
    pub from: DateTime<Utc>,
    /// It ends or ended then.
    pub until: Option<DateTime<Utc>>,
    /// So much goes back.
    pub amount: Yen,
}

/// What the owner was shown, word for word: it is done only as long as it still comes to that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) taking: Taking,
    back: Vec<(EntitlementId, i64)>,
    ended: Vec<EntitlementId>,
    again: Option<i64>,
}

/// A refund, before it is known whether the owner is asked.
pub(super) struct Doubt {
    pub(super) asked: Asked,
    parts: Vec<Part>,
    minutes: Option<i64>,
    /// It draws on more than what was paid last.
    is_spread: bool,
}

impl Doubt {
    /// Looks at a refund before it is booked.
    pub(super) async fn about(
        tx: &mut Tx,
        (person, plan): (PersonId, &Plan),
        taking: &Taking,
        (back, is_spread): (&[Back], bool),
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let amount = Yen(back.iter().map(|part| part.amount.0).sum());
        let since = now - TimeDelta::minutes(MINUTES);
        let same = store::same_refund(tx, (person, plan.id), amount, since).await?;
        let payments = store::payments_of(tx.conn().await?, person).await?;
        let periods = store::periods_of(tx.conn().await?, person).await?;
        let part = |back: &Back| {
            let is_it = |period: &&HeldPeriod| period.id == back.entitlement;
            let period = periods.iter().find(is_it)?;
            let of = payments.iter().filter(|payment| {
                !payment.is_refund && payment.entitlement_id == Some(back.entitlement)
            });
            Some(Part {
                payments: of.map(|payment| payment.id).collect(),
                from: period.starts_at,
                until: period.ends_at,
                amount: back.amount,
            })
        };
        Ok(Self {
            parts: back.iter().filter_map(part).collect(),
            minutes: same.map(|(_, at)| (now - at).num_minutes().max(1)),
            is_spread,
            asked: Asked {
                taking: taking.clone(),
                back: back
                    .iter()
                    .map(|part| (part.entitlement, part.amount.0))
                    .collect(),
                ended: Vec::new(),
                again: same.map(|(number, _)| number),
            },
        })
    }

    /// It would end these.
    pub(super) fn ends(&mut self, ended: &[EntitlementId]) {
        self.asked.ended = ended.to_vec();
    }

    /// Whether the owner is asked first.
    pub(super) const fn is_reasonable(&self) -> bool {
        self.is_spread || self.asked.again.is_some()
    }

    /// Keeps it until the owner has answered.
    pub(super) async fn ask(self, tx: &mut Tx, owner: PersonId) -> Result<Question> {
        let details = serde_json::to_value(&self.asked).map_err(anyhow::Error::from)?;
        Ok(Question {
            number: people::ask(tx, owner, &details).await?,
            amount: Yen(self.parts.iter().map(|part| part.amount.0).sum()),
            parts: self.parts,
            minutes: self.minutes,
        })
    }
}
