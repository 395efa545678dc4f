//! What one person sees with one channel open, in one answer.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Fault, Page};
use crate::permissions::MANAGE_MESSAGES;
use crate::view::{ChannelView, CommandView, MemberView, MessageView};
use crate::{Id, Person, Sandbox};

/// What the page calls the conversation with the bot, which may not have begun.
pub(super) const DM: &str = "dm";

const DM_CHANNEL: u8 = 1;
const FORUM: u8 = 15;
const USER_MENU: u8 = 2;
const MESSAGE_MENU: u8 = 3;

/// All of it; everything in it is already cut to what the person may see.
#[derive(Serialize)]
pub(super) struct View {
    revision: u64,
    now: DateTime<Utc>,
    guild: GuildView,
    bot: NamedView,
    me: PersonView,
    people: Vec<PersonView>,
    roles: Vec<CountedRole>,
    channels: Vec<ChannelView>,
    /// The open channel's threads, archived ones included.
    threads: Vec<ChannelView>,
    open: String,
    /// The open channel itself: an archived thread is in no list.
    here: Option<ChannelView>,
    messages: Vec<MessageView>,
    /// She may delete what others wrote there.
    manages_messages: bool,
    dms: DmView,
    commands: Vec<CommandView>,
    /// Commands of the menus on users and messages.
    menus: Vec<CommandView>,
}

#[derive(Serialize)]
struct GuildView {
    id: Id,
    name: String,
}

#[derive(Serialize)]
struct NamedView {
    id: Id,
    name: String,
}

#[derive(Clone, Serialize)]
struct PersonView {
    #[serde(flatten)]
    member: MemberView,
    /// Is in the guild.
    inside: bool,
}

#[derive(Serialize)]
struct CountedRole {
    id: Id,
    name: String,
    colour: u32,
    position: u32,
    members: usize,
}

#[derive(Serialize)]
struct DmView {
    last_message: Option<Id>,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(rename = "as")]
    person: Option<String>,
    channel: Option<String>,
}

