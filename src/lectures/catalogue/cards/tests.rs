//! The longest lists fit into what Discord takes.

use std::collections::HashSet;

use super::*;
use crate::lectures::lecture::Chapters;
use crate::lectures::{Lecture, LectureState};

/// As long as may be, of the letter that grows most when it is escaped; each in its own series.
fn longest(id: i64) -> Listed {
    Listed {
        id: LectureId(i64::MAX - id),
        series: format!("{id:02}{}", "@".repeat(78)),
        number: 9_999,
        title: "@".repeat(120),
        minutes: Some(600),
        review_by: NaiveDate::from_ymd_opt(2026, 4, 3),
        track: "pgy".to_owned(),
        posted_at: DateTime::UNIX_EPOCH,
        watched_at: Some(DateTime::UNIX_EPOCH),
    }
}

#[test]
fn the_longest_page_fits_and_no_two_buttons_of_it_are_one() {
    let config = Config::default();
    let today = NaiveDate::from_ymd_opt(2026, 4, 4).unwrap();
    let all: Vec<_> = (0..35).map(longest).collect();
    for lang in Lang::ALL {
        let view = View::Watched;
        let middle = rules::page(all.clone(), view, 1);
        let series = Some(LectureId(i64::MAX));
        let message = page(&config, &middle, series, today, lang);
        assert_eq!(
            message.rows.iter().map(Vec::len).collect::<Vec<_>>(),
            [5, 5, 5]
        );
        let buttons = message.rows.iter().flatten();
        let ids: HashSet<_> = buttons.map(|button| button.custom_id.as_str()).collect();
        assert_eq!(ids.len(), 15);
        assert!(ids.iter().all(|id| id.len() <= 100));
        let lecture = Lecture {
            id: LectureId(1),
            series: "@".repeat(80),
            number: 9_999,
            title: "@".repeat(120),
            summary: "@".repeat(1_000),
            video_url: String::new(),
            minutes: Some(600),
            state: LectureState::Ready,
            slides_url: None,
            track: None,
            review_by: None,
            chapters: Chapters(vec![(36_000, "@".repeat(60)); 30]),
            revision: 1,
            version: 1,
            lecturer: None,
            withdrawn_for: None,
        };
        let revision = |is_correction| Revision {
            number: i64::MAX,
            note: "@".repeat(300),
            is_correction,
            at: DateTime::UNIX_EPOCH,
        };
        let shown_lecture = Shown {
            listed: longest(1),
            lecture,
            correction: Some(revision(true)),
            revision: Some(revision(false)),
            tracks: vec!["@".repeat(400)],
            has_checks: true,
            is_lecturers: true,
            can_rate: true,
        };
        let done = Text::new("learning-marked");
        for message in [
            message,
            found(&all, today, lang),
            shown(&config, &shown_lecture, today, Some(&done), lang),
        ] {
            let embed = message.embed.expect("an embed");
            let length = embed.description.chars().count();
            assert!(
                embed.title.chars().count() <= 256 && length <= 4_096,
                "{length}"
            );
            assert!(
                embed
                    .fields
                    .iter()
                    .all(|(_, value, _)| value.chars().count() <= 1_024)
            );
        }
    }
}
