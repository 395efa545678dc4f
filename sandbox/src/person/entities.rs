//! Users, roles, channels and files as a person names them in an option.

use serde_json::{Map, Value, json};

use crate::Id;
use crate::state::State;
use crate::wire::guild::role_json;
use crate::wire::message::attachment_json;

/// The id in `<@1>`, `<@&1>`, `<#1>` or `1`.
fn id_in(text: &str) -> Option<Id> {
    text.trim_start_matches(['<', '@', '&', '!', '#'])
        .trim_end_matches('>')
        .parse()
        .ok()
}

/// A user, by mention, id or name.
pub(super) fn a_user(
    state: &State,
    text: &str,
    resolved: &mut Map<String, Value>,
) -> Result<Value, String> {
    let name = text.trim_start_matches('@');
    let named = || {
        let mut all = state.users.values();
        all.find(|user| user.username == name || user.global_name.as_deref() == Some(name))
            .map(|user| user.id)
    };
    let known = id_in(text)
        .filter(|id| state.users.contains_key(id))
        .or_else(named);
    let id = known.ok_or_else(|| format!("nobody is called {text}"))?;
    put(resolved, "users", id, state.user_json(id));
    if let Some(member) = state.chosen_member_json(id) {
        put(resolved, "members", id, member);
    }
    Ok(json!(id))
}

/// A role, by mention, id or name.
pub(super) fn a_role(
    state: &State,
    text: &str,
    resolved: &mut Map<String, Value>,
) -> Result<Value, String> {
    let name = text.trim_start_matches('@');
    let named = || {
        state
            .guild
            .roles
            .values()
            .find(|role| role.name == name || role.name == text)
            .map(|role| role.id)
    };
    let known = id_in(text)
        .filter(|id| state.guild.roles.contains_key(id))
        .or_else(named);
    let role = known
        .and_then(|id| state.guild.roles.get(&id))
        .ok_or_else(|| format!("no role is called {text}"))?;
    put(resolved, "roles", role.id, role_json(role));
    Ok(json!(role.id))
}

/// A channel that the option offers, by mention, id or name.
pub(super) fn a_channel(
    state: &State,
    user: Id,
    option: &Value,
    text: &str,
    resolved: &mut Map<String, Value>,
) -> Result<Value, String> {
    let name = text.trim_start_matches('#');
    let kinds = option["channel_types"]
        .as_array()
        .filter(|kinds| !kinds.is_empty());
    let offered = |channel: &&crate::state::Channel| {
        kinds.is_none_or(|kinds| {
            kinds
                .iter()
                .any(|kind| kind.as_u64() == Some(channel.kind.into()))
        }) && state.may(user, channel.id, crate::permissions::VIEW_CHANNEL)
    };
    let by_id = id_in(text)
        .and_then(|id| state.channels.get(&id))
        .filter(offered);
    let by_name = || {
        state
            .channels
            .values()
            .filter(offered)
            .find(|channel| channel.name == name)
    };
    let channel = by_id
        .or_else(by_name)
        .ok_or_else(|| format!("no channel called {text} is offered"))?;
    put(
        resolved,
        "channels",
        channel.id,
        state.partial_channel_json(channel, state.permissions(user, channel.id)),
    );
    Ok(json!(channel.id))
}

/// A file that was uploaded before, by id.
pub(super) fn a_file(
    state: &State,
    text: &str,
    resolved: &mut Map<String, Value>,
) -> Result<Value, String> {
    let file = text
        .parse()
        .ok()
        .and_then(|id: Id| state.uploads.get(&id))
        .ok_or("upload a file first")?;
    put(resolved, "attachments", file.id, attachment_json(file));
    Ok(json!(file.id))
}

fn put(resolved: &mut Map<String, Value>, list: &str, id: Id, value: Value) {
    resolved.entry(list).or_insert_with(|| json!({}))[id.to_string()] = value;
}
