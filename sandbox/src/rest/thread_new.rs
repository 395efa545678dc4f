//! Making a thread, and checking the tags of a post.

use serde_json::{Value, json};

use super::request::Request;
use crate::discord::Discord;
use crate::error::{ApiError, Problems};
use crate::permissions::{MANAGE_THREADS, VIEW_CHANNEL};
use crate::state::channel::REQUIRE_TAG;
use crate::state::{Channel, Thread};
use crate::{Id, intents};

/// The cap on active threads that is said to hold.
const ACTIVE_THREADS: usize = 1000;

impl Discord {
    /// A thread as the body describes it, not yet opened.
    pub(super) fn new_thread(
        &self,
        r: &Request,
        id: Id,
        parent: Id,
        kind: u8,
    ) -> Result<Channel, ApiError> {
        let active = self
            .state
            .channels
            .values()
            .filter(|channel| {
                channel
                    .thread
                    .as_ref()
                    .is_some_and(|thread| !thread.archived)
            })
            .count();
        if active >= ACTIVE_THREADS {
            return Err(ApiError::code(160_006));
        }
        let mut problems = Problems::default();
        let name = r.body["name"].as_str().unwrap_or_default();
        problems.length("name", name, 1, 100);
        let minutes = r.body["auto_archive_duration"].as_u64().unwrap_or(4320);
        if !matches!(minutes, 60 | 1440 | 4320 | 10080) {
            problems.add(
                "auto_archive_duration",
                "BASE_TYPE_CHOICES",
                "Value must be one of (60, 1440, 4320, 10080).",
            );
        }
        problems.check()?;
        Ok(self.thread(
            id,
            parent,
            kind,
            name,
            self.state.bot,
            u32::try_from(minutes).unwrap_or(4320),
        ))
    }

    /// A thread of `owner`.
    pub(crate) fn thread(
        &self,
        id: Id,
        parent: Id,
        kind: u8,
        name: &str,
        owner: Id,
        auto_archive: u32,
    ) -> Channel {
        let now = self.clock.now();
        let mut channel = Channel::new(id, kind, name);
        channel.parent = Some(parent);
        channel.thread = Some(Thread {
            owner,
            archived: false,
            locked: false,
            invitable: true,
            auto_archive,
            archive_changed: now,
            created: now,
            last_activity: now,
            applied: Vec::new(),
            members: [owner].into(),
            total_sent: 0,
        });
        channel
    }

    /// Puts a thread into its channel and tells everyone.
    pub(crate) fn open_thread(&mut self, thread: Channel) {
        let id = thread.id;
        self.state.channels.insert(id, thread);
        let mut data = self.channel_body(id);
        data["newly_created"] = json!(true);
        if self.state.may(self.state.bot, id, VIEW_CHANNEL) {
            self.emit("THREAD_CREATE", intents::GUILDS, &data);
        }
        self.changed();
    }

    /// The tags of a post, checked against what its forum offers.
    pub(crate) fn checked_tags(
        &self,
        forum: Id,
        wanted: &Value,
        fresh: bool,
    ) -> Result<Vec<Id>, ApiError> {
        let bad =
            |message: &str| ApiError::invalid("applied_tags", "BASE_TYPE_BAD_LENGTH", message);
        let ids: Option<Vec<Id>> = serde_json::from_value(wanted.clone())
            .map_err(|_| bad("A list of tag ids is needed."))?;
        let ids = ids.unwrap_or_default();
        let Some(parent) = self.state.channels.get(&forum) else {
            return Err(ApiError::code(10003));
        };
        if ids.len() > 5 {
            return Err(bad("Must be 5 or fewer in length."));
        }
        for id in &ids {
            let Some(tag) = parent.tags.iter().find(|tag| tag.id == *id) else {
                return Err(ApiError {
                    status: 404,
                    code: 10087,
                    message: "Unknown tag".to_owned(),
                    errors: None,
                });
            };
            if tag.moderated && !self.state.may(self.state.bot, forum, MANAGE_THREADS) {
                return Err(ApiError::code(50013));
            }
        }
        if ids.is_empty() && fresh && parent.flags & REQUIRE_TAG != 0 {
            return Err(ApiError::code(40067));
        }
        Ok(ids)
    }
}
