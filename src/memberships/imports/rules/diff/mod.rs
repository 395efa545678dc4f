//! What a list would change: the same is asked when it is looked at and when it is approved.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::{Act, Line, Until, Why};
use crate::ids::{EntitlementId, PersonId, PlanId, UserId};

/// Spreadsheets keep so many digits of a number; what follows becomes zeros.
const KEPT_DIGITS: u32 = 15;
/// Where more than one in so many accounts looks rounded, they are: by chance it is one in 1,000.
const ROUNDED_SHARE: usize = 20;

/// A right to a plan that somebody has from the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::memberships::imports) struct Held {
    pub(in crate::memberships::imports) id: EntitlementId,
    pub(in crate::memberships::imports) person_id: PersonId,
    pub(in crate::memberships::imports) plan_id: PlanId,
    pub(in crate::memberships::imports) ends_at: Option<DateTime<Utc>>,
    /// They have the plan from elsewhere as well.
    pub(in crate::memberships::imports) is_kept: bool,
}

/// What a list is compared with.
#[derive(Clone, Debug, Default)]
pub(in crate::memberships::imports) struct Ledger {
    /// Whom we know by their Discord account.
    pub(in crate::memberships::imports) accounts: HashMap<UserId, PersonId>,
    /// Whom we know by their number.
    pub(in crate::memberships::imports) numbers: HashSet<i64>,
    /// Whom we know by what the source calls them.
    pub(in crate::memberships::imports) names: HashMap<String, PersonId>,
    /// What people have from this source.
    pub(in crate::memberships::imports) held: Vec<Held>,
    /// Plans that can no longer be had.
    pub(in crate::memberships::imports) archived: HashSet<PlanId>,
    /// Of whom the list lacks, it is over.
    pub(in crate::memberships::imports) absent_ends: bool,
}

/// Whom a line names, and which plan. Two accounts of somebody who moved are one name.
type Name = (
    Option<UserId>,
    Option<PersonId>,
    Option<i64>,
    Option<String>,
    Option<PlanId>,
);
/// What it says of them.
type What = (Option<Until>, Option<DateTime<Utc>>, Option<i64>);

/// What each line comes to, and after them those of whom the list lacks.
pub(in crate::memberships::imports) fn diff(
    lines: Vec<Line>,
    ledger: &Ledger,
    now: DateTime<Utc>,
) -> Vec<Line> {
    let is_in_file = |line: &Line| line.until != Some(Until::Absent);
    let mut lines: Vec<Line> = lines.into_iter().filter(is_in_file).collect();
    let held: HashMap<_, _> = ledger
        .held
        .iter()
        .map(|held| ((held.person_id, held.plan_id), held))
        .collect();
    let is_rounded = rounded(&lines);
    for line in &mut lines {
        line.person_id = match (line.user_id, line.number, &line.name) {
            (Some(user), _, _) => ledger.accounts.get(&user).copied(),
            (None, Some(number), _) if ledger.numbers.contains(&number) => Some(PersonId(number)),
            (None, None, Some(name)) => ledger.names.get(name).copied(),
            (None, _, _) => None,
        };
    }
    let said = said(&lines);
    let mut seen = HashSet::new();
    for line in &mut lines {
        let Some(until) = line.until else { continue };
        let name = name(line);
        let is_known = line.person_id.is_some();
        let plan = line.plan_id;
        let is_sold = plan.is_some_and(|plan| !ledger.archived.contains(&plan));
        let held = line
            .person_id
            .zip(plan)
            .and_then(|key| held.get(&key))
            .copied();
        (line.act, line.why) = if said.get(&name).is_some_and(|all| all.len() > 1) {
            (Act::Invalid, Some(Why::Contradicts))
        } else if !seen.insert(name) {
            (Act::Repeated, None)
        } else if !is_known && line.user_id.is_none() {
            (Act::Unmatched, None)
        } else if !is_known && is_rounded && line.user_id.is_some_and(looks_rounded) {
            (Act::Invalid, Some(Why::Rounded))
        } else {
            let act = act(until, line.ends_at, held, now);
            if act == Act::Join && !is_sold {
                (Act::Invalid, Some(Why::Archived))
            } else {
                (act, None)
            }
        };
        change(line, held);
    }
    if ledger.absent_ends {
        let absent = absent(&lines, ledger);
        lines.extend(absent);
    }
    lines
}

