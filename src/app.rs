//! What every operation, command and job is given.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use tokio::sync::{Notify, watch};

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;

/// The running salon: configuration, database, clock.
#[derive(Debug)]
pub struct App {
    /// The settings, checked at start and never changed while running.
    pub config: Config,
    /// The one database.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Rung when a commit may have made something due earlier than planned.
    pub schedule_changed: Notify,
    is_stopping: watch::Sender<bool>,
    broken: AtomicU64,
}

impl App {
    /// Puts the parts together.
    pub fn new(config: Config, db: Db, clock: Clock) -> Arc<Self> {
        Arc::new(Self {
            config,
            db,
            clock,
            schedule_changed: Notify::new(),
            is_stopping: watch::Sender::new(false),
            broken: AtomicU64::new(0),
        })
    }

    /// Begin nothing new; finish what is under way.
    pub fn stop(&self) {
        self.is_stopping.send_replace(true);
    }

    /// Whether we are on our way out.
    pub fn is_stopping(&self) -> bool {
        *self.is_stopping.borrow()
    }

    /// Waits until we are on our way out.
    pub async fn stopped(&self) {
        let mut is_stopping = self.is_stopping.subscribe();
        // The sender lives as long as we do, so this ends only by `stop`.
        let _ = is_stopping.wait_for(|is_stopping| *is_stopping).await;
    }

    /// Counts one more thing that broke; whoever calls this has logged it.
    pub fn count_broken(&self) {
        self.broken.fetch_add(1, Ordering::Relaxed);
    }

    /// How much broke since the start.
    pub fn broken(&self) -> u64 {
        self.broken.load(Ordering::Relaxed)
    }

    /// Now, in whole milliseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}
