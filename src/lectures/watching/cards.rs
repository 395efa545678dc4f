//! How a link to a video looks.

use super::Opened;
use crate::lectures::rules::name;
use crate::text::{Arg, Text};

/// The link, for whoever may have it.
pub(in crate::lectures) fn opened(opened: &Opened) -> Text {
    let note = if opened.is_staff {
        Text::new("watch-staff")
    } else {
        Text::new("watch-yours")
    };
    Text::new("watch-opened")
        .with("name", name(&opened.series, opened.number))
        .with("title", opened.title.as_str())
        .with("url", Arg::Markup(opened.url.clone()))
        .with("note", note)
}
