//! What members are told of money that went back, was recorded by mistake, or came after all.

use super::GREY;
use super::remaining::lines;
use crate::memberships::rules::{Span, Yen};
use crate::text::{Arg, Lang, Text};

/// Of which plan it is, and where they stand with it.
pub(super) type Stands<'a> = (&'a str, Arg);

/// How much goes back, of all that they had paid or of a part of it, and whether the plan is over by it.
pub(super) fn refunded(
    Yen(amount): Yen,
    (is_whole, is_over): (bool, bool),
    (plan, stands): Stands<'_>,
) -> Text {
    let money = if is_whole {
        Text::new("refund-dm-whole")
    } else {
        Text::new("refund-dm-part")
    };
    let text = if is_over {
        Text::new("refund-dm-over")
    } else {
        Text::new("refund-dm")
    };
    text.with("money", money.with("amount", amount))
        .with("plan", plan)
        .with("stands", stands)
}

/// That it did not come after all, or does not go back: the title, the words, and the colour.
pub(super) fn mistaken(
    Yen(amount): Yen,
    is_refund: bool,
    (plan, stands): Stands<'_>,
) -> (Text, Text, u32) {
    let (title, text) = if is_refund {
        (
            Text::new("refund-dm-mistaken-title"),
            Text::new("refund-dm-mistaken"),
        )
    } else {
        (
            Text::new("refund-dm-mistake-title"),
            Text::new("refund-dm-mistake"),
        )
    };
    let text = text.with("amount", amount).with("plan", plan);
    (title, text.with("stands", stands), GREY)
}

/// That it came after all.
pub(super) fn received(Yen(amount): Yen, (plan, stands): Stands<'_>) -> Text {
    Text::new("refund-dm-received")
        .with("amount", amount)
        .with("plan", plan)
        .with("stands", stands)
}

/// What is theirs again.
pub(super) fn restored(spans: &[Span], (plan, stands): Stands<'_>, lang: Lang) -> Text {
    let spans = lines(spans.iter().copied(), lang);
    Text::new("restored-dm")
        .with("spans", Arg::Markup(spans))
        .with("plan", plan)
        .with("stands", stands)
}
