//! Why something about lectures did not happen, and the sentence that says so.

use chrono::{DateTime, Utc};

use super::deciding::TooLate;
use super::name;
use crate::error::Error;
use crate::ids::UserId;
use crate::lectures::lecture::Weekday;
use crate::text::{Arg, Text};

/// Why something about lectures did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Refusal {
    NoSuchSlot,
    NoSuchLecture,
    NoSuchTrack {
        typed: String,
    },
    NoSuchZone {
        typed: String,
    },
    EveryoneRole,
    SlotExists,
    NumberOutOfRange,
    NumberTaken {
        series: String,
        number: i64,
    },
    MinutesOutOfRange,
    LinkUnreadable,
    LinkNotHttps,
    LinkWithLogin,
    LinkWithPort,
    AlreadyReady,
    NotReady,
    Retired,
    AlreadyQueued,
    AlreadyPosted,
    DatePast,
    DateTooFar,
    DateWrongWeekday {
        wanted: Weekday,
    },
    DateTaken,
    /// What is posted on it cannot be changed any more.
    DateLocked,
    DateWithoutLecture,
    /// It was posted, or is left out.
    DateOver,
    /// No lecture is chosen for it yet.
    DateNotBound,
    DateNotHeld,
    DateNotOff,
    /// It is not worked out so far ahead.
    DateNotYet,
    /// Its slot has another date so near.
    DateNear {
        at: DateTime<Utc>,
    },
    /// What was missed is done with.
    Decided,
    SlotPaused,
    SlotNotPaused,
    /// Its date of then is locked.
    SlotLocked {
        at: DateTime<Utc>,
    },
    NothingChanges,
    /// There is no channel for it.
    NowhereToMeet,
    /// It is not as they saw it.
    Changed {
        /// Who changed it, where that is known.
        by: Option<UserId>,
        at: DateTime<Utc>,
    },
    NotQueued,
    AlreadyPinned,
    NotPinned,
    /// One place is meant: none was said, or two.
    OnePlace,
    /// It is what is posted then, whatever the queue says.
    LectureChosen {
        at: DateTime<Utc>,
    },
    /// The plan that opens it begins then.
    PlanAhead {
        track: String,
        from: DateTime<Utc>,
    },
    /// The plan that opened it ended then.
    PlanEnded {
        track: String,
        at: DateTime<Utc>,
    },
    /// Another plan opens it.
    OtherPlan {
        track: String,
    },
    NoPlan,
    /// No lecture that is out is called so.
    NotOut,
    Stale,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(match refusal {
            Refusal::NoSuchSlot => Text::new("lecture-no-such-slot"),
            Refusal::NoSuchLecture => Text::new("lecture-no-such-lecture"),
            Refusal::NoSuchTrack { typed } => {
                Text::new("lecture-no-such-track").with("typed", typed)
            }
            Refusal::NoSuchZone { typed } => Text::new("lecture-no-such-zone").with("typed", typed),
            Refusal::EveryoneRole => Text::new("lecture-everyone-role"),
            Refusal::SlotExists => Text::new("lecture-slot-exists"),
            Refusal::NumberOutOfRange => Text::new("lecture-number-out-of-range"),
            Refusal::NumberTaken { series, number } => {
                Text::new("lecture-number-taken").with("name", name(&series, number))
            }
            Refusal::MinutesOutOfRange => Text::new("lecture-minutes-out-of-range"),
            Refusal::LinkUnreadable => Text::new("lecture-link-unreadable"),
            Refusal::LinkNotHttps => Text::new("lecture-link-not-https"),
            Refusal::LinkWithLogin => Text::new("lecture-link-with-login"),
            Refusal::LinkWithPort => Text::new("lecture-link-with-port"),
            Refusal::AlreadyReady => Text::new("lecture-already-ready"),
            Refusal::NotReady => Text::new("lecture-not-ready"),
            Refusal::Retired => Text::new("lecture-retired"),
            Refusal::AlreadyQueued => Text::new("lecture-already-queued"),
            Refusal::AlreadyPosted => Text::new("lecture-already-posted"),
            Refusal::DatePast => Text::new("lecture-date-past"),
            Refusal::DateTooFar => Text::new("lecture-date-too-far"),
            Refusal::DateWrongWeekday { wanted } => {
                Text::new("lecture-date-wrong-weekday").with("weekday", wanted.text())
            }
            Refusal::DateWithoutLecture => Text::new("lecture-date-without-lecture"),
            Refusal::DateTaken => Text::new("lecture-date-taken"),
            Refusal::DateLocked => Text::new("lecture-date-locked"),
            Refusal::DateOver => Text::new("lecture-date-over"),
            Refusal::DateNotBound => Text::new("lecture-date-not-bound"),
            Refusal::DateNotHeld => Text::new("lecture-date-not-held"),
            Refusal::DateNotOff => Text::new("slot-date-not-off"),
            Refusal::DateNotYet => Text::new("slot-date-not-yet"),
            Refusal::DateNear { at } => Text::new("lecture-date-near").with("at", at),
            Refusal::Decided => Text::new("outage-decided"),
            Refusal::SlotPaused => Text::new("slot-is-paused"),
            Refusal::SlotNotPaused => Text::new("slot-is-not-paused"),
            Refusal::SlotLocked { at } => Text::new("slot-locked").with("at", at),
            Refusal::NothingChanges => Text::new("slot-nothing-changes"),
            Refusal::NowhereToMeet => Text::new("slot-nowhere-to-meet"),
            Refusal::Changed { by, at } => {
                let by = by.map_or(Arg::Text(Text::new("lecture-other-owner")), Arg::from);
                Text::new("lecture-changed-meanwhile")
                    .with("by", by)
                    .with("at", at)
            }
            Refusal::NotQueued => Text::new("queue-not-queued"),
            Refusal::AlreadyPinned => Text::new("queue-already-pinned"),
            Refusal::NotPinned => Text::new("queue-not-pinned"),
            Refusal::OnePlace => Text::new("queue-one-place"),
            Refusal::LectureChosen { at } => Text::new("queue-lecture-chosen").with("at", at),
            Refusal::PlanAhead { track, from } => Text::new("watch-ahead")
                .with("track", track)
                .with("from", from),
            Refusal::PlanEnded { track, at } => {
                Text::new("watch-ended").with("track", track).with("at", at)
            }
            Refusal::OtherPlan { track } => Text::new("watch-other-plan").with("track", track),
            Refusal::NoPlan => Text::new("only-members"),
            Refusal::NotOut => Text::new("watch-not-out"),
            Refusal::Stale => Text::new("stale-button"),
        })
    }
}

impl From<TooLate> for Refusal {
    fn from(why: TooLate) -> Self {
        match why {
            TooLate::Locked => Self::DateLocked,
            TooLate::Over => Self::DateOver,
            TooLate::NotBound => Self::DateNotBound,
            TooLate::NotHeld => Self::DateNotHeld,
        }
    }
}
