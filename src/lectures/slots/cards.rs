//! How slots look in answers to the owner.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::config::Config;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::RoleId;
use crate::input;
use crate::lectures::cards::{COLOUR, EMBED_TITLE, track, turns, when};
use crate::lectures::lecture::{Entry, Meets, Slot, SlotState};
use crate::lectures::slots::Plan;
use crate::lectures::slots::change::Question;
use crate::lectures::slots::settings::Settings;
use crate::text::{Arg, Lang, Text};

/// Slots on a page: more are hard to read on a phone.
const ON_A_PAGE: usize = 8;

/// Of a channel's name in a label, which has to say the time as well.
const IN_A_LABEL: usize = 40;

/// A slot in one line, where markdown has no meaning. Two at one time differ by their channel.
pub(in crate::lectures) fn slot_label(config: &Config, slot: &Slot, lang: Lang) -> String {
    let channel = match &slot.channel_name {
        Some(name) => input::cut(name, IN_A_LABEL),
        None => format!("…{:04}", slot.channel_id.0 % 10_000),
    };
    Text::new("lecture-slot-label")
        .with("channel", channel)
        .with("track", track(config, &slot.track, lang))
        .with("when", when(&slot.rule))
        .plain(lang)
}

/// Every slot: when, where, who, the next date and how much is queued.
pub(in crate::lectures) fn slots(
    config: &Config,
    plans: &[Plan],
    page: usize,
    lang: Lang,
) -> Message {
    let pages = plans.len().div_ceil(ON_A_PAGE).max(1);
    let page = page.min(pages - 1);
    let shown = plans.iter().skip(page * ON_A_PAGE).take(ON_A_PAGE);
    let mut lines: Vec<_> = shown.map(|plan| line(config, plan, lang)).collect();
    if lines.is_empty() {
        lines.push(Text::new("lecture-no-slots").render(lang));
    }
    let row = turns(page, pages, |to| format!("lecture:slots:{to}"), lang);
    Message {
        embed: Some(Embed {
            title: Text::new("lecture-slots").plain(lang),
            description: lines.join("\n"),
            colour: COLOUR,
            ..Embed::default()
        }),
        rows: Some(row)
            .filter(|row| !row.is_empty())
            .into_iter()
            .collect(),
        ..Message::default()
    }
}

/// What keeps something that waits from being posted in its turn.
pub(in crate::lectures) fn mark(plan: &Plan, entry: &Entry) -> Option<Text> {
    if plan.held.contains(&entry.lecture_id) {
        return Some(Text::new("slot-mark-held"));
    }
    let lacks = !plan.slot.auto_approve && !entry.is_approved;
    lacks.then(|| Text::new("slot-mark-unapproved"))
}

fn line(config: &Config, plan: &Plan, lang: Lang) -> String {
    let slot = &plan.slot;
    let next = match (slot.state, plan.dates.first()) {
        (SlotState::Paused, _) => Arg::Text(Text::new("slot-resting")),
        (SlotState::Active, Some(at)) => Arg::from(*at),
        (SlotState::Active, None) => Arg::Text(Text::new("lecture-no-date")),
    };
    let mut line = Text::new("lecture-slot-line")
        .with("track", track(config, &slot.track, lang))
        .with("when", when(&slot.rule))
        .with("channel", slot.channel_id)
        .with("role", role(slot.role_id))
        .with("next", next)
        .with("queued", plan.queue.len())
        .render(lang);
    // What is held is so whenever its time was; else the next date counts.
    let mut waiting = plan.queue.iter();
    let next = waiting.find(|(at, entry)| {
        plan.held.contains(&entry.lecture_id) || plan.dates.first() == Some(at)
    });
    let more = [
        next.and_then(|(_, entry)| mark(plan, entry)),
        (!slot.auto_approve).then(|| approval(false)),
        slot.event_channel_id
            .map(|_| meeting(Settings::of(slot).meeting)),
    ];
    for text in more.into_iter().flatten() {
        line = format!("{line} ・ {}", text.render(lang));
    }
    line
}

