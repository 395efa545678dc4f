//! What became of something a person did with the bot.

use serde::Serialize;

use crate::view::{MessageView, ModalView};

/// What a person saw after a command, a click or a form.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "outcome", content = "view", rename_all = "snake_case")]
pub enum Outcome {
    /// The bot answered with a message, public or (see `ephemeral`) for her alone.
    Reply(Box<MessageView>),
    /// The bot opened a form.
    Modal(ModalView),
    /// The message under which she clicked was changed.
    Updated(Box<MessageView>),
    /// The bot said "thinking…" and gave no answer within the wait.
    Thinking,
    /// The click was accepted and nothing else happened within the wait.
    Acknowledged,
    /// "The application did not respond."
    NoAnswer,
    /// Her client does not show such a command, button or form to her.
    NotShown(String),
    /// Her client refuses what she typed and sends nothing.
    Invalid(String),
}

impl Outcome {
    /// Everything one could read: content and embeds of the message, the title of the form, or why there is none.
    pub fn text(&self) -> String {
        match self {
            Self::Reply(message) | Self::Updated(message) => message.text(),
            Self::Modal(modal) => modal.title.clone(),
            Self::Thinking => "thinking…".to_owned(),
            Self::Acknowledged => String::new(),
            Self::NoAnswer => "The application did not respond".to_owned(),
            Self::NotShown(what) => format!("not shown: {what}"),
            Self::Invalid(why) => format!("refused by the client: {why}"),
        }
    }

    /// The message that came back, if one did.
    pub fn message(&self) -> Option<&MessageView> {
        match self {
            Self::Reply(message) | Self::Updated(message) => Some(message),
            Self::Modal(_)
            | Self::Thinking
            | Self::Acknowledged
            | Self::NoAnswer
            | Self::NotShown(_)
            | Self::Invalid(_) => None,
        }
    }

    /// The form that opened, if one did.
    pub fn modal(&self) -> Option<&ModalView> {
        match self {
            Self::Modal(modal) => Some(modal),
            Self::Reply(_)
            | Self::Updated(_)
            | Self::Thinking
            | Self::Acknowledged
            | Self::NoAnswer
            | Self::NotShown(_)
            | Self::Invalid(_) => None,
        }
    }
}

/// Why Discord did not let a person do something, as her client would say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal(pub String);

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}
