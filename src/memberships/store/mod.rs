//! The SQL of paid roles.

mod due;
mod edit;
mod newcomer;
mod payment;
mod plan;
mod renewal;
mod repeated;
mod shop;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::rules::{Period, Plan, Source, Spell, lengthens_pass};
use crate::db::Tx;
use crate::ids::{EntitlementId, PersonId, PlanId, UserId};

pub(super) use due::{begin_grace, next_end, next_lapse, next_start, to_end, to_lapse, to_start};
pub(super) use edit::{
    asks_for_money, change_plan, clear_plan_tracks, delete_plan_role, known_id, next_version,
    roles_of, set_plan_state, tracks_of, would_lose,
};
pub(super) use newcomer::{newcomers, plans_before, welcomed};
pub(super) use payment::{
    Payment, first_of_word, insert_payment, insert_refund, not_refunded, paid_at, paid_for,
    payments_of, reasons, received, recorded, refund_by_mistake, refunded_with, unpaid_by, void,
};
pub(super) use renewal::{cancel, end_without_grace, move_period, resume};
pub(super) use repeated::{same_grant, same_refund};
pub(super) use shop::{
    bought, by_external, forget_unknown_ware, insert_unknown_ware, plan_by_sku, set_end,
    unknown_wares, uses_shop,
};

pub(super) use plan::{
    NewPlan, insert_plan, insert_plan_role, insert_plan_track, paid_roles, plan, plan_by_key,
    plan_roles, plan_tracks, plans,
};

/// An entitlement as the clock and the rules see it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Entitlement {
    pub(super) id: EntitlementId,
    pub(super) plan_id: PlanId,
    pub(super) person_id: PersonId,
    pub(super) starts_at: DateTime<Utc>,
    pub(super) access_until: Option<DateTime<Utc>>,
    pub(super) state: EntitlementState,
    pub(super) is_trial: bool,
}

impl Entitlement {
    /// When what is tried is over.
    pub(super) fn trial_ends(&self) -> Option<DateTime<Utc>> {
        self.access_until.filter(|_| self.is_trial)
    }
}

/// How far the clock has acted on an entitlement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub(super) enum EntitlementState {
    /// It has not begun.
    Future,
    /// Its roles were asked for.
    Live,
    /// It is over.
    Ended,
}

/// One past, present or coming period of someone.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct HeldPeriod {
    pub(super) id: EntitlementId,
    pub(super) plan_id: PlanId,
    pub(super) starts_at: DateTime<Utc>,
    pub(super) ends_at: Option<DateTime<Utc>>,
    pub(super) access_until: Option<DateTime<Utc>>,
    /// Its name in the record, or `trial`.
    pub(super) source: String,
    pub(super) is_trial: bool,
    pub(super) revoked_at: Option<DateTime<Utc>>,
    pub(super) revoked_reason: Option<String>,
    pub(super) cancelled_at: Option<DateTime<Utc>>,
    pub(super) is_refunded: bool,
    /// A list gave it and was undone: it counts as if it had never been.
    pub(super) is_undone: bool,
    /// Who made a present of it.
    pub(super) giver: Option<UserId>,
    pub(super) granted_reason: Option<String>,
    pub(super) created_at: DateTime<Utc>,
    /// It gives back what this one gave, which had ended with a refund that was a mistake.
    pub(super) restores: Option<EntitlementId>,
}

impl HeldPeriod {
    /// Whether it gives access now or will.
    pub(super) fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.revoked_at.is_none() && self.access_until.is_none_or(|end| end > now)
    }

    /// Whether the owner added it to what was there, and nobody paid for it.
    pub(super) const fn is_goodwill(&self) -> bool {
        self.granted_reason.is_some()
    }

    /// For how many days access outlives it.
    pub(super) fn grace_days(&self, periods: &[Self], plan: &Plan) -> u32 {
        if !self.is_waited_for(periods) {
            return 0;
        }
        let source = Source::read(&self.source).unwrap_or(Source::Manual);
        source.grace_days(plan)
    }

    /// Whether money may follow on it: on days that were merely added only as long as they lengthen
    /// something that was paid for.
    pub(super) fn is_waited_for(&self, periods: &[Self]) -> bool {
        let kept = periods
            .iter()
            .filter(|other| other.plan_id == self.plan_id && other.revoked_at.is_none());
        let is_pass = |other: &Self| other.source == Source::Pass.name() && !other.is_goodwill();
        let row = kept.filter_map(|other| Some((other.period()?, is_pass(other))));
        !self.is_goodwill() || lengthens_pass(self.starts_at, &row.collect::<Vec<_>>())
    }

    /// Those of one plan that nobody took back.
    pub(super) fn kept(periods: &[Self], plan: PlanId) -> Vec<Period> {
        let is_kept = |period: &&Self| period.plan_id == plan && period.revoked_at.is_none();
        let kept = periods.iter().filter(is_kept);
        kept.filter_map(Self::period).collect()
    }

    /// The time it gave or gives access; nothing when it was revoked before it began, or undone.
    pub(super) fn period(&self) -> Option<Period> {
        if self.is_undone {
            return None;
        }
        let cut = |end: Option<DateTime<Utc>>| match (end, self.revoked_at) {
            (Some(end), Some(revoked)) => Some(end.min(revoked)),
            (end, revoked) => end.or(revoked),
        };
        let ends_at = cut(self.ends_at);
        if ends_at.is_some_and(|end| end <= self.starts_at) && self.revoked_at.is_some() {
            return None;
        }
        Some(Period {
            starts_at: self.starts_at,
            ends_at,
            access_until: cut(self.access_until),
            is_trial: self.is_trial,
        })
    }

    /// The same, and what was said of it since.
    pub(super) fn spell(&self) -> Option<Spell> {
        // What went back before it began ended then.
        let before = self.revoked_at.filter(|_| self.is_refunded);
        let never = before.map(|at| Period {
            starts_at: at,
            ends_at: Some(at),
            access_until: Some(at),
            is_trial: self.is_trial,
        });
        Some(Spell {
            period: self.period().or(never)?,
            is_cancelled: self.cancelled_at.is_some(),
            // Whoever got a present did not pay for it, and gets nothing back.
            is_refunded: self.is_refunded && self.source != Source::Gift.name(),
        })
    }
}

