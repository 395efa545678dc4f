//! The post with the button 質問する: one in each channel in which the owner asks for it, pinned.

mod cards;

use chrono::{DateTime, Utc};
use serde::de::IgnoredAny;
use serde_json::json;

use super::asking::place;
use super::question::Kind;
use super::store::{self, Board};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::{CallError, Rest, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE};
use crate::error::Result;
use crate::ids::ChannelId;
use crate::journal::{self, By, Entry};
use crate::outbox::{self, Effect, Place, Priority, Queued};
use crate::people;

pub(super) use cards::describe;

impl Board {
    /// The outbox's name of this posting of it: what was wanted of an older one holds up nothing.
    fn key(&self) -> String {
        key(self.channel_id, self.posting)
    }
}

fn key(channel: ChannelId, posting: i64) -> String {
    format!("question-board:{channel}:{posting}")
}

/// Posts the button in a channel and pins it; an older one there goes. Only for the owner.
///
/// # Errors
/// Refused for everyone else, and where questions have no place yet.
pub(super) async fn post_board(app: &App, actor: &Actor, channel: ChannelId) -> Result<()> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let known = store::channel_kinds(tx.conn().await?).await?;
    let (answers, _) = place(app, &known, Kind::Study)?;
    let takes_failures = place(app, &known, Kind::Failure).is_ok();
    let old = store::board(tx.conn().await?, channel).await?;
    if let Some(old) = &old {
        take_away(&mut tx, old, now).await?;
    }
    let new = Board {
        channel_id: channel,
        posting: old.map_or(1, |old| old.posting + 1),
        lost_at: None,
    };
    store::set_board(&mut tx, &new).await?;
    let subject = new.key();
    let lang = app.config.language;
    let post = Effect::Post {
        place: Place::Channel(channel),
        message: cards::board(&new, answers, (takes_failures, app.seal().is_some()), lang),
        reply_to: None,
    };
    let queued = Queued::once(&subject, &subject, Priority::Click);
    outbox::enqueue(&mut tx, &queued, &post, now).await?;
    let pin = Effect::Pin {
        of: subject.clone(),
    };
    let pinned = format!("{subject}:pin");
    let queued = Queued::once(&pinned, &subject, Priority::Click);
    outbox::enqueue(&mut tx, &queued, &pin, now).await?;
    record(&mut tx, &new, ("board.posted", By::Person(owner)), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes an older one away, and with it what was still to be done about it.
async fn take_away(tx: &mut Tx, old: &Board, now: DateTime<Utc>) -> Result<()> {
    let subject = old.key();
    outbox::give_up(tx, &subject, now).await?;
    let delete = Effect::Delete {
        of: subject.clone(),
    };
    let key = format!("{subject}:gone");
    let queued = Queued::once(&key, &subject, Priority::Click);
    outbox::enqueue(tx, &queued, &delete, now).await
}

/// Takes in that a message is gone; whether it was the button of a channel.
pub(super) async fn message_deleted(app: &App, made_by: &str) -> Result<bool> {
    let parts = made_by.strip_prefix("question-board:");
    let Some((channel, posting)) = parts.and_then(|parts| parts.split_once(':')) else {
        return Ok(false);
    };
    let (Ok(channel), Ok(posting)) = (channel.parse(), posting.parse()) else {
        return Ok(false);
    };
    lose(app, ChannelId(channel), posting).await?;
    Ok(true)
}

/// Looks whether each is still there: once for each session, after it we hear of what is deleted.
pub(super) async fn find_missing(app: &App, discord: &Rest) -> Result<()> {
    let boards = store::boards(&mut *app.db.read().await?).await?;
    for board in boards.iter().filter(|board| board.lost_at.is_none()) {
        let posted = outbox::object(&mut *app.db.read().await?, &board.key()).await?;
        let Some(posted) = posted else { continue };
        let seen = discord.message::<IgnoredAny>(posted.channel_id, posted.id);
        match seen.await {
            Err(error)
                if [Some(UNKNOWN_MESSAGE), Some(UNKNOWN_CHANNEL)].contains(&error.code()) =>
            {
                lose(app, board.channel_id, board.posting).await?;
            }
            // Hidden from us, it may be there.
            Ok(_) | Err(CallError::Refused { .. }) => {}
            Err(error) => return Err(anyhow::Error::from(error).into()),
        }
    }
    Ok(())
}

/// Remembers that the present one is gone, and tells the owner once how to have it again.
async fn lose(app: &App, channel: ChannelId, posting: i64) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let board = store::board(tx.conn().await?, channel).await?;
    // An older one may well be deleted.
    let Some(mut board) = board.filter(|it| it.posting == posting && it.lost_at.is_none()) else {
        return Ok(());
    };
    board.lost_at = Some(now);
    store::set_board(&mut tx, &board).await?;
    record(&mut tx, &board, ("board.lost", By::Discord), now).await?;
    let key = format!("{}:lost", board.key());
    let queued = Queued::once(&key, &key, Priority::Normal);
    let message = cards::lost(&board, app.config.language);
    outbox::tell_owner(&mut tx, app, &queued, message, now).await?;
    tx.commit().await?;
    Ok(())
}

async fn record(
    tx: &mut Tx,
    board: &Board,
    (kind, by): (&'static str, By),
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = Entry {
        by,
        kind,
        subject: &format!("question-board:{}", board.channel_id),
        person: None,
        details: json!({"posting": board.posting}),
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}
