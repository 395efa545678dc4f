//! How a message looks, as plain data: it can wait in the outbox and be compared, and becomes
//! serenity's builders only when it is sent.

use serde::{Deserialize, Serialize};
use serenity::all as discord;
use sha2::{Digest as _, Sha256};

use crate::ids::{ImageId, RoleId, UserId};

/// A message of the bot. It pings nobody but whom `pings` names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Message {
    /// Plain text, at most 2,000 characters.
    pub content: String,
    /// A framed part, if any.
    pub embed: Option<Embed>,
    /// Menus of words, above the buttons; each counts as a row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub selects: Vec<Select>,
    /// Rows of at most five buttons, at most five rows.
    pub rows: Vec<Vec<Button>>,
    /// A menu of people below them, which counts as a row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub menu: Option<Menu>,
    /// Pictures of a question, looked up when it is posted; only a post in a channel or thread has any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub images: Vec<ImageId>,
    /// Who is notified.
    pub pings: Pings,
}

/// Who a message notifies: exactly these.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pings {
    /// Everyone with one of these roles.
    pub roles: Vec<RoleId>,
    /// These people.
    pub users: Vec<UserId>,
}

/// The framed part of a message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Embed {
    /// At most 256 characters.
    pub title: String,
    /// At most 4,096 characters.
    pub description: String,
    /// Name, value, and whether it may stand beside the next one.
    pub fields: Vec<(String, String, bool)>,
    /// Small print.
    pub footer: String,
    /// 0xRRGGBB.
    pub colour: u32,
}

/// A button; `custom_id` is `feature:action:id`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Button {
    /// Where a press of it goes; at most 100 characters.
    pub custom_id: String,
    /// At most 80 characters.
    pub label: String,
    /// How it looks.
    pub style: Style,
}

/// A menu in which somebody of the server is chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Menu {
    /// Where a choice goes: `feature:action:id`.
    pub custom_id: String,
    /// What is shown while nobody is chosen; at most 150 characters.
    pub placeholder: String,
}

/// A menu in which one of a few words is chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Select {
    /// Where a choice goes: `feature:action:id`.
    pub custom_id: String,
    /// What is shown while nothing is chosen; at most 150 characters.
    pub placeholder: String,
    /// At most 25: what is sent, what is shown, whether it is chosen now.
    pub options: Vec<(String, String, bool)>,
}

/// How a button looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// What most people want to press.
    Primary,
    /// Everything else.
    Secondary,
    /// Says yes, or done.
    Success,
    /// Takes something away.
    Danger,
}

/// A form: a modal of one to five text inputs.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Where the answers go: `feature:action:id`.
    pub custom_id: String,
    /// At most 45 characters.
    pub title: String,
    /// From top to bottom.
    pub inputs: Vec<Input>,
}

/// One text input of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its name in the answers.
    pub custom_id: &'static str,
    /// At most 45 characters.
    pub label: String,
    /// What is shown while it is empty; at most 100 characters.
    pub placeholder: String,
    /// What it holds at first.
    pub value: String,
    /// More than one line.
    pub is_long: bool,
    /// May not be left empty.
    pub is_required: bool,
    /// In characters.
    pub max_length: u16,
}

impl Message {
    /// Just words.
    pub fn text(content: impl Into<String>) -> Self {
        Self {
            content: content.into(),
            ..Self::default()
        }
    }

    /// What a later search of the history recognises this message by: the first button's
    /// `custom_id`, else the embed's footer.
    pub fn marker(&self) -> Option<&str> {
        let button = self.rows.iter().flatten().next();
        button
            .map(|button| button.custom_id.as_str())
            .or_else(|| self.embed.as_ref().map(|embed| embed.footer.as_str()))
            .filter(|marker| !marker.is_empty())
    }

    /// The rows as serenity wants them.
    pub fn components(&self) -> Vec<discord::CreateActionRow> {
        let row = |row: &Vec<Button>| {
            discord::CreateActionRow::Buttons(row.iter().map(Button::builder).collect())
        };
        let menu = self.menu.iter().map(Menu::builder);
        let selects = self.selects.iter().map(Select::builder);
        selects
            .chain(self.rows.iter().map(row))
            .chain(menu)
            .collect()
    }

    /// The embeds as serenity wants them.
    pub fn embeds(&self) -> Vec<discord::CreateEmbed> {
        self.embed.iter().map(Embed::builder).collect()
    }

