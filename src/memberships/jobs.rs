//! What the clock does: periods begin, their grace begins, they end, people are reminded, and
//! applications run out.

use chrono::{DateTime, Utc};

use super::{ending, imports, joining, notices, reconcile, store};
use crate::app::App;
use crate::error::Result;
use crate::ids::EntitlementId;

/// Begins and ends what is due by now. What begins comes first, so that a period which follows
/// another leaves no gap. One that fails is logged, and the rest go on.
pub async fn run_due(app: &App) -> Result<()> {
    let now = app.now();
    let to_start = store::to_start(&mut *app.db.read().await?, now).await?;
    for id in to_start {
        report(app, id, ending::start(app, id).await);
    }
    let to_lapse = store::to_lapse(&mut *app.db.read().await?, now).await?;
    for id in to_lapse {
        report(app, id, ending::begin_grace(app, id).await);
    }
    for id in notices::due(app, now).await? {
        if let Err(error) = notices::remind(app, id).await {
            app.report(&error, &format!("the reminder {id} could not be sent"));
        }
    }
    let to_end = store::to_end(&mut *app.db.read().await?, now).await?;
    reconcile::expect(app, now).await?;
    for id in to_end {
        report(app, id, ending::end(app, id).await);
    }
    if !is_quiet(app, now) {
        applications(app, now).await?;
    }
    imports::run_due(app).await
}

/// Ends applications, reminds of their money and offers seats: in quiet hours nothing of that, because
/// it is told at once, and no hour of an offer is to pass before it is known.
async fn applications(app: &App, now: DateTime<Utc>) -> Result<()> {
    let to_expire = joining::to_lapse(&mut *app.db.read().await?, now).await?;
    for id in to_expire {
        if let Err(error) = joining::lapse(app, id).await {
            app.report(&error, &format!("the application {id} could not run out"));
        }
    }
    let to_remind = joining::to_remind(&mut *app.db.read().await?, now).await?;
    for id in to_remind {
        if let Err(error) = joining::remind(app, id).await {
            app.report(
                &error,
                &format!("nobody was reminded of the application {id}"),
            );
        }
    }
    let queues = joining::queues(&mut *app.db.read().await?).await?;
    for plan in queues {
        if let Err(error) = joining::fill(app, plan).await {
            app.report(&error, "a free seat could not be offered");
        }
    }
    Ok(())
}

fn is_quiet(app: &App, now: DateTime<Utc>) -> bool {
    joining::by_day(&app.config, now) > now
}

/// The next moment at which [`run_due`] would do something.
pub async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    let mut conn = app.db.read().await?;
    let start = store::next_start(&mut conn).await?;
    let end = store::next_end(&mut conn).await?;
    let lapse = store::next_lapse(&mut conn).await?;
    let notice = notices::next_due(&mut conn).await?;
    let now = app.now();
    let expiry = joining::next_lapse(&mut conn).await?;
    let expiry = expiry.map(|at| joining::by_day(&app.config, at.max(now)));
    let reminder = joining::next_reminder(&mut conn).await?;
    let reminder = reminder.map(|at| joining::by_day(&app.config, at.max(now)));
    let waits = is_quiet(app, now) && !joining::queues(&mut conn).await?.is_empty();
    let offer = waits.then(|| joining::by_day(&app.config, now));
    drop(conn);
    let list = imports::next_due(app).await?;
    let moments = [start, lapse, notice, end, expiry, reminder, offer, list];
    Ok(moments.into_iter().flatten().min())
}

fn report(app: &App, id: EntitlementId, done: Result<()>) {
    if let Err(error) = done {
        app.report(
            &error,
            &format!("the period {} could not begin or end", id.0),
        );
    }
}
