//! How the owner is told of what they gave, or asked about it first.

use super::granted;
use crate::discord::message::{Button, Message, Style};
use crate::memberships::rules::{Plan, Source, Yen};
use crate::memberships::{Again, Answer, Gift, Given, Granted, Waiting, repeating};
use crate::text::{Arg, Lang, Text};

/// What the owner is told after granting, or asked before.
pub(in crate::memberships) fn given(gift: &Gift, given: &Given, lang: Lang) -> Message {
    let text = match given {
        Given::Plan(plan) => {
            let text = reminded(gift, plan, granted(gift.user, plan, lang));
            settled(gift, text)
        }
        Given::OnlyPayment { plan, paid } => {
            let text = Text::new("membership-only-payment")
                .with("user", gift.user)
                .with("plan", plan.name(lang))
                .with("amount", paid.0);
            settled(gift, text)
        }
        Given::Again(again) => return ask_again(gift, again, lang),
        Given::Applied {
            plan,
            paid,
            waiting,
        } => return ask_about(gift, (plan, *paid), *waiting, lang),
    };
    Message::text(text.render(lang))
}

/// Whether the member is reminded of the next payment, where the owner did not say how it counts or
/// may think that money alone does it.
fn reminded(gift: &Gift, granted: &Granted, text: Text) -> Text {
    let is_paid = gift.paid_yen.is_some_and(|yen| yen > 0) && granted.ends_at.is_some();
    match granted.source {
        Source::Pass if gift.source.is_none() => {
            let days = i64::from(granted.source.grace_days(&granted.plan));
            Text::new("membership-granted-as-pass")
                .with("granted", text)
                .with("days", days)
        }
        Source::Manual if is_paid => Text::new("membership-granted-by-hand").with("granted", text),
        Source::Manual | Source::Pass | Source::Gift | Source::Discord | Source::Import => text,
    }
}

/// What was given, and the application that it settled.
fn settled(gift: &Gift, given: Text) -> Text {
    match gift.answer {
        Some(Answer::Settles(id)) => Text::new("membership-settled")
            .with("given", given)
            .with("number", Arg::Markup(id.to_string())),
        Some(Answer::Again(_) | Answer::Apart(_)) | None => given,
    }
}

/// Asks whether money is that for which an application waits.
fn ask_about(gift: &Gift, (plan, paid): (&Plan, Yen), waiting: Waiting, lang: Lang) -> Message {
    let number = || Arg::Markup(waiting.id.to_string());
    let state = match (waiting.is_late, waiting.is_admitted) {
        (true, _) => Text::new("membership-applied-late"),
        (false, true) => Text::new("membership-applied-awaiting"),
        (false, false) => Text::new("membership-applied-undecided"),
    };
    let text = Text::new("membership-applied")
        .with("user", gift.user)
        .with("plan", plan.name(lang))
        .with("number", number())
        .with("state", state)
        .with("due", waiting.due.0)
        .with("amount", paid.0);
    let to = |answer: Answer, label: Text, style| {
        let id = format!("membership:{}", repeating::button_id(gift, plan.id, answer));
        Button::new(id, label.plain(lang), style)
    };
    let settle = Text::new("membership-button-settle").with("number", number());
    let apart = Text::new("membership-button-apart");
    Message {
        rows: vec![vec![
            to(Answer::Settles(waiting.id), settle, Style::Success),
            to(Answer::Apart(waiting.id), apart, Style::Secondary),
        ]],
        ..Message::text(text.render(lang))
    }
}

/// Asks whether the same grant is meant once more.
fn ask_again(gift: &Gift, again: &Again, lang: Lang) -> Message {
    let paid = match again.paid {
        Some(paid) => Text::new("membership-again-paid").with("amount", paid.0),
        None => Text::new("membership-again-unpaid"),
    };
    let text = Text::new("membership-again")
        .with("user", gift.user)
        .with("plan", again.plan.name(lang))
        .with("paid", paid)
        .with("minutes", again.minutes);
    let label = Text::new("membership-button-again").plain(lang);
    let answer = Answer::Again(again.number);
    let id = repeating::button_id(gift, again.plan.id, answer);
    let id = format!("membership:{id}");
    Message {
        rows: vec![vec![Button::new(id, label, Style::Danger)]],
        ..Message::text(text.render(lang))
    }
}
