//! How a list looks before it is taken in.

use std::collections::HashMap;

use chrono_tz::Tz;

use super::{BLUE, button, counted, framed, of_why, over};
use crate::discord::message::{Message, Style};
use crate::input;
use crate::memberships::cards::source;
use crate::memberships::imports::linking::menu;
use crate::memberships::imports::looking::Preview;
use crate::memberships::imports::rules::{Act, Booked, Line, Meant, Until, Why};
use crate::memberships::imports::sheet::last_day;
use crate::text::{Arg, Lang, Text};

/// So many lines of a kind that the owner should look at are shown at once, fewer where that is too
/// long; the file has all.
const MOST_SHOWN: [usize; 4] = [8, 4, 2, 1];
/// Discord takes no longer description.
const DESCRIPTION: usize = 4_096;
/// Characters that the names of columns that say nothing may fill.
const COLUMNS_LENGTH: usize = 300;

/// What a list would do, and what the owner may say about it.
pub(super) fn message(preview: &Preview, zone: Tz, lang: Lang) -> Message {
    let shown = |most| shown(preview, most, zone, lang);
    let fits = |message: &Message| {
        let embed = message.embed.as_ref();
        embed.is_none_or(|embed| embed.description.chars().count() <= DESCRIPTION)
    };
    let [all, fewer @ ..] = MOST_SHOWN;
    let fewer = fewer.into_iter();
    fewer.fold(shown(all), |message, most| {
        if fits(&message) { message } else { shown(most) }
    })
}

/// The same with so many lines of each kind.
fn shown(preview: &Preview, most: usize, zone: Tz, lang: Lang) -> Message {
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
    said.extend(unnamed(preview, lang));
    said.extend(leaving(lines));
    said.extend(away(preview));
    said.extend(endless(preview));
    said.extend(stateless(preview));
    said.extend(money(preview));
    said.extend(twice(preview, most));
    if let Some(at) = preview.known_since {
        said.push(Text::new("import-known-before").with("at", at));
    }
    for cut in &preview.over {
        let plan = preview.plans.get(&cut.plan);
        said.push(over(plan.map_or("", |plan| plan.name(lang)), *cut));
    }
    said.extend(first(booked(preview), most));
    said.extend(overlaps(preview, most, zone));
    said.extend(first(moved(preview), most));
    said.extend(first(problems(lines), most));
    if lines.iter().any(|line| line.why == Some(Why::BadAccount)) {
        said.push(Text::new("import-account-advice"));
    }
    let does_something = lines
        .iter()
        .any(|line| line.gives() || line.act == Act::End);
    let asks = preview.lacks.asks();
    let label = go(asks);
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
    let go = button(asks.action(), preview.id, &label, Style::Primary, lang);
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
    if preview.lacks.end {
        let unused = preview.mapping.unused.join(", ");
        let unused = input::cut(&unused, COLUMNS_LENGTH);
        let text = Text::new("import-endless-ask").with("columns", unused);
        said.push(text.with("button", go(preview.lacks.asks())));
    }
    said
}

/// Which column said whether it goes on, where none does any more.
fn stateless(preview: &Preview) -> Option<Text> {
    let column = input::short(preview.lacks.state.as_ref()?);
    let text = Text::new("import-stateless-ask").with("column", column);
    Some(text.with("button", go(preview.lacks.asks())))
}

/// The button that takes the list in, with what the owner says by it.
fn go(meant: Meant) -> Text {
    match (meant.is_endless, meant.is_stateless) {
        (false, false) => Text::new("import-go"),
        (true, false) => Text::new("import-go-endless"),
        (false, true) => Text::new("import-go-stateless"),
        (true, true) => Text::new("import-go-bare"),
    }
}

/// Which plans of its source it says nothing of, and that those stay.
fn unnamed(preview: &Preview, lang: Lang) -> Option<Text> {
    let plans = preview.unnamed.iter();
    let plans = plans.filter_map(|plan| preview.plans.get(plan));
    let names: Vec<_> = plans.map(|plan| plan.name(lang).to_owned()).collect();
    let text = Text::new("import-absent-other").with("source", preview.source.clone());
    (!names.is_empty()).then(|| text.with("plans", input::cut(&names.join(", "), COLUMNS_LENGTH)))
}

/// How many leave, and have the plan until their last day.
fn leaving(lines: &[Line]) -> Option<Text> {
    let leave = lines.iter().filter(|line| line.is_leaving && line.gives());
    let count = leave.count();
    (count > 0).then(|| Text::new("import-leaving").with("count", count))
}

/// How many are not in the server, or that Discord did not say.
fn away(preview: &Preview) -> Option<Text> {
    if preview.faces.is_unknown {
        return Some(Text::new("import-unseen"));
    }
    let lines = preview.lines.iter();
    let count = lines.filter(|line| preview.is_away(line)).count();
    (count > 0).then(|| Text::new("import-away").with("count", count))
}

/// The first of what could be said, and how much more there is.
fn first(mut all: Vec<Text>, most: usize) -> Vec<Text> {
    let more = all.len().saturating_sub(most);
    all.truncate(most);
    if more > 0 {
        all.push(Text::new("import-more").with("count", more));
    }
    all
}

/// Who has the plan from elsewhere as well, and until when.
fn overlaps(preview: &Preview, most: usize, zone: Tz) -> Vec<Text> {
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
        .filter(|line| line.gives())
        .filter_map(of_line)
        .collect();
    if all.is_empty() {
        return all;
    }
    let said = Text::new("import-overlap").with("count", all.len());
    std::iter::once(said).chain(first(all, most)).collect()
}

