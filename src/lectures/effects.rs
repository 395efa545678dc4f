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
    let mut parts = key.strip_prefix("lecture:occurrence:")?.split(':').skip(1);
    let text = match parts.next()? {
        "alarm" => return Some(Text::new("lecture-effect-alarm")),
        "post" => Text::new("lecture-effect-post"),
        "thread" => Text::new("lecture-effect-thread"),
        "face" => Text::new("lecture-effect-face"),
        _ => return None,
    };
    Some(text.with("name", name(effect)?))
}

fn name(effect: &Effect) -> Option<Arg> {
    match effect {
        // What stands in a message is harmless already.
        Effect::Post { message, .. } | Effect::Edit { message, .. } => {
            Some(Arg::Markup(message.embed.as_ref()?.title.clone()))
        }
        Effect::OpenThread { name, .. } => Some(Arg::Typed(name.clone())),
        Effect::GrantRole { .. }
        | Effect::RevokeRole { .. }
        | Effect::Kick { .. }
        | Effect::PostInForum { .. }
        | Effect::SetThread { .. }
        | Effect::CreateEvent(_)
        | Effect::CancelEvent { .. }
        | Effect::AddToThread { .. }
        | Effect::Dm { .. } => None,
    }
}
