//! Giving a plan: each grant is one more period, paid for or not.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::cards::{Notice, Theirs};
use super::coming::endless;
use super::joining::{self, Waiting};
use super::reconcile::{Cause, Seen, presence_seen, project};
use super::repeating::{Again, again};
use super::rules::{
    self, Held, Length, Method, Period, Plan, PlanState, Refusal, Shown, Source, Yen,
};
use super::store::{self, HeldPeriod, New};
use super::{known_plan, notices};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ApplicationId, EntitlementId, PaymentId, PersonId, UserId};
use crate::journal::{self, By, Entry};
use crate::people;

/// A plan that the owner gives by hand.
#[derive(Clone, Debug)]
pub struct Gift {
    /// The plan's key as typed.
    pub plan: String,
    /// To whom.
    pub user: UserId,
    /// Whether that is a bot.
    pub is_bot: bool,
    /// Whether Discord shows them in the server; `None` where it does not say.
    pub is_in_server: Option<bool>,
    /// How Discord shows them: what somebody else gave is not ours to take.
    pub shown: Option<Shown>,
    /// For how many calendar months; `None`: one interval of the plan.
    pub months: Option<i64>,
    /// Until it is revoked.
    pub is_endless: bool,
    /// Money that came in for it.
    pub paid_yen: Option<i64>,
    /// How it came.
    pub method: Option<Method>,
    /// What it counts as; `None`: what follows from its giver and its money.
    pub source: Option<Source>,
    /// Who makes a present of it, where the member is to know.
    pub giver: Option<UserId>,
    /// What the owner answered when they were asked about it.
    pub answer: Option<Answer>,
}

/// What the owner answers about a grant of which they were asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// They mean both: this is the number of the same grant just before.
    Again(i64),
    /// It is what this application waits for.
    Settles(ApplicationId),
    /// It has nothing to do with this application.
    Apart(ApplicationId),
}

/// What came of giving a plan by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// The plan, for a while or without end.
    Plan(Granted),
    /// They have it without end already: only the money was recorded.
    OnlyPayment {
        /// What for.
        plan: Plan,
        /// How much.
        paid: Yen,
    },
    /// Nothing yet: the same was given just now.
    Again(Again),
    /// Nothing yet: money came, and they have an application that waits for some, or did.
    Applied {
        /// For this plan.
        plan: Plan,
        /// How much came.
        paid: Yen,
        /// It.
        waiting: Waiting,
    },
}

/// What was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// The plan.
    pub plan: Plan,
    /// From when on.
    pub starts_at: DateTime<Utc>,
    /// Until when; `None`: until it is revoked.
    pub ends_at: Option<DateTime<Utc>>,
    /// What it counts as.
    pub source: Source,
    /// It adds to what they had.
    pub is_extension: bool,
    /// What its roles wait for.
    pub waits_for: Option<WaitsFor>,
    /// How many people more than it has seats now have the plan or are on their way to it.
    pub over_seats: i64,
}

/// What roles wait for that somebody has a right to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitsFor {
    /// They are not in the server.
    Joining,
    /// They have yet to accept the server's rules.
    AcceptingRules,
}

