//! What people are told of their entitlements by direct message: once of each, whatever restarts.

mod mistake;
mod store;
mod undelivered;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::cards::{self, After, Notice, Theirs};
use super::rules::{Period, Plan, Source, Standing, Step, ladder};
use super::store::{self as ledger, HeldPeriod};
use super::{joining, reconcile, status};
use crate::app::App;
use crate::config::Config;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, NoticeId, PersonId};
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;

pub(super) use mistake::{tell_mistake, tell_received};
pub use undelivered::{Undelivered, shown, undelivered};

/// Tells someone in the server about one of their entitlements, in their language; `owed_since` is
/// the moment at which the clock owed it, where nobody asked for it just now. Who takes no
/// direct messages sees it at their next command; who is not in the server cannot be told.
pub(super) async fn tell(
    tx: &mut Tx,
    person: PersonId,
    id: EntitlementId,
    plan: &Plan,
    notice: &Notice,
    owed_since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<()> {
    store::mark_sent(tx, (person, id), &notice.step().name(), now).await?;
    let known = people::known(tx.conn().await?, person).await?;
    let (Some(user), Some(true) | None) = (known.user, known.is_in_server) else {
        return Ok(());
    };
    let message = cards::notice(id, plan, notice, known.lang);
    let key = key(person, notice.step(), id);
    let subject = format!("person:{person}");
    let mut queued = Queued::once(&key, &subject, Priority::Normal);
    if let Some(moment) = owed_since {
        queued = queued.owed_since(tx, moment).await?;
    }
    outbox::enqueue(tx, &queued, &Effect::Dm { user, message }, now).await
}

/// Under which a notice is sent.
fn key(person: PersonId, step: Step, id: EntitlementId) -> String {
    format!("{}{}:{id}", reconcile::prefix(person), step.key())
}

/// Plans the reminders of a pass.
pub(super) async fn plan_ahead(
    tx: &mut Tx,
    app: &App,
    (person, id): (PersonId, EntitlementId),
    period: &Period,
) -> Result<()> {
    for (step, due_at) in ladder(period, &app.config.notices, app.config.timezone.0) {
        store::plan(tx, (person, id), &step.name(), due_at).await?;
    }
    Ok(())
}

/// Plans the reminders again of what has them and ends on another day now.
pub(super) async fn plan_anew(
    tx: &mut Tx,
    app: &App,
    of: (PersonId, EntitlementId),
    period: &Period,
) -> Result<()> {
    if store::forget_waiting(tx, of.1).await? {
        plan_ahead(tx, app, of, period).await?;
    }
    Ok(())
}

/// Nobody is reminded of this any more.
pub(super) async fn forget(tx: &mut Tx, id: EntitlementId) -> Result<()> {
    store::forget_waiting(tx, id).await?;
    Ok(())
}

/// Reminders whose time has come.
pub(super) async fn due(app: &App, now: DateTime<Utc>) -> Result<Vec<NoticeId>> {
    Ok(store::due(&mut *app.db.read().await?, now).await?)
}

/// When the next reminder is due.
pub(super) async fn next_due(conn: &mut SqliteConnection) -> Result<Option<DateTime<Utc>>> {
    Ok(store::next_due(conn).await?)
}

/// Reminds someone of what is due, where it is true and not said better by a later step. In quiet
/// hours, because we were away, it waits. Doing it twice does nothing.
pub(super) async fn remind(app: &App, id: NoticeId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(waiting) = store::waiting(&mut tx, id).await? else {
        return Ok(());
    };
    let morning = app.config.notices.quiet.after(now, app.config.timezone.0);
    if morning > now {
        store::put_off(&mut tx, id, morning).await?;
        tx.commit().await?;
        return Ok(());
    }
    let entitlement = waiting.entitlement_id;
    let due = store::due_steps(&mut tx, entitlement, now).await?;
    let notice = match waiting.step.parse::<Step>() {
        Ok(step) if is_said_better(step, &due) => None,
        Ok(step) => notice(app, &mut tx, waiting.person_id, (entitlement, step)).await?,
        Err(()) => None,
    };
    match notice {
        Some((plan, notice)) => {
            let owed = Some(waiting.due_at);
            let person = waiting.person_id;
            tell(&mut tx, person, entitlement, &plan, &notice, owed, now).await?;
        }
        None => store::drop_notice(&mut tx, id).await?,
    }
    tx.commit().await?;
    Ok(())
}

/// Whether one of these steps comes later than `step`. What was put off is due at one moment, so
/// that the time alone does not say it.
fn is_said_better(step: Step, due: &[String]) -> bool {
    let mut others = due.iter().filter_map(|other| other.parse::<Step>().ok());
    others.any(|other| other.place() > step.place())
}

/// What a step says about an entitlement of this person now; nothing where it is not true (any more).
async fn notice(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    (id, step): (EntitlementId, Step),
) -> Result<Option<(Plan, Notice)>> {
    let now = app.now();
    let (plans, periods) = status::holdings(tx.conn().await?, person).await?;
    let Some(period) = periods.iter().find(|period| period.id == id) else {
        return Ok(None);
    };
    // Where it was given back, what does that has reminders of its own.
    if step.is_reminder() && period.revoked_at.is_some() {
        return Ok(None);
    }
    let standings = status::standings(&plans, &periods, now);
    let standing = standings.iter().find(|(plan, _)| plan.id == period.plan_id);
    let Some((plan, standing)) = standing.cloned() else {
        return Ok(None);
    };
    let end = period.ends_at;
    let left = |end: DateTime<Utc>| days_until(&app.config, end, now);
    let can_join = joining::can_go_on(tx.conn().await?, &app.config, &plan).await?;
    let notice = match (step, standing) {
        (Step::Renewal(step), Standing::Trial(end)) if Some(end) == period.ends_at => {
            Some(Notice::TrialEnds {
                step,
                end,
                left: left(end),
            })
        }
        (Step::Welcome | Step::Further, Standing::Trial(until)) => Some(Notice::Trial(until)),
        (Step::Ended, Standing::Ended(_) | Standing::Upcoming(_)) if period.is_trial => {
            Some(Notice::TrialEnded { can_join })
        }
        (Step::Renewal(step), Standing::Active(until)) if until == end => {
            until.map(|end| Notice::Renewal {
                step,
                end,
                left: left(end),
                grace: period.access_until.filter(|until| *until > end),
                can_join,
            })
        }
        (Step::Grace(step), Standing::Grace(until)) if Some(until) == period.access_until => {
            // Whoever has applied reads what that waits for.
            let applied = joining::waiting(tx.conn().await?, (person, plan.id)).await?;
            applied.is_none().then_some(Notice::Grace {
                step,
                until,
                can_join,
            })
        }
        (Step::Welcome, Standing::Active(_) | Standing::Cancelling(_) | Standing::Upcoming(_)) => {
            Some(Notice::Welcome(theirs(tx, period).await?))
        }
        (Step::Further, Standing::Active(_) | Standing::Cancelling(_) | Standing::Upcoming(_)) => {
            Some(Notice::Further(theirs(tx, period).await?))
        }
        (Step::Extended, Standing::Active(_) | Standing::Cancelling(_)) => {
            Some(Notice::Extended(theirs(tx, period).await?))
        }
        (Step::Shortened, standing) if !standing.is_over() => {
            let at = period.revoked_at;
            let gone = at.map(|at| HeldPeriod::gone(&periods, plan.id, at));
            Some(Notice::Shortened(standing, gone.unwrap_or_default()))
        }
        (Step::Refunded(payment), standing) => {
            let refund = ledger::refunded_with(tx, payment).await?;
            refund.map(|(amount, at, is_whole)| Notice::Refunded {
                payment,
                amount,
                is_whole,
                standing: Some(standing),
                is_taken: period.revoked_at.is_some() && standing.is_over(),
                gone: HeldPeriod::gone(&periods, plan.id, at),
            })
        }
        (Step::Mistaken(payment), standing) => {
            Some(mistake::of(tx, payment, Some(standing)).await?)
        }
        (Step::Received(payment), standing) => {
            Some(mistake::received(tx, payment, Some(standing)).await?)
        }
        (Step::Restored, standing) if period.revoked_at.is_none() => {
            let spans = period.restored_with(&periods);
            Some(Notice::Restored(Some(standing), spans))
        }
        (Step::Ended, standing) if !standing.has_access() => {
            let after = after(tx.conn().await?, &app.config, (person, &plan)).await?;
            Some(over(period, standings, after))
        }
        (
            Step::Welcome
            | Step::Further
            | Step::Extended
            | Step::Shortened
            | Step::Restored
            | Step::Renewal(_)
            | Step::Grace(_)
            | Step::Ended,
            _,
        ) => None,
    };
    Ok(notice.map(|notice| (plan, notice)))
}

/// How many days of the salon's calendar are left until then.
fn days_until(config: &Config, end: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    let day = |at: DateTime<Utc>| at.with_timezone(&config.timezone.0).date_naive();
    (day(end) - day(now)).num_days()
}

/// That a period is over, and what else they have.
fn over(period: &HeldPeriod, mut others: Vec<(Plan, Standing)>, after: After) -> Notice {
    others.retain(|(_, standing)| !standing.is_over());
    // What a list ends was ended where they pay.
    if period.revoked_at.is_some() && period.source != Source::Import.name() {
        Notice::TakenBack(others)
    } else {
        Notice::Ended { others, after }
    }
}

/// How somebody has a plan again that is over for them.
async fn after(
    conn: &mut SqliteConnection,
    config: &Config,
    (person, plan): (PersonId, &Plan),
) -> Result<After> {
    if let Some(applied) = joining::waiting(conn, (person, plan.id)).await? {
        return Ok(After::Applied(applied.id));
    }
    let can_join = joining::can_go_on(conn, config, plan).await?;
    Ok(if can_join { After::Join } else { After::Ask })
}

/// What begins, with what came in for it.
async fn theirs(tx: &mut Tx, period: &HeldPeriod) -> Result<Theirs> {
    let paid = ledger::received(tx, period.id).await?;
    Ok(Theirs::of(period, paid))
}

/// Why a plan is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// The owner took it back just now.
    TakenBack,
    /// Its time ran out, or a list no longer has it; since then, where nobody asked for it just now.
    RanOut(Option<DateTime<Utc>>),
}

