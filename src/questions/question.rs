//! What a question is: its states, its parts, and who has to do with it.

use chrono::{DateTime, Utc};

use crate::ids::{ChannelId, LectureId, MessageId, PersonId, QuestionId, UserId};

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
}

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum Kind {
    /// A patient.
    Medical,
    /// Learning.
    Study,
    /// One's way through working life.
    Career,
}

/// How old the patient is: never exactly, so that nobody is recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
pub enum AgeBand {
    /// Not yet one year old.
    #[sqlx(rename = "under-1")]
    Under1,
    /// Before school.
    #[sqlx(rename = "1-5")]
    From1,
    /// At school.
    #[sqlx(rename = "6-14")]
    From6,
    /// Young adults.
    #[sqlx(rename = "15-39")]
    From15,
    /// Adults.
    #[sqlx(rename = "40-64")]
    From40,
    /// The younger old.
    #[sqlx(rename = "65-74")]
    From65,
    /// The old.
    #[sqlx(rename = "75-89")]
    From75,
    /// The very old; more would point at one person.
    #[sqlx(rename = "90-up")]
    From90,
}

/// Whose answer the asker hopes for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum Near {
    /// Someone one to three years ahead.
    Ahead,
    /// Someone of the same year.
    Same,
    /// A supervisor.
    Supervisor,
    /// Whoever knows.
    Anyone,
}

/// What the configured channel is: a forum holds posts, a text channel cards with threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum ChannelKind {
    /// Every question is a post with tags.
    Forum,
    /// Every question is a message with a thread on it.
    Text,
}

impl ChannelKind {
    /// Its name in the database.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Forum => "forum",
            Self::Text => "text",
        }
    }

    /// Reads what [`name`](Self::name) wrote.
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

/// The number of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct DraftId(pub i64);

/// The number of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub(super) struct AnswerId(pub(super) i64);

/// What was chosen in `/ask`, before the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// What it is about.
    pub kind: Kind,
    /// A key of the configured fields.
    pub field: String,
    /// Of the patient.
    pub age_band: Option<AgeBand>,
    /// Whose answer is hoped for.
    pub near: Near,
}

/// A topic that waits for its form, then for its asker to post it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Draft {
    /// Its number, which the form and the buttons carry.
    pub(super) id: DraftId,
    /// Who may send the form.
    pub(super) asker_id: PersonId,
    /// What it is about.
    pub(super) kind: Kind,
    /// A key of the configured fields.
    pub(super) field: String,
    /// Of the patient.
    pub(super) age_band: Option<AgeBand>,
    /// Whose answer is hoped for.
    pub(super) near: Near,
    /// The lecture that it is about.
    pub(super) lecture_id: Option<LectureId>,
    /// What that is a part of.
    pub(super) lecture_series: Option<String>,
    /// Which part.
    pub(super) lecture_number: Option<i64>,
    /// From then on it is refused.
    pub(super) expires_at: DateTime<Utc>,
    /// What became of it.
    pub(super) question_id: Option<QuestionId>,
    /// What was typed, in parts, as in [`Words`].
    pub(super) title: Option<String>,
    pub(super) situation: Option<String>,
    pub(super) findings: Option<String>,
    pub(super) thinking: Option<String>,
    pub(super) wanted: Option<String>,
}

impl Draft {
    /// What was typed, from the form's coming until it is posted.
    pub(super) fn words(&self) -> Option<Words> {
        Some(Words {
            title: self.title.clone()?,
            situation: self.situation.clone()?,
            findings: self.findings.clone(),
            thinking: self.thinking.clone()?,
            wanted: self.wanted.clone()?,
        })
    }
}

/// What was typed into the form, cleaned and bounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// One line.
    pub(super) title: String,
    /// Complaint and course of a patient, or the situation.
    pub(super) situation: String,
    /// Of a patient only; may be empty.
    pub(super) findings: Option<String>,
    /// The asker's own; may be empty.
    pub(super) thinking: String,
    /// What the asker wants to know.
    pub(super) wanted: String,
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
    /// Counts every change.
    pub version: i64,
    /// Counts how often it was posted: a thread that somebody deleted can be posted again.
    pub posting: i64,
    /// Counts the cards of this posting.
    pub card: i64,
    /// What is gone of this posting, until somebody decides what is to be done about it.
    pub lost: Option<Part>,
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
            ChannelKind::Text => "thread",
        })
    }
}

/// A line in a list of questions.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// Its number.
    pub id: QuestionId,
    /// One line.
    pub title: String,
    /// Where it stands.
    pub state: State,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Its thread, once Discord has it.
    pub thread: Option<MessageId>,
}
