//! The SQL of people.

mod mentor;
mod profile;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, UserId};

pub(super) use mentor::*;
pub(super) use profile::*;

pub(super) async fn by_user(
    conn: &mut SqliteConnection,
    user: UserId,
) -> sqlx::Result<Option<(PersonId, String)>> {
    sqlx::query_as("select id, language from person where user_id = ?1")
        .bind(user)
        .fetch_optional(conn)
        .await
}

pub(super) async fn user(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Option<UserId>> {
    sqlx::query_scalar("select user_id from person where id = ?1")
        .bind(person)
        .fetch_one(conn)
        .await
}

pub(super) async fn language(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<String> {
    sqlx::query_scalar("select language from person where id = ?1")
        .bind(person)
        .fetch_one(conn)
        .await
}

pub(super) async fn known(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<(Option<UserId>, String, Option<bool>, bool)> {
    sqlx::query_as("select user_id, language, is_in_server, is_screening from person where id = ?1")
        .bind(person)
        .fetch_one(conn)
        .await
}

pub(super) async fn insert(
    tx: &mut Tx,
    user: Option<UserId>,
    language: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<PersonId> {
    sqlx::query_scalar(
        "insert into person (user_id, language, created_at) values (?1, ?2, ?3) returning id",
    )
    .bind(user)
    .bind(language)
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

pub(super) async fn set_language(
    tx: &mut Tx,
    person: PersonId,
    language: &str,
) -> sqlx::Result<()> {
    sqlx::query("update person set language = ?2 where id = ?1")
        .bind(person)
        .bind(language)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

pub(super) async fn set_in_server(
    tx: &mut Tx,
    person: PersonId,
    is_in_server: bool,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        // Whoever is in it is not banned, whatever we missed.
        "update person set is_in_server = ?2, banned_at = iif(?2, null, banned_at)
             where id = ?1 and is_in_server is not ?2",
    )
    .bind(person)
    .bind(is_in_server)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() > 0)
}

pub(super) async fn set_screening(
    tx: &mut Tx,
    person: PersonId,
    is_screening: bool,
) -> sqlx::Result<bool> {
    let done =
        sqlx::query("update person set is_screening = ?2 where id = ?1 and is_screening <> ?2")
            .bind(person)
            .bind(is_screening)
            .execute(tx.conn().await?)
            .await?;
    Ok(done.rows_affected() > 0)
}

pub(super) async fn set_banned(
    tx: &mut Tx,
    person: PersonId,
    at: Option<DateTime<Utc>>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update person set banned_at = ?2
         where id = ?1 and (banned_at is null) <> (?2 is null)",
    )
    .bind(person)
    .bind(at)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What belongs to a Discord account, and not to whoever uses it.
#[derive(sqlx::FromRow)]
struct Account {
    user_id: Option<UserId>,
    language: String,
    is_in_server: Option<bool>,
    is_screening: bool,
    banned_at: Option<DateTime<Utc>>,
    is_mentor: bool,
}

pub(super) async fn swap_accounts(tx: &mut Tx, one: PersonId, other: PersonId) -> sqlx::Result<()> {
    let (of_one, of_other) = (account(tx, one).await?, account(tx, other).await?);
    // No account is two people's, not even for a moment.
    sqlx::query("update person set user_id = null where id = ?1")
        .bind(one)
        .execute(tx.conn().await?)
        .await?;
    set_account(tx, other, of_one).await?;
    set_account(tx, one, of_other).await
}

async fn account(tx: &mut Tx, person: PersonId) -> sqlx::Result<Account> {
    sqlx::query_as(
        "select user_id, language, is_in_server, is_screening, banned_at, is_mentor
         from person where id = ?1",
    )
    .bind(person)
    .fetch_one(tx.conn().await?)
    .await
}

async fn set_account(tx: &mut Tx, person: PersonId, account: Account) -> sqlx::Result<()> {
    sqlx::query(
        "update person set user_id = ?2, language = ?3, is_in_server = ?4, is_screening = ?5,
             banned_at = ?6, is_mentor = ?7
         where id = ?1",
    )
    .bind(person)
    .bind(account.user_id)
    .bind(account.language)
    .bind(account.is_in_server)
    .bind(account.is_screening)
    .bind(account.banned_at)
    .bind(account.is_mentor)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

pub(super) async fn ask(
    tx: &mut Tx,
    person: PersonId,
    details: &serde_json::Value,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "insert into asked (person_id, number, details) values (?1, 1, ?2)
         on conflict (person_id) do update set number = number + 1, details = excluded.details
         returning number",
    )
    .bind(person)
    .bind(details.to_string())
    .fetch_one(tx.conn().await?)
    .await
}

pub(super) async fn answer(
    tx: &mut Tx,
    person: PersonId,
    number: i64,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar(
        "update asked set number = number + 1 where person_id = ?1 and number = ?2
         returning details",
    )
    .bind(person)
    .bind(number)
    .fetch_optional(tx.conn().await?)
    .await
}
