//! What was kept and waits for a decision: the owner finds it without a channel for notices as well.

use sqlx::SqliteConnection;

use super::{cards, store};
use crate::actor::Actor;
use crate::app::App;
use crate::discord::message::Message;
use crate::error::Result;

/// Rows of buttons that a message holds.
const ROWS: usize = 5;
/// So many are counted.
const READ: i64 = 100;

/// How many there are.
pub async fn count(conn: &mut SqliteConnection) -> Result<i64> {
    Ok(store::count(conn).await?)
}

/// The oldest of them with what can be done about each; `None` where nothing waits.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Option<Message>> {
    actor.must_be_owner()?;
    let kept = store::undecided(&mut *app.db.read().await?, READ).await?;
    if kept.is_empty() {
        return Ok(None);
    }
    let shown = &kept[..kept.len().min(ROWS)];
    let more = kept.len() - shown.len();
    Ok(Some(cards::waiting(shown, more, actor.lang)))
}
