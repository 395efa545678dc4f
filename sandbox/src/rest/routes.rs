//! The table of routes.

use super::request::{Request, id};
use super::{
    Reply, channels, commands, entitlements, guild, interactions, members, messages, posting,
    scheduled_events, thread_lists, threads, users, webhooks,
};
use crate::discord::Discord;
use crate::error::ApiError;
use crate::state::kind;

/// Finds the route of a call and acts on it; 501 if there is none.
pub(crate) fn route(discord: &mut Discord, request: &Request) -> Reply {
    let steps: Vec<&str> = request.path.split('/').collect();
    let first = steps.first().copied().unwrap_or_default();
    let found = match first {
        "channels" => channel(discord, request, &steps[1..]),
        "guilds" => in_guild(discord, request, &steps[1..]),
        _ => other(discord, request, &steps),
    };
    found.unwrap_or_else(|| {
        Err(ApiError {
            status: 501,
            code: 0,
            message: format!("the sandbox has no {} /{}", request.method, request.path),
            errors: None,
        })
    })
}

fn other(d: &mut Discord, r: &Request, steps: &[&str]) -> Option<Reply> {
    Some(match (r.method.as_str(), steps) {
        ("GET", ["gateway"]) => users::gateway(d),
        ("GET", ["gateway", "bot"]) => users::gateway_bot(d),
        ("GET", ["users", "@me"]) => users::me(d),
        ("GET", ["users", user]) => id(user).and_then(|user| users::user(d, user)),
        ("POST", ["users", "@me", "channels"]) => users::open_dm(d, r),
        ("GET", ["oauth2", "applications", "@me"] | ["applications", "@me"]) => {
            users::application(d)
        }
        (_, ["applications", app, "guilds", guild, "commands", rest @ ..]) => {
            let known = id(app).and_then(|app| id(guild).map(|guild| (app, guild)));
            known
                .and_then(|(app, guild)| commands::check_place(d, app, Some(guild)))
                .and_then(|()| commands::route(d, r, rest))
        }
        (_, ["applications", app, "entitlements", rest @ ..]) => {
            let ours = id(app).and_then(|app| commands::check_place(d, app, None));
            return match ours {
                Ok(()) => entitlement(d, r, rest),
                Err(error) => Some(Err(error)),
            };
        }
        (_, ["applications", app, "commands", rest @ ..]) => id(app)
            .and_then(|app| commands::check_place(d, app, None))
            .and_then(|()| commands::route(d, r, rest)),
        ("POST", ["interactions", interaction, token, "callback"]) => {
            id(interaction).and_then(|interaction| interactions::callback(d, r, interaction, token))
        }
        ("POST", ["webhooks", app, token]) => {
            id(app).and_then(|app| webhooks::follow_up(d, r, app, token))
        }
        ("GET" | "PATCH" | "DELETE", ["webhooks", app, token, "messages", message]) => {
            id(app).and_then(|app| webhooks::message(d, r, app, token, message))
        }
        _ => return None,
    })
}

fn entitlement(d: &mut Discord, r: &Request, steps: &[&str]) -> Option<Reply> {
    Some(match (r.method.as_str(), steps) {
        ("GET", []) => entitlements::list(d, r),
        ("POST", []) => entitlements::create(d, r),
        ("GET", [one]) => id(one).and_then(|one| entitlements::get(d, one)),
        ("DELETE", [one]) => id(one).and_then(|one| entitlements::delete(d, one)),
        ("POST", [one, "consume"]) => id(one).and_then(|one| entitlements::consume(d, one)),
        _ => return None,
    })
}

