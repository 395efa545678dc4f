//! What a question is: its states, its parts, and who has to do with it.

mod draft;
mod topic;

use chrono::{DateTime, Utc};

use crate::ids::{ChannelId, LectureId, MessageId, PersonId, QuestionId, UserId};

pub use draft::DraftId;
pub(super) use draft::{Draft, Words};
pub use topic::{AgeBand, Kind, Near, Topic};

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum State {
    /// Being written.
    Draft,
    /// Asked; nobody has taken it.
    Open,
    /// A mentor promised to answer.
    Claimed,
    /// A mentor asks for more.
    NeedsInfo,
    /// A mentor answered; the asker has not said yet whether it helped.
    Answered,
    /// Done.
    Resolved,
    /// Was answered, and is open again.
    Reopened,
    /// Was asked before.
    Duplicate,
    /// Taken back by the asker before an answer.
    Withdrawn,
    /// Given up by the asker or the owner.
    Expired,
    /// Hidden until somebody looked at it.
    Held,
    /// Gone but for the figures.
    Erased,
}

impl State {
    /// Its thread leaves the list of active ones.
    pub const fn is_closed(self) -> bool {
        match self {
            Self::Resolved
            | Self::Duplicate
            | Self::Withdrawn
            | Self::Expired
            | Self::Held
            | Self::Erased => true,
            Self::Draft
            | Self::Open
            | Self::Claimed
            | Self::NeedsInfo
            | Self::Answered
            | Self::Reopened => false,
        }
    }

    /// Somebody waits for an answer.
    pub const fn is_owed(self) -> bool {
        match self {
            Self::Open | Self::Claimed | Self::NeedsInfo | Self::Reopened => true,
            Self::Draft
            | Self::Answered
            | Self::Resolved
            | Self::Duplicate
            | Self::Withdrawn
            | Self::Expired
            | Self::Held
            | Self::Erased => false,
        }
    }

    /// Nobody can answer meanwhile: the clock to the first answer stands still.
    pub const fn stops_clock(self) -> bool {
        matches!(self, Self::NeedsInfo | Self::Held)
    }
}

/// What a question's channel is: a forum holds posts, a text channel cards with threads, and private
/// threads with their cards inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Every question is a post with tags.
    Forum,
    /// Every question is a message with a thread on it.
    Text,
    /// The question is a thread without a message, which only its members see.
    Private,
}

impl ChannelKind {
    /// Its name in the database.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Forum => "forum",
            Self::Text => "text",
            Self::Private => "private",
        }
    }

    /// Reads what [`name`](Self::name) wrote of a channel.
    pub(super) fn named(name: &str) -> Option<Self> {
        [Self::Forum, Self::Text]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// What of a question somebody can delete on Discord.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum Part {
    /// With all that was written in it.
    Thread,
    /// The question's own words.
    Card,
}

impl Part {
    /// Its name in the journal.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Thread => "thread",
            Self::Card => "card",
        }
    }
}
/// The number of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub(super) struct AnswerId(pub(super) i64);
/// Mentors on Discord who were asked for an opinion, in the order in which they were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opinions(pub Vec<UserId>);

impl From<String> for Opinions {
    /// As the database lists them: ids with commas between them.
    fn from(listed: String) -> Self {
        let ids = listed.split(',').filter_map(|id| id.parse().ok());
        Self(ids.map(UserId).collect())
    }
}

/// What was said about a question besides answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub(super) enum RemarkKind {
    /// A mentor asks for more.
    Info,
    /// The asker writes more.
    Reply,
}

/// The number of a remark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub(super) struct RemarkId(pub(super) i64);

/// What is kept of whoever stands behind an alias.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Sealed {
    /// Who it is, under the key.
    pub identity: Vec<u8>,
    /// By what they are found.
    pub mark: Vec<u8>,
    /// They want to be told by direct message.
    pub wants_dm: bool,
}

