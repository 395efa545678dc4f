//! What is due by now? Late, twice or after a week off gives the same result.

use chrono::{DateTime, Utc};

use super::{release, store};
use crate::app::App;
use crate::error::Result;

/// Does everything that is due by now. What fails is logged, and the rest goes on.
pub async fn run_due(app: &App) -> Result<()> {
    for slot in release::slots_to_plan(app).await? {
        if let Err(error) = release::plan_ahead(app, slot).await {
            app.count_broken();
            tracing::error!(%slot, "the dates of a slot could not be worked out: {error:#}");
        }
    }
    for occurrence in release::due(app).await? {
        if let Err(error) = release::release(app, occurrence).await {
            app.count_broken();
            tracing::error!(%occurrence, "a lecture could not be posted: {error:#}");
        }
    }
    for occurrence in release::sending(app).await? {
        if let Err(error) = release::conclude(app, occurrence).await {
            app.count_broken();
            tracing::error!(%occurrence, "what came of a post could not be read: {error:#}");
        }
    }
    Ok(())
}

/// When [`run_due`] next has something to decide: the next date of any active slot, whether or
/// not a lecture is queued for it.
pub async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    let mut conn = app.db.read().await?;
    Ok(store::next_wake(&mut conn).await?)
}
