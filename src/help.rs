//! `/help`: what I can do here, by my role.

use crate::actor::Actor;
use crate::command::{Command, Context};
use crate::error::Result;
use crate::memberships;
use crate::text::{self, Lang, Text};

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
    let lang = incoming.lang();
    let mut sections = Vec::new();
    for (category, title, applies) in audiences(&incoming.actor, is_member) {
        let mut lines = Vec::new();
        for command in &ctx.framework.options.commands {
            list(&mut lines, command, "cmd", "", category, lang);
        }
        if applies && !lines.is_empty() {
            let title = Text::new(title).render(lang);
            sections.push(format!("**{title}**\n{}", lines.join("\n")));
        }
    }
    let text = Text::new("help-text").with("commands", text::Arg::Markup(sections.join("\n\n")));
    incoming.reply(&text).await
}

/// Which parts of the list concern this person.
fn audiences(actor: &Actor, is_member: bool) -> [(&'static str, &'static str, bool); 4] {
    let is_staff = actor.is_mentor || actor.is_owner;
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
