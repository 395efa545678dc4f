//! Lists of questions. Pure.

use super::cards::{framed, link, state};
use super::pages::{self, MAX_DESCRIPTION};
use super::question::{Entry, State};
use crate::config::Config;
use crate::discord::message::Message;
use crate::input;
use crate::text::{self, Lang, Text};

/// Questions under headings, each with as many lines as it may have and as fit; it says whether
/// there are more.
pub(super) fn list(sections: &[(Text, &[Entry], usize)], config: &Config, lang: Lang) -> Message {
    let mut out = String::new();
    let mut is_cut = false;
    for (heading, entries, max) in sections {
        let mut heading = Some(format!("**{}**\n", heading.render(lang)));
        for (shown, entry) in entries.iter().enumerate() {
            let line = heading.take().unwrap_or_default() + &line(entry, config, lang);
            // Room is kept for the sentence that says there are more.
            let is_full = pages::length(&out) + pages::length(&line) > MAX_DESCRIPTION - 100;
            if shown == *max || is_full {
                is_cut = true;
                break;
            }
            out.push_str(&line);
        }
    }
    if is_cut {
        out.push_str(&Text::new("question-list-more").render(lang));
    }
    framed(out, String::new())
}

fn line(entry: &Entry, config: &Config, lang: Lang) -> String {
    // What is hidden stands in the list of whoever asked it, by its number alone.
    let title = if entry.state == State::Held {
        "—".to_owned()
    } else {
        input::cut(&entry.title, 40)
    };
    let text = if entry.is_confidential {
        Text::new("question-list-line-confidential")
    } else {
        Text::new("question-list-line")
    };
    let text = text
        .with("number", entry.id)
        .with("title", title)
        .with("state", state(entry.state))
        .with("asked", text::relative(entry.asked_at));
    let place = match entry.thread {
        Some(thread) => link(config, thread),
        None if entry.state.is_closed() => None,
        None => Some(Text::new("question-list-unposted").render(lang)),
    };
    let place = place.map_or_else(String::new, |place| format!(" {place}"));
    format!("{}{place}\n", text.render(lang))
}