/// Tells someone that a plan is over, and what they keep, unless they still have that plan. Where
/// nobody asked for it just now, it waits for the end of quiet hours.
pub(super) async fn tell_ended(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    (id, plan): (EntitlementId, &Plan),
    over: Over,
) -> Result<()> {
    let now = app.now();
    let owed_since = match over {
        Over::TakenBack => None,
        Over::RanOut(since) => since,
    };
    let (plans, periods) = status::holdings(tx.conn().await?, person).await?;
    let mut kept = status::standings(&plans, &periods, now);
    kept.retain(|(_, standing)| !standing.is_over());
    let still_has =
        |(kept, standing): &(Plan, Standing)| kept.id == plan.id && standing.has_access();
    if kept.iter().any(still_has) {
        return Ok(());
    }
    let morning = app.config.notices.quiet.after(now, app.config.timezone.0);
    if owed_since.is_some() && morning > now {
        store::plan(tx, (person, id), &Step::Ended.name(), morning).await?;
        return Ok(());
    }
    let is_trial = |period: &HeldPeriod| period.id == id && period.is_trial;
    let notice = if over == Over::TakenBack {
        Notice::TakenBack(kept)
    } else if periods.iter().any(is_trial) {
        let can_join = joining::can_go_on(tx.conn().await?, &app.config, plan).await?;
        Notice::TrialEnded { can_join }
    } else {
        let after = after(tx.conn().await?, &app.config, (person, plan)).await?;
        Notice::Ended {
            others: kept,
            after,
        }
    };
    tell(tx, person, id, plan, &notice, owed_since, now).await
}

