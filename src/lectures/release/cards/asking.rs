//! How the owner is asked before a lecture is taken back for good, or notifies people at once.

use chrono::{DateTime, Utc};

use super::preview::people;
use super::trouble;
use crate::config::Config;
use crate::discord::message::{Button, Message, Style};
use crate::lectures::lecture::Lecture;
use crate::lectures::release::withdrawing::{self, Out};
use crate::lectures::release::{look::Look, publish};
use crate::lectures::rules::{self, name};
use crate::lectures::slots::cards::slot_label;
use crate::text::{Arg, Lang, Text};

/// Whether a lecture is to be taken back: what becomes of it, and what comes on its dates.
pub(in crate::lectures) fn withdraw(
    config: &Config,
    asked: &withdrawing::Question,
    lang: Lang,
) -> Message {
    let mut lines = vec![
        named(Text::new("release-ask-withdraw"), &asked.lecture),
        match asked.out {
            Out::No => Text::new("release-ask-withdraw-ahead"),
            Out::Perhaps => Text::new("release-ask-withdraw-perhaps"),
            Out::Yes => Text::new("release-ask-withdraw-out"),
        },
    ];
    lines.extend(asked.instead.iter().map(|(slot, instead)| {
        let text = match &instead.next {
            None => Text::new("release-ask-withdraw-empty"),
            Some(next) => {
                let text = if next.is_unapproved {
                    Text::new("release-ask-withdraw-unapproved")
                } else {
                    Text::new("release-ask-withdraw-instead")
                };
                text.with("name", name(&next.series, next.number))
            }
        };
        text.with("slot", slot_label(config, slot, lang))
            .with("at", instead.at)
    }));
    if let Some(reason) = asked.lecture.withdrawn_for.as_deref() {
        let text = if asked.out == Out::No {
            Text::new("release-ask-withdraw-why")
        } else {
            Text::new("release-ask-withdraw-reason")
        };
        lines.push(text.with("reason", reason));
    }
    lines.push(Text::new("release-ask-withdraw-for-good"));
    let label = Text::new("release-button-withdraw-go");
    question(&lines, ("withdraw-go", asked.number), &label, lang)
}

/// Whether a lecture is to be posted at once: where, and whom that notifies.
pub(in crate::lectures) fn publish(
    asked: &publish::Question,
    seen: Option<Look>,
    now: DateTime<Utc>,
    lang: Lang,
) -> Message {
    let slot = &asked.slot;
    let mut lines = vec![
        named(Text::new("release-ask-publish"), &asked.lecture)
            .with("channel", slot.channel_id)
            .with("people", people(slot, seen)),
    ];
    if rules::is_night(now, slot.rule.zone) {
        let hour = now.with_timezone(&slot.rule.zone.0).format("%H:%M");
        let text = Text::new("release-ask-publish-night");
        lines.push(text.with("hour", Arg::Markup(hour.to_string())));
    }
    if asked.is_unapproved {
        lines.push(Text::new("release-ask-publish-unapproved"));
    }
    let wrong = seen.and_then(|seen| seen.trouble);
    lines.extend(wrong.map(|it| trouble(it, slot.channel_id, slot.role_id)));
    let label = Text::new("release-button-publish-go");
    question(&lines, ("publish-go", asked.number), &label, lang)
}

fn named(text: Text, lecture: &Lecture) -> Text {
    text.with("name", name(&lecture.series, lecture.number))
        .with("title", lecture.title.as_str())
}

fn question(lines: &[Text], (act, number): (&str, i64), label: &Text, lang: Lang) -> Message {
    let lines: Vec<_> = lines.iter().map(|line| line.render(lang)).collect();
    let id = format!("lecture:{act}:{number}");
    Message {
        rows: vec![vec![Button::new(id, label.plain(lang), Style::Danger)]],
        ..Message::text(lines.join("\n"))
    }
}
