//! What is told of a reported message. Pure.

use super::Target;
use super::store::Kept;
use crate::config::Config;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::{ChannelId, MessageId, UserId};
use crate::input;
use crate::questions::Reporter;
use crate::text::{Arg, Lang, Text};

/// Characters that a frame holds; no message is longer.
const MAX_DESCRIPTION: usize = 4_096;

/// Tells the owner where to look; nothing is hidden.
pub(super) fn told(config: &Config, target: &Target<'_>, reporter: Reporter) -> Message {
    let lang = config.language;
    let text = Text::new("reported-told")
        .with("reporter", reporter.user)
        .with("channel", target.channel);
    let mut lines = vec![text.render(lang), reporter.past().render(lang)];
    lines.extend(link(config, target.channel, target.message));
    let footer = format!("salon · reported:report-{}", reporter.report);
    framed(lines.join("\n"), footer)
}

/// Tells the owner that a message of somebody else is deleted, and asks what is to become of it.
pub(super) fn kept(config: &Config, kept: &Kept, reporter: Reporter, may_delete: bool) -> Message {
    let lang = config.language;
    let text = Text::new("reported-kept")
        .with("reporter", reporter.user)
        .with("author", author(kept))
        .with("channel", kept.channel_id)
        .with("written", kept.written_at)
        .with("until", kept.wiped_by);
    let mut lines = vec![text.render(lang), reporter.past().render(lang)];
    if kept.attachments > 0 {
        let files = Text::new("reported-attachments").with("count", kept.attachments);
        lines.push(files.render(lang));
    }
    if !may_delete {
        lines.push(Text::new("reported-by-hand").render(lang));
        lines.extend(link(config, kept.channel_id, kept.message_id));
    }
    let mut message = framed(lines.join("\n"), String::new());
    message.rows = vec![buttons(kept, "", lang)];
    message
}

/// What can be done about it; `which` tells one of several.
pub(super) fn buttons(kept: &Kept, which: &str, lang: Lang) -> Vec<Button> {
    let button = |action: &str, label: Text, style| {
        let custom_id = format!("reported:{action}:{}", kept.id);
        Button::new(custom_id, format!("{}{which}", label.plain(lang)), style)
    };
    vec![
        button("read", Text::new("reported-button-read"), Style::Secondary),
        button(
            "restore",
            Text::new("reported-button-restore"),
            Style::Primary,
        ),
        button("wipe", Text::new("reported-button-wipe"), Style::Danger),
    ]
}

/// Tells the owner that somebody else saw it as well.
pub(super) fn also(kept: &Kept, reporter: Reporter, lang: Lang) -> Message {
    let text = Text::new("reported-also")
        .with("reporter", reporter.user)
        .with("author", author(kept))
        .with("channel", kept.channel_id);
    let lines = [text.render(lang), reporter.past().render(lang)];
    let footer = format!("salon · reported:report-{}", reporter.report);
    framed(lines.join("\n"), footer)
}

/// What it said, to the owner alone.
pub(super) fn words(kept: &Kept, words: &str, lang: Lang) -> Message {
    let mut message = framed(description(words, lang), String::new());
    message.content = Text::new("reported-words")
        .with("author", author(kept))
        .with("written", kept.written_at)
        .render(lang);
    message
}

/// The message as the bot posts it again: whose it is, and what it said.
pub(super) fn again(kept: &Kept, words: &str, lang: Lang) -> Message {
    let footer = format!("salon · reported:again-{}", kept.id);
    let mut message = framed(description(words, lang), footer);
    message.content = Text::new("reported-again")
        .with("author", author(kept))
        .with("written", kept.written_at)
        .render(lang);
    message
}

/// Tells whoever wrote it what became of it, without a word of it.
pub(super) fn to_author(kept: &Kept, what: &str, lang: Lang) -> Message {
    let text = if what == "again" {
        Text::new("reported-to-author-again")
    } else {
        Text::new("reported-to-author")
    };
    let text = text.with("channel", kept.channel_id);
    framed(
        text.render(lang),
        format!("salon · reported:{what}-{}", kept.id),
    )
}

/// What was decided: by whom, and whether it was posted again; or that its time is over.
pub(super) fn end(kept: &Kept, by: Option<(UserId, bool)>, lang: Lang) -> Message {
    let text = match by {
        Some((by, true)) => Text::new("reported-end-restored").with("by", by),
        Some((by, false)) => Text::new("reported-end-wiped").with("by", by),
        None => Text::new("reported-end-over"),
    };
    let text = text
        .with("author", author(kept))
        .with("channel", kept.channel_id);
    framed(text.render(lang), String::new())
}

/// The messages that wait for the owner, and how many more there are.
pub(super) fn waiting(kept: &[Kept], more: usize, lang: Lang) -> Message {
    let line = |(number, kept): (usize, &Kept)| {
        Text::new("reported-line")
            .with("number", number)
            .with("author", author(kept))
            .with("channel", kept.channel_id)
            .with("written", kept.written_at)
            .with("until", kept.wiped_by)
            .render(lang)
    };
    let mut lines: Vec<String> = (1..).zip(kept).map(line).collect();
    if more > 0 {
        let more = Text::new("reported-more").with("count", more);
        lines.push(more.render(lang));
    }
    let mut message = framed(lines.join("\n"), String::new());
    let rows = (1..).zip(kept);
    message.rows = rows
        .map(|(number, kept)| buttons(kept, &format!(" {number}"), lang))
        .collect();
    message
}

fn author(kept: &Kept) -> Arg {
    kept.author
        .map_or_else(|| Text::new("reported-nobody").into(), Arg::from)
}

/// Of a message that had files alone there are no words.
fn description(words: &str, lang: Lang) -> String {
    if words.is_empty() {
        return Text::new("reported-no-words").render(lang);
    }
    input::cut(words, MAX_DESCRIPTION)
}

/// The address of a message.
fn link(config: &Config, channel: ChannelId, message: MessageId) -> Option<String> {
    let guild = config.discord.guild?;
    Some(format!(
        "https://discord.com/channels/{guild}/{channel}/{message}"
    ))
}

fn framed(description: String, footer: String) -> Message {
    Message {
        embed: Some(Embed {
            description,
            footer,
            colour: 0x00ed_b120,
            ..Embed::default()
        }),
        ..Message::default()
    }
}
