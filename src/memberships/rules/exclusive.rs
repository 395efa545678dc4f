//! Roles that only we give: whoever has one without a right to it loses it.

use super::role::{Course, HeldRole, Look, RoleGrant, Shown, looks};
use crate::ids::RoleId;

/// The roles that someone's plans, our record and Discord speak of; of what is only on Discord
/// those that nobody else may give.
pub(in crate::memberships) fn looks_as_shown(
    held: &[HeldRole],
    grants: &[RoleGrant],
    shown: &Shown,
) -> Vec<Look> {
    let mut looks = looks(held, grants, |role| shown.roles.contains(&role));
    for role in &shown.exclusive {
        let mut known = looks.iter_mut();
        if let Some(look) = known.find(|look| look.held.role == *role) {
            look.is_exclusive = true;
            continue;
        }
        looks.push(Look {
            held: HeldRole::none(*role),
            grant: None,
            course: Course::Nothing,
            is_there: true,
            is_exclusive: true,
        });
    }
    looks
}

/// Whether somebody else gave them a role to which they have no right: it is left alone unless nobody
/// else may give it.
pub(in crate::memberships) fn is_elses(
    held: &[HeldRole],
    grants: &[RoleGrant],
    shown: &Shown,
    role: RoleId,
) -> bool {
    let has_right = |held: &HeldRole| held.role == role && held.is_open;
    let is_ours = |grant: &RoleGrant| grant.role == role && !grant.is_foreign;
    !shown.is_exempt
        && shown.roles.contains(&role)
        && !held.iter().any(has_right)
        && !grants.iter().any(is_ours)
}
