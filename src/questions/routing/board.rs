//! What waits for an answer, for everyone to see.

use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::memberships;
use crate::questions::question::Entry;
use crate::questions::refusal::Refusal;
use crate::questions::rules::routing::BOARD;
use crate::questions::{READ, store};

/// What waits for an answer, the longest waiting first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// What has waited for longer than was promised.
    pub late: Vec<Entry>,
    /// The rest.
    pub waiting: Vec<Entry>,
}

/// What waits for an answer, one more than a list shows. For members and staff; what only mentors may
/// read is for staff alone.
pub async fn unanswered(app: &App, actor: &Actor) -> Result<Board> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    if !actor.is_staff() && !memberships::is_member(&mut conn, actor.user, now).await? {
        return Err(Refusal::NotMember.into());
    }
    let all = store::unanswered(&mut conn, actor.is_staff(), READ).await?;
    let is_late = |entry: &Entry| now - entry.asked_at >= BOARD;
    let (late, waiting) = all.into_iter().partition(is_late);
    Ok(Board { late, waiting })
}
