//! Tells the owner's log channel, once per cause, what needs a hand.

use super::Due;
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::EffectId;
use crate::outbox::{Effect, Priority, Queued, Why, tell_owner as tell};
use crate::text::Lang;

/// Alerts keep an order of their own and never alert about themselves.
const SUBJECT: &str = "alert";

/// What the owner is to be told of.
#[derive(Clone, Copy, Debug)]
pub struct Alert<'a> {
    /// The effect's row.
    pub id: EffectId,
    /// Another one each time it comes to a stand.
    pub attempt: i64,
    /// What it is.
    pub key: &'a str,
    /// What was to be done, unless that cannot be read.
    pub effect: Option<&'a Effect>,
    /// Why it stands still.
    pub why: &'a Why,
    /// The role or channel that has to be mended, where that is all it waits for.
    pub waits_for: Option<&'a str>,
}

/// Puts an alert into words. Only those who know the features can; we know none. Each alert needs a
/// marker of its own.
pub type Words = fn(&Alert<'_>, Lang) -> Message;

/// Queues a message about `due` to the log channel, if one is configured.
pub(super) async fn tell_owner(
    tx: &mut Tx,
    (app, words): (&App, Words),
    due: &Due,
    why: &Why,
    waits_for: Option<&str>,
) -> Result<()> {
    if due.subject == SUBJECT {
        return Ok(());
    }
    let effect = serde_json::from_str(&due.payload).ok();
    let alert = Alert {
        id: due.id,
        attempt: due.attempts,
        key: &due.key,
        effect: effect.as_ref(),
        why,
        waits_for,
    };
    let key = format!("alert:{}:{}", due.id, due.attempts);
    let queued = Queued::once(&key, SUBJECT, Priority::Normal);
    let message = words(&alert, app.config.language);
    tell(tx, app, &queued, message, app.now()).await
}
