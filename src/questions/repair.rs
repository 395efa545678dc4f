//! Threads as Discord shows them, compared with what they should be: a pass over all that are not
//! closed, with one call for the list, one for the forum's tags, and one for each that is missing.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::Deserialize;
use serde_json::json;
use serenity::http::Route;

use super::question::{ChannelKind, Part, Question};
use super::rules::{Seen, must_be_set};
use super::{cards, erase, lost, lost_channel, posting, store};
use crate::app::App;
use crate::db;
use crate::discord::{CallError, Rest};
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, QuestionId};
use crate::journal::By;
use crate::outbox;

/// Discord's error for a channel or thread that is gone.
pub(super) const UNKNOWN_CHANNEL: i64 = 10_003;

/// The fact that says after which restoring all was shown anew.
const SHOWN: &str = "questions_shown_after_restoring";

/// What a pass found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// Questions whose thread was looked at.
    pub looked_at: usize,
    /// Threads that are being set anew.
    pub set: usize,
    /// Threads that somebody deleted.
    pub lost: usize,
}

#[derive(Deserialize)]
struct Active {
    threads: Vec<Thread>,
}

/// A thread; no more than we need.
#[derive(Deserialize)]
struct Thread {
    id: String,
    #[serde(default)]
    applied_tags: Vec<String>,
    /// The newest message in it, also of ours.
    last_message_id: Option<String>,
    #[serde(rename = "thread_metadata")]
    metadata: Metadata,
}

/// What became of a thread.
enum Found {
    There(Thread),
    /// Somebody deleted it.
    Gone,
    /// We may not see it: `salon check` says how to mend that.
    Hidden,
}

#[derive(Deserialize)]
struct Metadata {
    archived: bool,
    #[serde(default)]
    locked: bool,
}

#[derive(Deserialize)]
struct Forum {
    #[serde(default)]
    available_tags: Vec<Tag>,
}

#[derive(Deserialize)]
struct Tag {
    id: String,
    name: String,
}

/// Compares threads with what they should be, and has put right what differs.
///
/// Looks at those of questions that are not closed. What is on its way in the outbox is left alone;
/// what a pass cannot read is left to the next.
///
/// # Errors
/// When Discord or the database does not answer.
pub async fn repair(app: &App, discord: &Rest) -> Result<Repaired> {
    lost::post_stranded(app).await?;
    let open = store::tracked(&mut *app.db.read().await?).await?;
    let mut done = Repaired {
        looked_at: open.len(),
        ..Repaired::default()
    };
    let is_outdated = show_after_restoring(app).await?;
    if open.is_empty() || is_outdated {
        return Ok(done);
    }
    let mut active = active(app, discord).await?;
    let mut tags = Tags::default();
    // What is gone, by the channel that it was in.
    let mut gone: HashMap<ChannelId, Vec<(QuestionId, MessageId)>> = HashMap::new();
    for store::Tracked { question, thread } in open {
        // Of which the owner was told.
        if question.lost == Some(Part::Thread) {
            continue;
        }
        let found = match active.remove(&thread.0) {
            Some(thread) => Found::There(thread),
            None => find(discord, thread).await?,
        };
        match found {
            Found::There(thread) => {
                take_in(app, &question, &thread).await?;
                let seen = tags.seen(discord, &question, &thread).await?;
                let known = tags.known(question.channel_id);
                let states = cards::state_tags(&app.config);
                let wanted = cards::tags(&question, &app.config);
                if must_be_set(question.state, &seen, &wanted, (&known, &states)) {
                    done.set += usize::from(set(app, &question, false).await?);
                }
            }
            Found::Gone => {
                let of_channel = gone.entry(question.channel_id).or_default();
                of_channel.push((question.id, thread));
            }
            Found::Hidden => {}
        }
    }
    for (channel, threads) in gone {
        let is_gone = lost_channel::is_gone(discord, channel).await?;
        // Before they are known to be lost, or after a stop in between nobody would be told.
        if is_gone {
            lost_channel::tell_owner(app, channel, threads.len()).await?;
        }
        for (number, thread) in threads {
            let gone = (Part::Thread, thread);
            done.lost += usize::from(lost::lose(app, number, gone, !is_gone).await?);
        }
    }
    Ok(done)
}

