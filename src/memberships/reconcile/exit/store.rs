//! The SQL of who is sent away.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::ids::{EntitlementId, PersonId, PlanId};

/// Whether the end of this one may send somebody away: not that of a trial; and where the clock ended
/// it, only what the salon itself gave: no silence of another platform sends anybody away.
pub(super) async fn sends_away(
    conn: &mut SqliteConnection,
    id: EntitlementId,
    is_scheduled: bool,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select is_trial = 0 and (?2 = 0 or source in ('manual', 'pass', 'gift'))
         from entitlement where id = ?1",
    )
    .bind(id)
    .bind(is_scheduled)
    .fetch_one(conn)
    .await
}

/// Whether somebody has a plan, will have one, or is on their way into one.
pub(super) async fn stays(conn: &mut SqliteConnection, person: PersonId) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from entitlement where person_id = ?1 and state <> 'ended')
             or exists (select 1 from application
                        where person_id = ?1
                          and state in ('applied', 'awaiting', 'queued', 'offered'))",
    )
    .bind(person)
    .fetch_one(conn)
    .await
}

/// What of somebody's was over last, of plans that send people away; and whether it was revoked.
pub(super) async fn last_over(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Option<(EntitlementId, PlanId, bool)>> {
    sqlx::query_as(
        "select entitlement.id, plan.id, revoked_at is not null
         from entitlement join plan on plan.id = entitlement.plan_id
         where person_id = ?1 and exit = 'kick' and is_trial = 0 and is_undone = 0
           and entitlement.state = 'ended'
         order by coalesce(revoked_at, access_until) desc limit 1",
    )
    .bind(person)
    .fetch_optional(conn)
    .await
}

/// How many hold nothing any more once what is due by now has ended, and are sent away for that.
pub(super) async fn about_to_go(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "select count(distinct person_id)
         from entitlement join plan on plan.id = entitlement.plan_id
         where entitlement.state = 'live' and access_until is not null and access_until <= ?1
           and exit = 'kick' and is_trial = 0 and source in ('manual', 'pass', 'gift')
           and not exists (
               select 1 from entitlement as other
               where other.person_id = entitlement.person_id and other.state <> 'ended'
                 and (other.access_until is null or other.access_until > ?1))",
    )
    .bind(now)
    .fetch_one(conn)
    .await
}
