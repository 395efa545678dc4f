//! What an effect of joining is, in words: the owner is told of it when it stands still.

use crate::text::Text;

/// The effect with this key (`notices.rs` makes them), if it is one of joining.
pub(in crate::memberships) fn describe(key: &str) -> Option<Text> {
    if key.starts_with("application:") {
        return Some(Text::new("joining-effect-card"));
    }
    let (_, what) = key.strip_prefix("member:")?.split_once(':')?;
    what.starts_with("application:")
        .then(|| Text::new("joining-effect-notice"))
}
