//! How people come into a plan on trial, and what becomes of them once it is over.

use super::sale::{PaidRole, Reserved, roles};
use super::{Refusal, Yen};
use crate::ids::RoleId;

/// The longest trial.
const MOST_TRIAL_DAYS: i64 = 90;

/// What becomes of whoever's last period of a plan ends by the clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Exit {
    /// The plan's roles go.
    #[default]
    Remove,
    /// They go, and former members have this one.
    Alumni(RoleId),
    /// They leave the server, where they hold nothing else.
    Kick,
}

impl Exit {
    /// The policy in the two columns that hold it.
    pub(in crate::memberships) fn read(name: &str, role: Option<RoleId>) -> Option<Self> {
        match (name, role) {
            ("remove", None) => Some(Self::Remove),
            ("alumni", Some(role)) => Some(Self::Alumni(role)),
            ("kick", None) => Some(Self::Kick),
            _ => None,
        }
    }

    pub(in crate::memberships) const fn name(self) -> &'static str {
        match self {
            Self::Remove => "remove",
            Self::Alumni(_) => "alumni",
            Self::Kick => "kick",
        }
    }

    /// What former members have.
    pub(in crate::memberships) const fn alumni_role(self) -> Option<RoleId> {
        match self {
            Self::Alumni(role) => Some(role),
            Self::Remove | Self::Kick => None,
        }
    }
}

/// The same, as the owner says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitPolicy {
    /// The plan's roles go.
    Remove,
    /// Former members have a role of their own.
    Alumni,
    /// They leave the server.
    Kick,
}

/// The way into a plan and out of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// For how many days it may be tried without payment; 0: not at all.
    pub trial_days: u32,
    /// What a trial confers instead of the plan's roles; `None`: the plan's roles.
    pub trial_role: Option<RoleId>,
    /// What becomes of whoever's last period ends.
    pub exit: Exit,
}

/// What the owner wants different of it; what is `None` stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct PassageChange {
    /// For how many days it may be tried; 0: not at all.
    pub trial_days: Option<i64>,
    /// What a trial confers.
    pub trial_role: Option<PaidRole>,
    /// What becomes of whoever's last period ends.
    pub exit: Option<ExitPolicy>,
    /// What former members have.
    pub alumni_role: Option<PaidRole>,
}

/// A passage after a change, of a plan with this price and these roles. Whoever is trying it when
/// there are no more trials goes on with what their trial confers.
pub(in crate::memberships) fn passage(
    before: Passage,
    change: &PassageChange,
    (price, of_plan): (Yen, &[RoleId]),
    reserved: Reserved,
) -> Result<Passage, Refusal> {
    let trial_days = match change.trial_days {
        None => before.trial_days,
        Some(days @ 0..=MOST_TRIAL_DAYS) => u32::try_from(days).map_err(|_| Refusal::BadTrial)?,
        Some(_) => return Err(Refusal::BadTrial),
    };
    if trial_days > 0 && price.0 == 0 {
        return Err(Refusal::TrialOfFreePlan);
    }
    let trial_role = match change.trial_role {
        Some(_) if trial_days == 0 => return Err(Refusal::TrialRoleWithoutDays),
        Some(role) => sellable(role, reserved)?,
        // A trial that is offered anew says anew what it confers.
        None if before.trial_days == 0 && trial_days > 0 => None,
        None => before.trial_role,
    };
    let alumni_role = match change.alumni_role {
        Some(role) => sellable(role, reserved)?,
        None => before.exit.alumni_role(),
    };
    let exit = match (change.exit, change.alumni_role) {
        (Some(ExitPolicy::Remove | ExitPolicy::Kick), Some(_)) => {
            return Err(Refusal::AlumniRoleWithoutExit);
        }
        (Some(ExitPolicy::Alumni), _) | (None, Some(_)) => {
            Exit::Alumni(alumni_role.ok_or(Refusal::AlumniWithoutRole)?)
        }
        (Some(ExitPolicy::Remove), None) => Exit::Remove,
        (Some(ExitPolicy::Kick), None) if reserved.rank.is_some_and(|rank| !rank.may_kick) => {
            return Err(Refusal::MayNotKick);
        }
        (Some(ExitPolicy::Kick), None) => Exit::Kick,
        (None, None) => before.exit,
    };
    match exit.alumni_role() {
        Some(role) if of_plan.contains(&role) => Err(Refusal::AlumniRoleOfPlan(role)),
        Some(_) | None => Ok(Passage {
            trial_days,
            trial_role,
            exit,
        }),
    }
}

/// The role, where it may be given to whoever comes.
fn sellable(role: PaidRole, reserved: Reserved) -> Result<Option<RoleId>, Refusal> {
    Ok(roles(&[role], reserved)?.first().copied())
}

#[cfg(test)]
mod tests {
    use super::super::Rank;
    use super::*;
    use proptest::prelude::*;

    const ROLES: [RoleId; 1] = [RoleId(9)];

    const RESERVED: Reserved = Reserved {
        guild: None,
        owner: Some(RoleId(1)),
        mentor: None,
        rank: Some(Rank {
            position: 10,
            may_manage_roles: true,
            may_kick: true,
        }),
    };

    fn role(id: i64) -> PaidRole {
        PaidRole {
            id: RoleId(id),
            managed: false,
            permissions: 0,
            position: 3,
        }
    }

    fn after(before: Passage, change: PassageChange) -> Result<Passage, Refusal> {
        passage(before, &change, (Yen(2_980), &ROLES), RESERVED)
    }

    const ALUMNI: Passage = Passage {
        trial_days: 0,
        trial_role: None,
        exit: Exit::Alumni(RoleId(5)),
    };