fn name(line: &Line) -> Name {
    let person = line.person_id.filter(|_| line.user_id.is_some());
    let user = line.user_id.filter(|_| person.is_none());
    (user, person, line.number, line.name.clone(), line.plan_id)
}

/// What the list says of each; more than one thing contradicts itself.
fn said(lines: &[Line]) -> HashMap<Name, HashSet<What>> {
    let mut said: HashMap<Name, HashSet<What>> = HashMap::new();
    for line in lines.iter().filter(|line| line.until.is_some()) {
        let what = (line.until, line.ends_at, line.paid_jpy);
        said.entry(name(line)).or_default().insert(what);
    }
    said
}

fn act(
    until: Until,
    ends_at: Option<DateTime<Utc>>,
    held: Option<&Held>,
    now: DateTime<Utc>,
) -> Act {
    let is_over = match until {
        Until::Over | Until::Absent => true,
        Until::End => ends_at.is_some_and(|end| end <= now),
        Until::Endless => false,
    };
    match (is_over, held) {
        (true, None) => Act::Same,
        (true, Some(_)) => Act::End,
        (false, None) => Act::Join,
        (false, Some(held)) if held.ends_at == ends_at => Act::Same,
        (false, Some(_)) => Act::Change,
    }
}

/// Fills in what the line changes.
fn change(line: &mut Line, held: Option<&Held>) {
    let changes = matches!(line.act, Act::Change | Act::End);
    let held = held.filter(|_| changes);
    line.entitlement_id = held.map(|held| held.id);
    line.ends_before = held.and_then(|held| held.ends_at);
    line.is_cut = held.is_some_and(|held| {
        let is_shorter = line.act == Act::End
            || line
                .ends_at
                .is_some_and(|end| held.ends_at.is_none_or(|before| end < before));
        is_shorter && !held.is_kept
    });
}

/// Whoever has one of the list's plans from the source and is not in it. Nobody, where a line does
/// not say whom it is about: that may be they.
fn absent(lines: &[Line], ledger: &Ledger) -> Vec<Line> {
    if !lines.iter().all(Line::names_somebody) {
        return Vec::new();
    }
    let plans: HashSet<_> = lines.iter().filter_map(|line| line.plan_id).collect();
    let read = lines.iter().filter(|line| line.until.is_some());
    let named: HashSet<_> = read.map(|line| (line.person_id, line.plan_id)).collect();
    let unread = lines.iter().filter(|line| line.until.is_none());
    let unread: HashSet<_> = unread.filter_map(|line| line.person_id).collect();
    let is_absent = |held: &&Held| {
        plans.contains(&held.plan_id)
            && !named.contains(&(Some(held.person_id), Some(held.plan_id)))
            && !unread.contains(&held.person_id)
    };
    let mut absent: Vec<&Held> = ledger.held.iter().filter(is_absent).collect();
    absent.sort_by_key(|held| held.id);
    let last = lines.iter().map(|line| line.position).max().unwrap_or(0);
    let line = |(held, number): (&Held, i64)| {
        let mut line = Line {
            person_id: Some(held.person_id),
            plan_id: Some(held.plan_id),
            until: Some(Until::Absent),
            act: Act::End,
            ..Line::new(number)
        };
        change(&mut line, Some(held));
        line
    };
    absent.into_iter().zip(last + 1..).map(line).collect()
}

/// Plans that people have from the source and no line names: whoever is absent keeps those.
pub(in crate::memberships::imports) fn unnamed(lines: &[Line], held: &[Held]) -> Vec<PlanId> {
    let named: HashSet<_> = lines.iter().filter_map(|line| line.plan_id).collect();
    let unnamed = held.iter().map(|held| held.plan_id);
    let unnamed: BTreeSet<_> = unnamed.filter(|plan| !named.contains(plan)).collect();
    unnamed.into_iter().collect()
}

/// Whether the list's accounts were rounded by a spreadsheet.
fn rounded(lines: &[Line]) -> bool {
    let accounts: Vec<UserId> = lines.iter().filter_map(|line| line.user_id).collect();
    let rounded = accounts.iter().filter(|user| looks_rounded(**user)).count();
    rounded * ROUNDED_SHARE > accounts.len()
}

fn looks_rounded(user: UserId) -> bool {
    let digits = user.0.checked_ilog10().map_or(0, |power| power + 1);
    let lost = digits.saturating_sub(KEPT_DIGITS);
    lost > 0 && user.0 % 10_i64.pow(lost) == 0
}

#[cfg(test)]
mod tests;
