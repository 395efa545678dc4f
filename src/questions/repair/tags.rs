//! The tags that forums have.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::Deserialize;
use serenity::http::Route;

use super::threads::Thread;
use crate::discord::{CallError, Rest};
use crate::error::Result;
use crate::ids::ChannelId;
use crate::questions::question::{ChannelKind, Question};
use crate::questions::rules::Seen;

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

/// The tags of each forum, name by id; read once a pass.
#[derive(Default)]
pub(super) struct Tags(HashMap<ChannelId, HashMap<String, String>>);

impl Tags {
    /// A thread as the rules look at it.
    pub(super) async fn seen(
        &mut self,
        discord: &Rest,
        question: &Question,
        thread: &Thread,
    ) -> Result<Seen> {
        let tags = match question.channel_kind {
            ChannelKind::Text | ChannelKind::Private => None,
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

    /// The names of the tags that a forum has, as far as it was read.
    pub(super) fn known(&self, forum: ChannelId) -> Vec<String> {
        let names = self.0.get(&forum).into_iter().flat_map(HashMap::values);
        names.cloned().collect()
    }
}