    #[test]
    fn what_does_not_fit_together_is_refused_each_for_its_own_reason() {
        use ExitPolicy::{Alumni, Kick, Remove};
        let change = |exit, alumni: Option<i64>| PassageChange {
            exit,
            alumni_role: alumni.map(role),
            ..PassageChange::default()
        };
        let nothing = Passage::default();
        for (before, change, exit) in [
            (nothing, change(None, None), Ok(Exit::Remove)),
            (nothing, change(Some(Kick), None), Ok(Exit::Kick)),
            (
                nothing,
                change(Some(Alumni), None),
                Err(Refusal::AlumniWithoutRole),
            ),
            (
                nothing,
                change(Some(Alumni), Some(5)),
                Ok(Exit::Alumni(RoleId(5))),
            ),
            (nothing, change(None, Some(5)), Ok(Exit::Alumni(RoleId(5)))),
            (
                nothing,
                change(Some(Kick), Some(5)),
                Err(Refusal::AlumniRoleWithoutExit),
            ),
            (
                ALUMNI,
                change(Some(Remove), Some(6)),
                Err(Refusal::AlumniRoleWithoutExit),
            ),
            (
                nothing,
                change(None, Some(9)),
                Err(Refusal::AlumniRoleOfPlan(RoleId(9))),
            ),
            (
                nothing,
                change(None, Some(1)),
                Err(Refusal::RoleOfStaff(RoleId(1))),
            ),
            (ALUMNI, change(Some(Remove), None), Ok(Exit::Remove)),
            (
                ALUMNI,
                change(Some(Alumni), None),
                Ok(Exit::Alumni(RoleId(5))),
            ),
            (ALUMNI, change(None, Some(6)), Ok(Exit::Alumni(RoleId(6)))),
        ] {
            let found = after(before, change).map(|passage| passage.exit);
            assert_eq!(found, exit, "{before:?} {change:?}");
        }
        let weak = Reserved {
            rank: RESERVED.rank.map(|rank| Rank {
                may_kick: false,
                ..rank
            }),
            ..RESERVED
        };
        let kick = change(Some(Kick), None);
        let refused = passage(nothing, &kick, (Yen(1), &ROLES), weak);
        assert_eq!(refused, Err(Refusal::MayNotKick));
    }

    #[test]
    fn a_trial_has_days_and_is_of_what_costs_something() {
        let change = |days, trial: Option<i64>| PassageChange {
            trial_days: days,
            trial_role: trial.map(role),
            ..PassageChange::default()
        };
        let trying = |trial_days, trial: Option<i64>| Passage {
            trial_days,
            trial_role: trial.map(RoleId),
            exit: Exit::Remove,
        };
        for (before, change, found) in [
            (
                trying(0, None),
                change(Some(14), None),
                Ok(trying(14, None)),
            ),
            (
                trying(0, None),
                change(Some(90), Some(4)),
                Ok(trying(90, Some(4))),
            ),
            (
                trying(0, None),
                change(Some(91), None),
                Err(Refusal::BadTrial),
            ),
            (
                trying(0, None),
                change(Some(-1), None),
                Err(Refusal::BadTrial),
            ),
            (
                trying(0, None),
                change(None, Some(4)),
                Err(Refusal::TrialRoleWithoutDays),
            ),
            (
                trying(14, None),
                change(None, Some(4)),
                Ok(trying(14, Some(4))),
            ),
            // Whoever is trying it keeps what they have; the next ones are told anew.
            (
                trying(14, Some(4)),
                change(Some(0), None),
                Ok(trying(0, Some(4))),
            ),
            (
                trying(0, Some(4)),
                change(Some(7), None),
                Ok(trying(7, None)),
            ),
        ] {
            assert_eq!(after(before, change), found, "{before:?} {change:?}");
        }
        let free = passage(
            trying(0, None),
            &change(Some(7), None),
            (Yen(0), &ROLES),
            RESERVED,
        );
        assert_eq!(free, Err(Refusal::TrialOfFreePlan));
    }

    #[test]
    fn policies_are_read_as_they_are_written() {
        for exit in [Exit::Remove, Exit::Alumni(RoleId(5)), Exit::Kick] {
            assert_eq!(Exit::read(exit.name(), exit.alumni_role()), Some(exit));
        }
        assert_eq!(Exit::read("alumni", None), None);
    }

    fn any_policy() -> impl Strategy<Value = Option<ExitPolicy>> {
        prop::option::of(prop::sample::select(vec![
            ExitPolicy::Remove,
            ExitPolicy::Alumni,
            ExitPolicy::Kick,
        ]))
    }

    proptest! {
        /// Whatever was said before: what is taken can be written, and saying it again changes nothing.
        #[test]
        fn what_is_taken_holds_together(
            changes in prop::collection::vec(
                (prop::option::of(-1_i64..100), prop::option::of(2_i64..9), any_policy(),
                 prop::option::of(2_i64..10)), 1..6),
        ) {
            let mut known = Passage::default();
            for (trial_days, trial, exit, alumni) in changes {
                let change = PassageChange {
                    trial_days,
                    trial_role: trial.map(role),
                    exit,
                    alumni_role: alumni.map(role),
                };
                let Ok(next) = after(known, change) else { continue };
                prop_assert!(next.trial_days <= 90);
                prop_assert_eq!(Exit::read(next.exit.name(), next.exit.alumni_role()), Some(next.exit));
                prop_assert_ne!(next.exit, Exit::Alumni(RoleId(9)));
                prop_assert_eq!(after(next, change), Ok(next));
                known = next;
            }
        }
    }
}
