//! What an effect on a lecture is, in words: the owner is told of it when it stands still.

use crate::outbox::Effect;
use crate::text::{Arg, Text};

/// The effect with this key (`release` makes them), if it is on a lecture. The effect itself
/// names the lecture.
pub fn describe(key: &str, effect: &Effect) -> Option<Text> {
    if key.starts_with("lecture:clock:") {
        return Some(Text::new("lecture-effect-clock"));
    }
    if key.starts_with("lecture:outage:") {
        return Some(Text::new("lecture-effect-outage"));
    }
    if key.starts_with("lecture:digest:") {
        return Some(Text::new("catalogue-effect-digest"));
    }
    let mut parts = key.strip_prefix("lecture:")?.split(':');
    let of = parts.next()?;
    // Else it is the lecture's own number.
    if matches!(of, "occurrence" | "slot") {
        parts.next()?;
    }
    let text = match (of, parts.next()?) {
        (_, "review") => return Some(Text::new("lecture-effect-review")),
        ("occurrence", "lock") => return Some(Text::new("lecture-effect-lock")),
        ("occurrence", "event-off") => return Some(Text::new("lecture-effect-event-off")),
        ("occurrence", "alarm") => return Some(Text::new("lecture-effect-alarm")),
        ("slot", "place") => return Some(Text::new("lecture-effect-place")),
        ("occurrence", "post") => Text::new("lecture-effect-post"),
        ("occurrence", "thread") => Text::new("lecture-effect-thread"),
        ("occurrence", "face") => Text::new("lecture-effect-face"),
        ("occurrence", "correction") => Text::new("lecture-effect-correction"),
        ("occurrence", "event") => Text::new("lecture-effect-event"),
        ("occurrence", "card" | "card-face") => Text::new("lecture-effect-card"),
        (_, "deleted") => Text::new("lecture-effect-deleted"),
        (_, "entry" | "entry-face") => Text::new("lecture-effect-entry"),
        _ => return None,
    };
    Some(text.with("name", name(effect)?))
}

fn name(effect: &Effect) -> Option<Arg> {
    match effect {
        // What stands in a message is harmless already.
        Effect::Post { message, .. }
        | Effect::PostInForum { message, .. }
        | Effect::Edit { message, .. } => Some(Arg::Markup(message.embed.as_ref()?.title.clone())),
        Effect::OpenThread { name, .. } => Some(Arg::Typed(name.clone())),
        Effect::CreateEvent(meeting) => Some(Arg::Typed(meeting.name.clone())),
        Effect::GrantRole { .. }
        | Effect::RevokeRole { .. }
        | Effect::Kick { .. }
        | Effect::Pin { .. }
        | Effect::Delete { .. }
        | Effect::OpenPrivateThread { .. }
        | Effect::SetThread { .. }
        | Effect::CancelEvent { .. }
        | Effect::DeleteMessage(_)
        | Effect::AddToThread { .. }
        | Effect::RemoveFromThread { .. }
        | Effect::Dm { .. }
        | Effect::DmSealed(_) => None,
    }
}
