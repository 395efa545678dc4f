//! What stands of a question in its thread besides the card, by the effect that posts each message.
//! Pure.

use super::cards;
use super::question::{AnswerId, Question, RemarkId, RemarkKind};
use crate::discord::message::Message;
use crate::ids::UserId;
use crate::text::Lang;

/// What of a long text its card cannot hold.
pub(super) fn pages(question: &Question, lang: Lang) -> Vec<(String, Message)> {
    keyed(question, "page", 2, cards::more_pages(question, lang))
}

/// An answer.
pub(super) fn answer(
    question: &Question,
    (answer, mentor, body): (AnswerId, Option<UserId>, &str),
    lang: Lang,
) -> Vec<(String, Message)> {
    let pages = cards::answer(question, answer, mentor, body, lang);
    keyed(question, &format!("answer:{}", answer.0), 1, pages)
}

/// What a mentor asks for, or what the asker wrote to it.
pub(super) fn remark(
    question: &Question,
    (remark, kind, author, body): (RemarkId, RemarkKind, Option<UserId>, &str),
    lang: Lang,
) -> Vec<(String, Message)> {
    let pages = cards::remark(question, (remark, kind), author, body, lang);
    keyed(question, &format!("remark:{}", remark.0), 1, pages)
}

/// Each under the number of its page.
fn keyed(
    question: &Question,
    part: &str,
    first: usize,
    pages: Vec<Message>,
) -> Vec<(String, Message)> {
    let numbered = pages.into_iter().zip(first..);
    numbered
        .map(|(message, page)| (question.key(&format!("{part}:{page}")), message))
        .collect()
}
