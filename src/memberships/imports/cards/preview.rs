//! How a list looks before it is taken in.

use std::collections::HashMap;

use chrono_tz::Tz;

use super::{BLUE, button, counted, framed, of_why, over};
use crate::discord::message::{Message, Style};
use crate::input;
use crate::memberships::cards::source;
use crate::memberships::imports::Doubt;
use crate::memberships::imports::linking::menu;
use crate::memberships::imports::looking::Preview;
use crate::memberships::imports::rules::{Act, Line, Until, Why};
use crate::memberships::imports::sheet::last_day;
use crate::text::{Arg, Lang, Text};

/// So many lines of a kind that the owner should look at are shown at once; the file has all.
const MOST_SHOWN: usize = 8;
/// Characters that the names of columns that say nothing may fill.
const COLUMNS_LENGTH: usize = 300;

/// What a list would do, and what the owner may say about it.
pub(super) fn message(preview: &Preview, zone: Tz, lang: Lang) -> Message {
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
    said.extend(endless(preview));
    said.extend(stateless(preview));
    said.extend(money(preview));
    if let Some(at) = preview.known_since {
        said.push(Text::new("import-known-before").with("at", at));
    }
    for cut in &preview.over {
        let plan = preview.plans.get(&cut.plan);
        said.push(over(plan.map_or("", |plan| plan.name(lang)), *cut));
    }
    said.extend(booked(preview));
    said.extend(overlaps(preview, zone));
    said.extend(moved(preview));
    said.extend(problems(lines));
    if lines.iter().any(|line| line.why == Some(Why::BadAccount)) {
        said.push(Text::new("import-account-advice"));
    }
    let does_something = lines
        .iter()
        .any(|line| matches!(line.act, Act::Join | Act::Change | Act::End));
    let (action, label) = match preview.doubt {
        Some(Doubt::Endless) => ("import-endless", Text::new("import-go-endless")),
        Some(Doubt::Stateless(_)) => ("import-endless", Text::new("import-go-stateless")),
        None => ("import-go", Text::new("import-go")),
    };
    said.push(if does_something {
        Text::new("import-advice").with("button", label.clone())
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
    let go = button(action, preview.id, &label, Style::Primary, lang);
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

/// How many get a plan without end because no column says until when, which columns there are
/// besides, and what can be done about it.
fn endless(preview: &Preview) -> Vec<Text> {
    if preview.endless == 0 {
        return Vec::new();
    }
    let mut said = vec![Text::new("import-endless").with("count", preview.endless)];
    if preview.doubt == Some(Doubt::Endless) {
        let unused = preview.mapping.unused.join(", ");
        let unused = input::cut(&unused, COLUMNS_LENGTH);
        said.push(Text::new("import-endless-ask").with("columns", unused));
    }
    said
}

/// Which column said whether it goes on, where none does any more.
fn stateless(preview: &Preview) -> Option<Text> {
    let Some(Doubt::Stateless(column)) = &preview.doubt else {
        return None;
    };
    Some(Text::new("import-stateless-ask").with("column", input::short(column)))
}

/// Who has the plan from elsewhere as well, and until when.
fn overlaps(preview: &Preview, zone: Tz) -> Vec<Text> {
    let adds = |line: &&Line| matches!(line.act, Act::Join | Act::Change);
    let of_line = |line: &Line| {
        let elsewhere = preview.elsewhere_of(line)?;
        let text = match elsewhere.ends_at {
            Some(end) => {
                Text::new("import-overlap-until").with("until", Arg::Markup(last_day(end, zone)))
            }
            None => Text::new("import-overlap-endless"),
        };
        let text = text.with("source", source(&elsewhere.source));
        Some(text.with("line", line.position))
    };
    let all: Vec<Text> = preview
        .lines
        .iter()
        .filter(adds)
        .filter_map(of_line)
        .collect();
    if all.is_empty() {
        return all;
    }
    let said = Text::new("import-overlap").with("count", all.len());
    std::iter::once(said)
        .chain(all.into_iter().take(MOST_SHOWN))
        .collect()
}

/// Whose money of a line is in the books, and whether it would be there again.
fn booked(preview: &Preview) -> Vec<Text> {
    let of_line = |line: &Line| {
        let booked = preview.booked.get(&line.position)?;
        let text = match booked.user_id {
            Some(user) if booked.is_of_earlier => {
                Text::new("import-booked-earlier").with("user", user)
            }
            Some(user) => Text::new("import-booked").with("user", user),
            None => return None,
        };
        let text = text.with("line", line.position);
        let text = text.with("number", Arg::Markup(booked.payment_id.to_string()));
        Some(text.with("amount", booked.amount_jpy))
    };
    let all = preview.lines.iter().filter_map(of_line);
    all.take(MOST_SHOWN).collect()
}

/// Whose account the list names, where they have another by now.
fn moved(preview: &Preview) -> Vec<Text> {
    let of_line = |line: &Line| {
        let old = line.user_id?;
        let new = preview.moved.get(&old)?;
        let text = Text::new("import-moved").with("line", line.position);
        Some(text.with("old", old).with("new", *new))
    };
    let all = preview.lines.iter().filter_map(of_line);
    all.take(MOST_SHOWN).collect()
}

/// Payments that will be recorded, and those that will not: nobody knows whether they were before.
fn money(preview: &Preview) -> Vec<Text> {
    let paid = |acts: &'static [Act]| {
        let is_meant = |line: &&Line| acts.contains(&line.act) && !preview.is_booked(line);
        let lines = preview.lines.iter().filter(is_meant);
        let paid: Vec<i64> = lines.filter_map(|line| line.paid_jpy).collect();
        (paid.len(), paid.iter().sum::<i64>())
    };
    let recorded = paid(&[Act::Join, Act::Change]);
    let of_nobody = paid(&[Act::Unmatched]);
    let idle = paid(&[Act::Same]);
    [
        (Text::new("import-paid"), recorded),
        (Text::new("import-paid-nobody"), of_nobody),
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
    lines.iter().filter_map(problem).take(MOST_SHOWN).collect()
}
