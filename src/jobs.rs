//! Everything that happens by the clock: not "at eight", but "what is due by now?".

use chrono::{DateTime, Utc};

use crate::app::App;
use crate::clock::Seen;
use crate::discord::Rest;
use crate::error::Result;
use crate::{lectures, memberships, outbox, questions, reported};

/// Does all that is due, unless the machine's clock jumped. One feature's failure is logged and holds
/// up no other.
pub async fn run_due(app: &App) {
    match app.guard.look() {
        Seen::Steady => {}
        Seen::SetRight => {
            tracing::info!("the machine's clock is right again: what is due is done");
        }
        Seen::Jumped(by) => {
            tracing::error!(
                minutes = by.num_minutes(),
                "the machine's clock jumped: nothing is done by the clock until it is set right or salon restarted"
            );
            report(app, "the clock", lectures::clock_jumped(app, by).await);
            return;
        }
        Seen::Off => return,
    }
    report(app, "memberships", memberships::run_due(app).await);
    report(app, "lectures", lectures::run_due(app).await);
    report(app, "questions", questions::run_due(app).await);
    report(app, "reported messages", reported::run_due(app).await);
    report(app, "outbox", outbox::purge(app).await);
}

/// Looks at what only Discord knows and due work needs to know, unless the machine's clock jumped.
pub async fn look_due(app: &App, discord: &Rest) {
    if app.guard.jump().is_none() {
        report(app, "lectures", lectures::look_due(app, discord).await);
    }
}

/// The next moment at which [`run_due`] has something to do; while the machine's clock is off nobody
/// knows.
pub async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    if app.guard.jump().is_some() {
        return Ok(None);
    }
    let moments = [
        memberships::next_due(app).await?,
        lectures::next_due(app).await?,
        questions::next_due(app).await?,
        reported::next_due(app).await?,
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
