//! The rules of roles: a table of single roles, and what holds for all of them together.

use proptest::prelude::*;

use super::*;

const NOW: DateTime<Utc> = DateTime::UNIX_EPOCH;
const SHOWN: View = View {
    is_screening: false,
    is_shown: true,
    is_owners_word: false,
    now: NOW,
};
const COMING: Course = Course::Open {
    is_grant: true,
    is_stuck: false,
};
const STUCK: Course = Course::Open {
    is_grant: true,
    is_stuck: true,
};
const GOING: Course = Course::Open {
    is_grant: false,
    is_stuck: false,
};

fn held(role: i64, is_wanted: bool) -> HeldRole {
    HeldRole {
        role: RoleId(role),
        is_wanted,
        is_open: is_wanted,
        policy: ByHand::Restore,
        end: End::ByClock,
        is_alumni: false,
        edited_at: None,
    }
}

fn ours(role: i64, is_granted: bool) -> RoleGrant {
    RoleGrant {
        role: RoleId(role),
        version: 1,
        is_granted,
        is_foreign: false,
        mark: None,
        fights: Fights::default(),
        changed_at: NOW,
        removal: None,
    }
}

fn foreign() -> RoleGrant {
    RoleGrant {
        version: 0,
        is_foreign: true,
        ..ours(1, true)
    }
}

fn marked(mark: Mark) -> RoleGrant {
    RoleGrant {
        mark: Some(mark),
        ..ours(1, mark == Mark::Kept)
    }
}

fn look(is_wanted: bool, is_there: bool, grant: Option<RoleGrant>, course: Course) -> Look {
    Look {
        held: held(1, is_wanted),
        grant,
        course,
        is_there,
        is_exclusive: false,
    }
}

fn respected(look: Look) -> Look {
    let held = HeldRole {
        policy: ByHand::Respect,
        ..look.held
    };
    Look { held, ..look }
}

/// What is asked about one role.
fn asks(look: Look, view: View) -> Option<bool> {
    let changes = changes(&[look], view);
    changes.first().and_then(|change| change.asks)
}

#[test]
fn what_is_asked_about_a_role_that_someone_should_have() {
    let owner = View {
        is_owners_word: true,
        ..SHOWN
    };
    let (has, lost) = (Some(ours(1, true)), Some(ours(1, false)));
    let (old, done) = (Course::Nothing, Course::Done);
    let withheld = look(true, false, Some(marked(Mark::Withheld)), done);
    let taken = look(true, false, has, done);
    let away = look(true, false, has, old);
    let late = look(true, false, has, Course::DoneSince);
    let called_back = look(true, false, lost, Course::DoneSince);
    let withheld_since = look(true, false, Some(marked(Mark::Withheld)), Course::DoneSince);
    let table = [
        ("new", look(true, false, None, old), SHOWN, true),
        ("there before us", look(true, true, None, old), SHOWN, false),
        ("as it should be", look(true, true, has, done), SHOWN, false),
        ("on its way", look(true, false, has, COMING), SHOWN, false),
        ("wanted again", look(true, true, lost, GOING), SHOWN, true),
        ("out of date", late, SHOWN, false),
        ("called back just before", called_back, SHOWN, true),
        ("withheld just before", withheld_since, SHOWN, false),
        ("taken", taken, SHOWN, true),
        ("taken, respected", respected(taken), SHOWN, false),
        ("given by the owner", respected(taken), owner, true),
        ("gone with them", respected(away), SHOWN, true),
        ("withheld", respected(withheld), SHOWN, false),
        ("withheld no more", withheld, SHOWN, true),
    ];
    for (name, look, view, is_asked) in table {
        assert_eq!(asks(look, view), is_asked.then_some(true), "{name}");
    }
}

