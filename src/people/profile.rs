//! What somebody said of themselves.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::rules;
use super::store::{self, ProfileRow};
use crate::config::{Config, Quiet};
use crate::error::Result;
use crate::ids::PersonId;

/// What somebody said of themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// Which year as a doctor they are in.
    pub year: Option<i64>,
    /// Their field, by key.
    pub field: Option<String>,
    /// Their track, by key.
    pub track: Option<String>,
    /// Their hospital; shown to nobody but themselves.
    pub hospital: Option<String>,
    /// They want messages that need not be.
    pub takes_messages: bool,
    /// When they are not written to unasked; `None`: as the salon's settings say.
    pub quiet: Option<Quiet>,
}

impl Profile {
    /// Of somebody who said nothing.
    pub const NOTHING: Self = Self {
        year: None,
        field: None,
        track: None,
        hospital: None,
        takes_messages: true,
        quiet: None,
    };

    /// Their hospital as it is compared with a mentor's.
    pub fn compared_hospital(&self) -> Option<String> {
        self.hospital.as_deref().map(rules::folded)
    }
}

/// What somebody said of themselves.
pub async fn profile(
    conn: &mut SqliteConnection,
    config: &Config,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Profile> {
    match store::profile(conn, person).await? {
        Some(row) => read(config, row, now),
        None => Ok(Profile::NOTHING),
    }
}

/// As it stands in the database.
pub(super) fn read(config: &Config, row: ProfileRow, now: DateTime<Utc>) -> Result<Profile> {
    let zone = config.timezone.0;
    Ok(Profile {
        year: row.first_year.map(|first| rules::year(first, now, zone)),
        field: row.field,
        track: row.track,
        hospital: row.hospital,
        takes_messages: row.notifications == "all",
        quiet: store::quiet(row.quiet)?,
    })
}

/// From when on somebody may be written to unasked; `None`: now.
pub async fn quiet_until(
    conn: &mut SqliteConnection,
    config: &Config,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>> {
    let own = profile(conn, config, person, now).await?.quiet;
    let quiet = own.unwrap_or(config.notices.quiet);
    let from = quiet.after(now, config.timezone.0);
    Ok((from > now).then_some(from))
}

/// Whether somebody wants messages that need not be.
pub async fn takes_messages(conn: &mut SqliteConnection, person: PersonId) -> Result<bool> {
    let row = store::profile(conn, person).await?;
    Ok(row.is_none_or(|row| row.notifications == "all"))
}
