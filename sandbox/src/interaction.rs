//! One thing a person did with the bot, from the click to the last follow-up.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde_json::Value;
use tokio::sync::watch;

use crate::Id;
use crate::view::Choice;

/// Discord's interaction types.
pub(crate) mod kind {
    pub(crate) const COMMAND: u8 = 2;
    pub(crate) const COMPONENT: u8 = 3;
    pub(crate) const AUTOCOMPLETE: u8 = 4;
    pub(crate) const MODAL: u8 = 5;
}

/// How far the bot has come with its answer.
#[derive(Clone, Debug)]
pub(crate) enum Progress {
    /// Nothing yet.
    Waiting,
    /// "Thinking…"
    Deferred,
    /// A click was accepted; a change may follow.
    Accepted,
    /// The answer is this message.
    Message(Id),
    /// The message clicked on was changed.
    Updated(Id),
    /// A form was opened.
    Modal,
    /// Proposals for an option.
    Choices(Vec<Choice>),
}

/// An interaction that the bot can still answer or follow up.
#[derive(Debug)]
pub(crate) struct Interaction {
    pub(crate) id: Id,
    pub(crate) token: String,
    pub(crate) kind: u8,
    pub(crate) user: Id,
    pub(crate) channel: Id,
    /// Full name of the command, for the line above the answer.
    pub(crate) command: String,
    /// The message whose component was used.
    pub(crate) component_of: Option<Id>,
    pub(crate) sent: Instant,
    pub(crate) created: DateTime<Utc>,
    /// When the bot answered, counted from `sent`.
    pub(crate) acked: Option<Duration>,
    /// The message that `@original` names.
    pub(crate) original: Option<Id>,
    /// A deferred answer that has not come yet.
    pub(crate) pending: bool,
    pub(crate) ephemeral: bool,
    /// The form that was opened as the answer.
    pub(crate) modal: Option<Value>,
    pub(crate) progress: watch::Sender<Progress>,
}

impl Interaction {
    /// Whether its token has run out; it lives for 15 minutes.
    pub(crate) fn is_over(&self, now: DateTime<Utc>) -> bool {
        now - self.created > chrono::Duration::minutes(15)
    }
}
