//! What members are told of money that goes back, or of a record of money that was a mistake.

use crate::memberships::rules::Yen;
use crate::text::Text;

/// How much goes back, of all that they had paid or of a part of it, and whether the plan is over by it.
pub(super) fn refunded(Yen(amount): Yen, is_whole: bool, is_over: bool) -> Text {
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
}

/// That it did not come after all, or does not go back: the title, and the words.
pub(super) fn mistaken(Yen(amount): Yen, is_refund: bool) -> (Text, Text) {
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
    (title, text.with("amount", amount))
}