/// `GET /page/view?as=USER&channel=CHANNEL`: without a person the guild's owner, without a channel the first one.
pub(super) async fn serve(
    State(page): State<Page>,
    wanted: Result<Query<Wanted>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<View>, Fault> {
    let Query(wanted) = wanted.map_err(|error| Fault::bad(error.body_text()))?;
    let id = match wanted.person.as_deref() {
        Some(text) => text
            .parse()
            .map_err(|_| Fault::new(StatusCode::NOT_FOUND, "there is no such person"))?,
        None => page.sandbox.lock().state.guild.owner,
    };
    let person = page.actor(id)?;
    Ok(Json(View::of(
        &page.sandbox,
        &person,
        wanted.channel.as_deref(),
    )))
}

impl View {
    fn of(sandbox: &Sandbox, person: &Person, wanted: Option<&str>) -> Self {
        let revision = *sandbox.changes().borrow();
        let people = everybody(sandbox);
        let mut channels = person.channels();
        channels.retain(|channel| channel.kind != DM_CHANNEL);
        let open = open(person, &channels, wanted);
        let dms = person.dms();
        let dm = DmView {
            last_message: dms.last().map(|message| message.id),
        };
        let place = place(sandbox, person.id(), &open);
        let messages = match (open.as_str(), place) {
            (DM, _) => dms,
            (_, Some(id)) if !is_forum(&channels, id) => person.reads(id),
            _ => Vec::new(),
        };
        let me = PersonView {
            member: person.view(),
            inside: is_inside(sandbox, person.id()),
        };
        Self {
            revision,
            now: sandbox.clock().now(),
            guild: guild(sandbox),
            bot: bot(sandbox),
            me,
            people,
            roles: roles(sandbox),
            threads: place.map(|id| person.threads(id)).unwrap_or_default(),
            here: place.and_then(|id| here(sandbox, person.id(), id)),
            channels,
            open,
            messages,
            manages_messages: place.is_some_and(|id| manages_messages(sandbox, person.id(), id)),
            dms: dm,
            commands: place.map(|id| person.commands(id)).unwrap_or_default(),
            menus: place.map(|id| menus(person, id)).unwrap_or_default(),
        }
    }
}

fn menus(person: &Person, channel: Id) -> Vec<CommandView> {
    [USER_MENU, MESSAGE_MENU]
        .into_iter()
        .flat_map(|kind| person.menu(channel, kind))
        .collect()
}

/// The channel behind the page's word for it; none for a conversation that has not begun.
pub(super) fn place(sandbox: &Sandbox, user: Id, word: &str) -> Option<Id> {
    if word == DM {
        sandbox.lock().state.dm_with(user).map(|dm| dm.id)
    } else {
        word.parse().ok()
    }
}

/// What is shown: the wanted channel if she can see it, else the first that holds messages, else her DMs.
fn open(person: &Person, channels: &[ChannelView], wanted: Option<&str>) -> String {
    let seen = |word: &&str| *word == DM || word.parse::<u64>().is_ok_and(|id| person.can_see(id));
    if let Some(word) = wanted.filter(seen) {
        return word.to_owned();
    }
    let plain = channels.iter().filter(|channel| {
        channel
            .parent
            .is_none_or(|parent| !channels.iter().any(|other| other.id == parent))
    });
    let first = plain.min_by_key(|channel| (channel.kind == FORUM, channel.position, channel.id));
    first.map_or_else(|| DM.to_owned(), |channel| channel.id.to_string())
}

fn here(sandbox: &Sandbox, user: Id, id: Id) -> Option<ChannelView> {
    let discord = sandbox.lock();
    discord
        .state
        .channels
        .get(&id)
        .map(|channel| discord.state.channel_view(channel, user))
}

fn is_forum(channels: &[ChannelView], id: Id) -> bool {
    channels
        .iter()
        .any(|channel| channel.id == id && channel.kind == FORUM)
}

fn manages_messages(sandbox: &Sandbox, user: Id, channel: Id) -> bool {
    sandbox.lock().state.may(user, channel, MANAGE_MESSAGES)
}

fn is_inside(sandbox: &Sandbox, user: Id) -> bool {
    sandbox.lock().state.guild.members.contains_key(&user)
}

/// Members and bot, then those who are not in the guild.
fn everybody(sandbox: &Sandbox) -> Vec<PersonView> {
    let inside = sandbox.people().into_iter().map(|member| PersonView {
        member,
        inside: true,
    });
    let mut all: Vec<PersonView> = inside.collect();
    let discord = sandbox.lock();
    let outside = discord
        .state
        .users
        .keys()
        .filter(|id| !discord.state.guild.members.contains_key(id));
    all.extend(outside.map(|id| PersonView {
        member: discord.state.member_view(*id),
        inside: false,
    }));
    // The owner first: she is who one begins as.
    all.sort_by_key(|person| !person.member.owner);
    all
}

fn guild(sandbox: &Sandbox) -> GuildView {
    let discord = sandbox.lock();
    GuildView {
        id: discord.state.guild.id,
        name: discord.state.guild.name.clone(),
    }
}

fn bot(sandbox: &Sandbox) -> NamedView {
    let discord = sandbox.lock();
    NamedView {
        id: discord.state.bot,
        name: discord.state.display_name(discord.state.bot),
    }
}

/// Every role but @everyone, highest first.
fn roles(sandbox: &Sandbox) -> Vec<CountedRole> {
    let discord = sandbox.lock();
    let guild = &discord.state.guild;
    let count = |id: &Id| {
        guild
            .members
            .values()
            .filter(|member| member.roles.contains(id))
            .count()
    };
    let listed = guild.roles.values().filter(|role| role.id != guild.id);
    let mut all: Vec<CountedRole> = listed
        .map(|role| CountedRole {
            id: role.id,
            name: role.name.clone(),
            colour: role.colour,
            position: role.position,
            members: count(&role.id),
        })
        .collect();
    all.sort_by_key(|role| (std::cmp::Reverse(role.position), role.id));
    all
}
