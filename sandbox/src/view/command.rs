//! Commands as a client lists them.

use serde::Serialize;

use crate::Id;

/// A command in the list one gets by typing `/`, or in a menu.
#[derive(Clone, Debug, Serialize)]
pub struct CommandView {
    pub id: Id,
    /// What to pass to `runs`: `plan create`, with sub-commands, in default names.
    pub path: String,
    /// The same in the reader's language.
    pub name: String,
    pub description: String,
    /// 1 slash command, 2 menu on a user, 3 menu on a message.
    pub kind: u8,
    pub options: Vec<OptionView>,
}

/// An option of a command.
#[derive(Clone, Debug, Serialize)]
pub struct OptionView {
    /// What to pass to `runs`.
    pub key: String,
    /// The same in the reader's language.
    pub name: String,
    pub description: String,
    /// Discord's option type: 3 string, 4 integer, 5 boolean, 6 user, 7 channel, 8 role, 10 number, 11 attachment.
    pub kind: u8,
    pub required: bool,
    pub choices: Vec<Choice>,
    pub autocomplete: bool,
    pub min: Option<f64>,
    pub max: Option<f64>,
    /// For an option of type 7: the types of channels it takes; empty for any.
    pub channel_types: Vec<u64>,
}

/// A value one can pick: what is shown and what is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    pub name: String,
    pub value: String,
}
