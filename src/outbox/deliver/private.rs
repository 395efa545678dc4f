//! Looks whether a private thread was opened after all. It has no message to carry a marker: it is known
//! by the first word of its name, and by our having opened it.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serenity::http::{LightMethod, Route};

use super::requests::in_itself;
use super::search::{Found, PAGES, snowflake};
use crate::app::App;
use crate::discord::{Call, CallError, Rest};
use crate::error::Result;
use crate::ids::{ChannelId, MessageId};
use crate::outbox::{made_by, store::Object};

/// Discord's type of a private thread.
const PRIVATE_THREAD: u8 = 12;

#[derive(Deserialize)]
struct Page {
    threads: Vec<Thread>,
    #[serde(default)]
    has_more: bool,
}

#[derive(Deserialize)]
struct Thread {
    id: String,
    #[serde(rename = "type")]
    kind: u8,
    name: String,
    parent_id: Option<String>,
    owner_id: Option<String>,
    #[serde(rename = "thread_metadata")]
    metadata: Metadata,
}

#[derive(Deserialize)]
struct Metadata {
    archive_timestamp: DateTime<Utc>,
}

/// What is looked for.
struct Sought<'a> {
    channel: String,
    marker: &'a str,
    since: i64,
    /// The bot itself.
    owner: String,
}

impl Sought<'_> {
    /// The id of a thread that may be it.
    fn id(&self, thread: &Thread) -> Option<i64> {
        let is_it = thread.kind == PRIVATE_THREAD
            && thread.parent_id.as_deref() == Some(&self.channel)
            && thread.owner_id.as_deref() == Some(&self.owner)
            && thread.name.split(' ').next() == Some(self.marker);
        let id: i64 = thread.id.parse().ok()?;
        (is_it && id >= self.since).then_some(id)
    }

    /// The first of them that no other effect opened.
    async fn among(&self, app: &App, threads: &[Thread]) -> Result<Option<Object>> {
        for id in threads.iter().filter_map(|thread| self.id(thread)) {
            let mut conn = app.db.read().await?;
            if made_by(&mut conn, MessageId(id)).await?.is_none() {
                return Ok(Some(in_itself(id)));
            }
        }
        Ok(None)
    }
}

/// Looks among the active threads of the server, then among the archived private ones of the channel.
pub(super) async fn private_thread(
    app: &App,
    discord: &Rest,
    channel: ChannelId,
    (marker, since): (&str, i64),
) -> Result<Result<Found, CallError>> {
    let Some(guild) = app.config.discord.guild else {
        let why = "discord.guild is not configured";
        return Ok(Ok(Found::Incomplete(why.into())));
    };
    let me: serenity::all::CurrentUser = match discord.get(Route::UserMe).await {
        Ok(me) => me,
        Err(error) => return Ok(Err(error)),
    };
    let sought = Sought {
        channel: channel.to_string(),
        marker,
        since,
        owner: me.id.to_string(),
    };
    let mut call = Call::new(
        LightMethod::Get,
        Route::GuildThreadsActive {
            guild_id: guild.into(),
        },
    );
    // The list of active ones has everything in one page.
    for number in 0..=PAGES {
        let page: Page = match discord.call(call).await {
            Ok(page) => page,
            Err(error) => return Ok(Err(error)),
        };
        if let Some(object) = sought.among(app, &page.threads).await? {
            return Ok(Ok(Found::Object(object)));
        }
        let mut query = "limit=100".to_owned();
        if number > 0 {
            // By time of archiving, youngest first: what was archived before `since` was opened earlier.
            match page
                .threads
                .last()
                .map(|last| last.metadata.archive_timestamp)
            {
                Some(at) if page.has_more && snowflake(at) >= since => {
                    let before = at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
                    query = format!("{query}&before={before}");
                }
                _ => return Ok(Ok(Found::Absent)),
            }
        }
        let route = Route::ChannelArchivedPrivateThreads {
            channel_id: channel.into(),
        };
        call = Call::new(LightMethod::Get, route).query(&query);
    }
    let why = format!("more than {PAGES} pages of archived threads");
    Ok(Ok(Found::Incomplete(why)))
}
