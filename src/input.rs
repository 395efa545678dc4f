//! What people type: cleaned, bounded, or refused with a sentence that says what to do.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::error::{Error, Result};
use crate::text::Text;

/// More combining marks than this on one letter only serve to deface.
const MARKS_PER_LETTER: usize = 4;

/// One line of text: `what` names it in a refusal; at most `max` characters.
///
/// # Errors
/// Refused when nothing visible is left, or when it is too long.
pub fn line(what: &Text, typed: &str, max: usize) -> Result<String> {
    let clean = clean(typed)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    bounded(what, clean, max)
}

/// Text of several lines; `what` names it in a refusal; at most `max` characters.
///
/// # Errors
/// Refused when nothing visible is left, or when it is too long.
pub fn paragraph(what: &Text, typed: &str, max: usize) -> Result<String> {
    bounded(what, clean(typed).trim().to_owned(), max)
}

/// As [`paragraph`], but may be left empty.
///
/// # Errors
/// Refused when it is too long.
pub fn optional_paragraph(what: &Text, typed: &str, max: usize) -> Result<String> {
    let clean = clean(typed).trim().to_owned();
    if is_blank(&clean) {
        return Ok(String::new());
    }
    bounded(what, clean, max)
}

/// A date in the salon's zone, written 2026-04-01, 2026/4/1 or 2026年4月1日, of this millennium.
///
/// # Errors
/// Refused when there is no such day.
pub fn date(typed: &str) -> Result<NaiveDate> {
    let plain: String = typed
        .trim()
        .nfkc()
        .collect::<String>()
        .replace(['/', '.', '年', '月'], "-")
        .replace('日', "");
    let date = NaiveDate::parse_from_str(&plain, "%Y-%m-%d").ok();
    // Four digits: whoever leaves some out has mistyped, and far years overflow.
    let date = date.filter(|date| (2000..3000).contains(&date.year()));
    date.ok_or_else(|| Error::Refused(Text::new("input-no-such-date").with("typed", short(typed))))
}

/// A time of day, written 20:00 or 8:05.
///
/// # Errors
/// Refused when there is no such time.
pub fn time(typed: &str) -> Result<NaiveTime> {
    let plain: String = typed.trim().nfkc().collect();
    NaiveTime::parse_from_str(&plain, "%H:%M")
        .map_err(|_| Error::Refused(Text::new("input-no-such-time").with("typed", short(typed))))
}

/// The instant of a civil time. In a gap of daylight saving the offset before it holds; in an
/// overlap the first instance is meant.
pub fn instant(zone: Tz, civil: NaiveDateTime) -> DateTime<Utc> {
    use chrono::LocalResult::{Ambiguous, None, Single};
    match zone.from_local_datetime(&civil) {
        Single(at) | Ambiguous(at, _) => at.to_utc(),
        None => {
            // The offset before the gap is that of a day earlier: no zone has two gaps in a day.
            let day = chrono::TimeDelta::days(1);
            let before = civil.checked_sub_signed(day);
            let before = before.and_then(|before| zone.from_local_datetime(&before).earliest());
            let at = before.and_then(|before| before.to_utc().checked_add_signed(day));
            // At the ends of time itself no zone matters.
            at.unwrap_or_else(|| civil.and_utc())
        }
    }
}

/// The first characters of typed text, for quoting it in a refusal.
pub fn short(typed: &str) -> String {
    cut(
        &clean(typed)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        60,
    )
}

/// Typed text as it is compared with names: neither its width nor its case matters.
pub fn folded(typed: &str) -> String {
    let narrow: String = typed.nfkc().collect();
    narrow.trim().to_lowercase()
}

/// At most `max` characters, cut between letters as people see them, with … where it was cut.
pub fn cut(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut length = 0;
    for letter in text.graphemes(true) {
        length += letter.chars().count();
        if length >= max {
            break;
        }
        out.push_str(letter);
    }
    out.push('…');
    out
}

fn bounded(what: &Text, clean: String, max: usize) -> Result<String> {
    if is_blank(&clean) {
        return Err(Error::Refused(
            Text::new("input-empty").with("what", what.clone()),
        ));
    }
    let length = clean.chars().count();
    if length > max {
        return Err(Error::Refused(
            Text::new("input-too-long")
                .with("what", what.clone())
                .with("length", length)
                .with("max", max),
        ));
    }
    Ok(clean)
}