#[test]
fn what_is_asked_about_a_role_that_someone_should_not_have() {
    let screening = View {
        is_screening: true,
        ..SHOWN
    };
    let (has, lost) = (Some(ours(1, true)), Some(ours(1, false)));
    let (old, done) = (Course::Nothing, Course::Done);
    let given = look(false, true, lost, done);
    let kept = look(false, true, Some(marked(Mark::Kept)), done);
    let elses = look(false, true, Some(foreign()), old);
    let table = [
        ("over", look(false, true, has, done), SHOWN, true),
        ("somebody else's", elses, SHOWN, false),
        ("never ours", look(false, true, None, old), SHOWN, false),
        ("not yet here", look(false, false, has, COMING), SHOWN, true),
        (
            "lost, on its way",
            look(false, false, lost, STUCK),
            SHOWN,
            true,
        ),
        ("given", given, SHOWN, true),
        ("given, respected", respected(given), SHOWN, false),
        ("kept", kept, SHOWN, false),
        ("screened", look(true, false, None, old), screening, false),
        ("too early", look(true, false, has, COMING), screening, true),
        ("over", look(false, true, has, done), screening, true),
    ];
    for (name, look, view, is_asked) in table {
        assert_eq!(asks(look, view), is_asked.then_some(false), "{name}");
    }
}

#[test]
fn what_is_found_is_remembered() {
    let after = |look| changes(&[look], SHOWN).first().map(|change| change.after);
    let now = look(true, true, None, Course::Nothing);
    assert_eq!(after(now), Some(Some(foreign())));
    let mut soon = look(false, true, None, Course::Nothing);
    soon.held.is_open = true;
    assert_eq!(after(soon), Some(Some(foreign())));
    let exclusive = Look {
        is_exclusive: true,
        ..look(false, true, None, Course::Nothing)
    };
    let taken_from = RoleGrant {
        is_foreign: true,
        ..ours(1, false)
    };
    assert_eq!(after(exclusive), Some(Some(taken_from)));
    let anew = look(false, true, Some(taken_from), Course::Done);
    assert_eq!(after(anew), None);
    let away = look(false, false, Some(taken_from), Course::Done);
    assert_eq!(after(away), None);
    let gone = look(false, false, Some(foreign()), Course::Nothing);
    assert_eq!(after(gone), Some(None));
    let back = look(true, true, Some(marked(Mark::Withheld)), Course::Done);
    assert_eq!(after(back), Some(Some(ours(1, true))));
    let over = look(false, false, Some(marked(Mark::Withheld)), Course::Done);
    assert_eq!(after(over), Some(Some(ours(1, false))));
    let taken = respected(look(true, false, Some(ours(1, true)), Course::Done));
    assert_eq!(after(taken), Some(Some(marked(Mark::Withheld))));
    let given = respected(look(false, true, Some(ours(1, false)), Course::Done));
    assert_eq!(after(given), Some(Some(marked(Mark::Kept))));
}

#[test]
fn nothing_is_taken_while_something_is_still_to_come() {
    let over = look(false, true, Some(ours(1, true)), Course::Done);
    let other = |role, is_there, course| Look {
        held: held(role, true),
        grant: Some(ours(role, true)),
        course,
        is_there,
        is_exclusive: false,
    };
    let new = Look {
        held: held(2, true),
        ..look(true, false, None, Course::Nothing)
    };
    let taken = |looks: &[Look], view| {
        let changes = changes(looks, view);
        changes.iter().any(|change| change.asks == Some(false))
    };
    assert!(!taken(&[over, new], SHOWN), "asked for just now");
    assert!(!taken(&[over, other(2, false, COMING)], SHOWN));
    assert!(taken(&[over, other(2, true, COMING)], SHOWN), "it is seen");
    assert!(taken(&[over, other(2, true, Course::Done)], SHOWN));
    // By our record it is there once it is asked for.
    let recorded = View {
        is_shown: false,
        ..SHOWN
    };
    assert!(!taken(&[over, other(2, true, COMING)], recorded));
    // What nobody can say when it comes costs those nothing who have nothing else, and no more.
    assert!(!taken(&[over, other(2, false, STUCK)], SHOWN));
    let there = other(3, true, Course::Done);
    assert!(taken(&[over, other(2, false, STUCK), there], SHOWN));
    assert!(!taken(&[over, other(2, false, COMING), there], SHOWN));
    // What is called back before it came costs nobody anything.
    let recalled = look(false, false, Some(ours(1, true)), COMING);
    assert!(taken(&[recalled, other(2, false, COMING)], SHOWN));
}