/// Gives a plan to someone by hand; a further grant adds to what they have.
///
/// Where they have it without end, money that came in is still recorded. The same within minutes is
/// asked about first, and so is money of whoever has an application that waits for it, or ran out.
///
/// # Errors
/// Refused for everyone but the owner, and where the rules say no.
pub async fn grant(app: &App, actor: &Actor, gift: &Gift) -> Result<Given> {
    actor.must_be_owner()?;
    let paid = rules::paid(gift.paid_yen)?;
    let source = counts_as(gift, paid)?;
    if gift.is_bot {
        return Err(Refusal::IsBot.into());
    }
    if gift.giver == Some(gift.user) {
        return Err(Refusal::GiverIsReceiver.into());
    }

    let now = app.now();
    let mut tx = app.db.begin().await?;
    let plan = known_plan(&mut tx, &gift.plan).await?;
    let length = rules::length(gift.months, gift.is_endless, plan.interval)?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let person = people::ensure(&mut tx, gift.user, None, now).await?;
    let came = match gift.is_in_server {
        Some(is_in_server) => presence_seen(&mut tx, now, person, is_in_server).await?,
        None => false,
    };
    if let Some(asked) = ask_first(&mut tx, gift, (person, &plan), paid, now).await? {
        return Ok(asked);
    }
    let endless = endless(tx.conn().await?, person, plan.id).await?;
    let paid = paid.map(|amount| Money {
        amount,
        method: gift.method,
        recorded_by: owner,
    });
    if let (Some(endless), Some(money)) = (endless, paid) {
        record_payment(&mut tx, (person, endless), money, now).await?;
        if let Some(Answer::Settles(id)) = gift.answer {
            joining::settle(app, &mut tx, (id, owner), endless).await?;
        }
        tx.commit().await?;
        return Ok(Given::OnlyPayment {
            plan,
            paid: money.amount,
        });
    }
    if plan.state == PlanState::Archived {
        return Err(Refusal::PlanIsArchived(plan.name(actor.lang).to_owned()).into());
    }
    let giver = match gift.giver {
        Some(giver) => Some(people::ensure(&mut tx, giver, None, now).await?),
        None => None,
    };
    let right = Right {
        plan,
        person,
        source,
        external: None,
        giver,
        reason: None,
        by: By::Person(owner),
        cause: match gift.answer {
            Some(Answer::Settles(_)) => Cause::Paid(owner),
            Some(Answer::Again(_) | Answer::Apart(_)) | None => Cause::Granted(owner),
        },
        seen: gift.shown.as_ref().map_or(Seen::AsRecorded, Seen::Shown),
        paid,
    };
    let (right, mut granted) = give(app, &mut tx, right, length).await?;
    match gift.answer {
        Some(Answer::Settles(id)) => joining::settle(app, &mut tx, (id, owner), right).await?,
        Some(Answer::Again(_) | Answer::Apart(_)) | None => {
            let of = (person, granted.plan.id);
            joining::leave_queue(&mut tx, of, owner, now).await?;
        }
    }
    if !granted.is_extension {
        granted.over_seats = joining::over_seats(&mut tx, granted.plan.id, now).await?;
    }
    if came {
        notices::greet(&mut tx, person, now).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Given::Plan(granted))
}

/// What a grant counts as: what settles an application is what that asked for, unless the owner says
/// otherwise.
fn counts_as(gift: &Gift, paid: Option<Yen>) -> Result<Source> {
    let money = (paid.is_some(), gift.method);
    let source = rules::counts_as(gift.source, gift.giver.is_some(), money, gift.is_endless)?;
    let is_said = gift.source.is_some() || gift.giver.is_some() || gift.is_endless;
    Ok(match gift.answer {
        Some(Answer::Settles(_)) if !is_said => Source::Pass,
        Some(Answer::Settles(_) | Answer::Again(_) | Answer::Apart(_)) | None => source,
    })
}

/// What the owner is to answer before something is given, unless they did.
async fn ask_first(
    tx: &mut Tx,
    gift: &Gift,
    (person, plan): (PersonId, &Plan),
    paid: Option<Yen>,
    now: DateTime<Utc>,
) -> Result<Option<Given>> {
    let waiting = joining::owed(tx.conn().await?, (person, plan.id), now).await?;
    match (gift.answer, waiting, paid) {
        (None, Some(waiting), Some(paid)) => {
            return Ok(Some(Given::Applied {
                plan: plan.clone(),
                paid,
                waiting,
            }));
        }
        (Some(Answer::Settles(id) | Answer::Apart(id)), waiting, _)
            if waiting.is_none_or(|waiting| waiting.id != id) =>
        {
            return Err(Refusal::ApplicationHasChanged.into());
        }
        _ => {}
    }
    // What is had without end is refused, where no money came.
    let endless = endless(tx.conn().await?, person, plan.id).await?;
    if endless.is_some() && paid.is_none() {
        return Ok(None);
    }
    let again = again(tx, (person, plan), (paid, gift.answer), now).await?;
    Ok(again.map(Given::Again))
}

/// A right to a plan that somebody is to have.
pub(super) struct Right<'a> {
    pub(super) plan: Plan,
    pub(super) person: PersonId,
    pub(super) source: Source,
    /// What the source calls it.
    pub(super) external: Option<&'a str>,
    /// Who makes a present of it.
    pub(super) giver: Option<PersonId>,
    /// The owner's words.
    pub(super) reason: Option<&'a str>,
    /// Who gives it.
    pub(super) by: By,
    pub(super) cause: Cause,
    pub(super) seen: Seen<'a>,
    /// The money that came in for it.
    pub(super) paid: Option<Money>,
}

