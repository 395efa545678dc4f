//! How the owner sees what will be posted, and what came of it.

use chrono::TimeDelta;

use super::{announcement, trouble};
use crate::config::Config;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::{OccurrenceId, SlotId};
use crate::input;
use crate::lectures::cards::{COLOUR, told, track};
use crate::lectures::lecture::{Entry, LectureState, Occurrence, Reason, Slot, SlotState, State};
use crate::lectures::release::card::Preview;
use crate::lectures::release::look::{Look, notified};
use crate::lectures::rules::{self, Coming, name};
use crate::lectures::slots::cards::slot_label;
use crate::lectures::watching::cards::unsigned;
use crate::text::{Arg, Lang, Text, relative};

/// What is wrong, and what is not any more.
const RED: u32 = 0x00e7_4c3c;
const GREEN: u32 = 0x0038_a169;

/// What Discord takes as a button's label.
const LABEL: usize = 80;
/// A message has five rows of buttons, and titles are long.
const OTHERS: usize = 5;

/// The post as it will look, under a few lines: when, whom it reaches, what is wrong.
pub(in crate::lectures) fn card(config: &Config, preview: &Preview, lang: Lang) -> Message {
    let date = &preview.date;
    let mut lines = vec![state(config, preview, lang)];
    let is_ahead = date.state == State::Planned && preview.lecture.is_some();
    if is_ahead || matches!(date.state, State::Bound | State::Held) {
        lines.extend(approval(preview));
        lines.extend(place(preview));
        lines.extend(others_told(config, preview, lang));
    }
    let lines: Vec<_> = lines.iter().map(|line| line.render(lang)).collect();
    let embed = match &preview.lecture {
        Some(lecture) => announcement(config, &preview.slot, date.id, lecture, None).embed,
        None => None,
    };
    Message {
        content: lines.join("\n"),
        embed: Some(embed.unwrap_or_else(|| Embed {
            title: slot_label(config, &preview.slot, lang),
            colour: COLOUR,
            ..Embed::default()
        })),
        rows: buttons(preview, lang),
        ..Message::default()
    }
}

/// What can be decided; what is over has no buttons.
fn buttons(preview: &Preview, lang: Lang) -> Vec<Vec<Button>> {
    let (date, slot) = (&preview.date, &preview.slot);
    let is_unapproved = !preview.is_approved && !slot.auto_approve;
    let approve = || {
        button(
            date,
            "approve",
            Text::new("release-button-approve"),
            Style::Success,
        )
    };
    let swap = button(
        date,
        "swap",
        Text::new("release-button-swap"),
        Style::Secondary,
    );
    let skip = button(
        date,
        "skip",
        Text::new("release-button-skip"),
        Style::Secondary,
    );
    let mut row = Vec::new();
    let mut push = |is_shown: bool, button: (String, Text, Style)| {
        let (to, label, style) = button;
        if is_shown {
            row.push(Button::new(to, label.plain(lang), style));
        }
    };
    match date.state {
        State::Bound => {
            push(is_unapproved, approve());
            push(true, swap);
            push(
                true,
                button(
                    date,
                    "hold",
                    Text::new("release-button-hold"),
                    Style::Danger,
                ),
            );
            push(true, skip);
        }
        State::Held => {
            let go = button(
                date,
                "go",
                Text::new("release-button-let-go"),
                Style::Primary,
            );
            push(is_unapproved, approve());
            push(date.reason == Some(Reason::Owner), go);
            push(true, swap);
            push(true, skip);
        }
        State::Planned => {
            let Some(lecture) = &preview.lecture else {
                return Vec::new();
            };
            let to = format!("lecture:approve-l:{}:{}", lecture.id, lecture.revision);
            let label = Text::new("release-button-approve-ahead");
            push(is_unapproved, (to, label, Style::Success));
        }
        State::Unknown => {
            for (act, label) in [
                ("there", Text::new("release-button-there")),
                ("absent", Text::new("release-button-absent")),
            ] {
                push(true, button(date, act, label, Style::Secondary));
            }
        }
        State::Sending
        | State::Posted
        | State::Missed
        | State::Skipped
        | State::Cancelled
        | State::Withdrawn => {}
    }
    if row.is_empty() {
        Vec::new()
    } else {
        vec![row]
    }
}

fn button(date: &Occurrence, act: &str, label: Text, style: Style) -> (String, Text, Style) {
    (
        format!("lecture:{act}:{}:{}", date.id, date.card),
        label,
        style,
    )
}

/// What could be posted instead.
pub(in crate::lectures::release) fn others(
    (id, card): (OccurrenceId, i64),
    others: &[Entry],
    lang: Lang,
) -> Message {
    let button = |entry: &Entry| {
        let label = Text::new("release-other")
            .with("name", name(&entry.series, entry.number))
            .with("title", entry.title.as_str());
        let to = format!("lecture:swap-to:{id}:{card}:{}", entry.lecture_id);
        Button::new(to, input::cut(&label.plain(lang), LABEL), Style::Secondary)
    };
    let shown: Vec<_> = others.iter().take(OTHERS).map(button).collect();
    let text = if shown.is_empty() {
        Text::new("release-no-others")
    } else {
        Text::new("release-others")
    };
    Message {
        rows: shown.into_iter().map(|button| vec![button]).collect(),
        ..Message::text(text.render(lang))
    }
}

