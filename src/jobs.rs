//! Everything that happens by the clock: not "at eight", but "what is due by now?".

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::error::Result;
use crate::{lectures, memberships, outbox, questions};

/// Does all that is due. One feature's failure is logged and holds up no other.
pub async fn run_due(app: &App) {
    report(app, "memberships", memberships::run_due(app).await);
    report(app, "lectures", lectures::run_due(app).await);
    report(app, "questions", questions::run_due(app).await);
    report(app, "outbox", outbox::purge(app).await);
}

/// The next moment at which [`run_due`] has something to do.
pub async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    let moments = [
        memberships::next_due(app).await?,
        lectures::next_due(app).await?,
        questions::next_due(app).await?,
    ];
    Ok(moments.into_iter().flatten().min())
}

fn report(app: &App, job: &'static str, result: Result<()>) {
    if let Err(error) = result {
        app.report(
            &error,
            &format!("due work of {job} failed and is tried again"),
        );
    }
}
