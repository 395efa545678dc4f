//! The form in which a lecture's words are changed, and the file that gives them back.

use super::editing::Change;
use crate::command::Submission;
use crate::discord::file::File;
use crate::discord::message::{Form, Input};
use crate::error::Result;
use crate::lectures::lecture::Lecture;
use crate::lectures::rules::{
    Changes, MAX_CHAPTERS, MAX_NOTE, MAX_SUMMARY, MAX_TITLE, MAX_URL, chapter_lines,
};
use crate::text::{Lang, Text};

/// The inputs, and what each is called.
fn parts() -> [(&'static str, Text); 5] {
    [
        ("title", Text::new("input-what-title")),
        ("summary", Text::new("lecture-what-summary")),
        ("url", Text::new("lecture-what-url")),
        ("chapters", Text::new("content-what-chapters")),
        ("note", Text::new("content-what-note")),
    ]
}

/// The words of a lecture, to be changed; it knows which version they are of.
pub(super) fn words(lecture: &Lecture, is_out: bool, lang: Lang) -> Form {
    let input = |(custom_id, label): (&'static str, Text)| {
        let (value, max_length, is_long, is_required) = match custom_id {
            "title" => (lecture.title.clone(), MAX_TITLE, false, true),
            "summary" => (lecture.summary.clone(), MAX_SUMMARY, true, false),
            "url" => (lecture.video_url.clone(), MAX_URL, false, true),
            "chapters" => (chapter_lines(&lecture.chapters), MAX_CHAPTERS, true, false),
            _ => (String::new(), MAX_NOTE, false, is_out),
        };
        let hint = match custom_id {
            "chapters" => Text::new("content-hint-chapters"),
            "note" => Text::new("content-hint-note"),
            _ => Text::new("content-hint"),
        };
        Input {
            custom_id,
            label: label.plain(lang),
            placeholder: hint.plain(lang),
            value,
            is_long,
            is_required,
            max_length: u16::try_from(max_length).unwrap_or(u16::MAX),
        }
    };
    Form {
        custom_id: format!("lecture:edit:{}:{}", lecture.id, lecture.version),
        title: Text::new("content-form-title").plain(lang),
        inputs: parts().into_iter().map(input).collect(),
    }
}

/// What was typed into it.
pub(super) fn change<'a>(submission: &'a Submission<'_>) -> Result<Change<'a>> {
    Ok(Change {
        what: Changes {
            title: Some(submission.input("title")),
            summary: Some(submission.input("summary")),
            url: Some(submission.input("url")),
            chapters: Some(submission.input("chapters")),
            ..Changes::default()
        },
        lecturer: None,
        note: submission.input("note"),
        is_correction: false,
        version: Some(submission.id.read(1)?),
    })
}

/// The same as a file: nobody types a long text twice.
pub(super) fn given_back<'a>(typed: impl Fn(&str) -> Option<&'a str>, lang: Lang) -> File {
    let part = |(custom_id, label): (&'static str, Text)| {
        let words = typed(custom_id)?;
        Some(format!("[{}]\n{words}\n", label.plain(lang)))
    };
    let parts: Vec<_> = parts().into_iter().filter_map(part).collect();
    File {
        name: "lecture.txt".to_owned(),
        bytes: parts.join("\n").into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::LectureId;
    use crate::lectures::LectureState;
    use crate::lectures::lecture::Chapters;
    use crate::lectures::rules::chapters;

    fn longest() -> Lecture {
        let line = |at: u32| format!("{}:00 {}", 500 + at, "あ".repeat(58));
        let lines: Vec<_> = (0..30).map(line).collect();
        let all = chapters(&lines.join("\n")).expect("read");
        Lecture {
            id: LectureId(i64::MAX),
            series: "@".repeat(80),
            number: 9_999,
            title: "@".repeat(120),
            summary: "@".repeat(1_000),
            video_url: format!("https://v.example/{}", "a".repeat(494)),
            minutes: Some(600),
            state: LectureState::Ready,
            slides_url: None,
            track: None,
            review_by: None,
            chapters: Chapters(all.0),
            revision: 1,
            version: i64::MAX,
            lecturer: None,
            withdrawn_for: None,
        }
    }

    #[test]
    fn the_form_keeps_to_the_limits_of_discord_and_holds_what_it_took() {
        for lang in Lang::ALL {
            let form = words(&longest(), true, lang);
            assert!(form.title.chars().count() <= 45 && form.custom_id.len() <= 100);
            assert!(form.inputs.len() <= 5);
            for input in &form.inputs {
                assert!(input.label.chars().count() <= 45, "{}", input.label);
                assert!(input.placeholder.chars().count() <= 100);
                let length = input.value.chars().count();
                assert!(length <= usize::from(input.max_length) && input.max_length <= 4_000);
            }
        }
    }
}
