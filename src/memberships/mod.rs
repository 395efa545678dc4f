//! Paid roles: plans, entitlements, and the roles that follow from them.

mod reconcile;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::app::App;
use crate::command::Command;
use crate::error::Result;
use crate::ids::UserId;

pub use reconcile::{Reconciled, member_joined, member_left, reconcile, roles_seen};

/// What people can type.
pub fn commands() -> Vec<Command> {
    Vec::new()
}

/// Everything of this feature that is due by now.
pub async fn run_due(_app: &App) -> Result<()> {
    Ok(())
}

/// The next moment at which [`run_due`] would do something.
pub async fn next_due(_app: &App) -> Result<Option<DateTime<Utc>>> {
    Ok(None)
}

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
