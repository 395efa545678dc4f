//! What an effect on a reported message is, in words: the owner is told of it when it stands still.

use crate::text::Text;

/// The effect with this key, if it is on a reported message.
pub fn describe(key: &str) -> Option<Text> {
    let (_, what) = key.strip_prefix("reported:")?.split_once(':')?;
    // Without its version.
    let (what, _) = what.split_once(':').unwrap_or((what, ""));
    Some(match what {
        "delete" => Text::new("reported-effect-delete"),
        "again" => Text::new("reported-effect-again"),
        author if author.starts_with("author") => Text::new("reported-effect-author"),
        _ => Text::new("reported-effect-told"),
    })
}
