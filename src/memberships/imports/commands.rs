//! What owners type and press about lists.

use poise::serenity_prelude as discord;

use super::looking::{Looked, Request, preview};
use super::rules::{Key, Mapping, Meant};
use super::{Begun, Word, cards, linking, sure};
use crate::command::{Context, Incoming, Press, suggestions};
use crate::discord::message::Message;
use crate::error::{Error, Result};
use crate::ids::ImportId;
use crate::memberships::accounts::Linked;
use crate::memberships::commands::plan_names;
use crate::text::Text;

/// By what a list names people.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum KeyChoice {
    #[name = "discord"]
    Discord,
    #[name = "number"]
    Number,
    #[name = "platform"]
    Platform,
}

/// What becomes of whom a list lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, poise::ChoiceParameter)]
enum AbsentChoice {
    #[name = "stay"]
    Stay,
    #[name = "end"]
    End,
}

#[expect(clippy::too_many_arguments, reason = "one for each option")]
#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::memberships) async fn import(
    ctx: Context<'_>,
    file: discord::Attachment,
    #[autocomplete = "source_names"] source: String,
    key: KeyChoice,
    absent: Option<AbsentChoice>,
    #[autocomplete = "plan_names"] plan: Option<String>,
    #[rename = "key-column"] key_column: Option<String>,
    #[rename = "plan-column"] plan_column: Option<String>,
    #[rename = "end-column"] end_column: Option<String>,
    #[rename = "state-column"] state_column: Option<String>,
    #[rename = "paid-column"] paid_column: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let request = Request {
        address: file.url,
        bytes: file.size,
        source,
        key: match key {
            KeyChoice::Discord => Key::Discord,
            KeyChoice::Number => Key::Number,
            KeyChoice::Platform => Key::Platform,
        },
        plan,
        absent_ends: absent == Some(AbsentChoice::End),
        columns: Mapping {
            key: key_column,
            plan: plan_column,
            fixed_plan: None,
            end: end_column,
            state: state_column,
            paid: paid_column,
            unused: Vec::new(),
        },
    };
    let looked = preview(&incoming.app, &incoming.discord, &incoming.actor, request).await?;
    show(incoming, looked, None).await
}

/// Shows what a list would do, and whom a line of it was said to name.
async fn show(incoming: &Incoming, looked: Looked, linked: Option<Linked>) -> Result<()> {
    let (zone, lang) = (incoming.app.config.timezone.0, incoming.lang());
    let render = move || {
        let (message, file) = cards::looked(&looked, zone, lang);
        match linked {
            Some(linked) => (linking::linked(message, &linked, &looked, lang), file),
            None => (message, file),
        }
    };
    // Of thousands of lines, so that others are answered meanwhile.
    let shown = tokio::task::spawn_blocking(render).await;
    match shown.map_err(anyhow::Error::from)? {
        (message, Some(file)) => incoming.reply_with_file(&message, &file).await,
        (message, None) => incoming.reply_with(&message).await,
    }
}

/// A pressed button of a list.
pub(in crate::memberships) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor, lang) = (&incoming.app, &incoming.actor, incoming.lang());
    let id: ImportId = press.id.read(0)?;
    // How many people the owner says they mean, where they were asked.
    let people: Option<i64> = press.id.read(1).ok();
    let meant = Meant::read(press.action);
    let message = match press.action {
        _ if let Some(meant) = meant => {
            let word = Word { meant, people };
            match super::approve(app, actor, id, word).await? {
                Begun::Yes { source } => cards::approved(id, &source, lang),
                Begun::Sure(asked) => sure::taking_in(id, &asked, lang),
                Begun::Undo(asked) => sure::undoing(id, &asked, lang),
            }
        }
        "import-undo" => match super::undo(app, actor, id, people).await? {
            Begun::Yes { source } => {
                let text = Text::new("import-undoing").with("source", source);
                Message::text(text.render(lang))
            }
            Begun::Sure(asked) => sure::taking_in(id, &asked, lang),
            Begun::Undo(asked) => sure::undoing(id, &asked, lang),
        },
        "import-link" => {
            let line = press.id.read(1)?;
            let chosen = press.chosen()?;
            let (linked, looked) = linking::link_line(app, actor, (id, line), chosen).await?;
            return show(incoming, looked, Some(linked)).await;
        }
        "import-drop" => {
            super::give_up(app, actor, id).await?;
            Message::text(Text::new("import-dropped").render(lang))
        }
        _ => return Err(Error::Refused(Text::new("stale-button"))),
    };
    press.update(&message).await
}

/// Offers the sources there are while someone types; another may be typed.
pub(in crate::memberships) async fn source_names(
    ctx: Context<'_>,
    partial: &str,
) -> discord::CreateAutocompleteResponse {
    let incoming = ctx.data();
    let found = super::suggest_sources(&incoming.app, &incoming.actor, partial).await;
    suggestions(found.unwrap_or_default())
}