/// What is given to somebody.
pub(super) struct New<'a> {
    pub(super) plan: PlanId,
    pub(super) person: PersonId,
    pub(super) source: Source,
    /// What the source calls it.
    pub(super) external: Option<&'a str>,
    /// Who makes a present of it.
    pub(super) giver: Option<PersonId>,
    /// The owner's words.
    pub(super) reason: Option<&'a str>,
    /// What had ended by mistake and is given back so.
    pub(super) restores: Option<EntitlementId>,
}

/// A right to a plan for one period.
pub(super) async fn insert(
    tx: &mut Tx,
    new: New<'_>,
    period: Period,
    now: DateTime<Utc>,
) -> sqlx::Result<EntitlementId> {
    let state = if period.starts_at <= now {
        EntitlementState::Live
    } else {
        EntitlementState::Future
    };
    sqlx::query_scalar(
        "insert into entitlement (plan_id, person_id, source, starts_at, ends_at, access_until,
             state, created_at, external_id, is_trial, giver_id, granted_reason, restores)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) returning id",
    )
    .bind(new.plan)
    .bind(new.person)
    .bind(new.source)
    .bind(period.starts_at)
    .bind(period.ends_at)
    .bind(period.access_until)
    .bind(state)
    .bind(now)
    .bind(new.external)
    .bind(period.is_trial)
    .bind(new.giver)
    .bind(new.reason)
    .bind(new.restores)
    .fetch_one(tx.conn().await?)
    .await
}

pub(super) async fn entitlement(tx: &mut Tx, id: EntitlementId) -> sqlx::Result<Entitlement> {
    sqlx::query_as(
        "select id, plan_id, person_id, starts_at, access_until, state, is_trial
         from entitlement where id = ?1",
    )
    .bind(id)
    .fetch_one(tx.conn().await?)
    .await
}

pub(super) async fn is_member(
    conn: &mut SqliteConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (
             select 1 from membership
             where user_id = ?1 and starts_at <= ?2 and (ends_at is null or ends_at > ?2))",
    )
    .bind(user)
    .bind(now)
    .fetch_one(conn)
    .await
}

pub(super) async fn members(conn: &mut SqliteConnection, now: DateTime<Utc>) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "select count(distinct user_id) from membership
         where starts_at <= ?1 and (ends_at is null or ends_at > ?1)",
    )
    .bind(now)
    .fetch_one(conn)
    .await
}

/// Every period of someone, oldest first.
pub(super) async fn periods_of(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<HeldPeriod>> {
    sqlx::query_as(
        "select entitlement.id, plan_id, starts_at, ends_at, access_until,
             iif(is_trial, 'trial', source) as source, is_trial, revoked_at, revoked_reason,
             cancelled_at, is_refunded or is_taken_back as is_refunded, is_undone,
             giver.user_id as giver, granted_reason, entitlement.created_at, restores
         from entitlement left join person as giver on giver.id = giver_id
         where person_id = ?1 order by entitlement.id",
    )
    .bind(person)
    .fetch_all(conn)
    .await
}

pub(super) async fn set_state(
    tx: &mut Tx,
    id: EntitlementId,
    state: EntitlementState,
) -> sqlx::Result<()> {
    sqlx::query("update entitlement set state = ?2 where id = ?1")
        .bind(id)
        .bind(state)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

pub(super) async fn revoke(
    tx: &mut Tx,
    id: EntitlementId,
    (reason, is_refunded): (&str, bool),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update entitlement set state = 'ended', revoked_at = ?2, revoked_reason = ?3,
             is_refunded = ?4
         where id = ?1",
    )
    .bind(id)
    .bind(now)
    .bind(reason)
    .bind(is_refunded)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}
