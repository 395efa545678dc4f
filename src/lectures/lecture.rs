//! The words of this feature: slot, lecture, queue entry, occurrence, and the states they have.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use crate::config::Zone;
use crate::ids::{ChannelId, LectureId, OccurrenceId, QueueEntryId, RoleId, SlotId, UserId};
use crate::outbox::MeetingKind;
use crate::text::Text;

/// A day of the week, numbered as ISO 8601 does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type, serde::Serialize, serde::Deserialize)]
#[repr(i64)]
pub enum Weekday {
    /// 月
    Monday = 1,
    /// 火
    Tuesday = 2,
    /// 水
    Wednesday = 3,
    /// 木
    Thursday = 4,
    /// 金
    Friday = 5,
    /// 土
    Saturday = 6,
    /// 日
    Sunday = 7,
}

impl Weekday {
    /// Its name.
    pub fn text(self) -> Text {
        match self {
            Self::Monday => Text::new("lecture-monday"),
            Self::Tuesday => Text::new("lecture-tuesday"),
            Self::Wednesday => Text::new("lecture-wednesday"),
            Self::Thursday => Text::new("lecture-thursday"),
            Self::Friday => Text::new("lecture-friday"),
            Self::Saturday => Text::new("lecture-saturday"),
            Self::Sunday => Text::new("lecture-sunday"),
        }
    }
}

/// When, in civil time: the weekday and the time of day in a zone.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow, serde::Serialize, serde::Deserialize)]
pub struct Rule {
    /// The day.
    pub weekday: Weekday,
    /// The time of day.
    pub time: NaiveTime,
    /// Where that time is read off a clock.
    #[sqlx(try_from = "String")]
    pub zone: Zone,
}

/// A weekly time at which lectures are posted.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Slot {
    /// Its row.
    pub id: SlotId,
    /// When, in civil time.
    #[sqlx(flatten)]
    pub rule: Rule,
    /// Where it is posted.
    pub channel_id: ChannelId,
    /// Whose plan opens it: a key of the configuration.
    pub track: String,
    /// Who is pinged.
    pub role_id: Option<RoleId>,
    /// Counts the changes of the rule.
    pub rule_version: i64,
    /// Whether anything is posted in it.
    pub state: SlotState,
    /// When it was closed for good.
    pub closed_at: Option<DateTime<Utc>>,
    /// Nobody needs to approve what is posted.
    pub auto_approve: bool,
    /// How the channel was called when it was last seen.
    pub channel_name: Option<String>,
    /// Where people meet after a lecture.
    pub event_channel_id: Option<ChannelId>,
    /// What kind of channel that is.
    pub event_kind: Option<MeetingKind>,
    /// So many minutes after it was posted.
    pub event_after: Option<i64>,
    /// Counts its changes.
    pub version: i64,
}

/// Whether anything is posted in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum SlotState {
    /// It is.
    Active,
    /// Not until the owner says so.
    Paused,
}

/// How people meet after a lecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Meets {
    /// Where.
    pub(super) channel: ChannelId,
    /// What kind of channel that is.
    pub(super) kind: MeetingKind,
    /// So many minutes after the lecture's time.
    pub(super) after: i64,
}

impl Slot {
    /// Whose plan opens a lecture that may have a track of its own, when it is posted here.
    pub(super) fn track_of<'a>(&'a self, own: Option<&'a str>) -> &'a str {
        own.unwrap_or(&self.track)
    }

    /// Where and when people meet after its lectures, if they do.
    pub(super) fn meeting(&self) -> Option<Meets> {
        Some(Meets {
            channel: self.event_channel_id?,
            kind: self.event_kind?,
            after: self.event_after?,
        })
    }
}

/// One video lecture.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Lecture {
    /// Its row.
    pub id: LectureId,
    /// What it is a part of.
    pub series: String,
    /// Which part.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// What it is about; may be empty.
    pub summary: String,
    /// Never shown in a channel.
    pub video_url: String,
    /// How long it takes.
    pub minutes: Option<i64>,
    /// Whether it may be queued.
    pub state: LectureState,
    /// Where its slides are; shown with the video.
    pub slides_url: Option<String>,
    /// Whose plan opens it, where that is not the slot's track.
    pub track: Option<String>,
    /// By when somebody should look whether it still holds.
    pub review_by: Option<NaiveDate>,
    /// Where its parts begin.
    #[sqlx(try_from = "String")]
    pub chapters: Chapters,
    /// Counts the changes of what viewers see.
    pub revision: i64,
    /// Counts every write.
    pub version: i64,
    /// Whose lecture it is; `None` once they were erased.
    pub lecturer: Option<UserId>,
    /// Why it was taken back, for viewers.
    pub withdrawn_for: Option<String>,
}

/// Where the parts of a video begin, in seconds, and what they are called; in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chapters(pub Vec<(u32, String)>);

impl TryFrom<String> for Chapters {
    type Error = serde_json::Error;

    fn try_from(json: String) -> Result<Self, Self::Error> {
        serde_json::from_str(&json)
    }
}

