//! The buttons on the card of a question: what makes sense in its state, and no more. Pure.

use super::cards::button;
use super::question::{Question, State};
use crate::discord::message::{Button, Style};
use crate::text::{Lang, Text};

/// The buttons that make sense in its state.
pub(super) fn rows(question: &Question, lang: Lang) -> Vec<Vec<Button>> {
    let row: Vec<Button> = shown(question.state)
        .iter()
        .map(|(action, style)| button(question, action, &label(action, question), *style, lang))
        .collect();
    if row.is_empty() {
        Vec::new()
    } else {
        vec![row]
    }
}

fn shown(state: State) -> &'static [(&'static str, Style)] {
    match state {
        State::Open | State::Reopened => &[
            ("claim", Style::Primary),
            ("answer", Style::Secondary),
            ("needs-info", Style::Secondary),
        ],
        State::Claimed => &[
            ("answer", Style::Primary),
            ("needs-info", Style::Secondary),
            ("release", Style::Secondary),
        ],
        State::NeedsInfo => &[("reply", Style::Primary), ("answer", Style::Secondary)],
        State::Answered => &[
            ("resolve", Style::Success),
            ("answer", Style::Secondary),
            ("reopen", Style::Secondary),
        ],
        State::Resolved | State::Withdrawn | State::Expired | State::Duplicate => {
            &[("reopen", Style::Secondary)]
        }
        State::Held => &[("restore", Style::Secondary)],
        State::Draft | State::Erased => &[],
    }
}

fn label(action: &str, question: &Question) -> Text {
    match action {
        "claim" => Text::new("question-button-claim"),
        "answer" => Text::new("question-button-answer"),
        "needs-info" => Text::new("question-button-needs-info"),
        "reply" => Text::new("question-button-reply"),
        "release" => Text::new("question-button-release"),
        "resolve" => Text::new("question-button-resolve"),
        "restore" => Text::new("question-button-restore"),
        // Whose question is called a double can say that it is none.
        _ if question.state == State::Duplicate => Text::new("question-button-contest"),
        _ => Text::new("question-button-reopen"),
    }
}
