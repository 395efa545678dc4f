//! Which threads there are, and who is in them.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::request::Request;
use super::{Reply, done, ok};
use crate::discord::Discord;
use crate::error::ApiError;
use crate::permissions::{MANAGE_THREADS, READ_MESSAGE_HISTORY, VIEW_CHANNEL};
use crate::state::{Channel, kind};
use crate::{Id, intents};

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

/// `GET /channels/{id}/threads/archived/public` and `…/private`: the last archived first.
pub(crate) fn archived(d: &Discord, r: &Request, channel: Id, wanted: u8) -> Reply {
    d.need(channel, VIEW_CHANNEL | READ_MESSAGE_HISTORY)?;
    if wanted == kind::PRIVATE_THREAD {
        d.need(channel, MANAGE_THREADS)?;
    }
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
            && one.kind == wanted
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
    if (!add || is_closed_circle(d, thread)) && user != d.state.bot {
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

/// A private thread to which only its owner, and who manages threads, adds somebody.
fn is_closed_circle(d: &Discord, thread: Id) -> bool {
    d.state.channels.get(&thread).is_some_and(|channel| {
        let inner = channel.thread.as_ref();
        channel.kind == kind::PRIVATE_THREAD
            && inner.is_some_and(|thread| !thread.invitable && thread.owner != d.state.bot)
    })
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
