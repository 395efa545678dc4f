//! How lists look: before they are taken in, and afterwards.

mod preview;

use std::collections::HashMap;

use chrono_tz::Tz;

use super::looking::Looked;
use super::rules::{Act, Cut, Why};
use super::sheet::table;
use super::store::Import;
use crate::discord::file::File;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::ImportId;
use crate::text::{Lang, Text};

pub(super) const BLUE: u32 = 0x34_98_db;
const GREEN: u32 = 0x2e_8b_57;

/// What a list would do, with the file that says it line by line.
pub(super) fn looked(looked: &Looked, zone: Tz, lang: Lang) -> (Message, Option<File>) {
    match looked {
        Looked::Preview(preview) => (
            preview::message(preview, zone, lang),
            Some(File {
                name: format!("import-{}.csv", preview.id),
                bytes: table(preview, zone, lang),
            }),
        ),
        Looked::Known {
            id,
            at,
            can_be_undone,
        } => {
            let text = Text::new("import-known").with("at", *at).render(lang);
            let rows = if *can_be_undone {
                vec![vec![undo_button(*id, lang)]]
            } else {
                Vec::new()
            };
            (
                Message {
                    rows,
                    ..Message::text(text)
                },
                None,
            )
        }
    }
}

/// One count and another.
pub(super) fn counts_of(first: Text, next: Text) -> Text {
    let both = Text::new("import-count-and").with("first", first);
    both.with("next", next)
}

/// How many lines do what; of what none does nothing is said.
fn counted(source: &str, counts: &HashMap<Act, i64>) -> Text {
    let all = [
        (Act::Join, Text::new("import-count-join")),
        (Act::Change, Text::new("import-count-change")),
        (Act::End, Text::new("import-count-end")),
        (Act::Same, Text::new("import-count-same")),
        (Act::Unmatched, Text::new("import-count-unmatched")),
        (Act::Invalid, Text::new("import-count-invalid")),
        (Act::Repeated, Text::new("import-count-repeated")),
    ];
    let some = all.into_iter().filter_map(|(act, text)| {
        let count = counts.get(&act).copied().filter(|count| *count > 0)?;
        Some(text.with("count", count))
    });
    let counts = some
        .reduce(counts_of)
        .unwrap_or(Text::new("import-count-none"));
    Text::new("import-counted")
        .with("source", source)
        .with("counts", counts)
}

/// Of how many people so many lose a plan or time of it.
pub(super) fn over(plan: &str, cut: Cut) -> Text {
    Text::new("import-over")
        .with("plan", plan)
        .with("people", cut.people)
        .with("holders", cut.holders)
}

/// A list was approved.
pub(super) fn approved(id: ImportId, source: &str, lang: Lang) -> Message {
    let text = Text::new("import-begun")
        .with("source", source)
        .render(lang);
    Message {
        rows: vec![vec![undo_button(id, lang)]],
        ..Message::text(text)
    }
}

/// What the owner is told in the log when a list is taken in.
pub(super) fn done(import: &Import, counts: &HashMap<Act, i64>, lang: Lang) -> Message {
    let mut said = vec![counted(&import.source, &changes(counts))];
    if let Some(until) = import.undo_until {
        said.push(Text::new("import-can-be-undone").with("until", until));
    }
    Message {
        rows: vec![vec![undo_button(import.id, lang)]],
        ..of_done(import, said, lang)
    }
}

/// The same once there is nothing more to press, and why.
pub(super) fn spent(import: &Import, counts: &HashMap<Act, i64>, why: Text, lang: Lang) -> Message {
    let said = vec![counted(&import.source, &changes(counts)), why];
    of_done(import, said, lang)
}

fn changes(counts: &HashMap<Act, i64>) -> HashMap<Act, i64> {
    let mut changes = counts.clone();
    changes.retain(|act, _| matches!(act, Act::Join | Act::Change | Act::End));
    changes
}

fn of_done(import: &Import, said: Vec<Text>, lang: Lang) -> Message {
    let footer = format!("salon · import-{}-done", import.id);
    framed(
        &Text::new("import-done-title"),
        &with_left_alone(said, import),
        &footer,
        GREEN,
        lang,
    )
}

/// What the owner is told in the log when a list is undone.
pub(super) fn undone(import: &Import, lang: Lang) -> Message {
    let said = vec![Text::new("import-undone").with("source", import.source.clone())];
    let footer = format!("salon · import-{}-undone", import.id);
    framed(
        &Text::new("import-undone-title"),
        &with_left_alone(said, import),
        &footer,
        GREEN,
        lang,
    )
}

fn with_left_alone(mut said: Vec<Text>, import: &Import) -> Vec<Text> {
    if import.left_alone > 0 {
        said.push(Text::new("import-left-alone").with("count", import.left_alone));
    }
    said
}

/// Why a line cannot be used.
pub(super) fn of_why(why: Why) -> Text {
    match why {
        Why::Cells => Text::new("import-why-cells"),
        Why::Nobody => Text::new("import-why-nobody"),
        Why::BadKey => Text::new("import-why-bad-key"),
        Why::BadAccount => Text::new("import-why-bad-account"),
        Why::Rounded => Text::new("import-why-rounded"),
        Why::Address => Text::new("import-why-address"),
        Why::Bot => Text::new("import-why-bot"),
        Why::NoPlan => Text::new("import-why-no-plan"),
        Why::Archived => Text::new("import-why-archived"),
        Why::NoDate => Text::new("import-why-no-date"),
        Why::BadDate => Text::new("import-why-bad-date"),
        Why::BadState => Text::new("import-why-bad-state"),
        Why::BadMoney => Text::new("import-why-bad-money"),
        Why::Fraction => Text::new("import-why-fraction"),
        Why::Contradicts => Text::new("import-why-contradicts"),
    }
}

fn undo_button(id: ImportId, lang: Lang) -> Button {
    button(
        "import-undo",
        id,
        &Text::new("import-undo"),
        Style::Danger,
        lang,
    )
}

/// A button about a list.
pub(super) fn button(action: &str, id: ImportId, label: &Text, style: Style, lang: Lang) -> Button {
    Button::new(
        format!("membership:{action}:{id}"),
        label.plain(lang),
        style,
    )
}

/// These sentences below a title.
pub(super) fn framed(
    title: &Text,
    said: &[Text],
    footer: &str,
    colour: u32,
    lang: Lang,
) -> Message {
    let said: Vec<String> = said.iter().map(|text| text.render(lang)).collect();
    Message {
        embed: Some(Embed {
            title: title.plain(lang),
            description: said.join("\n"),
            footer: footer.to_owned(),
            colour,
            ..Embed::default()
        }),
        ..Message::default()
    }
}
