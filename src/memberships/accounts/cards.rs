//! How it looks that somebody is linked with what a platform calls them; for owners alone.

use super::{Left, Linked, OfAnother};
use crate::discord::message::{Button, Message, Style};
use crate::memberships::cards::until;
use crate::text::{Arg, Lang, Text};

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

/// The same after the owner meant it of another's name: with what that other has from there.
pub(super) fn linked_anew(linked: &Linked, lang: Lang) -> Message {
    let text = linked_for_later(linked).render(lang);
    let has = linked.left.as_ref().and_then(|left| has(left, lang));
    Message::text(has.map_or_else(|| text.clone(), |has| format!("{text}\n{has}")))
}

/// What somebody has from a source, and what to do about it.
fn has(left: &Left, lang: Lang) -> Option<String> {
    if left.has.is_empty() {
        return None;
    }
    let mut lines = vec![Text::new("account-left").with("user", left.user)];
    lines.extend(left.has.iter().map(|(plan, has)| {
        let text = match has.payment_id {
            Some(number) => Text::new("account-left-paid")
                .with("amount", has.paid_jpy)
                .with("number", Arg::Markup(number.to_string())),
            None => Text::new("account-left-unpaid"),
        };
        text.with("plan", plan.name(lang))
            .with("until", until(has.ends_at))
    }));
    lines.push(Text::new("account-left-advice"));
    let lines: Vec<String> = lines.iter().map(|line| line.render(lang)).collect();
    Some(lines.join("\n"))
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
        ..Message::text(match has(&other.left, lang) {
            Some(has) => format!("{}\n{has}", text.render(lang)),
            None => text.render(lang),
        })
    }
}
