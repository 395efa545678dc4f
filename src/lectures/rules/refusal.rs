//! Why something about lectures did not happen, and the sentence that says so.

use chrono::{DateTime, Utc};

use super::deciding::TooLate;
use super::{MAX_CHOICE, MAX_ITEMS, name};
use crate::error::Error;
use crate::ids::UserId;
use crate::lectures::lecture::Weekday;
use crate::text::{Arg, Text};

/// Why something about lectures did not happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Refusal {
    NoSuchSlot,
    NoSuchLecture,
    /// No lecture is called so, whatever its state.
    UnknownLecture,
    NoSuchTrack {
        typed: String,
    },
    NoSuchZone {
        typed: String,
    },
    EveryoneRole,
    MeetingWithoutChannel,
    MeetingOutOfRange,
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
    SlidesLink,
    /// Counted from 1.
    ChapterUnreadable {
        line: usize,
    },
    /// It begins no later than the one before it.
    ChapterOrder {
        line: usize,
    },
    TooManyChapters {
        most: usize,
    },
    /// What is out can be withdrawn, not taken back to a draft.
    AlreadyOut,
    AlreadyDraft,
    /// The owner chose it for a date, or a date that has it is held.
    KeptForDate,
    /// A date takes it in a few minutes.
    LectureLocked,
    /// Others changed it meanwhile: who and when, if that is known.
    LectureChanged {
        by: Option<UserId>,
        at: DateTime<Utc>,
    },
    NothingChanged,
    /// What is out is changed with a word on why.
    NeedsNote,
    /// No post of it is there, under which it could be said that something was wrong.
    NothingToCorrect,
    /// The same words were said of it a few minutes ago.
    CorrectedJustNow {
        at: DateTime<Utc>,
    },
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
    DateOff,
    /// What is posted on it cannot be changed any more.
    DateLocked,
    /// It can only be held any more.
    OnlyHold,
    /// A slot posts once on a day.
    PostedToday,
    DateWithoutLecture,
    /// It was posted, or is left out.
    DateOver,
    /// No lecture is chosen for it yet.
    DateNotBound,
    DateNotHeld,
    /// Something else is shown by now.
    OldCard,
    /// It waits in this queue no more, or is meant for another date.
    NotWaiting,
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
    /// It was answered what they were asked, or something else was asked since.
    AnsweredAlready,
    /// Something else would come of it than they saw.
    ShownAnew,
    /// Nothing is posted in a paused slot, not by hand either.
    PublishPaused,
    SlotNotPaused,
    /// Its date of then is locked.
    SlotLocked {
        at: DateTime<Utc>,
    },
    NothingChanges,
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
    /// Too few or too many of them, or an empty one.
    ChoicesCount,
    ChoiceTooLong,
    /// None of them is marked as right, or several are.
    ChoicesStar,
    ChecksFull,
    NoChecks,
    /// The question is asked no more.
    CheckChanged,
    StarsFirst,
    /// Who gives a lecture or runs the salon gives it no stars.
    OnlyMembersRate,
    NothingLearned,
    /// Only the lecturer and those who run the salon see it.
    NotLecturer,
    /// No lecture that is out is called so.
    NotOut,
    Stale,
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(match refusal {
            Refusal::NoSuchSlot => Text::new("lecture-no-such-slot"),
            Refusal::NoSuchLecture => Text::new("lecture-no-such-lecture"),
            Refusal::UnknownLecture => Text::new("content-unknown"),
            Refusal::NoSuchTrack { typed } => {
                Text::new("lecture-no-such-track").with("typed", typed)
            }
            Refusal::NoSuchZone { typed } => Text::new("lecture-no-such-zone").with("typed", typed),
            Refusal::EveryoneRole => Text::new("lecture-everyone-role"),
            Refusal::MeetingWithoutChannel => Text::new("lecture-meeting-without-channel"),
            Refusal::MeetingOutOfRange => Text::new("lecture-meeting-out-of-range"),
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
            Refusal::SlidesLink => Text::new("content-slides-link"),
            Refusal::ChapterUnreadable { line } => {
                Text::new("content-chapter-unreadable").with("line", line)
            }
            Refusal::ChapterOrder { line } => Text::new("content-chapter-order").with("line", line),
            Refusal::TooManyChapters { most } => {
                Text::new("content-too-many-chapters").with("most", most)
            }
            Refusal::AlreadyOut => Text::new("content-already-out"),
            Refusal::AlreadyDraft => Text::new("content-already-draft"),
            Refusal::KeptForDate => Text::new("content-chosen"),
            Refusal::LectureLocked => Text::new("content-locked"),
            Refusal::LectureChanged { by, at } => changed(Text::new("content-changed"), by, at),
            Refusal::NothingChanged => Text::new("content-nothing-changed"),
            Refusal::NeedsNote => Text::new("content-needs-note"),
            Refusal::NothingToCorrect => Text::new("content-nothing-to-correct"),
            Refusal::CorrectedJustNow { at } => {
                Text::new("content-corrected-just-now").with("at", at)
            }
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
            Refusal::DateOff => Text::new("lecture-date-off"),
            Refusal::DateLocked => Text::new("lecture-date-locked"),
            Refusal::OnlyHold => Text::new("lecture-only-hold"),
            Refusal::PostedToday => Text::new("lecture-posted-today"),
            Refusal::DateOver => Text::new("lecture-date-over"),
            Refusal::DateNotBound => Text::new("lecture-date-not-bound"),
            Refusal::OldCard => Text::new("release-old-card"),
            Refusal::NotWaiting => Text::new("release-not-waiting"),
            Refusal::DateNotHeld => Text::new("lecture-date-not-held"),
            Refusal::DateNotOff => Text::new("slot-date-not-off"),
            Refusal::DateNotYet => Text::new("slot-date-not-yet"),
            Refusal::DateNear { at } => Text::new("lecture-date-near").with("at", at),
            Refusal::Decided => Text::new("outage-decided"),
            Refusal::SlotPaused => Text::new("slot-is-paused"),
            Refusal::AnsweredAlready => Text::new("asked-answered-already"),
            Refusal::ShownAnew => Text::new("lecture-shown-anew"),
            Refusal::PublishPaused => Text::new("publish-paused"),
            Refusal::SlotNotPaused => Text::new("slot-is-not-paused"),
            Refusal::SlotLocked { at } => Text::new("slot-locked").with("at", at),
            Refusal::NothingChanges => Text::new("slot-nothing-changes"),
            Refusal::Changed { by, at } => changed(Text::new("lecture-changed-meanwhile"), by, at),
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
            Refusal::ChoicesCount => Text::new("check-choices-count"),
            Refusal::ChoiceTooLong => Text::new("check-choice-too-long").with("max", MAX_CHOICE),
            Refusal::ChoicesStar => Text::new("check-choices-star"),
            Refusal::ChecksFull => Text::new("check-full").with("max", MAX_ITEMS),
            Refusal::NoChecks => Text::new("check-none"),
            Refusal::CheckChanged => Text::new("check-changed"),
            Refusal::StarsFirst => Text::new("rate-stars-first"),
            Refusal::OnlyMembersRate => Text::new("rate-only-members"),
            Refusal::NothingLearned => Text::new("log-empty"),
            Refusal::NotLecturer => Text::new("rate-not-lecturer"),
            Refusal::NotOut => Text::new("watch-not-out"),
            Refusal::Stale => Text::new("stale-button"),
        })
    }
}

/// Who was faster, and when.
fn changed(text: Text, by: Option<UserId>, at: DateTime<Utc>) -> Text {
    let by = by.map_or(Arg::Text(Text::new("content-somebody")), Arg::from);
    text.with("by", by).with("at", at)
}

impl From<TooLate> for Refusal {
    fn from(why: TooLate) -> Self {
        match why {
            TooLate::Locked => Self::OnlyHold,
            TooLate::Over => Self::DateOver,
            TooLate::NotBound => Self::DateNotBound,
            TooLate::NotHeld => Self::DateNotHeld,
        }
    }
}
