//! What the owner takes back: periods, money, and records that were a mistake.

mod word;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::asking::{Asked, Question};
use super::cards::Notice;
use super::following::follow;
use super::notices::Over;
use super::reconcile::{Cause, Seen, part, project};
use super::remaining::Remaining;
use super::rules::{
    self, Back, Gone, Plan, Refusal, Source, Span, Standing, TakenFor, Takes, What, Yen,
};
use super::status::standing_of;
use super::store::{self, HeldPeriod, Payment};
use super::{known_plan, notices, reason};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PaymentId, PersonId, UserId};
use crate::journal::{self, By, Entry};
use crate::people;
use word::{Word, kept};

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

/// A record of money that counts no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voided {
    /// Its number.
    pub number: PaymentId,
    /// How much.
    pub amount: Yen,
    /// Whether that had gone back.
    pub is_refund: bool,
    /// Whether they are told that it never came, or does not go back.
    pub is_told: bool,
    /// What had ended with what went back: that does not come back by itself.
    pub lost: Vec<Span>,
    /// Whether something without end of a list or the shop did: that does not come back at all.
    pub has_endless: bool,
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
    /// Whether they read of that: not of what a present cost.
    pub is_told: bool,
    /// A record that counts no more.
    pub voided: Option<Voided>,
    /// Where they stand now.
    pub standing: Option<Standing>,
    /// When they would have had it still, but for that.
    pub spans: Vec<Span>,
    /// What begins now where that had begun.
    pub next: Vec<Span>,
    /// What came in for what was ended and did not go back.
    pub kept: Yen,
    /// What they still have of it, where a period was ended.
    pub remaining: Remaining,
    /// Nothing of that is done: the owner is asked first.
    pub question: Option<Question>,
}

impl Taken {
    fn gone(&self) -> Gone {
        Gone {
            taken: self.spans.clone(),
            next: self.next.clone(),
        }
    }
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
    let typed = people::answer(&mut tx, owner, number).await?;
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
    let (mut back, mut ending, mut voided) = (Vec::new(), Vec::new(), None);
    let mut doubt = None;
    match (what, named) {
        (Takes::Record, Some(payment)) => {
            voided = Some(word.void(app, &payment).await?);
        }
        (Takes::Record, None) => return Err(Refusal::RecordByNumber.into()),
        (Takes::Periods(ends, refund), named) => {
            let what = (ends, refund);
            (back, ending, doubt) = word.gives_back(taking, what, named.as_ref()).await?;
        }
    }
    let refunded =
        (!back.is_empty()).then(|| Yen(back.iter().map(|(_, part)| part.amount.0).sum()));
    let is_full = |of: EntitlementId| {
        let mut back = back.iter();
        back.any(|(_, part)| part.is_full && part.entitlement == of)
    };
    let full = ending.iter().filter(|(_, of)| is_full(*of));
    let full: Vec<_> = full.map(|(id, _)| *id).collect();
    let ended: Vec<_> = ending.iter().map(|(id, _)| *id).collect();
    if !ended.is_empty() {
        let who = (person, owner);
        end(app, &mut tx, who, (&plan, &ended), (&why, &full), now).await?;
    }
    let periods = store::periods_of(tx.conn().await?, person).await?;
    let standing = standing_of(&periods, plan.id, now);
    let is_cut = !ended.is_empty();
    let refund = of_theirs(&back, &periods);
    let spans = if is_cut {
        HeldPeriod::taken(&periods, plan.id, now)
    } else {
        Vec::new()
    };
    let mut taken = Taken {
        next: HeldPeriod::next(&periods, plan.id, &spans),
        spans,
        kept: kept(&mut tx, &periods, &ending, now).await?,
        remaining: match &voided {
            Some(voided) => bought(&mut tx, person, (&periods, voided.number), now).await?,
            None if is_cut => Remaining::of(&periods, plan.id, now),
            None => Remaining::default(),
        },
        plan,
        is_cut,
        refunded,
        is_told: refund.is_some(),
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
    let last = ended.last().copied();
    tell(app, &mut tx, person, &taken, (refund, last)).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(taken)
}

/// What is left of what a payment had bought that was recorded by mistake.
async fn bought(
    tx: &mut Tx,
    person: PersonId,
    (periods, payment): (&[HeldPeriod], PaymentId),
    now: DateTime<Utc>,
) -> Result<Remaining> {
    let bought = store::unpaid_by(tx.conn().await?, person, payment).await?;
    let left = bought.map(|(id, ..)| Remaining::one(periods, id, now));
    Ok(left.unwrap_or_default())
}

/// The first refund of what they had paid, not of what a present to them had cost.
fn of_theirs(
    back: &[(PaymentId, Back)],
    periods: &[HeldPeriod],
) -> Option<(PaymentId, EntitlementId)> {
    let is_gift = |id: EntitlementId| {
        let mut periods = periods.iter();
        periods.any(|period| period.id == id && period.source == Source::Gift.name())
    };
    let mut back = back.iter();
    let (payment, part) = back.find(|(_, part)| !is_gift(part.entitlement))?;
    Some((*payment, part.entitlement))
}

/// Tells the member of the first refund of what they had paid, or of the last period that was ended.
async fn tell(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    taken: &Taken,
    (refund, last): (Option<(PaymentId, EntitlementId)>, Option<EntitlementId>),
) -> Result<()> {
    let now = app.now();
    let (plan, standing) = (&taken.plan, taken.standing);
    if let Some((payment, id)) = refund
        && let Some((amount, _, is_whole)) = store::refunded_with(tx, payment).await?
    {
        let notice = Notice::Refunded {
            payment,
            amount,
            is_whole,
            standing,
            is_taken: taken.is_cut && standing.is_none_or(Standing::is_over),
            gone: taken.gone(),
        };
        notices::tell(tx, person, id, plan, &notice, None, now).await?;
    }
    let Some(last) = last else { return Ok(()) };
    let is_gone = part(app, tx, person, (last, plan), TakenFor::Revoked).await?;
    let goes_on = standing.filter(|standing| !standing.is_over());
    match (is_gone || taken.is_told, goes_on) {
        (true, _) => Ok(()),
        (false, Some(standing)) => {
            let notice = Notice::Shortened(standing, taken.gone());
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

/// Tells whoever has the plan all the same what of it has gone, where that changes how they stand, which
/// `was` so; what was brought forward into its place.
pub(super) async fn tell_shortened(
    app: &App,
    tx: &mut Tx,
    (person, plan): (PersonId, &Plan),
    ended: &[EntitlementId],
    was: Option<Standing>,
) -> Result<Vec<Span>> {
    let now = app.now();
    let periods = store::periods_of(tx.conn().await?, person).await?;
    let standing = standing_of(&periods, plan.id, now);
    let last = periods.iter().rfind(|period| ended.contains(&period.id));
    let Some((id, at)) = last.and_then(|last| Some((last.id, last.revoked_at?))) else {
        return Ok(Vec::new());
    };
    let gone = HeldPeriod::gone(&periods, plan.id, at);
    let next = gone.next.clone();
    if let Some(standing) = standing.filter(|is| is.has_access() && was != Some(*is)) {
        let notice = Notice::Shortened(standing, gone);
        notices::tell(tx, person, id, plan, &notice, None, now).await?;
    }
    Ok(next)
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
