//! The machine's clock jumped: the owner is told, and told when it is right again.

use chrono::TimeDelta;

use crate::app::App;
use crate::db;
use crate::error::Result;
use crate::lectures::cards::{self, COLOUR};
use crate::outbox::{self, Priority, Queued};
use crate::text::Text;

/// The fact that names what the owner was told and that is still so.
const TOLD: &str = "clock_told";

/// Nothing is done by the clock until it is right again, and the owner is told so.
pub async fn clock_jumped(app: &App, by: TimeDelta) -> Result<()> {
    let now = app.now();
    let minutes = by.num_minutes();
    let text = if minutes < 0 {
        Text::new("clock-jumped-back")
    } else {
        Text::new("clock-jumped-ahead")
    };
    let key = format!("lecture:clock:{}", now.timestamp());
    let text = text.with("minutes", minutes.abs());
    let message = cards::told(&text, &key, COLOUR, app.config.language);
    let mut tx = app.db.begin().await?;
    let queued = Queued::once(&key, &key, Priority::Click);
    outbox::tell_owner(&mut tx, app, &queued, message, now).await?;
    db::set_fact(&mut tx, TOLD, &key).await?;
    tx.commit().await?;
    Ok(())
}

/// It is right again, or salon was started anew: what the owner was told is over.
pub(super) async fn take_back(app: &App) -> Result<()> {
    let told = db::fact(&mut *app.db.read().await?, TOLD).await?;
    let Some(told) = told.filter(|key| !key.is_empty()) else {
        return Ok(());
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let key = format!("{told}:face");
    let text = Text::new("clock-is-right");
    let message = cards::told(&text, &told, COLOUR, app.config.language);
    let queued = Queued::once(&key, &told, Priority::Click);
    outbox::amend(&mut tx, &told, &queued, message, now).await?;
    db::set_fact(&mut tx, TOLD, "").await?;
    tx.commit().await?;
    Ok(())
}
