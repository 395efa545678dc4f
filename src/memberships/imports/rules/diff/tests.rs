//! What lists come to, by what people have.

use chrono::TimeDelta;
use proptest::prelude::*;

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
        names: HashMap::from([("ada".to_owned(), PersonId(1))]),
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
fn plans_that_no_line_names_are_known() {
    let of_plan = |plan: i64| Held {
        plan_id: PlanId(plan),
        ..ledger(false).held[0]
    };
    let lines = [line(2, user(1), Some(10)), over(3, user(2))];
    for (held, plans) in [
        (vec![], vec![]),
        (vec![of_plan(1)], vec![]),
        (
            vec![of_plan(3), of_plan(2), of_plan(1), of_plan(3)],
            vec![PlanId(2), PlanId(3)],
        ),
    ] {
        assert_eq!(unnamed(&lines, &held), plans);
    }
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
fn two_accounts_of_one_person_are_said_once_or_contradict() {
    // Person 1 moved: the list may name either account.
    let mut ledger = ledger(false);
    ledger.accounts.insert(user(7), PersonId(1));
    let acts = |lines: Vec<Line>| -> Vec<(Act, Option<Why>)> {
        let done = diff(lines, &ledger, day(0));
        done.iter().map(|line| (line.act, line.why)).collect()
    };
    let old = line(2, user(7), Some(20));
    assert_eq!(acts(vec![old.clone()]), [(Act::Change, None)]);
    let same = vec![old.clone(), line(3, user(1), Some(20))];
    assert_eq!(acts(same), [(Act::Change, None), (Act::Repeated, None)]);
    let other = vec![old, line(3, user(1), Some(30))];
    let contradicts = (Act::Invalid, Some(Why::Contradicts));
    assert_eq!(acts(other), [contradicts, contradicts]);
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
    // Nor does anybody end where a number is nobody's, or a spreadsheet rounded an account.
    let wrong_number = Line {
        user_id: None,
        number: Some(99),
        ..line(3, user(1), None)
    };
    let rounded = line(3, UserId(1_100_000_000_000_000_000), None);
    for (wrong, act) in [(wrong_number, Act::Unmatched), (rounded, Act::Invalid)] {
        let found = diff([list(), vec![wrong]].concat(), &ledger(true), day(0));
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[1].act, act);
    }
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
        lines
            .extend((0..others).map(|number| line(3 + number, UserId(ADA.0 + 100 + number), None)));
        diff(lines, &ledger(false), day(0))[0].why
    };
    assert_eq!(list(0), Some(Why::Rounded));
    assert_eq!(list(18), Some(Why::Rounded));
    // One in twenty may be by chance.
    assert_eq!(list(19), None);
    assert!(looks_rounded(UserId(123_456_789_012_345_000)));
    assert!(!looks_rounded(UserId(123_456_789_012_345_100)));
}
/// What people have after a list was taken in.
fn after(lines: &[Line], ledger: &Ledger) -> Ledger {
    let mut after = ledger.clone();
    for line in lines {
        let plan = line.plan_id.unwrap_or(PLAN);
        match line.act {
            Act::Join => {
                let user = line.user_id.expect("an account");
                let person = PersonId(user.0 - ADA.0);
                after.accounts.insert(user, person);
                after.held.push(Held {
                    id: EntitlementId(person.0 * 10 + 1),
                    person_id: person,
                    plan_id: plan,
                    ends_at: line.ends_at,
                    is_kept: false,
                });
            }
            Act::Change => {
                let changed = after.held.iter_mut();
                for held in changed.filter(|held| Some(held.id) == line.entitlement_id) {
                    held.ends_at = line.ends_at;
                }
            }
            Act::End => after
                .held
                .retain(|held| Some(held.id) != line.entitlement_id),
            Act::Same | Act::Unmatched | Act::Invalid | Act::Repeated => {}
        }
    }
    after
}

proptest! {
    #[test]
    fn a_list_that_was_taken_in_has_nothing_more_to_do(
        list in prop::collection::vec((1_i64..8, prop::option::of(-3_i64..20), 0..8), 0..12),
        absent_ends: bool,
    ) {
        let lines: Vec<Line> = list
            .into_iter()
            .zip(2..)
            .map(|((who, end, kind), number)| match kind {
                0 => over(number, user(who)),
                1 => Line { until: None, ends_at: None, why: Some(Why::BadDate), ..line(number, user(who), end) },
                _ => line(number, user(who), end),
            })
            .collect();
        let ledger = ledger(absent_ends);
        let first = diff(lines.clone(), &ledger, day(0));
        for line in &first {
            // Nobody loses anything because of a line that cannot be read.
            let is_ended = line.act == Act::End;
            let who = line.person_id;
            let is_unread = lines.iter().any(|it| {
                it.until.is_none() && it.user_id.map(|user| PersonId(user.0 - ADA.0)) == who
            });
            prop_assert!(!(is_ended && line.until == Some(Until::Absent) && is_unread));
            // What changes something says what it was.
            prop_assert_eq!(line.entitlement_id.is_some(), matches!(line.act, Act::Change | Act::End));
        }
        let ledger = after(&first, &ledger);
        for line in diff(lines, &ledger, day(0)) {
            prop_assert!(!matches!(line.act, Act::Join | Act::Change | Act::End), "{line:?}");
        }
    }
}

#[test]
fn who_is_linked_is_known_by_name_and_behind_another_name_may_be_anyone() {
    let named = |number: i64, name: &str, end: i64| Line {
        user_id: None,
        name: Some(name.to_owned()),
        ..line(number, ADA, Some(end))
    };
    let lines = vec![named(2, "ada", 20), named(3, "nobody", 20)];
    let done = diff(lines, &ledger(true), day(0));
    let acts: Vec<Act> = done.iter().map(|line| line.act).collect();
    assert_eq!(acts, [Act::Change, Act::Unmatched], "{done:?}");
    let done = diff(vec![named(2, "ada", 20)], &ledger(true), day(0));
    let ends = done.iter().filter(|line| line.act == Act::End).count();
    assert_eq!(ends, 2, "{done:?}");
    // Two names of one person contradict each other as little as two lists do: the first counts.
    let twice = vec![named(2, "ada", 20), named(3, "ada", 30)];
    let done = diff(twice, &ledger(false), day(0));
    assert!(done.iter().all(|line| line.act == Act::Invalid), "{done:?}");
}
