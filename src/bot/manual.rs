//! commands.md: what people can type, printed from the command tree.

use std::fmt::Write as _;

use super::registration::menu_key;
use crate::command::Command;
use crate::text::{self, Lang};

/// Who a category of commands is for, in both languages and in the order in which they are listed;
/// a command of which that is not the whole truth says so itself, as `.who`.
const AUDIENCES: [(&str, &str, &str, &str); 4] = [
    (
        "person",
        "Everyone",
        "Everyone in the server",
        "サーバーにいる方",
    ),
    (
        "member",
        "Members",
        "People with a live entitlement",
        "有効なプランのある会員",
    ),
    (
        "mentor",
        "Mentors",
        "Holders of the mentor role, and the owner",
        "メンターのロールがある方と運営者",
    ),
    (
        "owner",
        "The owner",
        "Holders of the owner role or of Manage Server",
        "運営者のロールか「サーバー管理」の権限がある方",
    ),
];

/// The whole of commands.md.
pub fn manual(commands: &[Command]) -> String {
    let mut out = String::from(
        "# Commands\n\nPrinted by `salon commands` from the code; a test keeps it current. \
         Clients set to Japanese show the Japanese names. Every right is checked again when a \
         command or a button is used. Replies are seen only by whoever typed the command.\n",
    );
    for (category, title, en, ja) in AUDIENCES {
        let mut section = String::new();
        let audience = Audience { category, en, ja };
        for command in commands {
            describe(&mut section, command, "cmd", "", &audience);
        }
        if !section.is_empty() {
            let _ = write!(out, "\n## {title}\n{section}");
        }
    }
    out
}

/// Whose section is being printed.
struct Audience {
    category: &'static str,
    en: &'static str,
    ja: &'static str,
}

impl Audience {
    /// "Who: …", as the command itself says, else as its category does.
    fn line(&self, key: &str) -> String {
        let own = |lang| text::entry(lang, key, Some("who"));
        let en = own(Lang::En).unwrap_or_else(|| self.en.to_owned());
        let ja = own(Lang::Ja).unwrap_or_else(|| self.ja.to_owned());
        format!("Who: {en}（{ja}）\n")
    }
}

fn describe(out: &mut String, command: &Command, parent: &str, path: &str, audience: &Audience) {
    let key = format!("{parent}-{}", command.name);
    let path = format!("{path} {}", command.name).trim().to_owned();
    if !command.subcommands.is_empty() {
        for subcommand in &command.subcommands {
            describe(out, subcommand, &key, &path, audience);
        }
        return;
    }
    if command.category.as_deref() != Some(audience.category) {
        return;
    }
    if let Some(menu) = &command.context_menu_name {
        let key = menu_key(command);
        let ja = text::entry(Lang::Ja, &key, None).unwrap_or_default();
        let what = text::entry(Lang::En, &key, Some("description")).unwrap_or_default();
        let who = audience.line(&key);
        let target = match command.context_menu_action {
            Some(poise::ContextMenuCommandAction::Message(_)) => "message",
            _ => "user",
        };
        let _ = write!(
            out,
            "\n### Right-click on a {target} → Apps → {menu}（{ja}）\n\n{what}\n\n{who}"
        );
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
    let _ = write!(out, "\n{}", audience.line(&key));
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
    let examples = [Lang::En, Lang::Ja].map(|lang| entry(lang, Some("example")));
    if let [Some(en), Some(ja)] = examples {
        let _ = write!(out, "\nExample: `{en}`（`{ja}`）\n");
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
