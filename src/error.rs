//! Why something did not happen: `Refused` is for the person, `Broken` is for us.
//!
//! Every operation returns this. A feature's `Refusal` enum becomes `Refused` through one
//! `From` beside it; errors of libraries become `Broken` through `?`.

use crate::db;
use crate::text::Text;

/// Result of every operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an operation did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The rules do not allow it. The person is told why and what to do, in their language.
    #[error("refused: {}", .0.key())]
    Refused(Text),
    /// The database cannot be used now: the disk is full, the file is locked or read-only. Nothing
    /// was changed; later it may work.
    #[error("the database cannot be used now: {0}")]
    Unsaved(sqlx::Error),
    /// Something of ours is broken. The log gets everything once, the person a reference.
    #[error(transparent)]
    Broken(anyhow::Error),
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if db::is_passing(&error) {
            Self::Unsaved(error)
        } else {
            Self::Broken(error.into())
        }
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(error.into())
    }
}

impl From<serenity::Error> for Error {
    /// Keeps only the Display form: the Debug form prints interaction tokens.
    fn from(error: serenity::Error) -> Self {
        Self::Broken(anyhow::anyhow!("discord: {error}"))
    }
}
