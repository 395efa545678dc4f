//! What is told about a question outside of its thread: to the asker, to mentors, to the owner. Pure.

use chrono::{DateTime, Utc};

use super::cards::{button, footer, framed};
use super::images::Why;
use super::question::{Part, Question, State};
use super::rules::Event;
use crate::discord::message::{Button, Message, Style};
use crate::ids::{ChannelId, MessageId};
use crate::text::{self, Arg, Lang, Text};

/// Tells the owner what is gone, and asks what is to be done.
pub(super) fn lost(question: &Question, part: Part, lang: Lang) -> Message {
    let text = match part {
        Part::Thread => Text::new("question-lost-thread"),
        Part::Card => Text::new("question-lost-card"),
    };
    let mut message = framed(text.with("number", question.id).render(lang), String::new());
    // What follows the number tells one loss from the next, should it have to be found again.
    let which = which(question, part);
    let button = |action: &str, label: Text, style| {
        let custom_id = format!("question:{action}:{}:{which}", question.id);
        Button::new(custom_id, label.plain(lang), style)
    };
    let recreate = Text::new("question-button-recreate");
    let erase = Text::new("question-button-erase");
    message.rows = vec![vec![
        button("recreate", recreate, Style::Primary),
        button("erase", erase, Style::Danger),
    ]];
    message
}

/// Tells a part of this posting from those before and after it.
pub(super) fn which(question: &Question, part: Part) -> String {
    match part {
        Part::Thread => format!("thread-{}", question.posting),
        Part::Card => format!("card-{}-{}", question.posting, question.card),
    }
}

/// What the owner decided about it.
pub(super) fn end_of_loss(question: &Question, part: Part, lang: Lang) -> Message {
    let text = match part {
        _ if question.state == State::Erased => Text::new("question-lost-erased"),
        Part::Thread => Text::new("question-lost-thread-again"),
        Part::Card => Text::new("question-lost-card-again"),
    };
    framed(text.with("number", question.id).render(lang), String::new())
}

/// Tells the owner that a channel is gone with so many questions.
pub(super) fn lost_channel(channel: ChannelId, questions: usize, lang: Lang) -> Message {
    let text = Text::new("question-lost-channel")
        .with("count", i64::try_from(questions).unwrap_or(i64::MAX));
    let mut message = framed(text.render(lang), String::new());
    let label = Text::new("question-button-recreate-all").plain(lang);
    let custom_id = format!("question:recreate-all:{channel}");
    message.rows = vec![vec![Button::new(custom_id, label, Style::Primary)]];
    message
}

/// What became of them.
pub(super) fn end_of_lost_channel(lang: Lang) -> Message {
    let text = Text::new("question-lost-channel-again");
    framed(text.render(lang), String::new())
}

/// What a part of a question or an answer becomes whose words are erased.
pub(super) fn blank(lang: Lang) -> Message {
    framed(Text::new("question-blank").render(lang), String::new())
}

/// Asks whether a question is really to be erased.
pub(super) fn sure_to_erase(question: &Question, is_asker: bool, lang: Lang) -> Message {
    let text = if is_asker {
        Text::new("question-erase-sure-own")
    } else if question.is_anonymous {
        Text::new("anonymous-erase-sure")
    } else {
        Text::new("question-erase-sure")
    };
    let text = text.with("number", question.id);
    let mut message = Message::text(text.render(lang));
    let label = Text::new("question-button-erase-now");
    message.rows = vec![vec![button(
        question,
        "erase-now",
        &label,
        Style::Danger,
        lang,
    )]];
    message
}

/// Where the card of a question was that is posted elsewhere now.
pub(super) fn moved(question: &Question, lang: Lang) -> Message {
    let channel = Arg::Markup(format!("<#{}>", question.channel_id));
    let text = Text::new("question-moved")
        .with("number", question.id)
        .with("channel", channel);
    framed(text.render(lang), footer(question, "moved"))
}

/// Tells the asker that their question was erased. Its title is gone, too.
pub(super) fn erased_notice(question: &Question, lang: Lang) -> Message {
    let text = Text::new("question-notice-erased").with("number", question.id);
    framed(text.render(lang), footer(question, "erased"))
}

/// Offers the asker, who wrote this in the thread, to open the question again.
pub(super) fn unsolved(question: &Question, written: MessageId, lang: Lang) -> Message {
    let mut message = framed(Text::new("question-unsolved").render(lang), String::new());
    let label = Text::new("question-button-unsolved").plain(lang);
    // What follows the number tells one offer from the next, and from the card.
    let custom_id = format!("question:reopen:{}:{written}", question.id);
    message.rows = vec![vec![Button::new(custom_id, label, Style::Secondary)]];
    message
}

