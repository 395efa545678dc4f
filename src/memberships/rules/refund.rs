//! Money that goes back: for which periods, and what that ends.

use chrono::{DateTime, Utc};

use super::{Refusal, Yen};
use crate::ids::EntitlementId;

/// What the owner takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum What {
    /// All that they have and would still have had.
    Everything,
    /// The last of their periods.
    Last,
    /// No time; only money goes back.
    Nothing,
    /// A wrong record of money.
    Record,
}

/// The same, once it makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Takes {
    /// A wrong record of money.
    Record,
    /// Periods, and so much money.
    Periods(Ends, Option<i64>),
}

/// Which periods end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Ends {
    /// All.
    Everything,
    /// The last one.
    Last,
    /// Those of which all that was paid goes back.
    PaidBack,
    /// None.
    Nothing,
}

/// What the owner's words come to.
pub(in crate::memberships) fn takes(
    what: Option<What>,
    refund: Option<i64>,
    payment: Option<i64>,
) -> Result<Takes, Refusal> {
    match (what, refund, payment) {
        (Some(What::Record), None, Some(_)) => Ok(Takes::Record),
        (Some(What::Record), _, _) => Err(Refusal::RecordByNumber),
        (_, None, Some(_)) => Err(Refusal::PaymentWithoutRefund),
        (Some(What::Nothing), None, None) => Err(Refusal::NothingToDo),
        (None, Some(_), _) => Ok(Takes::Periods(Ends::PaidBack, refund)),
        (Some(What::Nothing), Some(_), _) => Ok(Takes::Periods(Ends::Nothing, refund)),
        (Some(What::Everything) | None, _, _) => Ok(Takes::Periods(Ends::Everything, refund)),
        (Some(What::Last), _, _) => Ok(Takes::Periods(Ends::Last, refund)),
    }
}

/// What somebody paid for a period and did not get back.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::memberships) struct Paid {
    pub(in crate::memberships) entitlement_id: EntitlementId,
    /// Through which service it was paid; '' where the salon took the money itself.
    pub(in crate::memberships) origin: String,
    pub(in crate::memberships) left_jpy: i64,
}

/// What of a refund is for one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) struct Back {
    pub(in crate::memberships) entitlement: EntitlementId,
    pub(in crate::memberships) amount: Yen,
    /// Nothing is left of what was paid for it.
    pub(in crate::memberships) is_full: bool,
}

/// From when on, and until when or without end.
pub(in crate::memberships) type Span = (DateTime<Utc>, Option<DateTime<Utc>>);

/// What of a plan was taken back, and what was brought forward into its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::memberships) struct Gone {
    pub(in crate::memberships) taken: Vec<Span>,
    pub(in crate::memberships) next: Vec<Span>,
}

/// What touches or overlaps is one time.
pub(in crate::memberships) fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_by_key(|(from, _)| *from);
    let mut out: Vec<Span> = Vec::new();
    for (from, until) in spans {
        match out.last_mut() {
            Some((_, last)) if last.is_none_or(|last| from <= last) => {
                *last = last.zip(until).map(|(last, until)| last.max(until));
            }
            Some(_) | None => out.push((from, until)),
        }
    }
    out
}

/// Leaves what was paid through the service of the latest: money of another goes back only where the
/// owner names it.
pub(in crate::memberships) fn of_latest_service(paid: &mut Vec<Paid>) {
    if let Some(latest) = paid.first().map(|paid| paid.origin.clone()) {
        paid.retain(|paid| paid.origin == latest);
    }
}

