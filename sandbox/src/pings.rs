//! Whom a message really notifies: its mentions, cut down by `allowed_mentions` and by permissions.

use crate::Id;
use crate::limits::message::Allowed;
use crate::permissions::MENTION_EVERYONE;
use crate::state::{Message, Pings, State};

/// What holds when a body has no `allowed_mentions`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Default {
    /// Ordinary messages: whatever stands in the text.
    Everything,
    /// Answers to interactions and webhooks: users only.
    Users,
}

/// Whom `message` notifies.
pub(crate) fn of(
    state: &State,
    message: &Message,
    allowed: Option<&Allowed>,
    default: Default,
) -> Pings {
    let named = mentions(&message.content);
    let everyone_allowed = allowed.map_or(default == Default::Everything, |allowed| {
        allowed.parse.iter().any(|kind| kind == "everyone")
    });
    let user_allowed = |id: &Id| {
        allowed.is_none_or(|allowed| {
            allowed.parse.iter().any(|kind| kind == "users") || allowed.users.contains(id)
        })
    };
    let role_allowed = |id: &Id| match allowed {
        Some(allowed) => {
            allowed.parse.iter().any(|kind| kind == "roles") || allowed.roles.contains(id)
        }
        None => default == Default::Everything,
    };
    let may_all = state.may(message.author, message.channel, MENTION_EVERYONE);
    let mentionable = |id: &Id| {
        state
            .guild
            .roles
            .get(id)
            .is_some_and(|role| role.mentionable || may_all)
    };
    let mut users: Vec<Id> = named
        .users
        .into_iter()
        .filter(|id| state.users.contains_key(id))
        .filter(user_allowed)
        .collect();
    if allowed.is_some_and(|allowed| allowed.replied_user)
        && let Some(original) = message
            .reference
            .and_then(|id| state.message_in(message.channel, id))
        && !users.contains(&original.author)
    {
        users.push(original.author);
    }
    Pings {
        everyone: named.everyone && everyone_allowed && may_all,
        users,
        roles: named
            .roles
            .into_iter()
            .filter(role_allowed)
            .filter(mentionable)
            .collect(),
    }
}

/// Mentions as they stand in a text.
fn mentions(text: &str) -> Pings {
    let mut found = Pings {
        everyone: text.contains("@everyone") || text.contains("@here"),
        ..Pings::default()
    };
    for part in text.split("<@").skip(1) {
        let Some((inside, _)) = part.split_once('>') else {
            continue;
        };
        let (list, digits) = match inside.strip_prefix('&') {
            Some(role) => (&mut found.roles, role),
            None => (&mut found.users, inside.trim_start_matches('!')),
        };
        if let Ok(id) = digits.parse::<Id>()
            && !list.contains(&id)
        {
            list.push(id);
        }
    }
    found
}