/// Money that would be in the books twice, if it is the same.
fn twice(preview: &Preview, most: usize) -> Vec<Text> {
    let again = preview.booked.values();
    let again = again.filter(|booked| booked.earlier_id.is_some());
    let amounts: Vec<_> = again.map(|booked| booked.amount_jpy).collect();
    if amounts.is_empty() {
        return Vec::new();
    }
    let said = Text::new("import-twice").with("count", amounts.len());
    let said = said.with("sum", amounts.iter().sum::<i64>());
    let lines = preview.lines.iter().filter_map(|line| {
        let booked = preview.booked.get(&line.position)?;
        booked.earlier_id?;
        of_money(Text::new("import-twice-line"), line, booked)
    });
    std::iter::once(said)
        .chain(first(lines.collect(), most))
        .collect()
}

/// Whose money of a line is in the books, and will not be there again.
fn booked(preview: &Preview) -> Vec<Text> {
    let of_line = |line: &Line| {
        let booked = preview.booked.get(&line.position)?;
        let text = || Text::new("import-booked");
        preview
            .is_booked(line)
            .then(|| of_money(text(), line, booked))?
    };
    preview.lines.iter().filter_map(of_line).collect()
}

fn of_money(text: Text, line: &Line, booked: &Booked) -> Option<Text> {
    let text = text.with("user", booked.user_id?);
    let text = text.with("line", line.position);
    let text = text.with("number", Arg::Markup(booked.payment_id.to_string()));
    Some(text.with("amount", booked.amount_jpy))
}

/// Whose account the list names, where they have another by now.
fn moved(preview: &Preview) -> Vec<Text> {
    let of_line = |line: &Line| {
        let old = line.user_id?;
        let new = preview.moved.get(&old)?;
        let text = Text::new("import-moved").with("line", line.position);
        Some(text.with("old", old).with("new", *new))
    };
    preview.lines.iter().filter_map(of_line).collect()
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

/// The lines that cannot be used, and why.
fn problems(lines: &[Line]) -> Vec<Text> {
    let problem = |line: &Line| {
        let why = match (line.why, line.act, &line.name) {
            (Some(why), _, _) => of_why(why),
            (None, Act::Unmatched, Some(name)) => {
                let text = Text::new("import-unlinked").with("line", line.position);
                return Some(text.with("name", input::short(name)));
            }
            (None, Act::Unmatched, None) => Text::new("import-why-unmatched"),
            (None, _, _) => return None,
        };
        let text = Text::new("import-problem").with("line", line.position);
        Some(text.with("why", why))
    };
    lines.iter().filter_map(problem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ImportId, PaymentId, PersonId, PlanId, UserId};
    use crate::memberships::imports::faces::Faces;
    use crate::memberships::imports::rules::{Elsewhere, Lacks, Mapping};

    /// A list of which every line has all that can be said of one.
    fn preview(count: i64) -> Preview {
        let (plan, user) = (PlanId(1), UserId(1_100_000_000_000_000_000));
        let line = |place: i64| Line {
            user_id: Some(user),
            name: Some("_".repeat(200)),
            plan_id: Some(plan),
            act: [Act::Join, Act::Unmatched][usize::from(place % 2 == 0)],
            person_id: Some(PersonId(place)),
            is_leaving: true,
            ..Line::new(place)
        };
        let booked = |place: i64| Booked {
            payment_id: PaymentId(place),
            name: None,
            person_id: None,
            plan_id: plan,
            ends_at: None,
            amount_jpy: 1_000_000,
            user_id: Some(user),
            earlier_id: Some(PersonId(place)).filter(|_| place % 3 == 0),
        };
        let elsewhere = |place: i64| Elsewhere {
            person_id: PersonId(place),
            plan_id: plan,
            source: "import".to_owned(),
            ends_at: None,
        };
        let places = || 2..2 + count;
        Preview {
            id: ImportId(1),
            source: "n".repeat(32),
            mapping: Mapping {
                unused: vec!["_".repeat(60); 30],
                ..Mapping::default()
            },
            absent_ends: true,
            lines: places().map(line).collect(),
            plans: HashMap::new(),
            known_since: None,
            over: Vec::new(),
            endless: 9,
            lacks: Lacks {
                end: true,
                state: Some("_".repeat(200)),
            },
            booked: places().map(|place| (place, booked(place))).collect(),
            elsewhere: places()
                .map(|place| ((PersonId(place), plan), elsewhere(place)))
                .collect(),
            moved: HashMap::from([(user, user)]),
            unnamed: Vec::new(),
            users: HashMap::new(),
            faces: Faces::default(),
        }
    }

    #[test]
    fn what_is_said_of_a_list_is_never_longer_than_discord_takes() {
        for lang in [Lang::Ja, Lang::En] {
            for count in [1, 10, 1_000] {
                let message = message(&preview(count), chrono_tz::Asia::Tokyo, lang);
                let text = message.embed.expect("an embed").description;
                assert!(text.chars().count() <= DESCRIPTION, "{count}: {text}");
                let more = Text::new("import-more").with("count", 1_i64).render(lang);
                let more = more.split_once('1').map_or("", |(_, rest)| rest);
                assert_eq!(text.contains(more), count > 1, "{count}: {text}");
            }
        }
    }
}
