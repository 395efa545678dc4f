//! Every change to Discord that we ever make, as data.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::discord::message::Message;
use crate::ids::{ChannelId, MessageId, PersonId, RoleId, UserId};
use crate::text::Lang;

/// What all that sends somebody away needs.
pub const RIGHT_TO_KICK: &str = "right:kick";
/// What all that pins a message needs.
pub const RIGHT_TO_PIN: &str = "right:pin";
/// What deleting messages of others needs in a channel, whose id follows.
pub const RIGHT_TO_DELETE: &str = "right:messages:";

/// One thing to do on Discord. Keys name earlier effects whose result is needed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Effect {
    /// Gives a role.
    GrantRole {
        /// To whom.
        user: UserId,
        /// Which.
        role: RoleId,
        /// For the audit log.
        reason: String,
    },
    /// Takes a role away.
    RevokeRole {
        /// From whom.
        user: UserId,
        /// Which.
        role: RoleId,
        /// For the audit log.
        reason: String,
    },
    /// Sends somebody away from the server, unless they are exempt or hold a plan (again).
    Kick {
        /// Whom.
        user: UserId,
        /// Who came later than this is on another visit.
        decided_at: DateTime<Utc>,
        /// For the audit log.
        reason: String,
    },
    /// Posts a message that carries a marker (see [`Message::marker`]).
    Post {
        /// Where.
        place: Place,
        /// What.
        message: Message,
        /// The effect that posted what it answers, in the same place; where that is gone it stands
        /// by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reply_to: Option<String>,
    },
    /// Posts in a forum; the thread and its first message have the same id.
    PostInForum {
        /// The forum.
        forum: ChannelId,
        /// The thread's name, at most 100 characters.
        name: String,
        /// Names of tags; one that the forum lacks is left out.
        tags: Vec<String>,
        /// The first message; carries a marker.
        message: Message,
    },
    /// Changes a message of ours to look like this.
    Edit {
        /// The effect that posted it.
        of: String,
        /// Its whole new face.
        message: Message,
    },
    /// Pins a message of ours to the top of its channel.
    Pin {
        /// The effect that posted it.
        of: String,
    },
    /// Deletes a message of ours.
    Delete {
        /// The effect that posted it.
        of: String,
    },
    /// Opens a thread on a message of ours.
    OpenThread {
        /// The effect that posted the message.
        on: String,
        /// The thread's name, at most 100 characters.
        name: String,
    },
    /// Opens a thread without a message that only its members see, and whoever manages threads. Only
    /// they bring others in.
    OpenPrivateThread {
        /// Where.
        channel: ChannelId,
        /// The thread's name, at most 100 characters. Its first word tells it from all others that we
        /// open there: it is recognised by that.
        name: String,
    },
    /// Puts a thread in the wanted state, whatever it was before.
    SetThread {
        /// The effect that opened it.
        thread: String,
        /// Its name, at most 100 characters; `None` leaves it as whoever changed it wants it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        /// The forum that it is in and the names of its tags; `None` leaves them.
        tags: Option<(ChannelId, Vec<String>)>,
        /// Out of the list of active threads.
        is_archived: bool,
        /// Only moderators can write.
        is_locked: bool,
    },
    /// Makes somebody a follower of a thread.
    AddToThread {
        /// The effect that opened it.
        thread: String,
        /// Whom.
        user: UserId,
    },
    /// Takes somebody out of a thread.
    RemoveFromThread {
        /// The effect that opened it.
        thread: String,
        /// Whom.
        user: UserId,
    },
    /// Announces a meeting to whoever sees the channel. Discord takes it only while it is ahead.
    CreateEvent(Meeting),
    /// Calls a meeting off.
    CancelEvent {
        /// The effect that announced it.
        event: String,
    },
    /// Deletes a message of somebody else.
    DeleteMessage(Unwanted),
    /// A direct message; who takes none is told at their next command where the feature says so.
    Dm {
        /// To whom.
        user: UserId,
        /// What; carries a marker.
        message: Message,
    },
    /// The same to whoever stands behind an alias. Who that is is read when it is sent, and kept nowhere.
    DmSealed(SealedDm),
}

/// A direct message to whoever stands behind an alias.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SealedDm {
    /// The alias.
    pub alias: PersonId,
    /// What, in each language; all carry the same marker.
    pub said: Vec<(Lang, Message)>,
}

/// A message of somebody else that is to go.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unwanted {
    /// Where it stands.
    pub channel: ChannelId,
    /// Which.
    pub message: MessageId,
    /// For the audit log.
    pub reason: String,
}

impl Unwanted {
    /// What its deletion needs.
    pub fn right(&self) -> String {
        format!("{RIGHT_TO_DELETE}{}", self.channel)
    }
}

/// A meeting at the top of the server: a scheduled event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// Where people meet.
    pub channel: ChannelId,
    /// What kind of channel that is.
    pub kind: MeetingKind,
    /// What it is called, at most 100 characters.
    pub name: String,
    /// What it is about, at most 950 characters; may be empty.
    pub description: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// What it is recognised by; shown as the last line, like the footer of a message.
    pub marker: String,
}

