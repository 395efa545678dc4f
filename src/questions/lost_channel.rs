//! A whole channel of questions that somebody deleted: the owner is told once, and has them all posted
//! again in another one.

use chrono::{DateTime, Utc};
use serenity::http::Route;

use super::asking::place;
use super::{lost, notices, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::Rest;
use crate::error::Result;
use crate::ids::ChannelId;
use crate::outbox::{self, Effect, Place, Priority, Queued};
use crate::questions::refusal::Refusal;

/// Whether a channel is gone, as far as Discord says so.
pub(super) async fn is_gone(discord: &Rest, channel: ChannelId) -> bool {
    let route = Route::Channel {
        channel_id: channel.into(),
    };
    let looked = discord.get::<serde::de::IgnoredAny>(route).await;
    looked.is_err_and(|error| error.code() == Some(super::repair::UNKNOWN_CHANNEL))
}

/// Tells the owner, once, that a channel is gone with so many questions.
pub(super) async fn tell_owner(app: &App, channel: ChannelId, questions: usize) -> Result<()> {
    let Some(log) = app.config.channels.log else {
        return Ok(());
    };
    let key = key(channel);
    let mut tx = app.db.begin().await?;
    if outbox::fate(tx.conn().await?, &key).await?.is_some() {
        return Ok(());
    }
    let post = Effect::Post {
        place: Place::Channel(log),
        message: notices::lost_channel(channel, questions, app.config.language),
    };
    let queued = Queued::once(&key, &key, Priority::Normal);
    outbox::enqueue(&mut tx, &queued, &post, app.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Posts again, in the channel that is configured now, what was lost with this one; how many
/// questions. Only for the owner.
pub async fn recreate_all(app: &App, actor: &Actor, channel: ChannelId) -> Result<usize> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let kind = store::channel_kind(&mut conn).await?;
    let (present, _) = place(app, kind.as_deref())?;
    if present == channel {
        return Err(Refusal::ChannelGone.into());
    }
    let lost = store::lost_in(&mut conn, channel).await?;
    drop(conn);
    for number in &lost {
        lost::recreate(app, actor, *number).await?;
    }
    let mut tx = app.db.begin().await?;
    end(&mut tx, app, channel, app.now()).await?;
    tx.commit().await?;
    Ok(lost.len())
}

/// Shows in the log channel that it was done; the button goes.
async fn end(tx: &mut Tx, app: &App, channel: ChannelId, now: DateTime<Utc>) -> Result<()> {
    let told = key(channel);
    if outbox::fate(tx.conn().await?, &told).await?.is_none() {
        return Ok(());
    }
    let edit = Effect::Edit {
        of: told.clone(),
        message: notices::end_of_lost_channel(app.config.language),
    };
    let key = format!("{told}:end");
    let queued = Queued::once(&key, &told, Priority::Normal);
    outbox::enqueue(tx, &queued, &edit, now).await
}

/// Under which the owner is told.
fn key(channel: ChannelId) -> String {
    format!("questions:{channel}:lost")
}