/// A question that was asked.
#[derive(Clone, Debug, PartialEq, sqlx::FromRow)]
pub struct Question {
    /// The number that people say to each other.
    pub id: QuestionId,
    /// Who asks.
    pub asker_id: PersonId,
    /// The asker on Discord, unless erased.
    pub asker: Option<UserId>,
    /// Nobody is told who asks: that is an alias, and the asker on Discord unknown.
    pub is_anonymous: bool,
    /// What is kept of whoever stands behind the alias, where it was looked up.
    #[sqlx(skip)]
    pub sealed: Option<Sealed>,
    /// What it is about.
    pub kind: Kind,
    /// A key of the fields that were configured when it was asked.
    pub field: String,
    /// Of the patient.
    pub age_band: Option<AgeBand>,
    /// Whose answer is hoped for.
    pub near: Near,
    /// The lecture that it is about.
    pub lecture_id: Option<LectureId>,
    /// What that is a part of.
    pub lecture_series: Option<String>,
    /// Which part.
    pub lecture_number: Option<i64>,
    /// Where it stands.
    pub state: State,
    /// Who promised to answer.
    pub claimer_id: Option<PersonId>,
    /// The claimer on Discord, unless erased.
    pub claimer: Option<UserId>,
    /// Who else was asked for an opinion.
    #[sqlx(try_from = "String")]
    pub opinions: Opinions,
    /// Counts every change.
    pub version: i64,
    /// Counts how often it was posted: a thread that somebody deleted can be posted again.
    pub posting: i64,
    /// Counts the cards of this posting.
    pub card: i64,
    /// What is gone of this posting, until somebody decides what is to be done about it.
    pub lost: Option<Part>,
    /// How many pictures of it wait for the owner to look at them.
    pub images_waiting: i64,
    /// Which one it repeats.
    pub duplicate_of: Option<QuestionId>,
    /// Where it goes back to when it is shown again.
    pub held_from: Option<State>,
    /// Since when the clock to the first answer stands still.
    pub clock_stopped_at: Option<DateTime<Utc>>,
    /// For how many seconds it stood still before.
    pub clock_stopped_seconds: i64,
    /// When its asker was told that it will be closed unless they say a word.
    pub warned_at: Option<DateTime<Utc>>,
    /// One line.
    pub title: String,
    /// Complaint and course of a patient, or the situation.
    pub situation: String,
    /// Of a patient only.
    pub findings: Option<String>,
    /// The asker's own.
    pub thinking: String,
    /// What the asker wants to know.
    pub wanted: String,
    /// Where it was posted.
    pub channel_id: ChannelId,
    /// What that channel was then.
    pub channel_kind: ChannelKind,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// When the present claim began.
    pub claimed_at: Option<DateTime<Utc>>,
    /// When the present claim is let go.
    pub lease_ends_at: Option<DateTime<Utc>>,
    /// When it was first answered.
    pub first_answer_at: Option<DateTime<Utc>>,
    /// When it was last answered out of another state.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was resolved.
    pub resolved_at: Option<DateTime<Utc>>,
    /// When anybody last did anything with it.
    pub last_activity_at: DateTime<Utc>,
}

impl Question {
    /// The outbox's name of it.
    pub fn subject(&self) -> String {
        format!("question:{}", self.id)
    }

    /// The effect that posted a part of it. Each posting has its own.
    pub fn key(&self, part: &str) -> String {
        match self.posting {
            1 => format!("question:{}:{part}", self.id),
            posting => format!("question:{}:p{posting}:{part}", self.id),
        }
    }

    /// The effect that posted its card.
    pub fn card_key(&self) -> String {
        match self.card {
            1 => self.key("card"),
            card => self.key(&format!("card:{card}")),
        }
    }

    /// The effect that opened its thread: in a forum the first card is the thread.
    pub fn thread_key(&self) -> String {
        self.key(match self.channel_kind {
            ChannelKind::Forum => "card",
            ChannelKind::Text | ChannelKind::Private => "thread",
        })
    }

    /// Whether only mentors, the owner and its asker may read a word of it.
    pub fn is_confidential(&self) -> bool {
        self.kind.is_confidential()
    }
}

/// A line in a list of questions.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// Its number.
    pub id: QuestionId,
    /// One line.
    pub title: String,
    /// Whether only mentors, the owner and its asker may read it.
    pub is_confidential: bool,
    /// Where it stands.
    pub state: State,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Its thread, once Discord has it.
    pub thread: Option<MessageId>,
}
