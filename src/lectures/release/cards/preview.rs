//! How the owner sees what will be posted, and what came of it.

use chrono::TimeDelta;

use super::{announcement, trouble};
use crate::config::Config;
use crate::discord::message::{Embed, Message};
use crate::ids::SlotId;
use crate::lectures::cards::COLOUR;
use crate::lectures::lecture::{Reason, State};
use crate::lectures::release::card::Preview;
use crate::lectures::release::look::Look;
use crate::lectures::rules::Trouble;
use crate::lectures::slots::cards::slot_label;
use crate::text::{Arg, Lang, Text, relative};

/// What is wrong, and what is not any more.
const RED: u32 = 0x00e7_4c3c;
const GREEN: u32 = 0x0038_a169;

/// The post as it will look, under a few lines: when, whom it reaches, what is wrong.
pub(in crate::lectures) fn card(config: &Config, preview: &Preview, lang: Lang) -> Message {
    let date = &preview.date;
    let mut lines = vec![state(config, preview, lang)];
    if matches!(date.state, State::Bound | State::Held) {
        lines.push(approval(preview));
        lines.extend(place(preview));
    }
    let lines: Vec<_> = lines.iter().map(|line| line.render(lang)).collect();
    let embed = match &preview.lecture {
        Some(lecture) => announcement(config, &preview.slot, date.id, lecture, None).embed,
        None => None,
    };
    Message {
        content: lines.join("\n"),
        embed: Some(Embed {
            // By which it is found again.
            footer: format!("salon · date-{}", date.id),
            ..embed.unwrap_or_else(|| Embed {
                title: slot_label(config, &preview.slot, lang),
                colour: COLOUR,
                ..Embed::default()
            })
        }),
        ..Message::default()
    }
}

/// What will become of it, or did.
fn state(config: &Config, preview: &Preview, lang: Lang) -> Text {
    let (date, slot) = (&preview.date, &preview.slot);
    let text = match date.state {
        State::Planned => Text::new("release-unbound"),
        State::Bound => Text::new("release-bound")
            .with("in", relative(date.due_at))
            .with("channel", slot.channel_id)
            .with("people", people(preview)),
        State::Held => match date.reason {
            Some(Reason::Unapproved) => Text::new("release-held-unapproved"),
            Some(Reason::Place) => Text::new("release-held-place"),
            _ => Text::new("release-held"),
        },
        State::Sending => Text::new("release-sending").with("channel", slot.channel_id),
        State::Posted => Text::new("release-posted").with("channel", slot.channel_id),
        State::Unknown => Text::new("release-unknown").with("channel", slot.channel_id),
        State::Missed => Text::new("release-missed"),
        State::Skipped => match date.reason {
            Some(Reason::Owner) => Text::new("release-off"),
            _ => Text::new("release-left-out"),
        },
        State::Cancelled => Text::new("release-cancelled"),
        State::Withdrawn => Text::new("release-withdrawn"),
    };
    text.with("slot", slot_label(config, slot, lang))
        .with("at", date.due_at)
}

/// Whom the post notifies.
fn people(preview: &Preview) -> Arg {
    let is_gone = |look: Look| look.trouble == Some(Trouble::RoleGone);
    let role = preview.slot.role_id;
    let Some(role) = role.filter(|_| !preview.look.is_some_and(is_gone)) else {
        return Arg::Text(Text::new("lecture-nobody"));
    };
    let holders = preview.look.and_then(|look| look.holders);
    Arg::Text(match holders {
        Some(holders) => Text::new("release-people")
            .with("role", role)
            .with("people", holders),
        None => Text::new("release-people-unknown").with("role", role),
    })
}

/// Whether somebody has to say yes.
fn approval(preview: &Preview) -> Text {
    if preview.is_approved {
        return Text::new("release-approved");
    }
    if preview.slot.auto_approve {
        return Text::new("release-auto");
    }
    Text::new("release-unapproved")
}

/// What is wrong where it goes, and where people meet afterwards.
fn place(preview: &Preview) -> Vec<Text> {
    let slot = &preview.slot;
    let wrong = match preview.look {
        None => Some(Text::new("release-not-looked")),
        Some(look) => look
            .trouble
            .map(|it| trouble(it, slot.channel_id, slot.role_id)),
    };
    let meeting = slot.meeting().map(|meeting| {
        Text::new("release-meets")
            .with("channel", meeting.channel)
            .with(
                "at",
                preview.date.due_at + TimeDelta::minutes(meeting.after),
            )
    });
    wrong.into_iter().chain(meeting).collect()
}

/// What came to be wrong after the card was shown.
pub(in crate::lectures::release) fn alert(
    slot: SlotId,
    at: i64,
    wrong: &Text,
    lang: Lang,
) -> Message {
    told(slot, at, RED, wrong, lang)
}

/// It is not wrong any more.
pub(in crate::lectures::release) fn mended(
    slot: SlotId,
    at: i64,
    label: String,
    lang: Lang,
) -> Message {
    let text = Text::new("release-mended").with("slot", label);
    told(slot, at, GREEN, &text, lang)
}

fn told(slot: SlotId, at: i64, colour: u32, text: &Text, lang: Lang) -> Message {
    Message {
        embed: Some(Embed {
            description: text.render(lang),
            footer: format!("salon · place-{slot}-{at}"),
            colour,
            ..Embed::default()
        }),
        ..Message::default()
    }
}
