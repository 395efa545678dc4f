//! The SQL of changing plans.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PlanId, RoleId};
use crate::memberships::rules::{Plan, PlanState};

/// Writes what may change of a plan; the number of this change.
pub(in crate::memberships) async fn change_plan(
    tx: &mut Tx,
    plan: &Plan,
    now: DateTime<Utc>,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "update plan set name_ja = ?2, name_en = ?3, price_jpy = ?4, grace_days = ?5,
             discord_sku = ?6, by_hand = ?7, trial_days = ?8, trial_role_id = ?9, exit = ?10,
             alumni_role_id = ?11, version = version + 1,
             passage_edited_at = iif(trial_role_id is ?9 and alumni_role_id is ?11,
                 passage_edited_at, ?12)
         where id = ?1 returning version",
    )
    .bind(plan.id)
    .bind(&plan.name_ja)
    .bind(&plan.name_en)
    .bind(plan.price.0)
    .bind(plan.grace_days)
    .bind(plan.sku)
    .bind(plan.by_hand.name())
    .bind(plan.passage.trial_days)
    .bind(plan.passage.trial_role)
    .bind(plan.passage.exit.name())
    .bind(plan.passage.exit.alumni_role())
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

/// Counts one more change after the one of this number; `None` where there was another since.
pub(in crate::memberships) async fn next_version(
    tx: &mut Tx,
    plan: PlanId,
    version: i64,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar(
        "update plan set version = version + 1 where id = ?1 and version = ?2 returning version",
    )
    .bind(plan)
    .bind(version)
    .fetch_optional(tx.conn().await?)
    .await
}

pub(in crate::memberships) async fn set_plan_state(
    tx: &mut Tx,
    plan: PlanId,
    state: PlanState,
) -> sqlx::Result<()> {
    sqlx::query("update plan set state = ?2, version = version + 1 where id = ?1")
        .bind(plan)
        .bind(state.name())
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

pub(in crate::memberships) async fn delete_plan_role(
    tx: &mut Tx,
    plan: PlanId,
    role: RoleId,
) -> sqlx::Result<()> {
    sqlx::query("delete from plan_role where plan_id = ?1 and role_id = ?2")
        .bind(plan)
        .bind(role)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

pub(in crate::memberships) async fn clear_plan_tracks(
    tx: &mut Tx,
    plan: PlanId,
) -> sqlx::Result<()> {
    sqlx::query("delete from plan_track where plan_id = ?1")
        .bind(plan)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

pub(in crate::memberships) async fn roles_of(
    conn: &mut SqliteConnection,
    plan: PlanId,
) -> sqlx::Result<Vec<RoleId>> {
    sqlx::query_scalar("select role_id from plan_role where plan_id = ?1 order by role_id")
        .bind(plan)
        .fetch_all(conn)
        .await
}

pub(in crate::memberships) async fn tracks_of(
    conn: &mut SqliteConnection,
    plan: PlanId,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar("select track from plan_track where plan_id = ?1 order by track")
        .bind(plan)
        .fetch_all(conn)
        .await
}

pub(in crate::memberships) async fn known_id(
    conn: &mut SqliteConnection,
    plan: PlanId,
) -> sqlx::Result<Option<Plan>> {
    let known: Option<PlanId> = sqlx::query_scalar("select id from plan where id = ?1")
        .bind(plan)
        .fetch_optional(&mut *conn)
        .await?;
    match known {
        Some(id) => super::plan(conn, id).await.map(Some),
        None => Ok(None),
    }
}

/// Whether anything with a price is on sale.
pub(in crate::memberships) async fn asks_for_money(
    conn: &mut SqliteConnection,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from plan where state = 'active' and price_jpy > 0)",
    )
    .fetch_one(conn)
    .await
}

/// How many people have this role from us through this plan and through no other.
pub(in crate::memberships) async fn would_lose(
    conn: &mut SqliteConnection,
    plan: PlanId,
    role: RoleId,
    now: DateTime<Utc>,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "select count(distinct held.person_id)
         from entitlement as held
         join role_grant on role_grant.person_id = held.person_id
             and role_grant.role_id = ?2 and role_grant.is_granted = 1
         where held.plan_id = ?1 and held.state <> 'ended'
           and held.starts_at <= ?3 and (held.access_until is null or held.access_until > ?3)
           and not exists (
               select 1 from entitlement as other
               join plan_role on plan_role.plan_id = other.plan_id and plan_role.role_id = ?2
               where other.person_id = held.person_id and other.plan_id <> ?1
                 and other.state <> 'ended' and other.starts_at <= ?3
                 and (other.access_until is null or other.access_until > ?3))",
    )
    .bind(plan)
    .bind(role)
    .bind(now)
    .fetch_one(conn)
    .await
}
