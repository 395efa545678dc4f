//! How roles stand at this moment: rights by the ledger, and who has what by the last comparison
//! and what was done since.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;

use super::project::topic;
use super::{LastPass, by_person, last_pass, preflight, store};
use crate::error::Result;
use crate::ids::{PersonId, RoleId};
use crate::memberships::rules::{Look, Mark, Removal, RoleGrant, looks};
use crate::memberships::store::paid_roles;
use crate::outbox::{self, Fate};

/// Everyone is compared every few minutes; after so long something keeps it from happening.
const LATE: TimeDelta = TimeDelta::minutes(15);

/// How all roles that are sold stand now.
#[derive(Clone, Debug)]
pub struct RolesNow {
    /// When everyone was last compared with Discord, if ever.
    pub compared_at: Option<DateTime<Utc>>,
    /// That is longer ago than it should be.
    pub is_late: bool,
    /// Each of them, the worst first.
    pub roles: Vec<RoleNow>,
}

/// How one role stands now. Who is not in the server, or has yet to accept its rules, is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleNow {
    /// Which.
    pub role: RoleId,
    /// So many have a right to it.
    pub entitled: i64,
    /// So many of these have it.
    pub with_role: i64,
    /// So many are about to get or to lose it.
    pub coming: i64,
    /// So many have it or lack it wrongly, and nothing is on its way to change that.
    pub drift: i64,
    /// So many differ because somebody wants it so.
    pub left_alone: i64,
    /// So many differed when everyone was last compared, before any of it was repaired.
    pub found: i64,
    /// So many had it from others then, without a right to it, which is left to them.
    pub of_others: i64,
}

/// What is known of one role of someone beside what they hold.
#[derive(Clone, Copy, Debug)]
struct Known<'a> {
    /// What became of what was last asked.
    fate: Option<&'a Fate>,
    /// Whether anything else is on its way to them.
    is_between: bool,
    is_screening: bool,
    /// It is given to nobody any more.
    is_dangerous: bool,
    compared_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
}

impl RoleNow {
    fn none(role: RoleId, pass: Option<&LastPass>) -> Self {
        let found = pass.and_then(|pass| pass.roles.iter().find(|proof| proof.role == role));
        Self {
            role,
            entitled: 0,
            with_role: 0,
            coming: 0,
            drift: 0,
            left_alone: 0,
            found: found.map_or(0, |proof| proof.drift),
            of_others: found.map_or(0, |proof| proof.of_others),
        }
    }

    fn count(&mut self, look: &Look, known: Known<'_>) {
        let is_wanted = look.held.is_wanted;
        if is_wanted && known.is_screening {
            return;
        }
        self.entitled += i64::from(is_wanted);
        let Some(grant) = look.grant else {
            // The next comparison looks first whether they have it from somebody else.
            self.coming += i64::from(is_wanted && !known.is_dangerous);
            self.drift += i64::from(is_wanted && known.is_dangerous);
            return;
        };
        let is_there = grant.is_granted;
        // What somebody else gave is not ours to take, unless that was about to be done.
        let is_left = grant.is_foreign && is_there;
        if !is_wanted && is_left && grant.removal != Some(Removal::Stopped) {
            return;
        }
        if let Some(fate) = known.fate.filter(|fate| fate.is_open()) {
            self.drift += i64::from(fate.is_stuck());
            self.coming += i64::from(!fate.is_stuck());
            return;
        }
        if is_meant(&grant) {
            self.left_alone += 1;
            return;
        }
        if self.is_given_up(&grant, known) {
            self.drift += 1;
            return;
        }
        // What Discord did not do is asked again when everyone is compared.
        let is_undone = |fate: &Fate| {
            !fate.is_delivered() && fate.done_at >= known.compared_at.max(Some(grant.changed_at))
        };
        if known.fate.is_some_and(is_undone) {
            self.coming += 1;
            return;
        }
        match (is_wanted, is_there) {
            (true, true) => self.with_role += 1,
            (false, true) if known.is_between => self.coming += 1,
            (true, false) | (false, true) => self.drift += 1,
            (false, false) => {}
        }
    }

    /// Whether it was put right so often that it was left as it is, and no comparison since found
    /// that it is right.
    fn is_given_up(&self, grant: &RoleGrant, known: Known<'_>) -> bool {
        let done_at = known.fate.and_then(Fate::delivered_at);
        let is_last = done_at < Some(grant.changed_at);
        let is_compared = known.compared_at > Some(grant.changed_at);
        is_last && grant.fights.is_given_up(known.now) && !(is_compared && self.found == 0)
    }
}

/// Whether somebody wants it as it is though it should be otherwise.
fn is_meant(grant: &RoleGrant) -> bool {
    grant.mark
        == Some(if grant.is_granted {
            Mark::Kept
        } else {
            Mark::Withheld
        })
        || grant.removal == Some(Removal::Stopped)
}

/// How all roles that are sold stand now.
pub async fn roles_now(conn: &mut SqliteConnection, now: DateTime<Utc>) -> Result<RolesNow> {
    let pass = last_pass(conn).await?;
    let gone = preflight::gone(conn).await?;
    let dangerous = preflight::dangerous(conn).await?;
    let sold = paid_roles(conn).await?.into_iter();
    let sold = sold.filter(|role| !gone.contains(role));
    let mut roles: BTreeMap<RoleId, RoleNow> = sold
        .map(|role| (role, RoleNow::none(role, pass.as_ref())))
        .collect();
    let compared_at = pass.map(|pass| pass.at);
    let held = by_person(store::held_by_all(conn, now).await?);
    let granted = by_person(store::grants_to_all(conn).await?);
    let fates = fates(conn, &granted).await?;
    for person in store::concerned(conn).await? {
        if person.is_in_server == Some(false) {
            continue;
        }
        let id = person.person_id;
        let held = held.get(&id).map_or(&[][..], Vec::as_slice);
        let granted = granted.get(&id).map_or(&[][..], Vec::as_slice);
        let looks = looks(held, granted, |_| false);
        let fate = |look: &Look| look.grant.and_then(|grant| fates.get(&key(id, &grant)));
        let is_between = looks
            .iter()
            .any(|look| fate(look).is_some_and(Fate::is_open));
        for look in &looks {
            let known = Known {
                fate: fate(look),
                is_between,
                is_screening: person.is_screening,
                is_dangerous: dangerous.contains(&look.held.role),
                compared_at,
                now,
            };
            if let Some(role) = roles.get_mut(&look.held.role) {
                role.count(look, known);
            }
        }
    }
    let mut roles: Vec<RoleNow> = roles.into_values().collect();
    roles.sort_by_key(|role| (-role.drift, -role.coming));
    Ok(RolesNow {
        compared_at,
        is_late: compared_at.is_some_and(|at| at + LATE < now),
        roles,
    })
}

/// What became of what was last asked about each role of everyone, by its key.
async fn fates(
    conn: &mut SqliteConnection,
    granted: &HashMap<PersonId, Vec<RoleGrant>>,
) -> Result<HashMap<String, Fate>> {
    let of = |(person, grants): (&PersonId, &Vec<RoleGrant>)| -> Vec<String> {
        grants.iter().map(|grant| key(*person, grant)).collect()
    };
    let keys: Vec<String> = granted.iter().flat_map(of).collect();
    let fates = outbox::fates_of(conn, &keys).await?.into_iter();
    Ok(fates.map(|fate| (fate.key.clone(), fate)).collect())
}

fn key(person: PersonId, grant: &RoleGrant) -> String {
    format!("{}:v{}", topic(person, grant.role), grant.version)
}
