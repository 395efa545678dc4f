//! What a question is about, and whose answer is hoped for.

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
    /// Something that went wrong: told to mentors alone.
    Failure,
}

impl Kind {
    /// Whether only mentors, the owner and its asker may read a word of it.
    pub const fn is_confidential(self) -> bool {
        match self {
            Self::Failure => true,
            Self::Medical | Self::Study | Self::Career => false,
        }
    }
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
