//! What a list would do, line by line, as a file.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use super::cards::of_why;
use super::looking::Preview;
use super::rules::{Act, Line, Until};
use crate::memberships::cards::source;
use crate::sheet::sheet;
use crate::text::{Arg, Lang, Text};

/// Every line, for a spreadsheet. Accounts are written as mentions: of plain numbers a spreadsheet
/// loses the last digits, and a list is read with mentions too.
pub(super) fn table(preview: &Preview, zone: Tz, lang: Lang) -> Vec<u8> {
    let head = [
        Text::new("import-sheet-line"),
        Text::new("import-sheet-who"),
        Text::new("import-sheet-name"),
        Text::new("import-sheet-plan"),
        Text::new("import-sheet-act"),
        Text::new("import-sheet-before"),
        Text::new("import-sheet-until"),
        Text::new("import-sheet-paid"),
        Text::new("import-sheet-why"),
    ];
    let head = head.iter().map(|text| text.plain(lang)).collect();
    let endless = || Text::new("import-sheet-endless").plain(lang);
    let before = |line: &Line| match (line.entitlement_id, preview.elsewhere_of(line)) {
        (Some(_), _) => line
            .ends_before
            .map_or_else(endless, |at| last_day(at, zone)),
        (None, Some(other)) => other.ends_at.map_or_else(endless, |at| last_day(at, zone)),
        (None, None) => String::new(),
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
            Some(Until::Endless) => endless(),
            _ => line
                .ends_at
                .map_or_else(String::new, |at| last_day(at, zone)),
        };
        vec![
            if line.until == Some(Until::Absent) {
                String::new()
            } else {
                line.position.to_string()
            },
            who,
            preview.name_of(line).unwrap_or_default().to_owned(),
            plan.map_or_else(String::new, |plan| plan.key.clone()),
            of_act(line).plain(lang),
            before(line),
            until,
            line.paid_jpy
                .map_or_else(String::new, |yen| yen.to_string()),
            notes(preview, line, lang),
        ]
    };
    sheet(std::iter::once(head).chain(preview.lines.iter().map(row)))
}

/// What the owner should know of a line.
fn notes(preview: &Preview, line: &Line, lang: Lang) -> String {
    let elsewhere = preview
        .elsewhere_of(line)
        .map(|held| Text::new("import-note-elsewhere").with("source", source(&held.source)));
    let is_moved = |user| preview.moved.contains_key(&user);
    let moved = line.user_id.is_some_and(is_moved);
    let moved = moved.then(|| Text::new("import-note-moved"));
    let leaving = line.is_leaving && line.gives();
    let leaving = leaving.then(|| Text::new("import-note-leaving"));
    let away = preview.is_away(line);
    let away = away.then(|| Text::new("import-note-away"));
    let booked = preview.booked.get(&line.position).map(|booked| {
        let text = match booked.earlier_id {
            Some(_) => Text::new("import-note-twice"),
            None => Text::new("import-note-booked"),
        };
        text.with("number", Arg::Markup(booked.payment_id.to_string()))
    });
    let why = line.why.map(of_why);
    let all = [why, leaving, away, moved, elsewhere, booked];
    let all: Vec<String> = all.iter().flatten().map(|text| text.plain(lang)).collect();
    all.join(" / ")
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

/// The last day of what ends at a moment, as lists write it and are read; with the time where that
/// is not the end of a day.
pub(in crate::memberships) fn last_day(at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone).naive_local();
    if local.time() == NaiveTime::MIN
        && let Some(day) = local.date().pred_opt()
    {
        return day.format("%Y-%m-%d").to_string();
    }
    local.format("%Y-%m-%d %H:%M").to_string()
}
