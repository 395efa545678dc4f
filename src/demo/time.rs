//! The clock buttons of the demo: time is lived, not skipped.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::{DateTime, Months, TimeDelta, Utc};
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use sandbox::Sandbox;
use sandbox::page::{ClockControl, Step};
use tokio::sync::Mutex;

use crate::app::App;
use crate::discord::Rest;
use crate::error::Result;
use crate::{jobs, lectures, outbox};

/// What moving the time needs; there once the bot is connected.
type Parts = (Arc<App>, Arc<Rest>, Sandbox);

/// How often a look is taken whether the bot's own loops have finished.
const LOOK: Duration = Duration::from_millis(5);
/// When a moment is not finished after this, time goes on all the same.
const PATIENCE: Duration = Duration::from_secs(5);

/// Moves the clocks of bot and sandbox together.
pub(super) struct Hands {
    parts: Arc<OnceLock<Parts>>,
    /// One move at a time.
    turn: Mutex<()>,
}

impl Hands {
    pub(super) fn new(parts: Arc<OnceLock<Parts>>) -> Self {
        Self {
            parts,
            turn: Mutex::new(()),
        }
    }
}

impl ClockControl for Hands {
    fn advance(&self, step: Step) -> BoxFuture<'_, Result<(), String>> {
        async move {
            let _turn = self.turn.lock().await;
            let Some((app, discord, sandbox)) = self.parts.get() else {
                return Err("まだ準備中です / not ready yet".to_owned());
            };
            let moved = advance((app, discord), sandbox, step).await;
            moved.map_err(|error| {
                if !app.is_stopping() {
                    tracing::error!("the clock could not be moved: {error:#}");
                }
                "時計を進められませんでした / the clock could not be moved".to_owned()
            })
        }
        .boxed()
    }
}

/// Lives from one due moment to the next until the end of the step.
async fn advance((app, discord): (&App, &Rest), sandbox: &Sandbox, step: Step) -> Result<()> {
    let end = match step {
        Step::Hour => app.now() + TimeDelta::hours(1),
        Step::Day => app.now() + TimeDelta::days(1),
        Step::Month => app.now() + Months::new(1),
        Step::NextLecture => match lectures::next_lecture_at(app).await? {
            Some(at) => at,
            None => app.now() + TimeDelta::days(7),
        },
    };
    // What is left of a step when the demo ends is lived next time.
    while !app.is_stopping() {
        let moments = [jobs::next_due(app).await?, outbox::next_due(app).await?];
        let next = moments.into_iter().flatten().min();
        let next = next.filter(|next| *next < end).unwrap_or(end);
        let next = next.max(app.now() + TimeDelta::milliseconds(1));
        app.clock.set(next);
        sandbox.clock().set(next);
        jobs::run_due(app).await;
        jobs::look_due(app, discord).await;
        // The bot's own loop sends it.
        app.db.wake_effects();
        let finished = until_delivered(app, next);
        if tokio::time::timeout(PATIENCE, finished).await.is_err() {
            tracing::warn!("something is still under way");
        }
        if next >= end {
            break;
        }
    }
    // What is compared every few minutes would seem late otherwise.
    app.compare_soon.notify_one();
    Ok(())
}

/// Waits until nothing is due and nothing under way.
pub(super) async fn until_delivered(app: &App, now: DateTime<Utc>) -> Result<()> {
    loop {
        let next = outbox::next_due(app).await?;
        if next.is_none_or(|next| next > now) && !outbox::is_sending(app).await? {
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
}
