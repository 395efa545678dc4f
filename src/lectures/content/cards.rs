//! How the content of a lecture is read back to the owner.

use crate::input;
use crate::lectures::lecture::Lecture;
use crate::lectures::rules::name;
use crate::text::{Arg, Text};

/// A new lecture, read back.
pub(in crate::lectures) fn added(lecture: &Lecture) -> Text {
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
