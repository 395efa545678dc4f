//! What people write in the thread of a question: when asker and mentor last did, a mentor's words as
//! an answer, the asker's after it. Every message may come late, twice or out of order.

mod away;
mod mark;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::question::Question;
use super::rules::{self, Event, Meaning, Relation, Writer};
use super::{change, closing, forms, informing, load, posting, record, routing, store, telling};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, QuestionId, UserId};
use crate::journal::By;
use crate::people;

pub(super) use away::{Thread, catch_up};
pub use mark::{Marked, mark};

/// A message that somebody wrote in a channel.
#[derive(Clone, Debug)]
pub struct Said {
    /// Where.
    pub channel: ChannelId,
    /// Which; it says when.
    pub message: MessageId,
    /// By whom; no bot.
    pub author: UserId,
    /// They hold the mentor's or the owner's role.
    pub is_mentor: bool,
    /// What it says; empty where we are not given it.
    pub words: Words,
}

/// Words that no log shows.
#[derive(Clone, Default)]
pub struct Words(String);

impl Words {
    /// Of a message, where the settings let us read it.
    pub fn of(app: &App, content: &str) -> Self {
        let may_read = app.config.discord.message_content;
        Self(if may_read {
            content.to_owned()
        } else {
            String::new()
        })
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// A mentor who is not the asker.
const MENTOR: Relation = Relation {
    is_asker: false,
    is_claimer: false,
    is_mentor: true,
    is_owner: false,
};

/// Takes in that somebody wrote in a channel, where that is a question's thread.
pub async fn heard(app: &App, said: &Said) -> Result<()> {
    let Some(number) = super::in_thread(app, said.channel).await? else {
        return Ok(());
    };
    let mut tx = app.db.begin().await?;
    take_in(&mut tx, app, number, said).await?;
    tx.commit().await?;
    // A claim that waited for the asker may have its end again.
    app.schedule_changed.notify_one();
    Ok(())
}

/// The same for a message of which it is known.
async fn take_in(tx: &mut Tx, app: &App, number: QuestionId, said: &Said) -> Result<()> {
    let now = app.now();
    let at = written_at(said.message).min(now);
    let before = load(tx.conn().await?, number).await?;
    let before = closing::stirred(tx, app, before, at).await?;
    let writer = if before.asker == Some(said.author) {
        Writer::Asker
    } else if said.is_mentor {
        Writer::Mentor
    } else {
        Writer::Other
    };
    store::touch(tx, number, at).await?;
    store::wrote(tx, number, writer, at).await?;
    let past = store::past(tx.conn().await?, number).await?;
    let is_answer = rules::is_answer(&said.words.0);
    match rules::meaning(&before, past, (writer, at), is_answer) {
        Meaning::Nothing => Ok(()),
        Meaning::Offer => {
            store::set_offered(tx, number, now).await?;
            posting::offer(tx, app, &before, said.message, now).await
        }
        Meaning::Reply => informing::reply_seen(tx, app, &before, now).await,
        Meaning::Answer => {
            let (Ok(_), Ok(body)) = (
                rules::decide(&before, Event::Answer, MENTOR, now),
                forms::answer_words(&said.words.0),
            ) else {
                return Ok(());
            };
            let words = (said.message, said.author, body.as_str());
            if let Some(after) = answered(tx, app, &before, words, By::Discord).await? {
                telling::answered(tx, app, &after, now).await?;
            }
            Ok(())
        }
    }
}

/// Takes a message as the answer: nothing is posted, because it stands in the thread. `None` where it
/// was taken before.
async fn answered(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    (message, author, body): (MessageId, UserId, &str),
    by: By,
) -> Result<Option<Question>> {
    let now = app.now();
    let mentor = people::ensure(tx, author, None, now).await?;
    let conn = tx.conn().await?;
    if store::is_taken(conn, message).await?
        || store::is_answered_so(conn, before.id, mentor, body).await?
    {
        return Ok(None);
    }
    // It was an answer from when it was written; what follows begins with its being known.
    let at = written_at(message).min(now).max(before.asked_at);
    store::insert_written(tx, before.id, mentor, (message, body), at).await?;
    let to = rules::decide(before, Event::Answer, MENTOR, now)?;
    let mut after = rules::moved(before, Event::Answer, to, None, now);
    after.first_answer_at = before.first_answer_at.or(Some(at));
    // The clock may have been stopped after it was written.
    if before.clock_stopped_at.is_some_and(|since| since >= at) {
        after.clock_stopped_seconds = before.clock_stopped_seconds;
    }
    change(tx, before, &after).await?;
    let step = store::Step {
        event: Event::Answer.name(),
        actor: Some(mentor),
        before,
        after: &after,
    };
    store::insert_event(tx, &step, now).await?;
    routing::follow(tx, app, (before, &after), now).await?;
    let details = json!({"version": after.version, "message": message});
    record(tx, &after, (Event::Answer.kind(), by, details), now).await?;
    posting::refresh(tx, app, before, &after, now).await?;
    Ok(Some(after))
}

/// When a message was written: its id says so.
fn written_at(message: MessageId) -> DateTime<Utc> {
    *serenity::all::MessageId::from(message).created_at()
}
