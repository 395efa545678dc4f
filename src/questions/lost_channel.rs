//! A whole channel of questions that somebody deleted: the owner is told once, and has them all posted
//! again in another one.

use chrono::{DateTime, Utc};
use serde::de::IgnoredAny;
use serenity::http::Route;

use super::asking::place;
use super::question::Kind;
use super::{lost, notices, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::{CallError, Rest, UNKNOWN_CHANNEL};
use crate::error::{Error, Result};
use crate::ids::ChannelId;
use crate::outbox::{self, Priority, Queued};
use crate::questions::refusal::Refusal;

/// Whether a channel is gone.
///
/// # Errors
/// When Discord does not answer.
pub(super) async fn is_gone(discord: &Rest, channel: ChannelId) -> Result<bool> {
    let route = Route::Channel {
        channel_id: channel.into(),
    };
    match discord.get::<IgnoredAny>(route).await {
        Err(error) if error.code() == Some(UNKNOWN_CHANNEL) => Ok(true),
        // Hidden from us, it may be there.
        Ok(_) | Err(CallError::Refused { .. }) => Ok(false),
        Err(error) => Err(anyhow::Error::from(error).into()),
    }
}

/// Tells the owner, once, that a channel is gone with so many questions.
pub(super) async fn tell_owner(app: &App, channel: ChannelId, questions: usize) -> Result<()> {
    let key = key(channel);
    let mut tx = app.db.begin().await?;
    if outbox::fate(tx.conn().await?, &key).await?.is_some() {
        return Ok(());
    }
    let queued = Queued::once(&key, &key, Priority::Normal);
    let message = notices::lost_channel(channel, questions, app.config.language);
    outbox::tell_owner(&mut tx, app, &queued, message, app.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Posts again, in the channel that is configured now, what was lost with this one; how many
/// questions. Only for the owner.
pub async fn recreate_all(app: &App, actor: &Actor, channel: ChannelId) -> Result<usize> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let known = store::channel_kinds(&mut conn).await?;
    let lost = store::lost_in(&mut conn, channel).await?;
    drop(conn);
    // Before any of them is posted: each kind has its channel.
    let kinds = lost.iter().map(|(_, kind)| *kind);
    for kind in kinds.chain([Kind::Study]) {
        let (present, _) = place(app, &known, kind)?;
        if present == channel {
            return Err(Refusal::ChannelGone.into());
        }
    }
    let mut posted = 0;
    for (number, _) in lost {
        match lost::recreate(app, actor, number).await {
            Ok(_) => posted += 1,
            // Somebody was faster, or erased it.
            Err(Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let mut tx = app.db.begin().await?;
    end(&mut tx, app, channel, app.now()).await?;
    tx.commit().await?;
    Ok(posted)
}

/// Shows in the log channel that it was done; the button goes.
async fn end(tx: &mut Tx, app: &App, channel: ChannelId, now: DateTime<Utc>) -> Result<()> {
    let told = key(channel);
    let key = format!("{told}:end");
    let queued = Queued::once(&key, &told, Priority::Normal);
    let message = notices::end_of_lost_channel(app.config.language);
    outbox::amend(tx, &told, &queued, message, now).await?;
    Ok(())
}

/// Under which the owner is told.
fn key(channel: ChannelId) -> String {
    format!("questions:{channel}:lost")
}