/// Drops what cannot be seen or turns the reading direction, and piles of combining marks. What
/// joins emoji stays.
fn clean(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len());
    let mut marks = 0;
    for c in typed.replace("\r\n", "\n").chars() {
        if is_hidden(c) {
            continue;
        }
        if unicode_normalization::char::is_combining_mark(c) {
            marks += 1;
            if marks > MARKS_PER_LETTER {
                continue;
            }
        } else {
            marks = 0;
        }
        out.push(c);
    }
    out
}

/// Control and format characters without a use in prose. U+200D and U+FE0F join and colour emoji.
fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' | '\u{200d}' | '\u{fe0f}' => false,
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

/// Nothing that leaves ink: Hangul fillers and the braille blank look empty too.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{3164}' | '\u{115f}' | '\u{1160}' | '\u{ffa0}' | '\u{2800}'
            )
            || matches!(c, '\u{200d}' | '\u{fe0f}')
            || unicode_normalization::char::is_combining_mark(c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WHAT: Text = Text::new("busy");

    #[test]
    fn nothing_visible_is_refused() {
        for typed in [
            "",
            "   ",
            "\u{200b}\u{200b}",
            "\u{3164}",
            "\u{2800}\n",
            "\u{202e}",
        ] {
            assert!(line(&WHAT, typed, 10).is_err(), "{typed:?}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_after_cleaning() {
        assert_eq!(line(&WHAT, "血圧\u{200b}", 2).expect("fits"), "血圧");
        assert!(line(&WHAT, "血圧計", 2).is_err());
        assert!(line(&WHAT, "👩‍⚕️", 4).is_ok());
    }

    #[test]
    fn only_real_dates_and_times_are_read() {
        assert_eq!(
            date("２０２６/4/1").expect("a day"),
            NaiveDate::from_ymd_opt(2026, 4, 1).unwrap()
        );
        for typed in [
            "2026年4月3日",
            "２０２６年４月３日",
            " 2026-04-03 ",
            "2026.4.3",
        ] {
            let found = date(typed).expect("a day");
            assert_eq!(found, NaiveDate::from_ymd_opt(2026, 4, 3).unwrap());
        }
        for typed in [
            "-262143-01-01",
            "+262142-12-31",
            "1999-12-31",
            "3000-01-01",
            "26-4-3",
        ] {
            assert!(date(typed).is_err(), "{typed}");
        }
        assert!(date("2026-02-31").is_err());
        assert!(date("tomorrow").is_err());
        assert!(time("24:00").is_err());
        assert_eq!(
            time("8:05").expect("a time"),
            NaiveTime::from_hms_opt(8, 5, 0).unwrap()
        );
    }

    #[test]
    fn a_gap_keeps_the_offset_before_it_and_an_overlap_means_the_first() {
        let zone = chrono_tz::America::New_York;
        let at = |day, h, m| {
            NaiveDate::from_ymd_opt(2026, day, 8)
                .unwrap()
                .and_hms_opt(h, m, 0)
                .unwrap()
        };
        // 2026-03-08 02:30 does not exist: 02:30 EST is 07:30 UTC.
        assert_eq!(
            instant(zone, at(3, 2, 30)).to_rfc3339(),
            "2026-03-08T07:30:00+00:00"
        );
        let overlap = NaiveDate::from_ymd_opt(2026, 11, 1)
            .unwrap()
            .and_hms_opt(1, 30, 0)
            .unwrap();
        assert_eq!(
            instant(zone, overlap).to_rfc3339(),
            "2026-11-01T05:30:00+00:00"
        );
    }

    #[test]
    fn the_ends_of_time_have_an_instant_in_every_zone() {
        for zone in chrono_tz::TZ_VARIANTS {
            for civil in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
                instant(zone, civil);
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_is_a_date_that_cannot_be_reckoned_with(
            typed in "\\PC{0,12}|[-+]?[0-9]{1,6}[-/年][0-9]{1,3}[-/月][0-9]{1,3}日?"
        ) {
            let _ = time(&typed);
            if let Ok(date) = date(&typed) {
                prop_assert!((2000..3000).contains(&date.year()));
                instant(chrono_tz::Asia::Tokyo, date.and_time(NaiveTime::MIN));
            }
        }

        #[test]
        fn no_text_panics_and_what_is_kept_is_bounded(typed in "\\PC*", max in 1_usize..50) {
            if let Ok(kept) = line(&WHAT, &typed, max) {
                prop_assert!(kept.chars().count() <= max);
                prop_assert!(!is_blank(&kept));
            }
            prop_assert!(cut(&typed, max).chars().count() <= max.max(1));
        }
    }
}
