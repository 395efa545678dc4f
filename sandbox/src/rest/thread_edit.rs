//! Changing a thread: name, tags, archived, locked, all in one call or one by one.

use serde_json::Value;

use super::request::Request;
use super::{Reply, ok};
use crate::Id;
use crate::discord::Discord;
use crate::error::{ApiError, Problems};
use crate::permissions::MANAGE_THREADS;
use crate::state::channel::PINNED;
use crate::state::{Channel, Thread};

/// `PATCH /channels/{id}` of a thread.
pub(crate) fn edit(d: &mut Discord, r: &Request, id: Id) -> Reply {
    let Some(found) = d.state.channels.get(&id) else {
        return Err(ApiError::code(10003));
    };
    let mut channel = found.clone();
    let mut thread = channel.thread.take().ok_or_else(|| ApiError::code(50024))?;
    check_shape(&r.body)?;
    let manages = d.state.may(d.state.bot, id, MANAGE_THREADS);
    let archived = r.body["archived"].as_bool();
    if thread.archived && archived != Some(false) {
        return Err(ApiError::code(50083));
    }
    if !manages && !allowed_without_managing(d, &thread, &r.body) {
        return Err(ApiError::code(50013));
    }
    if let Some(tags) = r.body.get("applied_tags") {
        thread.applied = d.checked_tags(channel.parent.unwrap_or(id), tags, false)?;
    }
    apply(d, &r.body, &mut channel, &mut thread);
    channel.thread = Some(thread);
    d.state.channels.insert(id, channel);
    d.emit_channel("THREAD_UPDATE", id);
    ok(d.channel_body(id))
}

fn check_shape(body: &Value) -> Result<(), ApiError> {
    let mut problems = Problems::default();
    if let Some(name) = body.get("name") {
        problems.length("name", name.as_str().unwrap_or_default(), 1, 100);
    }
    if let Some(minutes) = body.get("auto_archive_duration")
        && !matches!(minutes.as_u64(), Some(60 | 1440 | 4320 | 10080))
    {
        problems.add(
            "auto_archive_duration",
            "BASE_TYPE_CHOICES",
            "Value must be one of (60, 1440, 4320, 10080).",
        );
    }
    for flag in ["archived", "locked", "invitable"] {
        if body.get(flag).is_some_and(|value| !value.is_boolean()) {
            problems.add(flag, "BASE_TYPE_BAD_TYPE", "A boolean is needed.");
        }
    }
    problems.check()
}

/// The creator may rename and archive; anyone who can talk may bring an unlocked thread back.
fn allowed_without_managing(d: &Discord, thread: &Thread, body: &Value) -> bool {
    let changes_lock = body["locked"]
        .as_bool()
        .is_some_and(|locked| locked != thread.locked);
    let touches_locked = thread.locked && body.get("archived").is_some();
    let fields: Vec<&str> = body
        .as_object()
        .map(|body| body.keys().map(String::as_str).collect())
        .unwrap_or_default();
    let only_wakes = fields == ["archived"] && body["archived"].as_bool() == Some(false);
    let staff_only = ["rate_limit_per_user", "flags"]
        .iter()
        .any(|field| body.get(*field).is_some());
    !changes_lock && !touches_locked && !staff_only && (thread.owner == d.state.bot || only_wakes)
}

fn apply(d: &Discord, body: &Value, channel: &mut Channel, thread: &mut Thread) {
    let now = d.clock.now();
    if let Some(name) = body["name"].as_str() {
        name.clone_into(&mut channel.name);
    }
    if let Some(minutes) = body["auto_archive_duration"]
        .as_u64()
        .and_then(|minutes| u32::try_from(minutes).ok())
    {
        thread.auto_archive = minutes;
    }
    if let Some(seconds) = body["rate_limit_per_user"]
        .as_u64()
        .and_then(|seconds| u32::try_from(seconds).ok())
    {
        channel.slowmode = seconds;
    }
    if let Some(flags) = body["flags"].as_u64() {
        channel.flags = flags;
    }
    if let Some(locked) = body["locked"].as_bool() {
        thread.locked = locked;
    }
    if let Some(archived) = body["archived"].as_bool()
        && archived != thread.archived
    {
        thread.archived = archived;
        thread.archive_changed = now;
        thread.last_activity = now;
        if archived {
            channel.flags &= !PINNED;
        }
    }
}