/// Spreads a refund over what was paid: what stands first goes back first.
pub(in crate::memberships) fn spread(refund: i64, paid: &[Paid]) -> Result<Vec<Back>, Refusal> {
    if refund <= 0 {
        return Err(Refusal::BadRefund);
    }
    let most = paid.iter().map(|paid| paid.left_jpy.max(0)).sum();
    if refund > most {
        return Err(Refusal::RefundTooLarge(Yen(most)));
    }
    let mut rest = refund;
    let mut back = Vec::new();
    for paid in paid.iter().filter(|paid| paid.left_jpy > 0) {
        let amount = rest.min(paid.left_jpy);
        if amount == 0 {
            break;
        }
        rest -= amount;
        back.push(Back {
            entitlement: paid.entitlement_id,
            amount: Yen(amount),
            is_full: amount == paid.left_jpy,
        });
    }
    Ok(back)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn paid(left: &[i64]) -> Vec<Paid> {
        let ids = (1..).map(EntitlementId);
        ids.zip(left)
            .map(|(entitlement_id, left)| Paid {
                entitlement_id,
                origin: String::new(),
                left_jpy: *left,
            })
            .collect()
    }

    #[test]
    fn the_owners_words_come_to_one_thing_or_are_refused() {
        let (everything, last) = (Some(What::Everything), Some(What::Last));
        let (nothing, record) = (Some(What::Nothing), Some(What::Record));
        let periods = |ends, refund| Ok(Takes::Periods(ends, refund));
        for (what, refund, payment, expected) in [
            (None, None, None, periods(Ends::Everything, None)),
            (None, Some(1), None, periods(Ends::PaidBack, Some(1))),
            (None, Some(1), Some(2), periods(Ends::PaidBack, Some(1))),
            (everything, None, None, periods(Ends::Everything, None)),
            (
                everything,
                Some(1),
                None,
                periods(Ends::Everything, Some(1)),
            ),
            (last, None, None, periods(Ends::Last, None)),
            (last, Some(1), Some(2), periods(Ends::Last, Some(1))),
            (nothing, Some(1), None, periods(Ends::Nothing, Some(1))),
            (nothing, None, None, Err(Refusal::NothingToDo)),
            (record, None, Some(2), Ok(Takes::Record)),
            (record, None, None, Err(Refusal::RecordByNumber)),
            (record, Some(1), Some(2), Err(Refusal::RecordByNumber)),
            (None, None, Some(2), Err(Refusal::PaymentWithoutRefund)),
            (last, None, Some(2), Err(Refusal::PaymentWithoutRefund)),
        ] {
            assert_eq!(
                takes(what, refund, payment),
                expected,
                "{what:?} {refund:?}"
            );
        }
    }

    #[test]
    fn what_stands_first_goes_back_first_and_never_more_than_came() {
        let back = |refund, left: &[i64]| {
            spread(refund, &paid(left)).map(|back| {
                let parts = back.into_iter();
                let parts = parts.map(|part| (part.entitlement.0, part.amount.0, part.is_full));
                parts.collect::<Vec<_>>()
            })
        };
        assert_eq!(back(2_980, &[2_980, 2_980]), Ok(vec![(1, 2_980, true)]));
        assert_eq!(back(1, &[2_980]), Ok(vec![(1, 1, false)]));
        assert_eq!(back(10, &[0, 10]), Ok(vec![(2, 10, true)]));
        let two = vec![(1, 100, true), (2, 50, false)];
        assert_eq!(back(150, &[100, 100]), Ok(two));
        let most = |yen| Err(Refusal::RefundTooLarge(Yen(yen)));
        assert_eq!(back(1, &[]), most(0));
        assert_eq!(back(201, &[100, 100]), most(200));
        assert_eq!(back(i64::MAX, &[100]), most(100));
        for refund in [0, -1, i64::MIN] {
            assert_eq!(back(refund, &[100]), Err(Refusal::BadRefund));
        }
    }

    #[test]
    fn money_of_another_service_stays_where_it_is() {
        let mut all = paid(&[0, 10, 20]);
        all[1].origin = "import:note:".into();
        of_latest_service(&mut all);
        let left: Vec<_> = all.iter().map(|paid| paid.left_jpy).collect();
        assert_eq!(left, [0, 20]);
        let mut none = Vec::new();
        of_latest_service(&mut none);
        assert_eq!(none, []);
    }

    #[test]
    fn months_that_follow_on_each_other_are_one_time() {
        let day = |day: i64| DateTime::UNIX_EPOCH + chrono::TimeDelta::days(day);
        let spans = |days: &[(i64, Option<i64>)]| -> Vec<Span> {
            let spans = days.iter();
            spans
                .map(|(from, until)| (day(*from), until.map(day)))
                .collect()
        };
        for (apart, expected) in [
            (vec![], vec![]),
            (vec![(0, Some(30))], vec![(0, Some(30))]),
            (vec![(30, Some(60)), (0, Some(30))], vec![(0, Some(60))]),
            (
                vec![(0, Some(30)), (31, Some(60))],
                vec![(0, Some(30)), (31, Some(60))],
            ),
            (vec![(0, Some(60)), (10, Some(20))], vec![(0, Some(60))]),
            (vec![(0, Some(30)), (20, None)], vec![(0, None)]),
            (vec![(0, None), (20, Some(30))], vec![(0, None)]),
        ] {
            assert_eq!(joined(spans(&apart)), spans(&expected), "{apart:?}");
        }
    }

    proptest! {
        #[test]
        fn every_yen_goes_back_once(
            left in prop::collection::vec(0_i64..1_000_000, 0..8),
            share in 1_i64..=1_000,
        ) {
            let most: i64 = left.iter().sum();
            let refund = (most * share / 1_000).max(1);
            let paid = paid(&left);
            let Ok(back) = spread(refund, &paid) else {
                prop_assert_eq!(most, 0);
                return Ok(());
            };
            prop_assert_eq!(back.iter().map(|part| part.amount.0).sum::<i64>(), refund);
            for part in &back {
                let of = paid.iter().find(|paid| paid.entitlement_id == part.entitlement);
                let left = of.expect("it was paid for").left_jpy;
                prop_assert!(part.amount.0 > 0 && part.amount.0 <= left);
                prop_assert_eq!(part.is_full, part.amount.0 == left);
            }
            let partial = back.iter().filter(|part| !part.is_full).count();
            prop_assert!(partial <= 1);
            prop_assert_eq!(spread(most + 1, &paid), Err(Refusal::RefundTooLarge(Yen(most))));
        }
    }
}
