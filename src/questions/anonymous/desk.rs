//! What an anonymous asker sees and nobody else: what is said before they post, and from where they
//! read and write afterwards. Pure.

use crate::discord::message::{Button, Message, Select, Style};
use crate::questions::cards::button;
use crate::questions::question::{DraftId, Entry, Question, State};
use crate::text::{Lang, Text};

/// Who sees what, above the question as it will be posted.
pub(in crate::questions) fn in_preview(question: &Question, wants_dm: bool, lang: Lang) -> String {
    let dm = if wants_dm {
        Text::new("anonymous-dm-is-on")
    } else {
        Text::new("anonymous-dm-is-off")
    };
    let seen = if question.is_confidential() {
        Text::new("anonymous-preview-confidential")
    } else {
        Text::new("anonymous-preview")
    };
    let parts = [
        seen.with("channel", question.channel_id),
        Text::new("anonymous-preview-sealed"),
        Text::new("anonymous-preview-thread"),
        Text::new("anonymous-preview-near"),
        dm,
    ];
    parts.map(|part| part.render(lang)).join("\n")
}

/// Turns the messages of a draft on or off.
pub(in crate::questions) fn toggle(draft: DraftId, wants_dm: bool, lang: Lang) -> Button {
    let custom_id = format!("question:dm-draft:{}:{}", draft.0, u8::from(!wants_dm));
    Button::new(custom_id, of_toggle(wants_dm).plain(lang), Style::Secondary)
}

fn of_toggle(wants_dm: bool) -> Text {
    if wants_dm {
        Text::new("anonymous-dm-off")
    } else {
        Text::new("anonymous-dm-on")
    }
}

/// A menu of one's anonymous questions: each opens for whoever chose it, alone.
pub(in crate::questions) fn chooser(entries: &[Entry], lang: Lang) -> Select {
    let option = |entry: &Entry| {
        let title = Text::new("anonymous-open-one")
            .with("number", entry.id)
            .with("title", crate::input::cut(&entry.title, 60));
        (entry.id.to_string(), title.plain(lang), false)
    };
    Select {
        custom_id: "question:open:0".into(),
        placeholder: Text::new("anonymous-open").plain(lang),
        options: entries
            .iter()
            .take(crate::questions::LINES)
            .map(option)
            .collect(),
    }
}

/// What the asker can do with their question, below what was said about it.
pub(in crate::questions) fn desk(question: &Question, wants_dm: bool, lang: Lang) -> Message {
    let steps = steps(question)
        .into_iter()
        .map(|(action, label, style)| button(question, action, &label, style, lang));
    let custom_id = format!("question:dm:{}:{}", question.id, u8::from(!wants_dm));
    let dm = Button::new(custom_id, of_toggle(wants_dm).plain(lang), Style::Secondary);
    let erase = Text::new("anonymous-button-erase");
    let erase = button(question, "erase", &erase, Style::Danger, lang);
    let mut message = Message::text(Text::new("anonymous-desk").render(lang));
    message.rows = vec![steps.collect(), vec![dm, erase]];
    message.rows.retain(|row| !row.is_empty());
    message
}

fn steps(question: &Question) -> Vec<(&'static str, Text, Style)> {
    let say = ("say", Text::new("anonymous-button-say"), Style::Primary);
    let withdraw = (
        "withdraw",
        Text::new("anonymous-button-withdraw"),
        Style::Secondary,
    );
    let reopen = (
        "reopen",
        Text::new("anonymous-button-reopen"),
        Style::Secondary,
    );
    match question.state {
        State::Open | State::Claimed | State::NeedsInfo | State::Reopened => {
            let mut steps = vec![say];
            // What has an answer is not taken back.
            if question.first_answer_at.is_none() {
                steps.push(withdraw);
            }
            steps
        }
        State::Answered => {
            let resolve = Text::new("anonymous-button-resolve");
            vec![say, ("resolve", resolve, Style::Success), reopen]
        }
        State::Resolved | State::Withdrawn | State::Expired => vec![reopen],
        State::Duplicate => {
            let contest = Text::new("anonymous-button-contest");
            vec![("reopen", contest, Style::Secondary)]
        }
        State::Draft | State::Held | State::Erased => Vec::new(),
    }
}
