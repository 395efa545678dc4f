//! How lists look: before they are taken in, and afterwards.

use std::collections::HashMap;

use chrono_tz::Tz;

use super::linking::menu;
use super::looking::{Looked, Preview};
use super::rules::{Act, Cut, Line, Until, Why};
use super::sheet::table;
use super::store::Import;
use crate::discord::file::File;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::ImportId;
use crate::input;
use crate::text::{Arg, Lang, Text};

pub(super) const BLUE: u32 = 0x34_98_db;
const GREEN: u32 = 0x2e_8b_57;
/// So many lines that cannot be used are shown at once; the file has all.
const MOST_PROBLEMS: usize = 8;

/// What a list would do, with the file that says it line by line.
pub(super) fn looked(looked: &Looked, zone: Tz, lang: Lang) -> (Message, Option<File>) {
    match looked {
        Looked::Preview(preview) => (
            of_preview(preview, lang),
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

fn of_preview(preview: &Preview, lang: Lang) -> Message {
    let lines = &preview.lines;
    let mut counts: HashMap<Act, i64> = HashMap::new();
    for line in lines {
        *counts.entry(line.act).or_default() += 1;
    }
    let mut said = vec![counted(&preview.source, &counts), columns(preview, lang)];
    let absent = lines
        .iter()
        .filter(|line| line.until == Some(Until::Absent))
        .count();
    said.push(if !preview.absent_ends {
        Text::new("import-absent-stay")
    } else if lines.iter().all(Line::names_somebody) {
        Text::new("import-absent-end").with("count", absent)
    } else {
        Text::new("import-absent-unknown")
    });
    said.extend(money(lines));
    if let Some(at) = preview.known_since {
        said.push(Text::new("import-known-before").with("at", at));
    }
    for cut in &preview.over {
        let plan = preview.plans.get(&cut.plan);
        said.push(over(plan.map_or("", |plan| plan.name(lang)), *cut));
    }
    said.extend(problems(lines));
    if lines.iter().any(|line| line.why == Some(Why::BadAccount)) {
        said.push(Text::new("import-account-advice"));
    }
    let does_something = lines
        .iter()
        .any(|line| matches!(line.act, Act::Join | Act::Change | Act::End));
    said.push(if does_something {
        Text::new("import-advice")
    } else {
        Text::new("import-nothing-to-do")
    });
    let drop = button(
        "import-drop",
        preview.id,
        &Text::new("import-drop"),
        Style::Secondary,
        lang,
    );
    let go = button(
        "import-go",
        preview.id,
        &Text::new("import-go"),
        Style::Primary,
        lang,
    );
    let row = if does_something {
        vec![go, drop]
    } else {
        vec![drop]
    };
    Message {
        rows: vec![row],
        menu: lines.iter().find_map(|line| menu(preview.id, line, lang)),
        ..framed(&Text::new("import-title"), &said, "", BLUE, lang)
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

/// Payments that will be recorded, and those that will not: nobody knows whether they were before.
fn money(lines: &[Line]) -> Vec<Text> {
    let paid = |acts: &'static [Act]| {
        let lines = lines.iter().filter(|line| acts.contains(&line.act));
        let paid: Vec<i64> = lines.filter_map(|line| line.paid_jpy).collect();
        (paid.len(), paid.iter().sum::<i64>())
    };
    let recorded = paid(&[Act::Join, Act::Change]);
    let idle = paid(&[Act::Same]);
    [
        (Text::new("import-paid"), recorded),
        (Text::new("import-paid-idle"), idle),
    ]
    .into_iter()
    .filter(|(_, (count, _))| *count > 0)
    .map(|(text, (count, sum))| text.with("count", count).with("sum", sum))
    .collect()
}

/// How the columns are read.
fn columns(preview: &Preview, lang: Lang) -> Text {
    let mapping = &preview.mapping;
    let name = |name: &Option<String>| match name {
        Some(name) => Arg::Typed(input::short(name)),
        None => Arg::Text(Text::new("import-no-such-column")),
    };
    let plan = preview
        .plans
        .values()
        .find(|plan| Some(&plan.key) == mapping.fixed_plan.as_ref());
    let plan = match plan {
        Some(plan) => Arg::Typed(plan.name(lang).to_owned()),
        None => name(&mapping.plan),
    };
    Text::new("import-columns")
        .with("key", name(&mapping.key))
        .with("plan", plan)
        .with("end", name(&mapping.end))
        .with("state", name(&mapping.state))
        .with("paid", name(&mapping.paid))
}

/// The first lines that cannot be used, and why.
fn problems(lines: &[Line]) -> Vec<Text> {
    let problem = |line: &Line| {
        let why = match (line.why, line.act) {
            (Some(why), _) => of_why(why),
            (None, Act::Unmatched) if line.name.is_some() => Text::new("import-why-unlinked"),
            (None, Act::Unmatched) => Text::new("import-why-unmatched"),
            (None, _) => return None,
        };
        Some(
            Text::new("import-problem")
                .with("line", line.position)
                .with("why", why),
        )
    };
    lines
        .iter()
        .filter_map(problem)
        .take(MOST_PROBLEMS)
        .collect()
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

/// The same once the list is undone: there is nothing more to press.
pub(super) fn spent(import: &Import, counts: &HashMap<Act, i64>, lang: Lang) -> Message {
    let said = vec![
        counted(&import.source, &changes(counts)),
        Text::new("import-done-undone"),
    ];
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
