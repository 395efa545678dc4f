//! Looks for threads that are not among the active ones: in the archive of their channel, and what is
//! not there singly, a handful in each pass.

use std::collections::{BTreeMap, HashSet};

use super::threads::{self, Archive, Found, Threads};
use crate::app::App;
use crate::db;
use crate::discord::Rest;
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, QuestionId};
use crate::questions::lost_channel;
use crate::questions::question::ChannelKind;
use crate::questions::rules;
use crate::questions::store::Tracked;

/// The facts that say up to which question single threads were looked at: of those in which somebody
/// waits, and of those that may rest.
const LOOKED_AT: [&str; 2] = ["questions_owed_looked_at", "questions_answered_looked_at"];

/// What was found of threads that are not among the active ones.
#[derive(Default)]
pub(super) struct Search {
    /// Archived, or opened while we looked.
    pub(super) there: Threads,
    /// Deleted, by the channel that they were in.
    pub(super) gone: BTreeMap<ChannelId, Gone>,
    /// Channels that we may not see: asking on would be held against us.
    hidden: HashSet<ChannelId>,
}

/// Threads of one channel that somebody deleted.
#[derive(Default)]
pub(super) struct Gone {
    /// With the channel itself.
    pub(super) is_whole_channel: bool,
    pub(super) threads: Vec<(QuestionId, MessageId)>,
}

type Missing<'a> = BTreeMap<ChannelId, Vec<&'a Tracked>>;

/// Looks for these.
///
/// # Errors
/// When Discord or the database does not answer.
pub(super) async fn search(app: &App, discord: &Rest, missing: &[&Tracked]) -> Result<Search> {
    let mut search = Search::default();
    let mut by_channel = Missing::new();
    for one in missing {
        let of_channel = by_channel.entry(one.question.channel_id).or_default();
        of_channel.push(one);
    }
    for (channel, missing) in &by_channel {
        search.in_archive(discord, *channel, missing).await?;
    }
    for (may_rest, fact) in [false, true].into_iter().zip(LOOKED_AT) {
        let last = db::fact(&mut *app.db.read().await?, fact).await?;
        let last = last.and_then(|last| last.parse().ok());
        let left = missing
            .iter()
            .filter(|one| one.question.state.is_owed() != may_rest && !search.is_settled(one));
        let left: Vec<&Tracked> = left.copied().collect();
        let numbers: Vec<QuestionId> = left.iter().map(|one| one.question.id).collect();
        let turn = rules::turn(&numbers, last.unwrap_or(QuestionId(0)));
        for one in left.iter().filter(|one| turn.contains(&one.question.id)) {
            if !search.is_settled(one) {
                search.singly(discord, one, &by_channel).await?;
            }
        }
        // Whose turn is next matters only where not all had one.
        if let Some(last) = turn.last().filter(|_| turn.len() < left.len()) {
            let mut tx = app.db.begin().await?;
            db::set_fact(&mut tx, fact, &last.to_string()).await?;
            tx.commit().await?;
        }
    }
    Ok(search)
}

impl Search {
    /// Where nobody waits a thread may rest: its archive is not read for that, because nothing would
    /// be done about it.
    async fn in_archive(
        &mut self,
        discord: &Rest,
        channel: ChannelId,
        missing: &[&Tracked],
    ) -> Result<()> {
        let all = missing.iter().map(|one| one.thread).collect();
        // Discord keeps two archives.
        for are_private in [false, true] {
            let owed = missing.iter().filter(|one| {
                let is_private = one.question.channel_kind == ChannelKind::Private;
                one.question.state.is_owed() && is_private == are_private
            });
            let owed: HashSet<MessageId> = owed.map(|one| one.thread).collect();
            if owed.is_empty() {
                continue;
            }
            match threads::archived(discord, (channel, are_private), owed, &all).await? {
                Archive::Has(found) => self.there.extend(found),
                Archive::Gone => {
                    self.lose_all(channel, missing);
                    break;
                }
                Archive::Hidden => {
                    self.hidden.insert(channel);
                }
            }
        }
        Ok(())
    }

    /// A thread that was deleted says nothing of its channel, so that is asked about once.
    async fn singly(&mut self, discord: &Rest, one: &Tracked, missing: &Missing<'_>) -> Result<()> {
        let channel = one.question.channel_id;
        match threads::single(discord, one.thread).await? {
            Found::There(thread) => {
                self.there.insert(one.thread, thread);
            }
            Found::Gone => {
                if !self.gone.contains_key(&channel)
                    && lost_channel::is_gone(discord, channel).await?
                {
                    self.lose_all(channel, &missing[&channel]);
                    return Ok(());
                }
                let gone = self.gone.entry(channel).or_default();
                gone.threads.push((one.question.id, one.thread));
            }
            Found::Hidden => {
                self.hidden.insert(channel);
            }
        }
        Ok(())
    }

    fn lose_all(&mut self, channel: ChannelId, missing: &[&Tracked]) {
        let threads = missing.iter().map(|one| (one.question.id, one.thread));
        let gone = Gone {
            is_whole_channel: true,
            threads: threads.collect(),
        };
        self.gone.insert(channel, gone);
    }

    /// Nothing more is to be asked about it in this pass.
    fn is_settled(&self, one: &Tracked) -> bool {
        let channel = one.question.channel_id;
        let is_channel_gone = || {
            let gone = self.gone.get(&channel);
            gone.is_some_and(|gone| gone.is_whole_channel)
        };
        self.there.contains_key(&one.thread) || self.hidden.contains(&channel) || is_channel_gone()
    }
}
