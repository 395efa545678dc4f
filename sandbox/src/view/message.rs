//! Messages as one person sees them.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::{AttachmentView, ButtonView, ChannelView, ComponentView, EmbedView, SelectView};
use crate::Id;

/// A message as one person sees it.
#[derive(Clone, Debug, Serialize)]
pub struct MessageView {
    pub id: Id,
    pub channel_id: Id,
    pub author: AuthorView,
    /// Raw text, with mentions still written as `<@id>`.
    pub content: String,
    pub embeds: Vec<EmbedView>,
    /// Rows of buttons, or of one select menu.
    pub rows: Vec<Vec<ComponentView>>,
    pub attachments: Vec<AttachmentView>,
    /// Only its reader can see it, and it can be dismissed.
    pub ephemeral: bool,
    /// "… is thinking": a deferred answer that has not come yet.
    pub loading: bool,
    pub pinned: bool,
    pub timestamp: DateTime<Utc>,
    pub edited: Option<DateTime<Utc>>,
    /// The command that this message answers, such as `plan create`, and who ran it.
    pub answers: Option<AnswersView>,
    /// The message it replies to.
    pub replies_to: Option<Id>,
    /// The thread that was opened from this message.
    pub thread: Option<ChannelView>,
    /// Whom it really notified.
    pub pings: PingsView,
}

impl MessageView {
    /// Everything one could read in it: content and the texts of its embeds, a line each.
    pub fn text(&self) -> String {
        let mut lines = vec![self.content.clone()];
        for embed in &self.embeds {
            lines.extend(embed.lines());
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }

    /// Every button, in reading order.
    pub fn buttons(&self) -> impl Iterator<Item = &ButtonView> {
        self.rows
            .iter()
            .flatten()
            .filter_map(|component| match component {
                ComponentView::Button(button) => Some(button),
                ComponentView::Select(_) => None,
            })
    }

    /// Every select menu, in reading order.
    pub fn selects(&self) -> impl Iterator<Item = &SelectView> {
        self.rows
            .iter()
            .flatten()
            .filter_map(|component| match component {
                ComponentView::Button(_) => None,
                ComponentView::Select(select) => Some(select),
            })
    }
}

/// The interaction that a message answers.
#[derive(Clone, Debug, Serialize)]
pub struct AnswersView {
    /// Full name of the command in the reader's language, sub-commands included; empty when a click or form was answered.
    pub command: String,
    pub user: Id,
    pub user_name: String,
}

/// Who wrote a message.
#[derive(Clone, Debug, Serialize)]
pub struct AuthorView {
    pub id: Id,
    /// The name shown in this server.
    pub name: String,
    pub bot: bool,
    /// Colour of the highest coloured role; 0 is none.
    pub colour: u32,
}

/// Whom a message really notified: mentions that are text only are not here.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PingsView {
    pub everyone: bool,
    pub users: Vec<Id>,
    pub roles: Vec<Id>,
}
