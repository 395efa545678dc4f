//! What is said of a lecture, as typed and as it is kept.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Refusal, chapter_lines, chapters, minutes, number, video_url};
use crate::error::Result;
use crate::ids::UserId;
use crate::input;
use crate::lectures::lecture::{Chapters, Lecture};
use crate::text::Text;

/// In characters.
pub(in crate::lectures) const MAX_SERIES: usize = 80;
/// In characters.
pub(in crate::lectures) const MAX_TITLE: usize = 120;
/// In characters.
pub(in crate::lectures) const MAX_SUMMARY: usize = 1_000;
/// In characters.
pub(in crate::lectures) const MAX_URL: usize = 512;
/// Of a word on why what is out was changed, in characters.
pub(in crate::lectures) const MAX_NOTE: usize = 300;
/// What is typed to have nothing where something stood.
const NOTHING: [&str; 4] = ["", "-", "なし", "none"];

/// What an owner types of a lecture; what may be missing is empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct LectureForm<'a> {
    /// What it is a part of.
    pub series: &'a str,
    /// Which part.
    pub number: i64,
    /// What it is called.
    pub title: &'a str,
    /// Where the video is.
    pub url: &'a str,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// What it is about.
    pub summary: &'a str,
    /// Where its slides are.
    pub slides: &'a str,
    /// Whose plan opens it, where that is not the slot's track.
    pub track: &'a str,
    /// By when somebody should look whether it still holds.
    pub review_by: &'a str,
    /// Where its parts begin, a line each.
    pub chapters: &'a str,
    /// Whose lecture it is, where that is not who adds it.
    pub lecturer: Option<UserId>,
}

/// What becomes different of a lecture, as typed; what is `None` stays.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::lectures) struct Changes<'a> {
    pub(in crate::lectures) series: Option<&'a str>,
    pub(in crate::lectures) number: Option<i64>,
    pub(in crate::lectures) title: Option<&'a str>,
    pub(in crate::lectures) url: Option<&'a str>,
    pub(in crate::lectures) minutes: Option<i64>,
    pub(in crate::lectures) summary: Option<&'a str>,
    pub(in crate::lectures) slides: Option<&'a str>,
    pub(in crate::lectures) track: Option<&'a str>,
    pub(in crate::lectures) review_by: Option<&'a str>,
    pub(in crate::lectures) chapters: Option<&'a str>,
}

/// What is said of a lecture, checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::lectures) struct Content {
    pub(in crate::lectures) series: String,
    pub(in crate::lectures) number: i64,
    pub(in crate::lectures) title: String,
    pub(in crate::lectures) url: String,
    pub(in crate::lectures) minutes: Option<i64>,
    pub(in crate::lectures) summary: String,
    pub(in crate::lectures) slides: Option<String>,
    pub(in crate::lectures) track: Option<String>,
    pub(in crate::lectures) review_by: Option<NaiveDate>,
    pub(in crate::lectures) chapters: Chapters,
}

impl Content {
    /// Reads what was typed; `track` knows the tracks by what people call them.
    ///
    /// # Errors
    /// Refused with the first part that cannot be taken.
    pub(in crate::lectures) fn read(
        typed: &LectureForm<'_>,
        track: impl Fn(&str) -> Option<String>,
    ) -> Result<Self> {
        let what = Text::new("lecture-what-series");
        let series = input::line(&what, typed.series, MAX_SERIES)?;
        let number = number(typed.number)?;
        let title = input::line(&Text::new("input-what-title"), typed.title, MAX_TITLE)?;
        let url = input::line(&Text::new("lecture-what-url"), typed.url, MAX_URL)?;
        let what = Text::new("lecture-what-summary");
        let slides = something(typed.slides).map(video_url).transpose();
        Ok(Self {
            series,
            number,
            title,
            url: video_url(&url)?,
            minutes: minutes(typed.minutes)?,
            summary: input::optional_paragraph(&what, typed.summary, MAX_SUMMARY)?,
            slides: slides.map_err(|_| Refusal::SlidesLink)?,
            track: match something(typed.track) {
                None => None,
                Some(typed) => Some(track(typed).ok_or_else(|| Refusal::NoSuchTrack {
                    typed: input::short(typed),
                })?),
            },
            review_by: something(typed.review_by).map(input::date).transpose()?,
            chapters: chapters(typed.chapters)?,
        })
    }

    /// What is said of a lecture now.
    pub(in crate::lectures) fn of(lecture: &Lecture) -> Self {
        Self {
            series: lecture.series.clone(),
            number: lecture.number,
            title: lecture.title.clone(),
            url: lecture.video_url.clone(),
            minutes: lecture.minutes,
            summary: lecture.summary.clone(),
            slides: lecture.slides_url.clone(),
            track: lecture.track.clone(),
            review_by: lecture.review_by,
            chapters: lecture.chapters.clone(),
        }
    }

