//! What every operation, command and job is given.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::{Mutex, Notify, watch};

use crate::clock::{Clock, JumpGuard};
use crate::config::{Config, Keys};
use crate::db::Db;
use crate::error::Error;
use crate::ids::UserId;
use crate::seal::Seal;
use crate::text;
use crate::watchdog::Pulses;

/// The running salon: configuration, database, clock.
#[derive(Debug)]
pub struct App {
    /// The settings, checked at start and never changed while running.
    pub config: Config,
    /// With what links to videos are signed, and identities sealed.
    pub keys: Keys,
    /// The one database.
    pub db: Db,
    /// What time it is.
    pub clock: Clock,
    /// Whether the machine's clock can be trusted.
    pub guard: JumpGuard,
    /// Rung when a commit may have made something due earlier than planned.
    pub schedule_changed: Notify,
    /// Rung when a commit changed what roles many people should have: everyone is compared with
    /// Discord soon.
    pub compare_soon: Notify,
    /// Rung when what only Discord knows may have to be looked at.
    pub look_soon: Notify,
    /// Who the bot is on Discord, once it had to know.
    pub myself: OnceLock<UserId>,
    /// What shows that we are alive.
    pub pulses: Pulses,
    /// Held while a backup is being made: one at a time.
    pub backing_up: Mutex<()>,
    is_stopping: watch::Sender<bool>,
    /// Discord has shown us our server.
    is_server_there: watch::Sender<bool>,
    /// Until when nobody may log in to Discord.
    login_waits: watch::Sender<Option<DateTime<Utc>>>,
    broken: AtomicU64,
    /// How often somebody began to be answered, and how often that was over.
    begun: AtomicU64,
    over: AtomicU64,
}

/// Somebody is being answered, until this is dropped.
#[derive(Debug)]
pub struct Answering(Arc<App>);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.over.fetch_add(1, Ordering::Relaxed);
    }
}

impl App {
    /// Puts the parts together; no link is signed, nothing sealed.
    pub fn new(config: Config, db: Db, clock: Clock) -> Arc<Self> {
        Self::with_keys(config, Keys::default(), db, clock)
    }

    /// Puts the parts together.
    pub fn with_keys(config: Config, keys: Keys, db: Db, clock: Clock) -> Arc<Self> {
        text::reckon_in(config.timezone.0);
        Arc::new(Self {
            guard: JumpGuard::new(&clock),
            config,
            keys,
            db,
            clock,
            schedule_changed: Notify::new(),
            compare_soon: Notify::new(),
            look_soon: Notify::new(),
            myself: OnceLock::new(),
            pulses: Pulses::default(),
            backing_up: Mutex::new(()),
            is_stopping: watch::Sender::new(false),
            is_server_there: watch::Sender::new(false),
            login_waits: watch::Sender::new(None),
            broken: AtomicU64::new(0),
            begun: AtomicU64::new(0),
            over: AtomicU64::new(0),
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

    /// Discord has shown us our server. It may do so again and again.
    pub fn see_server(&self) {
        self.is_server_there.send_replace(true);
    }

    /// Whether Discord has shown us our server.
    pub fn is_server_there(&self) -> bool {
        *self.is_server_there.borrow()
    }

    /// Waits until Discord has shown us our server.
    pub async fn server_is_there(&self) {
        let mut is_there = self.is_server_there.subscribe();
        // The sender lives as long as we do.
        let _ = is_there.wait_for(|is_there| *is_there).await;
    }

    /// Logging in to Discord has to wait until then, or no longer. `true` where it did not before.
    pub fn set_login_wait(&self, until: Option<DateTime<Utc>>) -> bool {
        self.login_waits.send_replace(until).is_none()
    }

    /// Until when logging in to Discord has to wait, if it has to.
    pub fn login_waits(&self) -> watch::Receiver<Option<DateTime<Utc>>> {
        self.login_waits.subscribe()
    }

    /// Somebody waits for an answer for as long as the result lives.
    pub fn answering(self: &Arc<Self>) -> Answering {
        self.begun.fetch_add(1, Ordering::Relaxed);
        Answering(self.clone())
    }

    /// Waits until nobody is being answered, but no longer than `at_most`: who waits for us goes
    /// before what nobody waits for, and both need the one writer.
    pub async fn quiet(&self, at_most: Duration) {
        self.silent(Duration::from_millis(5), at_most).await;
    }

    /// Waits until nobody was being answered for that long, but no longer than `at_most`.
    pub async fn silent(&self, silence: Duration, at_most: Duration) {
        let counts = || {
            (
                self.begun.load(Ordering::Relaxed),
                self.over.load(Ordering::Relaxed),
            )
        };
        let mut waited = Duration::ZERO;
        let mut before = counts();
        while waited < at_most {
            tokio::time::sleep(silence).await;
            waited += silence;
            let now = counts();
            if now == before && now.0 == now.1 {
                return;
            }
            before = now;
        }
    }

    /// Logs what failed of our own accord, and counts it as broken. That the database cannot be
    /// used is said once for all.
    pub fn report(&self, error: &Error, what: &str) {
        match error {
            Error::Unsaved(failure) => self.db.report(failure),
            Error::Refused(_) | Error::Broken(_) => {
                self.count_broken();
                tracing::error!("{what}: {error:#}");
            }
        }
    }

    /// Counts one more thing that broke; whoever calls this has logged it.
    pub fn count_broken(&self) {
        self.broken.fetch_add(1, Ordering::Relaxed);
    }

    /// How much broke since the start.
    pub fn broken(&self) -> u64 {
        self.broken.load(Ordering::Relaxed)
    }

    /// With what identities are sealed, where there is a key.
    pub fn seal(&self) -> Option<&Seal> {
        self.keys.identity.as_deref()
    }

    /// Now, in whole milliseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}
