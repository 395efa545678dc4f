//! The SQL of periods that end otherwise: of members who want no more, and of what follows on others.

use chrono::{DateTime, Utc};

use super::{HeldPeriod, Payment};
use crate::db::Tx;
use crate::ids::{EntitlementId, PersonId, PlanId};
use crate::memberships::rules::{Gone, Period, Source, Span, joined};

/// Nothing of a plan is to be renewed: no grace follows on what somebody has of it.
pub(in crate::memberships) async fn cancel(
    tx: &mut Tx,
    person: PersonId,
    plan: PlanId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update entitlement set cancelled_at = ?3, access_until = ends_at
         where person_id = ?1 and plan_id = ?2 and state <> 'ended' and ends_at is not null
           and access_until > ?3 and cancelled_at is null and source in ('pass', 'manual', 'gift')",
    )
    .bind(person)
    .bind(plan)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// A period may be renewed again, and access outlives it until then.
pub(in crate::memberships) async fn resume(
    tx: &mut Tx,
    id: EntitlementId,
    access_until: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("update entitlement set cancelled_at = null, access_until = ?2 where id = ?1")
        .bind(id)
        .bind(access_until)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Begins and ends otherwise than it was said to.
pub(in crate::memberships) async fn move_period(
    tx: &mut Tx,
    id: EntitlementId,
    period: Period,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update entitlement set starts_at = ?2, ends_at = ?3, access_until = ?4,
             state = iif(?2 > ?5, 'future', state)
         where id = ?1",
    )
    .bind(id)
    .bind(period.starts_at)
    .bind(period.ends_at)
    .bind(period.access_until)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Nothing is waited for after the end of a period; where that is behind us, it is over.
pub(in crate::memberships) async fn end_without_grace(
    tx: &mut Tx,
    id: EntitlementId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update entitlement set access_until = ends_at, state = iif(ends_at <= ?2, 'ended', state)
         where id = ?1",
    )
    .bind(id)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

impl HeldPeriod {
    /// For which what came in for it is recorded: itself, or what it gives back.
    pub(in crate::memberships) fn of(&self) -> EntitlementId {
        self.restores.unwrap_or(self.id)
    }

    /// What of a plan had ended with a refund of that moment that was a mistake, lies ahead, and is not
    /// back: not what has money that went back by the same word, as long as that stands. What a list or
    /// the shop had given without end stays ended, for nothing would end it here any more: whether
    /// there is such.
    pub(in crate::memberships) fn lost<'a>(
        periods: &'a [Self],
        payments: &[Payment],
        plan: PlanId,
        (at, now): (DateTime<Utc>, DateTime<Utc>),
    ) -> (Vec<&'a Self>, bool) {
        let is_back = |lost: &Self| {
            let mut others = periods.iter();
            others.any(|other| other.of() == lost.of() && other.id > lost.id)
        };
        let has_gone = |payment: &Payment, of| {
            payment.is_refund && payment.at == at && payment.entitlement_id == Some(of)
        };
        let is_lost = |period: &&Self| {
            period.plan_id == plan
                && period.revoked_at == Some(at)
                && !period.is_refunded
                && !payments.iter().any(|it| has_gone(it, period.of()))
                && period.ends_at.is_none_or(|end| end > now)
                && !is_back(period)
        };
        let lost = periods.iter().filter(is_lost);
        let (lost, endless): (Vec<_>, Vec<_>) = lost.partition(|period| {
            let source = Source::read(&period.source);
            period.ends_at.is_some() || !matches!(source, Some(Source::Import | Source::Discord))
        });
        (lost, !endless.is_empty())
    }

    /// The time that it was for, whoever took it back; nothing where a list that was undone gave it.
    pub(in crate::memberships) fn sold(&self) -> Option<Period> {
        (!self.is_undone).then_some(Period {
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            access_until: self.access_until,
            is_trial: self.is_trial,
        })
    }

    /// What of it lies ahead.
    pub(in crate::memberships) fn ahead(&self, now: DateTime<Utc>) -> Span {
        (self.starts_at.max(now), self.ends_at)
    }

    /// What was given back together with it.
    pub(in crate::memberships) fn restored_with(&self, periods: &[Self]) -> Vec<Span> {
        let is_one = |other: &&Self| {
            other.restores.is_some()
                && other.plan_id == self.plan_id
                && other.created_at == self.created_at
        };
        let all = periods.iter().filter(is_one);
        joined(all.map(|one| (one.starts_at, one.ends_at)).collect())
    }

    /// What of a plan was taken back at that moment, where that would have gone on.
    pub(in crate::memberships) fn taken(
        periods: &[Self],
        plan: PlanId,
        at: DateTime<Utc>,
    ) -> Vec<Span> {
        let of_then = periods
            .iter()
            .filter(|period| period.plan_id == plan && period.revoked_at == Some(at));
        let span = |period: &Self| {
            // What was paid for may have been over: then it is the grace that went.
            let end = period.ends_at.filter(|end| *end > at);
            let until = match period.ends_at {
                Some(_) => end.or(period.access_until),
                None => None,
            };
            (period.starts_at.max(at), until)
        };
        joined(of_then.map(span).collect())
    }

    /// The same, and what begins now where that had begun.
    pub(in crate::memberships) fn gone(periods: &[Self], plan: PlanId, at: DateTime<Utc>) -> Gone {
        let taken = Self::taken(periods, plan, at);
        let next = Self::next(periods, plan, &taken);
        Gone { taken, next }
    }

    /// What of a plan begins now where this had begun, which was taken back.
    pub(in crate::memberships) fn next(
        periods: &[Self],
        plan: PlanId,
        taken: &[Span],
    ) -> Vec<Span> {
        let Some(first) = taken.first() else {
            return Vec::new();
        };
        let kept = periods.iter().filter(|period| {
            period.plan_id == plan && period.revoked_at.is_none() && period.starts_at >= first.0
        });
        let mut kept = joined(kept.map(|it| (it.starts_at, it.ends_at)).collect());
        kept.retain(|(from, _)| taken.iter().any(|(was, _)| was == from));
        kept
    }

    /// Whether its holder wants no more after it and can still say otherwise.
    pub(in crate::memberships) fn can_resume(&self, plan: PlanId, now: DateTime<Utc>) -> bool {
        self.plan_id == plan && self.cancelled_at.is_some() && self.is_open(now)
    }
}
