//! The owner's word about what somebody has of a plan, written down.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{Taking, Voided};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PaymentId, PersonId};
use crate::journal::{self, By, Entry};
use crate::memberships::asking::Doubt;
use crate::memberships::joining;
use crate::memberships::notices::tell_mistake;
use crate::memberships::rules::{self, Back, Ends, Plan, Refusal, Yen, joined};
use crate::memberships::store::{self, HeldPeriod, Payment};

/// A period that ends, and for which what came in for it is recorded.
pub(super) type Ending = (EntitlementId, EntitlementId);

/// What came in for periods that end before their time and did not go back.
pub(super) async fn kept(
    tx: &mut Tx,
    periods: &[HeldPeriod],
    ending: &[Ending],
    now: DateTime<Utc>,
) -> Result<Yen> {
    let mut kept = 0;
    for (id, of) in ending {
        let is_it =
            |period: &HeldPeriod| period.id == *id && period.ends_at.is_none_or(|end| end > now);
        if periods.iter().any(is_it) {
            kept += store::received(tx, *of).await?.map_or(0, |paid| paid.0);
        }
    }
    Ok(Yen(kept))
}

/// The owner's word about what somebody has of a plan.
pub(super) struct Word<'a> {
    pub(super) tx: &'a mut Tx,
    pub(super) person: PersonId,
    pub(super) plan: &'a Plan,
    pub(super) owner: PersonId,
    pub(super) why: &'a str,
    pub(super) now: DateTime<Utc>,
}

impl Word<'_> {
    /// Of what a refund is: of what was paid for the period of one payment, or for what is `going` with
    /// it, or of the latest first; and whether that is more than what stands first.
    async fn spread(
        &mut self,
        refund: i64,
        named: Option<&Payment>,
        going: &[EntitlementId],
    ) -> Result<(Vec<Back>, bool)> {
        let mut paid = store::paid_for(self.tx, self.person, self.plan.id).await?;
        if let Some(named) = named {
            if named.is_refund {
                return Err(Refusal::UnknownPayment(named.id.0).into());
            }
            if named.entitlement_id.is_none() {
                return Err(Refusal::RefundOfNoPeriod(named.id.0).into());
            }
            paid.retain(|paid| Some(paid.entitlement_id) == named.entitlement_id);
        } else {
            paid.sort_by_key(|paid| !going.contains(&paid.entitlement_id));
            rules::of_latest_service(&mut paid);
        }
        let parts = rules::spread(refund, &paid)?;
        let first = paid.first().map(|paid| paid.entitlement_id);
        let is_first = |part: &Back| Some(part.entitlement) == first;
        let is_spread = named.is_none() && !parts.iter().all(is_first);
        Ok((parts, is_spread))
    }

    /// Money goes back, periods end, or both; what of it the owner may have to be asked first.
    pub(super) async fn gives_back(
        &mut self,
        taking: &Taking,
        (ends, refund): (Ends, Option<i64>),
        named: Option<&Payment>,
    ) -> Result<(Vec<(PaymentId, Back)>, Vec<Ending>, Option<Doubt>)> {
        let Some(refund) = refund else {
            return Ok((Vec::new(), self.ends(ends, &[]).await?, None));
        };
        let going = self.ends(ends, &[]).await?;
        let going: Vec<_> = going.into_iter().map(|(_, of)| of).collect();
        let (parts, is_spread) = self.spread(refund, named, &going).await?;
        let of = (self.person, self.plan);
        let mut doubt = Doubt::about(self.tx, of, taking, (&parts, is_spread), self.now).await?;
        let back = self.refund(parts).await?;
        let ended = self.ends(ends, &back).await?;
        doubt.ends(&ended.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        Ok((back, ended, Some(doubt)))
    }

    /// Money goes back.
    async fn refund(&mut self, parts: Vec<Back>) -> Result<Vec<(PaymentId, Back)>> {
        let mut back = Vec::new();
        for part in parts {
            let of = (self.person, part.entitlement);
            let money = (part.amount, self.why);
            let id = store::insert_refund(self.tx, of, money, self.owner, self.now).await?;
            let details = json!({"payment": id, "amount_jpy": part.amount.0});
            let subject = format!("entitlement:{}", part.entitlement);
            self.record("payment.refunded", &subject, details).await?;
            back.push((id, part));
        }
        Ok(back)
    }

    /// A record of money was a mistake; whoever was told of it is told, and so is the card of what was
    /// applied for.
    pub(super) async fn void(&mut self, app: &App, payment: &Payment) -> Result<Voided> {
        let paid = store::paid_for(self.tx, self.person, self.plan.id).await?;
        let is_of = |id| Some(id) == payment.entitlement_id;
        let of = paid.iter().find(|paid| is_of(paid.entitlement_id));
        let is_short = of.is_some_and(|of| of.left_jpy < payment.amount_jpy);
        if !payment.is_refund && is_short {
            return Err(Refusal::RefundedAlready.into());
        }
        store::void(self.tx, payment.id, self.why, self.owner, self.now).await?;
        let details = json!({"payment": payment.id, "amount_jpy": payment.amount_jpy});
        let subject = format!("payment:{}", payment.id);
        self.record("payment.voided", &subject, details).await?;
        let (mut lost, mut has_endless) = (Vec::new(), false);
        if let Some(id) = payment.entitlement_id {
            if payment.is_refund {
                store::not_refunded(self.tx, id).await?;
                let periods = store::periods_of(self.tx.conn().await?, self.person).await?;
                let payments = store::payments_of(self.tx.conn().await?, self.person).await?;
                let when = (payment.at, self.now);
                let found = HeldPeriod::lost(&periods, &payments, self.plan.id, when);
                let ahead = found.0.iter().map(|period| period.ahead(self.now));
                (lost, has_endless) = (joined(ahead.collect()), found.1);
            } else {
                joining::show_money(app, self.tx, (self.person, self.plan), id).await?;
            }
        }
        let is_told = tell_mistake(self.tx, self.person, self.plan, payment, self.now).await?;
        Ok(Voided {
            number: payment.id,
            amount: Yen(payment.amount_jpy),
            is_refund: payment.is_refund,
            is_told,
            lost,
            has_endless,
        })
    }

    /// Which periods end.
    async fn ends(&mut self, ends: Ends, back: &[(PaymentId, Back)]) -> Result<Vec<Ending>> {
        let mut open = store::periods_of(self.tx.conn().await?, self.person).await?;
        open.retain(|period| period.plan_id == self.plan.id && period.is_open(self.now));
        open.sort_by_key(|period| (period.starts_at, period.id));
        let open: Vec<Ending> = open.iter().map(|it| (it.id, it.of())).collect();
        let is_back = |(_, of): &Ending| {
            let mut back = back.iter();
            back.any(|(_, part)| part.is_full && part.entitlement == *of)
        };
        let ended: Vec<_> = match ends {
            Ends::Everything => open,
            Ends::Last => open.into_iter().next_back().into_iter().collect(),
            Ends::PaidBack => open.into_iter().filter(is_back).collect(),
            Ends::Nothing => Vec::new(),
        };
        if ended.is_empty() && matches!(ends, Ends::Everything | Ends::Last) {
            return Err(Refusal::NothingToRevoke.into());
        }
        Ok(ended)
    }

    async fn record(
        &mut self,
        kind: &'static str,
        subject: &str,
        details: serde_json::Value,
    ) -> Result<()> {
        let entry = Entry {
            by: By::Person(self.owner),
            kind,
            subject,
            person: Some(self.person),
            details,
        };
        journal::record(self.tx, self.now, entry).await?;
        Ok(())
    }
}
