//! What members decide themselves: that they want no more of a plan once it ends, or do again.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::rules::{self, Plan, Renewal};
use super::store::{self, HeldPeriod};
use super::{cards, status};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, PlanId};
use crate::journal::{self, By, Entry};
use crate::outbox::{self, Priority, Queued};
use crate::people;

/// What whoever asks may say about going on with a plan, before they say it.
pub(super) async fn look(
    app: &App,
    actor: &Actor,
    plan: PlanId,
) -> Result<Option<(Plan, Renewal)>> {
    let own = status::my_status(app, actor).await?;
    let renewal = own.renewals.iter().find(|(known, _)| known.id == plan);
    Ok(renewal.cloned())
}

/// They want no more of a plan once it ends; until when they have it. Nothing where nothing is to be
/// said about it now. Doing it twice does nothing.
pub(super) async fn cancel(
    app: &App,
    actor: &Actor,
    plan: PlanId,
) -> Result<Option<(Plan, DateTime<Utc>)>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(theirs) = Theirs::load(&mut tx, actor, plan, now).await? else {
        return Ok(None);
    };
    let end = match theirs.renewal {
        Renewal::Open(end) => end,
        Renewal::Cancelled(end) => return Ok(Some((theirs.plan, end))),
        Renewal::Silent(_) | Renewal::Endless | Renewal::Elsewhere(_) => return Ok(None),
    };
    store::cancel(&mut tx, theirs.person, plan, now).await?;
    theirs
        .record(&mut tx, "entitlement.cancelled", end, now)
        .await?;
    theirs.tell_owner(app, &mut tx, (end, true)).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Some((theirs.plan, end)))
}

/// They want to go on with it after all. Nothing where nothing is to be said about it now. Doing it
/// twice does nothing.
pub(super) async fn resume(
    app: &App,
    actor: &Actor,
    plan: PlanId,
) -> Result<Option<(Plan, DateTime<Utc>)>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(theirs) = Theirs::load(&mut tx, actor, plan, now).await? else {
        return Ok(None);
    };
    let end = match theirs.renewal {
        Renewal::Cancelled(end) => end,
        Renewal::Open(end) => return Ok(Some((theirs.plan, end))),
        Renewal::Silent(_) | Renewal::Endless | Renewal::Elsewhere(_) => return Ok(None),
    };
    let zone = app.config.timezone.0;
    let cancelled = theirs.periods.iter();
    for period in cancelled.filter(|period| period.can_resume(plan, now)) {
        let Some(end) = period.ends_at else { continue };
        let grace_days = period.grace_days(&theirs.periods, &theirs.plan);
        let until = rules::with_grace(zone, end, grace_days)?;
        store::resume(&mut tx, period.id, until).await?;
    }
    theirs
        .record(&mut tx, "entitlement.resumed", end, now)
        .await?;
    theirs.tell_owner(app, &mut tx, (end, false)).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Some((theirs.plan, end)))
}

/// What somebody has of a plan, and may say about it.
struct Theirs {
    person: PersonId,
    plan: Plan,
    periods: Vec<HeldPeriod>,
    renewal: Renewal,
}

impl Theirs {
    async fn load(
        tx: &mut Tx,
        actor: &Actor,
        plan: PlanId,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>> {
        let Some(person) = people::find(tx.conn().await?, actor.user).await? else {
            return Ok(None);
        };
        let (plans, periods) = status::holdings(tx.conn().await?, person).await?;
        let standings = status::standings(&plans, &periods, now);
        let mut renewals = status::renewals(&standings, &periods).into_iter();
        let found = renewals.find(|(known, _)| known.id == plan);
        Ok(found.map(|(plan, renewal)| Self {
            person,
            plan,
            periods,
            renewal,
        }))
    }

    /// Tells the owner in one message, however often they say it and take it back.
    async fn tell_owner(
        &self,
        app: &App,
        tx: &mut Tx,
        (end, is_cancelled): (DateTime<Utc>, bool),
    ) -> Result<()> {
        let now = app.now();
        let user = people::user(tx.conn().await?, self.person).await?;
        let subject = format!("renewal:{}:{}", self.plan.id, self.person);
        let key = format!("{subject}:{}", end.timestamp());
        let said = (&self.plan, end, is_cancelled);
        let message = cards::renewal_said(user, said, &key, app.config.language);
        let face = format!("{key}:face");
        let queued = Queued::once(&face, &subject, Priority::Normal);
        let queued = queued.version(now.timestamp_millis());
        if outbox::amend(tx, &key, &queued, message.clone(), now).await? {
            return Ok(());
        }
        let queued = Queued::once(&key, &subject, Priority::Normal);
        outbox::tell_owner(tx, app, &queued, message, now).await
    }

    async fn record(
        &self,
        tx: &mut Tx,
        kind: &'static str,
        end: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let is_last =
            |period: &&HeldPeriod| period.plan_id == self.plan.id && period.ends_at == Some(end);
        let last = self.periods.iter().rfind(is_last);
        let entry = Entry {
            by: By::Person(self.person),
            kind,
            subject: &last.map_or_else(String::new, |last| format!("entitlement:{}", last.id)),
            person: Some(self.person),
            details: json!({"plan": self.plan.id, "ends_at": end}),
        };
        journal::record(tx, now, entry).await?;
        Ok(())
    }
}
