//! How figures look. Pure.

use chrono::{DateTime, NaiveDate, Utc};

use super::rules::{
    Case, FEWEST_RATINGS, Figures, Own, PROMISED, Share, Step, mean_in_tenths, waited,
};
use crate::config::Config;
use crate::discord::message::{Embed, Message};
use crate::questions;
use crate::text::{self, Arg, Lang, Text};

/// Lines of kinds and fields in each month; the table has all.
const LINES: usize = 12;

/// Months side by side, one below the other.
pub(super) fn questions(months: &[(NaiveDate, Figures)], config: &Config, lang: Lang) -> Message {
    let months = months.iter();
    let months: Vec<String> = months
        .map(|(first, of)| month(*first, of, config, lang))
        .collect();
    Message {
        embed: Some(Embed {
            title: Text::new("report-questions").plain(lang),
            description: months.join("\n\n"),
            colour: 0x0058_65f2,
            ..Embed::default()
        }),
        ..Message::default()
    }
}

fn month(first: NaiveDate, of: &Figures, config: &Config, lang: Lang) -> String {
    let name = Arg::Markup(first.format("%Y-%m").to_string());
    let promise = match of.in_time.percent() {
        None => Text::new("report-promise-open").with("promised", PROMISED),
        Some(percent) if percent >= PROMISED => {
            share(Text::new("report-promise-kept"), of, percent)
        }
        Some(percent) => share(Text::new("report-promise-broken"), of, percent),
    };
    let spread = |text: Text, median: Option<i64>, slow: Option<i64>| {
        text.with("median", hours(median, lang))
            .with("slow", hours(slow, lang))
    };
    let rating = match mean_in_tenths(&of.stars) {
        None => Text::new("report-no-rating"),
        Some(mean) => Text::new("report-rating")
            .with("mean", tenths(mean))
            .with("count", of.stars.len()),
    };
    let parts = [
        Text::new("report-month")
            .with("month", name)
            .with("asked", of.asked),
        promise,
        spread(Text::new("report-first"), of.first.median, of.first.slow),
        spread(
            Text::new("report-resolution"),
            of.resolution.median,
            of.resolution.slow,
        ),
        Text::new("report-counts")
            .with("unanswered", of.unanswered)
            .with("reopened", of.reopened)
            .with("auto", of.auto_resolved),
        Text::new("report-ends")
            .with("duplicates", of.duplicates)
            .with("withdrawn", of.withdrawn),
        rating,
    ];
    let mut lines: Vec<String> = parts.iter().map(|part| part.render(lang)).collect();
    let mut by: Vec<_> = of.by.iter().collect();
    by.sort_by_key(|(_, (_, asked, _))| std::cmp::Reverse(*asked));
    for ((_, field), (kind, asked, in_time)) in by.into_iter().take(LINES) {
        let field = Arg::Markup(text::escape(field_name(field, config, lang)));
        let line = Text::new("report-line")
            .with("kind", questions::kind_in_words(*kind))
            .with("field", field)
            .with("asked", *asked)
            .with("share", percent(*in_time));
        lines.push(line.render(lang));
    }
    lines.join("\n")
}

fn share(text: Text, of: &Figures, percent: usize) -> Text {
    text.with("percent", percent)
        .with("part", of.in_time.part)
        .with("of", of.in_time.of)
        .with("promised", PROMISED)
}

fn percent(share: Share) -> Arg {
    let percent = share.percent();
    Arg::Markup(percent.map_or_else(|| "–".to_owned(), |percent| format!("{percent} %")))
}

fn hours(seconds: Option<i64>, lang: Lang) -> Arg {
    let Some(seconds) = seconds else {
        return Arg::Markup("–".to_owned());
    };
    let text = Text::new("report-hours").with("hours", tenths((seconds + 180) / 360));
    Arg::Markup(text.render(lang))
}

fn tenths(tenths: i64) -> Arg {
    Arg::Markup(format!("{}.{}", tenths / 10, tenths % 10))
}

fn field_name<'a>(field: &'a str, config: &'a Config, lang: Lang) -> &'a str {
    let names = config.questions.fields.get(field);
    names.map_or(field, |names| names.get(lang))
}

/// What a mentor did, to them alone.
pub(super) fn own(own: &Own, lang: Lang) -> Message {
    let rating = match own.rating {
        None => Text::new("report-own-no-rating").with("fewest", FEWEST_RATINGS),
        Some((mean, count)) => Text::new("report-own-rating")
            .with("mean", tenths(mean))
            .with("count", count),
    };
    let parts = [
        Text::new("report-own"),
        Text::new("report-own-answered")
            .with("answered", own.answered)
            .with("median", hours(own.median, lang)),
        Text::new("report-own-thanks").with("thanks", own.counts.thanks),
        rating,
        Text::new("report-own-claims").with("claims", own.counts.open_claims),
    ];
    let parts = parts.map(|part| part.render(lang));
    Message::text(parts.join("\n"))
}

/// A table of questions without a word of theirs.
pub(super) fn rows(all: &[(Case, Vec<Step>)], config: &Config, lang: Lang) -> Vec<Vec<String>> {
    let head = [
        Text::new("report-head-number"),
        Text::new("report-head-kind"),
        Text::new("report-head-field"),
        Text::new("report-head-state"),
        Text::new("report-head-asked"),
        Text::new("report-head-answered"),
        Text::new("report-head-resolved"),
        Text::new("report-head-first-minutes"),
        Text::new("report-head-resolution-minutes"),
        Text::new("report-head-stars"),
    ];
    let moment = |at: Option<DateTime<Utc>>| {
        let at = at.map(|at| at.with_timezone(&config.timezone.0));
        at.map_or_else(String::new, |at| at.format("%Y-%m-%d %H:%M").to_string())
    };
    let row = |(one, steps): &(Case, Vec<Step>)| {
        let minutes = |end: Option<DateTime<Utc>>| {
            let seconds = end.map(|end| waited(one.asked_at, end, steps));
            seconds.map_or_else(String::new, |seconds| (seconds / 60).to_string())
        };
        vec![
            one.id.to_string(),
            questions::kind_in_words(one.kind).plain(lang),
            field_name(&one.field, config, lang).to_owned(),
            questions::state_in_words(one.state).plain(lang),
            moment(Some(one.asked_at)),
            moment(one.first_answer_at),
            moment(one.resolved_at),
            minutes(one.first_answer_at),
            minutes(one.resolved_at),
            one.stars
                .map_or_else(String::new, |stars| stars.to_string()),
        ]
    };
    let mut rows: Vec<Vec<String>> = vec![head.iter().map(|name| name.plain(lang)).collect()];
    let mut sorted: Vec<&(Case, Vec<Step>)> = all.iter().collect();
    sorted.sort_by_key(|(one, _)| one.id);
    rows.extend(sorted.into_iter().map(row));
    rows
}