/// What will become of it, or did.
pub(in crate::lectures::release) fn state(config: &Config, preview: &Preview, lang: Lang) -> Text {
    let (date, slot) = (&preview.date, &preview.slot);
    let lecture = preview.lecture.as_ref();
    let is_retired = lecture.is_some_and(|lecture| lecture.state == LectureState::Retired);
    let text = match date.state {
        State::Planned | State::Bound if slot.state == SlotState::Paused => {
            Text::new("release-paused")
        }
        State::Planned if lecture.is_none() => Text::new("release-unbound"),
        State::Planned | State::Bound => ahead(preview),
        State::Held => match date.reason {
            Some(Reason::Unapproved) => Text::new("release-held-unapproved"),
            Some(Reason::Place) => Text::new("release-held-place"),
            _ => Text::new("release-held"),
        },
        State::Sending => Text::new("release-sending").with("channel", slot.channel_id),
        State::Posted => {
            let text = match rules::posted_late(date.due_at, date.sent_at) {
                Some(sent) => Text::new("release-posted-late").with("posted", sent),
                None => Text::new("release-posted"),
            };
            text.with("channel", slot.channel_id)
        }
        State::Unknown => Text::new("release-unknown").with("channel", slot.channel_id),
        State::Missed if is_retired => Text::new("release-missed-withdrawn"),
        State::Missed => Text::new("release-missed"),
        State::Skipped => match date.reason {
            Some(Reason::Owner) if date.due_at > preview.now => Text::new("release-off"),
            Some(Reason::Owner) => Text::new("release-off-over"),
            _ => Text::new("release-left-out"),
        },
        State::Cancelled => Text::new("release-cancelled"),
        State::Withdrawn => Text::new("release-withdrawn"),
    };
    text.with("slot", slot_label(config, slot, lang))
        .with("at", date.due_at)
}

/// When it will be posted, and whom that notifies: what is late avoids the night, and notifies nobody
/// on another day.
fn ahead(preview: &Preview) -> Text {
    let (slot, due_at, now) = (&preview.slot, preview.date.due_at, preview.now);
    let (text, is_silent) = match rules::coming(due_at, now, slot.rule.zone) {
        Coming::Never => return Text::new("release-bound-never"),
        Coming::OnTime => (
            Text::new("release-bound").with("in", relative(due_at)),
            false,
        ),
        Coming::Late { at, is_silent } if at > now => (
            Text::new("release-bound-morning").with("morning", at),
            is_silent,
        ),
        Coming::Late { is_silent, .. } => (Text::new("release-bound-soon"), is_silent),
    };
    let people = if is_silent {
        Arg::Text(Text::new("lecture-nobody"))
    } else {
        people(slot, preview.look)
    };
    text.with("channel", slot.channel_id).with("people", people)
}

/// Whom a post in a slot notifies.
pub(in crate::lectures) fn people(slot: &Slot, seen: Option<Look>) -> Arg {
    let Some(role) = notified(slot.role_id, seen) else {
        return Arg::Text(Text::new("lecture-nobody"));
    };
    Arg::Text(match seen.and_then(|seen| seen.holders) {
        Some(holders) => Text::new("release-people")
            .with("role", role)
            .with("people", holders),
        None => Text::new("release-people-unknown").with("role", role),
    })
}

/// Whether somebody has to say yes, where that is not said already and nothing else stands in the way.
fn approval(preview: &Preview) -> Option<Text> {
    let (date, slot) = (&preview.date, &preview.slot);
    if preview.is_approved {
        return Some(Text::new("release-approved"));
    }
    if slot.auto_approve {
        let goes = date.state != State::Held && slot.state != SlotState::Paused;
        return goes.then(|| Text::new("release-auto"));
    }
    (date.reason != Some(Reason::Unapproved)).then(|| Text::new("release-unapproved"))
}

/// What is wrong where it goes and with its video, and where people meet afterwards.
fn place(preview: &Preview) -> Vec<Text> {
    let slot = &preview.slot;
    let wrong = match preview.look {
        None => Some(Text::new("release-not-looked")),
        Some(look) => look
            .trouble
            .map(|it| trouble(it, slot.channel_id, slot.role_id)),
    };
    let unsigned = preview.unsigned.map(unsigned);
    let meeting = slot.meeting().map(|meeting| {
        Text::new("release-meets")
            .with("channel", meeting.channel)
            .with(
                "at",
                preview.date.due_at + TimeDelta::minutes(meeting.after),
            )
    });
    wrong.into_iter().chain(unsigned).chain(meeting).collect()
}

/// The role is for the slot's track, and this lecture is for another.
fn others_told(config: &Config, preview: &Preview, lang: Lang) -> Option<Text> {
    let slot = &preview.slot;
    let of_lecture = preview.lecture.as_ref()?.track.as_deref()?;
    let role = notified(slot.role_id, preview.look).filter(|_| of_lecture != slot.track)?;
    let text = Text::new("release-others-told")
        .with("role", role)
        .with("own", track(config, &slot.track, lang))
        .with("track", track(config, of_lecture, lang));
    Some(text)
}

/// What came to be wrong after the card was shown.
pub(in crate::lectures::release) fn alert(
    slot: SlotId,
    at: i64,
    wrong: &Text,
    lang: Lang,
) -> Message {
    told(wrong, &format!("place-{slot}-{at}"), RED, lang)
}

/// It is not wrong any more.
pub(in crate::lectures::release) fn mended(
    slot: SlotId,
    at: i64,
    label: String,
    lang: Lang,
) -> Message {
    let text = Text::new("release-mended").with("slot", label);
    told(&text, &format!("place-{slot}-{at}"), GREEN, lang)
}