#[test]
fn what_no_clock_announced_is_told_apart_and_waits_for_the_owner() {
    let (has, lost) = (Some(ours(1, true)), Some(ours(1, false)));
    let ended = |end, course| {
        let over = look(false, true, has, course);
        Look {
            held: HeldRole { end, ..over.held },
            ..over
        }
    };
    let given = look(false, true, lost, Course::Done);
    let taken = |look| takings(&[look], SHOWN).first().map(|(_, why)| *why);
    let early = ended(End::Early, Course::Done);
    for (name, look, why) in [
        ("announced", ended(End::ByClock, Course::Done), None),
        ("revoked", early, Some(TakenFor::Revoked)),
        (
            "no plan",
            ended(End::Never, Course::Done),
            Some(TakenFor::Plan),
        ),
        ("given by hand", given, Some(TakenFor::ByHand)),
        (
            "seen, on its way",
            ended(End::Early, COMING),
            Some(TakenFor::Revoked),
        ),
        ("stays", look(true, true, has, Course::Done), None),
    ] {
        assert_eq!(taken(look), why, "{name}");
    }
    let others = |grant| Look {
        is_exclusive: true,
        ..look(false, true, grant, Course::Nothing)
    };
    for grant in [None, Some(foreign())] {
        let mut others = others(grant);
        assert_eq!(asks(others, SHOWN), Some(false));
        assert_eq!(taken(others), None, "the clock announced it");
        others.held.end = End::Never;
        assert_eq!(taken(others), Some(TakenFor::Exclusive));
        others.held.is_open = true;
        assert_eq!(asks(others, SHOWN), None, "they will have a right to it");
    }
    let kept = others(Some(marked(Mark::Kept)));
    assert_eq!(asks(kept, SHOWN), None, "the owner lets them keep it");
    let mut recalled = ended(End::Early, COMING);
    recalled.is_there = false;
    assert_eq!(taken(recalled), None, "it never came");
    // It is known of before what is given has come.
    let new = Look {
        held: held(2, true),
        ..look(true, false, None, Course::Nothing)
    };
    assert_eq!(takings(&[early, new], SHOWN).len(), 1);

    let with = |removal, look: Look| Look {
        grant: look.grant.map(|grant| RoleGrant {
            removal: Some(removal),
            ..grant
        }),
        ..look
    };
    let stopped = with(Removal::Stopped, early);
    assert_eq!((taken(stopped), asks(stopped, SHOWN)), (None, None));
    let let_go = with(Removal::LetGo, early);
    assert_eq!((taken(let_go), asks(let_go, SHOWN)), (None, Some(false)));
    // Nobody is left to decide about.
    for (is_wanted, is_there) in [(true, true), (false, false)] {
        let settled = with(
            Removal::Stopped,
            look(is_wanted, is_there, has, Course::Done),
        );
        let after = changes(&[settled], SHOWN)
            .first()
            .and_then(|change| change.after);
        assert_eq!(after, Some(ours(1, is_there)));
    }
}

proptest! {
    #[test]
    fn only_differences_change_and_only_ours_is_taken(
        wanted in prop::collection::btree_set(0_i64..6, 0..6),
        ours_too in prop::collection::btree_set(0_i64..6, 0..6),
        there in prop::collection::btree_set(0_i64..6, 0..6),
    ) {
        let holds: Vec<_> = wanted.iter().map(|role| held(*role, true)).collect();
        let mut grants: Vec<_> = ours_too.iter().map(|role| ours(*role, true)).collect();
        let mut after = there.clone();
        // What is taken comes once what is given has arrived.
        for _ in 0..3 {
            for change in changes(&looks(&holds, &grants, |role| after.contains(&role.0)), SHOWN) {
                let role = change.role.0;
                match change.asks {
                    Some(true) => prop_assert!(after.insert(role)),
                    Some(false) => {
                        prop_assert!(ours_too.contains(&role));
                        prop_assert!(wanted.is_subset(&after), "taken before all was given");
                        prop_assert!(after.remove(&role));
                    }
                    None => {}
                }
                grants.retain(|grant| grant.role != change.role);
                grants.extend(change.after);
            }
        }
        for role in 0..6 {
            let should_be = wanted.contains(&role)
                || (there.contains(&role) && !ours_too.contains(&role));
            prop_assert_eq!(after.contains(&role), should_be);
        }
        let looks = looks(&holds, &grants, |role| after.contains(&role.0));
        prop_assert_eq!(changes(&looks, SHOWN), []);
    }
}
