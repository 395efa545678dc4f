//! The proof that roles are right: of each, who should have it and who has it, as Discord lists them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::RoleId;
use crate::memberships::rules::{
    HeldRole, Mark, Removal, RoleGrant, Shown, is_elses, looks_as_shown,
};

/// One role as a comparison with Discord found it. Who is not in the server, or has yet to accept
/// its rules, is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleProof {
    /// Which.
    pub role: RoleId,
    /// So many have a right to it.
    pub entitled: i64,
    /// So many of these have it.
    pub with_role: i64,
    /// So many have a right to it and not the role, or no right to it and the role from us; or from
    /// whomever, where nobody else may give it.
    pub drift: i64,
    /// So many differ because somebody wants it so.
    pub left_alone: i64,
    /// So many have it from others without a right to it, which is left to them.
    #[serde(default)]
    pub of_others: i64,
}

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Proof(BTreeMap<RoleId, RoleProof>);

impl Proof {
    /// Of these roles, whether anyone holds them or not.
    pub(super) fn of(roles: &[RoleId]) -> Self {
        let empty = |role: &RoleId| {
            let proof = RoleProof {
                role: *role,
                entitled: 0,
                with_role: 0,
                drift: 0,
                left_alone: 0,
                of_others: 0,
            };
            (*role, proof)
        };
        Self(roles.iter().map(empty).collect())
    }

    /// Counts someone who is in the server. Roles that are sold no more are none of the proof's.
    pub(super) fn count(&mut self, held: &[HeldRole], grants: &[RoleGrant], shown: &Shown) {
        self.count_of_others(held, grants, shown);
        for look in looks_as_shown(held, grants, shown) {
            let Some(proof) = self.0.get_mut(&look.held.role) else {
                continue;
            };
            let is_entitled = look.held.is_wanted && !shown.is_screening;
            proof.entitled += i64::from(is_entitled);
            proof.with_role += i64::from(is_entitled && look.is_there);
            let is_ours = look.grant.is_some_and(|grant| !grant.is_foreign);
            let differs = if look.held.is_wanted {
                is_entitled && !look.is_there
            } else {
                look.is_there && (is_ours || look.is_exclusive && !look.held.is_open)
            };
            let is_meant = look.grant.is_some_and(|grant| {
                let meant = if look.is_there {
                    Mark::Kept
                } else {
                    Mark::Withheld
                };
                grant.mark == Some(meant) || grant.removal == Some(Removal::Stopped)
            });
            proof.left_alone += i64::from(differs && is_meant);
            proof.drift += i64::from(differs && !is_meant);
        }
    }

    /// Counts what someone in the server has from others. What nobody else may give is no such thing.
    pub(super) fn count_of_others(
        &mut self,
        held: &[HeldRole],
        grants: &[RoleGrant],
        shown: &Shown,
    ) {
        let others = shown.roles.iter();
        for role in others.filter(|role| !shown.exclusive.contains(role)) {
            if let Some(proof) = self.0.get_mut(role) {
                proof.of_others += i64::from(is_elses(held, grants, shown, *role));
            }
        }
    }

    /// What was found, the worst first.
    pub(super) fn done(self) -> Vec<RoleProof> {
        let mut found: Vec<RoleProof> = self.0.into_values().collect();
        found.sort_by_key(|proof| -proof.drift);
        found
    }
}
