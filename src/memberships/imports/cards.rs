//! How lists look: before they are taken in, and afterwards.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::linking::menu;
use super::looking::{Looked, Preview};
use super::rules::{Act, Cut, Line, Until, Why};
use super::store::Import;
use crate::discord::file::File;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::ImportId;
use crate::input;
use crate::memberships::rules::Plan;
use crate::sheet::sheet;
use crate::text::{Arg, Lang, Text};

const BLUE: u32 = 0x34_98_db;
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
    let count = |act: Act| lines.iter().filter(|line| line.act == act).count();
    let mut said = vec![
        Text::new("import-preview")
            .with("source", preview.source.clone())
            .with("joins", count(Act::Join))
            .with("changes", count(Act::Change))
            .with("ends", count(Act::End))
            .with("same", count(Act::Same))
            .with("unmatched", count(Act::Unmatched))
            .with("invalid", count(Act::Invalid))
            .with("repeated", count(Act::Repeated)),
        columns(preview, lang),
    ];
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

fn over(plan: &str, cut: Cut) -> Text {
    Text::new("import-over")
        .with("plan", plan)
        .with("people", cut.people)
        .with("holders", cut.holders)
}

/// The owner is asked whether they mean it; `action` is what they pressed.
pub(super) fn sure(action: &str, id: ImportId, asked: &[(Plan, Cut)], lang: Lang) -> Message {
    let mut said: Vec<Text> = asked
        .iter()
        .map(|(plan, cut)| over(plan.name(lang), *cut))
        .collect();
    said.push(Text::new("import-sure-advice"));
    let people: i64 = asked.iter().map(|(_, cut)| cut.people).sum();
    let label = Text::new("import-sure").with("people", people).plain(lang);
    let sure = Button::new(
        format!("membership:{action}:{id}:{people}"),
        label,
        Style::Danger,
    );
    let mut row = vec![sure];
    if action == "import-go" {
        row.push(button(
            "import-drop",
            id,
            &Text::new("import-drop"),
            Style::Secondary,
            lang,
        ));
    }
    Message {
        rows: vec![row],
        ..framed(&Text::new("import-sure-title"), &said, "", BLUE, lang)
    }
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
    let count = |act: Act| counts.get(&act).copied().unwrap_or(0);
    let text = Text::new("import-done")
        .with("source", import.source.clone())
        .with("joins", count(Act::Join))
        .with("changes", count(Act::Change))
        .with("ends", count(Act::End));
    let mut said = vec![text];
    if let Some(until) = import.undo_until {
        said.push(Text::new("import-can-be-undone").with("until", until));
    }
    let footer = format!("salon · import-{}-done", import.id);
    Message {
        rows: vec![vec![undo_button(import.id, lang)]],
        ..framed(
            &Text::new("import-done-title"),
            &with_left_alone(said, import),
            &footer,
            GREEN,
            lang,
        )
    }
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

/// Every line, for a spreadsheet. Accounts are written as mentions: of plain numbers a spreadsheet
/// loses the last digits, and a list is read with mentions too.
fn table(preview: &Preview, zone: Tz, lang: Lang) -> Vec<u8> {
    let head = [
        Text::new("import-sheet-line"),
        Text::new("import-sheet-who"),
        Text::new("import-sheet-plan"),
        Text::new("import-sheet-act"),
        Text::new("import-sheet-before"),
        Text::new("import-sheet-until"),
        Text::new("import-sheet-paid"),
        Text::new("import-sheet-why"),
    ];
    let head = head.iter().map(|text| text.plain(lang)).collect();
    let moment = |at: Option<DateTime<Utc>>| {
        at.map_or_else(String::new, |at| {
            at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
        })
    };
    let row = |line: &Line| {
        let who = match (line.user_id, line.number, &line.name, line.person_id) {
            (Some(user), _, _, _) => format!("<@{user}>"),
            (None, Some(number), _, _) => format!("#{number}"),
            (None, None, Some(name), _) => name.clone(),
            (None, None, None, Some(person)) => format!("#{person}"),
            (None, None, None, None) => String::new(),
        };
        let plan = line.plan_id.and_then(|plan| preview.plans.get(&plan));
        let until = match line.until {
            Some(Until::Endless) => Text::new("import-sheet-endless").plain(lang),
            _ => moment(line.ends_at),
        };
        let why = line
            .why
            .map_or_else(String::new, |why| of_why(why).plain(lang));
        vec![
            if line.until == Some(Until::Absent) {
                String::new()
            } else {
                line.position.to_string()
            },
            who,
            plan.map_or_else(String::new, |plan| plan.key.clone()),
            of_act(line).plain(lang),
            moment(line.ends_before),
            until,
            line.paid_jpy
                .map_or_else(String::new, |yen| yen.to_string()),
            why,
        ]
    };
    sheet(std::iter::once(head).chain(preview.lines.iter().map(row)))
}

fn of_act(line: &Line) -> Text {
    match line.act {
        Act::Join => Text::new("import-act-join"),
        Act::Change => Text::new("import-act-change"),
        Act::End if line.until == Some(Until::Absent) => Text::new("import-act-absent"),
        Act::End => Text::new("import-act-end"),
        Act::Same => Text::new("import-act-same"),
        Act::Unmatched => Text::new("import-act-unmatched"),
        Act::Invalid => Text::new("import-act-invalid"),
        Act::Repeated => Text::new("import-act-repeated"),
    }
}

fn of_why(why: Why) -> Text {
    match why {
        Why::Cells => Text::new("import-why-cells"),
        Why::Nobody => Text::new("import-why-nobody"),
        Why::BadKey => Text::new("import-why-bad-key"),
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

fn button(action: &str, id: ImportId, label: &Text, style: Style, lang: Lang) -> Button {
    Button::new(
        format!("membership:{action}:{id}"),
        label.plain(lang),
        style,
    )
}

fn framed(title: &Text, said: &[Text], footer: &str, colour: u32, lang: Lang) -> Message {
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
