//! What the owner is told after an outage.

use crate::config::Config;
use crate::discord::message::{Button, Message, Style};
use crate::lectures::cards::list;
use crate::lectures::lecture::State;
use crate::lectures::release::outage::Passed;
use crate::lectures::rules::name;
use crate::lectures::slots::cards::slot_label;
use crate::text::{Arg, Text};

/// Rows that Discord takes under one message.
const ROWS: usize = 5;

/// Every date that passed, those first that the owner decides.
pub(in crate::lectures::release) fn digest(
    config: &Config,
    passed: &[Passed],
    key: &str,
) -> Message {
    let lang = config.language;
    let (mut open, done): (Vec<_>, Vec<_>) = passed.iter().partition(|passed| passed.is_open);
    let more = open.split_off(open.len().min(ROWS));
    let mut lines = Vec::new();
    let mut rows = Vec::new();
    for (place, passed) in open.iter().enumerate() {
        let place = place + 1;
        let line = line(config, passed).render(lang);
        lines.push(format!("`{place}` {line}"));
        let button = |act: &str, label: Text, style| {
            let to = format!("lecture:{act}:{}", passed.date.id);
            Button::new(to, label.with("place", place).plain(lang), style)
        };
        rows.push(vec![
            button("now", Text::new("outage-now"), Style::Primary),
            button("next", Text::new("outage-next"), Style::Secondary),
            button("drop", Text::new("outage-drop"), Style::Danger),
        ]);
    }
    let rest = more.into_iter().chain(done);
    lines.extend(rest.map(|passed| line(config, passed).render(lang)));
    let title = Text::new("outage-digest");
    let mut message = list(&title, lines, &title, lang);
    if let Some(embed) = &mut message.embed {
        embed.footer = format!("salon · {key}");
    }
    message.rows = rows;
    message
}

fn line(config: &Config, passed: &Passed) -> Text {
    let lang = config.language;
    let date = &passed.date;
    let text = match date.state {
        State::Missed if passed.is_waiting => Text::new("outage-missed"),
        State::Missed => Text::new("outage-passed-over"),
        State::Skipped => Text::new("outage-empty"),
        _ if date.is_silent => Text::new("outage-late-silent"),
        State::Planned
        | State::Bound
        | State::Held
        | State::Sending
        | State::Posted
        | State::Cancelled
        | State::Withdrawn
        | State::Unknown => Text::new("outage-late"),
    };
    let lecture = match &passed.lecture {
        Some(lecture) => Arg::Text(name(&lecture.series, lecture.number)),
        None => Arg::Text(Text::new("lecture-none")),
    };
    text.with("slot", slot_label(config, &passed.slot, lang))
        .with("at", date.due_at)
        .with("name", lecture)
}
