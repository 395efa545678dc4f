//! Which roles follow from what someone holds.

use crate::ids::RoleId;

/// What we last asked Discord about one role of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) struct RoleGrant {
    /// Which.
    pub(in crate::memberships) role_id: RoleId,
    /// Counts what was asked.
    pub(in crate::memberships) version: i64,
    /// It should be there.
    pub(in crate::memberships) is_granted: bool,
}

/// One role to give or to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) struct Change {
    /// Which.
    pub(in crate::memberships) role: RoleId,
    /// Give it, or take it.
    pub(in crate::memberships) is_grant: bool,
    /// The number of this change.
    pub(in crate::memberships) version: i64,
}

/// The differences between the roles someone should have and those that are there. What is given
/// comes before what is taken, so that nobody stands without access in between; what we never
/// gave is never taken.
pub(in crate::memberships) fn changes(
    wanted: &[RoleId],
    grants: &[RoleGrant],
    is_there: impl Fn(RoleId) -> bool,
) -> Vec<Change> {
    let version = |role| {
        let known = grants.iter().find(|grant| grant.role_id == role);
        known.map_or(1, |grant| grant.version + 1)
    };
    let given = wanted.iter().filter(|role| !is_there(**role));
    let taken = grants.iter().map(|grant| &grant.role_id);
    let taken = taken.filter(|role| !wanted.contains(role) && is_there(**role));
    let change = |is_grant| {
        move |role: &RoleId| Change {
            role: *role,
            is_grant,
            version: version(*role),
        }
    };
    given
        .map(change(true))
        .chain(taken.map(change(false)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grant(role: i64, version: i64, is_granted: bool) -> RoleGrant {
        RoleGrant {
            role_id: RoleId(role),
            version,
            is_granted,
        }
    }

    #[test]
    fn what_is_given_comes_before_what_is_taken() {
        let changes = changes(&[RoleId(2)], &[grant(1, 4, true)], |role| role == RoleId(1));
        let change = |role, is_grant, version| Change {
            role: RoleId(role),
            is_grant,
            version,
        };
        assert_eq!(changes, [change(2, true, 1), change(1, false, 5)]);
    }

    proptest! {
        #[test]
        fn only_differences_change_and_only_ours_is_taken(
            wanted in prop::collection::btree_set(0_i64..6, 0..6),
            ours in prop::collection::btree_set(0_i64..6, 0..6),
            there in prop::collection::btree_set(0_i64..6, 0..6),
        ) {
            let wanted: Vec<_> = wanted.into_iter().map(RoleId).collect();
            let grants: Vec<_> = ours.iter().map(|role| grant(*role, 1, true)).collect();
            let mut after = there.clone();
            for change in changes(&wanted, &grants, |role| there.contains(&role.0)) {
                if change.is_grant {
                    prop_assert!(after.insert(change.role.0));
                } else {
                    prop_assert!(ours.contains(&change.role.0));
                    prop_assert!(after.remove(&change.role.0));
                }
            }
            for role in 0..6 {
                let should_be = wanted.contains(&RoleId(role))
                    || (there.contains(&role) && !ours.contains(&role));
                prop_assert_eq!(after.contains(&role), should_be);
            }
        }
    }
}
