//! What of lectures needs the owner's eye.

use chrono::{DateTime, Days, TimeDelta, Utc};
use sqlx::SqliteConnection;

use super::store;
use crate::app::App;
use crate::error::Result;
use crate::lectures::lecture::{Reason, SlotState, State};
use crate::lectures::slots;
use crate::lectures::slots::cards::slot_label;
use crate::text::{Lang, Text};

/// What was missed so long ago is no news.
const NEWS: Days = Days::new(7);

/// A date so near for which nothing waits needs something.
const NEAR: TimeDelta = TimeDelta::days(7);

/// Dates that are held, near and not approved or without a lecture, or were missed lately, and how
/// many lectures are past their review.
pub async fn attention(conn: &mut SqliteConnection, app: &App, lang: Lang) -> Result<Vec<Text>> {
    let today = app.now().with_timezone(&app.config.timezone.0).date_naive();
    let mut lines = Vec::new();
    for (slot, at, state, reason) in store::standing(conn, today - NEWS).await? {
        let Some(slot) = slots::store::slot(conn, slot).await? else {
            continue;
        };
        let text = match (state, reason) {
            (State::Bound, _) => Text::new("setup-lecture-unapproved"),
            (State::Held, Some(Reason::Unapproved)) => Text::new("release-held-unapproved"),
            (State::Held, Some(Reason::Place)) => Text::new("release-held-place"),
            (State::Held, _) => Text::new("setup-lecture-held"),
            _ => Text::new("setup-lecture-missed"),
        };
        let slot = slot_label(&app.config, &slot, lang);
        lines.push(text.with("slot", slot).with("at", at));
    }
    for plan in slots::plans(conn, app.now()).await? {
        let next = plan.dates.first().filter(|at| **at <= app.now() + NEAR);
        let is_empty = |at: &&DateTime<Utc>| plan.queue.iter().all(|(on, _)| on != *at);
        let is_active = plan.slot.state == SlotState::Active;
        if let Some(at) = next.filter(is_empty).filter(|_| is_active) {
            let slot = slot_label(&app.config, &plan.slot, lang);
            let text = Text::new("setup-lecture-empty");
            lines.push(text.with("slot", slot).with("at", *at));
        }
    }
    let over = store::to_review(conn, today).await?;
    if over > 0 {
        lines.push(Text::new("setup-lecture-review").with("count", over));
    }
    Ok(lines)
}
