//! What is said about reading who asked. Pure.

use super::super::question::Question;
use super::super::store::Unsealing;
use crate::discord::message::{Button, Message, Style};
use crate::ids::{QuestionId, UserId};
use crate::questions::cards::{footer, framed, nobody};
use crate::text::{Arg, Lang, Text};
use chrono::{DateTime, Utc};

/// A request as it stands in the log channel, and for whoever looks: with buttons while it waits.
pub(in crate::questions) fn request(request: &Unsealing, lang: Lang) -> Message {
    let by = request.requester.map_or_else(nobody, Arg::from);
    let what = Text::new("unsealing-request")
        .with("number", request.question_id)
        .with("by", by)
        .with("reason", request.reason.as_str());
    let is_over = request.agreed_at.is_some() || request.withdrawn_at.is_some();
    let state = match (request.open_until, request.withdrawn_at) {
        (Some(until), _) => Text::new("unsealing-agreed").with("until", Arg::from(until)),
        (None, Some(_)) => Text::new("unsealing-withdrawn"),
        (None, None) => Text::new("unsealing-waits").with("until", Arg::from(request.expires_at)),
    };
    let words = format!("{}\n{}", what.render(lang), state.render(lang));
    let mut message = framed(
        words,
        format!("#{} · unsealing-{}", request.question_id, request.id),
    );
    if !is_over {
        let button = |action: &str, label: Text, style| {
            let custom_id = format!("question:{action}:{}", request.id);
            Button::new(custom_id, label.plain(lang), style)
        };
        message.rows = vec![vec![
            button(
                "unseal-agree",
                Text::new("unsealing-button-agree"),
                Style::Danger,
            ),
            button(
                "unseal-withdraw",
                Text::new("unsealing-button-withdraw"),
                Style::Secondary,
            ),
        ]];
    }
    message
}

/// Tells the requester that they can read it now.
pub(super) fn agreed(question: &Question, request: &Unsealing, lang: Lang) -> Message {
    let until = request.open_until.unwrap_or(request.expires_at);
    let text = Text::new("unsealing-you-can")
        .with("number", question.id)
        .with("until", Arg::from(until));
    let what = format!("unsealing-{}", request.id);
    framed(text.render(lang), footer(question, &what))
}

/// Who it is, for the requester alone.
pub(in crate::questions) fn identity(
    id: QuestionId,
    (user, until): (UserId, DateTime<Utc>),
    lang: Lang,
) -> Message {
    let text = Text::new("unsealing-is")
        .with("number", id)
        .with("asker", user)
        .with("until", Arg::from(until));
    Message::text(text.render(lang))
}

/// Tells the asker that their seal was opened, when and why.
pub(in crate::questions) fn opened(id: QuestionId, at: DateTime<Utc>, reason: &str) -> Text {
    Text::new("unsealing-told")
        .with("number", id)
        .with("at", Arg::from(at))
        .with("reason", reason)
}
