//! How self-checks and ratings look.

mod rating;
#[cfg(test)]
mod tests;

use super::checks::{Answered, Asked, Checks};
use super::store::Item;
use crate::discord::message::{Button, Embed, Form, Input, Message, Style};
use crate::ids::LectureId;
use crate::input;
use crate::lectures::cards::{COLOUR, EMBED_TITLE};
use crate::lectures::lecture::Lecture;
use crate::lectures::rules::{self, name};
use crate::text::{self, Lang, Text};

/// Characters of the choices' box: five of eighty, their stars and line ends.
const MAX_CHOICES: u16 = 420;
/// Of a question and of an explanation in the owner's list: five of each fit into an embed.
const IN_A_LIST: usize = 60;
/// Of a choice, of which there are five times as many.
const CHOICE_IN_A_LIST: usize = 20;

pub(super) use rating::{rated, ratings, said, say_form};

fn button(to: String, label: &Text, style: Style, lang: Lang) -> Button {
    Button::new(to, label.plain(lang), style)
}

fn framed(lecture: &Lecture, description: String, footer: &Text, lang: Lang) -> Embed {
    let called = name(&lecture.series, lecture.number).render(lang);
    Embed {
        title: input::cut(&called, EMBED_TITLE),
        description,
        footer: footer.plain(lang),
        colour: COLOUR,
        ..Embed::default()
    }
}

/// A question, with a button for each choice.
pub(super) fn asked(asked: &Asked, lang: Lang) -> Message {
    let item = &asked.item;
    let standing = asked.standing;
    let head = head(standing.answered + 1, standing.answered + standing.left);
    let lines: Vec<_> = choices(item, |_| "").collect();
    let description = format!(
        "{}\n{}\n\n{}",
        head.render(lang),
        text::escape(&item.question),
        lines.join("\n")
    );
    let choose = |place: usize| {
        let to = format!("lecture:choose:{}:{}:{place}", asked.go, item.id);
        Button::new(to, (place + 1).to_string(), Style::Secondary)
    };
    Message {
        embed: Some(framed(
            &asked.lecture,
            description,
            &Text::new("check-private"),
            lang,
        )),
        rows: vec![(0..item.choices.0.len()).map(choose).collect()],
        ..Message::default()
    }
}

/// What came of an answer, why, and how to go on.
pub(super) fn answered(answered: &Answered, lang: Lang) -> Message {
    let (item, standing) = (&answered.item, answered.standing);
    let mark = |place: i64| match place {
        place if place == item.correct => " ✅",
        place if place == answered.chosen => " ❌",
        _ => "",
    };
    let lines: Vec<_> = choices(item, mark).collect();
    let verdict = if answered.chosen == item.correct {
        Text::new("check-right")
    } else {
        Text::new("check-wrong").with("place", item.correct + 1)
    };
    let mut parts = vec![
        head(standing.answered, standing.answered + standing.left).render(lang),
        text::escape(&item.question),
        lines.join("\n"),
        verdict.render(lang),
        text::escape(&item.explanation),
    ];
    let lecture = answered.lecture.id;
    let again = format!("lecture:check:{lecture}");
    let row = if standing.left > 0 {
        vec![button(
            again,
            &Text::new("check-next"),
            Style::Primary,
            lang,
        )]
    } else {
        let (right, of) = standing.score();
        let result = if rules::is_passed(right, of) {
            Text::new("check-passed")
        } else {
            Text::new("check-failed").with("pass", rules::PASS)
        };
        parts.push(result.with("right", right).with("of", of).render(lang));
        let watch = Text::new("lecture-button-watch");
        vec![
            button(again, &Text::new("check-again"), Style::Secondary, lang),
            button(
                format!("lecture:watch-l:{lecture}"),
                &watch,
                Style::Secondary,
                lang,
            ),
        ]
    };
    Message {
        embed: Some(framed(
            &answered.lecture,
            parts.join("\n\n"),
            &Text::new("check-private"),
            lang,
        )),
        rows: vec![row],
        ..Message::default()
    }
}

