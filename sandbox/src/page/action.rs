//! What can be done on the page, as it arrives.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::view::{ChannelView, Choice};
use crate::{Id, Outcome};

/// Who does what.
#[derive(Deserialize)]
pub(super) struct Deed {
    #[serde(rename = "as")]
    pub(super) person: Id,
    pub(super) action: Action,
}

/// Options and fields by key; those left out were not filled in.
pub(super) type Values = BTreeMap<String, String>;

/// One thing done. A `channel` is an id, or `dm` for the conversation with the bot.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Action {
    Command {
        channel: String,
        command: String,
        #[serde(default)]
        options: Values,
    },
    Autocomplete {
        channel: String,
        command: String,
        #[serde(default)]
        options: Values,
        focused: String,
    },
    /// A menu command on a user or on a message, exactly one of the two.
    Menu {
        channel: String,
        command: String,
        user: Option<Id>,
        message: Option<Id>,
    },
    Click {
        message: Id,
        custom_id: String,
    },
    Select {
        message: Id,
        custom_id: String,
        values: Vec<String>,
    },
    /// `interaction` names the open form.
    Submit {
        interaction: Id,
        values: Values,
    },
    #[serde(untagged)]
    ByHand(ByHand),
}

/// What is done without the bot.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum ByHand {
    Post {
        channel: String,
        text: String,
    },
    ForumPost {
        channel: Id,
        title: String,
        text: String,
        #[serde(default)]
        tags: Vec<String>,
    },
    Edit {
        message: Id,
        text: String,
    },
    Delete {
        message: Id,
    },
    Dismiss {
        message: Id,
    },
    Upload {
        filename: String,
        content_type: String,
        data: String,
    },
    Join,
    Leave,
    /// The language in which the bot is to answer this person.
    Locale {
        locale: String,
    },
}

/// What became of it: the bot's answer, or what else the page needs to know.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Done {
    Bot(Outcome),
    Page(Effect),
}

/// Outcomes that are not the bot's.
#[derive(Serialize)]
#[serde(tag = "outcome", content = "view", rename_all = "snake_case")]
pub(super) enum Effect {
    Done,
    Choices(Vec<Choice>),
    Opened(Box<ChannelView>),
    /// The value for an attachment option.
    Uploaded(String),
}
