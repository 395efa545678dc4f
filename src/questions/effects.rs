//! What an effect on a question is, in words: the owner is told of it when it stands still.

use crate::text::{Arg, Text};

/// The effect with this key (`posting.rs` and `lost.rs` make them), if it is on a question.
pub fn describe(key: &str) -> Option<Text> {
    if let Some(text) = super::pinned::describe(key) {
        return Some(text);
    }
    if key.starts_with("questions:") {
        return Some(Text::new("question-effect-lost-channel"));
    }
    let (number, what) = key.strip_prefix("question:")?.split_once(':')?;
    let mut parts = what.split(':');
    // Whatever is posted again says for which time.
    let is_posting = |part: &&str| part.strip_prefix('p').is_some_and(is_number);
    let what = parts.find(|part| !is_posting(part))?;
    let text = match what {
        "card" => Text::new("question-effect-card"),
        "thread" => Text::new("question-effect-thread"),
        "page" => Text::new("question-effect-page"),
        "out" => Text::new("question-effect-out"),
        "follows" => Text::new("question-effect-follows"),
        // A card whose thread is gone says so, once there is another.
        "face" | "moved" => Text::new("question-effect-face"),
        "state" | "name" => Text::new("question-effect-state"),
        lost if lost.starts_with("lost-thread") => Text::new("question-effect-lost"),
        lost if lost.starts_with("lost-card") => Text::new("question-effect-lost-card"),
        "answer" => Text::new("question-effect-answer"),
        "unsolved" => Text::new("question-effect-unsolved"),
        "told" => Text::new("question-effect-told"),
        "reopened" => Text::new("question-effect-reopened"),
        "erased" => Text::new("question-effect-erased"),
        "remark" => Text::new("question-effect-remark"),
        "unsealing" => Text::new("question-effect-unsealing"),
        "images" => Text::new("question-effect-images"),
        "images-asked" => Text::new("question-effect-images-asked"),
        "notice" => Text::new("question-effect-notice"),
        held if held.starts_with("held-") => Text::new("question-effect-held"),
        "unanswered" => Text::new("question-effect-unanswered"),
        _ => return None,
    };
    Some(text.with("number", Arg::Markup(number.to_owned())))
}

fn is_number(text: &str) -> bool {
    text.parse::<u32>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_posted_again_is_called_as_it_was() {
        for (key, name) in [
            ("question:12:card", "question-effect-card"),
            ("question:12:p2:card:3", "question-effect-card"),
            ("question:12:p3:page:2", "question-effect-page"),
            ("question:12:page:2", "question-effect-page"),
            ("question:12:lost-card-1-2:end", "question-effect-lost-card"),
        ] {
            assert_eq!(describe(key).expect("a name").key(), name, "{key}");
        }
        let channel = describe("questions:99:lost:end").expect("a name");
        assert_eq!(channel.key(), "question-effect-lost-channel");
        assert_eq!(describe("member:12:card"), None);
    }
}
