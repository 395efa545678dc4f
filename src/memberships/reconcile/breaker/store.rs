//! The SQL of removals that no clock announced, and of those about which the owner is asked.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::Decision;
use crate::db::Tx;
use crate::ids::{BreakerId, PersonId, RoleId, UserId};
use crate::memberships::rules::{TakenFor, Tally};

/// A question to the owner.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Breaker {
    pub(super) id: BreakerId,
    pub(super) role_id: RoleId,
    pub(super) opened_at: DateTime<Utc>,
    pub(super) version: i64,
    pub(super) shown_version: i64,
    pub(super) holders: i64,
    pub(super) decision: Option<String>,
}

/// The question about a role that is not decided.
pub(super) async fn open(
    conn: &mut SqliteConnection,
    role: RoleId,
) -> sqlx::Result<Option<BreakerId>> {
    sqlx::query_scalar("select id from breaker where role_id = ?1 and decided_at is null")
        .bind(role)
        .fetch_optional(conn)
        .await
}

/// How many have a role, and how many lost it since then.
pub(super) async fn tally(
    conn: &mut SqliteConnection,
    role: RoleId,
    since: DateTime<Utc>,
) -> sqlx::Result<Tally> {
    sqlx::query_as(
        "select (select count(*) from role_grant where role_id = ?1 and is_granted = 1) as holders,
                (select count(*) from removal
                 where role_id = ?1 and at > ?2 and state = 'asked' and breaker_id is null)
                    as removed",
    )
    .bind(role)
    .bind(since)
    .fetch_one(conn)
    .await
}

/// How many would be sent away if all were over that they hold.
pub(super) async fn who_may_go(conn: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "select count(distinct person_id)
         from plan join entitlement on entitlement.plan_id = plan.id
         where exit = 'kick' and entitlement.state <> 'ended'",
    )
    .fetch_one(conn)
    .await
}

pub(super) async fn insert(
    tx: &mut Tx,
    role: RoleId,
    holders: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<BreakerId> {
    sqlx::query_scalar(
        "insert into breaker (role_id, opened_at, holders) values (?1, ?2, ?3) returning id",
    )
    .bind(role)
    .bind(now)
    .bind(holders)
    .fetch_one(tx.conn().await?)
    .await
}

/// A removal of which Discord is asked.
pub(super) async fn insert_asked(
    tx: &mut Tx,
    (person, role): (PersonId, RoleId),
    cause: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into removal (person_id, role_id, cause, at, state)
         values (?1, ?2, ?3, ?4, 'asked')",
    )
    .bind(person)
    .bind(role)
    .bind(cause)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// A removal of which the owner is asked.
pub(super) async fn insert_stopped(
    tx: &mut Tx,
    (person, role): (PersonId, RoleId),
    cause: &str,
    breaker: BreakerId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into removal (person_id, role_id, cause, at, state, breaker_id)
         values (?1, ?2, ?3, ?4, 'stopped', ?5)",
    )
    .bind(person)
    .bind(role)
    .bind(cause)
    .bind(now)
    .bind(breaker)
    .execute(tx.conn().await?)
    .await?;
    change(tx, breaker).await
}

