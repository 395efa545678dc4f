//! The SQL of newcomers.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{EntitlementId, PersonId, PlanId};
use crate::memberships::rules::Source;

/// An entitlement of which nobody has taken notice yet.
#[derive(Debug, sqlx::FromRow)]
pub(in crate::memberships) struct New {
    pub(in crate::memberships) id: EntitlementId,
    pub(in crate::memberships) person_id: PersonId,
    pub(in crate::memberships) plan_id: PlanId,
    pub(in crate::memberships) source: Source,
    pub(in crate::memberships) starts_at: DateTime<Utc>,
}

pub(in crate::memberships) async fn newcomers(
    conn: &mut SqliteConnection,
    limit: i64,
) -> sqlx::Result<Vec<New>> {
    sqlx::query_as(
        "select id, person_id, plan_id, source, starts_at from entitlement
         where is_new = 1 and state = 'live' order by id limit ?1",
    )
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// The plans that somebody had before.
pub(in crate::memberships) async fn plans_before(
    conn: &mut SqliteConnection,
    person: PersonId,
    id: EntitlementId,
) -> sqlx::Result<Vec<PlanId>> {
    sqlx::query_scalar("select distinct plan_id from entitlement where person_id = ?1 and id < ?2")
        .bind(person)
        .bind(id)
        .fetch_all(conn)
        .await
}

pub(in crate::memberships) async fn welcomed(tx: &mut Tx, id: EntitlementId) -> sqlx::Result<()> {
    sqlx::query("update entitlement set is_new = 0 where id = ?1")
        .bind(id)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
