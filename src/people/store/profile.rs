//! The SQL of profiles.

use sqlx::SqliteConnection;

use crate::config::Quiet;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, RoleId};

/// What somebody said of themselves, as it stands in the database.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub(in crate::people) struct ProfileRow {
    pub(in crate::people) version: i64,
    pub(in crate::people) first_year: Option<i64>,
    pub(in crate::people) field: Option<String>,
    pub(in crate::people) track: Option<String>,
    pub(in crate::people) track_role_id: Option<RoleId>,
    pub(in crate::people) hospital: Option<String>,
    pub(in crate::people) notifications: String,
    pub(in crate::people) quiet: Option<String>,
}

impl Default for ProfileRow {
    fn default() -> Self {
        Self {
            version: 0,
            first_year: None,
            field: None,
            track: None,
            track_role_id: None,
            hospital: None,
            notifications: "all".to_owned(),
            quiet: None,
        }
    }
}

pub(in crate::people) async fn profile(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Option<ProfileRow>> {
    sqlx::query_as(
        "select version, first_year, field, track, track_role_id, hospital, notifications, quiet
         from profile where person_id = ?1",
    )
    .bind(person)
    .fetch_optional(conn)
    .await
}

pub(in crate::people) async fn set_profile(
    tx: &mut Tx,
    person: PersonId,
    row: &ProfileRow,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into profile (person_id, version, first_year, field, track, track_role_id, hospital,
             notifications, quiet)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         on conflict (person_id) do update set version = excluded.version,
             first_year = excluded.first_year, field = excluded.field, track = excluded.track,
             track_role_id = excluded.track_role_id, hospital = excluded.hospital,
             notifications = excluded.notifications, quiet = excluded.quiet",
    )
    .bind(person)
    .bind(row.version)
    .bind(row.first_year)
    .bind(row.field.as_deref())
    .bind(row.track.as_deref())
    .bind(row.track_role_id)
    .bind(row.hospital.as_deref())
    .bind(row.notifications.as_str())
    .bind(row.quiet.as_deref())
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Hours as they are written there; `None` where nothing is.
pub(in crate::people) fn quiet(written: Option<String>) -> Result<Option<Quiet>> {
    let quiet = written.map(Quiet::try_from).transpose();
    Ok(quiet.map_err(anyhow::Error::msg)?)
}
