//! How a link to a video looks.

use super::Opened;
use crate::lectures::rules::name;
use crate::text::{Arg, Lang, Text};

/// The link, for whoever may have it.
pub(in crate::lectures) fn opened(opened: &Opened, lang: Lang) -> Text {
    let link = &opened.link;
    // One that is personal is long; in words it is also not looked at beforehand.
    let shown = if link.until.is_some() {
        let label = Text::new("lecture-button-watch").plain(lang);
        format!("[{label}](<{}>)", link.url)
    } else {
        link.url.clone()
    };
    let note = if opened.is_staff {
        Text::new("watch-staff")
    } else {
        Text::new("watch-yours")
    };
    let until = match link.until {
        None => Text::new("watch-no-end"),
        Some(until) if link.is_once => Text::new("watch-once").with("until", until),
        Some(until) => Text::new("watch-until").with("until", until),
    };
    Text::new("watch-opened")
        .with("name", name(&opened.series, opened.number))
        .with("title", opened.title.as_str())
        .with("url", Arg::Markup(shown))
        .with("until", until)
        .with("note", note)
}
