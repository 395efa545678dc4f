//! What an effect on a reported message is, in words: the owner is told of it when it stands still.

use crate::text::Text;

/// The effect with this key, if it is on a reported message.
pub fn describe(key: &str) -> Option<Text> {
    key.strip_prefix("reported:")
        .map(|_| Text::new("reported-effect-told"))
}
