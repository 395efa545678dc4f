//! How a list of lectures looks before it is taken in, and what the owner is told afterwards.

use std::collections::HashMap;

use super::rules::{Act, Line, Turns};
use super::{Preview, Taken};
use crate::config::Config;
use crate::discord::file::File;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::input;
use crate::lectures::cards::{COLOUR, track};
use crate::lectures::rules::{Content, chapter_lines};
use crate::lectures::slots::cards::slot_label;
use crate::lectures::watching::cards::unsigned;
use crate::sheet::sheet;
use crate::text::{Arg, Lang, Text};

/// So many lines that cannot be used are shown at once; the file has all.
const MOST_PROBLEMS: usize = 8;

/// Of a series or a number in what is said of a line.
const IN_A_LIST: usize = 40;

/// What a list would do.
pub(super) fn preview(config: &Config, preview: &Preview, lang: Lang) -> Message {
    let lines = &preview.lines;
    let mut said = vec![counted(lines)];
    let turns = lines
        .iter()
        .fold(Turns::default(), |all, line| all.and(line.turns));
    said.extend(
        turned(turns).map(|counts| Text::new("lecture-import-checks").with("counts", counts)),
    );
    let is_any_new = lines.iter().any(|line| line.act == Act::Add);
    if is_any_new {
        said.push(if preview.is_ready {
            Text::new("lecture-import-ready")
        } else {
            Text::new("lecture-import-drafts")
        });
    }
    if let Some(slot) = preview.slot.as_ref().filter(|_| is_any_new) {
        let slot = slot_label(config, slot, lang);
        said.push(Text::new("lecture-import-into").with("slot", slot));
    }
    if !preview.unused.is_empty() {
        let names = input::cut(&preview.unused.join("、"), 300);
        said.push(Text::new("lecture-import-unused").with("names", names));
    }
    let problems = lines.iter().filter_map(|line| {
        let why = line.why.clone()?;
        let at = Arg::Markup(line.position.to_string());
        let [series, number, _] = line.typed.clone();
        Some(
            Text::new("lecture-import-problem")
                .with("line", at)
                .with("series", input::cut(&series, IN_A_LIST))
                .with("number", input::cut(&number, IN_A_LIST))
                .with("why", why),
        )
    });
    let problems: Vec<_> = problems.collect();
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    said.extend(problems.into_iter().take(MOST_PROBLEMS));
    if more > 0 {
        said.push(Text::new("lecture-more").with("count", more));
    }
    for (provider, count) in &preview.unsigned {
        let text = Text::new("lecture-import-unsigned").with("count", *count);
        said.push(text.with("why", unsigned(*provider)));
    }
    let does_something = lines.iter().any(|line| line.act.does_something());
    said.push(if does_something {
        Text::new("lecture-import-advice")
    } else {
        Text::new("lecture-import-nothing")
    });
    let button = |action: &str, label: Text, style| {
        let to = format!("lecture:{action}:{}", preview.id);
        Button::new(to, label.plain(lang), style)
    };
    let go = button("import-go", Text::new("lecture-import-go"), Style::Primary);
    let drop = button(
        "import-drop",
        Text::new("lecture-import-drop"),
        Style::Secondary,
    );
    let said: Vec<_> = said.iter().map(|text| text.render(lang)).collect();
    Message {
        embed: Some(Embed {
            title: Text::new("lecture-import-title").plain(lang),
            description: said.join("\n"),
            colour: COLOUR,
            ..Embed::default()
        }),
        rows: vec![if does_something {
            vec![go, drop]
        } else {
            vec![drop]
        }],
        ..Message::default()
    }
}

/// How many lines do what; of what none does nothing is said.
fn counted(lines: &[Line]) -> Text {
    let mut counts: HashMap<Act, usize> = HashMap::new();
    for line in lines {
        *counts.entry(line.act).or_default() += 1;
    }
    let all = [
        Act::Add,
        Act::Change,
        Act::Same,
        Act::Invalid,
        Act::Repeated,
    ];
    let some = all
        .into_iter()
        .filter_map(|act| Some((act_name(act), *counts.get(&act)?)));
    row(some).unwrap_or(Text::new("lecture-import-nothing"))
}

/// How many questions become different; of those that do not nothing is said.
fn turned(turns: Turns) -> Option<Text> {
    let all = [
        (Text::new("lecture-import-act-add"), turns.added),
        (Text::new("lecture-import-act-change"), turns.changed),
        (Text::new("lecture-import-act-remove"), turns.removed),
    ];
    row(all.into_iter().filter(|(_, count)| *count > 0))
}

