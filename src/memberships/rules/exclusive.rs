//! Roles that only we give: whoever has one without a right to it loses it.

use super::role::{Course, HeldRole, Look, RoleGrant, Shown, looks};

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
