//! How it looks to the owner that somebody still has something of a plan, and that it ends too.

use super::until;
use crate::discord::message::{Button, Message, Style};
use crate::ids::{PaymentId, UserId};
use crate::memberships::remaining::{Remaining, Which};
use crate::memberships::restoring::Restored;
use crate::memberships::revoking::Voided;
use crate::memberships::rules::{Plan, Span, Yen};
use crate::text::{Arg, Lang, Text};

/// Adds to what was taken back what is left, with a button that ends it.
pub(super) fn add(
    message: &mut Message,
    of: (UserId, Which),
    (plan, left): (&Plan, &Remaining),
    lang: Lang,
) {
    let (count, _) = left.mark();
    if count == 0 {
        return;
    }
    let (head, action, label) = match of.1 {
        Which::All(..) => (
            Text::new("remaining").with("count", count),
            "rest",
            Text::new("remaining-button"),
        ),
        Which::Bought(_) => (
            Text::new("remaining-bought"),
            "bought",
            Text::new("remaining-button-bought"),
        ),
    };
    let head = head.with("plan", plan.name(lang));
    message.content = format!(
        "{}\n{}\n{}",
        message.content,
        head.render(lang),
        lines(left.spans(), lang)
    );
    message.rows = vec![vec![button(action, of, &label, lang)]];
}

/// Asks whether all of that is to end.
pub(in crate::memberships) fn ask_rest(
    of: (UserId, Which),
    (plan, left): (&Plan, &Remaining),
    lang: Lang,
) -> Message {
    let count = left.mark().0;
    let (ask, action) = match of.1 {
        Which::All(..) => (Text::new("remaining-ask").with("count", count), "rest-now"),
        Which::Bought(_) => (Text::new("remaining-ask-bought"), "bought-now"),
    };
    let ask = about(ask, of.0, plan, lang);
    Message {
        rows: vec![vec![button(action, of, &now(count), lang)]],
        ..Message::text(format!("{ask}\n{}", lines(left.spans(), lang)))
    }
}

/// It has ended.
pub(in crate::memberships) fn rest_ended(
    user: UserId,
    (plan, left, next): (&Plan, &Remaining, &[Span]),
    lang: Lang,
) -> Message {
    let count = left.mark().0;
    let done = Text::new("remaining-ended").with("count", count);
    let done = about(done, user, plan, lang);
    Message::text(with_gone(done, &[], next, lang))
}

fn about(text: Text, user: UserId, plan: &Plan, lang: Lang) -> String {
    text.with("user", user)
        .with("plan", plan.name(lang))
        .render(lang)
}

/// Adds to what is said what was taken back, with its dates, and what comes in its place.
pub(super) fn with_gone(said: String, taken: &[Span], next: &[Span], lang: Lang) -> String {
    let mut all = vec![said];
    if !taken.is_empty() {
        let spans = Arg::Markup(lines(taken.iter().copied(), lang));
        let taken = Text::new("refund-taken").with("spans", spans);
        all.push(taken.render(lang));
    }
    all.extend(next.iter().map(|(from, end)| {
        let text = Text::new("refund-next").with("from", *from);
        text.with("until", until(*end)).render(lang)
    }));
    all.join("\n")
}

/// Adds what a refund had ended that was a mistake, and how it is given back.
pub(super) fn with_lost(said: String, voided: &Voided, lang: Lang) -> String {
    let mut all = vec![said];
    if !voided.lost.is_empty() {
        let spans = Arg::Markup(lines(voided.lost.iter().copied(), lang));
        let lost = Text::new("refund-voided-lost").with("spans", spans);
        all.push(lost.render(lang));
    }
    if voided.has_endless {
        all.push(Text::new("refund-voided-endless").render(lang));
    }
    all.join("\n")
}

/// Adds what came in for what was ended and did not go back, and how it does.
pub(super) fn with_kept(said: String, kept: Yen, lang: Lang) -> String {
    if kept.0 == 0 {
        return said;
    }
    let kept = Text::new("refund-kept").with("amount", kept.0);
    format!("{said}\n{}", kept.render(lang))
}

/// Adds the button that gives that back.
pub(super) fn add_lost(message: &mut Message, user: UserId, refund: PaymentId, lang: Lang) {
    let id = format!("membership:restore:{user}:{refund}");
    let label = Text::new("restored-button").plain(lang);
    message.rows = vec![vec![Button::new(id, label, Style::Success)]];
}

/// It is theirs again.
pub(in crate::memberships) fn restored(user: UserId, restored: &Restored, lang: Lang) -> Message {
    let mut done = Text::new("restored");
    if restored.over_seats > 0 {
        done = Text::new("membership-over-seats")
            .with("granted", done)
            .with("over", restored.over_seats);
    }
    let done = about(done, user, &restored.plan, lang);
    let spans = lines(restored.spans.iter().copied(), lang);
    Message::text(format!("{done}\n{spans}"))
}

/// A line for each.
pub(super) fn lines(spans: impl Iterator<Item = Span>, lang: Lang) -> String {
    let line = |(from, end)| {
        let line = Text::new("remaining-line").with("from", from);
        line.with("until", until(end)).render(lang)
    };
    spans.map(line).collect::<Vec<_>>().join("\n")
}

fn now(count: usize) -> Text {
    Text::new("remaining-button-now").with("count", count)
}

fn button(action: &str, (user, which): (UserId, Which), label: &Text, lang: Lang) -> Button {
    let which = match which {
        Which::All(plan, (count, newest)) => format!("{plan}:{count}:{newest}"),
        Which::Bought(payment) => payment.to_string(),
    };
    let id = format!("membership:{action}:{user}:{which}");
    Button::new(id, label.plain(lang), Style::Danger)
}
