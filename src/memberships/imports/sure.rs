//! How the owner is asked whether they mean it.

use super::Undoing;
use super::cards::{BLUE, button, counts_of, framed, over};
use super::rules::{Cut, Turn};
use crate::discord::message::{Button, Message, Style};
use crate::ids::ImportId;
use crate::memberships::rules::Plan;
use crate::text::{Lang, Text};

/// The owner is asked whether they mean to take in a list.
pub(super) fn taking_in(id: ImportId, asked: &[(Plan, Cut)], lang: Lang) -> Message {
    let mut said: Vec<Text> = asked
        .iter()
        .map(|(plan, cut)| over(plan.name(lang), *cut))
        .collect();
    said.push(Text::new("import-sure-advice"));
    let people: i64 = asked.iter().map(|(_, cut)| cut.people).sum();
    let label = Text::new("import-sure").with("people", people).plain(lang);
    let sure = Button::new(
        format!("membership:import-go:{id}:{people}"),
        label,
        Style::Danger,
    );
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
        let lose = Text::new("import-turn-lose").with("people", turn.lose);
        let regain = Text::new("import-turn-regain").with("people", turn.regain);
        let turns = match (turn.lose, turn.regain) {
            (0, 0) => return None,
            (_, 0) => lose,
            (0, _) => regain,
            (_, _) => counts_of(lose, regain),
        };
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
