//! What became of effects, for those who ask.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Effect;
use crate::ids::EffectId;

/// Why an effect stands still.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Discord refuses it.
    #[error("HTTP {status}, code {code}: {message}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// Discord's error code.
        code: i64,
        /// Discord's words; they name fields, never values.
        message: String,
    },
    /// It may have been sent, and what would show it cannot be read to the end.
    #[error("it may have been sent, and the history cannot be read to the end ({0})")]
    Unsure(String),
    /// Whom it goes to lies sealed, and the key is missing or another one.
    #[error("the seal of whoever it goes to cannot be opened: set SALON_IDENTITY_KEY as it was")]
    Sealed,
    /// What was to be done cannot be read.
    #[error("its payload cannot be read: {0}")]
    Unreadable(String),
    /// As an older salon wrote it down.
    #[error("{0}")]
    Other(String),
}

impl Why {
    /// As it is written down.
    pub(super) fn write(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    fn read(written: &str) -> Self {
        serde_json::from_str(written).unwrap_or_else(|_| Self::Other(written.to_owned()))
    }
}

/// An effect that stands still.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Trouble {
    /// Its row.
    pub id: EffectId,
    /// What it is.
    pub key: String,
    payload: Option<String>,
    written: Option<String>,
}

impl Trouble {
    /// What was to be done, unless that cannot be read.
    pub fn effect(&self) -> Option<Effect> {
        serde_json::from_str(self.payload.as_deref()?).ok()
    }

    /// Why it stands.
    pub fn why(&self) -> Why {
        Why::read(self.written.as_deref().unwrap_or_default())
    }
}

/// What became of an effect.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Fate {
    /// What it is.
    pub key: String,
    /// Its name in the table, such as `dm`.
    pub kind: String,
    /// `waiting`, `sending`, `done`, `held` or `discarded`.
    pub state: String,
    /// How it ended, once it is done.
    pub outcome: Option<String>,
    /// When it was queued.
    pub created_at: DateTime<Utc>,
    /// When it ended.
    pub done_at: Option<DateTime<Utc>>,
    /// It waits until somebody mends a role or channel.
    pub is_paused: bool,
}

impl Fate {
    /// It may still happen.
    pub fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "waiting" | "sending" | "held")
    }

    /// Discord has it.
    pub fn is_delivered(&self) -> bool {
        matches!(self.outcome.as_deref(), Some("delivered" | "adopted"))
    }

    /// When Discord did it, if it did.
    pub fn delivered_at(&self) -> Option<DateTime<Utc>> {
        self.done_at.filter(|_| self.is_delivered())
    }

    /// Only a person can get it going again.
    pub fn is_stuck(&self) -> bool {
        self.is_paused || self.state == "held"
    }

    /// It was given up before it was ever tried.
    pub fn was_never_tried(&self) -> bool {
        self.outcome.as_deref() == Some("superseded")
    }

    /// It was not sent until its `not_after`.
    pub fn has_expired(&self) -> bool {
        self.outcome.as_deref() == Some("expired")
    }
}

/// How much waits.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// Effects that wait or are being sent.
    pub waiting: i64,
    /// Effects that are held.
    pub held: i64,
    /// Effects among the waiting that wait for a role or channel to be mended.
    pub paused: i64,
    /// Effects among the waiting that may have been sent, and are looked for first.
    pub sought: i64,
}

/// A role or channel that Discord refuses.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Paused {
    /// `role:ID`, `channel:ID` or, for direct messages, `user:ID`.
    pub what: String,
    /// How many effects wait for it.
    pub count: i64,
    written: Option<String>,
}

impl Paused {
    /// Why Discord refuses it.
    pub fn why(&self) -> Why {
        Why::read(self.written.as_deref().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_given_up_before_it_was_tried_was_never_tried() {
        for (state, outcome, expected) in [
            ("done", Some("superseded"), true),
            ("done", Some("delivered"), false),
            ("done", Some("expired"), false),
            ("discarded", None, false),
            ("held", None, false),
        ] {
            let fate = Fate {
                key: "lecture:occurrence:1:post:v1".to_owned(),
                kind: "post".to_owned(),
                state: state.to_owned(),
                outcome: outcome.map(str::to_owned),
                created_at: DateTime::UNIX_EPOCH,
                done_at: None,
                is_paused: false,
            };
            assert_eq!(fate.was_never_tried(), expected, "{state} {outcome:?}");
        }
    }

    #[test]
    fn why_is_read_as_it_was_written_and_older_words_stay() {
        let refused = Why::Refused {
            status: 400,
            code: 50_035,
            message: "Invalid Form Body".to_owned(),
        };
        for why in [refused, Why::Unsure("code 50001".to_owned())] {
            assert_eq!(Why::read(&why.write().expect("JSON")), why);
        }
        let older = "HTTP 400, code 50035: Invalid Form Body";
        assert_eq!(Why::read(older), Why::Other(older.to_owned()));
    }
}
