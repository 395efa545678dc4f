//! How slots look in answers to the owner.

use crate::config::Config;
use crate::discord::message::Message;
use crate::lectures::cards::{list, track, when};
use crate::lectures::lecture::{Slot, SlotState};
use crate::lectures::slots::Plan;
use crate::text::{Arg, Lang, Text};

/// A slot in one line, where markdown has no meaning.
pub(in crate::lectures) fn slot_label(config: &Config, slot: &Slot, lang: Lang) -> String {
    Text::new("lecture-slot-label")
        .with("track", track(config, &slot.track, lang))
        .with("when", when(&slot.rule))
        .plain(lang)
}

/// Every slot: when, where, who, the next date and how much is queued.
pub(in crate::lectures) fn slots(config: &Config, plans: &[Plan], lang: Lang) -> Message {
    let line = |plan: &Plan| {
        let role = match plan.slot.role_id {
            Some(role) => Arg::from(role),
            None => Arg::Text(Text::new("lecture-nobody")),
        };
        let next = match (plan.slot.state, plan.dates.first()) {
            (SlotState::Paused, _) => Arg::Text(Text::new("slot-resting")),
            (SlotState::Active, Some(at)) => Arg::from(*at),
            (SlotState::Active, None) => Arg::Text(Text::new("lecture-no-date")),
        };
        Text::new("lecture-slot-line")
            .with("track", track(config, &plan.slot.track, lang))
            .with("when", when(&plan.slot.rule))
            .with("channel", plan.slot.channel_id)
            .with("role", role)
            .with("next", next)
            .with("queued", plan.queue.len())
            .render(lang)
    };
    let lines = plans.iter().map(line).collect();
    list(
        &Text::new("lecture-slots"),
        lines,
        &Text::new("lecture-no-slots"),
        lang,
    )
}
