//! What is told of a question that waits. Pure.

use chrono::{DateTime, Utc};

use crate::discord::message::Message;
use crate::questions::cards::{footer, framed};
use crate::questions::question::Question;
use crate::text::{self, Lang, Text};

/// In a few words why somebody is asked: their field, and how far they are from the asker.
pub(super) fn why_asked(field: Option<&str>, distance: Option<i64>) -> Text {
    let years = distance.map(|years| match years {
        0 => Text::new("route-years-same"),
        1.. => Text::new("route-years-ahead").with("years", years),
        _ => Text::new("route-years-behind").with("years", -years),
    });
    match (field, years) {
        (Some(field), Some(years)) => Text::new("route-why-both")
            .with("field", field)
            .with("years", years),
        (Some(field), None) => Text::new("route-why-field").with("field", field),
        (None, Some(years)) => years,
        (None, None) => Text::new("route-why-any"),
    }
}

/// Asks a mentor whether they can answer.
pub(super) fn wanted(
    question: &Question,
    (part, why): (&str, Text),
    link: Option<&str>,
    lang: Lang,
) -> Message {
    let text = Text::new("route-wanted")
        .with("number", question.id)
        .with("title", question.title.as_str())
        .with("why", why);
    linked(&text, link, footer(question, part), lang)
}

/// Tells the owner that a question waits for long.
pub(super) fn unanswered(
    question: &Question,
    (since, round): (DateTime<Utc>, i64),
    link: Option<&str>,
    lang: Lang,
) -> Message {
    let text = Text::new("route-unanswered")
        .with("number", question.id)
        .with("since", text::relative(since));
    linked(
        &text,
        link,
        footer(question, &format!("unanswered-{round}")),
        lang,
    )
}

/// What stands in its place once it is over.
pub(super) fn unanswered_end(
    question: &Question,
    round: i64,
    is_answered: bool,
    lang: Lang,
) -> Message {
    let text = if is_answered {
        Text::new("route-unanswered-answered")
    } else {
        Text::new("route-unanswered-over")
    };
    let words = text.with("number", question.id).render(lang);
    framed(words, footer(question, &format!("unanswered-{round}")))
}

/// A sentence, and the way to the thread.
fn linked(text: &Text, link: Option<&str>, footer: String, lang: Lang) -> Message {
    let mut words = text.render(lang);
    if let Some(link) = link {
        words.push('\n');
        words.push_str(link);
    }
    framed(words, footer)
}
