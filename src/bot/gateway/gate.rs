//! The gate before every IDENTIFY: each is counted in the database before it can be sent, and held
//! back while the budget is used up.
//!
//! serenity connects anew by itself and asks nobody. But it reads the gateway's address before each
//! connection, and so the address is kept locked here. serenity lists a connection that stands, and
//! strikes it off before it begins a new session: who wants the address while one is listed takes
//! up that session and may, who wants it while none is listed will identify.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use serenity::all as discord;
use serenity::http::Route;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio::time::sleep;

use super::rules::{Allowance, Token};
use super::{LoginRefused, overheard, rules, store};
use crate::app::App;
use crate::discord::{CallError, Rest};

/// How often we look whether a session wants to be taken up.
const LOOK: Duration = Duration::from_millis(250);
/// The same while somebody may identify.
const SHORT_LOOK: Duration = Duration::from_millis(50);
/// How often we look whether the budget allows more.
const PATIENCE: Duration = Duration::from_secs(1);

/// Holds the address of the gateway.
pub(super) struct Gate {
    app: Arc<App>,
    rest: Arc<Rest>,
    shards: Arc<discord::ShardManager>,
    /// Nobody is to log in any more.
    is_closed: Arc<AtomicBool>,
    url: Arc<Mutex<String>>,
    /// `None` only while somebody is let through.
    held: Option<OwnedMutexGuard<String>>,
    /// How often in a row Discord refused the token, and no READY came in between.
    refusals: u32,
}

impl Gate {
    /// The gate of a client that has not started; behind it is `url`, whatever the client
    /// found out for itself.
    pub(super) async fn new(
        app: Arc<App>,
        rest: Arc<Rest>,
        client: &discord::Client,
        url: String,
        is_closed: Arc<AtomicBool>,
    ) -> Self {
        let mut held = client.ws_url.clone().lock_owned().await;
        *held = url;
        Self {
            app,
            rest,
            shards: client.shard_manager.clone(),
            is_closed,
            url: client.ws_url.clone(),
            held: Some(held),
            refusals: 0,
        }
    }

    /// Keeps the gate until Discord says what a person must mend first.
    pub(super) async fn keep(mut self) -> LoginRefused {
        let runners = self.shards.runners.clone();
        let mut seen = None;
        let mut may_identify = false;
        // Whether READY came after the IDENTIFY before.
        let mut was_welcome = true;
        loop {
            if let Some(refused) = overheard::refused() {
                return refused;
            }
            let listed = runners.lock().await;
            let connection = listed
                .values()
                .next()
                .map(|runner| (runner.stage, runner.latency));
            if connection != seen {
                // Also whenever a heartbeat was answered: no two take exactly as long.
                self.app.pulses.gateway.beat();
                seen = connection;
            }
            if let Some((stage, _)) = connection {
                may_identify = false;
                if stage == discord::ConnectionStage::Connected {
                    was_welcome = true;
                    self.refusals = rules::refusals(self.refusals, Token::Taken);
                }
            }
            if connection.is_some() || may_identify {
                self.let_through().await;
            }
            if may_identify {
                // Nobody can be listed and struck off again between two looks: the list is ours
                // meanwhile, and its lock is fair.
                sleep(SHORT_LOOK).await;
                continue;
            }
            drop(listed);
            if connection.is_some() {
                sleep(LOOK).await;
                continue;
            }
            if self.is_closed.load(Ordering::Relaxed) {
                // We end with the client.
                std::future::pending::<()>().await;
            }
            if let Some(refused) = self.count_one(was_welcome).await {
                return refused;
            }
            tracing::info!("logging in to Discord's gateway");
            may_identify = true;
            was_welcome = false;
        }
    }

    /// Lets those through who wait for the address now. Its lock is fair: they come before us.
    async fn let_through(&mut self) {
        self.held = None;
        let held = self.url.clone().try_lock_owned();
        self.held = Some(if let Ok(held) = held {
            held
        } else {
            self.app.pulses.gateway.beat();
            self.url.clone().lock_owned().await
        });
    }

    /// Waits until our budget and Discord's allow one more IDENTIFY, and counts it; or says what a
    /// person must mend first.
    async fn count_one(&mut self, was_welcome: bool) -> Option<LoginRefused> {
        // Until when Discord last told us to wait.
        let mut told = None;
        loop {
            // serenity asks nobody, and only Discord knows of others who use the token.
            let allowance = match self.ask(was_welcome).await {
                Ok(allowance) => allowance,
                Err(refused) => return Some(refused),
            };
            let now = self.app.now();
            told = rules::wait_until_reset(now, allowance, told);
            let waits = match told {
                Some(until) => Ok(Some((until, "Discord allows hardly any more logins"))),
                None => self.try_to_count().await.map(|until| {
                    until.map(|until| (until, "salon has connected to Discord too often"))
                }),
            };
            match waits {
                Ok(None) => {
                    self.app.set_login_wait(None);
                    return None;
                }
                Ok(Some((until, why))) => {
                    if self.app.set_login_wait(Some(until)) {
                        tracing::error!(
                            %until,
                            "{why}: it waits, so that Discord does not reset its token"
                        );
                    }
                    let again = rules::ask_again(now, until);
                    while self.app.now() < again {
                        self.app.pulses.gateway.beat();
                        sleep(PATIENCE).await;
                    }
                }
                Err(failure) => {
                    self.app.db.report(&failure);
                    self.app.pulses.gateway.beat();
                    sleep(PATIENCE).await;
                }
            }
        }
    }

    /// Counts one, or says until when to wait.
    async fn try_to_count(&self) -> sqlx::Result<Option<DateTime<Utc>>> {
        let now = self.app.now();
        let mut tx = self.app.db.begin().await?;
        let past = store::identifies(&mut tx, now - rules::COUNTS).await?;
        if let Some(until) = rules::wait_until(now, &past) {
            return Ok(Some(until));
        }
        store::add_identify(&mut tx, now).await?;
        tx.commit().await?;
        Ok(None)
    }

    /// Asks Discord how often we may still log in; `None` where it does not say now. Why it hung up
    /// on us, serenity may have kept to itself, and would try for ever.
    ///
    /// Of the token the login says more than one 401 does: 4004 ends it at once.
    async fn ask(&mut self, was_welcome: bool) -> Result<Option<Allowance>, LoginRefused> {
        let answer: Result<Value, _> = self.rest.get(Route::GatewayBot).await;
        let token = match &answer {
            Ok(_) => Token::Taken,
            Err(CallError::Refused { status: 401, .. }) => Token::Refused,
            Err(_) => Token::Unknown,
        };
        self.refusals = rules::refusals(self.refusals, token);
        if rules::is_token_dead(self.refusals) {
            return Err(LoginRefused::TOKEN);
        }
        match answer {
            Ok(answer) if !was_welcome && answer["shards"].as_u64() > Some(1) => {
                Err(LoginRefused::SERVERS)
            }
            Ok(answer) => Ok(allowance(&answer["session_start_limit"])),
            // It will be known the next time.
            Err(_) => Ok(None),
        }
    }
}

fn allowance(limit: &Value) -> Option<Allowance> {
    let reset_after = i64::try_from(limit["reset_after"].as_u64()?).ok()?;
    Some(Allowance {
        remaining: limit["remaining"].as_u64()?,
        reset_after: TimeDelta::try_milliseconds(reset_after)?,
    })
}
