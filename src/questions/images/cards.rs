//! How pictures of a question are spoken of. Pure.

use super::{End, Why};
use crate::discord::message::{Button, Message, Style};
use crate::ids::ImageId;
use crate::questions::cards::{button, footer, framed};
use crate::questions::question::Question;
use crate::text::{Lang, Text};

/// The line of the card that says that pictures will follow.
pub(in crate::questions) fn field(waiting: i64, lang: Lang) -> (String, String, bool) {
    let value = Text::new("image-card-waiting").with("count", waiting);
    (
        Text::new("image-card").plain(lang),
        value.render(lang),
        true,
    )
}

/// Tells the owner that there is something to look at. The pictures are shown to them alone.
pub(super) fn asked(question: &Question, lang: Lang) -> Message {
    let text = Text::new("image-asked")
        .with("number", question.id)
        .with("count", question.images_waiting);
    let mut message = framed(text.render(lang), String::new());
    let label = Text::new("image-button-look");
    let look = button(question, "images", &label, Style::Primary, lang);
    message.rows = vec![vec![look]];
    message
}

/// What became of it.
pub(super) fn end(question: &Question, end: End, lang: Lang) -> Message {
    let text = match end {
        End::Approved => Text::new("image-end-approved"),
        End::Refused => Text::new("image-end-refused"),
        End::Erased => Text::new("image-end-erased"),
        End::Forgotten => Text::new("image-end-forgotten"),
    };
    framed(text.with("number", question.id).render(lang), String::new())
}

/// Goes with the pictures that the owner looks at.
pub(super) fn view(question: &Question, link: Option<&str>, lang: Lang) -> Message {
    let text = Text::new("image-view")
        .with("number", question.id)
        .with("title", question.title.as_str())
        .with("count", question.images_waiting);
    let mut words = text.render(lang);
    if let Some(link) = link {
        words.push('\n');
        words.push_str(link);
    }
    let mut message = Message::text(words);
    let label = Text::new("image-button-approve");
    let mut row = vec![button(
        question,
        "images-approve",
        &label,
        Style::Success,
        lang,
    )];
    row.extend(Why::ALL.map(|why| {
        let label = match why {
            Why::Identifying => Text::new("image-button-identifying"),
            Why::NotNeeded => Text::new("image-button-not-needed"),
            Why::Other => Text::new("image-button-other"),
        };
        let custom_id = format!("question:images-refuse:{}:{}", question.id, why.name());
        Button::new(custom_id, label.plain(lang), Style::Secondary)
    }));
    message.rows = vec![row];
    message
}

/// What is posted with the pictures.
pub(super) fn posted(question: &Question, images: Vec<ImageId>, lang: Lang) -> Message {
    let count = i64::try_from(images.len()).unwrap_or(i64::MAX);
    let text = Text::new("image-posted").with("count", count);
    Message {
        images,
        ..framed(text.render(lang), footer(question, "images"))
    }
}