    /// Exactly whom it may notify.
    pub fn allowed_mentions(&self) -> discord::CreateAllowedMentions {
        discord::CreateAllowedMentions::new()
            .roles(self.pings.roles.iter().copied())
            .users(self.pings.users.iter().copied())
    }

    /// As a new message in a channel.
    pub fn create(&self) -> discord::CreateMessage {
        discord::CreateMessage::new()
            .content(&self.content)
            .embeds(self.embeds())
            .components(self.components())
            .allowed_mentions(self.allowed_mentions())
    }

    /// As the new face of a message that is there, without the files it had. Nobody is notified by an
    /// edit.
    pub fn edit(&self) -> discord::EditMessage {
        discord::EditMessage::new()
            .attachments(discord::EditAttachments::new())
            .content(&self.content)
            .embeds(self.embeds())
            .components(self.components())
            .allowed_mentions(discord::CreateAllowedMentions::new())
    }
}

/// With this begins a footer that is there only so that the message is recognised.
const TAG: &str = "salon · ";

/// How a footer is shown: a tag as a reference number, as on a letter.
///
/// A tag names things as the code does, which puzzles whoever reads it. Twelve digits of its hash tell
/// the messages of one channel apart.
pub fn shown_footer(footer: &str) -> String {
    if !footer.starts_with(TAG) {
        return footer.to_owned();
    }
    let digest = Sha256::digest(footer.as_bytes());
    let number = digest[..8]
        .iter()
        .fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    let part = |unit: u64| number / unit % 10_000;
    format!(
        "{TAG}No. {:04}-{:04}-{:04}",
        part(100_000_000),
        part(10_000),
        part(1)
    )
}

impl Embed {
    fn builder(&self) -> discord::CreateEmbed {
        let mut embed = discord::CreateEmbed::new().colour(self.colour);
        if !self.title.is_empty() {
            embed = embed.title(&self.title);
        }
        if !self.description.is_empty() {
            embed = embed.description(&self.description);
        }
        if !self.footer.is_empty() {
            embed = embed.footer(discord::CreateEmbedFooter::new(shown_footer(&self.footer)));
        }
        embed.fields(self.fields.iter().cloned())
    }
}

impl Menu {
    fn builder(&self) -> discord::CreateActionRow {
        let kind = discord::CreateSelectMenuKind::User {
            default_users: None,
        };
        let menu = discord::CreateSelectMenu::new(&self.custom_id, kind);
        discord::CreateActionRow::SelectMenu(menu.placeholder(&self.placeholder))
    }
}

impl Select {
    fn builder(&self) -> discord::CreateActionRow {
        let option = |(value, label, is_chosen): &(String, String, bool)| {
            discord::CreateSelectMenuOption::new(label, value).default_selection(*is_chosen)
        };
        let options = self.options.iter().map(option).collect();
        let kind = discord::CreateSelectMenuKind::String { options };
        let menu = discord::CreateSelectMenu::new(&self.custom_id, kind);
        discord::CreateActionRow::SelectMenu(menu.placeholder(&self.placeholder))
    }
}

impl Button {
    /// A button that leads to `custom_id`.
    pub fn new(custom_id: impl Into<String>, label: impl Into<String>, style: Style) -> Self {
        Self {
            custom_id: custom_id.into(),
            label: label.into(),
            style,
        }
    }

    fn builder(&self) -> discord::CreateButton {
        discord::CreateButton::new(&self.custom_id)
            .label(&self.label)
            .style(match self.style {
                Style::Primary => discord::ButtonStyle::Primary,
                Style::Secondary => discord::ButtonStyle::Secondary,
                Style::Success => discord::ButtonStyle::Success,
                Style::Danger => discord::ButtonStyle::Danger,
            })
    }
}

impl Form {
    /// As serenity wants it: action rows, the only form whose answers serenity 0.12 reads back.
    pub fn builder(&self) -> discord::CreateModal {
        discord::CreateModal::new(&self.custom_id, &self.title).components(
            self.inputs
                .iter()
                .map(|input| discord::CreateActionRow::InputText(input.builder()))
                .collect(),
        )
    }
}

impl Input {
    fn builder(&self) -> discord::CreateInputText {
        let style = if self.is_long {
            discord::InputTextStyle::Paragraph
        } else {
            discord::InputTextStyle::Short
        };
        let mut input = discord::CreateInputText::new(style, &self.label, self.custom_id)
            .required(self.is_required)
            .max_length(self.max_length);
        if !self.placeholder.is_empty() {
            input = input.placeholder(&self.placeholder);
        }
        if !self.value.is_empty() {
            input = input.value(&self.value);
        }
        input
    }
}
