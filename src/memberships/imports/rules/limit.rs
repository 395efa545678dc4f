//! How many people one list may part from a plan before the owner is asked again.

use std::collections::HashMap;

use crate::ids::PlanId;
use crate::memberships::rules::Tally;

/// How many people a list parts from a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships::imports) struct Cut {
    /// Which.
    pub(in crate::memberships::imports) plan: PlanId,
    /// So many.
    pub(in crate::memberships::imports) people: i64,
    /// Of so many who have it now.
    pub(in crate::memberships::imports) holders: i64,
}

/// Of which plans a list would take more than may go without a question, with those whom other lists
/// took today.
pub(in crate::memberships::imports) fn over(
    cuts: &HashMap<PlanId, i64>,
    tally: impl Fn(PlanId) -> Tally,
) -> Vec<Cut> {
    let mut over: Vec<Cut> = cuts
        .iter()
        .filter_map(|(plan, people)| {
            let tally = tally(*plan);
            let cut = Cut {
                plan: *plan,
                people: *people,
                holders: tally.holders,
            };
            tally.is_too_many(*people).then_some(cut)
        })
        .collect();
    over.sort_by_key(|cut| cut.plan);
    over
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_or_one_in_twenty_go_without_a_question() {
        for (people, holders, removed, is_over) in [
            (0, 0, 0, false),
            (5, 5, 0, false),
            (6, 100, 0, true),
            (6, 119, 0, true),
            (6, 120, 0, false),
            (40, 100, 0, true),
            (1000, 20_000, 0, false),
            (1001, 20_000, 0, true),
            (3, 10, 2, false),
            (4, 10, 2, true),
            (500, 19_500, 500, false),
            (501, 19_500, 500, true),
            (0, 10, 9, false),
        ] {
            let cuts = HashMap::from([(PlanId(1), people)]);
            let over = over(&cuts, |_| Tally { holders, removed });
            assert_eq!(
                !over.is_empty(),
                is_over,
                "{people} of {holders}, {removed}"
            );
        }
    }
}