/// What happens, and how often.
fn row(counts: impl Iterator<Item = (Text, usize)>) -> Option<Text> {
    let one = |(act, count)| {
        let counted = Text::new("lecture-import-count");
        counted.with("act", act).with("count", count)
    };
    listed(counts.map(one))
}

/// One after the other.
fn listed(all: impl Iterator<Item = Text>) -> Option<Text> {
    all.reduce(|first: Text, next: Text| {
        let both = Text::new("lecture-import-and");
        both.with("first", first).with("next", next)
    })
}

fn act_name(act: Act) -> Text {
    match act {
        Act::Add => Text::new("lecture-import-act-add"),
        Act::Change => Text::new("lecture-import-act-change"),
        Act::Same => Text::new("lecture-import-act-same"),
        Act::Invalid => Text::new("lecture-import-act-invalid"),
        Act::Repeated => Text::new("lecture-import-act-repeated"),
    }
}

/// What becomes different of a lecture, a line each: as it is, and as it would be.
fn changes(config: &Config, was: &Content, becomes: &Content, lang: Lang) -> Vec<String> {
    let parts = |content: &Content| {
        let track_of = content.track.as_deref();
        [
            content.title.clone(),
            content.url.clone(),
            content
                .minutes
                .map_or_else(String::new, |it| it.to_string()),
            content.summary.clone(),
            content.slides.clone().unwrap_or_default(),
            track_of.map_or_else(String::new, |key| track(config, key, lang).to_owned()),
            content
                .review_by
                .map_or_else(String::new, |it| it.to_string()),
            chapter_lines(&content.chapters),
        ]
    };
    let called = [
        Text::new("input-what-title"),
        Text::new("content-field-video"),
        Text::new("log-minutes"),
        Text::new("lecture-what-summary"),
        Text::new("content-field-slides"),
        Text::new("lecture-import-track"),
        Text::new("content-field-review"),
        Text::new("content-field-chapters"),
    ];
    let or_none = |said: String| {
        if said.is_empty() {
            Arg::Text(Text::new("lecture-none"))
        } else {
            Arg::from(said)
        }
    };
    let of = parts(was).into_iter().zip(parts(becomes)).zip(called);
    let changed = of.filter(|((old, new), _)| old != new);
    let line = |((old, new), called): ((String, String), Text)| {
        let text = Text::new("lecture-import-turns").with("what", called);
        let text = text.with("old", or_none(old)).with("new", or_none(new));
        text.plain(lang)
    };
    changed.map(line).collect()
}

/// Every line, for a spreadsheet.
pub(super) fn every_line(config: &Config, preview: &Preview, lang: Lang) -> File {
    let head = [
        Text::new("lecture-import-sheet-line"),
        Text::new("lecture-import-sheet-series"),
        Text::new("lecture-import-sheet-number"),
        Text::new("lecture-import-sheet-title"),
        Text::new("lecture-import-sheet-act"),
        Text::new("lecture-import-sheet-changes"),
        Text::new("lecture-import-sheet-checks"),
        Text::new("lecture-import-sheet-why"),
    ];
    let head = head.iter().map(|text| text.plain(lang)).collect();
    let row = |line: &Line| {
        let content = line.wanted.as_ref().map(|wanted| &wanted.content);
        // What cannot be used is found by what stands there.
        let [series, number, title] = match content {
            Some(it) => [it.series.clone(), it.number.to_string(), it.title.clone()],
            None => line.typed.clone(),
        };
        let changes = match (&line.was, content) {
            (Some(was), Some(becomes)) => changes(config, was, becomes, lang),
            _ => Vec::new(),
        };
        vec![
            line.position.to_string(),
            series,
            number,
            title,
            act_name(line.act).plain(lang),
            changes.join("\n"),
            turned(line.turns).map_or_else(String::new, |turns| turns.plain(lang)),
            line.why
                .as_ref()
                .map_or_else(String::new, |why| why.plain(lang)),
        ]
    };
    File {
        name: format!("lectures-{}.csv", preview.id),
        bytes: sheet(std::iter::once(head).chain(preview.lines.iter().map(row))),
    }
}

/// What was taken in.
pub(super) fn taken(taken: Taken) -> Text {
    Text::new("lecture-import-taken")
        .with("added", taken.added)
        .with("changed", taken.changed)
        .with("queued", taken.queued)
        .with("checks", taken.checks)
}
