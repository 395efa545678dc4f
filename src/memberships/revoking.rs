//! What the owner takes back: periods, money, and records that were a mistake.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::asking::{Asked, Doubt, Question};
use super::cards::Notice;
use super::following::follow;
use super::notices::Over;
use super::reconcile::{Cause, Seen, part, project};
use super::remaining::Remaining;
use super::rules::{self, Back, Ends, Plan, Refusal, Standing, TakenFor, Takes, What, Yen};
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
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
    /// What they still have of it, where a period was ended.
    pub remaining: Remaining,
    /// Nothing of that is done: the owner is asked first.
    pub question: Option<Question>,
}

/// Takes back what the owner says: periods now, and with them roles; money, which only the ledger
/// learns of; or a wrong record of money.
///
/// A refund that draws on more than what was paid last, or
/// that was just recorded, is asked about first.
///
/// # Errors
/// Refused for everyone but the owner, where there is nothing to take, and where more would go back
/// than came in.
pub async fn revoke(app: &App, actor: &Actor, taking: &Taking) -> Result<Taken> {
    actor.must_be_owner()?;
    let tx = app.db.begin().await?;
    take(app, actor, tx, taking, None).await
}

/// The owner means what they were asked about: from whom it is taken, and what was.
///
/// # Errors
/// Refused for everyone but the owner, where that was answered, and where it would come to something
/// else by now.
pub(super) async fn revoke_after_all(
    app: &App,
    actor: &Actor,
    number: i64,
) -> Result<(UserId, Taken)> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), app.now()).await?;
    let typed = store::answer(&mut tx, owner, number).await?;
    let asked: Option<Asked> = typed.and_then(|typed| serde_json::from_str(&typed).ok());
    let asked = asked.ok_or(Refusal::AnsweredAlready)?;
    let taken = take(app, actor, tx, &asked.taking, Some(&asked)).await?;
    Ok((asked.taking.user, taken))
}

/// Does it in one transaction, which is given up where the owner is to be asked first.
async fn take(
    app: &App,
    actor: &Actor,
    mut tx: Tx,
    taking: &Taking,
    asked: Option<&Asked>,
) -> Result<Taken> {
    let why = reason(&taking.reason)?;
    let what = rules::takes(taking.what, taking.refund_yen, taking.payment)?;
    let now = app.now();
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
    let mut doubt = None;
    match (what, named) {
        (Takes::Record, Some(payment)) => {
            word.void(&payment).await?;
            voided = Some((payment.id, Yen(payment.amount_jpy)));
        }
        (Takes::Record, None) => return Err(Refusal::RecordByNumber.into()),
        (Takes::Periods(ends, refund), named) => {
            if let Some(refund) = refund {
                let parts = word.spread(refund, named.as_ref()).await?;
                doubt = Some(word.doubt(taking, &parts).await?);
                back = word.refund(parts).await?;
            }
            ended = word.ends(ends, &back).await?;
            if let Some(doubt) = &mut doubt {
                doubt.ends(&ended);
            }
        }
    }
    let refunded =
        (!back.is_empty()).then(|| Yen(back.iter().map(|(_, part)| part.amount.0).sum()));
    let full = back.iter().filter(|(_, part)| part.is_full);
    let full: Vec<_> = full.map(|(_, part)| part.entitlement).collect();
    if !ended.is_empty() {
        let who = (person, owner);
        end(app, &mut tx, who, (&plan, &ended), (&why, &full), now).await?;
    }
    let (plans, periods) = status::holdings(tx.conn().await?, person).await?;
    let mut standings = status::standings(&plans, &periods, now).into_iter();
    let standing = standings.find(|(known, _)| known.id == plan.id);
    let standing = standing.map(|(_, standing)| standing);
    let is_cut = !ended.is_empty();
    let mut taken = Taken {
        remaining: if is_cut {
            Remaining::of(&periods, plan.id, now)
        } else {
            Remaining::default()
        },
        plan,
        is_cut,
        refunded,
        voided,
        standing,
        question: None,
    };
    match (doubt, asked) {
        (None, Some(_)) => return Err(Refusal::RestHasChanged.into()),
        (Some(doubt), Some(asked)) if doubt.asked != *asked => {
            return Err(Refusal::RestHasChanged.into());
        }
        (Some(doubt), None) if doubt.is_reasonable() => {
            // What was done to see what it comes to is given up.
            drop(tx);
            let mut tx = app.db.begin().await?;
            let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
            taken.question = Some(doubt.ask(&mut tx, owner).await?);
            tx.commit().await?;
            return Ok(taken);
        }
        (None | Some(_), None) | (Some(_), Some(_)) => {}
    }
    let refund = back
        .first()
        .map(|(payment, part)| (*payment, part.entitlement));
    tell(
        app,
        &mut tx,
        person,
        &taken,
        (refund, ended.last().copied()),
    )
    .await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(taken)
}

