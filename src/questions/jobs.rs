//! What is due by now: claims that ran out, questions of which somebody is told, drafts that nobody
//! posted.

use chrono::{DateTime, Utc};

use super::claims::lapse;
use super::{images, routing, store};
use crate::app::App;
use crate::error::Result;

/// Does everything of this feature that is due.
pub async fn run_due(app: &App) -> Result<()> {
    let now = app.now();
    // Read first: mostly nothing is due, and the writer is needed elsewhere.
    let (lapsed, sweep) = {
        let mut conn = app.db.read().await?;
        let lapsed = store::lapsed(&mut conn, now).await?;
        (lapsed, store::next_sweep(&mut conn).await?)
    };
    for question in lapsed {
        if let Err(error) = lapse(app, question).await {
            app.report(
                &error,
                &format!("the claim of #{question} ran out and could not be let go"),
            );
        }
    }
    // After the claims: what ran out goes on at once.
    routing::run_due(app).await?;
    images::forget_old(app).await?;
    if sweep.is_some_and(|sweep| sweep <= now) {
        let mut tx = app.db.begin().await?;
        if store::sweep_drafts(&mut tx, now).await? {
            tx.erases();
        }
        tx.commit().await?;
    }
    Ok(())
}

/// The next moment at which [`run_due`] would do something.
pub async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    let mut conn = app.db.read().await?;
    let lapse = store::next_lapse(&mut conn).await?;
    let sweep = store::next_sweep(&mut conn).await?;
    let images = images::next_forgotten(&mut conn).await?;
    drop(conn);
    let told = routing::next_due(app).await?;
    let each = [lapse, sweep, images, told];
    Ok(each.into_iter().flatten().min())
}