fn head(n: usize, of: usize) -> Text {
    Text::new("check-head").with("n", n).with("of", of)
}

/// A line for each choice, with a mark behind it.
fn choices<'a>(
    item: &'a Item,
    mark: impl Fn(i64) -> &'static str + 'a,
) -> impl Iterator<Item = String> + 'a {
    let lines = item.choices.0.iter().zip(0..);
    lines.map(move |(choice, place)| {
        format!("`{}` {}{}", place + 1, text::escape(choice), mark(place))
    })
}

/// The questions of a lecture, for its owner.
pub(super) fn checks(checks: &Checks, done: Option<&Text>, lang: Lang) -> Message {
    let cut = |typed: &str, most| text::escape(&input::cut(typed, most));
    let lines = checks.items.iter().map(|item| {
        let all = item.choices.0.iter().zip(0..).map(|(choice, place)| {
            let mark = if place == item.correct { " ✅" } else { "" };
            format!("{}{mark}", cut(choice, CHOICE_IN_A_LIST))
        });
        let head = Text::new("check-item").with("place", item.place);
        format!(
            "{} {}\n{}\n-# {}",
            head.render(lang),
            cut(&item.question, IN_A_LIST),
            all.collect::<Vec<_>>().join(" ／ "),
            cut(&item.explanation, IN_A_LIST)
        )
    });
    let mut lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        lines.push(Text::new("check-list-empty").render(lang));
    }
    let id = checks.lecture.id;
    let mut rows = Vec::new();
    if checks.items.len() < rules::MAX_ITEMS {
        let add = format!("lecture:check-add:{id}");
        rows.push(vec![button(
            add,
            &Text::new("check-add"),
            Style::Primary,
            lang,
        )]);
    }
    let off = checks.items.iter().map(|item| {
        let label = Text::new("check-off").with("place", item.place);
        button(
            format!("lecture:check-off:{}", item.id),
            &label,
            Style::Danger,
            lang,
        )
    });
    rows.extend(Some(off.collect::<Vec<_>>()).filter(|row| !row.is_empty()));
    Message {
        content: done.map(|done| done.render(lang)).unwrap_or_default(),
        embed: Some(framed(
            &checks.lecture,
            lines.join("\n\n"),
            &Text::new("check-list-footer"),
            lang,
        )),
        rows,
        ..Message::default()
    }
}

/// The form that adds a question.
pub(super) fn check_form(lecture: LectureId, lang: Lang) -> Form {
    let input = |custom_id, label: Text, hint: Text, max_length| Input {
        custom_id,
        label: label.plain(lang),
        placeholder: hint.plain(lang),
        value: String::new(),
        is_long: true,
        is_required: true,
        max_length,
    };
    Form {
        custom_id: format!("lecture:check-added:{lecture}"),
        title: Text::new("check-form").plain(lang),
        inputs: vec![
            input(
                "question",
                Text::new("check-what-question"),
                Text::new("check-hint-question"),
                rules::MAX_QUESTION,
            ),
            input(
                "choices",
                Text::new("check-what-choices"),
                Text::new("check-hint-choices"),
                MAX_CHOICES,
            ),
            input(
                "explanation",
                Text::new("check-what-explanation"),
                Text::new("check-hint-explanation"),
                rules::MAX_EXPLANATION,
            ),
        ],
    }
}

/// Why a form was not taken, and what was typed into it.
pub(super) fn given_back(why: &Text, typed: &[&str], lang: Lang) -> Message {
    let typed: Vec<_> = typed.iter().map(|typed| text::escape(typed)).collect();
    Message {
        content: why.render(lang),
        embed: Some(Embed {
            description: input::cut(&typed.join("\n\n"), 4_000),
            colour: COLOUR,
            ..Embed::default()
        }),
        ..Message::default()
    }
}
