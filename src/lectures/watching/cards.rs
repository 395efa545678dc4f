//! How a link to a video looks.

use super::Opened;
use crate::app::App;
use crate::discord::message::Message;
use crate::input;
use crate::lectures::rules::{self, Provider, name};
use crate::text::{Arg, Lang, Text};

/// Of a title or a series: beside them stand two links of any length.
const BESIDE_LINKS: usize = 40;

/// The link, for whoever may have it.
pub(in crate::lectures) fn opened(opened: &Opened, lang: Lang) -> Text {
    let link = &opened.link;
    // One that is personal is long; in words it is also not looked at beforehand.
    let shown = if link.until.is_some() {
        in_words(&Text::new("lecture-button-watch"), &link.url, lang)
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
    let mut lines = vec![until.render(lang)];
    if link.is_unsigned {
        lines.push(Text::new("watch-may-not-play").render(lang));
    }
    if let Some(slides) = &opened.slides {
        lines.push(in_words(&Text::new("watch-slides"), slides, lang));
    }
    let series = input::cut(&opened.series, BESIDE_LINKS);
    Text::new("watch-opened")
        .with("name", name(&series, opened.number))
        .with("title", input::cut(&opened.title, BESIDE_LINKS))
        .with("url", Arg::Markup(shown))
        .with("until", Arg::Markup(lines.join("\n")))
        .with("note", note)
}

/// A link that is read as words.
fn in_words(label: &Text, url: &str, lang: Lang) -> String {
    format!("[{}](<{url}>)", label.plain(lang))
}

/// That links to a video are not signed, and how that is mended.
pub(in crate::lectures) fn unsigned(provider: Provider) -> Text {
    match provider {
        Provider::Bunny => Text::new("watch-unsigned-bunny"),
        Provider::Cloudflare => Text::new("watch-unsigned-cloudflare"),
    }
}

/// A message about a lecture, for its owner, with what its video lacks under it.
pub(in crate::lectures) fn warned(
    mut message: Message,
    app: &App,
    video: &str,
    lang: Lang,
) -> Message {
    let Some(provider) = rules::lacks(video, &app.keys, &app.config.watch) else {
        return message;
    };
    if !message.content.is_empty() {
        message.content.push('\n');
    }
    message.content.push_str(&unsigned(provider).render(lang));
    message
}
