//! What was written while nobody told us: read from the last message that was taken in, page by page.

use std::collections::HashMap;

use serde::Deserialize;
use serenity::http::{LightMethod, Route};

use super::mark::is_mentor;
use super::{Said, Words, take_in};
use crate::app::App;
use crate::discord::{Call, CallError, Rest};
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, QuestionId, UserId};
use crate::questions::store;

/// Pages that one comparison reads; the next goes on from there.
const PAGES: usize = 100;
/// Threads that may refuse to be read in one comparison.
const MAX_REFUSED: usize = 5;
/// Kinds of messages that people write: plain ones and replies.
const WRITTEN: [i64; 2] = [0, 19];

/// A thread in which something was written.
#[derive(Clone, Copy, Debug)]
pub(in crate::questions) struct Thread {
    pub(in crate::questions) question: QuestionId,
    pub(in crate::questions) id: MessageId,
    /// Up to which message it was read.
    pub(in crate::questions) seen: Option<MessageId>,
    /// The newest message in it.
    pub(in crate::questions) newest: Option<MessageId>,
}

#[derive(Deserialize)]
struct Message {
    id: String,
    author: Author,
    #[serde(default)]
    content: String,
    #[serde(rename = "type")]
    kind: i64,
}

#[derive(Deserialize)]
struct Author {
    id: String,
    #[serde(default)]
    bot: bool,
}

/// Takes in what was written in these threads since they were read.
///
/// # Errors
/// When Discord or the database does not answer; what was taken in stays so.
pub(in crate::questions) async fn catch_up(
    app: &App,
    discord: &Rest,
    threads: &[Thread],
) -> Result<()> {
    let mut mentors = HashMap::new();
    let (mut pages, mut refused) = (0, 0);
    for thread in threads {
        // Asking on would be held against us; `salon check` says what the bot may not read.
        if refused == MAX_REFUSED {
            return Ok(());
        }
        // Its first message has its own id.
        let mut seen = thread.seen.unwrap_or(thread.id);
        while pages < PAGES && thread.newest.is_some_and(|newest| newest > seen) {
            pages += 1;
            let page = match page(discord, ChannelId(thread.id.0), seen).await {
                Ok(page) => page,
                Err(CallError::Refused { .. }) => {
                    refused += 1;
                    break;
                }
                Err(error) => return Err(anyhow::Error::from(error).into()),
            };
            let last = page.iter().filter_map(|message| message.id.parse().ok());
            // The newest may be deleted by now: it is not asked for again.
            let Some(last) = last.max().or(thread.newest) else {
                break;
            };
            let said = said(app, discord, thread, &page, &mut mentors).await?;
            let mut tx = app.db.begin().await?;
            for said in &said {
                take_in(&mut tx, app, thread.question, said).await?;
            }
            store::set_seen(&mut tx, thread.question, last).await?;
            tx.commit().await?;
            seen = last;
        }
    }
    Ok(())
}

/// What people wrote on a page, the oldest first.
async fn said(
    app: &App,
    discord: &Rest,
    thread: &Thread,
    page: &[Message],
    mentors: &mut HashMap<UserId, bool>,
) -> Result<Vec<Said>> {
    let mut out = Vec::new();
    for message in page {
        let (Ok(id), Ok(author)) = (message.id.parse(), message.author.id.parse()) else {
            continue;
        };
        if message.author.bot || !WRITTEN.contains(&message.kind) {
            continue;
        }
        let known = mentors.get(&author).copied();
        let is_mentor = match known {
            Some(known) => known,
            None => is_mentor(app, discord, author).await?,
        };
        mentors.insert(author, is_mentor);
        out.push(Said {
            channel: ChannelId(thread.id.0),
            message: id,
            author,
            is_mentor,
            words: Words::of(app, &message.content),
        });
    }
    out.sort_by_key(|said| said.message);
    Ok(out)
}

/// The oldest hundred messages after `after`.
async fn page(
    discord: &Rest,
    thread: ChannelId,
    after: MessageId,
) -> Result<Vec<Message>, CallError> {
    let route = Route::ChannelMessages {
        channel_id: thread.into(),
    };
    let call = Call::new(LightMethod::Get, route).query(&format!("after={after}&limit=100"));
    discord.call(call).await
}
