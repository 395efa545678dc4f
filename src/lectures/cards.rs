//! How lectures look in a channel and in answers.

use chrono::{DateTime, Utc};

use super::rules::{Entry, Lecture, Rule, Slot, name};
use super::{Opened, Plan};
use crate::config::Config;
use crate::discord::message::{Button, Embed, Message, Pings, Style};
use crate::ids::OccurrenceId;
use crate::input;
use crate::text::{self, Arg, Lang, Text};

/// The blue of the salon's lectures.
const COLOUR: u32 = 0x2B_6C_B0;
/// What Discord takes as an embed's title.
const EMBED_TITLE: usize = 256;
/// What Discord takes as a thread's name.
const THREAD_NAME: usize = 100;
/// Lines of a list that are shown; more do not fit into a message.
const LINES: usize = 10;

/// The post: it pings exactly the slot's role, and nobody when it is late and silent.
/// `late` is `None` on time, else whether it is silent.
pub(super) fn announcement(
    config: &Config,
    slot: &Slot,
    id: OccurrenceId,
    lecture: &Lecture,
    late: Option<bool>,
) -> Message {
    let lang = config.language;
    let role = slot.role_id.filter(|_| late != Some(true));
    let mention = role.map(|role| format!("<@&{role}>"));
    let apology = late.map(|_| Text::new("lecture-late").render(lang));
    let content: Vec<String> = mention.into_iter().chain(apology).collect();

    let mut description = Text::new("lecture-card-title")
        .with("title", lecture.title.as_str())
        .render(lang);
    if !lecture.summary.is_empty() {
        description.push_str("\n\n");
        description.push_str(&text::escape(&lecture.summary));
    }
    let mut fields = vec![(
        Text::new("lecture-field-track").plain(lang),
        text::escape(track(config, &slot.track, lang)),
        true,
    )];
    if let Some(minutes) = lecture.minutes {
        fields.push((
            Text::new("lecture-field-minutes").plain(lang),
            Text::new("lecture-minutes")
                .with("minutes", minutes)
                .render(lang),
            true,
        ));
    }
    Message {
        content: content.join(" "),
        embed: Some(Embed {
            title: input::cut(
                &name(&lecture.series, lecture.number).render(lang),
                EMBED_TITLE,
            ),
            description,
            fields,
            footer: Text::new("lecture-card-footer").plain(lang),
            colour: COLOUR,
        }),
        rows: vec![vec![Button::new(
            format!("lecture:watch:{id}"),
            Text::new("lecture-button-watch").plain(lang),
            Style::Primary,
        )]],
        pings: Pings {
            roles: role.into_iter().collect(),
            users: Vec::new(),
        },
    }
}

/// What the thread under the post is called.
pub(super) fn thread_name(lecture: &Lecture, lang: Lang) -> String {
    input::cut(
        &name(&lecture.series, lecture.number).plain(lang),
        THREAD_NAME,
    )
}

/// A track's name, or its key when the configuration no longer has it.
pub(super) fn track<'a>(config: &'a Config, key: &'a str, lang: Lang) -> &'a str {
    config.tracks.get(key).map_or(key, |names| names.get(lang))
}

/// The link, for whoever may have it.
pub(super) fn opened(opened: &Opened) -> Text {
    Text::new("lecture-watch")
        .with("name", name(&opened.series, opened.number))
        .with("title", opened.title.as_str())
        .with("url", Arg::Markup(opened.url.clone()))
}

/// A new lecture, read back.
pub(super) fn added(lecture: &Lecture) -> Text {
    let minutes = match lecture.minutes {
        Some(minutes) => Text::new("lecture-minutes").with("minutes", minutes),
        None => Text::new("lecture-minutes-unknown"),
    };
    let summary = if lecture.summary.is_empty() {
        Arg::Text(Text::new("lecture-no-summary"))
    } else {
        Arg::Typed(input::cut(&lecture.summary, 300))
    };
    Text::new("lecture-added")
        .with("name", name(&lecture.series, lecture.number))
        .with("title", lecture.title.as_str())
        .with("url", Arg::Markup(format!("<{}>", lecture.video_url)))
        .with("minutes", minutes)
        .with("summary", summary)
}

/// "Fridays 20:00 (Asia/Tokyo)".
pub(super) fn when(rule: &Rule) -> Text {
    Text::new("lecture-when")
        .with("weekday", rule.weekday.text())
        .with("time", Arg::Markup(rule.time.format("%H:%M").to_string()))
        .with("zone", Arg::Markup(rule.zone.0.name().to_owned()))
}

