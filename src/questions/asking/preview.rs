//! A draft as it will be posted, before it is. Pure.

use super::Composed;
use crate::config::Config;
use crate::discord::message::{Button, Message, Style};
use crate::input;
use crate::questions::images::Taken;
use crate::questions::{anonymous, cards};
use crate::text::{self, Lang, Text};

/// Characters of the title of an embed.
const MAX_TITLE: usize = 256;

/// The card as everybody will see it, where that will be, and what can be done now. Whoever asks reads
/// in their own language; the card is in the salon's.
pub(in crate::questions) fn preview(
    composed: &Composed,
    taken: &Taken,
    config: &Config,
    lang: Lang,
) -> Message {
    let question = &composed.question;
    let mut message = cards::card(question, config);
    if let Some(embed) = &mut message.embed {
        // Nobody knows yet which number it gets.
        embed.title = input::cut(&text::escape(&question.title), MAX_TITLE);
    }
    message.content = words(composed, config, lang);
    for line in taken.words() {
        message.content.push('\n');
        message.content.push_str(&line.render(lang));
    }
    let button = |action: &str, label: Text, style| {
        let custom_id = format!("question:{action}:{}", composed.draft.0);
        Button::new(custom_id, label.plain(lang), style)
    };
    message.rows = if question.is_anonymous {
        vec![vec![anonymous::toggle(
            composed.draft,
            composed.wants_dm,
            lang,
        )]]
    } else {
        Vec::new()
    };
    let buttons = vec![
        button("post", Text::new("question-button-post"), Style::Success),
        button("edit", Text::new("question-button-edit"), Style::Secondary),
        button("cancel", Text::new("question-button-cancel"), Style::Danger),
    ];
    message.rows.insert(0, buttons);
    message
}

fn words(composed: &Composed, config: &Config, lang: Lang) -> String {
    let question = &composed.question;
    let seen = if question.is_anonymous {
        let until = Text::new("anonymous-preview-until").with("until", composed.until);
        let seen = anonymous::in_preview(question, composed.wants_dm, lang);
        format!("{seen}\n{}", until.render(lang))
    } else {
        let seen = if question.is_confidential() {
            Text::new("question-preview-confidential")
        } else {
            Text::new("question-preview")
        };
        seen.with("channel", question.channel_id)
            .with("until", composed.until)
            .render(lang)
    };
    let more = cards::more_pages(question, config.language).len();
    if more == 0 {
        return seen;
    }
    let more = Text::new("question-preview-more").with("count", more);
    format!("{seen}\n{}", more.render(lang))
}