/// Tells the asker that there is an answer.
pub(super) fn answered_notice(question: &Question, link: Option<&str>, lang: Lang) -> Message {
    let text = Text::new("question-notice-answered");
    notice(question, text, "told", link, lang)
}

/// Tells whoever had claimed it that a question is open again.
pub(super) fn reopened_notice(question: &Question, link: Option<&str>, lang: Lang) -> Message {
    let text = Text::new("question-notice-reopened");
    notice(question, text, "reopened", link, lang)
}

/// What the asker is told of a step that somebody else took.
pub(super) fn to_asker(event: Event) -> Option<Text> {
    match event {
        Event::NeedsInfo => Some(Text::new("question-notice-needs-info")),
        Event::Expire => Some(Text::new("question-notice-expired")),
        Event::Resolve => Some(Text::new("question-notice-resolved")),
        Event::AutoResolve => Some(Text::new("question-notice-auto-resolved")),
        Event::Hold => Some(Text::new("held-to-asker")),
        Event::Restore => Some(Text::new("held-to-asker-again")),
        Event::Claim
        | Event::Release
        | Event::Lapse
        | Event::Depart
        | Event::Transfer
        | Event::SecondOpinion
        | Event::Reply
        | Event::Answer
        | Event::Reopen
        | Event::Duplicate
        | Event::Withdraw
        | Event::Erase => None,
    }
}

/// What whoever had claimed it is told of a step that they did not take. Never a word of blame.
pub(super) fn to_claimer(event: Event) -> Option<Text> {
    match event {
        Event::Lapse => Some(Text::new("question-notice-lapsed")),
        Event::Release => Some(Text::new("question-notice-released")),
        Event::Transfer => Some(Text::new("question-notice-taken-over")),
        Event::Withdraw => Some(Text::new("question-notice-withdrawn")),
        Event::Expire => Some(Text::new("question-notice-expired-claimed")),
        Event::Duplicate => Some(Text::new("question-notice-double-claimed")),
        Event::Hold => Some(Text::new("held-to-claimer")),
        Event::Restore => Some(Text::new("held-to-claimer-again")),
        Event::Claim
        | Event::Depart
        | Event::SecondOpinion
        | Event::NeedsInfo
        | Event::Reply
        | Event::Answer
        | Event::Resolve
        | Event::AutoResolve
        | Event::Reopen
        | Event::Erase => None,
    }
}

/// What a mentor is told to whom a claim was passed on.
pub(super) fn passed_on(question: &Question) -> Text {
    // Nobody answers while the asker is waited for.
    if question.state == State::NeedsInfo {
        return Text::new("question-notice-passed-on-waiting");
    }
    Text::new("question-notice-passed-on")
}

/// What a mentor is told whose opinion is wanted.
pub(super) fn opinion_wanted() -> Text {
    Text::new("question-notice-opinion")
}

/// What whoever asked for more is told once the asker wrote.
pub(super) fn replied() -> Text {
    Text::new("question-notice-replied")
}

/// What the asker of an answered question is told after long silence.
pub(super) fn warning(closes: DateTime<Utc>) -> Text {
    Text::new("question-notice-warned").with("closes", text::relative(closes))
}

/// What whoever answered is told when the asker gives thanks.
pub(super) fn thanks() -> Text {
    Text::new("question-notice-thanks")
}

/// What the asker is told whose pictures are not shown.
pub(super) fn images_refused(why: Why) -> Text {
    match why {
        Why::Identifying => Text::new("image-notice-identifying"),
        Why::NotNeeded => Text::new("image-notice-not-needed"),
        Why::Other => Text::new("image-notice-other"),
    }
}

/// Tells the asker which question theirs repeats.
pub(super) fn double(
    question: &Question,
    original: &Question,
    link: Option<&str>,
    lang: Lang,
) -> Message {
    let of = original.id;
    // The title of another is not repeated: it would stay when that is erased.
    let text = Text::new("question-notice-double").with("of", of);
    notice(question, text, "duplicate", link, lang)
}

/// A message about a question, by its number and title, with the way to its thread or another.
pub(super) fn notice(
    question: &Question,
    text: Text,
    what: &str,
    link: Option<&str>,
    lang: Lang,
) -> Message {
    let text = text
        .with("number", question.id)
        .with("title", question.title.as_str());
    let mut description = text.render(lang);
    if let Some(link) = link {
        description.push('\n');
        description.push_str(link);
    }
    framed(
        description,
        footer(question, &format!("{what}-{}", question.version)),
    )
}