/// Money that came in, and who writes that down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Money {
    pub(super) amount: Yen,
    pub(super) method: Option<Method>,
    pub(super) recorded_by: PersonId,
}

/// Gives a right for so long: it adds to what they hold of the plan.
pub(super) async fn give(
    app: &App,
    tx: &mut Tx,
    right: Right<'_>,
    length: Length,
) -> Result<(EntitlementId, Granted)> {
    let now = app.now();
    let (person, plan, source) = (right.person, right.plan.clone(), right.source);
    let had = store::periods_of(tx.conn().await?, person).await?;
    let of_plan = HeldPeriod::kept(&had, plan.id);
    let zone = app.config.timezone.0;
    let grace_days = source.grace_days(&plan);
    let period = rules::period(zone, now, &of_plan, length, grace_days)?;
    let is_extension = rules::held(&of_plan, now) != Held::Nothing;
    let id = begin(app, tx, right, period, (is_extension, None)).await?;
    let known = people::known(tx.conn().await?, person).await?;
    let waits_for = if known.is_in_server == Some(false) {
        Some(WaitsFor::Joining)
    } else {
        known.is_screening.then_some(WaitsFor::AcceptingRules)
    };
    let granted = Granted {
        plan,
        starts_at: period.starts_at,
        ends_at: period.ends_at,
        source,
        is_extension,
        waits_for,
        over_seats: 0,
    };
    Ok((id, granted))
}

/// Gives a right for a period that is known: one more entitlement, the roles, the notice, which the
/// clock owed since `owed_since` where nobody asked for it just now.
pub(super) async fn begin(
    app: &App,
    tx: &mut Tx,
    right: Right<'_>,
    period: Period,
    (is_extension, owed_since): (bool, Option<DateTime<Utc>>),
) -> Result<EntitlementId> {
    let now = app.now();
    let Right { person, plan, .. } = right;
    let is_first = store::periods_of(tx.conn().await?, person)
        .await?
        .iter()
        .all(|period| period.is_undone);
    let new = New {
        plan: plan.id,
        person,
        source: right.source,
        external: right.external,
        giver: right.giver,
        reason: right.reason,
        restores: None,
    };
    let id = store::insert(tx, new, period, now).await?;
    if right.source == Source::Pass || period.is_trial {
        notices::plan_ahead(tx, app, (person, id), &period).await?;
    }
    let entry = Entry {
        by: right.by,
        kind: "entitlement.granted",
        subject: &format!("entitlement:{id}"),
        person: Some(person),
        details: json!({"plan": plan.id, "source": right.source.name(),
            "starts_at": period.starts_at, "ends_at": period.ends_at,
            "is_extension": is_extension}),
    };
    journal::record(tx, now, entry).await?;
    if let Some(money) = right.paid {
        record_payment(tx, (person, id), money, now).await?;
    }
    if let Some(shown) = right.seen.shown() {
        people::set_screening(tx, person, shown.is_screening).await?;
    }
    project(app, tx, person, right.seen, right.cause).await?;
    let giver = match right.giver {
        Some(giver) => people::user(tx.conn().await?, giver).await?,
        None => None,
    };
    let is_gift = right.source == Source::Gift;
    let theirs = Theirs {
        from: period.starts_at,
        until: period.ends_at,
        is_gift,
        giver,
        // What a present cost is not told.
        paid: right.paid.map(|money| money.amount).filter(|_| !is_gift),
    };
    let notice = match period.ends_at {
        Some(end) if period.is_trial => Notice::Trial(end),
        _ if is_extension => Notice::Extended(theirs),
        _ if is_first => Notice::Welcome(theirs),
        _ => Notice::Further(theirs),
    };
    notices::tell(tx, person, id, &plan, &notice, owed_since, now).await?;
    Ok(id)
}

/// Money that came in for an entitlement.
pub(super) async fn record_payment(
    tx: &mut Tx,
    (person, id): (PersonId, EntitlementId),
    money: Money,
    now: DateTime<Utc>,
) -> Result<PaymentId> {
    let (amount, by) = (money.amount, money.recorded_by);
    let payment = store::insert_payment(tx, (person, id), (amount, money.method), by, now).await?;
    let entry = Entry {
        by: By::Person(by),
        kind: "payment.recorded",
        subject: &format!("entitlement:{id}"),
        person: Some(person),
        details: json!({"payment": payment, "amount_jpy": amount.0}),
    };
    journal::record(tx, now, entry).await?;
    Ok(payment)
}
