//! How moving to another account looks.

use super::{CODE_COUNTS, Move, Question, has_something};
use crate::command::Incoming;
use crate::discord::message::{Button, Form, Input, Message, Style};
use crate::error::Result;
use crate::ids::UserId;
use crate::memberships::cards::{GREEN, GREY, framed, standing_lines};
use crate::text::{Arg, Lang, Text};

/// A message has so many rows at most.
const ROWS: usize = 5;

/// Adds to somebody's own status how they move: with a code from here, or with one of another
/// account.
pub(in crate::memberships) async fn add_mine(
    message: &mut Message,
    incoming: &Incoming,
) -> Result<()> {
    let (action, label) = if has_something(&incoming.app, incoming.actor.user).await? {
        ("code", Text::new("move-button-code"))
    } else {
        ("form", Text::new("move-button-form"))
    };
    if message.rows.len() < ROWS {
        let id = format!("membership:move-{action}:0");
        let label = label.plain(incoming.lang());
        message
            .rows
            .push(vec![Button::new(id, label, Style::Secondary)]);
    }
    Ok(())
}

/// Asks whether all that somebody has is to be another account's.
pub(super) fn ask(asked: &Move, question: &Question, lang: Lang) -> Message {
    let text = Text::new("move-ask")
        .with("from", asked.from.user)
        .with("to", asked.to.user);
    let mut lines = vec![text.render(lang)];
    let standings = standing_lines(&question.standings, lang);
    lines.extend(standings.iter().map(|line| line.render(lang)));
    let id = format!("membership:move-now:{}", question.number);
    let label = Text::new("move-button-now").plain(lang);
    Message {
        rows: vec![vec![Button::new(id, label, Style::Danger)]],
        ..Message::text(lines.join("\n"))
    }
}

/// A code, for the old account alone.
pub(super) fn code(code: &str) -> Text {
    Text::new("move-code")
        .with("code", Arg::Markup(format!("`{code}`")))
        .with("minutes", CODE_COUNTS.num_minutes())
}

/// Where the new account types it.
pub(super) fn form(lang: Lang) -> Form {
    Form {
        custom_id: "membership:move-code:0".into(),
        title: Text::new("move-form").plain(lang),
        inputs: vec![Input {
            custom_id: "code",
            label: Text::new("move-form-code").plain(lang),
            placeholder: "XXXX-XXXX-XXXX-XXXX".into(),
            value: String::new(),
            is_long: false,
            is_required: true,
            max_length: 40,
        }],
    }
}

/// What both accounts are told.
pub(super) fn told(id: i64, is_new: bool, lang: Lang) -> Message {
    let (what, text, colour) = if is_new {
        ("moved", Text::new("move-dm-new"), GREEN)
    } else {
        ("left", Text::new("move-dm-old"), GREY)
    };
    let title = Text::new("move-dm-title").plain(lang);
    let footer = format!("salon · {what}-{id}");
    framed(title, text.render(lang), footer, colour)
}

/// What the owner is told of somebody who moved by themselves.
pub(super) fn told_owner(
    id: i64,
    (from, to): (Option<UserId>, Option<UserId>),
    lang: Lang,
) -> Message {
    let account = |user: Option<UserId>| user.map_or_else(|| Arg::Markup("—".into()), Arg::from);
    let text = Text::new("move-told-owner")
        .with("from", account(from))
        .with("to", account(to));
    let title = Text::new("move-dm-title").plain(lang);
    framed(title, text.render(lang), format!("salon · move-{id}"), GREY)
}

/// The effect with this key, if it tells that somebody moved.
pub(in crate::memberships) fn describe(key: &str) -> Option<Text> {
    if key.starts_with("move:") {
        return Some(Text::new("move-effect"));
    }
    let (_, what) = key.strip_prefix("member:")?.split_once(':')?;
    let is_told = what.starts_with("moved:") || what.starts_with("left:");
    is_told.then(|| Text::new("move-effect"))
}