/// Tells the member of the first refund, or of the last period that was ended.
async fn tell(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    taken: &Taken,
    (refund, last): (Option<(PaymentId, EntitlementId)>, Option<EntitlementId>),
) -> Result<()> {
    let now = app.now();
    let (plan, standing) = (&taken.plan, taken.standing);
    if let (Some(amount), Some((payment, id))) = (taken.refunded, refund) {
        let notice = Notice::Refunded {
            payment,
            amount,
            standing,
            is_taken: taken.is_cut && standing.is_none_or(Standing::is_over),
        };
        notices::tell(tx, person, id, plan, &notice, None, now).await?;
    }
    let Some(last) = last else { return Ok(()) };
    let is_gone = part(app, tx, person, (last, plan), TakenFor::Revoked).await?;
    let goes_on = standing.filter(|standing| !standing.is_over());
    match (is_gone || taken.refunded.is_some(), goes_on) {
        (true, _) => Ok(()),
        (false, Some(standing)) => {
            let notice = Notice::Shortened(standing);
            notices::tell(tx, person, last, plan, &notice, None, now).await
        }
        (false, None) => {
            let over = Over::TakenBack;
            notices::tell_ended(app, tx, person, (last, plan), over).await
        }
    }
}

/// The owner ends these rights of someone to one plan; roles follow, and they are told where they
/// have it from nowhere else, or leave the server where the plan says so.
pub(super) async fn take_back(
    app: &App,
    tx: &mut Tx,
    who: (PersonId, PersonId),
    (plan, rights): (&Plan, &[EntitlementId]),
    reason: &str,
) -> Result<()> {
    end(app, tx, who, (plan, rights), (reason, &[]), app.now()).await?;
    let person = who.0;
    if let Some(last) = rights.last()
        && !part(app, tx, person, (*last, plan), TakenFor::Revoked).await?
    {
        notices::tell_ended(app, tx, person, (*last, plan), Over::TakenBack).await?;
    }
    Ok(())
}

/// Ends rights now, some of them because all that was paid for them is `back`; roles follow.
async fn end(
    app: &App,
    tx: &mut Tx,
    (person, owner): (PersonId, PersonId),
    (plan, rights): (&Plan, &[EntitlementId]),
    (reason, back): (&str, &[EntitlementId]),
    now: DateTime<Utc>,
) -> Result<()> {
    for right in rights {
        let is_back = back.contains(right);
        store::revoke(tx, *right, (reason, is_back), now).await?;
        let entry = Entry {
            by: By::Person(owner),
            kind: if is_back {
                "entitlement.refunded"
            } else {
                "entitlement.revoked"
            },
            subject: &format!("entitlement:{right}"),
            person: Some(person),
            details: json!({"plan": plan.id}),
        };
        journal::record(tx, now, entry).await?;
    }
    follow(app, tx, (person, plan.id), now, (By::Person(owner), now)).await?;
    project(app, tx, person, Seen::AsRecorded, Cause::Revoked(owner)).await?;
    Ok(())
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
    /// Of what a refund is: of what was paid for the period of one payment, or of the latest first.
    async fn spread(&mut self, refund: i64, named: Option<&Payment>) -> Result<Vec<Back>> {
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
            rules::of_latest_service(&mut paid);
        }
        Ok(rules::spread(refund, &paid)?)
    }

    async fn doubt(&mut self, taking: &Taking, parts: &[Back]) -> Result<Doubt> {
        Doubt::about(self.tx, (self.person, self.plan), taking, parts, self.now).await
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

    /// A record of money was a mistake.
    async fn void(&mut self, payment: &Payment) -> Result<()> {
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
        self.record("payment.voided", &subject, details).await
    }

    /// Which periods end.
    async fn ends(&mut self, ends: Ends, back: &[(PaymentId, Back)]) -> Result<Vec<EntitlementId>> {
        let open = store::open_of(self.tx, self.person, self.plan.id, self.now).await?;
        let open: Vec<_> = open.into_iter().map(|entitlement| entitlement.id).collect();
        let is_back = |id: &EntitlementId| {
            let mut back = back.iter();
            back.any(|(_, part)| part.is_full && part.entitlement == *id)
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
