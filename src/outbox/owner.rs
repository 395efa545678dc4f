//! What the owner is told in the log channel, and what stands there once it is over.

use chrono::{DateTime, Utc};

use super::{Effect, Place, Queued, enqueue, fate};
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::Message;
use crate::error::Result;

/// Queues a post to the log channel. Without one nothing is queued: then the status alone says it.
pub async fn tell_owner(
    tx: &mut Tx,
    app: &App,
    queued: &Queued<'_>,
    message: Message,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(channel) = app.config.channels.log else {
        return Ok(());
    };
    let place = Place::Channel(channel);
    let post = Effect::Post {
        place,
        message,
        reply_to: None,
    };
    enqueue(tx, queued, &post, now).await
}

/// Queues that another message stands in place of the one that was queued under `of`; whether
/// there is one. What is over has no buttons any more.
pub async fn amend(
    tx: &mut Tx,
    of: &str,
    queued: &Queued<'_>,
    message: Message,
    now: DateTime<Utc>,
) -> Result<bool> {
    if fate(tx.conn().await?, of).await?.is_none() {
        return Ok(false);
    }
    let of = of.to_owned();
    enqueue(tx, queued, &Effect::Edit { of, message }, now).await?;
    Ok(true)
}
