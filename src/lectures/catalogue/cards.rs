//! How lectures look to members.

use crate::config::Config;
use crate::discord::message::Message;
use crate::lectures::cards::{list, track};
use crate::lectures::rules::name;
use crate::lectures::slots::Plan;
use crate::text::{self, Lang, Text};

/// What comes next in every slot.
pub(in crate::lectures) fn upcoming(config: &Config, plans: &[Plan], lang: Lang) -> Message {
    let line = |plan: &Plan| {
        let track = track(config, &plan.slot.track, lang);
        match plan.queue.first() {
            Some((at, entry)) => Text::new("lecture-next-line")
                .with("at", *at)
                .with("in", text::relative(*at))
                .with("name", name(&entry.series, entry.number))
                .with("title", entry.title.as_str()),
            None => Text::new("lecture-next-line-empty"),
        }
        .with("track", track)
        .with("channel", plan.slot.channel_id)
        .render(lang)
    };
    let lines = plans.iter().map(line).collect();
    list(
        &Text::new("lecture-next"),
        lines,
        &Text::new("lecture-no-slots"),
        lang,
    )
}
