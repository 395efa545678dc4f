//! What is shown of a question while it is hidden, and what is told of that. Pure.

use super::Reporter;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::UserId;
use crate::questions::buttons;
use crate::questions::cards::framed;
use crate::questions::question::{Question, State};
use crate::text::{Lang, Text};

/// In place of its card.
pub(in crate::questions) fn card(question: &Question, lang: Lang) -> Message {
    let state = Text::new("question-state-held").plain(lang);
    Message {
        embed: Some(Embed {
            title: format!("#{} {state}", question.id),
            description: Text::new("held-card").render(lang),
            colour: 0x0080_848e,
            ..Embed::default()
        }),
        rows: buttons::rows(question, lang),
        ..Message::default()
    }
}

/// In place of what else stands in its thread.
pub(super) fn part(lang: Lang) -> Message {
    framed(Text::new("held-part").render(lang), String::new())
}

/// In place of what somebody was told of it.
pub(super) fn notice(question: &Question, lang: Lang) -> Message {
    let text = Text::new("held-notice").with("number", question.id);
    framed(text.render(lang), String::new())
}

/// In place of what somebody was told of it so long ago that the words are not kept any more.
pub(super) fn notice_again(question: &Question, lang: Lang) -> Message {
    let text = Text::new("held-notice-again").with("number", question.id);
    framed(text.render(lang), String::new())
}

/// Tells the owner that it is hidden, and asks what is to become of it.
pub(super) fn told(
    question: &Question,
    reporter: Reporter,
    link: Option<&str>,
    lang: Lang,
) -> Message {
    let text = Text::new("held-told")
        .with("number", question.id)
        .with("reporter", reporter.user);
    let mut lines = vec![text.render(lang), reporter.past().render(lang)];
    lines.extend(link.map(str::to_owned));
    let mut message = framed(lines.join("\n"), String::new());
    // What follows the number tells one time from the next.
    let button = |action: &str, label: Text, style| {
        let custom_id = format!(
            "question:{action}:{}:held-{}",
            question.id, question.version
        );
        Button::new(custom_id, label.plain(lang), style)
    };
    message.rows = vec![vec![
        button(
            "restore",
            Text::new("question-button-restore"),
            Style::Primary,
        ),
        button("erase", Text::new("question-button-erase"), Style::Danger),
    ]];
    message
}

/// Tells the owner that somebody else saw it as well.
pub(super) fn also(question: &Question, reporter: Reporter, lang: Lang) -> Message {
    let text = Text::new("held-also")
        .with("number", question.id)
        .with("reporter", reporter.user);
    let words = [text.render(lang), reporter.past().render(lang)].join("\n");
    framed(
        words,
        format!("#{} · also-{}", question.id, reporter.report),
    )
}

impl Reporter {
    /// What became of what they reported before.
    pub fn past(self) -> Text {
        if self.made == 0 {
            return Text::new("held-past-none");
        }
        Text::new("held-past")
            .with("made", self.made)
            .with("restored", self.restored)
    }
}

/// What was decided.
pub(super) fn end(question: &Question, by: Option<UserId>, lang: Lang) -> Message {
    let text = match by {
        // They can erase it, and never show it again.
        None => Text::new("held-end-erased-by-asker"),
        Some(by) if question.state == State::Erased => Text::new("held-end-erased").with("by", by),
        Some(by) => Text::new("held-end-restored").with("by", by),
    };
    framed(text.with("number", question.id).render(lang), String::new())
}
