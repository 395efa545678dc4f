//! The SQL of what a list is compared with.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{ImportId, ImportSourceId, PersonId, PlanId, UserId};
use crate::memberships::imports::rules::{Booked, Elsewhere, Held, Turn};
use crate::memberships::rules::Tally;

/// Who of these Discord accounts is known. One that somebody moved away from means them, as long as
/// nobody has anything with it since.
pub(in crate::memberships::imports) async fn accounts(
    conn: &mut SqliteConnection,
    users: &[UserId],
) -> sqlx::Result<HashMap<UserId, PersonId>> {
    let users: Vec<i64> = users.iter().map(|user| user.0).collect();
    let rows: Vec<(UserId, PersonId)> = sqlx::query_as(
        "select person.user_id, coalesce((
             select account_move.person_id
             from account_move join person as mover on mover.id = account_move.person_id
             where left_id = person.id and mover.user_id is not null
               and not exists (select 1 from entitlement
                               where entitlement.person_id = left_id and is_undone = 0)
               and not exists (select 1 from application
                               where application.person_id = left_id)
             order by account_move.id desc limit 1), person.id)
         from json_each(?1) join person on person.user_id = value",
    )
    .bind(Value::from(users).to_string())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Which account these people have.
pub(in crate::memberships::imports) async fn users(
    conn: &mut SqliteConnection,
    people: &[PersonId],
) -> sqlx::Result<HashMap<PersonId, UserId>> {
    let people: Vec<i64> = people.iter().map(|person| person.0).collect();
    let rows: Vec<(PersonId, UserId)> = sqlx::query_as(
        "select person.id, user_id from json_each(?1) join person on person.id = value
         where user_id is not null",
    )
    .bind(Value::from(people).to_string())
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().collect())
}

/// What these people have of each plan from elsewhere than a source: the last of it.
pub(in crate::memberships::imports) async fn elsewhere(
    conn: &mut SqliteConnection,
    source: &str,
    people: &[PersonId],
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Elsewhere>> {
    let people: Vec<i64> = people.iter().map(|person| person.0).collect();
    // Of a group, columns are those of the row with the maximum.
    sqlx::query_as(
        "select person_id, plan_id, iif(is_trial, 'trial', source) as source, ends_at,
             max(coalesce(ends_at, '9')) as last
         from json_each(?1) join entitlement on person_id = value
         where state <> 'ended' and (access_until is null or access_until > ?3)
           and (source <> 'import' or external_id is null
                or not (external_id > ?2 || ':' and external_id < ?2 || ';'))
         group by person_id, plan_id",
    )
    .bind(Value::from(people).to_string())
    .bind(source)
    .bind(now)
    .fetch_all(conn)
    .await
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

/// Money that a source told of and that is no mistake: of whom nobody was known then, and of those
/// whose name there means somebody else since.
pub(in crate::memberships::imports) async fn booked(
    conn: &mut SqliteConnection,
    (id, source): (ImportSourceId, &str),
) -> sqlx::Result<Vec<Booked>> {
    sqlx::query_as(
        "select payment.id as payment_id, unlinked_payment.name, null as person_id, plan_id,
             nullif(until, '') as ends_at, amount_jpy, person.user_id,
             null as earlier_id
         from unlinked_payment join payment on payment.id = payment_id
             left join person on person.id = payment.person_id
         where source_id = ?1
           and not exists (select 1 from payment as other
                           where other.voids = payment.id and other.voids is not null)
         union all
         select payment.id, null, journal.person_id, plan_id, ends_at, amount_jpy,
             person.user_id, person.id
         from journal join entitlement on entitlement.person_id = details ->> 'instead_of'
             join payment on payment.entitlement_id = entitlement.id
             join person on person.id = entitlement.person_id
         where subject = 'source:' || ?1 and journal.kind = 'account.linked'
           and source = 'import' and external_id > ?2 || ':' and external_id < ?2 || ';'
           and external_id is not null
           and payment.kind = 'payment' and voids is null
           and not exists (select 1 from payment as other
                           where other.voids = payment.id and other.voids is not null)",
    )
    .bind(id)
    .bind(source)
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
/// it again or for longer; by plan. What they have from elsewhere counts, and what others changed
/// since is left alone.
pub(in crate::memberships::imports) async fn turns_of_undoing(
    tx: &mut Tx,
    id: ImportId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Turn>> {
    // Up to when they have it: '' is not at all, and '9' without end.
    sqlx::query_as(
        "with line as (
             select import_line.plan_id,
                 iif(entitlement.state = 'ended', '', coalesce(access_until, '9')) as own,
                 case act when 'join' then '' when 'change' then coalesce(ends_before, '9')
                     else coalesce(access_until, '9') end as own_then,
                 coalesce((select max(coalesce(other.access_until, '9')) from entitlement as other
                           where other.person_id = entitlement.person_id
                             and other.plan_id = entitlement.plan_id
                             and other.id <> entitlement.id and other.state <> 'ended'
                             and other.starts_at <= ?2
                             and (other.access_until is null or other.access_until > ?2)),
                     '') as others,
                 exists (select 1 from entitlement as next
                         where next.person_id = entitlement.person_id
                           and next.plan_id = entitlement.plan_id and next.state <> 'ended'
                           and next.starts_at > ?2
                           and next.starts_at <= coalesce(entitlement.ends_at, '9'))
                     as is_followed
             from import_line join entitlement on entitlement.id = import_line.entitlement_id
             where import_id = ?1 and is_done = 1
               and iif(act = 'end',
                       entitlement.state = 'ended' and revoked_reason = 'import:' || ?1,
                       entitlement.state <> 'ended'
                       and entitlement.ends_at is import_line.ends_at)),
         turn as (
             select plan_id, is_followed, max(own, others) as until,
                 max(own_then, others) as until_then
             from line)
         select plan_id as plan,
             sum(until > ?2 and until_then <= ?2 and not is_followed) as ends,
             sum(until > ?2 and until_then < until and (until_then > ?2 or is_followed))
                 as shortens,
             sum(until_then > until and until_then > ?2) as regains
         from turn group by plan_id order by plan_id",
    )
    .bind(id)
    .bind(now)
    .fetch_all(tx.conn().await?)
    .await
}