/// Tells someone who just came what they were given while they were away: of each plan, its last
/// entitlement. Nobody is told of what a list gave them: they know of it from where they pay.
pub(super) async fn greet(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    let (plans, periods) = status::holdings(tx.conn().await?, person).await?;
    let mut last: Vec<&HeldPeriod> = Vec::new();
    let is_news =
        |period: &&HeldPeriod| period.is_open(now) && period.source != Source::Import.name();
    for period in periods.iter().filter(is_news) {
        last.retain(|known| known.plan_id != period.plan_id);
        last.push(period);
    }
    if last.is_empty() {
        return Ok(());
    }
    let told = format!("{}welcome:", reconcile::prefix(person));
    let fates = outbox::fates(tx.conn().await?, &told).await?;
    let mut is_new = fates.is_empty();
    for period in last {
        let key = key(person, Step::Welcome, period.id);
        let Some(plan) = plans.get(&period.plan_id) else {
            continue;
        };
        if fates.iter().any(|fate| fate.key == key) {
            continue;
        }
        let theirs = theirs(tx, period).await?;
        let notice = match period.ends_at {
            Some(end) if period.is_trial => Notice::Trial(end),
            _ if is_new => Notice::Welcome(theirs),
            _ => Notice::Further(theirs),
        };
        tell(
            tx,
            person,
            period.id,
            plan,
            &notice,
            Some(period.starts_at),
            now,
        )
        .await?;
        is_new = false;
    }
    Ok(())
}