fn in_guild(d: &mut Discord, r: &Request, steps: &[&str]) -> Option<Reply> {
    let [guild, steps @ ..] = steps else {
        return None;
    };
    match id(guild) {
        Ok(guild) if guild == d.state.guild.id => {}
        Ok(_) => return Some(Err(ApiError::code(10004))),
        Err(error) => return Some(Err(error)),
    }
    Some(match (r.method.as_str(), steps) {
        ("GET", []) => guild::guild(d),
        ("GET", ["roles"]) => guild::roles(d),
        ("GET", ["roles", "member-counts"]) => guild::member_counts(d),
        ("GET", ["channels"]) => guild::channels(d),
        ("GET", ["threads", "active"]) => thread_lists::active(d),
        ("GET", ["scheduled-events"]) => scheduled_events::list(d),
        ("POST", ["scheduled-events"]) => scheduled_events::create(d, r),
        ("GET", ["scheduled-events", event]) => {
            id(event).and_then(|event| scheduled_events::get(d, event))
        }
        ("PATCH", ["scheduled-events", event]) => {
            id(event).and_then(|event| scheduled_events::edit(d, r, event))
        }
        ("DELETE", ["scheduled-events", event]) => {
            id(event).and_then(|event| scheduled_events::delete(d, event))
        }
        ("GET", ["members"]) => members::list(d, r),
        ("GET", ["members", "search"]) => members::search(d, r),
        ("GET", ["members", user]) => id(user).and_then(|user| members::get(d, user)),
        ("PATCH", ["members", user]) => id(user).and_then(|user| members::edit(d, r, user)),
        ("DELETE", ["members", user]) => id(user).and_then(|user| members::kick(d, user)),
        ("PUT" | "DELETE", ["members", user, "roles", role]) => id(user)
            .and_then(|user| id(role).map(|role| (user, role)))
            .and_then(|(user, role)| members::role(d, user, role, r.method == "PUT")),
        _ => return None,
    })
}

fn channel(d: &mut Discord, r: &Request, steps: &[&str]) -> Option<Reply> {
    let [channel, steps @ ..] = steps else {
        return None;
    };
    let c = match id(channel) {
        Ok(channel) => channel,
        Err(error) => return Some(Err(error)),
    };
    Some(match (r.method.as_str(), steps) {
        ("GET", []) => channels::get(d, c),
        ("PATCH", []) => channels::edit(d, r, c),
        ("DELETE", []) => channels::delete(d, c),
        ("POST", ["typing"]) => channels::typing(d, c),
        ("GET", ["pins"] | ["messages", "pins"]) => channels::pins(d, c, steps.len() == 2),
        ("PUT" | "DELETE", ["pins", message] | ["messages", "pins", message]) => {
            id(message).and_then(|message| channels::pin(d, c, message, r.method == "PUT"))
        }
        ("POST", ["messages"]) => posting::create(d, r, c),
        ("GET", ["messages"]) => messages::list(d, r, c),
        ("GET", ["messages", message]) => {
            id(message).and_then(|message| messages::get(d, c, message))
        }
        ("PATCH", ["messages", message]) => {
            id(message).and_then(|message| messages::edit(d, r, c, message))
        }
        ("DELETE", ["messages", message]) => {
            id(message).and_then(|message| messages::delete(d, c, message))
        }
        ("POST", ["messages", message, "threads"]) => {
            id(message).and_then(|message| threads::from_message(d, r, c, message))
        }
        ("POST", ["threads"]) => threads::create(d, r, c),
        ("GET", ["threads", "archived", "public"]) => {
            thread_lists::archived(d, r, c, kind::PUBLIC_THREAD)
        }
        ("GET", ["threads", "archived", "private"]) => {
            thread_lists::archived(d, r, c, kind::PRIVATE_THREAD)
        }
        ("GET", ["thread-members"]) => thread_lists::members(d, c),
        ("PUT" | "DELETE", ["thread-members", "@me"]) => {
            thread_lists::member(d, c, d.state.bot, r.method == "PUT")
        }
        ("PUT" | "DELETE", ["thread-members", user]) => {
            id(user).and_then(|user| thread_lists::member(d, c, user, r.method == "PUT"))
        }
        _ => return None,
    })
}
