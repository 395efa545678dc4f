//! What is due by now? Late, twice or after a week off gives the same result.

use chrono::{DateTime, Utc};

use super::catalogue::newcomers;
use super::content::review;
use super::slots::{change, reckon};
use super::{clock, imports, release, watching};
use crate::app::App;
use crate::discord::Rest;
use crate::error::Result;

/// Does everything that is due by now. What fails is logged, and the rest goes on.
pub async fn run_due(app: &App) -> Result<()> {
    let done = clock::take_back(app).await;
    report(
        app,
        "the owner could not be told that the clock is right",
        done,
    );
    // Before the rest, because what was not sent in time is due again.
    for date in release::sending(app).await? {
        let what = format!("what came of the post of date {date} could not be read");
        report(app, &what, release::conclude(app, date).await);
    }
    let done = reckon::follow_zones(app).await;
    report(
        app,
        "dates could not be worked out by other time zones",
        done,
    );
    let done = change::forget_old(app).await;
    let what = "changes of slots that nobody confirmed are still kept";
    report(app, what, done);
    for slot in reckon::slots_to_plan(app).await? {
        let what = format!("the dates of slot {slot} could not be worked out");
        report(app, &what, reckon::plan_ahead(app, slot).await);
    }
    let done = imports::forget_old(app).await;
    let what = "lists of lectures that nobody took in could not be forgotten";
    report(app, what, done);
    for date in release::due(app).await? {
        let what = format!("the lecture of date {date} could not be posted");
        report(app, &what, release::release(app, date).await);
    }
    // After it, because what was just posted needs no alarm.
    let done = release::alarms::tell_due(app).await;
    report(app, "the owner could not be told what dates lack", done);
    let done = release::outage::tell_due(app).await;
    report(
        app,
        "the owner could not be told what became of dates",
        done,
    );
    let done = review::tell_due(app).await;
    report(
        app,
        "the owner could not be told what is to be reviewed",
        done,
    );
    let done = newcomers::run(app).await;
    report(app, "newcomers could not be welcomed", done);
    let done = watching::forget(app).await;
    let what = "links to videos that expired could not be forgotten";
    report(app, what, done);
    Ok(())
}

fn report(app: &App, what: &str, done: Result<()>) {
    if let Err(error) = done {
        app.report(&error, what);
    }
}

/// Looks at what only Discord knows and the release of lectures needs to know, and shows the owner what
/// they have not been shown.
pub async fn look_due(app: &App, discord: &Rest) -> Result<()> {
    release::look::look_due(app, discord).await?;
    release::card::show_due(app).await
}

/// When [`run_due`] next has something to do.
///
/// What came of a post can be written down, dates are to be worked out, the next date of an active slot
/// comes, whether or not a lecture is queued for it, or the owner is to be told what it lacks or what is
/// to be reviewed.
pub async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    for occurrence in release::sending(app).await? {
        if release::is_decided(app, occurrence).await? {
            return Ok(Some(app.now()));
        }
    }
    let welcome = newcomers::next_due(app).await?;
    let mut conn = app.db.read().await?;
    let moments = [
        welcome,
        reckon::next_plan(&mut conn).await?,
        release::store::next_wake(&mut conn).await?,
        watching::next_to_forget(&mut conn).await?,
        imports::next_old(&mut conn).await?,
        release::store::alarm::next(&mut conn).await?,
        review::next_due(&mut conn, app).await?,
    ];
    Ok(moments.into_iter().flatten().min())
}