async fn change(tx: &mut Tx, breaker: BreakerId) -> sqlx::Result<()> {
    sqlx::query("update breaker set version = version + 1 where id = ?1 and decided_at is null")
        .bind(breaker)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Discord is asked for what the owner let go.
pub(super) async fn go(tx: &mut Tx, person: PersonId, role: RoleId) -> sqlx::Result<()> {
    sqlx::query(
        "update removal set state = 'asked'
         where person_id = ?1 and role_id = ?2 and state in ('stopped', 'let_go')
           and state = 'let_go'",
    )
    .bind(person)
    .bind(role)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Nothing is left to decide or to do about a role of someone; about all of them without one.
pub(in crate::memberships::reconcile) async fn moot(
    tx: &mut Tx,
    person: PersonId,
    role: Option<RoleId>,
) -> sqlx::Result<()> {
    let of: Vec<BreakerId> = sqlx::query_scalar(
        "update removal set state = 'moot'
         where person_id = ?1 and (?2 is null or role_id = ?2) and state in ('stopped', 'let_go')
         returning breaker_id",
    )
    .bind(person)
    .bind(role)
    .fetch_all(tx.conn().await?)
    .await?;
    for breaker in of {
        change(tx, breaker).await?;
    }
    Ok(())
}

/// The same about one role of everyone, where it was to be taken for this.
pub(in crate::memberships::reconcile) async fn moot_all(
    tx: &mut Tx,
    role: RoleId,
    why: TakenFor,
) -> sqlx::Result<()> {
    let Some(breaker) = open(tx.conn().await?, role).await? else {
        return Ok(());
    };
    sqlx::query(
        "update removal set state = 'moot'
         where breaker_id = ?1 and state = 'stopped' and cause = ?2",
    )
    .bind(breaker)
    .bind(why.name())
    .execute(tx.conn().await?)
    .await?;
    change(tx, breaker).await
}

pub(super) async fn breaker(
    conn: &mut SqliteConnection,
    id: BreakerId,
) -> sqlx::Result<Option<Breaker>> {
    sqlx::query_as(
        "select id, role_id, opened_at, version, shown_version, holders, decision from breaker where id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// Every question that is not decided.
pub(super) async fn all_open(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Breaker>> {
    sqlx::query_as(
        "select id, role_id, opened_at, version, shown_version, holders, decision from breaker
         where decided_at is null order by role_id",
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn set_shown(tx: &mut Tx, id: BreakerId) -> sqlx::Result<()> {
    sqlx::query("update breaker set shown_version = version where id = ?1")
        .bind(id)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Why those are stopped who are, the most frequent cause first.
pub(super) async fn causes(
    conn: &mut SqliteConnection,
    id: BreakerId,
) -> sqlx::Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "select cause, count(*) from removal where breaker_id = ?1 and state = 'stopped'
         group by cause order by count(*) desc, cause",
    )
    .bind(id)
    .fetch_all(conn)
    .await
}

/// The first of those who are stopped.
pub(super) async fn first(
    conn: &mut SqliteConnection,
    id: BreakerId,
    most: i64,
) -> sqlx::Result<Vec<UserId>> {
    sqlx::query_scalar(
        "select user_id from removal join person on person.id = removal.person_id
         where breaker_id = ?1 and state = 'stopped' and user_id is not null
         order by removal.id limit ?2",
    )
    .bind(id)
    .bind(most)
    .fetch_all(conn)
    .await
}

/// Everyone who is stopped.
pub(super) async fn stopped(
    conn: &mut SqliteConnection,
    id: BreakerId,
) -> sqlx::Result<Vec<PersonId>> {
    sqlx::query_scalar(
        "select person_id from removal where breaker_id = ?1 and state = 'stopped' order by id",
    )
    .bind(id)
    .fetch_all(conn)
    .await
}

pub(super) async fn decide(
    tx: &mut Tx,
    id: BreakerId,
    decision: &str,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update breaker set decided_at = ?2, decision = ?3, decided_by = ?4,
             shown_version = version
         where id = ?1",
    )
    .bind(id)
    .bind(now)
    .bind(decision)
    .bind(by)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Does with everyone who is stopped what was decided.
pub(super) async fn carry_out(
    tx: &mut Tx,
    (id, role): (BreakerId, RoleId),
    decision: Decision,
) -> sqlx::Result<()> {
    let state = match decision {
        Decision::Go => "let_go",
        Decision::Discard => {
            sqlx::query(
                "update role_grant set by_hand = 'kept'
                 where role_id = ?2 and person_id in (
                     select person_id from removal where breaker_id = ?1 and state = 'stopped')",
            )
            .bind(id)
            .bind(role)
            .execute(tx.conn().await?)
            .await?;
            "discarded"
        }
    };
    sqlx::query("update removal set state = ?2 where breaker_id = ?1 and state = 'stopped'")
        .bind(id)
        .bind(state)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}
