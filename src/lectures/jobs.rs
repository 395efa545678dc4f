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
    if let Err(error) = clock::take_back(app).await {
        app.report(
            &error,
            "the owner could not be told that the clock is right",
        );
    }
    // Before the rest, because what was not sent in time is due again.
    for occurrence in release::sending(app).await? {
        if let Err(error) = release::conclude(app, occurrence).await {
            app.report(
                &error,
                &format!("what came of the post of date {occurrence} could not be read"),
            );
        }
    }
    if let Err(error) = reckon::follow_zones(app).await {
        app.report(&error, "dates could not be worked out by other time zones");
    }
    if let Err(error) = change::forget_old(app).await {
        app.report(
            &error,
            "changes of slots that nobody confirmed are still kept",
        );
    }
    for slot in reckon::slots_to_plan(app).await? {
        if let Err(error) = reckon::plan_ahead(app, slot).await {
            app.report(
                &error,
                &format!("the dates of slot {slot} could not be worked out"),
            );
        }
    }
    if let Err(error) = imports::forget_old(app).await {
        app.report(
            &error,
            "lists of lectures that nobody took in could not be forgotten",
        );
    }
    for occurrence in release::due(app).await? {
        if let Err(error) = release::release(app, occurrence).await {
            app.report(
                &error,
                &format!("the lecture of date {occurrence} could not be posted"),
            );
        }
    }
    // After it, because what was just posted needs no alarm.
    if let Err(error) = release::alarms::tell_due(app).await {
        app.report(&error, "the owner could not be told what dates lack");
    }
    if let Err(error) = release::outage::tell_due(app).await {
        app.report(&error, "the owner could not be told what became of dates");
    }
    if let Err(error) = review::tell_due(app).await {
        app.report(&error, "the owner could not be told what is to be reviewed");
    }
    if let Err(error) = newcomers::run(app).await {
        app.report(&error, "newcomers could not be welcomed");
    }
    if let Err(error) = watching::forget(app).await {
        app.report(
            &error,
            "links to videos that expired could not be forgotten",
        );
    }
    Ok(())
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
