//! What the owner takes back: periods, money, and records that were a mistake.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::cards::Notice;
use super::reconcile::{Cause, Seen, project};
use super::rules::{self, Back, Ends, Plan, Refusal, Standing, Takes, What, Yen};
use super::store::{self, Payment};
use super::{known_plan, notices, reason, status};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PaymentId, PersonId, UserId};
use crate::journal::{self, By, Entry};
use crate::people;

/// What the owner wants taken back.
#[derive(Clone, Debug)]
pub struct Taking {
    /// From whom.
    pub user: UserId,
    /// The plan's key as typed.
    pub plan: String,
    /// Why, for owners.
    pub reason: String,
    /// What; `None`: everything, or with money that goes back what it had been paid for.
    pub what: Option<What>,
    /// Money that goes back.
    pub refund_yen: Option<i64>,
    /// The number of the payment that it is about.
    pub payment: Option<i64>,
}

/// What was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Of this plan.
    pub plan: Plan,
    /// Whether a period was ended.
    pub is_cut: bool,
    /// Money that went back.
    pub refunded: Option<Yen>,
    /// A record that counts no more.
    pub voided: Option<(PaymentId, Yen)>,
    /// Where they stand now.
    pub standing: Option<Standing>,
}

/// Takes back what the owner says: periods now, and with them roles; money, which only the ledger
/// learns of; or a wrong record of money.
///
/// # Errors
/// Refused for everyone but the owner, where there is nothing to take, and where more would go back
/// than came in.
pub async fn revoke(app: &App, actor: &Actor, taking: &Taking) -> Result<Taken> {
    actor.must_be_owner()?;
    let why = reason(&taking.reason)?;
    let takes = rules::takes(taking.what, taking.refund_yen, taking.payment)?;

    let now = app.now();
    let mut tx = app.db.begin().await?;
    let plan = known_plan(&mut tx, &taking.plan).await?;
    let person = people::find(tx.conn().await?, taking.user).await?;
    let person = person.ok_or(Refusal::NothingToRevoke)?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let named = match taking.payment {
        Some(number) => Some(payment_of(&mut tx, (person, &plan), number).await?),
        None => None,
    };
    let mut word = Word {
        tx: &mut tx,
        person,
        plan: &plan,
        owner,
        why: &why,
        now,
    };
    let (mut back, mut ended, mut voided) = (Vec::new(), Vec::new(), None);
    match (takes, named) {
        (Takes::Record, Some(payment)) => {
            word.void(&payment).await?;
            voided = Some((payment.id, Yen(payment.amount_jpy)));
        }
        (Takes::Record, None) => return Err(Refusal::RecordByNumber.into()),
        (Takes::Periods(ends, refund), named) => {
            if let Some(refund) = refund {
                back = word.refund(refund, named.as_ref()).await?;
            }
            ended = word.end(ends, &back).await?;
        }
    }
    let refunded =
        (!back.is_empty()).then(|| Yen(back.iter().map(|(_, part)| part.amount.0).sum()));
    if !ended.is_empty() {
        let cause = Cause::Revoked(owner);
        project(app, &mut tx, person, Seen::AsRecorded, cause).await?;
    }
    let (plans, periods) = status::holdings(tx.conn().await?, person).await?;
    let mut standings = status::standings(&plans, &periods, now).into_iter();
    let standing = standings.find(|(known, _)| known.id == plan.id);
    let standing = standing.map(|(_, standing)| standing);
    match (refunded, back.first(), ended.last(), standing) {
        (Some(amount), Some((payment, part)), ..) => {
            let notice = Notice::Refunded(*payment, amount, standing);
            let id = part.entitlement;
            notices::tell(&mut tx, person, id, &plan, &notice, None, now).await?;
        }
        (_, _, Some(last), Some(standing)) if !standing.is_over() => {
            let notice = Notice::Shortened(standing);
            notices::tell(&mut tx, person, *last, &plan, &notice, None, now).await?;
        }
        (_, _, Some(last), _) => {
            notices::tell_ended(&mut tx, person, (*last, &plan), None, now).await?;
        }
        (_, _, None, _) => {}
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Taken {
        plan,
        is_cut: !ended.is_empty(),
        refunded,
        voided,
        standing,
    })
}

