//! The SQL of profiles.

use sqlx::SqliteConnection;

use crate::config::Quiet;
use crate::error::Result;
use crate::ids::PersonId;

/// What somebody said of themselves, as it stands in the database.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub(in crate::people) struct ProfileRow {
    pub(in crate::people) first_year: Option<i64>,
    pub(in crate::people) field: Option<String>,
    pub(in crate::people) track: Option<String>,
    pub(in crate::people) hospital: Option<String>,
    pub(in crate::people) notifications: String,
    pub(in crate::people) quiet: Option<String>,
}

pub(in crate::people) async fn profile(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Option<ProfileRow>> {
    sqlx::query_as(
        "select first_year, field, track, hospital, notifications, quiet
         from profile where person_id = ?1",
    )
    .bind(person)
    .fetch_optional(conn)
    .await
}

/// Hours as they are written there; `None` where nothing is.
pub(in crate::people) fn quiet(written: Option<String>) -> Result<Option<Quiet>> {
    let quiet = written.map(Quiet::try_from).transpose();
    Ok(quiet.map_err(anyhow::Error::msg)?)
}
