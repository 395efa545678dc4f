//! What an effect on a question is, in words: the owner is told of it when it stands still.

use crate::text::{Arg, Text};

/// The effect with this key (`posting.rs` makes them), if it is on a question.
pub fn describe(key: &str) -> Option<Text> {
    let (number, what) = key.strip_prefix("question:")?.split_once(':')?;
    let what = what.split(':').next().unwrap_or_default();
    let text = match what {
        "card" => Text::new("question-effect-card"),
        "thread" => Text::new("question-effect-thread"),
        "page" => Text::new("question-effect-page"),
        "follows" => Text::new("question-effect-follows"),
        "face" => Text::new("question-effect-face"),
        "state" => Text::new("question-effect-state"),
        "lost" => Text::new("question-effect-lost"),
        "answer" => Text::new("question-effect-answer"),
        "told" => Text::new("question-effect-told"),
        "reopened" => Text::new("question-effect-reopened"),
        _ => return None,
    };
    Some(text.with("number", Arg::Markup(number.to_owned())))
}