    /// What is said of a lecture when what was typed is different; of one that is not there yet,
    /// nothing was said.
    ///
    /// # Errors
    /// As [`Content::read`].
    pub(in crate::lectures) fn changed(
        was: Option<&Self>,
        changes: &Changes<'_>,
        track: impl Fn(&str) -> Option<String>,
    ) -> Result<Self> {
        let review_by = was.and_then(|was| was.review_by).map(|day| day.to_string());
        let chapters = was.map(|was| chapter_lines(&was.chapters));
        let kept = was.and_then(|was| was.track.as_deref());
        let slides = was.and_then(|was| was.slides.as_deref());
        let of = |typed: Option<&'_ str>, said: Option<&str>| {
            typed.or(said).unwrap_or_default().to_owned()
        };
        let form = LectureForm {
            series: &of(changes.series, was.map(|was| was.series.as_str())),
            number: changes
                .number
                .or(was.map(|was| was.number))
                .unwrap_or_default(),
            title: &of(changes.title, was.map(|was| was.title.as_str())),
            url: &of(changes.url, was.map(|was| was.url.as_str())),
            minutes: changes.minutes.or(was.and_then(|was| was.minutes)),
            summary: &of(changes.summary, was.map(|was| was.summary.as_str())),
            slides: &of(changes.slides, slides),
            track: &of(changes.track, kept),
            review_by: &of(changes.review_by, review_by.as_deref()),
            chapters: &of(changes.chapters, chapters.as_deref()),
            lecturer: None,
        };
        Self::read(&form, |typed| {
            // The settings may no longer have the one that it has.
            let kept = kept.filter(|kept| *kept == typed);
            kept.map(str::to_owned).or_else(|| track(typed))
        })
    }

    /// Whether viewers see the same: who may see it, and until when it surely holds, are not seen.
    pub(in crate::lectures) fn looks_like(&self, other: &Self) -> bool {
        let seen = |content: &Self| Self {
            track: None,
            review_by: None,
            ..content.clone()
        };
        seen(self) == seen(other)
    }
}

/// What was typed, unless that means nothing.
fn something(typed: &str) -> Option<&str> {
    let typed = typed.trim();
    (!NOTHING.contains(&input::folded(typed).as_str())).then_some(typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    const TYPED: LectureForm<'static> = LectureForm {
        series: "高血圧",
        number: 1,
        title: "測り方",
        url: "https://v.example/1",
        minutes: None,
        summary: "",
        slides: "",
        track: "",
        review_by: "",
        chapters: "",
        lecturer: None,
    };

    fn read(typed: &LectureForm<'_>) -> Result<Content> {
        Content::read(typed, |typed| (typed == "gp").then(|| "gp".to_owned()))
    }

    #[test]
    fn what_may_be_missing_is_missing_when_nothing_or_a_dash_is_typed() {
        let bare = read(&TYPED).expect("read");
        assert_eq!(
            (&bare.slides, &bare.track, bare.review_by),
            (&None, &None, None)
        );
        for nothing in ["-", " － ", "なし", "None"] {
            let typed = LectureForm {
                slides: nothing,
                track: nothing,
                review_by: nothing,
                ..TYPED
            };
            assert_eq!(read(&typed).expect("read"), bare);
        }
        let full = read(&LectureForm {
            slides: "https://v.example/slides",
            track: "gp",
            review_by: "2027年4月1日",
            chapters: "0:00 a",
            ..TYPED
        });
        let full = full.expect("read");
        assert_eq!(full.slides.as_deref(), Some("https://v.example/slides"));
        assert_eq!(full.track.as_deref(), Some("gp"));
        assert_eq!(full.review_by, NaiveDate::from_ymd_opt(2027, 4, 1));
        // What is not said stays, also a track that the settings no longer have.
        let gone = Content {
            track: Some("gone".to_owned()),
            ..full.clone()
        };
        let same = Content::changed(Some(&gone), &Changes::default(), |_| None);
        assert_eq!(same.expect("the same"), gone);
        let cleared = Changes {
            slides: Some("-"),
            track: Some("-"),
            review_by: Some("-"),
            chapters: Some(""),
            ..Changes::default()
        };
        let cleared = Content::changed(Some(&gone), &cleared, |_| None);
        assert_eq!(cleared.expect("read"), bare);
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_own_sentence() {
        for (typed, expected) in [
            (
                LectureForm {
                    slides: "http://v.example/",
                    ..TYPED
                },
                "content-slides-link",
            ),
            (
                LectureForm {
                    track: "surgeons",
                    ..TYPED
                },
                "lecture-no-such-track",
            ),
            (
                LectureForm {
                    review_by: "来年",
                    ..TYPED
                },
                "input-no-such-date",
            ),
            (
                LectureForm { number: 0, ..TYPED },
                "lecture-number-out-of-range",
            ),
            (
                LectureForm {
                    chapters: "x",
                    ..TYPED
                },
                "content-chapter-unreadable",
            ),
        ] {
            match read(&typed) {
                Err(Error::Refused(text)) => assert_eq!(text.key(), expected),
                other => panic!("{expected}: {other:?}"),
            }
        }
    }

    #[test]
    fn viewers_see_words_links_and_chapters_and_no_dates_of_ours() {
        let before = read(&TYPED).expect("read");
        for (typed, is_same) in [
            (
                LectureForm {
                    track: "gp",
                    review_by: "2027-04-01",
                    ..TYPED
                },
                true,
            ),
            (
                LectureForm {
                    title: "測り直し",
                    ..TYPED
                },
                false,
            ),
            (
                LectureForm {
                    url: "https://v.example/2",
                    ..TYPED
                },
                false,
            ),
            (
                LectureForm {
                    minutes: Some(3),
                    ..TYPED
                },
                false,
            ),
            (
                LectureForm {
                    slides: "https://v.example/s",
                    ..TYPED
                },
                false,
            ),
            (
                LectureForm {
                    chapters: "0:00 a",
                    ..TYPED
                },
                false,
            ),
        ] {
            assert_eq!(read(&typed).expect("read").looks_like(&before), is_same);
        }
    }
}