/// The payment or refund of this number, where it is theirs for the plan and counts.
async fn payment_of(
    tx: &mut Tx,
    (person, plan): (PersonId, &Plan),
    number: i64,
) -> Result<Payment> {
    let payments = store::payments_of(tx.conn().await?, person).await?;
    let is_it = |payment: &Payment| payment.id.0 == number && payment.plan_id == Some(plan.id);
    let found = payments.into_iter().find(is_it);
    Ok(found.ok_or(Refusal::UnknownPayment(number))?)
}

/// The owner's word about what somebody has of a plan.
struct Word<'a> {
    tx: &'a mut Tx,
    person: PersonId,
    plan: &'a Plan,
    owner: PersonId,
    why: &'a str,
    now: DateTime<Utc>,
}

impl Word<'_> {
    /// Money goes back: of what was paid for the period of one payment, or of the latest first.
    async fn refund(
        &mut self,
        refund: i64,
        named: Option<&Payment>,
    ) -> Result<Vec<(PaymentId, Back)>> {
        let mut paid = store::paid_for(self.tx, self.person, self.plan.id).await?;
        if let Some(named) = named {
            if named.is_refund {
                return Err(Refusal::UnknownPayment(named.id.0).into());
            }
            paid.retain(|paid| Some(paid.entitlement_id) == named.entitlement_id);
        }
        let mut back = Vec::new();
        for part in rules::spread(refund, &paid)? {
            let of = (self.person, part.entitlement);
            let money = (part.amount, self.why);
            let id = store::insert_refund(self.tx, of, money, self.owner, self.now).await?;
            let details = json!({"payment": id, "amount_jpy": part.amount.0});
            self.record("payment.refunded", part.entitlement, details)
                .await?;
            back.push((id, part));
        }
        Ok(back)
    }

    /// A record of money was a mistake.
    async fn void(&mut self, payment: &Payment) -> Result<()> {
        let paid = store::paid_for(self.tx, self.person, self.plan.id).await?;
        let is_of = |id| Some(id) == payment.entitlement_id;
        let of = paid.iter().find(|paid| is_of(paid.entitlement_id));
        let of = of.ok_or(Refusal::UnknownPayment(payment.id.0))?;
        if !payment.is_refund && of.left_jpy < payment.amount_jpy {
            return Err(Refusal::RefundedAlready.into());
        }
        store::void(self.tx, payment.id, self.why, self.owner, self.now).await?;
        let details = json!({"payment": payment.id, "amount_jpy": payment.amount_jpy});
        self.record("payment.voided", of.entitlement_id, details)
            .await
    }

    /// Ends periods now; those of which all that was paid went back are refunded.
    async fn end(&mut self, ends: Ends, back: &[(PaymentId, Back)]) -> Result<Vec<EntitlementId>> {
        let open = store::open_of(self.tx, self.person, self.plan.id, self.now).await?;
        let open: Vec<_> = open.into_iter().map(|entitlement| entitlement.id).collect();
        let is_back = |id: EntitlementId| {
            let mut back = back.iter();
            back.any(|(_, part)| part.is_full && part.entitlement == id)
        };
        let ended: Vec<_> = match ends {
            Ends::Everything => open,
            Ends::Last => open.into_iter().next_back().into_iter().collect(),
            Ends::PaidBack => open.into_iter().filter(|id| is_back(*id)).collect(),
            Ends::Nothing => Vec::new(),
        };
        if ended.is_empty() && matches!(ends, Ends::Everything | Ends::Last) {
            return Err(Refusal::NothingToRevoke.into());
        }
        for id in &ended {
            let kind = if is_back(*id) {
                "entitlement.refunded"
            } else {
                "entitlement.revoked"
            };
            store::revoke(self.tx, *id, (self.why, is_back(*id)), self.now).await?;
            self.record(kind, *id, json!({"plan": self.plan.id}))
                .await?;
        }
        Ok(ended)
    }

    async fn record(
        &mut self,
        kind: &'static str,
        id: EntitlementId,
        details: serde_json::Value,
    ) -> Result<()> {
        let entry = Entry {
            by: By::Person(self.owner),
            kind,
            subject: &format!("entitlement:{id}"),
            person: Some(self.person),
            details,
        };
        journal::record(self.tx, self.now, entry).await?;
        Ok(())
    }
}
