//! Years of weekly slots: every date is posted once, at its civil time, as an independent walk
//! through the calendar says.

use chrono::{DateTime, Datelike as _, NaiveDateTime, NaiveTime, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use sandbox::view::MessageView;

use super::utc;
use crate::world::{Setting, World, days};

/// A slot: zone, weekday, and time of day.
#[derive(Clone, Copy)]
struct Civil(Tz, Weekday, (u32, u32));

const FRIDAYS: [Civil; 5] = [
    Civil(chrono_tz::Asia::Tokyo, Weekday::Fri, (20, 0)),
    Civil(chrono_tz::America::New_York, Weekday::Fri, (8, 0)),
    Civil(chrono_tz::Australia::Lord_Howe, Weekday::Fri, (20, 0)),
    Civil(chrono_tz::Europe::London, Weekday::Fri, (12, 0)),
    Civil(chrono_tz::America::Santiago, Weekday::Fri, (9, 0)),
];

/// Times that some weeks have not, and others have twice.
const GAPS: [Civil; 5] = [
    Civil(chrono_tz::America::New_York, Weekday::Sun, (2, 30)),
    Civil(chrono_tz::America::New_York, Weekday::Sun, (1, 30)),
    Civil(chrono_tz::Australia::Lord_Howe, Weekday::Sun, (2, 15)),
    Civil(chrono_tz::Australia::Lord_Howe, Weekday::Sun, (1, 45)),
    Civil(chrono_tz::America::Santiago, Weekday::Sun, (0, 0)),
];

/// No zone here is off by less, and no slot begins between.
const STEP: TimeDelta = TimeDelta::minutes(15);

impl Civil {
    /// Walks through time and looks at a clock in that zone: the first moment of each local week at
    /// which it shows the time. Where it skips that, as long after the last moment before as is
    /// missing.
    fn moments(self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<DateTime<Utc>> {
        let Self(zone, weekday, (hour, minute)) = self;
        let shown = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
        let wanted = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
        let mut found: Vec<(NaiveDateTime, DateTime<Utc>)> = Vec::new();
        let mut at = from - TimeDelta::days(8);
        while at < until {
            let (before, after) = (shown(at), shown(at + STEP));
            for date in [before.date(), after.date()] {
                let time = date.and_time(wanted);
                let is_shown = before == time;
                let is_skipped = before < time && time < after;
                let is_first = found.last().is_none_or(|(last, _)| *last != time);
                if date.weekday() == weekday && (is_shown || is_skipped) && is_first {
                    found.push((time, at + (time - before)));
                }
            }
            at += STEP;
        }
        let moments = found.into_iter().map(|(_, at)| at);
        moments.filter(|at| (from..until).contains(at)).collect()
    }
}

/// A salon with these slots and enough lectures for all of them, and how they are posted.
async fn live(slots: [Civil; 5], from: DateTime<Utc>, until: DateTime<Utc>) {
    let mut world = World::start_with(Setting {
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    // What the owner is told of 520 dates is not what this is about.
    world.has_no_log();
    world.stop_bot().await;
    world.set_clock(from);
    world.start_bot().await;
    let channel = world.lectures.to_string();
    for Civil(zone, weekday, (hour, minute)) in slots {
        let day = if weekday == Weekday::Fri {
            "金曜"
        } else {
            "日曜"
        };
        let time = format!("{hour:02}:{minute:02}");
        let options = [
            ("weekday", day),
            ("time", time.as_str()),
            ("channel", channel.as_str()),
            ("track", "gp"),
            ("zone", zone.name()),
        ];
        let made = world.does("owner", "/slot create", &options).await;
        assert!(made.contains("作りました"), "{made}");
    }
    world.stop_bot().await;
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(world.database());
    let mut conn = sqlx::ConnectOptions::connect(&file).await.expect("opened");
    sqlx::raw_sql(
        "with recursive n as (select 1 as i union all select i + 1 from n where i < 110)
         insert into lecture (id, series, number, title, video_url, state, created_by, created_at)
         select i, 's', i, 't', 'https://v.example/1', 'ready', (select min(id) from person),
             '2026-01-01T00:00:00+00:00' from n;
         insert into queue_entry (slot_id, lecture_id, position, created_at)
         select slot.id, lecture.id, lecture.id, '2026-01-01T00:00:00+00:00' from slot, lecture;",
    )
    .execute(&mut conn)
    .await
    .expect("lectures");
    sqlx::Connection::close(conn).await.expect("closed");
    world.start_bot().await;

    let mut expected: Vec<_> = slots
        .iter()
        .flat_map(|slot| slot.moments(from, until))
        .collect();
    expected.sort_unstable();
    let mut week = from;
    while week < until {
        week = (week + days(7)).min(until);
        world.pass_until(week).await;
        world.forgets().await;
    }
    let posts = world.posts();
    let mut posted: Vec<_> = posts.iter().map(|post| post.timestamp).collect();
    posted.sort_unstable();
    assert_eq!(posted.len(), expected.len());
    for (posted, expected) in posted.iter().zip(&expected) {
        let late = *posted - *expected;
        assert!(
            late >= TimeDelta::zero() && late < TimeDelta::seconds(1),
            "{expected}: {posted}"
        );
    }
    assert!(posts.iter().all(is_on_time), "something was posted late");
    world.end().await;
}

fn is_on_time(post: &MessageView) -> bool {
    post.thread.is_some() && !post.text().contains("遅く")
}

/// Over both changes of summer time, in either half of the world.
#[tokio::test(flavor = "multi_thread")]
async fn a_quarter_of_five_zones() {
    for (from, until) in [
        ("2026-09-01T12:00:00Z", "2026-11-08T12:00:00Z"),
        ("2027-03-01T12:00:00Z", "2027-04-12T12:00:00Z"),
    ] {
        live(GAPS, utc(from), utc(until)).await;
    }
}

/// Two salons live a year each, the second from where the first ends.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "long: just long"]
async fn two_years_of_five_zones() {
    let from = utc("2026-04-01T12:00:00Z");
    let turn = from + days(7 * 52);
    let second = live(FRIDAYS, turn, turn + days(7 * 52));
    tokio::join!(live(FRIDAYS, from, turn), second);
}

/// The walk itself, against what Python's zoneinfo says.
#[test]
fn the_walk_finds_gaps_and_overlaps() {
    for (slot, from, expected) in [
        (
            GAPS[0],
            "2026-03-02T12:00:00Z",
            ["2026-03-08T07:30:00Z", "2026-03-15T06:30:00Z"],
        ),
        (
            GAPS[1],
            "2026-10-26T12:00:00Z",
            ["2026-11-01T05:30:00Z", "2026-11-08T06:30:00Z"],
        ),
        (
            GAPS[2],
            "2026-09-28T12:00:00Z",
            ["2026-10-03T15:45:00Z", "2026-10-10T15:15:00Z"],
        ),
        (
            GAPS[3],
            "2026-03-30T12:00:00Z",
            ["2026-04-04T14:45:00Z", "2026-04-11T15:15:00Z"],
        ),
    ] {
        let from = utc(from);
        let found = slot.moments(from, from + days(14));
        assert_eq!(found, expected.map(utc), "{from}");
    }
}