/// What becomes different of a slot, a line each.
pub(super) fn changes(config: &Config, old: &Settings, new: &Settings, lang: Lang) -> Vec<String> {
    let named = |key: &str| Arg::from(track(config, key, lang));
    let of = [
        (
            Text::new("slot-edit-when"),
            Arg::from(when(&old.rule)),
            Arg::from(when(&new.rule)),
        ),
        (
            Text::new("slot-edit-channel"),
            Arg::from(old.channel),
            Arg::from(new.channel),
        ),
        (
            Text::new("slot-edit-track"),
            named(&old.track),
            named(&new.track),
        ),
        (Text::new("slot-edit-role"), role(old.role), role(new.role)),
        (
            Text::new("slot-edit-approval"),
            Arg::from(approval(old.auto_approve)),
            Arg::from(approval(new.auto_approve)),
        ),
        (
            Text::new("slot-edit-meeting"),
            Arg::from(meeting(old.meeting)),
            Arg::from(meeting(new.meeting)),
        ),
    ];
    let changes = of.into_iter().filter(|(_, old, new)| old != new);
    changes
        .map(|(text, old, new)| text.with("old", old).with("new", new).render(lang))
        .collect()
}

/// What was set of a slot beside its time and place.
pub(super) fn set(slot: &Slot) -> Text {
    Text::new("slot-set")
        .with("role", role(slot.role_id))
        .with("approval", approval(slot.auto_approve))
        .with("meeting", meeting(slot.meeting()))
}

/// The role of a slot is for other tracks than its own.
pub(super) fn other_role(
    config: &Config,
    slot: &Slot,
    tracks: &BTreeSet<String>,
    lang: Lang,
) -> Option<Text> {
    let tracks: Vec<_> = tracks.iter().map(|key| track(config, key, lang)).collect();
    let text = Text::new("slot-other-role")
        .with("role", slot.role_id.filter(|_| !tracks.is_empty())?)
        .with("tracks", tracks.join(" / "))
        .with("track", track(config, &slot.track, lang));
    Some(text)
}

/// What would become of a slot, before anything changes.
pub(super) fn question(config: &Config, asked: &Question, lang: Lang) -> Message {
    let old = Settings::of(&asked.slot);
    let mut lines = changes(config, &old, &asked.new, lang);
    if old.rule != asked.new.rule {
        lines.push(String::new());
        lines.push(Text::new("slot-edit-dates").render(lang));
        lines.extend(asked.dates.iter().map(|dates| moved(*dates).render(lang)));
    }
    let button = |act: &str, label: Text, style| {
        let to = format!("lecture:{act}:{}", asked.draft);
        Button::new(to, label.plain(lang), style)
    };
    let label = slot_label(config, &asked.slot, lang);
    let title = Text::new("slot-edit").with("slot", label);
    Message {
        embed: Some(Embed {
            title: input::cut(&title.plain(lang), EMBED_TITLE),
            description: lines.join("\n"),
            colour: COLOUR,
            ..Embed::default()
        }),
        rows: vec![vec![
            button("slot-go", Text::new("slot-edit-go"), Style::Primary),
            button("slot-no", Text::new("slot-edit-stop"), Style::Secondary),
        ]],
        ..Message::default()
    }
}

fn moved((old, new): (DateTime<Utc>, Option<DateTime<Utc>>)) -> Text {
    match new {
        Some(new) => Text::new("slot-edit-date")
            .with("old", old)
            .with("new", new),
        None => Text::new("slot-edit-date-off").with("old", old),
    }
}

fn role(role: Option<RoleId>) -> Arg {
    role.map_or(Arg::Text(Text::new("lecture-nobody")), Arg::from)
}

fn approval(is_automatic: bool) -> Text {
    if is_automatic {
        Text::new("slot-approval-automatic")
    } else {
        Text::new("slot-approval-needed")
    }
}

fn meeting(meeting: Option<Meets>) -> Text {
    match meeting {
        Some(meets) => Text::new("slot-meeting")
            .with("channel", meets.channel)
            .with("minutes", meets.after),
        None => Text::new("lecture-none"),
    }
}
