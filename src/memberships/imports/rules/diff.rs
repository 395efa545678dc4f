//! What a list would change: the same is asked when it is looked at and when it is approved.

use std::collections::{HashMap, HashSet};

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
    /// What people have from this source.
    pub(in crate::memberships::imports) held: Vec<Held>,
    /// Plans that can no longer be had.
    pub(in crate::memberships::imports) archived: HashSet<PlanId>,
    /// Of whom the list lacks, it is over.
    pub(in crate::memberships::imports) absent_ends: bool,
}

/// Whom a line names, and which plan.
type Name = (Option<UserId>, Option<i64>, Option<PlanId>);
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
    let said = said(&lines);
    let mut seen = HashSet::new();
    for line in &mut lines {
        line.person_id = match (line.user_id, line.number) {
            (Some(user), _) => ledger.accounts.get(&user).copied(),
            (None, Some(number)) if ledger.numbers.contains(&number) => Some(PersonId(number)),
            (None, _) => None,
        };
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
    (line.user_id, line.number, line.plan_id)
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
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const PLAN: PlanId = PlanId(1);
    const ADA: UserId = UserId(1_100_000_000_000_000_011);

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).unwrap() + TimeDelta::days(day)
    }

    fn line(number: i64, user: UserId, end: Option<i64>) -> Line {
        Line {
            user_id: Some(user),
            plan_id: Some(PLAN),
            until: Some(if end.is_some() {
                Until::End
            } else {
                Until::Endless
            }),
            ends_at: end.map(day),
            ..Line::new(number)
        }
    }

    fn over(number: i64, user: UserId) -> Line {
        Line {
            until: Some(Until::Over),
            ..line(number, user, None)
        }
    }

    /// People 1 to 3 are known and hold the plan up to day 10, without end, and up to day 10 with
    /// the same from elsewhere; 4 is known and holds nothing.
    fn ledger(absent_ends: bool) -> Ledger {
        let user = |number: i64| UserId(ADA.0 + number);
        let held = |person: i64, end: Option<i64>, is_kept| Held {
            id: EntitlementId(person * 10),
            person_id: PersonId(person),
            plan_id: PLAN,
            ends_at: end.map(day),
            is_kept,
        };
        Ledger {
            accounts: (1..=4)
                .map(|number| (user(number), PersonId(number)))
                .collect(),
            numbers: (1..=4).collect(),
            held: vec![
                held(1, Some(10), false),
                held(2, None, false),
                held(3, Some(10), true),
            ],
            archived: HashSet::from([PlanId(9)]),
            absent_ends,
        }
    }

    fn user(number: i64) -> UserId {
        UserId(ADA.0 + number)
    }

    /// The act of each line, and whether it takes something.
    fn acts(lines: Vec<Line>, absent_ends: bool) -> Vec<(Act, bool)> {
        let lines = diff(lines, &ledger(absent_ends), day(0));
        let again = diff(lines.clone(), &ledger(absent_ends), day(0));
        assert_eq!(again, lines, "what was looked at is not what is approved");
        lines.iter().map(|line| (line.act, line.is_cut)).collect()
    }

    #[test]
    fn each_line_comes_to_one_act() {
        for (line, act, is_cut) in [
            (line(2, user(1), Some(10)), Act::Same, false),
            (line(2, user(1), Some(20)), Act::Change, false),
            (line(2, user(1), None), Act::Change, false),
            (line(2, user(1), Some(5)), Act::Change, true),
            (line(2, user(1), Some(0)), Act::End, true),
            (over(2, user(1)), Act::End, true),
            (line(2, user(2), Some(10)), Act::Change, true),
            (over(2, user(3)), Act::End, false),
            (line(2, user(3), Some(5)), Act::Change, false),
            (line(2, user(4), Some(5)), Act::Join, false),
            (over(2, user(4)), Act::Same, false),
            (line(2, user(5), None), Act::Join, false),
            (over(2, user(5)), Act::Same, false),
        ] {
            assert_eq!(acts(vec![line.clone()], false), [(act, is_cut)], "{line:?}");
        }
        let by_number = |number: i64| Line {
            user_id: None,
            number: Some(number),
            ..line(2, user(0), None)
        };
        assert_eq!(acts(vec![by_number(4)], false), [(Act::Join, false)]);
        assert_eq!(acts(vec![by_number(5)], false), [(Act::Unmatched, false)]);
        let archived = Line {
            plan_id: Some(PlanId(9)),
            ..line(2, user(4), None)
        };
        let found = diff(vec![archived], &ledger(false), day(0));
        assert_eq!(found[0].why, Some(Why::Archived));
    }

    #[test]
    fn what_is_said_twice_counts_once_and_what_is_said_otherwise_not_at_all() {
        let twice = vec![line(2, user(4), Some(5)), line(3, user(4), Some(5))];
        assert_eq!(
            acts(twice, false),
            [(Act::Join, false), (Act::Repeated, false)]
        );
        let otherwise = vec![line(2, user(1), Some(20)), over(3, user(1))];
        let found = diff(otherwise, &ledger(true), day(0));
        let why = |line: &Line| (line.act, line.why, line.person_id);
        let contradicts = (Act::Invalid, Some(Why::Contradicts), Some(PersonId(1)));
        assert_eq!(why(&found[0]), contradicts);
        assert_eq!(why(&found[1]), contradicts);
        // They are named all the same; the two others are absent.
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn of_whom_the_list_lacks_it_ends_only_if_chosen_and_only_if_all_can_be_read() {
        let list = || vec![line(2, user(1), Some(10))];
        assert_eq!(acts(list(), false), [(Act::Same, false)]);
        let absent = diff(list(), &ledger(true), day(0));
        let found: Vec<_> = absent
            .iter()
            .map(|line| (line.position, line.entitlement_id, line.is_cut))
            .collect();
        let ended = |person: i64| Some(EntitlementId(person * 10));
        assert_eq!(
            found,
            [(2, None, false), (3, ended(2), true), (4, ended(3), false)]
        );

        // Whose line cannot be read is there all the same; if nobody knows whose it is, it may be
        // anybody's.
        let unread = |user: Option<UserId>| Line {
            user_id: user,
            why: Some(Why::BadDate),
            ..Line::new(3)
        };
        let named = [list(), vec![unread(Some(user(2)))]].concat();
        assert_eq!(diff(named, &ledger(true), day(0)).len(), 3);
        let nameless = [list(), vec![unread(None)]].concat();
        assert_eq!(diff(nameless, &ledger(true), day(0)).len(), 2);
        // A list about another plan says nothing about this one.
        let other = Line {
            plan_id: Some(PlanId(2)),
            ..line(2, user(1), None)
        };
        assert_eq!(diff(vec![other], &ledger(true), day(0)).len(), 1);
    }

    #[test]
    fn numbers_that_a_spreadsheet_rounded_are_found_out() {
        let rounded = UserId(1_100_000_000_000_010_000);
        let list = |others: i64| {
            let mut lines = vec![line(2, rounded, None)];
            lines.extend(
                (0..others).map(|number| line(3 + number, UserId(ADA.0 + 100 + number), None)),
            );
            diff(lines, &ledger(false), day(0))[0].why
        };
        assert_eq!(list(0), Some(Why::Rounded));
        assert_eq!(list(18), Some(Why::Rounded));
        // One in twenty may be by chance.
        assert_eq!(list(19), None);
        assert!(looks_rounded(UserId(123_456_789_012_345_000)));
        assert!(!looks_rounded(UserId(123_456_789_012_345_100)));
    }
}
