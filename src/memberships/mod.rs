//! Paid roles: plans, entitlements, and the roles that follow from them.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::error::Result;
use crate::ids::UserId;

/// Whether this person holds a live entitlement of any plan.
pub async fn is_member(
    _conn: &mut SqliteConnection,
    _user: UserId,
    _now: DateTime<Utc>,
) -> Result<bool> {
    Ok(false)
}

/// Whether a live entitlement of this person opens the track.
pub async fn opens_track(
    _conn: &mut SqliteConnection,
    _user: UserId,
    _track: &str,
    _now: DateTime<Utc>,
) -> Result<bool> {
    Ok(false)
}
