//! Where the parts of a video begin: a line each, as people write them under a video.

use unicode_normalization::UnicodeNormalization as _;

use super::Refusal;
use crate::error::Result;
use crate::input;
use crate::lectures::lecture::Chapters;
use crate::text::Text;

/// In characters, all of them as they are typed.
pub(in crate::lectures) const MAX_CHAPTERS: usize = 2_000;
/// More are no help in finding anything.
const MOST: usize = 30;
/// Of one chapter's title, in characters.
const MAX_TITLE: usize = 60;
/// No video is longer, in seconds.
const LONGEST: u32 = 600 * 60;

/// Reads `5:10 Title` or `1:05:10 Title`, a line each and in their order; nothing is none.
///
/// # Errors
/// Refused with the line that is not so.
pub(in crate::lectures) fn chapters(typed: &str) -> Result<Chapters> {
    let what = Text::new("content-what-chapters");
    let typed = input::optional_paragraph(&what, typed, MAX_CHAPTERS)?;
    let mut out: Vec<(u32, String)> = Vec::new();
    for (before, line) in typed.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let place = before + 1;
        let (time, title) = line
            .split_once(char::is_whitespace)
            .ok_or(Refusal::ChapterUnreadable { line: place })?;
        let at = seconds(time).ok_or(Refusal::ChapterUnreadable { line: place })?;
        if out.last().is_some_and(|(last, _)| *last >= at) {
            return Err(Refusal::ChapterOrder { line: place }.into());
        }
        let what = Text::new("content-what-chapter").with("line", place);
        out.push((at, input::line(&what, title, MAX_TITLE)?));
    }
    if out.len() > MOST {
        return Err(Refusal::TooManyChapters { most: MOST }.into());
    }
    Ok(Chapters(out))
}

/// As they are typed.
pub(in crate::lectures) fn chapter_lines(chapters: &Chapters) -> String {
    let line = |(at, title): &(u32, String)| format!("{} {title}", chapter_time(*at));
    chapters.0.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Minutes and seconds, as a player shows them.
pub(in crate::lectures) fn chapter_time(at: u32) -> String {
    format!("{}:{:02}", at / 60, at % 60)
}

fn seconds(typed: &str) -> Option<u32> {
    let plain: String = typed.nfkc().collect();
    let mut parts = plain.split(':');
    let first: u32 = digits(parts.next()?, 3)?;
    let rest: Vec<u32> = parts
        .map(|part| digits(part, 2).filter(|it| *it < 60 && part.len() == 2))
        .collect::<Option<_>>()?;
    let at = match *rest.as_slice() {
        [seconds] => first * 60 + seconds,
        [minutes, seconds] => first * 3_600 + minutes * 60 + seconds,
        _ => return None,
    };
    Some(at).filter(|at| *at <= LONGEST)
}

fn digits(part: &str, most: usize) -> Option<u32> {
    let is_number = part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit());
    part.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::error::Error;

    fn refused(typed: &str) -> &'static str {
        match chapters(typed) {
            Err(Error::Refused(text)) => text.key(),
            other => panic!("{typed}: {other:?}"),
        }
    }

    #[test]
    fn minutes_and_hours_are_read_in_either_width() {
        let read =
            chapters("0:00 なぜ測る\n\n５：１０　どう 測る\n1:05:10 まとめ\n").expect("read");
        let expected = [(0, "なぜ測る"), (310, "どう 測る"), (3_910, "まとめ")];
        assert_eq!(read.0, expected.map(|(at, title)| (at, title.to_owned())));
        assert_eq!(
            chapter_lines(&read),
            "0:00 なぜ測る\n5:10 どう 測る\n65:10 まとめ"
        );
        assert!(chapters(" \n").expect("none").0.is_empty());
    }

    #[test]
    fn what_is_no_chapter_is_refused() {
        for typed in [
            "なぜ測る",
            "5:10",
            "5:1 a",
            "5:60 a",
            "1:60:00 a",
            "-1:00 a",
            "10:00:01 a",
            "1:2:3:4 a",
        ] {
            assert_eq!(refused(typed), "content-chapter-unreadable", "{typed}");
        }
        assert_eq!(refused("5:10 a\n5:10 b"), "content-chapter-order");
        assert_eq!(
            refused(&format!("0:00 {}", "a".repeat(61))),
            "input-too-long"
        );
        let many: Vec<_> = (0..31).map(|at| format!("{at}:00 a")).collect();
        assert_eq!(refused(&many.join("\n")), "content-too-many-chapters");
        assert_eq!(refused(&"あ".repeat(2_001)), "input-too-long");
    }

    proptest! {
        #[test]
        fn no_text_panics(typed in "[0-9: a\n]{0,40}|\\PC{0,40}") {
            let _ = chapters(&typed);
        }

        #[test]
        fn what_was_read_is_read_again_and_fits_into_its_row(typed in "([0-9]{1,3}:[0-5][0-9] [\"\\\\あa]{1,60}\n){0,4}") {
            if let Ok(read) = chapters(&typed) {
                let lines = chapter_lines(&read);
                prop_assert!(lines.chars().count() <= typed.chars().count());
                prop_assert_eq!(&chapters(&lines).expect("read again"), &read);
            }
        }
    }

    #[test]
    fn the_longest_fit_into_their_row() {
        let lines: Vec<_> = (0..30)
            .map(|at| format!("{}:00 {}", 500 + at, "\"".repeat(58)))
            .collect();
        let read = chapters(&lines.join("\n")).expect("read");
        let row = serde_json::to_string(&read).expect("JSON");
        assert!(row.chars().count() <= 4_000, "{}", row.chars().count());
    }
}
