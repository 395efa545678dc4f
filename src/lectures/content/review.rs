//! Tells the owner once of lectures past the day by which somebody should have looked at them.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use sqlx::SqliteConnection;

use super::{cards, store};
use crate::app::App;
use crate::error::Result;
use crate::input;
use crate::lectures::catalogue;
use crate::outbox::{self, Priority, Queued};

/// Tells of those whose day is over since it was last told.
pub(in crate::lectures) async fn tell_due(app: &App) -> Result<()> {
    let today = catalogue::today(app);
    let untold = store::unreviewed(&mut *app.db.read().await?).await?;
    if untold.is_none_or(|day| day >= today) {
        return Ok(());
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let over = store::tell_to_review(&mut tx, today).await?;
    let Some((first, day)) = over.first().and_then(|it| Some((it.id, it.review_by?))) else {
        return Ok(());
    };
    let Some(lecture) = store::lecture(tx.conn().await?, first).await? else {
        return Ok(());
    };
    // It may be given the same day once more: that is another version of it.
    let key = format!("lecture:{first}:review:{}", lecture.version);
    let message = cards::to_review(&over, &key, app.config.language);
    let queued = Queued::once(&key, &key, Priority::Normal);
    let queued = queued.owed_since(&mut tx, is_over_at(app, day)).await?;
    outbox::tell_owner(&mut tx, app, &queued, message, now).await?;
    tx.commit().await?;
    Ok(())
}

/// When [`tell_due`] next has something to do.
pub(in crate::lectures) async fn next_due(
    conn: &mut SqliteConnection,
    app: &App,
) -> Result<Option<DateTime<Utc>>> {
    let day = store::unreviewed(conn).await?;
    Ok(day.map(|day| is_over_at(app, day)))
}

/// When a day is over in the salon.
fn is_over_at(app: &App, day: NaiveDate) -> DateTime<Utc> {
    let next = day.checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
    input::instant(app.config.timezone.0, next.and_time(NaiveTime::MIN))
}
