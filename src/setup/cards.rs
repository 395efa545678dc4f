//! How the status looks.

use super::Status;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::outbox::Paused;
use crate::text::{Arg, Lang, Text, relative};

/// All is well, and something needs a hand.
const GREEN: u32 = 0x0038_a169;
const RED: u32 = 0x00e7_4c3c;
/// Effects that are listed.
const LISTED: usize = 5;

/// The whole status. The buttons are about the oldest effect that stands still.
pub(super) fn status(status: &Status, lang: Lang) -> Message {
    let mut lines = vec![queue(status), roles(status)];
    lines.extend(status.paused.iter().map(paused));
    lines.extend(status.held.iter().take(LISTED).map(|held| {
        Text::new("setup-held")
            .with("effect", held.key.clone())
            .with("why", held.trouble.clone().unwrap_or_default())
    }));
    let more = status.waiting.held - count(LISTED);
    if more > 0 {
        lines.push(Text::new("setup-held-more").with("count", more));
    }
    let lines: Vec<String> = lines.iter().map(|line| line.render(lang)).collect();
    let is_well = status.held.is_empty() && status.paused.is_empty();
    let button = |action: &str, label: Text, style, id| {
        Button::new(format!("setup:{action}:{id}"), label.plain(lang), style)
    };
    let buttons = status.held.first().map(|held| {
        vec![
            button(
                "retry",
                Text::new("setup-button-retry"),
                Style::Primary,
                held.id,
            ),
            button(
                "discard",
                Text::new("setup-button-discard"),
                Style::Danger,
                held.id,
            ),
        ]
    });
    Message {
        embed: Some(Embed {
            title: Text::new("setup-title").plain(lang),
            description: lines.join("\n"),
            colour: if is_well { GREEN } else { RED },
            ..Embed::default()
        }),
        rows: buttons.into_iter().collect(),
        ..Message::default()
    }
}

fn queue(status: &Status) -> Text {
    match status.oldest {
        None => Text::new("setup-queue-empty"),
        Some(oldest) => Text::new("setup-queue")
            .with("waiting", status.waiting.waiting)
            .with("oldest", relative(oldest)),
    }
}

fn roles(status: &Status) -> Text {
    match &status.roles {
        None => Text::new("setup-roles-unknown").with("members", status.members),
        Some(pass) => Text::new("setup-roles")
            .with("members", status.members)
            .with("drift", count(pass.repaired))
            .with("at", relative(pass.at)),
    }
}

fn paused(paused: &Paused) -> Text {
    let name = match paused.what.split_once(':') {
        Some(("role", id)) => format!("<@&{id}>"),
        Some(("channel", id)) => format!("<#{id}>"),
        Some(_) | None => paused.what.clone(),
    };
    Text::new("setup-paused")
        .with("what", Arg::Markup(name))
        .with("count", paused.count)
}

fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}
