//! How lectures look to members.

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Coming, Shown};
use crate::config::Config;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::{LectureId, PersonId};
use crate::input;
use crate::lectures::cards::{self, LINES, face, list, revised, track, turns};
use crate::lectures::lecture::{Lecture, Listed, Revision};
use crate::lectures::rules::{self, Page, View, name};
use crate::text::{self, Arg, Lang, Text};

/// Of a title or a series in a list: ten lines with their headings fit into an embed.
const IN_A_LIST: usize = 40;

/// What comes next in every slot.
pub(in crate::lectures) fn upcoming(config: &Config, coming: &[Coming], lang: Lang) -> Message {
    let line = |coming: &Coming| {
        let plan = &coming.plan;
        let track = track(config, plan.track(), lang);
        let line = match plan.queue.first() {
            Some((at, entry)) => Text::new("lecture-next-line")
                .with("at", *at)
                .with("in", text::relative(*at))
                .with("name", name(&entry.series, entry.number))
                .with("title", entry.title.as_str()),
            None => Text::new("lecture-next-line-empty"),
        };
        let line = line
            .with("track", track)
            .with("channel", plan.slot.channel_id)
            .render(lang);
        // Of nothing there is nothing to open.
        let opened = match coming.is_opened.filter(|_| !plan.queue.is_empty()) {
            Some(true) => Text::new("catalogue-next-opened"),
            Some(false) => Text::new("catalogue-next-closed"),
            None => return line,
        };
        format!("{line}\n{}", opened.render(lang))
    };
    let lines = coming.iter().map(line).collect();
    list(
        &Text::new("lecture-next"),
        lines,
        &Text::new("lecture-no-slots"),
        lang,
    )
}

/// A page of what is out; of one series where that is said.
pub(in crate::lectures) fn page(
    config: &Config,
    page: &Page,
    series: Option<LectureId>,
    today: NaiveDate,
    lang: Lang,
) -> Message {
    let series = series.map_or(0, |id| id.0);
    let to = |view: View, number: usize| format!("lecture:page:{}:{number}:{series}", view.key());
    let button = |to: String, label: Text| Button::new(to, label.plain(lang), Style::Secondary);
    let mut lines = Vec::new();
    let mut marks = Vec::new();
    for group in &page.groups {
        let heading = Text::new("catalogue-group")
            .with("track", track(config, &group.track, lang))
            .with("series", input::cut(&group.series, IN_A_LIST))
            .with("left", group.left)
            .with("of", group.of);
        lines.push(heading.render(lang));
        for listed in &group.lectures {
            let place = marks.len() + 1;
            let called = Text::new("catalogue-part").with("number", plain(listed.number));
            lines.push(format!("`{place}` {}", line(listed, called, today, lang)));
            let (act, label) = if listed.watched_at.is_none() {
                ("tick", Text::new("catalogue-tick"))
            } else {
                ("untick", Text::new("catalogue-untick"))
            };
            let at = format!("{}:{}:{series}:{}", page.view.key(), page.number, listed.id);
            let label = label.with("place", place);
            marks.push(button(format!("lecture:{act}:{at}"), label));
        }
    }
    if lines.is_empty() {
        let nothing = match page.view {
            _ if page.of == 0 => Text::new("catalogue-nothing-out"),
            View::Left => Text::new("catalogue-nothing-left"),
            View::Watched | View::All => Text::new("catalogue-nothing-watched"),
        };
        lines.push(nothing.render(lang));
    }
    let mut rows: Vec<Vec<Button>> = marks.chunks(5).map(<[_]>::to_vec).collect();
    let mut row = turns(
        page.number,
        page.pages,
        |number| to(page.view, number),
        lang,
    );
    let others = View::ALL.into_iter().filter(|view| *view != page.view);
    row.extend(others.map(|view| button(to(view, 0), view_name(view))));
    row.push(button(
        "lecture:log:0".to_owned(),
        Text::new("learning-button-log"),
    ));
    rows.push(row);
    let footer = Text::new("catalogue-page")
        .with("page", page.number + 1)
        .with("pages", page.pages);
    let title = Text::new("catalogue-browse")
        .with("view", view_name(page.view))
        .with("left", page.left)
        .with("of", page.of);
    Message {
        rows,
        ..cards::page(&title, &lines, Some(&footer), lang)
    }
}

/// What was found, each with a button that shows it.
pub(in crate::lectures) fn found(found: &[Listed], today: NaiveDate, lang: Lang) -> Message {
    let line = |(place, listed): (usize, &Listed)| {
        let series = input::cut(&listed.series, IN_A_LIST);
        let line = line(listed, name(&series, listed.number), today, lang);
        format!("`{place}` {line}")
    };
    let mut message = list(
        &Text::new("catalogue-found").with("count", found.len()),
        (1..).zip(found).map(line).collect(),
        &Text::new("catalogue-found-nothing"),
        lang,
    );
    let look = |(place, listed): (usize, &Listed)| {
        let label = Text::new("catalogue-look").with("place", place).plain(lang);
        Button::new(
            format!("lecture:look:{}", listed.id),
            label,
            Style::Secondary,
        )
    };
    let looks: Vec<_> = (1..).zip(found).take(LINES).map(look).collect();
    message.rows = looks.chunks(5).map(<[_]>::to_vec).collect();
    message
}

