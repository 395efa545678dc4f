//! What somebody deleted by hand: a thread, a card. The owner is told and decides whether it is posted
//! again or erased; never the bot by itself, because somebody may have had a reason: words that
//! should not be there.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::asking::place;
use super::question::{ChannelKind, Kind, Part, Question, State};
use super::refusal::Refusal;
use super::{change, load, notices, pinned, posting, record, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, QuestionId};
use crate::journal::By;
use crate::outbox::{self, Priority, Queued};
use crate::people;

/// Takes in that a thread is gone.
pub async fn thread_deleted(app: &App, channel: ChannelId) -> Result<()> {
    let Some(number) = super::in_thread(app, channel).await? else {
        return Ok(());
    };
    let gone = (Part::Thread, MessageId(channel.0));
    lose(app, number, gone, true).await.map(drop)
}

/// Takes in that a message is gone.
pub async fn message_deleted(app: &App, message: MessageId) -> Result<()> {
    let made_by = outbox::made_by(&mut *app.db.read().await?, message).await?;
    if let Some(key) = &made_by
        && pinned::message_deleted(app, key).await?
    {
        return Ok(());
    }
    let Some(number) = made_by.as_deref().and_then(super::number_in) else {
        return Ok(());
    };
    lose(app, number, (Part::Card, message), true)
        .await
        .map(drop)
}

/// Remembers what of a question that is not closed is gone, and tells the owner where it is gone
/// `by_itself`. `true` the first time.
pub(super) async fn lose(
    app: &App,
    number: QuestionId,
    gone: (Part, MessageId),
    by_itself: bool,
) -> Result<bool> {
    // Read first: mostly it is nothing, and the writer is needed elsewhere.
    if !is_new(&mut *app.db.read().await?, number, gone).await? {
        return Ok(false);
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !is_new(tx.conn().await?, number, gone).await? {
        return Ok(false);
    }
    let before = load(tx.conn().await?, number).await?;
    let (part, id) = gone;
    let mut after = before.clone();
    after.version += 1;
    after.lost = Some(part);
    change(&mut tx, &before, &after).await?;
    let details = json!({"version": after.version, "part": part.name(), "id": id});
    let step = ("question.lost", By::Discord, details);
    record(&mut tx, &after, step, now).await?;
    if by_itself {
        tell_owner(&mut tx, app, &after, part, now).await?;
    }
    tx.commit().await?;
    tracing::warn!("the {} of #{number} was deleted on Discord", part.name());
    Ok(true)
}

/// Whether this is gone and nobody knew. With its thread the card is gone, too.
async fn is_new(
    conn: &mut SqliteConnection,
    number: QuestionId,
    (part, id): (Part, MessageId),
) -> Result<bool> {
    let question = load(conn, number).await?;
    if question.state.is_closed() || [Some(part), Some(Part::Thread)].contains(&question.lost) {
        return Ok(false);
    }
    let key = match part {
        Part::Thread => question.thread_key(),
        Part::Card => question.card_key(),
    };
    // An older posting of it may well be deleted.
    let present = outbox::object(conn, &key).await?;
    Ok(present.is_some_and(|present| present.id == id))
}

/// Posts again what is gone of a question; with a thread also its answers, in the channel that is
/// configured now. Only for the owner.
pub async fn recreate(app: &App, actor: &Actor, number: QuestionId) -> Result<Question> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let before = load(tx.conn().await?, number).await?;
    if before.state == State::Erased {
        return Err(Refusal::Erased.into());
    }
    // What is hidden is not posted; shown again, it is missed as before.
    if before.state == State::Held {
        return Err(Refusal::Held.into());
    }
    let gone = gone(tx.conn().await?, &before).await?;
    let part = gone.ok_or(Refusal::NotLost(number))?;
    let after = match part {
        Part::Thread => {
            let known = store::channel_kinds(tx.conn().await?).await?;
            let place = place(app, &known, before.kind)?;
            posted_in(&mut tx, app, &before, place, now).await?
        }
        Part::Card => {
            let mut after = before.clone();
            after.version += 1;
            after.card += 1;
            after.lost = None;
            posting::card_again(&mut tx, app, &after, now).await?;
            // Whatever is posted in a thread opens it.
            if after.state.is_closed() {
                posting::set_thread(&mut tx, app, &after, now).await?;
            }
            after
        }
    };
    change(&mut tx, &before, &after).await?;
    end(&mut tx, app, (&before, &after), now).await?;
    let details = json!({"version": after.version, "part": part.name()});
    let step = ("question.recreated", By::Person(owner), details);
    record(&mut tx, &after, step, now).await?;
    tx.commit().await?;
    Ok(after)
}

