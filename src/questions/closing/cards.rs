//! What the asker of a resolved question is asked, to them alone. Pure.

use super::Feedback;
use crate::discord::message::{Button, Message, Style};
use crate::ids::QuestionId;
use crate::questions::question::Question;
use crate::text::{Lang, Text};

/// Whether it helped, whether it may stand in the archive, and thanks; what was said is marked. What is
/// confidential never stands there.
pub(in crate::questions) fn message(
    question: &Question,
    feedback: &Feedback,
    lang: Lang,
) -> Message {
    let number = question.id;
    let consent = match feedback.consent {
        _ if question.is_confidential() => Text::new("question-closing-confidential"),
        None => Text::new("question-closing-consent"),
        Some(true) => Text::new("question-closing-consent-given"),
        Some(false) => Text::new("question-closing-consent-refused"),
    };
    let rated = match feedback.stars {
        None => Text::new("question-closing-rate"),
        Some(stars) => Text::new("question-closing-rated").with("stars", stars),
    };
    let parts = [
        Text::new("question-closing").with("number", number),
        rated,
        consent,
        Text::new("question-closing-later").with("number", number),
    ];
    let parts = parts.map(|part| part.render(lang));
    let stars = (1..=5).map(|stars| {
        let style = chosen(feedback.stars == Some(stars));
        Button::new(
            format!("question:rate:{number}:{stars}"),
            stars.to_string(),
            style,
        )
    });
    let yes = Text::new("question-closing-yes").plain(lang);
    let no = Text::new("question-closing-no").plain(lang);
    let consent = [(true, yes, 1), (false, no, 0)].map(|(is_given, label, value)| {
        let style = chosen(feedback.consent == Some(is_given));
        Button::new(format!("question:consent:{number}:{value}"), label, style)
    });
    let mut rows = vec![stars.collect()];
    if !question.is_confidential() {
        rows.push(consent.to_vec());
    }
    if feedback.can_thank {
        let label = Text::new("question-closing-thank").plain(lang);
        let custom_id = format!("question:thank:{number}");
        rows.push(vec![Button::new(custom_id, label, Style::Success)]);
    }
    Message {
        rows,
        ..Message::text(parts.join("\n\n"))
    }
}

/// Buttons below the list of one's questions: one for each that waits for a word.
pub(in crate::questions) fn asks_for(unrated: &[QuestionId], lang: Lang) -> Vec<Vec<Button>> {
    let button = |number: &QuestionId| {
        let label = Text::new("question-closing-open").with("number", *number);
        let custom_id = format!("question:feedback:{number}");
        Button::new(custom_id, label.plain(lang), Style::Secondary)
    };
    let row: Vec<Button> = unrated.iter().map(button).collect();
    if row.is_empty() {
        Vec::new()
    } else {
        vec![row]
    }
}

fn chosen(is_chosen: bool) -> Style {
    if is_chosen {
        Style::Primary
    } else {
        Style::Secondary
    }
}
