//! The SQL of who holds what.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::{Listed, PAGE};
use crate::ids::PlanId;

/// Who has a plan that is paid for. Periods that are to come count.
pub(super) async fn active(
    conn: &mut SqliteConnection,
    plan: Option<PlanId>,
    after: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as(
        "select person_id, user_id, plan_id, at, is_cancelled, count(*) over () as total,
             sum(nth = 1) over () as people
         from (select person_id, plan_id,
                   case when max(ends_at is null) = 0 then max(ends_at) end as at,
                   max(ends_at is null) = 0
                       and coalesce(max(iif(cancelled_at is null, ends_at, null)), '')
                           < max(ends_at) as is_cancelled,
                   row_number() over (partition by person_id order by plan_id) as nth
               from entitlement where state <> 'ended' and (?1 is null or plan_id = ?1)
               group by person_id, plan_id
               having min(is_trial) = 0 and min(starts_at) <= ?2
                   and (max(ends_at is null) = 1 or max(ends_at) > ?2))
             join person on person.id = person_id
         order by at is null, at, person_id, plan_id limit ?3 offset ?4",
    )
    .bind(plan)
    .bind(now)
    .bind(PAGE)
    .bind(after)
    .fetch_all(conn)
    .await
}

/// To whom a plan that is paid for ends before then, or its grace where what was paid for is over
/// already: whoever extended does not end soon.
pub(super) async fn ending(
    conn: &mut SqliteConnection,
    plan: Option<PlanId>,
    before: DateTime<Utc>,
    after: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as(
        "select person_id, user_id, plan_id, at, is_cancelled, is_grace, count(*) over () as total,
             sum(nth = 1) over () as people
         from (select person_id, plan_id, max(ends_at) <= ?2 as is_grace,
                   iif(max(ends_at) > ?2, max(ends_at), max(access_until)) as at,
                   max(ends_at) > ?2
                       and coalesce(max(iif(cancelled_at is null, ends_at, null)), '')
                           < max(ends_at) as is_cancelled,
                   row_number() over (partition by person_id order by plan_id) as nth
               from entitlement where state <> 'ended' and (?1 is null or plan_id = ?1)
               group by person_id, plan_id
               having max(ends_at is null) = 0 and min(is_trial) = 0 and min(starts_at) <= ?2
                   and iif(max(ends_at) > ?2, max(ends_at), max(access_until)) <= ?3
                   and max(access_until) > ?2)
             join person on person.id = person_id
         order by at, person_id, plan_id limit ?4 offset ?5",
    )
    .bind(plan)
    .bind(now)
    .bind(before)
    .bind(PAGE)
    .bind(after)
    .fetch_all(conn)
    .await
}

/// Who tries a plan and has not paid, and until when.
pub(super) async fn trying(
    conn: &mut SqliteConnection,
    plan: Option<PlanId>,
    after: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as(
        "select person_id, user_id, plan_id, at, 0 as is_cancelled, count(*) over () as total,
             sum(nth = 1) over () as people
         from (select person_id, plan_id, max(ends_at) as at,
                   row_number() over (partition by person_id order by plan_id) as nth
               from entitlement where state <> 'ended' and (?1 is null or plan_id = ?1)
               group by person_id, plan_id having min(is_trial) = 1 and max(ends_at) > ?2)
             join person on person.id = person_id
         order by at, person_id, plan_id limit ?3 offset ?4",
    )
    .bind(plan)
    .bind(now)
    .bind(PAGE)
    .bind(after)
    .fetch_all(conn)
    .await
}

/// For whose payment is waited, and until when.
pub(super) async fn grace(
    conn: &mut SqliteConnection,
    plan: Option<PlanId>,
    after: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as(
        "select person_id, user_id, plan_id, at, 0 as is_cancelled, count(*) over () as total,
             sum(nth = 1) over () as people
         from (select person_id, plan_id, max(access_until) as at,
                   row_number() over (partition by person_id order by plan_id) as nth
               from entitlement where state <> 'ended' and (?1 is null or plan_id = ?1)
               group by person_id, plan_id
               having max(ends_at is null) = 0 and max(ends_at) <= ?2 and max(access_until) > ?2)
             join person on person.id = person_id
         order by at, person_id, plan_id limit ?3 offset ?4",
    )
    .bind(plan)
    .bind(now)
    .bind(PAGE)
    .bind(after)
    .fetch_all(conn)
    .await
}

/// Whose last period of a plan was over since then, latest first.
pub(super) async fn ended(
    conn: &mut SqliteConnection,
    plan: Option<PlanId>,
    after: i64,
    since: DateTime<Utc>,
) -> sqlx::Result<Vec<Listed>> {
    sqlx::query_as(
        "select person_id, user_id, plan_id, at, 0 as is_cancelled, is_trial, count(*) over () as total,
             sum(nth = 1) over () as people
         from (select person_id, plan_id, max(coalesce(revoked_at, access_until)) as at,
                   min(is_trial) as is_trial,
                   row_number() over (partition by person_id order by plan_id) as nth
               from entitlement
               where state = 'ended' and is_undone = 0
                 and coalesce(revoked_at, access_until) > ?2 and (?1 is null or plan_id = ?1)
               group by person_id, plan_id
               having not exists (
                   select 1 from entitlement as open
                   where open.person_id = entitlement.person_id
                     and open.plan_id = entitlement.plan_id and open.state <> 'ended'))
             join person on person.id = person_id
         order by at desc, person_id, plan_id limit ?3 offset ?4",
    )
    .bind(plan)
    .bind(since)
    .bind(PAGE)
    .bind(after)
    .fetch_all(conn)
    .await
}
