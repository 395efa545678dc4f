//! What became of effects, for those who ask.

use chrono::{DateTime, Utc};

use crate::ids::EffectId;

/// An effect that stands still.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Trouble {
    /// Its row.
    pub id: EffectId,
    /// What it is.
    pub key: String,
    /// Why it stands.
    pub trouble: Option<String>,
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
}

impl Fate {
    /// It may still happen.
    pub fn is_open(&self) -> bool {
        matches!(self.state.as_str(), "waiting" | "sending" | "held")
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
}

/// A role or channel that Discord refuses.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Paused {
    /// `role:ID` or `channel:ID`.
    pub what: String,
    /// How many effects wait for it.
    pub count: i64,
}
