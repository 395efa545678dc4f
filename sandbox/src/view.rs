//! What a person sees on the screen: messages, forms, command lists, channels.
//!
//! Views are copies, made for one person at one moment; they serialise for the demo page.

use chrono::{DateTime, Utc};
use serde::Serialize;

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

/// An embed: the box with a coloured edge.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EmbedView {
    pub title: Option<String>,
    pub url: Option<String>,
    pub description: Option<String>,
    pub colour: Option<u32>,
    pub author: Option<String>,
    pub fields: Vec<FieldView>,
    pub footer: Option<String>,
    pub image: Option<String>,
    pub thumbnail: Option<String>,
    pub timestamp: Option<String>,
}

impl EmbedView {
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = [&self.author, &self.title, &self.description]
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        for field in &self.fields {
            lines.push(field.name.clone());
            lines.push(field.value.clone());
        }
        lines.extend(self.footer.clone());
        lines
    }
}

/// One field of an embed.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    pub name: String,
    pub value: String,
    pub inline: bool,
}

/// A file under a message.
#[derive(Clone, Debug, Serialize)]
pub struct AttachmentView {
    pub id: Id,
    pub filename: String,
    pub url: String,
    pub size: usize,
    pub content_type: Option<String>,
}

/// Something one can press under a message.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ComponentView {
    Button(ButtonView),
    Select(SelectView),
}

/// A button; one with a `url` is a link and asks the bot nothing.
#[derive(Clone, Debug, Serialize)]
pub struct ButtonView {
    pub label: String,
    pub emoji: Option<String>,
    pub custom_id: Option<String>,
    pub url: Option<String>,
    /// 1 primary, 2 secondary, 3 success, 4 danger, 5 link.
    pub style: u8,
    pub disabled: bool,
}

/// A select menu.
#[derive(Clone, Debug, Serialize)]
pub struct SelectView {
    pub custom_id: String,
    /// What is picked: `text` (from `options`), `user`, `role`, `mentionable` or `channel`.
    pub of: &'static str,
    pub placeholder: Option<String>,
    pub options: Vec<SelectOptionView>,
    pub min_values: usize,
    pub max_values: usize,
    pub disabled: bool,
}

/// One entry of a select menu.
#[derive(Clone, Debug, Serialize)]
pub struct SelectOptionView {
    pub label: String,
    pub value: String,
    pub description: Option<String>,
    pub default: bool,
}

/// A form that the bot opened.
#[derive(Clone, Debug, Serialize)]
pub struct ModalView {
    /// The interaction that was answered by this form; names the open form.
    pub interaction: Id,
    pub custom_id: String,
    pub title: String,
    pub inputs: Vec<InputView>,
}

/// A text field of a form.
#[derive(Clone, Debug, Serialize)]
pub struct InputView {
    pub custom_id: String,
    pub label: String,
    /// Several lines instead of one.
    pub paragraph: bool,
    pub placeholder: Option<String>,
    /// What stands in it at first.
    pub value: Option<String>,
    pub required: bool,
    pub min_length: usize,
    pub max_length: usize,
}

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
}

/// A value one can pick: what is shown and what is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    pub name: String,
    pub value: String,
}

/// A channel or a thread in the list at the left.
#[derive(Clone, Debug, Serialize)]
pub struct ChannelView {
    pub id: Id,
    pub name: String,
    /// Discord's channel type: 0 text, 1 DM, 11 public thread, 12 private thread, 15 forum.
    pub kind: u8,
    pub parent: Option<Id>,
    pub topic: Option<String>,
    pub position: u32,
    pub can_post: bool,
    /// Tags that posts of this forum can carry.
    pub available_tags: Vec<TagView>,
    /// Names of the tags that this post carries.
    pub tags: Vec<String>,
    pub archived: bool,
    pub locked: bool,
    /// Who opened this thread.
    pub owner: Option<Id>,
    pub last_message: Option<Id>,
    pub messages: usize,
}

/// A forum tag.
#[derive(Clone, Debug, Serialize)]
pub struct TagView {
    pub id: Id,
    pub name: String,
}

/// A person in the member list.
#[derive(Clone, Debug, Serialize)]
pub struct MemberView {
    pub id: Id,
    pub username: String,
    /// The name shown in this server.
    pub name: String,
    pub bot: bool,
    pub owner: bool,
    pub locale: String,
    /// Highest first, without @everyone.
    pub roles: Vec<RoleView>,
}

/// A role.
#[derive(Clone, Debug, Serialize)]
pub struct RoleView {
    pub id: Id,
    pub name: String,
    pub colour: u32,
    pub position: u32,
}
