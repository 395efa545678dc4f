//! Threads and forum posts: opening, listing, who is in them.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::request::Request;
use super::{Reply, done, ok};
use crate::discord::Discord;
use crate::error::{ApiError, Problems};
use crate::limits::message::Draft;
use crate::permissions::{
    CREATE_PRIVATE_THREADS, CREATE_PUBLIC_THREADS, MANAGE_THREADS, READ_MESSAGE_HISTORY,
    SEND_MESSAGES, VIEW_CHANNEL,
};
use crate::state::channel::REQUIRE_TAG;
use crate::state::{Channel, Thread, kind};
use crate::{Id, intents, pings};

/// The cap on active threads that is said to hold.
const ACTIVE_THREADS: usize = 1000;

/// `POST /channels/{id}/messages/{id}/threads`: the thread has the message's id.
pub(crate) fn from_message(d: &mut Discord, r: &Request, channel: Id, message: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL | CREATE_PUBLIC_THREADS)?;
    d.public_message(channel, message)?;
    if !d
        .state
        .channels
        .get(&channel)
        .is_some_and(|channel| matches!(channel.kind, kind::TEXT | kind::ANNOUNCEMENT))
    {
        return Err(ApiError::code(50024));
    }
    if d.state.channels.contains_key(&message) {
        return Err(ApiError::code(160_004));
    }
    let thread = d.new_thread(r, message, channel, kind::PUBLIC_THREAD)?;
    d.open_thread(thread);
    let starter = d.public_message(channel, message)?.clone();
    d.emit_message("MESSAGE_UPDATE", &starter);
    ok(d.channel_body(message))
}

/// `POST /channels/{id}/threads`: a forum post, or a thread without a message.
pub(crate) fn create(d: &mut Discord, r: &Request, channel: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL)?;
    let Some(parent) = d.state.channels.get(&channel) else {
        return Err(ApiError::code(10003));
    };
    if parent.kind == kind::FORUM {
        return post(d, r, channel);
    }
    if !matches!(parent.kind, kind::TEXT | kind::ANNOUNCEMENT) {
        return Err(ApiError::code(50024));
    }
    let public = r.body["type"].as_u64() == Some(11);
    d.need(
        channel,
        if public {
            CREATE_PUBLIC_THREADS
        } else {
            CREATE_PRIVATE_THREADS
        },
    )?;
    let id = d.new_id();
    let thread = d.new_thread(
        r,
        id,
        channel,
        if public {
            kind::PUBLIC_THREAD
        } else {
            kind::PRIVATE_THREAD
        },
    )?;
    d.open_thread(thread);
    ok(d.channel_body(id))
}

fn post(d: &mut Discord, r: &Request, forum: Id) -> Reply {
    d.need(forum, SEND_MESSAGES)?;
    let draft = Draft::read(&r.body["message"], r.files.len())?;
    draft.check_not_empty()?;
    d.check_mentions(&draft, "forum post");
    let id = d.new_id();
    let mut thread = d.new_thread(r, id, forum, kind::PUBLIC_THREAD)?;
    let tags = d.checked_tags(forum, &r.body["applied_tags"], true)?;
    if let Some(inner) = &mut thread.thread {
        inner.applied = tags;
    }
    d.open_thread(thread);
    let mut message = d.compose(id, id, &draft);
    message.attachments = d.keep_uploads(id, &r.files, &r.body["message"]["attachments"]);
    message.pings = pings::of(
        &d.state,
        &message,
        draft.allowed.as_ref(),
        pings::Default::Everything,
    );
    d.post(message);
    let mut body = d.channel_body(id);
    body["message"] = d
        .state
        .message_in(id, id)
        .map_or(Value::Null, |message| d.state.message_json(message));
    ok(body)
}

/// `GET /guilds/{id}/threads/active`
pub(crate) fn active(d: &Discord) -> Reply {
    let shown = |channel: &&Channel| {
        channel
            .thread
            .as_ref()
            .is_some_and(|thread| !thread.archived)
            && d.state.may(d.state.bot, channel.id, VIEW_CHANNEL)
    };
    let threads: Vec<&Channel> = d.state.channels.values().filter(shown).collect();
    ok(list_body(d, &threads, false))
}

