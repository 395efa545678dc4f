//! Weekly lectures: slots, their queues, what is posted by the clock, and watching it.

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::command::{Command, Press};
use crate::error::{Error, Result};
use crate::text::Text;

/// What people can type.
pub fn commands() -> Vec<Command> {
    Vec::new()
}

/// A button of ours: `lecture:<action>:<id>`.
pub async fn press(_press: &Press<'_>) -> Result<()> {
    Err(Error::Refused(Text::new("stale-button")))
}

/// Does everything that is due by now.
pub async fn run_due(_app: &App) -> Result<()> {
    Ok(())
}

/// When [`run_due`] would next do something.
pub async fn next_due(_app: &App) -> Result<Option<DateTime<Utc>>> {
    Ok(None)
}

/// When a lecture will next be posted; where none is queued, when one could be.
pub async fn next_lecture_at(app: &App) -> Result<Option<DateTime<Utc>>> {
    next_due(app).await
}
