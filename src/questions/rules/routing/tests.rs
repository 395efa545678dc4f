//! When a question goes to whom, and who that is.

use std::collections::BTreeSet;

use chrono::{TimeZone as _, Timelike as _};
use chrono_tz::{America::New_York, Asia::Tokyo, Europe::Berlin};
use proptest::prelude::*;

use super::*;
use crate::config::Quiet;
use crate::ids::{PersonId, UserId};
use crate::people::Mentor;
use crate::questions::question::Near;
use crate::text::Lang;

fn at(zone: Tz, moment: &str) -> DateTime<Utc> {
    let civil = chrono::NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M").unwrap();
    zone.from_local_datetime(&civil)
        .earliest()
        .unwrap()
        .to_utc()
}

fn wall(zone: Tz, moments: [DateTime<Utc>; 4]) -> [String; 4] {
    moments.map(|moment| moment.with_timezone(&zone).format("%d %H:%M").to_string())
}

fn ladder(from: DateTime<Utc>, zone: Tz) -> [DateTime<Utc>; 4] {
    Stage::ALL.map(|stage| due(from, TimeDelta::zero(), stage, zone))
}

#[test]
fn nobody_is_told_at_night_and_the_owner_in_the_evening_before() {
    for (zone, asked, expected) in [
        (
            Tokyo,
            "2026-04-01 09:00",
            ["01 09:00", "01 11:00", "01 17:00", "01 22:00"],
        ),
        (
            Tokyo,
            "2026-04-01 02:00",
            ["01 07:00", "01 07:00", "01 10:00", "01 22:00"],
        ),
        (
            Tokyo,
            "2026-04-01 03:00",
            ["01 07:00", "01 07:00", "01 11:00", "01 22:00"],
        ),
        (
            Tokyo,
            "2026-04-01 21:30",
            ["01 21:30", "02 07:00", "02 07:00", "02 17:30"],
        ),
        (
            Tokyo,
            "2026-04-01 22:59",
            ["01 22:59", "02 07:00", "02 07:00", "02 18:59"],
        ),
        (
            Tokyo,
            "2026-04-01 23:00",
            ["02 07:00", "02 07:00", "02 07:00", "02 19:00"],
        ),
        (
            Tokyo,
            "2026-04-01 06:59",
            ["01 07:00", "01 08:59", "01 14:59", "01 22:00"],
        ),
        (
            Tokyo,
            "2026-04-01 11:00",
            ["01 11:00", "01 13:00", "01 19:00", "02 07:00"],
        ),
        (
            Tokyo,
            "2026-04-01 10:59",
            ["01 10:59", "01 12:59", "01 18:59", "01 22:00"],
        ),
        // The night in which the clock is set forward has 23 hours: hours pass as they do.
        (
            Berlin,
            "2026-03-28 21:30",
            ["28 21:30", "29 07:00", "29 07:00", "29 18:30"],
        ),
        (
            Berlin,
            "2026-03-28 12:30",
            ["28 12:30", "28 14:30", "28 20:30", "29 09:30"],
        ),
        // And that in which it is set back 25.
        (
            Berlin,
            "2026-10-24 21:30",
            ["24 21:30", "25 07:00", "25 07:00", "25 16:30"],
        ),
        (
            New_York,
            "2026-11-01 01:30",
            ["01 07:00", "01 07:00", "01 08:30", "01 20:30"],
        ),
    ] {
        assert_eq!(
            wall(zone, ladder(at(zone, asked), zone)),
            expected,
            "{zone} {asked}"
        );
    }
    let stopped = due(
        at(Tokyo, "2026-04-01 09:00"),
        TimeDelta::hours(3),
        Stage::Near,
        Tokyo,
    );
    assert_eq!(stopped, at(Tokyo, "2026-04-01 14:00"));
}

#[test]
fn of_what_was_missed_only_the_latest_is_made_up_for() {
    let asked = at(Tokyo, "2026-04-01 09:00");
    let waiting = Waiting::begun(asked, Tokyo);
    for (now, expected) in [
        ("2026-04-01 09:00", Stage::Join),
        ("2026-04-01 10:59", Stage::Join),
        ("2026-04-01 11:00", Stage::Near),
        ("2026-04-01 21:00", Stage::Field),
        ("2026-04-04 09:00", Stage::Owner),
    ] {
        assert_eq!(
            waiting.latest(at(Tokyo, now), Tokyo),
            Some(expected),
            "{now}"
        );
    }
    let over = waiting.after(Stage::Owner, Tokyo);
    assert_eq!(
        (over.next, over.due_at, over.latest(asked, Tokyo)),
        (None, None, None)
    );
    assert_eq!(over.from, Some(asked));
}

fn quiet(typed: &str) -> Quiet {
    Quiet::try_from(typed.to_owned()).unwrap()
}

