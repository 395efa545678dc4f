//! Moving the demo's time. The sandbox does not know what else must keep pace, so whoever runs the demo does it.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use futures_util::future::BoxFuture;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Fault, Page, read_json};

/// How far the clock is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    Hour,
    Day,
    NextLecture,
    Month,
}

/// Moves all clocks of the demo, and lets the bot do what has become due.
pub trait ClockControl: Send + Sync {
    /// Resolves when the bot has caught up; the error is shown to the person.
    fn advance(&self, step: Step) -> BoxFuture<'_, Result<(), String>>;
}

#[derive(Deserialize)]
struct Wanted {
    step: Step,
}

/// `POST /demo/clock`
pub(super) async fn serve(State(page): State<Page>, body: Bytes) -> Result<Json<Value>, Fault> {
    let wanted: Wanted = read_json(&body)?;
    page.clock
        .advance(wanted.step)
        .await
        .map_err(|why| Fault::new(StatusCode::CONFLICT, why))?;
    page.sandbox.lock().changed();
    Ok(Json(json!({"now": page.sandbox.clock().now()})))
}