/// After a backup was restored Discord shows what was forgotten: once, all is shown anew as it
/// stands in the database. `true` where that was to be done; it is on its way then.
async fn show_after_restoring(app: &App) -> Result<bool> {
    let mut conn = app.db.read().await?;
    let Some(restored) = db::restored(&mut conn).await? else {
        return Ok(false);
    };
    let at = restored.at.to_rfc3339();
    if db::fact(&mut conn, SHOWN).await?.as_ref() == Some(&at) {
        return Ok(false);
    }
    let open = store::not_closed(&mut conn).await?;
    drop(conn);
    for question in open {
        if !set(app, &question, true).await? {
            // Somebody was faster; the next pass does the rest.
            return Ok(true);
        }
    }
    erase::show_erased(app, restored.at).await?;
    let mut tx = app.db.begin().await?;
    db::set_fact(&mut tx, SHOWN, &at).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes in that something was written while nobody told us; the id says when.
async fn take_in(app: &App, question: &Question, thread: &Thread) -> Result<()> {
    let newest = thread.last_message_id.as_ref();
    let Some(newest) = newest.and_then(|id| id.parse::<MessageId>().ok()) else {
        return Ok(());
    };
    let at = *serenity::all::MessageId::from(newest).created_at();
    if at <= question.last_activity_at {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    store::touch(&mut tx, question.id, at).await?;
    tx.commit().await?;
    Ok(())
}

/// Every thread of the server that is not archived.
async fn active(app: &App, discord: &Rest) -> Result<HashMap<i64, Thread>> {
    let guild = app.config.discord.guild;
    let guild = guild.ok_or_else(|| anyhow::anyhow!("discord.guild is not configured"))?;
    let route = Route::GuildThreadsActive {
        guild_id: guild.into(),
    };
    let list: Active = discord.get(route).await.map_err(anyhow::Error::from)?;
    let by_id = |thread: Thread| Some((thread.id.parse().ok()?, thread));
    Ok(list.threads.into_iter().filter_map(by_id).collect())
}

/// A thread that is not among the active ones.
async fn find(discord: &Rest, thread: MessageId) -> Result<Found> {
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

/// The tags of each forum, name by id; read once a pass.
#[derive(Default)]
struct Tags(HashMap<ChannelId, HashMap<String, String>>);

impl Tags {
    async fn seen(&mut self, discord: &Rest, question: &Question, thread: &Thread) -> Result<Seen> {
        let tags = match question.channel_kind {
            ChannelKind::Text => None,
            ChannelKind::Forum => {
                let names = self.read(discord, question.channel_id).await?;
                let ids = thread.applied_tags.iter();
                Some(ids.filter_map(|id| names.get(id).cloned()).collect())
            }
        };
        Ok(Seen {
            is_archived: thread.metadata.archived,
            is_locked: thread.metadata.locked,
            tags,
        })
    }

    async fn read(&mut self, discord: &Rest, forum: ChannelId) -> Result<&HashMap<String, String>> {
        match self.0.entry(forum) {
            Entry::Occupied(names) => Ok(names.into_mut()),
            Entry::Vacant(names) => {
                let route = Route::Channel {
                    channel_id: forum.into(),
                };
                let tags = match discord.get::<Forum>(route).await {
                    Ok(forum) => forum.available_tags,
                    // Gone or hidden: there is nothing to put right, and `salon check` tells.
                    Err(CallError::Refused { .. }) => Vec::new(),
                    Err(error) => return Err(anyhow::Error::from(error).into()),
                };
                let tags = tags.into_iter().map(|tag| (tag.id, tag.name));
                Ok(names.insert(tags.collect()))
            }
        }
    }

    fn known(&self, forum: ChannelId) -> Vec<String> {
        let names = self.0.get(&forum).into_iter().flat_map(HashMap::values);
        names.cloned().collect()
    }
}

/// Has a thread set as its question demands, and its card where that `is_forgotten` too. `false`
/// where it changed meanwhile, or a change of it is on its way.
async fn set(app: &App, seen: &Question, is_forgotten: bool) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = super::load(tx.conn().await?, seen.id).await?;
    let topic = posting::thread_topic(&before);
    if before.version != seen.version {
        return Ok(false);
    }
    // What is on its way shows the same; but after restoring it may have been done and undone.
    if !is_forgotten && outbox::is_pending(tx.conn().await?, &topic).await? {
        return Ok(false);
    }
    // The next version, because the last one was delivered.
    let after = Question {
        version: before.version + 1,
        ..before.clone()
    };
    if !store::save(&mut tx, &after, before.version).await? {
        return Ok(false);
    }
    let details = json!({"version": after.version});
    let step = ("question.repaired", By::Discord, details);
    super::record(&mut tx, &after, step, now).await?;
    if is_forgotten {
        posting::show_again(&mut tx, app, &after, now).await?;
    } else {
        posting::set_thread(&mut tx, app, &after, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}