fn mentor(id: i64, year: Option<i64>) -> Mentor {
    Mentor {
        person: PersonId(id),
        user: UserId(id),
        lang: Lang::Ja,
        year,
        fields: vec![],
        max_load: 3,
        quiet: quiet(""),
        is_available: true,
        hospital: None,
        takes_messages: true,
    }
}

const WANTED: Wanted<'_> = Wanted {
    asker: PersonId(1),
    near: Near::Ahead,
    field: "cardiology",
    year: Some(5),
    hospital: Some("みらい"),
};

fn picked(picks: &[Pick<'_>]) -> Vec<i64> {
    let picks = picks.iter().filter(|pick| pick.reason == Reason::Picked);
    picks.map(|pick| pick.mentor.person.0).collect()
}

fn noon() -> DateTime<Utc> {
    at(Tokyo, "2026-04-01 12:00")
}

#[test]
fn the_nearest_by_what_the_asker_hopes_for_are_told() {
    let years = [
        Some(4),
        Some(5),
        Some(6),
        Some(8),
        Some(9),
        Some(11),
        Some(20),
        None,
    ];
    let mentors: Vec<Mentor> = (10..)
        .zip(years)
        .map(|(id, year)| mentor(id, year))
        .collect();
    for (near, expected) in [
        (Near::Ahead, [12, 13, 11]),
        (Near::Same, [11, 10, 12]),
        (Near::Supervisor, [16, 15, 14]),
        (Near::Anyone, [11, 10, 12]),
    ] {
        let wanted = Wanted { near, ..WANTED };
        let picks = pick(&wanted, &mentors, &Known::default(), noon(), Tokyo);
        assert_eq!(picked(&picks), expected, "{near:?}");
        assert_eq!(
            picks.last().unwrap().mentor.person,
            PersonId(17),
            "{near:?}"
        );
        assert_eq!(picks.last().unwrap().reason, Reason::Farther, "{near:?}");
    }
}

#[test]
fn of_equals_the_field_then_load_then_who_was_asked_longest_ago_decide() {
    let mut mentors: Vec<Mentor> = (10..15).map(|id| mentor(id, Some(6))).collect();
    let known = |loads: &[(i64, i64)], told: &[(i64, i64)]| Known {
        loads: loads
            .iter()
            .map(|(id, load)| (PersonId(*id), *load))
            .collect(),
        last_told: told
            .iter()
            .map(|(id, hours)| (PersonId(*id), noon() - TimeDelta::hours(*hours)))
            .collect(),
        told: BTreeSet::new(),
    };
    let order =
        |mentors: &[Mentor], known: &Known| picked(&pick(&WANTED, mentors, known, noon(), Tokyo));
    assert_eq!(order(&mentors, &Known::default()), [10, 11, 12]);
    let told = [(10, 1), (11, 9), (12, 5), (13, 2)];
    assert_eq!(order(&mentors, &known(&[], &told)), [14, 11, 12]);
    assert_eq!(
        order(&mentors, &known(&[(14, 1), (11, 2)], &told)),
        [12, 13, 10]
    );
    mentors[3].fields = vec!["cardiology".into()];
    assert_eq!(order(&mentors, &known(&[(13, 2)], &[])), [13, 10, 11]);
    // Whoever has quiet hours only where there is nobody else.
    mentors[3].quiet = quiet("09:00-15:00");
    assert_eq!(order(&mentors, &Known::default()), [10, 11, 12]);
    let quiet = pick(&WANTED, &mentors[3..4], &Known::default(), noon(), Tokyo);
    assert_eq!(picked(&quiet), [13]);
    assert_eq!(quiet[0].quiet_until, Some(at(Tokyo, "2026-04-01 15:00")));
}

#[test]
fn whoever_is_passed_over_is_so_for_a_reason() {
    let mut mentors: Vec<Mentor> = (1..8).map(|id| mentor(id, Some(6))).collect();
    mentors[2].hospital = Some("みらい".into());
    mentors[3].is_available = false;
    mentors[4].takes_messages = false;
    let known = Known {
        loads: [(PersonId(6), 3), (PersonId(7), 2)].into(),
        told: [PersonId(2)].into(),
        ..Known::default()
    };
    let mut picks = pick(&WANTED, &mentors, &known, noon(), Tokyo);
    picks.sort_by_key(|pick| pick.mentor.person);
    let reasons: Vec<Reason> = picks.iter().map(|pick| pick.reason).collect();
    let expected = [
        Reason::Asker,
        Reason::Told,
        Reason::SameHospital,
        Reason::Away,
        Reason::NoMessages,
        Reason::Full,
        Reason::Picked,
    ];
    assert_eq!(reasons, expected);
    // Where the asker said nothing of it, nobody is a colleague.
    let wanted = Wanted {
        hospital: None,
        ..WANTED
    };
    assert!(picked(&pick(&wanted, &mentors, &known, noon(), Tokyo)).contains(&3));
}

#[test]
fn a_field_is_whoever_chose_it_or_none_and_everybody_where_that_is_nobody() {
    let mut mentors: Vec<Mentor> = (10..14).map(|id| mentor(id, None)).collect();
    mentors[0].fields = vec!["cardiology".into()];
    mentors[1].fields = vec!["emergency".into()];
    mentors[3].fields = vec!["emergency".into()];
    let field = |mentors: &[Mentor]| {
        picked(&of_field(
            &WANTED,
            mentors,
            &Known::default(),
            noon(),
            Tokyo,
        ))
    };
    assert_eq!(field(&mentors), [10, 12]);
    mentors[0].is_available = false;
    mentors[2].is_available = false;
    assert_eq!(field(&mentors), [11, 13]);
    let join =
        |mentors: &[Mentor]| picked(&to_join(&WANTED, mentors, &Known::default(), noon(), Tokyo));
    assert_eq!(join(&mentors), [0; 0]);
    mentors[0].is_available = true;
    assert_eq!(join(&mentors), [10]);
    let many: Vec<Mentor> = (10..50)
        .map(|id| Mentor {
            fields: vec!["cardiology".into()],
            ..mentor(id, Some(id))
        })
        .collect();
    let first: Vec<i64> = (10..35).collect();
    assert_eq!(join(&many), first);
}

prop_compose! {
    fn any_mentor()(
        id in 1_i64..30,
        year in proptest::option::of(1_i64..12),
        field in any::<bool>(),
        max_load in 1_i64..4,
        is_quiet in any::<bool>(),
        is_available in any::<bool>(),
        hospital in proptest::option::of(0..3),
        takes_messages in any::<bool>(),
    ) -> Mentor {
        Mentor {
            fields: if field { vec!["cardiology".into()] } else { vec![] },
            max_load,
            quiet: quiet(if is_quiet { "00:00-13:00" } else { "" }),
            is_available,
            hospital: hospital.map(|number| format!("h{number}")),
            takes_messages,
            ..mentor(id, year)
        }
    }
}

fn any_near() -> impl Strategy<Value = Near> {
    prop_oneof![
        Just(Near::Ahead),
        Just(Near::Same),
        Just(Near::Supervisor),
        Just(Near::Anyone)
    ]
}

proptest! {
    #[test]
    fn never_at_night_and_in_order(minutes in 0_i64..1_100_000, stopped in 0_i64..5_000, zone in 0..3_usize) {
        let zone = [Tokyo, Berlin, New_York][zone];
        let from = at(Tokyo, "2026-01-01 00:00") + TimeDelta::minutes(minutes);
        let stopped = TimeDelta::minutes(stopped);
        let moments = Stage::ALL.map(|stage| due(from, stopped, stage, zone));
        for moment in moments {
            let hour = moment.with_timezone(&zone).hour();
            prop_assert!((7..23).contains(&hour), "{moment}");
            prop_assert!(moment >= from + stopped);
        }
        prop_assert!(moments.is_sorted(), "{moments:?}");
        prop_assert!(moments[3] <= from + stopped + BOARD);
    }

    #[test]
    fn whoever_is_picked_may_be(
        mentors in proptest::collection::vec(any_mentor(), 0..30),
        loads in proptest::collection::btree_map((1_i64..30).prop_map(PersonId), 0_i64..5, 0..20),
        told in proptest::collection::btree_set((1_i64..30).prop_map(PersonId), 0..10),
        near in any_near(),
        year in proptest::option::of(1_i64..12),
        turn in 0_usize..30,
    ) {
        let known = Known { loads, told, ..Known::default() };
        let wanted = Wanted { near, year, hospital: Some("h1"), ..WANTED };
        let mut seen = BTreeSet::new();
        let mut mentors = mentors;
        mentors.retain(|mentor| seen.insert(mentor.person));
        let picks = pick(&wanted, &mentors, &known, noon(), Tokyo);
        prop_assert_eq!(picks.len(), mentors.len());
        prop_assert!(picked(&picks).len() <= 3);
        let field = of_field(&wanted, &mentors, &known, noon(), Tokyo);
        for pick in picks.iter().chain(&field).filter(|pick| pick.reason == Reason::Picked) {
            let mentor = pick.mentor;
            prop_assert!(mentor.person != wanted.asker);
            prop_assert!(mentor.hospital.as_deref() != Some("h1"));
            prop_assert!(pick.load < mentor.max_load);
            prop_assert!(mentor.is_available && mentor.takes_messages);
            prop_assert!(!known.told.contains(&mentor.person));
        }
        // Somebody in quiet hours is told only where all others are.
        let quiet_one = picks.iter().any(|pick| pick.reason == Reason::Picked && pick.quiet_until.is_some());
        let left_out = picks.iter().any(|pick| pick.reason == Reason::Farther && pick.quiet_until.is_none());
        prop_assert!(!(quiet_one && left_out));
        // In whatever order they are listed.
        let mut turned = mentors.clone();
        turned.rotate_left(turn.min(mentors.len()));
        prop_assert_eq!(picked(&pick(&wanted, &turned, &known, noon(), Tokyo)), picked(&picks));
    }
}
