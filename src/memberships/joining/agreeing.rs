//! Agreeing to the last screen: the words are kept, and whoever agreed is on their way.

use chrono::{DateTime, TimeDelta, Utc};

use super::notices::{Told, begins, post_card, tell};
use super::rules::{Stage, first, remind_at};
use super::{Joined, Mine, Screen, known, record, screen_of, store, trial};
use crate::actor::Actor;
use crate::app::App;
use crate::config::Config;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ApplicationId, ConsentId, EntitlementId, PersonId, PlanId};
use crate::journal::By;
use crate::memberships::giving::{self, Granted, Right};
use crate::memberships::notices as plan_notices;
use crate::memberships::reconcile::{Cause, Seen, presence_seen};
use crate::memberships::rules::{self as plan_rules, Refusal, Shown, Source};
use crate::people;

/// Applications of one person within a day.
const MOST_A_DAY: i64 = 5;

/// What came of agreeing.
#[derive(Debug)]
pub(super) enum Agreed {
    /// The words have changed since: these are to be looked at.
    Anew(Screen),
    /// It was free of charge.
    Granted(Granted),
    /// Something is still to come.
    Waits(Mine),
}

/// Somebody agrees to the words of this version. Where they are others by now, nothing happens but
/// that these are shown.
///
/// # Errors
/// As for the screen itself, and for whoever applies again and again.
pub(super) async fn agree(
    app: &App,
    actor: &Actor,
    (plan, version): (PlanId, &str),
    shown: Option<&Shown>,
) -> Result<Agreed> {
    let seen = Seen::of(shown);
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let conn = tx.conn().await?;
    let Joined { screen, offered } = screen_of(conn, app, actor, (plan, Some(person))).await?;
    if screen.is_full || screen.words.version() != version {
        return Ok(Agreed::Anew(screen));
    }
    if offered.is_none() {
        must_not_disturb(&mut tx, person, now).await?;
    }
    let came = presence_seen(&mut tx, now, person, true).await?;
    let (terms, plan, words) = (screen.offer.terms, screen.offer.plan, screen.words);
    let price = plan.price;
    let text = (words.hash.as_str(), actor.lang.code(), words.body.as_str());
    let consent = store::insert_consent(&mut tx, (person, plan.id, price.0), text, now).await?;
    let stage = first(terms.buyers, price);
    if stage == Stage::Approved {
        let length = plan_rules::length(None, false, plan.interval)?;
        let right = Right {
            person,
            source: Source::Pass,
            external: None,
            giver: None,
            reason: None,
            by: By::Person(person),
            cause: Cause::Started,
            seen,
            paid: None,
            plan,
        };
        let (right, granted) = giving::give(app, &mut tx, right, length).await?;
        let arrived = Arrived {
            which: (granted.plan.id, person, consent),
            how_far: (stage, None),
            right: Some(right),
        };
        arrive(&mut tx, offered, arrived, now).await?;
        if came {
            plan_notices::greet(&mut tx, person, now).await?;
        }
        tx.commit().await?;
        app.schedule_changed.notify_one();
        return Ok(Agreed::Granted(granted));
    }
    let (mut expires_at, mut trial) = (None, None);
    if stage == Stage::Awaiting {
        trial = trial::begin(app, &mut tx, &plan, (person, seen)).await?;
        let until = trial.map(|trial| trial.pay_until);
        expires_at = Some(until.unwrap_or_else(|| pay_until(&app.config, now)));
    }
    let arrived = Arrived {
        which: (plan.id, person, consent),
        how_far: (stage, expires_at),
        right: None,
    };
    let id = arrive(&mut tx, offered, arrived, now).await?;
    if let Some(until) = expires_at
        && let Some(at) = remind_at(&app.config, until, now)
    {
        store::set_reminder(&mut tx, id, at).await?;
    }
    if came {
        plan_notices::greet(&mut tx, person, now).await?;
    }
    let application = known(tx.conn().await?, id).await?;
    post_card(app, &mut tx, &application, &plan).await?;
    if stage == Stage::Awaiting {
        let told = Told::Awaited {
            begins: begins(tx.conn().await?, &application, now).await?,
            is_admitted: false,
        };
        tell(app, &mut tx, &application, &plan, &told).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Agreed::Waits(Mine {
        application,
        plan,
        notes: Vec::new(),
        trial_ends: trial.map(|trial| trial.ends_at),
        place: 0,
    }))
}

/// Whoever has agreed.
struct Arrived {
    which: (PlanId, PersonId, ConsentId),
    how_far: (Stage, Option<DateTime<Utc>>),
    right: Option<EntitlementId>,
}

/// Writes down that somebody agreed, in the place of the seat they were offered, if they were.
async fn arrive(
    tx: &mut Tx,
    offered: Option<ApplicationId>,
    arrived: Arrived,
    now: DateTime<Utc>,
) -> Result<ApplicationId> {
    let (plan, person, consent) = arrived.which;
    let (how_far, right) = (arrived.how_far, arrived.right);
    let id = match offered {
        Some(id) => {
            store::accept(tx, id, consent, how_far, right).await?;
            id
        }
        None => store::insert(tx, (plan, person, Some(consent)), how_far, right, now).await?,
    };
    record(
        tx,
        now,
        By::Person(person),
        "application.made",
        (id, plan, person),
    )
    .await?;
    Ok(id)
}

/// Lets nobody apply again and again.
pub(super) async fn must_not_disturb(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let yesterday = now - TimeDelta::days(1);
    if store::made_since(tx.conn().await?, person, yesterday).await? >= MOST_A_DAY {
        return Err(Refusal::AppliedTooOften.into());
    }
    Ok(())
}

/// Until when a transfer must arrive that is asked for now.
pub(super) fn pay_until(config: &Config, now: DateTime<Utc>) -> DateTime<Utc> {
    by_day(
        config,
        now + TimeDelta::days(config.join.pay_within_days.into()),
    )
}

/// The first moment from then on at which applicants are told something unasked: no time runs out
/// in quiet hours.
pub(in crate::memberships) fn by_day(config: &Config, at: DateTime<Utc>) -> DateTime<Utc> {
    config.notices.quiet.after(at, config.timezone.0)
}
