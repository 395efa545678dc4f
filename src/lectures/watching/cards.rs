//! How a link to a video looks.

use super::Opened;
use crate::lectures::rules::name;
use crate::text::{Arg, Text};

/// The link, for whoever may have it.
pub(in crate::lectures) fn opened(opened: &Opened) -> Text {
    Text::new("lecture-watch")
        .with("name", name(&opened.series, opened.number))
        .with("title", opened.title.as_str())
        .with("url", Arg::Markup(opened.url.clone()))
}
