//! How lectures look wherever they are shown.

use chrono::{DateTime, Utc};

use super::lecture::{Chapters, Lecture, Revision, Rule};
use super::rules::{self, name};
use crate::config::Config;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::input;
use crate::text::{self, Arg, Lang, Text};

/// The blue of the salon's lectures.
pub(super) const COLOUR: u32 = 0x2B_6C_B0;

/// What Discord takes as an embed's title.
pub(super) const EMBED_TITLE: usize = 256;

/// What it takes as its description.
const DESCRIPTION: usize = 4_096;

/// What it takes as a field's value.
const FIELD: usize = 1_024;

/// Lines of a list that are shown; more are hard to read on a phone.
pub(super) const LINES: usize = 10;

/// What they may take of an embed's description, with room for "and 5 more".
const LIST: usize = 4_000;

/// A track's name, or its key when the configuration no longer has it.
pub(super) fn track<'a>(config: &'a Config, key: &'a str, lang: Lang) -> &'a str {
    config.tracks.get(key).map_or(key, |names| names.get(lang))
}

/// What everybody may see of a lecture: in its post, and where members look at it. The line under it
/// and further fields are for whoever shows it.
pub(super) fn face(lecture: &Lecture, badge: Option<&Text>, tracks: &str, lang: Lang) -> Embed {
    let mut description = Text::new("lecture-card-title")
        .with("title", lecture.title.as_str())
        .render(lang);
    if let Some(badge) = badge {
        description.push(' ');
        description.push_str(&badge.render(lang));
    }
    if !lecture.summary.is_empty() {
        description.push_str("\n\n");
        description.push_str(&text::escape(&lecture.summary));
    }
    let tracks = input::cut(&text::escape(tracks), FIELD);
    let mut fields = vec![(Text::new("lecture-field-track").plain(lang), tracks, true)];
    if let Some(minutes) = lecture.minutes {
        let minutes = Text::new("lecture-minutes").with("minutes", minutes);
        let called = Text::new("lecture-field-minutes").plain(lang);
        fields.push((called, minutes.render(lang), true));
    }
    if !lecture.chapters.0.is_empty() {
        let called = Text::new("content-field-chapters").plain(lang);
        fields.push((called, chapters(&lecture.chapters), false));
    }
    let called = name(&lecture.series, lecture.number).render(lang);
    Embed {
        title: input::cut(&called, EMBED_TITLE),
        description,
        fields,
        colour: COLOUR,
        ..Embed::default()
    }
}

/// Says under what is said of a lecture that it was changed while it was out, and why.
pub(super) fn revised(embed: &mut Embed, revision: &Revision, lang: Lang) {
    let day = format!("<t:{}:D>", revision.at.timestamp());
    let line = if revision.is_correction {
        Text::new("lecture-corrected")
    } else {
        Text::new("lecture-revised")
    };
    let line = line
        .with("revision", revision.number)
        .with("date", Arg::Markup(day))
        .with("note", revision.note.replace('\n', " "));
    let room = DESCRIPTION.saturating_sub(embed.description.chars().count() + 2);
    if room == 0 {
        return;
    }
    let line = input::cut(&line.render(lang), room);
    embed.description.push_str("\n\n");
    embed.description.push_str(&line);
}

/// Where the parts begin: as many whole lines as fit into a field.
fn chapters(chapters: &Chapters) -> String {
    let line = |(at, title): &(u32, String)| {
        format!("`{}` {}", rules::chapter_time(*at), text::escape(title))
    };
    let mut out = String::new();
    for line in chapters.0.iter().map(line) {
        if out.chars().count() + line.chars().count() + 2 > FIELD {
            out.push('…');
            break;
        }
        out.push_str(&line);
        out.push('\n');
    }
    out.trim_end().to_owned()
}

/// "Fridays 20:00 (Asia/Tokyo)".
pub(super) fn when(rule: &Rule) -> Text {
    Text::new("lecture-when")
        .with("weekday", rule.weekday.text())
        .with("time", Arg::Markup(rule.time.format("%H:%M").to_string()))
        .with("zone", Arg::Markup(rule.zone.0.name().to_owned()))
}

/// A slot's dates to come, as Discord shows them to each reader.
pub(super) fn dates(dates: &[DateTime<Utc>]) -> Arg {
    let dates: Vec<_> = dates
        .iter()
        .map(|at| format!("<t:{}:F>", at.timestamp()))
        .collect();
    Arg::Markup(dates.join("\n"))
}

/// A sentence for the owner in the log channel; the marker is what a search for it recognises it by.
pub(super) fn told(text: &Text, marker: &str, colour: u32, lang: Lang) -> Message {
    Message {
        embed: Some(Embed {
            description: text.render(lang),
            footer: format!("salon · {marker}"),
            colour,
            ..Embed::default()
        }),
        ..Message::default()
    }
}

