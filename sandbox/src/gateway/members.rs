//! Members in chunks, when a client asks for them.

use serde_json::{Value, json};

use super::Connection;
use crate::Id;
use crate::discord::Discord;

/// Answers a request for members in chunks of a thousand.
pub(super) fn members(discord: &mut Discord, connection: &Connection, data: &Value) {
    let state = &discord.state;
    let chosen: Vec<Id> = if let Some(ids) = data["user_ids"].as_array() {
        ids.iter()
            .filter_map(|id| serde_json::from_value(id.clone()).ok())
            .collect()
    } else {
        let query = data["query"].as_str().unwrap_or_default().to_lowercase();
        let limit = data["limit"]
            .as_u64()
            .and_then(|limit| usize::try_from(limit).ok())
            .filter(|limit| *limit > 0)
            .unwrap_or(usize::MAX);
        let named = |id: &&Id| state.display_name(**id).to_lowercase().starts_with(&query);
        state
            .guild
            .members
            .keys()
            .filter(named)
            .take(limit)
            .copied()
            .collect()
    };
    let (found, missing): (Vec<Id>, Vec<Id>) = chosen
        .into_iter()
        .partition(|id| state.guild.members.contains_key(id));
    let count = found.len().div_ceil(1000).max(1);
    let mut chunks: Vec<Value> = Vec::with_capacity(count);
    for index in 0..count {
        let members: Vec<Value> = found
            .iter()
            .skip(index * 1000)
            .take(1000)
            .map(|id| state.member_json(*id))
            .collect();
        let mut chunk = json!({"guild_id": state.guild.id, "members": members, "chunk_index": index, "chunk_count": count, "not_found": missing});
        if data["nonce"].is_string() {
            chunk["nonce"] = data["nonce"].clone();
        }
        chunks.push(chunk);
    }
    let session = connection.session.clone().unwrap_or_default();
    for chunk in chunks {
        discord
            .sessions
            .dispatch_to(&session, "GUILD_MEMBERS_CHUNK", &chunk);
    }
}
