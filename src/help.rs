//! `/help`: what I can do here, by my role.

use crate::actor::Actor;
use crate::command::{Command, Context};
use crate::discord::message::{Embed, Message};
use crate::error::Result;
use crate::memberships;
use crate::text::{self, Lang, Text};

/// A quiet grey.
const COLOUR: u32 = 0x71_80_96;

/// What people can type about the bot itself.
pub fn commands() -> Vec<Command> {
    vec![help()]
}

/// What I can do here.
#[poise::command(slash_command, guild_only, category = "person")]
async fn help(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    let app = &incoming.app;
    let is_member =
        memberships::is_member(&mut *app.db.read().await?, incoming.actor.user, app.now()).await?;
    let commands = &ctx.framework.options.commands;
    let message = page(commands, &incoming.actor, is_member);
    incoming.reply_with(&message).await
}

/// What this person can do. An embed holds twice as much as plain text.
fn page(commands: &[Command], actor: &Actor, is_member: bool) -> Message {
    let lang = actor.lang;
    let mut sections = Vec::new();
    for (category, title, applies) in audiences(actor, is_member) {
        let mut lines = Vec::new();
        for command in commands {
            list(&mut lines, command, "cmd", "", category, lang);
        }
        if applies && !lines.is_empty() {
            let title = Text::new(title).render(lang);
            sections.push(format!("**{title}**\n{}", lines.join("\n")));
        }
    }
    let text = Text::new("help-text").with("commands", text::Arg::Markup(sections.join("\n\n")));
    Message {
        embed: Some(Embed {
            description: text.render(lang),
            colour: COLOUR,
            ..Embed::default()
        }),
        ..Message::default()
    }
}

/// Which parts of the list concern this person.
fn audiences(actor: &Actor, is_member: bool) -> [(&'static str, &'static str, bool); 4] {
    let is_staff = actor.is_staff();
    [
        ("person", Text::new("help-for-everyone").key(), true),
        (
            "member",
            Text::new("help-for-members").key(),
            is_member || is_staff,
        ),
        ("mentor", Text::new("help-for-mentors").key(), is_staff),
        ("owner", Text::new("help-for-owner").key(), actor.is_owner),
    ]
}

fn list(
    lines: &mut Vec<String>,
    command: &Command,
    parent: &str,
    path: &str,
    category: &str,
    lang: Lang,
) {
    let key = format!("{parent}-{}", command.name);
    let name = text::entry(lang, &key, None).unwrap_or_else(|| command.name.to_string());
    let path = format!("{path} {name}").trim().to_owned();
    for subcommand in &command.subcommands {
        list(lines, subcommand, &key, &path, category, lang);
    }
    let is_leaf = command.subcommands.is_empty() && command.slash_action.is_some();
    if is_leaf && command.category.as_deref() == Some(category) {
        let description = text::entry(lang, &key, Some("description")).unwrap_or_default();
        lines.push(format!("`/{path}` {description}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::UserId;

    #[test]
    fn the_list_fits_into_an_embed_for_everyone_in_both_languages() {
        let commands = crate::bot::commands();
        for lang in Lang::ALL {
            let mut lengths = Vec::new();
            for (is_member, is_mentor, is_owner) in [
                (false, false, false),
                (true, false, false),
                (true, true, false),
                (true, true, true),
            ] {
                let actor = Actor {
                    user: UserId(1),
                    lang,
                    is_mentor,
                    is_owner,
                };
                let page = page(&commands, &actor, is_member);
                let embed = page.embed.expect("an embed");
                let length = embed.description.encode_utf16().count();
                assert!(length <= 4_096, "{length} in {lang:?}");
                lengths.push(length);
            }
            assert!(
                lengths.is_sorted_by(|less, more| less < more),
                "{lengths:?}"
            );
        }
    }
}
