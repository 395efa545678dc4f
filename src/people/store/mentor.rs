//! The SQL of mentors.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, UserId};

/// A mentor with what they said, as it stands in the database.
#[derive(sqlx::FromRow)]
pub(in crate::people) struct MentorRow {
    pub(in crate::people) person_id: PersonId,
    pub(in crate::people) user_id: UserId,
    pub(in crate::people) language: String,
    pub(in crate::people) first_year: Option<i64>,
    pub(in crate::people) hospital: Option<String>,
    pub(in crate::people) takes_messages: bool,
    pub(in crate::people) quiet: Option<String>,
    pub(in crate::people) max_load: Option<i64>,
    pub(in crate::people) is_away: bool,
    pub(in crate::people) away_until: Option<DateTime<Utc>>,
}

pub(in crate::people) async fn mentors(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<MentorRow>> {
    sqlx::query_as(
        "select person.id as person_id, user_id, language, first_year, hospital,
                coalesce(notifications, 'all') = 'all' as takes_messages, quiet, max_load,
                coalesce(is_away, 0) as is_away, away_until
         from person left join profile on profile.person_id = person.id
             left join mentor on mentor.person_id = person.id
         where is_mentor = 1 and user_id is not null order by person.id",
    )
    .fetch_all(conn)
    .await
}

/// The fields of all mentors, in the same order.
pub(in crate::people) async fn mentor_fields(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<(PersonId, String)>> {
    sqlx::query_as(
        "select person.id, field from person join mentor_field on mentor_field.person_id = person.id
         where is_mentor = 1 and user_id is not null order by person.id, field",
    )
    .fetch_all(conn)
    .await
}

pub(in crate::people) async fn mentor_users(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<UserId>> {
    sqlx::query_scalar("select user_id from person where is_mentor = 1 and user_id is not null")
        .fetch_all(conn)
        .await
}

/// Whether somebody holds the mentor role, if we ever heard of them.
pub(in crate::people) async fn is_mentor(
    conn: &mut SqliteConnection,
    user: UserId,
) -> sqlx::Result<Option<bool>> {
    sqlx::query_scalar("select is_mentor from person where user_id = ?1")
        .bind(user)
        .fetch_optional(conn)
        .await
}

pub(in crate::people) async fn set_mentor(
    tx: &mut Tx,
    person: PersonId,
    is_mentor: bool,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update person set is_mentor = ?2, mentor_lost_at = iif(?2, null, ?3)
         where id = ?1 and is_mentor <> ?2",
    )
    .bind(person)
    .bind(is_mentor)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// What a mentor set, as it stands in the database.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub(in crate::people) struct MentorSet {
    pub(in crate::people) is_away: bool,
    pub(in crate::people) away_until: Option<DateTime<Utc>>,
    pub(in crate::people) max_load: i64,
}

pub(in crate::people) async fn mentor_set(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Option<MentorSet>> {
    sqlx::query_as("select is_away, away_until, max_load from mentor where person_id = ?1")
        .bind(person)
        .fetch_optional(conn)
        .await
}

pub(in crate::people) async fn set_mentor_set(
    tx: &mut Tx,
    person: PersonId,
    set: &MentorSet,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into mentor (person_id, is_away, away_until, max_load) values (?1, ?2, ?3, ?4)
         on conflict (person_id) do update set is_away = excluded.is_away,
             away_until = excluded.away_until, max_load = excluded.max_load",
    )
    .bind(person)
    .bind(set.is_away)
    .bind(set.away_until)
    .bind(set.max_load)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

pub(in crate::people) async fn fields_of(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar("select field from mentor_field where person_id = ?1 order by field")
        .bind(person)
        .fetch_all(conn)
        .await
}

pub(in crate::people) async fn add_mentor_field(
    tx: &mut Tx,
    person: PersonId,
    field: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "insert into mentor_field (person_id, field) values (?1, ?2) on conflict do nothing",
    )
    .bind(person)
    .bind(field)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() > 0)
}

pub(in crate::people) async fn remove_mentor_field(
    tx: &mut Tx,
    person: PersonId,
    field: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query("delete from mentor_field where person_id = ?1 and field = ?2")
        .bind(person)
        .bind(field)
        .execute(tx.conn().await?)
        .await?;
    Ok(done.rows_affected() > 0)
}
