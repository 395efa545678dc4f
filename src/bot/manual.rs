//! commands.md: what people can type, printed from the command tree.

use std::fmt::Write as _;

use super::registration::menu_key;
use crate::command::Command;
use crate::text::{self, Lang};

/// Who a category of commands is for, in the order in which they are listed.
const AUDIENCES: [(&str, &str, &str); 4] = [
    ("person", "Everyone", "people in the server"),
    (
        "member",
        "Members",
        "people with a live entitlement, mentors and the owner",
    ),
    (
        "mentor",
        "Mentors",
        "holders of the mentor role, and the owner; some also the asker",
    ),
    (
        "owner",
        "The owner",
        "holders of the owner role or of Manage Server",
    ),
];

/// The whole of commands.md.
pub fn manual(commands: &[Command]) -> String {
    let mut out = String::from(
        "# Commands\n\nPrinted by `salon commands` from the code; a test keeps it current. \
         Clients set to Japanese show the Japanese names. Every right is checked again when a \
         command or a button is used. Replies are seen only by whoever typed the command.\n",
    );
    for (category, title, who) in AUDIENCES {
        let mut section = String::new();
        for command in commands {
            describe(&mut section, command, "cmd", "", category);
        }
        if !section.is_empty() {
            let _ = write!(out, "\n## {title}\n\nFor {who}.\n{section}");
        }
    }
    out
}

fn describe(out: &mut String, command: &Command, parent: &str, path: &str, category: &str) {
    let key = format!("{parent}-{}", command.name);
    let path = format!("{path} {}", command.name).trim().to_owned();
    if !command.subcommands.is_empty() {
        for subcommand in &command.subcommands {
            describe(out, subcommand, &key, &path, category);
        }
        return;
    }
    if command.category.as_deref() != Some(category) {
        return;
    }
    if let Some(menu) = &command.context_menu_name {
        let ja = text::entry(Lang::Ja, &menu_key(command), None).unwrap_or_default();
        let _ = write!(out, "\n### Right-click on a user → Apps → {menu}（{ja}）\n");
    }
    if command.slash_action.is_none() {
        return;
    }
    let entry = |lang, attribute: Option<&str>| text::entry(lang, &key, attribute);
    let ja = japanese_path(&key);
    let _ = write!(out, "\n### `/{path}`（`/{ja}`）\n\n");
    let _ = writeln!(
        out,
        "{}",
        entry(Lang::En, Some("description")).unwrap_or_default()
    );
    if !command.parameters.is_empty() {
        out.push('\n');
    }
    for parameter in &command.parameters {
        let name = &parameter.name;
        let ja = entry(Lang::Ja, Some(name)).unwrap_or_default();
        let what = entry(Lang::En, Some(&format!("{name}-description"))).unwrap_or_default();
        let need = if parameter.required {
            "required"
        } else {
            "optional"
        };
        let _ = write!(out, "- `{name}`（{ja}）, {need}: {what}");
        let choices: Vec<_> = parameter
            .choices
            .iter()
            .map(|choice| choice.name.as_ref())
            .collect();
        if !choices.is_empty() {
            let _ = write!(out, ". One of: {}", choices.join("; "));
        }
        out.push('\n');
    }
    if let Some(example) = entry(Lang::En, Some("example")) {
        let _ = write!(out, "\nExample: `{example}`\n");
    }
}

/// `cmd-plan-create` → the Japanese names of both parts.
fn japanese_path(key: &str) -> String {
    let parts: Vec<_> = key.split('-').skip(1).collect();
    let mut names = Vec::new();
    for end in 1..=parts.len() {
        let key = format!("cmd-{}", parts[..end].join("-"));
        names.extend(text::entry(Lang::Ja, &key, None));
    }
    names.join(" ")
}
