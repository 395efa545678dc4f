//! What a grant by hand counts as.

use super::{Method, Refusal, Source};

/// What a grant counts as, where the owner may have left that out: a present where somebody is its
/// giver, and a pass where money came by transfer or over a till, as it does for the next period
/// only if somebody thinks of it.
pub(in crate::memberships) fn counts_as(
    said: Option<Source>,
    has_giver: bool,
    (has_paid, method): (bool, Option<Method>),
    is_endless: bool,
) -> Result<Source, Refusal> {
    match (said, has_giver) {
        (Some(Source::Gift) | None, true) => Ok(Source::Gift),
        (Some(_), true) => Err(Refusal::GiverWithoutGift),
        (Some(source), false) => Ok(source),
        (None, false) => Ok(match method {
            Some(Method::Transfer | Method::Konbini) if has_paid && !is_endless => Source::Pass,
            Some(
                Method::Transfer
                | Method::Konbini
                | Method::Card
                | Method::Cash
                | Method::Platform
                | Method::Other,
            )
            | None => Source::Manual,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_out_follows_from_giver_and_money() {
        use Method::{Card, Cash, Konbini, Transfer};
        use Source::{Gift, Manual, Pass};
        let unpaid = (false, None);
        for (said, has_giver, money, is_endless, expected) in [
            (None, false, unpaid, false, Ok(Manual)),
            (None, false, (true, None), false, Ok(Manual)),
            (None, false, (true, Some(Card)), false, Ok(Manual)),
            (None, false, (true, Some(Cash)), false, Ok(Manual)),
            (None, false, (true, Some(Transfer)), false, Ok(Pass)),
            (None, false, (true, Some(Konbini)), false, Ok(Pass)),
            (None, false, (true, Some(Transfer)), true, Ok(Manual)),
            (None, false, (false, Some(Transfer)), false, Ok(Manual)),
            (None, true, (true, Some(Transfer)), false, Ok(Gift)),
            (Some(Gift), true, unpaid, false, Ok(Gift)),
            (Some(Gift), false, unpaid, false, Ok(Gift)),
            (
                Some(Manual),
                false,
                (true, Some(Konbini)),
                false,
                Ok(Manual),
            ),
            (Some(Pass), false, unpaid, false, Ok(Pass)),
            (
                Some(Pass),
                true,
                unpaid,
                false,
                Err(Refusal::GiverWithoutGift),
            ),
        ] {
            let counted = counts_as(said, has_giver, money, is_endless);
            assert_eq!(counted, expected, "{said:?} {has_giver} {money:?}");
        }
    }
}