/// How people meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(rename_all = "snake_case")]
pub enum MeetingKind {
    /// Everyone talks.
    Voice,
    /// Some talk, the others listen.
    Stage,
}

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A channel that is configured.
    Channel(ChannelId),
    /// The thread that an earlier effect opened, by its key.
    Thread(String),
}

impl Effect {
    /// Its name in the table and in the log.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::GrantRole { .. } => "grant_role",
            Self::RevokeRole { .. } => "revoke_role",
            Self::Kick { .. } => "kick",
            Self::Post { .. } => "post",
            Self::PostInForum { .. } => "post_in_forum",
            Self::Edit { .. } => "edit",
            Self::Pin { .. } => "pin",
            Self::Delete { .. } => "delete",
            Self::OpenThread { .. } => "open_thread",
            Self::OpenPrivateThread { .. } => "open_private_thread",
            Self::SetThread { .. } => "set_thread",
            Self::AddToThread { .. } => "add_to_thread",
            Self::RemoveFromThread { .. } => "remove_from_thread",
            Self::CreateEvent(_) => "create_event",
            Self::CancelEvent { .. } => "cancel_event",
            Self::DeleteMessage(_) => "delete_message",
            Self::Dm { .. } => "dm",
            Self::DmSealed(_) => "dm_sealed",
        }
    }

    /// What it needs besides a subject: when Discord refuses that, all that need it wait.
    pub fn depends_on(&self) -> Option<String> {
        match self {
            Self::GrantRole { role, .. } | Self::RevokeRole { role, .. } => {
                Some(format!("role:{role}"))
            }
            Self::Kick { .. } => Some(RIGHT_TO_KICK.to_owned()),
            Self::Pin { .. } => Some(RIGHT_TO_PIN.to_owned()),
            Self::DeleteMessage(unwanted) => Some(unwanted.right()),
            Self::Post {
                place: Place::Channel(channel),
                ..
            }
            | Self::PostInForum { forum: channel, .. }
            | Self::OpenPrivateThread { channel, .. }
            | Self::CreateEvent(Meeting { channel, .. }) => Some(format!("channel:{channel}")),
            // Threads, people, meetings that are there: each its own.
            Self::Post { .. }
            | Self::Edit { .. }
            | Self::Delete { .. }
            | Self::OpenThread { .. }
            | Self::SetThread { .. }
            | Self::AddToThread { .. }
            | Self::RemoveFromThread { .. }
            | Self::CancelEvent { .. }
            | Self::Dm { .. }
            | Self::DmSealed(_) => None,
        }
    }

    /// The message that it shows, if it shows one.
    pub fn into_message(self) -> Option<Message> {
        match self {
            Self::Post { message, .. }
            | Self::PostInForum { message, .. }
            | Self::Edit { message, .. }
            | Self::Dm { message, .. } => Some(message),
            Self::GrantRole { .. }
            | Self::RevokeRole { .. }
            | Self::Kick { .. }
            | Self::OpenThread { .. }
            | Self::SetThread { .. }
            | Self::AddToThread { .. }
            | Self::RemoveFromThread { .. }
            | Self::CreateEvent(_)
            | Self::CancelEvent { .. }
            | Self::Pin { .. }
            | Self::Delete { .. }
            | Self::OpenPrivateThread { .. }
            | Self::DeleteMessage(_)
            // Where it stands is not known.
            | Self::DmSealed(_) => None,
        }
    }

    /// Makes something new each time it is sent, so that it must be recognised.
    pub const fn needs_marker(&self) -> bool {
        matches!(
            self,
            Self::Post { .. }
                | Self::PostInForum { .. }
                | Self::OpenPrivateThread { .. }
                | Self::CreateEvent(_)
                | Self::Dm { .. }
                | Self::DmSealed(_)
        )
    }

    /// What a later search recognises the result by, where the effect is not harmless to repeat.
    pub fn marker(&self) -> Option<&str> {
        match self {
            Self::Post { message, .. }
            | Self::PostInForum { message, .. }
            | Self::Dm { message, .. } => message.marker(),
            Self::OpenPrivateThread { name, .. } => name.split(' ').next(),
            Self::DmSealed(dm) => dm.said.first()?.1.marker(),
            Self::CreateEvent(meeting) => {
                Some(meeting.marker.as_str()).filter(|marker| !marker.is_empty())
            }
            Self::GrantRole { .. }
            | Self::RevokeRole { .. }
            | Self::Kick { .. }
            | Self::Edit { .. }
            | Self::Pin { .. }
            | Self::Delete { .. }
            | Self::OpenThread { .. }
            | Self::SetThread { .. }
            | Self::AddToThread { .. }
            | Self::RemoveFromThread { .. }
            | Self::CancelEvent { .. }
            | Self::DeleteMessage(_) => None,
        }
    }
}
