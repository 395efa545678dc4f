//! Pictures of what is over are not kept.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::{End, end};
use crate::app::App;
use crate::error::Result;
use crate::ids::QuestionId;
use crate::journal::By;
use crate::questions::{change, load, posting, record, store};

/// For so long after the last word in a question that is over its pictures can be posted again.
const KEPT: TimeDelta = TimeDelta::days(7);

/// Forgets the pictures of questions that are over for long enough. What was posted stays posted.
pub(in crate::questions) async fn forget_old(app: &App) -> Result<()> {
    let since = app.now() - KEPT;
    let old = store::with_old_images(&mut *app.db.read().await?, since).await?;
    for question in old {
        if let Err(error) = forget(app, question, since).await {
            app.report(&error, &format!("the pictures of #{question} stay"));
        }
    }
    Ok(())
}

/// When [`forget_old`] would do something.
pub(in crate::questions) async fn next_forgotten(
    conn: &mut SqliteConnection,
) -> Result<Option<DateTime<Utc>>> {
    let oldest = store::oldest_with_images(conn).await?;
    Ok(oldest.map(|at| at + KEPT))
}

async fn forget(app: &App, number: QuestionId, since: DateTime<Utc>) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    // Opened again, or written in, since it was looked for.
    if !before.state.is_closed() || before.last_activity_at > since {
        return Ok(());
    }
    store::delete_images(&mut tx, number).await?;
    tx.erases();
    let mut after = before.clone();
    after.version += 1;
    after.images_waiting = 0;
    change(&mut tx, &before, &after).await?;
    let details = json!({"version": after.version});
    let step = ("question.images_forgotten", By::Clock, details);
    record(&mut tx, &after, step, now).await?;
    if before.images_waiting > 0 {
        posting::refresh(&mut tx, app, &before, &after, now).await?;
        end(&mut tx, app, &after, End::Forgotten, now).await?;
    }
    tx.commit().await?;
    Ok(())
}
