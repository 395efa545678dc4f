//! How the owner is asked about a refund before it is booked.

use super::{remaining, standing_line, until};
use crate::discord::message::{Button, Message, Style};
use crate::ids::UserId;
use crate::memberships::rules::Standing;
use crate::memberships::{Part, Question, Taken};
use crate::text::{Arg, Lang, Text};

/// Shows what a refund would come to, and asks whether it is meant.
pub(super) fn ask(user: UserId, taken: &Taken, question: &Question, lang: Lang) -> Message {
    let plan = || taken.plan.name(lang);
    let head = match question.minutes {
        Some(minutes) => Text::new("refund-ask-again").with("minutes", minutes),
        None => Text::new("refund-ask-spread"),
    };
    let head = head
        .with("user", user)
        .with("plan", plan())
        .with("amount", question.amount.0);
    let is_over = taken.standing.is_none_or(Standing::is_over);
    let outcome = match (taken.is_cut, is_over) {
        (true, true) => Text::new("refund-ask-ends"),
        (true, false) => Text::new("refund-ask-cuts"),
        (false, _) => Text::new("refund-ask-keeps"),
    };
    let mut lines = vec![head.render(lang)];
    lines.extend(question.parts.iter().map(|one| part(one, lang)));
    lines.push(outcome.render(lang));
    if !taken.spans.is_empty() {
        lines.push(remaining::lines(taken.spans.iter().copied(), lang));
    }
    if let Some(standing) = taken.standing.filter(|standing| !standing.is_over()) {
        lines.push(standing_line(standing).with("plan", plan()).render(lang));
    }
    lines.push(Text::new("refund-ask-nothing-yet").render(lang));
    let id = format!("membership:take-again:{}", question.number);
    let label = Text::new("refund-button-ask").plain(lang);
    Message {
        rows: vec![vec![Button::new(id, label, Style::Danger)]],
        ..Message::text(lines.join("\n"))
    }
}

fn part(part: &Part, lang: Lang) -> String {
    let numbers = part.payments.iter().map(|id| format!("#{id}"));
    let numbers = numbers.collect::<Vec<_>>().join(", ");
    Text::new("refund-ask-part")
        .with("numbers", Arg::Markup(numbers))
        .with("from", part.from)
        .with("until", until(part.until))
        .with("amount", part.amount.0)
        .render(lang)
}
