//! What an effect on a membership is, in words: the owner is told of it when it stands still. That
//! of a role says so itself.

use super::{joining, moving};
use crate::text::Text;

/// The effect with this key (`notices.rs` makes them), if it is a notice to a member, or one of
/// a list that was taken in.
pub fn describe(key: &str) -> Option<Text> {
    if key.starts_with("shop:") {
        return Some(Text::new("membership-effect-unknown-ware"));
    }
    if let Some(text) = joining::describe(key) {
        return Some(text);
    }
    if let Some(text) = moving::describe(key) {
        return Some(text);
    }
    if key.starts_with("import:") {
        return Some(Text::new("membership-effect-import"));
    }
    if key.starts_with("renewal:") {
        return Some(Text::new("mine-effect-told"));
    }
    if key.starts_with("role:") {
        return Some(Text::new("membership-effect-trouble"));
    }
    if key.starts_with("exclusive:") {
        return Some(Text::new("membership-effect-exclusive"));
    }
    if key.starts_with("breaker:") {
        return Some(Text::new("membership-effect-breaker"));
    }
    let (_, what) = key.strip_prefix("member:")?.split_once(':')?;
    match what.split(':').next() {
        Some("welcome") => Some(Text::new("membership-effect-welcome")),
        Some("shortened") => Some(Text::new("refund-effect-shortened")),
        Some(step) if step.starts_with("refunded-") => Some(Text::new("refund-effect")),
        Some(step) if step.starts_with("mistake-") => Some(Text::new("refund-effect-mistake")),
        Some(step) if step.starts_with("received-") => Some(Text::new("refund-effect-received")),
        Some("farewell") => Some(Text::new("membership-effect-farewell")),
        Some("kick") => Some(Text::new("membership-effect-kick")),
        Some("ended") => Some(Text::new("membership-effect-ended")),
        Some(step) if step.starts_with("renewal-") => Some(Text::new("membership-effect-renewal")),
        Some(step) if step.starts_with("grace-") => Some(Text::new("membership-effect-grace")),
        Some(_) | None => None,
    }
}