/// A slot in one line, where markdown has no meaning.
pub(super) fn slot_label(config: &Config, slot: &Slot, lang: Lang) -> String {
    Text::new("lecture-slot-label")
        .with("track", track(config, &slot.track, lang))
        .with("when", when(&slot.rule))
        .plain(lang)
}

/// A slot's dates to come, as Discord shows them to each reader.
pub(super) fn dates(dates: &[DateTime<Utc>]) -> Arg {
    let dates: Vec<_> = dates
        .iter()
        .map(|at| format!("<t:{}:F>", at.timestamp()))
        .collect();
    Arg::Markup(dates.join("\n"))
}

/// Every slot: when, where, who, the next date and how much is queued.
pub(super) fn slots(config: &Config, plans: &[Plan], lang: Lang) -> Message {
    let line = |plan: &Plan| {
        let role = match plan.slot.role_id {
            Some(role) => Arg::from(role),
            None => Arg::Text(Text::new("lecture-nobody")),
        };
        let next = match plan.dates.first() {
            Some(at) => Arg::from(*at),
            None => Arg::Text(Text::new("lecture-no-date")),
        };
        Text::new("lecture-slot-line")
            .with("track", track(config, &plan.slot.track, lang))
            .with("when", when(&plan.slot.rule))
            .with("channel", plan.slot.channel_id)
            .with("role", role)
            .with("next", next)
            .with("queued", plan.queue.len())
            .render(lang)
    };
    let lines = plans.iter().map(line).collect();
    list(
        &Text::new("lecture-slots"),
        lines,
        &Text::new("lecture-no-slots"),
        lang,
    )
}

/// What waits in one slot, with dates.
pub(super) fn queue(config: &Config, plan: &Plan, lang: Lang) -> Message {
    let line = |(at, entry): &(DateTime<Utc>, Entry)| {
        let key = if entry.pinned_on.is_some() {
            Text::new("lecture-queue-line-pinned")
        } else {
            Text::new("lecture-queue-line")
        };
        entry_line(key, *at, entry).render(lang)
    };
    let title = Text::new("lecture-queue")
        .with("track", track(config, &plan.slot.track, lang))
        .with("when", when(&plan.slot.rule));
    let lines = plan.queue.iter().map(line).collect();
    list(&title, lines, &Text::new("lecture-queue-empty"), lang)
}

/// A lecture that was just queued, and when it is due as things stand.
pub(super) fn queued(lecture: &Lecture, plan: &Plan) -> Text {
    let at = plan
        .queue
        .iter()
        .find(|(_, entry)| entry.lecture_id == lecture.id);
    let at = match at {
        Some((at, _)) => Arg::from(*at),
        None => Arg::Text(Text::new("lecture-no-date")),
    };
    Text::new("lecture-queued")
        .with("name", name(&lecture.series, lecture.number))
        .with("at", at)
}

/// What comes next in every slot.
pub(super) fn upcoming(config: &Config, plans: &[Plan], lang: Lang) -> Message {
    let line = |plan: &Plan| {
        let track = track(config, &plan.slot.track, lang);
        match plan.queue.first() {
            Some((at, entry)) => entry_line(Text::new("lecture-next-line"), *at, entry),
            None => Text::new("lecture-next-line-empty"),
        }
        .with("track", track)
        .with("channel", plan.slot.channel_id)
        .render(lang)
    };
    let lines = plans.iter().map(line).collect();
    list(
        &Text::new("lecture-next"),
        lines,
        &Text::new("lecture-no-slots"),
        lang,
    )
}

fn entry_line(text: Text, at: DateTime<Utc>, entry: &Entry) -> Text {
    text.with("at", at)
        .with("in", text::relative(at))
        .with("name", name(&entry.series, entry.number))
        .with("title", entry.title.as_str())
}

fn list(title: &Text, lines: Vec<String>, empty: &Text, lang: Lang) -> Message {
    let more = lines.len().saturating_sub(LINES);
    let mut shown: Vec<_> = lines.into_iter().take(LINES).collect();
    if shown.is_empty() {
        shown.push(empty.render(lang));
    }
    if more > 0 {
        shown.push(Text::new("lecture-more").with("count", more).render(lang));
    }
    // Escaped text grows: whole lines are left out rather than a line cut in two.
    while shown
        .iter()
        .map(|line| line.chars().count() + 1)
        .sum::<usize>()
        > 4_000
    {
        shown.pop();
    }
    Message {
        embed: Some(Embed {
            title: input::cut(&title.plain(lang), EMBED_TITLE),
            description: shown.join("\n"),
            colour: COLOUR,
            ..Embed::default()
        }),
        ..Message::default()
    }
}
