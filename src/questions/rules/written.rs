//! What words in the thread of a question mean for it.

use chrono::{DateTime, Utc};

use crate::questions::question::{Question, State};

/// Letters that a mentor's words need to be an answer by themselves.
const LETTERS: usize = 20;

/// Who wrote, as the question sees them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::questions) enum Writer {
    /// Asked it.
    Asker,
    /// Answers questions here, and did not ask this one.
    Mentor,
    /// Anybody else.
    Other,
}

/// What is remembered of a question and its thread.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(in crate::questions) struct Past {
    /// When it last began to wait for an answer again: opened anew, after a reply, shown again.
    pub(in crate::questions) waits_since: Option<DateTime<Utc>>,
    /// When the latest answer was written.
    pub(in crate::questions) last_answer: Option<DateTime<Utc>>,
    /// When the asker was last offered to open it again.
    pub(in crate::questions) offered_at: Option<DateTime<Utc>>,
}

/// What follows from a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::questions) enum Meaning {
    /// Nothing.
    Nothing,
    /// It answers the question.
    Answer,
    /// It is what was asked for.
    Reply,
    /// It may not be solved: the asker is offered to open it again.
    Offer,
}

/// What a message of this time means. The same message again, or an older one, means nothing new.
pub(in crate::questions) fn meaning(
    question: &Question,
    past: Past,
    (writer, at): (Writer, DateTime<Utc>),
    is_answer: bool,
) -> Meaning {
    let solved_at = match question.state {
        State::Open | State::Claimed | State::Reopened => {
            let is_new = past.waits_since.is_none_or(|since| at > since);
            return if writer == Writer::Mentor && is_answer && is_new {
                Meaning::Answer
            } else {
                Meaning::Nothing
            };
        }
        // A mentor who has asked for more goes on asking.
        State::NeedsInfo => {
            let is_new = question.clock_stopped_at.is_none_or(|since| at > since);
            return if writer == Writer::Asker && is_new {
                Meaning::Reply
            } else {
                Meaning::Nothing
            };
        }
        State::Answered => past.last_answer.or(question.answered_at),
        State::Resolved => question.resolved_at,
        State::Draft
        | State::Duplicate
        | State::Withdrawn
        | State::Expired
        | State::Held
        | State::Erased => None,
    };
    let may_offer = |since| at > since && past.offered_at.is_none_or(|offered| offered < since);
    if writer == Writer::Asker && solved_at.is_some_and(may_offer) {
        Meaning::Offer
    } else {
        Meaning::Nothing
    }
}

/// How words end that ask for something or put off, whatever mark stands behind them. Advice ends with
/// ください as well, so that alone says nothing.
const ASKS: [&str; 7] = [
    "か",
    "かな",
    "教えてください",
    "教えて下さい",
    "お知らせください",
    "お待ちください",
    "お待ち下さい",
];

/// Whether words of a mentor answer by themselves: enough of them, and they neither ask back nor put
/// off.
pub(in crate::questions) fn is_answer(words: &str) -> bool {
    let words = words.trim_end();
    let bare = words.trim_end_matches(['。', '．', '.', '！', '!', '…', '\n', ' ', '　']);
    let asks = words.ends_with(['?', '？']) || ASKS.iter().any(|end| bare.ends_with(end));
    !asks && letters(words) >= LETTERS
}

/// Letters and digits, without mentions, emoji and links.
fn letters(words: &str) -> usize {
    let mut count = 0;
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let skipped = markup(rest).unwrap_or(0);
        if skipped == 0 {
            count += usize::from(first.is_alphanumeric());
            rest = &rest[first.len_utf8()..];
        } else {
            rest = &rest[skipped..];
        }
    }
    count
}

/// How long a mention, an emoji of a server or a link is with which this begins.
fn markup(text: &str) -> Option<usize> {
    if text.starts_with("https://") || text.starts_with("http://") {
        return Some(
            text.find(|c: char| !c.is_ascii_graphic())
                .unwrap_or(text.len()),
        );
    }
    let inner = text.strip_prefix('<')?;
    let is_named = ["@", "#", ":", "a:", "t:", "/", "id:"];
    let is_named = is_named.iter().any(|start| inner.starts_with(start));
    is_named
        .then(|| text.find('>').map(|end| end + 1))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_has_twenty_letters_and_does_not_ask_back() {
        for (words, expected) in [
            ("24時間で8 mEq/Lまでにとどめるのがよいと思います", true),
            ("Start with 3% saline, then check again.", true),
            ("Kはいくつですか？", false),
            ("心電図とカリウムの値も教えていただけるでしょうか？", false),
            ("心電図とカリウムの値も教えていただけるでしょうか。", false),
            (
                "尿中のナトリウムと浸透圧の値も、分かれば教えてください。",
                false,
            ),
            (
                "担当します。夜に確認してから回答しますので、少々お待ちください。",
                false,
            ),
            (
                "まず3%食塩水を100 mL投与し、2時間後に再検してください。",
                true,
            ),
            ("心電図とカリウムの値も教えていただけるでしょうか? ", false),
            ("👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍👍", false),
            (
                "<@123456789012345678> <:iine:123456789012345678> 了解",
                false,
            ),
            (
                "https://example.org/a-very-long-address-of-a-paper 参考",
                false,
            ),
            (
                "https://example.org/paperこの論文の図2が参考になると思いますのでぜひ",
                true,
            ),
            (
                "血圧 < 90 なら昇圧薬を先に始めてください。乳酸値も見ましょう",
                true,
            ),
            ("", false),
        ] {
            assert_eq!(is_answer(words), expected, "{words}");
        }
    }
}
