//! Tells the owner's log channel, once per cause, what needs a hand.

use super::Due;
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::{Embed, Message};
use crate::error::Result;
use crate::outbox::{Effect, Place, Priority, Queued, enqueue};
use crate::text::Text;

/// Alerts keep an order of their own and never alert about themselves.
const SUBJECT: &str = "alert";

/// Queues a message about `due` to the log channel, if one is configured.
pub(super) async fn tell_owner(tx: &mut Tx, app: &App, due: &Due, text: &Text) -> Result<()> {
    let Some(channel) = app.config.channels.log else {
        return Ok(());
    };
    if due.subject == SUBJECT {
        return Ok(());
    }
    let topic = format!("alert:{}:{}", due.id, due.attempts);
    let message = Message {
        embed: Some(Embed {
            description: text.render(app.config.language),
            footer: topic.clone(),
            colour: 0x00e7_4c3c,
            ..Embed::default()
        }),
        ..Message::default()
    };
    let queued = Queued {
        topic: &topic,
        version: None,
        subject: SUBJECT,
        priority: Priority::Normal,
        not_after: None,
        sought_since: None,
    };
    let place = Place::Channel(channel);
    enqueue(tx, &queued, &Effect::Post { place, message }, app.now()).await
}