/// `GET /channels/{id}/threads/archived/public`: the last archived first.
pub(crate) fn archived(d: &Discord, r: &Request, channel: Id) -> Reply {
    d.need(channel, VIEW_CHANNEL | READ_MESSAGE_HISTORY)?;
    let limit = r.number("limit", 50, 2, 100)?;
    let before: Option<DateTime<Utc>> = match r.query.get("before") {
        Some(text) => Some(text.replace(' ', "+").parse().map_err(|_| {
            ApiError::invalid("before", "DATE_TIME_TYPE_PARSE", "Could not parse.")
        })?),
        None => None,
    };
    let when = |channel: &Channel| channel.thread.as_ref().map(|thread| thread.archive_changed);
    let shown = |one: &&Channel| {
        one.parent == Some(channel)
            && one.kind == kind::PUBLIC_THREAD
            && one.thread.as_ref().is_some_and(|thread| {
                thread.archived && before.is_none_or(|before| thread.archive_changed < before)
            })
    };
    let mut threads: Vec<&Channel> = d.state.channels.values().filter(shown).collect();
    threads.sort_by_key(|channel| std::cmp::Reverse(when(channel)));
    let more = threads.len() > limit;
    threads.truncate(limit);
    ok(list_body(d, &threads, more))
}

/// `GET /channels/{id}/thread-members`
pub(crate) fn members(d: &Discord, thread: Id) -> Reply {
    d.need(thread, VIEW_CHANNEL)?;
    let members = d
        .state
        .channels
        .get(&thread)
        .and_then(|channel| channel.thread.as_ref())
        .map(|thread| thread.members.clone());
    ok(members
        .unwrap_or_default()
        .into_iter()
        .map(|user| d.state.thread_member_json(thread, user))
        .collect())
}

/// `PUT` and `DELETE /channels/{id}/thread-members/{id}`
pub(crate) fn member(d: &mut Discord, thread: Id, user: Id, add: bool) -> Reply {
    d.need(thread, VIEW_CHANNEL)?;
    d.refuse_if_archived(thread)?;
    if !d.state.guild.members.contains_key(&user) {
        return Err(ApiError::code(10007));
    }
    if !add && user != d.state.bot {
        d.need(thread, MANAGE_THREADS)?;
    }
    let guild = d.state.guild.id;
    let Some(inner) = d
        .state
        .channels
        .get_mut(&thread)
        .and_then(|channel| channel.thread.as_mut())
    else {
        return Err(ApiError::code(50024));
    };
    if add && inner.members.len() >= 1000 && !inner.members.contains(&user) {
        return Err(ApiError::code(30033));
    }
    let changed = if add {
        inner.members.insert(user)
    } else {
        inner.members.remove(&user)
    };
    let count = inner.members.len().min(50);
    if changed {
        let joined = d.state.thread_member_json(thread, user);
        let mut data = json!({"id": thread, "guild_id": guild, "member_count": count});
        if add {
            data["added_members"] = json!([joined]);
        } else {
            data["removed_member_ids"] = json!([user]);
        }
        d.emit("THREAD_MEMBERS_UPDATE", intents::GUILDS, &data);
    }
    done()
}

fn list_body(d: &Discord, threads: &[&Channel], more: bool) -> Value {
    let joined = threads.iter().filter(|channel| {
        channel
            .thread
            .as_ref()
            .is_some_and(|thread| thread.members.contains(&d.state.bot))
    });
    let members: Vec<Value> = joined
        .map(|channel| d.state.thread_member_json(channel.id, d.state.bot))
        .collect();
    let threads: Vec<Value> = threads
        .iter()
        .map(|channel| d.state.channel_json(channel))
        .collect();
    json!({"threads": threads, "members": members, "has_more": more})
}

impl Discord {
    /// A thread as the body describes it, not yet opened.
    fn new_thread(&self, r: &Request, id: Id, parent: Id, kind: u8) -> Result<Channel, ApiError> {
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
