//! The SQL of what needs the owner's eye.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;

use super::PAGE;
use crate::db::Tx;
use crate::ids::{EntitlementId, PersonId, PlanId, RoleId, UserId};

/// What is put right so often that it is given up is tried again after this.
const GIVEN_UP_FOR: TimeDelta = TimeDelta::days(1);

/// Something that needs the owner's eye, as it stands in the database.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Row {
    pub(super) kind: String,
    pub(super) subject: String,
    pub(super) person_id: Option<PersonId>,
    pub(super) user_id: Option<UserId>,
    pub(super) plan_id: Option<PlanId>,
    pub(super) role_id: Option<RoleId>,
    pub(super) at: DateTime<Utc>,
}

/// How many there are of each kind; of those that the owner lets be, or of all others.
pub(super) async fn counts(
    conn: &mut SqliteConnection,
    is_aside: bool,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "select kind, count(*) from exception
         where (kind not in ('taken', 'given') or at > ?2)
           and ?1 = exists (select 1 from set_aside
                            where set_aside.kind = exception.kind
                              and set_aside.subject = exception.subject
                              and set_aside.at >= exception.at)
         group by kind order by min(place), kind",
    )
    .bind(is_aside)
    .bind(now - GIVEN_UP_FOR)
    .fetch_all(conn)
    .await
}

/// A page of them.
pub(super) async fn page(
    conn: &mut SqliteConnection,
    is_aside: bool,
    after: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Row>> {
    sqlx::query_as(
        "select kind, subject, person_id, user_id, plan_id, role_id, at
         from exception left join person on person.id = person_id
         where (kind not in ('taken', 'given') or at > ?2)
           and ?1 = exists (select 1 from set_aside
                            where set_aside.kind = exception.kind
                              and set_aside.subject = exception.subject
                              and set_aside.at >= exception.at)
         order by place, at, subject limit ?3 offset ?4",
    )
    .bind(is_aside)
    .bind(now - GIVEN_UP_FOR)
    .bind(PAGE)
    .bind(after)
    .fetch_all(conn)
    .await
}

/// One of them, if it still is one.
pub(super) async fn one(
    conn: &mut SqliteConnection,
    kind: &str,
    subject: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Row>> {
    sqlx::query_as(
        "select kind, subject, person_id, user_id, plan_id, role_id, at
         from exception left join person on person.id = person_id
         where kind = ?1 and subject = ?2 and (kind not in ('taken', 'given') or at > ?3)",
    )
    .bind(kind)
    .bind(subject)
    .bind(now - GIVEN_UP_FOR)
    .fetch_optional(conn)
    .await
}

/// From when to when a right is, and where it came from.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Span {
    pub(super) starts_at: DateTime<Utc>,
    pub(super) ends_at: Option<DateTime<Utc>>,
    /// Its name in the record.
    pub(super) source: String,
}

/// When a right is, if there is one of this number.
pub(super) async fn span(
    conn: &mut SqliteConnection,
    id: EntitlementId,
) -> sqlx::Result<Option<Span>> {
    sqlx::query_as("select starts_at, ends_at, source from entitlement where id = ?1")
        .bind(id)
        .fetch_optional(conn)
        .await
}

/// The owner lets it be. `false` where they do already.
pub(super) async fn set_aside(
    tx: &mut Tx,
    row: &Row,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "insert into set_aside (kind, subject, by_id, at) values (?1, ?2, ?3, ?4)
         on conflict (kind, subject) do update set by_id = excluded.by_id, at = excluded.at
         where at < ?5",
    )
    .bind(&row.kind)
    .bind(&row.subject)
    .bind(by)
    .bind(now)
    .bind(row.at)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// It needs the owner's eye again. `false` where it does already.
pub(super) async fn put_back(tx: &mut Tx, kind: &str, subject: &str) -> sqlx::Result<bool> {
    let done = sqlx::query("delete from set_aside where kind = ?1 and subject = ?2")
        .bind(kind)
        .bind(subject)
        .execute(tx.conn().await?)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Every right of someone that has not ended.
pub(super) async fn open_rights(
    tx: &mut Tx,
    person: PersonId,
) -> sqlx::Result<Vec<(EntitlementId, PlanId)>> {
    sqlx::query_as(
        "select id, plan_id from entitlement
         where person_id = ?1 and state <> 'ended' order by plan_id, starts_at, id",
    )
    .bind(person)
    .fetch_all(tx.conn().await?)
    .await
}
