//! What every operation, command and job is given.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use tokio::sync::Notify;

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
    is_stopping: AtomicBool,
}

impl App {
    /// Puts the parts together.
    pub fn new(config: Config, db: Db, clock: Clock) -> Arc<Self> {
        Arc::new(Self {
            config,
            db,
            clock,
            schedule_changed: Notify::new(),
            is_stopping: AtomicBool::new(false),
        })
    }

    /// Begin nothing new; finish what is under way.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::Relaxed);
    }

    /// Whether we are on our way out.
    pub fn is_stopping(&self) -> bool {
        self.is_stopping.load(Ordering::Relaxed)
    }

    /// Now, in whole milliseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}
