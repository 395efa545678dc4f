//! How a queue looks to the owner.

use chrono::{DateTime, Utc};

use crate::config::Config;
use crate::discord::message::Message;
use crate::lectures::cards::{list, track, when};
use crate::lectures::lecture::{Entry, Lecture};
use crate::lectures::rules::name;
use crate::lectures::slots::Plan;
use crate::text::{Arg, Lang, Text};

/// What waits in one slot, with dates.
pub(in crate::lectures) fn queue(config: &Config, plan: &Plan, lang: Lang) -> Message {
    let line = |(at, entry): &(DateTime<Utc>, Entry)| {
        let key = if entry.pinned_on.is_some() {
            Text::new("lecture-queue-line-pinned")
        } else {
            Text::new("lecture-queue-line")
        };
        key.with("at", *at)
            .with("name", name(&entry.series, entry.number))
            .with("title", entry.title.as_str())
            .render(lang)
    };
    let title = Text::new("lecture-queue")
        .with("track", track(config, &plan.slot.track, lang))
        .with("when", when(&plan.slot.rule));
    let lines = plan.queue.iter().map(line).collect();
    list(&title, lines, &Text::new("lecture-queue-empty"), lang)
}

/// A lecture that was just queued, and when it is due as things stand.
pub(super) fn queued(lecture: &Lecture, plan: &Plan) -> Text {
    let at = plan
        .queue
        .iter()
        .find(|(_, entry)| entry.lecture_id == lecture.id);
    let at = match at {
        Some((at, _)) => Arg::from(*at),
        None => Arg::Text(Text::new("lecture-no-date")),
    };
    Text::new("lecture-queued")
        .with("name", name(&lecture.series, lecture.number))
        .with("at", at)
}
