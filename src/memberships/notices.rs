//! What people are told of their entitlements by direct message: once of each, whatever restarts.

use chrono::{DateTime, Utc};

use super::cards::{self, Notice};
use super::rules::{Plan, Source, Standing};
use super::store::HeldPeriod;
use super::{reconcile, status};
use crate::db::{self, Tx};
use crate::error::Result;
use crate::ids::{EntitlementId, PersonId};
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;

/// Tells someone in the server about one of their entitlements, in their language; `owed_since` is
/// the moment at which the clock owed it, where nobody asked for it just now. Who takes no
/// direct messages sees it at their next /membership; who is not in the server cannot be told.
pub(super) async fn tell(
    tx: &mut Tx,
    person: PersonId,
    id: EntitlementId,
    plan: &Plan,
    notice: &Notice,
    owed_since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<()> {
    let known = people::known(tx.conn().await?, person).await?;
    let (Some(user), Some(true) | None) = (known.user, known.is_in_server) else {
        return Ok(());
    };
    // What the clock owed may have been said, and that be forgotten.
    let forgotten = match owed_since {
        Some(moment) => db::forgotten(tx.conn().await?, moment).await?,
        None => None,
    };
    let message = cards::notice(id, plan, notice, known.lang);
    let key = format!("{}{}:{id}", reconcile::prefix(person), notice.name());
    let subject = format!("person:{person}");
    let queued = Queued {
        sought_since: forgotten.map(|restored| restored.as_of),
        ..Queued::once(&key, &subject, Priority::Normal)
    };
    outbox::enqueue(tx, &queued, &Effect::Dm { user, message }, now).await
}

/// Tells someone that a plan is over, and what they keep, unless they still have that plan.
pub(super) async fn tell_ended(
    tx: &mut Tx,
    person: PersonId,
    (id, plan): (EntitlementId, &Plan),
    owed_since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<()> {
    let (plans, periods) = status::holdings(tx.conn().await?, person).await?;
    let mut kept = status::standings(&plans, &periods, now);
    kept.retain(|(_, standing)| !matches!(standing, Standing::Ended(_)));
    let still_has =
        |(kept, standing): &(Plan, Standing)| kept.id == plan.id && standing.has_access();
    if kept.iter().any(still_has) {
        return Ok(());
    }
    tell(tx, person, id, plan, &Notice::Ended(kept), owed_since, now).await
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
        let key = format!("{told}{}", period.id);
        let Some(plan) = plans.get(&period.plan_id) else {
            continue;
        };
        if fates.iter().any(|fate| fate.key == key) {
            continue;
        }
        let notice = if is_new {
            Notice::Welcome(period.ends_at)
        } else {
            Notice::Further(period.ends_at)
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