/// Buttons to the pages before and after one, where there are any.
pub(super) fn turns(
    page: usize,
    pages: usize,
    to: impl Fn(usize) -> String,
    lang: Lang,
) -> Vec<Button> {
    let turn =
        |page: usize, label: Text| Button::new(to(page), label.plain(lang), Style::Secondary);
    let before = page.checked_sub(1);
    let before = before.map(|page| turn(page, Text::new("catalogue-back")));
    let after = (page + 1 < pages).then(|| turn(page + 1, Text::new("catalogue-on")));
    before.into_iter().chain(after).collect()
}

pub(super) fn list(title: &Text, lines: Vec<String>, empty: &Text, lang: Lang) -> Message {
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
    page(title, &shown, None, lang)
}

/// Lines under a title, and what stands below them.
pub(super) fn page(title: &Text, lines: &[String], footer: Option<&Text>, lang: Lang) -> Message {
    Message {
        embed: Some(Embed {
            title: input::cut(&title.plain(lang), EMBED_TITLE),
            description: lines.join("\n"),
            footer: footer.map_or_else(String::new, |footer| footer.plain(lang)),
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
    use crate::ids::{ChannelId, LectureId, OccurrenceId, QueueEntryId, RoleId, SlotId};
    use crate::lectures::catalogue::cards::upcoming;
    use crate::lectures::content::Looked;
    use crate::lectures::content::cards::{added, card};
    use crate::lectures::lecture::SlotState;
    use crate::lectures::queue::cards::queue;
    use crate::lectures::release::cards::{THREAD_NAME, announcement, thread_name};
    use crate::lectures::slots::cards::slots;
    use crate::lectures::watching::Link;
    use crate::lectures::watching::cards::opened;
    use crate::lectures::{Coming, Entry, LectureState, Opened, Plan, Slot, Weekday};

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
            state: SlotState::Active,
            closed_at: None,
            auto_approve: true,
            channel_name: Some("@".repeat(100)),
            event_channel_id: None,
            event_kind: None,
            event_after: None,
            version: 1,
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
            slides_url: Some(format!("https://v.example/{}", "a".repeat(494))),
            track: None,
            review_by: None,
            chapters: Chapters(vec![(36_000, "@".repeat(60)); 30]),
            revision: 1,
            version: 1,
            lecturer: None,
            withdrawn_for: None,
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
            link: Link {
                url: format!("https://v.example/{}", "a".repeat(1_000)),
                until: Some(DateTime::UNIX_EPOCH),
                is_once: true,
                is_unsigned: false,
            },
            slides: lecture.slides_url.clone(),
            is_staff: true,
        };
        let unsigned = Opened {
            series: lecture.series.clone(),
            number: lecture.number,
            title: lecture.title.clone(),
            link: Link {
                url: lecture.video_url.clone(),
                until: None,
                is_once: false,
                is_unsigned: true,
            },
            slides: lecture.slides_url.clone(),
            is_staff: true,
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
            track: None,
            is_approved: false,
        };
        let plan = Plan {
            slot: slot(),
            dates: vec![at],
            queue: vec![(at, entry); 30],
            held: vec![LectureId(1)],
        };
        for lang in Lang::ALL {
            assert!(length(&thread_name(&lecture, lang)) <= THREAD_NAME);
            assert!(length(&added(&lecture).render(lang)) <= 2_000);
            let looked = Looked {
                lecture: lecture.clone(),
                is_out: true,
                has_lost_approval: true,
                corrected: Vec::new(),
            };
            let embed = card(&config, &looked, None, lang).embed.expect("an embed");
            let fields = embed.fields.iter();
            assert!(fields.clone().all(|(_, value, _)| length(value) <= 1_024));
            let fields: usize = fields
                .map(|(name, value, _)| length(name) + length(value))
                .sum();
            assert!(length(&embed.title) + length(&embed.description) + fields <= 6_000);
            assert!(length(&opened(&opening, lang).render(lang)) <= 2_000);
            assert!(length(&opened(&unsigned, lang).render(lang)) <= 2_000);
            let plans = vec![plan.clone(); 30];
            let coming = Coming {
                plan: plan.clone(),
                is_opened: Some(false),
            };
            let coming = vec![coming; 30];
            for message in [
                queue(&config, &plan, 0, lang),
                upcoming(&config, &coming, lang),
                slots(&config, &plans, 0, lang),
            ] {
                let embed = message.embed.expect("an embed");
                assert!(length(&embed.title) <= 256 && length(&embed.description) <= 4_096);
            }
        }
    }
}
