//! What an effect on a person is, in words: the owner is told of it when it stands still.

use crate::text::Text;

/// The effect with this key (`changing.rs` makes them), if it is of a profile.
pub fn describe(key: &str) -> Option<Text> {
    let (_, what) = key.strip_prefix("profile:")?.split_once(':')?;
    what.starts_with("role:")
        .then(|| Text::new("people-effect-role"))
}
