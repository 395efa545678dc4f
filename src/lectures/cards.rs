//! How lectures look in a channel and in answers.

use chrono::{DateTime, Utc};

use super::lecture::{Entry, Lecture, Rule, Slot};
use super::rules::name;
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
/// Lines of a list that are shown; more are hard to read on a phone.
const LINES: usize = 10;
/// What they may take of an embed's description, with room for "and 5 more".
const LIST: usize = 4_000;

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
        menu: None,
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
        Arg::Typed(input::cut(&lecture.summary, 100))
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
    let total = lines.len();
    let mut length = 0;
    // Escaped text grows: whole lines are left out rather than a line cut in two.
    let fits = |line: &String| {
        length += line.chars().count() + 1;
        length <= LIST
    };
    let mut shown: Vec<_> = lines.into_iter().take(LINES).take_while(fits).collect();
    let more = total - shown.len();
    if total == 0 {
        shown.push(empty.render(lang));
    }
    if more > 0 {
        shown.push(Text::new("lecture-more").with("count", more).render(lang));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Zone;
    use crate::ids::{ChannelId, LectureId, QueueEntryId, RoleId, SlotId};
    use crate::lectures::{LectureState, Weekday};

    fn slot() -> Slot {
        Slot {
            id: SlotId(1),
            rule: Rule {
                weekday: Weekday::Friday,
                time: chrono::NaiveTime::from_hms_opt(20, 0, 0).unwrap(),
                zone: Zone(chrono_tz::Asia::Tokyo),
            },
            channel_id: ChannelId(10),
            track: "pgy".into(),
            role_id: Some(RoleId(20)),
            rule_version: 1,
        }
    }

    /// As long as may be, of the letter that grows most when it is escaped.
    fn longest() -> Lecture {
        Lecture {
            id: LectureId(1),
            series: "@".repeat(80),
            number: 9_999,
            title: "@".repeat(120),
            summary: "@".repeat(1_000),
            video_url: format!("https://v.example/{}", "a".repeat(494)),
            minutes: Some(600),
            state: LectureState::Ready,
        }
    }

    fn length(text: &str) -> usize {
        text.chars().count()
    }

    #[test]
    fn the_post_pings_the_slots_role_and_nobody_when_it_is_silent() {
        let config = Config::default();
        for (late, content, pinged) in [
            (None, "<@&20>", 1),
            (Some(false), "<@&20> 配信が遅くなりました。", 1),
            (Some(true), "配信が遅くなりました。", 0),
        ] {
            let post = announcement(&config, &slot(), OccurrenceId(7), &longest(), late);
            assert_eq!(post.content, content);
            assert_eq!(post.pings.roles.len(), pinged);
            assert!(post.pings.users.is_empty());
            assert_eq!(post.marker(), Some("lecture:watch:7"));
        }
    }

    #[test]
    fn the_link_is_not_in_the_post() {
        let post = announcement(
            &Config::default(),
            &slot(),
            OccurrenceId(7),
            &longest(),
            None,
        );
        let shown = serde_json::to_string(&post).expect("JSON");
        assert!(!shown.contains("v.example"));
    }

    #[test]
    fn the_longest_lecture_fits_into_what_discord_takes() {
        let config = Config::default();
        let lecture = longest();
        let post = announcement(
            &config,
            &slot(),
            OccurrenceId(i64::MAX),
            &lecture,
            Some(false),
        );
        let embed = post.embed.expect("an embed");
        assert!(length(&embed.title) <= 256);
        assert!(length(&embed.description) <= 4_096);
        assert!(length(&embed.title) + length(&embed.description) + 300 <= 6_000);
        let opening = Opened {
            series: lecture.series.clone(),
            number: lecture.number,
            title: lecture.title.clone(),
            url: lecture.video_url.clone(),
        };
        let at = DateTime::UNIX_EPOCH;
        let entry = Entry {
            id: QueueEntryId(1),
            slot_id: SlotId(1),
            pinned_on: None,
            lecture_id: LectureId(1),
            series: lecture.series.clone(),
            number: lecture.number,
            title: lecture.title.clone(),
        };
        let plan = Plan {
            slot: slot(),
            dates: vec![at],
            queue: vec![(at, entry); 30],
        };
        for lang in Lang::ALL {
            assert!(length(&thread_name(&lecture, lang)) <= THREAD_NAME);
            assert!(length(&added(&lecture).render(lang)) <= 2_000);
            assert!(length(&opened(&opening).render(lang)) <= 2_000);
            let plans = vec![plan.clone(); 30];
            for message in [
                queue(&config, &plan, lang),
                upcoming(&config, &plans, lang),
                slots(&config, &plans, lang),
            ] {
                let embed = message.embed.expect("an embed");
                assert!(length(&embed.title) <= 256 && length(&embed.description) <= 4_096);
            }
        }
    }
}
