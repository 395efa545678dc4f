//! The SQL of what a list is compared with.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{ImportId, ImportSourceId, PersonId, PlanId, UserId};
use crate::memberships::imports::rules::{Held, Turn};
use crate::memberships::rules::Tally;

/// Who of these Discord accounts is known.
pub(in crate::memberships::imports) async fn accounts(
    conn: &mut SqliteConnection,
    users: &[UserId],
) -> sqlx::Result<HashMap<UserId, PersonId>> {
    let users: Vec<i64> = users.iter().map(|user| user.0).collect();
    let rows: Vec<(UserId, PersonId)> = sqlx::query_as(
        "select user_id, person.id from json_each(?1) join person on person.user_id = value",
    )
    .bind(Value::from(users).to_string())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Which of these numbers are somebody's who was not erased.
pub(in crate::memberships::imports) async fn numbers(
    conn: &mut SqliteConnection,
    numbers: &[i64],
) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar(
        "select person.id from json_each(?1) join person on person.id = value
         where user_id is not null",
    )
    .bind(Value::from(numbers).to_string())
    .fetch_all(conn)
    .await
}

/// Who is linked with these names of a source, and was not erased.
pub(in crate::memberships::imports) async fn names(
    conn: &mut SqliteConnection,
    source: &str,
    names: &[&str],
) -> sqlx::Result<HashMap<String, PersonId>> {
    let rows: Vec<(String, PersonId)> = sqlx::query_as(
        "select account_link.name, person.id from import_source
         join json_each(?2) join account_link
             on account_link.source_id = import_source.id and account_link.name = value
         join person on person.id = account_link.person_id
         where import_source.name = ?1 and user_id is not null",
    )
    .bind(source)
    .bind(Value::from(names.to_vec()).to_string())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Whether somebody was linked with a name of a source since then.
pub(in crate::memberships::imports) async fn is_linked_since(
    conn: &mut SqliteConnection,
    source: ImportSourceId,
    since: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from account_link where source_id = ?1 and linked_at > ?2)",
    )
    .bind(source)
    .bind(since)
    .fetch_one(conn)
    .await
}

/// What people have from a source.
pub(in crate::memberships::imports) async fn held(
    conn: &mut SqliteConnection,
    source: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Held>> {
    // Names of a source's rights begin with its own and a colon; a semicolon follows on that.
    sqlx::query_as(
        "select entitlement.id, person_id, plan_id, ends_at, exists (
             select 1 from entitlement as other
             where other.person_id = entitlement.person_id
               and other.plan_id = entitlement.plan_id and other.id <> entitlement.id
               and other.state <> 'ended' and other.starts_at <= ?2
               and (other.access_until is null or other.access_until > ?2)) as is_kept
         from entitlement
         where source = 'import' and external_id > ?1 || ':' and external_id < ?1 || ';'
           and external_id is not null and state <> 'ended'
           and (access_until is null or access_until > ?2)",
    )
    .bind(source)
    .bind(now)
    .fetch_all(conn)
    .await
}

/// Who has a plan, and how many lists took it from since a day.
pub(in crate::memberships::imports) async fn tally(
    conn: &mut SqliteConnection,
    plan: PlanId,
    now: DateTime<Utc>,
) -> sqlx::Result<Tally> {
    let holders = sqlx::query_scalar(
        "select count(distinct person_id) from entitlement
         where plan_id = ?1 and state <> 'ended' and starts_at <= ?2
           and (access_until is null or access_until > ?2)",
    )
    .bind(plan)
    .bind(now)
    .fetch_one(&mut *conn)
    .await?;
    let removed = sqlx::query_scalar(
        "select count(*) from import join import_line on import_line.import_id = import.id
         where import.state = 'applied' and undo_until > ?2 and plan_id = ?1
           and is_cut = 1 and is_done = 1",
    )
    .bind(plan)
    .bind(now)
    .fetch_one(conn)
    .await?;
    Ok(Tally { holders, removed })
}

/// How many people would lose a plan, or time of it, if a list were undone, and how many would have
/// it as before; by plan.
pub(in crate::memberships::imports) async fn turns_of_undoing(
    tx: &mut Tx,
    id: ImportId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Turn>> {
    sqlx::query_as(
        "select plan_id as plan, sum(is_loss) as lose, sum(is_gain) as regain
         from (select import_line.plan_id,
                   entitlement.state <> 'ended'
                   and (act = 'join' or (act = 'change' and ends_before is not null
                                         and (import_line.ends_at is null
                                              or import_line.ends_at > ends_before)))
                   and not exists (
                       select 1 from entitlement as other
                       where other.person_id = entitlement.person_id
                         and other.plan_id = entitlement.plan_id and other.id <> entitlement.id
                         and other.state <> 'ended' and other.starts_at <= ?2
                         and (other.access_until is null or other.access_until > ?2)) as is_loss,
                   (act = 'end' and entitlement.state = 'ended'
                    and revoked_reason = 'import:' || ?1)
                   or (act = 'change' and entitlement.state <> 'ended'
                       and import_line.ends_at is not null
                       and (ends_before is null or ends_before > import_line.ends_at)) as is_gain
               from import_line join entitlement on entitlement.id = import_line.entitlement_id
               where import_id = ?1 and is_done = 1)
         group by plan_id order by plan_id",
    )
    .bind(id)
    .bind(now)
    .fetch_all(tx.conn().await?)
    .await
}
