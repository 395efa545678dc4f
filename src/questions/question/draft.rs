//! A question before it is asked.

use chrono::{DateTime, Utc};

use super::{AgeBand, Kind, Near, Topic};
use crate::ids::{LectureId, PersonId, QuestionId};

/// The number of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct DraftId(pub i64);

/// A topic that waits for its form, then for its asker to post it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::questions) struct Draft {
    /// Its number, which the form and the buttons carry.
    pub(in crate::questions) id: DraftId,
    /// Who may send the form.
    pub(in crate::questions) asker_id: PersonId,
    /// What it is about.
    pub(in crate::questions) kind: Kind,
    /// A key of the configured fields.
    pub(in crate::questions) field: String,
    /// Of the patient.
    pub(in crate::questions) age_band: Option<AgeBand>,
    /// Whose answer is hoped for.
    pub(in crate::questions) near: Near,
    /// The lecture that it is about.
    pub(in crate::questions) lecture_id: Option<LectureId>,
    /// What that is a part of.
    pub(in crate::questions) lecture_series: Option<String>,
    /// Which part.
    pub(in crate::questions) lecture_number: Option<i64>,
    /// From then on it is refused.
    pub(in crate::questions) expires_at: DateTime<Utc>,
    /// What became of it.
    pub(in crate::questions) question_id: Option<QuestionId>,
    /// How many pictures go with it, as far as they were fetched.
    pub(in crate::questions) images: i64,
    /// What was typed, in parts, as in [`Words`].
    pub(in crate::questions) title: Option<String>,
    pub(in crate::questions) situation: Option<String>,
    pub(in crate::questions) findings: Option<String>,
    pub(in crate::questions) thinking: Option<String>,
    pub(in crate::questions) wanted: Option<String>,
}

impl Draft {
    /// What the form holds at first: what was typed before, or the message that it comes from.
    pub(in crate::questions) fn typed(&self) -> Words {
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        Words {
            title: part(&self.title),
            situation: part(&self.situation),
            findings: self.findings.clone(),
            thinking: part(&self.thinking),
            wanted: part(&self.wanted),
        }
    }

    /// What was chosen.
    pub(in crate::questions) fn topic(&self) -> Topic {
        Topic {
            kind: self.kind,
            field: self.field.clone(),
            age_band: self.age_band,
            near: self.near,
        }
    }

    /// What was typed, from the form's coming until it is posted. The form demands something wanted.
    pub(in crate::questions) fn words(&self) -> Option<Words> {
        Some(Words {
            title: self.title.clone()?,
            situation: self.situation.clone()?,
            findings: self.findings.clone(),
            thinking: self.thinking.clone()?,
            wanted: self.wanted.clone().filter(|wanted| !wanted.is_empty())?,
        })
    }
}

/// What was typed into the form, cleaned and bounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::questions) struct Words {
    /// One line.
    pub(in crate::questions) title: String,
    /// Complaint and course of a patient, or the situation.
    pub(in crate::questions) situation: String,
    /// Of a patient only; may be empty.
    pub(in crate::questions) findings: Option<String>,
    /// The asker's own; may be empty.
    pub(in crate::questions) thinking: String,
    /// What the asker wants to know.
    pub(in crate::questions) wanted: String,
}