/// What was there in a track before somebody came.
pub(super) fn digest(
    config: &Config,
    (person, key): (PersonId, &str),
    series: &[(String, i64)],
    lang: Lang,
) -> Message {
    let count = series.iter().map(|(_, count)| count).sum::<i64>();
    let line = |(series, count): &(String, i64)| {
        let line = Text::new("catalogue-digest-line")
            .with("series", input::cut(series, IN_A_LIST))
            .with("count", *count);
        line.render(lang)
    };
    let title = Text::new("catalogue-digest").with("track", track(config, key, lang));
    let title = title.with("count", count);
    let lines = series.iter().map(line).collect();
    // Only those with something in them are sent.
    let mut message = list(&title, lines, &Text::new("catalogue-nothing-out"), lang);
    if let Some(embed) = &mut message.embed {
        let advice = Text::new("catalogue-digest-advice").render(lang);
        embed.description.push_str("\n\n");
        embed.description.push_str(&advice);
        embed.footer = format!("salon · digest-{person}-{key}");
    }
    message
}

/// All that members see of one lecture, after a sentence on what was just done.
pub(in crate::lectures) fn shown(
    config: &Config,
    shown: &Shown,
    today: NaiveDate,
    done: Option<&Text>,
    lang: Lang,
) -> Message {
    let (listed, lecture) = (&shown.listed, &shown.lecture);
    let is_over = rules::is_review_over(listed.review_by, today);
    let badge = is_over.then(|| Text::new("catalogue-review-over"));
    let tracks = shown.tracks.iter().map(|it| track(config, it, lang));
    let tracks = tracks.collect::<Vec<_>>().join(" / ");
    let mut embed = face(lecture, badge.as_ref(), &tracks, lang);
    for revision in shown.correction.iter().chain(&shown.revision) {
        revised(&mut embed, revision, lang);
    }
    let day = |at: DateTime<Utc>| format!("<t:{}:D>", at.timestamp());
    let posted = Text::new("catalogue-field-posted").plain(lang);
    embed.fields.push((posted, day(listed.posted_at), true));
    if let Some(at) = listed.watched_at {
        let watched = Text::new("catalogue-field-watched").plain(lang);
        embed.fields.push((watched, day(at), true));
    }
    embed.footer = Text::new("learning-private").plain(lang);
    let id = listed.id;
    let (act, label) = if listed.watched_at.is_none() {
        ("watched-l", Text::new("learning-button-mark"))
    } else {
        ("unwatched", Text::new("learning-button-unmark"))
    };
    let button = |act: &str, label: Text, style| {
        Button::new(format!("lecture:{act}:{id}"), label.plain(lang), style)
    };
    let second = Style::Secondary;
    let mut row = vec![
        button("watch-l", Text::new("lecture-button-watch"), Style::Primary),
        button(act, label, second),
    ];
    if shown.has_checks {
        row.push(button("check", Text::new("learning-button-check"), second));
    }
    if shown.can_rate {
        row.push(button("rating", Text::new("learning-button-rate"), second));
    }
    row.push(button("ask-l", Text::new("catalogue-button-ask"), second));
    let mut rows = vec![row];
    if shown.is_lecturers {
        let ratings = Text::new("learning-button-ratings");
        let asked = Text::new("catalogue-button-asked");
        rows.push(vec![
            button("ratings", ratings, second),
            button("asked", asked, second),
        ]);
    }
    Message {
        content: done.map(|done| done.render(lang)).unwrap_or_default(),
        embed: Some(embed),
        rows,
        ..Message::default()
    }
}

/// A lecture in the channel that lists what is out.
pub(in crate::lectures) fn entry(
    config: &Config,
    lecture: &Lecture,
    tracks: &[String],
    revision: Option<&Revision>,
) -> Message {
    let lang = config.language;
    let tracks = tracks.iter().map(|it| track(config, it, lang));
    let tracks = tracks.collect::<Vec<_>>().join(" / ");
    let id = lecture.id;
    let button = |to: String, label: Text, style| Button::new(to, label.plain(lang), style);
    let mut embed = Embed {
        footer: Text::new("lecture-card-footer").plain(lang),
        ..face(lecture, None, &tracks, lang)
    };
    if let Some(revision) = revision {
        revised(&mut embed, revision, lang);
    }
    Message {
        embed: Some(embed),
        // The first is what it is recognised by.
        rows: vec![vec![
            button(
                format!("lecture:watch-l:{id}"),
                Text::new("lecture-button-watch"),
                Style::Primary,
            ),
            button(
                format!("lecture:watched-l:{id}"),
                Text::new("learning-button-watched"),
                Style::Secondary,
            ),
        ]],
        ..Message::default()
    }
}

fn view_name(view: View) -> Text {
    match view {
        View::Left => Text::new("catalogue-view-left"),
        View::Watched => Text::new("catalogue-view-watched"),
        View::All => Text::new("catalogue-view-all"),
    }
}

/// A number people say, not an amount: no separators.
fn plain(number: i64) -> Arg {
    Arg::Markup(number.to_string())
}

fn line(listed: &Listed, called: Text, today: NaiveDate, lang: Lang) -> String {
    let line = Text::new("catalogue-line")
        .with("called", called)
        .with("title", input::cut(&listed.title, IN_A_LIST));
    let mut parts = vec![line.render(lang)];
    if let Some(minutes) = listed.minutes {
        let minutes = Text::new("catalogue-minutes").with("minutes", minutes);
        parts.push(minutes.render(lang));
    }
    if listed.watched_at.is_some() {
        parts.push("✅".to_owned());
    }
    if rules::is_review_over(listed.review_by, today) {
        parts.push(Text::new("catalogue-review-over").render(lang));
    }
    parts.join(" ")
}
