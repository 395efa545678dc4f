//! What Discord shows of threads: two lists, and a single one where neither has it.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Deserialize;
use serenity::http::{LightMethod, Route};

use crate::app::App;
use crate::discord::{Call, CallError, Rest, UNKNOWN_CHANNEL};
use crate::error::Result;
use crate::ids::{ChannelId, MessageId};

/// How many pages of a channel's archive one pass reads: what was archived lately stands first.
const PAGES: usize = 20;

/// A thread; no more than we need.
#[derive(Deserialize)]
pub(super) struct Thread {
    id: String,
    #[serde(default)]
    pub(super) applied_tags: Vec<String>,
    /// The newest message in it, also of ours.
    last_message_id: Option<String>,
    #[serde(rename = "thread_metadata")]
    pub(super) metadata: Metadata,
}

#[derive(Deserialize)]
pub(super) struct Metadata {
    pub(super) archived: bool,
    #[serde(default)]
    pub(super) locked: bool,
    archive_timestamp: DateTime<Utc>,
}

#[derive(Deserialize)]
struct List {
    threads: Vec<Thread>,
    #[serde(default)]
    has_more: bool,
}

/// Threads by their ids.
pub(super) type Threads = HashMap<MessageId, Thread>;

/// What became of a thread.
pub(super) enum Found {
    There(Thread),
    /// Somebody deleted it.
    Gone,
    /// We may not see it: `salon check` says how to mend that.
    Hidden,
}

/// What a channel's archive has of the threads that are looked for.
pub(super) enum Archive {
    /// These; what it lacks was deleted, or lies further back than we look.
    Has(Threads),
    /// The channel itself was deleted.
    Gone,
    /// We may not see it.
    Hidden,
}

impl Thread {
    fn id(&self) -> Option<MessageId> {
        self.id.parse().ok()
    }

    /// The newest message in it.
    pub(super) fn newest(&self) -> Option<MessageId> {
        self.last_message_id.as_ref()?.parse().ok()
    }
}

/// Every thread of the server that is not archived.
pub(super) async fn active(app: &App, discord: &Rest) -> Result<Threads> {
    let guild = app.config.discord.guild;
    let guild = guild.ok_or_else(|| anyhow::anyhow!("discord.guild is not configured"))?;
    let route = Route::GuildThreadsActive {
        guild_id: guild.into(),
    };
    let list: List = discord.get(route).await.map_err(anyhow::Error::from)?;
    let by_id = |thread: Thread| Some((thread.id()?, thread));
    Ok(list.threads.into_iter().filter_map(by_id).collect())
}

/// Reads the archive of a channel, of its private threads or of the others, the last archived first,
/// until all that are `sought` are found; also gives those of the `welcome` ones that stand on the way.
pub(super) async fn archived(
    discord: &Rest,
    (channel, are_private): (ChannelId, bool),
    mut sought: HashSet<MessageId>,
    welcome: &HashSet<MessageId>,
) -> Result<Archive> {
    let mut found = Threads::new();
    let mut query = "limit=100".to_owned();
    for _ in 0..PAGES {
        let channel_id = channel.into();
        let route = if are_private {
            Route::ChannelArchivedPrivateThreads { channel_id }
        } else {
            Route::ChannelArchivedPublicThreads { channel_id }
        };
        let call = Call::new(LightMethod::Get, route).query(&query);
        let page: List = match discord.call(call).await {
            Ok(page) => page,
            Err(error) if error.code() == Some(UNKNOWN_CHANNEL) => return Ok(Archive::Gone),
            Err(CallError::Refused { .. }) => return Ok(Archive::Hidden),
            Err(error) => return Err(anyhow::Error::from(error).into()),
        };
        let last = page.threads.last();
        let archived_at = last.map(|thread| thread.metadata.archive_timestamp);
        for thread in page.threads {
            let Some(id) = thread.id() else { continue };
            if sought.remove(&id) || welcome.contains(&id) {
                found.insert(id, thread);
            }
        }
        // Nothing was archived before it was there.
        let oldest = sought.iter().map(|id| opened_at(*id)).min();
        match (archived_at, oldest) {
            (Some(at), Some(oldest)) if page.has_more && at >= oldest => {
                let before = at.to_rfc3339_opts(SecondsFormat::Micros, true);
                query = format!("limit=100&before={before}");
            }
            _ => break,
        }
    }
    Ok(Archive::Has(found))
}

/// When Discord gave this id.
fn opened_at(thread: MessageId) -> DateTime<Utc> {
    *serenity::all::MessageId::from(thread).created_at()
}

/// A thread that is in neither list.
pub(super) async fn single(discord: &Rest, thread: MessageId) -> Result<Found> {
    let route = Route::Channel {
        channel_id: ChannelId(thread.0).into(),
    };
    match discord.get(route).await {
        Ok(thread) => Ok(Found::There(thread)),
        Err(error) if error.code() == Some(UNKNOWN_CHANNEL) => Ok(Found::Gone),
        Err(CallError::Refused { .. }) => Ok(Found::Hidden),
        Err(error) => Err(anyhow::Error::from(error).into()),
    }
}
