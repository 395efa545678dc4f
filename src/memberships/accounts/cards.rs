//! How it looks that somebody is linked with what a platform calls them; for owners alone.

use super::{Linked, OfAnother};
use crate::discord::message::{Button, Message, Style};
use crate::text::{Lang, Text};

/// Who is linked now, and what came of it at once.
pub(in crate::memberships) fn linked(linked: &Linked) -> Text {
    let text = if linked.payments == 0 {
        Text::new("account-linked")
    } else {
        Text::new("account-linked-payments").with("payments", linked.payments)
    };
    text.with("source", linked.source.clone())
        .with("name", linked.name.clone())
        .with("user", linked.user)
}

/// The same, where no list is looked at just now.
pub(in crate::memberships) fn linked_for_later(linked: &Linked) -> Text {
    Text::new("account-linked-later").with("linked", self::linked(linked))
}

/// Asks whether a name is to be taken from whom it means.
pub(super) fn ask(other: &OfAnother, lang: Lang) -> Message {
    let text = Text::new("account-ask")
        .with("source", other.account.source.clone())
        .with("name", other.account.name.clone())
        .with("now", other.now)
        .with("user", other.user);
    let id = format!("membership:link-anew:{}", other.number);
    let label = Text::new("account-button-anew").plain(lang);
    Message {
        rows: vec![vec![Button::new(id, label, Style::Danger)]],
        ..Message::text(text.render(lang))
    }
}
