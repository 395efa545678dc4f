//! `/help`: what I can do here, by my role.

use crate::actor::Actor;
use crate::command::{Command, Context};
use crate::discord::message::{Embed, Message};
use crate::error::Result;
use crate::memberships;
use crate::text::{self, Lang, Text};

/// How much of an embed's 4,096 characters the list may fill: a sentence follows it.
const ROOM: usize = 3_900;
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
    let mut pages = pages(commands, &incoming.actor, is_member).into_iter();
    if let Some(first) = pages.next() {
        incoming.reply_with(&first).await?;
    }
    for page in pages {
        incoming.follow_up(&page).await?;
    }
    Ok(())
}

/// What this person can do, on as few pages as hold it.
fn pages(commands: &[Command], actor: &Actor, is_member: bool) -> Vec<Message> {
    let lang = actor.lang;
    let mut pages: Vec<String> = Vec::new();
    for (category, title, applies) in audiences(actor, is_member) {
        let mut lines = Vec::new();
        for command in commands {
            list(&mut lines, command, "cmd", "", category, lang);
        }
        if !applies || lines.is_empty() {
            continue;
        }
        let title = Text::new(title).render(lang);
        let section = format!("**{title}**\n{}", lines.join("\n"));
        match pages.last_mut() {
            Some(page) if length(page) + length(&section) < ROOM => {
                page.push_str("\n\n");
                page.push_str(&section);
            }
            Some(_) | None => pages.push(section),
        }
    }
    let last = pages.len().saturating_sub(1);
    let page = |(number, section): (usize, String)| {
        let description = if number == last {
            let commands = text::Arg::Markup(section);
            Text::new("help-text")
                .with("commands", commands)
                .render(lang)
        } else {
            section
        };
        Message {
            embed: Some(Embed {
                description,
                colour: COLOUR,
                ..Embed::default()
            }),
            ..Message::default()
        }
    };
    pages.into_iter().enumerate().map(page).collect()
}

/// As Discord counts.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
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
    fn every_part_of_the_list_fits_into_an_embed_for_everyone_in_both_languages() {
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
                let pages = pages(&commands, &actor, is_member);
                for page in &pages {
                    let embed = page.embed.as_ref().expect("an embed");
                    let length = length(&embed.description);
                    assert!(length <= 4_096, "{length} in {lang:?}");
                }
                let sum = pages.iter().filter_map(|page| page.embed.as_ref());
                lengths.push(sum.map(|embed| length(&embed.description)).sum::<usize>());
            }
            assert!(
                lengths.is_sorted_by(|less, more| less < more),
                "{lengths:?}"
            );
        }
    }
}
