//! What is due by now? Late, twice or after a week off gives the same result.

use chrono::{DateTime, Utc};

use super::catalogue::newcomers;
use super::slots::reckon;
use super::{imports, release, watching};
use crate::app::App;
use crate::discord::Rest;
use crate::error::Result;

/// Does everything that is due by now. What fails is logged, and the rest goes on.
pub async fn run_due(app: &App) -> Result<()> {
    // First, because what was not sent in time is due again.
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

/// When [`run_due`] next has something to do: what came of a post can be written down, dates are
/// to be worked out, or the next date of an active slot comes, whether or not a lecture is queued
/// for it.
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
    ];
    Ok(moments.into_iter().flatten().min())
}