/// A lecture by its name, as the owner finds it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub(super) struct Called {
    /// Its row.
    pub(super) id: LectureId,
    /// What it is a part of.
    pub(super) series: String,
    /// Which part.
    pub(super) number: i64,
    /// What it is called.
    pub(super) title: String,
    /// Whether it may be queued.
    pub(super) state: LectureState,
    /// By when somebody should look whether it still holds.
    pub(super) review_by: Option<NaiveDate>,
}

/// A lecture that is out, as somebody finds it.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub(super) struct Listed {
    /// Its row.
    pub(super) id: LectureId,
    /// What it is a part of.
    pub(super) series: String,
    /// Which part.
    pub(super) number: i64,
    /// What it is called.
    pub(super) title: String,
    /// How long it takes.
    pub(super) minutes: Option<i64>,
    /// By when somebody should look whether it still holds.
    pub(super) review_by: Option<NaiveDate>,
    /// The track under which they find it.
    pub(super) track: String,
    /// When it was first posted under it.
    pub(super) posted_at: DateTime<Utc>,
    /// When they said that they have watched it.
    pub(super) watched_at: Option<DateTime<Utc>>,
}

/// Whether a lecture may be queued.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum LectureState {
    /// Still being written.
    Draft,
    /// May be queued.
    Ready,
    /// No longer offered.
    Retired,
}

impl LectureState {
    /// As it stands in the database.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Ready => "ready",
            Self::Retired => "retired",
        }
    }
}

/// A lecture that waits in a slot.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Entry {
    /// Its row.
    pub id: QueueEntryId,
    /// Where it waits.
    pub slot_id: SlotId,
    /// The only date on which it may be posted, if there is one.
    pub pinned_on: Option<NaiveDate>,
    /// What waits.
    pub lecture_id: LectureId,
    /// Its series.
    pub series: String,
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Whose plan opens it, where that is not the slot's track.
    pub track: Option<String>,
    /// Somebody approved it as it is.
    pub is_approved: bool,
}

/// One date of a slot.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub(super) struct Occurrence {
    /// Its row.
    pub(super) id: OccurrenceId,
    /// Whose date.
    pub(super) slot_id: SlotId,
    /// The date in the slot's zone.
    pub(super) local_date: NaiveDate,
    /// The instant of the civil time.
    pub(super) due_at: DateTime<Utc>,
    /// When the clock looks at it.
    pub(super) wake_at: DateTime<Utc>,
    /// How far it is.
    pub(super) state: State,
    /// Why it was left out, held, missed or cancelled.
    pub(super) reason: Option<Reason>,
    /// What is posted.
    pub(super) lecture_id: Option<LectureId>,
    /// The owner chose what is posted: the queue does not change it.
    pub(super) by_hand: bool,
    /// Counts what the owner is to be shown: each change of what becomes of it.
    pub(super) card: i64,
    /// Which of that they were shown last.
    pub(super) shown: i64,
    /// Its post says that it is late.
    pub(super) is_late: bool,
    /// When its post was put in the outbox.
    pub(super) sent_at: Option<DateTime<Utc>>,
    /// How often its post was put in the outbox.
    pub(super) attempt: i64,
    /// The track of its slot when that was done.
    pub(super) track: Option<String>,
    /// Whom the slot notified then.
    pub(super) role_id: Option<RoleId>,
    /// It was so late that it notified nobody.
    pub(super) is_silent: bool,
    /// Which revision of the lecture that post tells of.
    pub(super) revision: Option<i64>,
}

/// What was changed of a lecture that was out, and why.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub(super) struct Revision {
    /// Which revision of the lecture came of it.
    pub(super) number: i64,
    /// Why, for viewers.
    pub(super) note: String,
    /// Something had been wrong.
    pub(super) is_correction: bool,
    /// When.
    pub(super) at: DateTime<Utc>,
}

/// How far one date of a slot is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub(super) enum State {
    /// Nothing is chosen yet.
    Planned,
    /// A lecture is chosen.
    Bound,
    /// Its post is in the outbox.
    Sending,
    /// Its post is in the channel.
    Posted,
    /// Waits for the owner.
    Held,
    /// Its time passed too long ago.
    Missed,
    /// Left out: nothing was queued, or the owner said so.
    Skipped,
    /// Called off.
    Cancelled,
    /// Taken back after it was posted.
    Withdrawn,
    /// Whether it was posted is not known.
    Unknown,
}

/// Why a date was left out, held, missed or cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "kebab-case")]
pub(super) enum Reason {
    /// Nothing was queued.
    Empty,
    /// The slot was paused.
    Paused,
    /// The owner said so.
    Owner,
    /// Nobody approved it.
    Unapproved,
    /// The bot may not post there.
    Place,
    /// A new rule puts it in the past.
    Past,
    /// The slot was closed.
    Closed,
    /// A restored backup does not reach so far.
    Forgotten,
    /// Its time passed too long ago.
    TooLate,
}

impl Reason {
    /// What the journal calls it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Paused => "paused",
            Self::Owner => "owner",
            Self::Unapproved => "unapproved",
            Self::Place => "place",
            Self::Past => "past",
            Self::Closed => "closed",
            Self::Forgotten => "forgotten",
            Self::TooLate => "too-late",
        }
    }
}
