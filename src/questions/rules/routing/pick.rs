//! Who is told of a question: the nearest, least loaded, least recently asked. Pure.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::ids::PersonId;
use crate::people::Mentor;
use crate::questions::question::Near;

/// So many are told first.
const NEAREST: usize = 3;
/// So many follow a thread from its beginning.
const JOINING: usize = 25;
/// Whoever is so many years ahead is a supervisor.
const SUPERVISOR: i64 = 6;

/// What is asked, and by whom.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Who asks.
    pub asker: PersonId,
    /// Whose answer they hope for.
    pub near: Near,
    /// The field, by key.
    pub field: &'a str,
    /// Which year as a doctor the asker is in, where they said so.
    pub year: Option<i64>,
    /// Their hospital as it is compared with another, where they said it.
    pub hospital: Option<&'a str>,
}

/// What is known of mentors besides what they said.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// How many questions each has claimed that are not answered.
    pub loads: BTreeMap<PersonId, i64>,
    /// When each was last told of a question.
    pub last_told: BTreeMap<PersonId, DateTime<Utc>>,
    /// Who was told of this one.
    pub told: BTreeSet<PersonId>,
}

/// Why a mentor is told of a question or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum Reason {
    /// They are told.
    Picked,
    /// They asked it.
    Asker,
    /// They had claimed it, and know of it.
    Former,
    /// They were told before.
    Told,
    /// They work where the asker works.
    SameHospital,
    /// They are absent.
    Away,
    /// They want no messages that need not be.
    NoMessages,
    /// They have claimed as many as they take.
    Full,
    /// Others are nearer.
    Farther,
}

/// A mentor as they were weighed for a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick<'a> {
    /// Who.
    pub mentor: &'a Mentor,
    /// Whether they are told, and why not.
    pub reason: Reason,
    /// How many years they are ahead of the asker; below zero: behind. `None` where one of them did
    /// not say.
    pub distance: Option<i64>,
    /// They answer in its field.
    pub is_field: bool,
    /// How many questions they have claimed.
    pub load: i64,
    /// When their own quiet hours end, if it is quiet now.
    pub quiet_until: Option<DateTime<Utc>>,
}

/// Every mentor, weighed for those who are told first: the nearest in order, at most three of them
/// picked, then all others. Whoever has quiet hours is picked only where nobody else is left.
pub fn pick<'a>(
    wanted: &Wanted<'_>,
    mentors: &'a [Mentor],
    known: &Known,
    now: DateTime<Utc>,
    zone: Tz,
) -> Vec<Pick<'a>> {
    let mut picks = weighed(wanted, mentors, known, now, zone);
    let mut left = NEAREST;
    for pick in &mut picks {
        if pick.reason == Reason::Picked {
            if left == 0 {
                pick.reason = Reason::Farther;
            }
            left = left.saturating_sub(1);
        }
    }
    picks
}

/// Everybody of the field, weighed; whoever chose no field is of every one. Where none of them
/// was told or can be, everybody who can be.
pub fn of_field<'a>(
    wanted: &Wanted<'_>,
    mentors: &'a [Mentor],
    known: &Known,
    now: DateTime<Utc>,
    zone: Tz,
) -> Vec<Pick<'a>> {
    let picks = weighed(wanted, mentors, known, now, zone);
    let is_of_field = |pick: &Pick<'_>| pick.is_field || pick.mentor.fields.is_empty();
    let is_one =
        |pick: &Pick<'_>| is_of_field(pick) && matches!(pick.reason, Reason::Picked | Reason::Told);
    if !picks.iter().any(is_one) {
        return picks;
    }
    picks.into_iter().filter(is_of_field).collect()
}

/// Who follows its thread from the beginning: who chose its field, at most 25, the nearest first.
pub fn to_join<'a>(
    wanted: &Wanted<'_>,
    mentors: &'a [Mentor],
    known: &Known,
    now: DateTime<Utc>,
    zone: Tz,
) -> Vec<Pick<'a>> {
    let mut picks = weighed(wanted, mentors, known, now, zone);
    // Following is no work yet.
    picks.retain(|pick| pick.is_field && matches!(pick.reason, Reason::Picked | Reason::Full));
    picks.truncate(JOINING);
    for pick in &mut picks {
        pick.reason = Reason::Picked;
    }
    picks
}

/// Every mentor in the order in which they are asked.
fn weighed<'a>(
    wanted: &Wanted<'_>,
    mentors: &'a [Mentor],
    known: &Known,
    now: DateTime<Utc>,
    zone: Tz,
) -> Vec<Pick<'a>> {
    let weigh = |mentor: &'a Mentor| {
        let load = known.loads.get(&mentor.person).copied().unwrap_or(0);
        let quiet_until = mentor.quiet.after(now, zone);
        Pick {
            mentor,
            reason: reason(wanted, mentor, known, load),
            distance: mentor.year.zip(wanted.year).map(|(one, other)| one - other),
            is_field: mentor.fields.iter().any(|field| field == wanted.field),
            load,
            quiet_until: (quiet_until > now).then_some(quiet_until),
        }
    };
    let mut picks: Vec<Pick<'a>> = mentors.iter().map(weigh).collect();
    picks.sort_by_key(|pick| {
        (
            pick.quiet_until.is_some(),
            farness(wanted.near, pick.distance),
            Reverse(pick.is_field),
            pick.load,
            known.last_told.get(&pick.mentor.person).copied(),
            pick.mentor.person,
        )
    });
    picks
}

/// Why they cannot be told, or that they can.
fn reason(wanted: &Wanted<'_>, mentor: &Mentor, known: &Known, load: i64) -> Reason {
    let is_colleague = mentor
        .hospital
        .as_deref()
        .zip(wanted.hospital)
        .is_some_and(|(one, other)| one == other);
    if mentor.person == wanted.asker {
        Reason::Asker
    } else if known.told.contains(&mentor.person) {
        Reason::Told
    } else if is_colleague {
        Reason::SameHospital
    } else if !mentor.is_available {
        Reason::Away
    } else if !mentor.takes_messages {
        Reason::NoMessages
    } else if load >= mentor.max_load {
        Reason::Full
    } else {
        Reason::Picked
    }
}

/// How far somebody is from what the asker hopes for; whose year is not known is farthest.
const fn farness(near: Near, distance: Option<i64>) -> (u8, i64) {
    let Some(years) = distance else {
        return (9, 0);
    };
    match near {
        Near::Ahead if years >= 1 && years <= 3 => (0, years),
        Near::Same if years == 0 => (0, 0),
        Near::Supervisor if years >= SUPERVISOR => (0, -years),
        Near::Supervisor => (1, -years),
        Near::Ahead | Near::Same | Near::Anyone => (1, years.abs()),
    }
}
