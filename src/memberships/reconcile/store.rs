//! The SQL of the roles that follow from entitlements.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, RoleId, UserId};
use crate::memberships::rules::{Change, RoleGrant};

/// Someone whom a pass over everyone must look at.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct Concerned {
    pub(super) person_id: PersonId,
    pub(super) user_id: UserId,
    pub(super) is_in_server: Option<bool>,
}

/// A role of someone.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct PersonRole {
    pub(super) person_id: PersonId,
    pub(super) role_id: RoleId,
}

/// The roles that someone should have: the union of what is live.
pub(super) async fn wanted(
    conn: &mut SqliteConnection,
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<RoleId>> {
    sqlx::query_scalar(
        "select distinct plan_role.role_id
         from entitlement join plan_role on plan_role.plan_id = entitlement.plan_id
         where person_id = ?1 and state <> 'ended'
           and starts_at <= ?2 and (access_until is null or access_until > ?2)
         order by plan_role.role_id",
    )
    .bind(person)
    .bind(now)
    .fetch_all(conn)
    .await
}

/// The roles that everyone should have.
pub(super) async fn wanted_by_all(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<PersonRole>> {
    sqlx::query_as(
        "select distinct person_id, plan_role.role_id
         from entitlement join plan_role on plan_role.plan_id = entitlement.plan_id
         where state <> 'ended' and starts_at <= ?1
           and (access_until is null or access_until > ?1)",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

/// The roles that we ever gave someone.
pub(super) async fn grants(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<RoleGrant>> {
    let rows: Vec<(RoleId, i64, bool)> =
        sqlx::query_as("select role_id, version, is_granted from role_grant where person_id = ?1")
            .bind(person)
            .fetch_all(conn)
            .await?;
    let grant = |(role_id, version, is_granted)| RoleGrant {
        role_id,
        version,
        is_granted,
    };
    Ok(rows.into_iter().map(grant).collect())
}

/// The roles that we ever gave anyone.
pub(super) async fn grants_to_all(conn: &mut SqliteConnection) -> sqlx::Result<Vec<PersonRole>> {
    sqlx::query_as("select person_id, role_id from role_grant")
        .fetch_all(conn)
        .await
}

/// Everyone who may hold something or was ever given a role.
pub(super) async fn concerned(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Concerned>> {
    sqlx::query_as(
        "select id as person_id, user_id, is_in_server from person
         where user_id is not null
           and id in (select person_id from entitlement where state <> 'ended'
                      union select person_id from role_grant)",
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn save(
    tx: &mut Tx,
    person: PersonId,
    change: Change,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into role_grant (person_id, role_id, version, is_granted, changed_at)
         values (?1, ?2, ?3, ?4, ?5)
         on conflict (person_id, role_id) do update set
             version = excluded.version, is_granted = excluded.is_granted,
             changed_at = excluded.changed_at",
    )
    .bind(person)
    .bind(change.role)
    .bind(change.version)
    .bind(change.is_grant)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Someone left, and their roles went with them.
pub(super) async fn lose_all(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update role_grant set is_granted = 0, changed_at = ?2
         where person_id = ?1 and is_granted = 1",
    )
    .bind(person)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}
