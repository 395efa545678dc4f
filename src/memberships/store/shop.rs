//! The SQL of what is bought in Discord's shop.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::{Entitlement, plan};
use crate::db::Tx;
use crate::ids::{EntitlementId, PersonId, PlanId};
use crate::memberships::rules::Plan;

/// Whether any plan is sold in the shop, something else was bought there, or somebody has what they
/// bought there.
pub(in crate::memberships) async fn uses_shop(conn: &mut SqliteConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from plan where discord_sku is not null)
             or exists (select 1 from unknown_ware)
             or exists (select 1 from entitlement
                        where source = 'discord' and external_id is not null and state <> 'ended')",
    )
    .fetch_one(conn)
    .await
}

/// What was bought there that is no plan, as Discord calls it.
pub(in crate::memberships) async fn unknown_wares(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar("select external_id from unknown_ware")
        .fetch_all(conn)
        .await
}

/// Something was bought there that is no plan.
pub(in crate::memberships) async fn insert_unknown_ware(
    tx: &mut Tx,
    (external, sku): (&str, i64),
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into unknown_ware (external_id, sku, person_id, seen_at) values (?1, ?2, ?3, ?4)
         on conflict (external_id) do nothing",
    )
    .bind(external)
    .bind(sku)
    .bind(person)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// A plan has it by now, or nobody does any more.
pub(in crate::memberships) async fn forget_unknown_ware(
    tx: &mut Tx,
    external: &str,
) -> sqlx::Result<()> {
    tx.later("delete from unknown_ware where external_id = ?")
        .bind(external)
        .add()
        .await
}

/// The plan that is sold there under this number.
pub(in crate::memberships) async fn plan_by_sku(
    conn: &mut SqliteConnection,
    sku: i64,
) -> sqlx::Result<Option<Plan>> {
    let id: Option<PlanId> = sqlx::query_scalar("select id from plan where discord_sku = ?1")
        .bind(sku)
        .fetch_optional(&mut *conn)
        .await?;
    match id {
        Some(id) => plan(conn, id).await.map(Some),
        None => Ok(None),
    }
}

/// What was bought there and has not ended, as Discord calls it.
pub(in crate::memberships) async fn bought(
    conn: &mut SqliteConnection,
) -> sqlx::Result<HashSet<String>> {
    let ids: Vec<String> = sqlx::query_scalar(
        "select external_id from entitlement
         where source = 'discord' and external_id is not null and state <> 'ended'",
    )
    .fetch_all(conn)
    .await?;
    Ok(ids.into_iter().collect())
}

/// What Discord calls so.
pub(in crate::memberships) async fn by_external(
    tx: &mut Tx,
    external: &str,
) -> sqlx::Result<Option<Entitlement>> {
    sqlx::query_as(
        "select id, plan_id, person_id, starts_at, access_until, state, is_trial
         from entitlement
         where source = 'discord' and external_id = ?1",
    )
    .bind(external)
    .fetch_optional(tx.conn().await?)
    .await
}

/// When it ends, as its source says now, and whether it took it back.
pub(in crate::memberships) async fn set_end(
    tx: &mut Tx,
    id: EntitlementId,
    end: Option<DateTime<Utc>>,
    is_taken_back: bool,
) -> sqlx::Result<()> {
    tx.later("update entitlement set ends_at = ?, access_until = ?, is_taken_back = ? where id = ?")
        .bind(end)
        .bind(end)
        .bind(is_taken_back)
        .bind(id)
        .add()
        .await
}