/// What of a question has to be posted again. Without its card no thread is opened: a card that was
/// deleted before goes with one.
async fn gone(conn: &mut SqliteConnection, question: &Question) -> Result<Option<Part>> {
    let has_thread = outbox::object(conn, &question.thread_key())
        .await?
        .is_some();
    Ok(match question.lost {
        Some(Part::Card) if !has_thread => Some(Part::Thread),
        lost => lost,
    })
}

/// Posts what never came to be in a channel that is not the configured one any more.
pub(super) async fn post_stranded(app: &App) -> Result<()> {
    // Each kind has its channel: one that is confidential, and one that is not.
    for kind in [Kind::Study, Kind::Failure] {
        let mut conn = app.db.read().await?;
        let known = store::channel_kinds(&mut conn).await?;
        let Ok(place) = place(app, &known, kind) else {
            continue;
        };
        let where_to = (place.0, kind.is_confidential());
        let stranded = store::stranded(&mut conn, where_to).await?;
        drop(conn);
        for number in stranded {
            post_elsewhere(app, number, place).await?;
        }
    }
    Ok(())
}

/// Posts it in another channel, unless it may be on its way.
async fn post_elsewhere(
    app: &App,
    number: QuestionId,
    place: (ChannelId, ChannelKind),
) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    outbox::give_up(&mut tx, &before.subject(), now).await?;
    // What may be on its way is to be found there first.
    if outbox::is_busy(tx.conn().await?, &before.subject()).await? {
        return Ok(());
    }
    let after = posted_in(&mut tx, app, &before, place, now).await?;
    change(&mut tx, &before, &after).await?;
    let details = json!({"version": after.version, "channel": place.0});
    let step = ("question.moved", By::Clock, details);
    record(&mut tx, &after, step, now).await?;
    tx.commit().await?;
    Ok(())
}

/// The question as it is posted anew in this place.
async fn posted_in(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    (channel_id, channel_kind): (ChannelId, ChannelKind),
    now: DateTime<Utc>,
) -> Result<Question> {
    let after = Question {
        version: before.version + 1,
        posting: before.posting + 1,
        card: 1,
        lost: None,
        channel_id,
        channel_kind,
        ..before.clone()
    };
    posting::post_again(tx, app, (before, &after), now).await?;
    // There may be many of them.
    outbox::hurry_less(tx, &after.subject()).await?;
    Ok(after)
}

/// Under which the owner is told that a part of this posting is gone: once of each.
fn lost_key(question: &Question, part: Part) -> String {
    format!(
        "question:{}:lost-{}",
        question.id,
        notices::which(question, part)
    )
}

/// Tells the owner what is gone; without a log channel the status does.
async fn tell_owner(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    part: Part,
    now: DateTime<Utc>,
) -> Result<()> {
    let key = lost_key(question, part);
    let queued = Queued::once(&key, &key, Priority::Normal)
        .owed_since(tx, question.asked_at)
        .await?;
    let message = notices::lost(question, part, app.config.language);
    outbox::tell_owner(tx, app, &queued, message, now).await
}

/// Shows in the log channel what was done about what was gone; the buttons go.
pub(super) async fn end(
    tx: &mut Tx,
    app: &App,
    (before, after): (&Question, &Question),
    now: DateTime<Utc>,
) -> Result<()> {
    for part in [Part::Card, Part::Thread] {
        let told = lost_key(before, part);
        let key = format!("{told}:end");
        let queued = Queued::once(&key, &told, Priority::Normal);
        let message = notices::end_of_loss(after, part, app.config.language);
        outbox::amend(tx, &told, &queued, message, now).await?;
    }
    Ok(())
}
