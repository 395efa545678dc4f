//! How the owner is asked whether they mean it.

use super::cards::{BLUE, button, counts_of, framed, over};
use super::rules::{Cut, Turn};
use super::{Asked, Undoing};
use crate::discord::message::{Button, Message, Style};
use crate::ids::ImportId;
use crate::memberships::rules::Plan;
use crate::text::{Lang, Text};

/// The owner is asked whether they mean to take in a list.
pub(super) fn taking_in(id: ImportId, asked: &Asked, lang: Lang) -> Message {
    let mut said: Vec<Text> = asked
        .over
        .iter()
        .map(|(plan, cut)| over(plan.name(lang), *cut))
        .collect();
    said.push(Text::new("import-sure-advice"));
    let people: i64 = asked.over.iter().map(|(_, cut)| cut.people).sum();
    let label = Text::new("import-sure").with("people", people).plain(lang);
    let action = format!("membership:{}:{id}:{people}", asked.meant.action());
    let sure = Button::new(action, label, Style::Danger);
    let drop = button(
        "import-drop",
        id,
        &Text::new("import-drop"),
        Style::Secondary,
        lang,
    );
    Message {
        rows: vec![vec![sure, drop]],
        ..framed(&Text::new("import-sure-title"), &said, "", BLUE, lang)
    }
}

/// The owner is asked whether they mean to undo a list, and sees what that does.
pub(super) fn undoing(id: ImportId, asked: &Undoing, lang: Lang) -> Message {
    let turn = |(plan, turn): &(Plan, Turn)| {
        let all = [
            (turn.ends, Text::new("import-turn-ends")),
            (turn.shortens, Text::new("import-turn-shortens")),
            (turn.regains, Text::new("import-turn-regains")),
        ];
        let some = all.into_iter().filter(|(people, _)| *people > 0);
        let turns = some
            .map(|(people, text)| text.with("people", people))
            .reduce(counts_of)?;
        let turned = Text::new("import-turned").with("plan", plan.name(lang));
        Some(turned.with("turns", turns))
    };
    let mut said: Vec<Text> = asked.turns.iter().filter_map(turn).collect();
    if said.is_empty() {
        said.push(Text::new("import-turn-nobody"));
    }
    let warn = |(plan, cut): &(Plan, Cut)| over(plan.name(lang), *cut);
    said.extend(asked.over.iter().map(warn));
    said.push(Text::new("import-sure-advice"));
    let label = if asked.over.is_empty() {
        Text::new("import-undo")
    } else {
        Text::new("import-sure").with("people", asked.people)
    };
    let action = format!("membership:import-undo:{id}:{}", asked.people);
    let sure = Button::new(action, label.plain(lang), Style::Danger);
    Message {
        rows: vec![vec![sure]],
        ..framed(&Text::new("import-undo-title"), &said, "", BLUE, lang)
    }
}
