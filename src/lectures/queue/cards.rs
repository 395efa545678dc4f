//! How a queue looks to the owner.

use chrono::{DateTime, Utc};

use crate::config::Config;
use crate::discord::message::Message;
use crate::lectures::cards::{LINES, list, track, turns, when};
use crate::lectures::lecture::{Entry, Lecture};
use crate::lectures::rules::name;
use crate::lectures::slots::Plan;
use crate::lectures::slots::cards::mark;
use crate::text::{Arg, Lang, Text};

/// What waits in one slot, with dates: the page of this number, or the last.
pub(in crate::lectures) fn queue(config: &Config, plan: &Plan, page: usize, lang: Lang) -> Message {
    let pages = plan.queue.len().div_ceil(LINES).max(1);
    let page = page.min(pages - 1);
    let line = |(at, entry): &(DateTime<Utc>, Entry)| {
        let key = if entry.pinned_on.is_some() {
            Text::new("lecture-queue-line-pinned")
        } else {
            Text::new("lecture-queue-line")
        };
        let line = key
            .with("at", *at)
            .with("name", name(&entry.series, entry.number))
            .with("title", entry.title.as_str())
            .render(lang);
        match mark(plan, entry) {
            Some(mark) => format!("{line} ・ {}", mark.render(lang)),
            None => line,
        }
    };
    let title = Text::new("lecture-queue")
        .with("track", track(config, &plan.slot.track, lang))
        .with("when", when(&plan.slot.rule));
    let shown = plan.queue.iter().skip(page * LINES).take(LINES);
    let lines = shown.map(line).collect();
    let mut message = list(&title, lines, &Text::new("lecture-queue-empty"), lang);
    let to = |page: usize| format!("lecture:queue:{}:{page}", plan.slot.id);
    let row = turns(page, pages, to, lang);
    message.rows.extend(Some(row).filter(|row| !row.is_empty()));
    message
}

/// A lecture that was just queued, and when it is due as things stand.
pub(super) fn queued(lecture: &Lecture, plan: &Plan) -> Text {
    told(Text::new("lecture-queued"), lecture, plan)
}

/// One that was just pinned.
pub(super) fn pinned(lecture: &Lecture, plan: &Plan) -> Text {
    told(Text::new("queue-pinned"), lecture, plan)
}

/// One that was just moved: what is pinned comes on its date wherever it stands.
pub(super) fn moved(lecture: &Lecture, plan: &Plan) -> Text {
    let is_it = |entry: &Entry| entry.lecture_id == lecture.id && entry.pinned_on.is_some();
    if plan.queue.iter().any(|(_, entry)| is_it(entry)) {
        return told(Text::new("queue-moved-pinned"), lecture, plan);
    }
    Text::new("queue-moved").with("name", name(&lecture.series, lecture.number))
}

fn told(text: Text, lecture: &Lecture, plan: &Plan) -> Text {
    let at = plan
        .queue
        .iter()
        .find(|(_, entry)| entry.lecture_id == lecture.id);
    let at = match at {
        Some((at, _)) => Arg::from(*at),
        None => Arg::Text(Text::new("lecture-no-date")),
    };
    text.with("name", name(&lecture.series, lecture.number))
        .with("at", at)
}
