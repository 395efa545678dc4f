//! A running bot: connected, with its loops, until it is told to stop.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::Value;
use serenity::http::Route;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use crate::app::App;
use crate::bot::{self, Events, Gateway, LoginRefused};
use crate::clock::monotonic_now;
use crate::discord::{self, CallError, Rest};
use crate::ids::ChannelId;
use crate::questions::{self, ChannelKind};
use crate::watchdog::Pulses;
use crate::{jobs, lectures, outbox, setup};

/// The longest a loop sleeps: a wall clock that was set is noticed after this.
const LONGEST_SLEEP: Duration = Duration::from_secs(30);
/// What is due but could not be done is tried again after this.
const AGAIN: Duration = Duration::from_secs(1);
/// What a commit queued waits this long at most while people are being answered: that goes first,
/// and what others cause meanwhile is claimed with it.
const ANSWERS_FIRST: Duration = Duration::from_millis(250);
/// The log is folded once nobody was answered for so long: a commit that comes meanwhile waits for
/// the same disk.
const SILENCE: Duration = Duration::from_millis(500);
/// It is folded all the same after this, and beside those who wait.
const NO_SILENCE: Duration = Duration::from_secs(30);
/// How soon the log is folded again where somebody read what was to go.
const FOLD_AGAIN: Duration = Duration::from_secs(30);
/// How long what is under way may take once we are told to stop; Discord calls end within 10 s,
/// and the supervisor waits no longer either.
const FAREWELL: Duration = Duration::from_secs(8);

/// Connected to Discord, taking in events; nothing happens by the clock yet.
#[derive(Debug)]
pub struct Connected {
    /// The salon.
    pub app: Arc<App>,
    /// Our sender.
    pub discord: Arc<Rest>,
    /// How many gateway events were taken in.
    pub handled_events: watch::Receiver<u64>,
    gateway: Gateway,
    events: JoinHandle<()>,
}

/// Connects: waits for Discord, registers commands that changed, opens the gateway.
///
/// # Errors
/// When a client cannot be built. An unreachable Discord is waited for.
pub async fn connect(app: Arc<App>, token: &str) -> anyhow::Result<Connected> {
    let started = monotonic_now();
    let api_url = app.config.discord.api_url.clone();
    let discord = Arc::new(Rest::new(discord::client()?, api_url, token)?);
    let unknown = outbox::recover(&app).await?;
    if unknown > 0 {
        tracing::warn!(
            effects = unknown,
            "stopped while sending; each is looked for before it is sent again"
        );
    }
    let url = patiently("the gateway's address", async || {
        Ok(discord.gateway_url().await?)
    })
    .await?;
    let is_new = match patiently("commands", async || bot::register(&app, &discord).await).await {
        Ok(is_new) => is_new,
        Err(error) if is_token_refused(&error) => return Err(LoginRefused::TOKEN.into()),
        // Those that Discord has go on working; what refuses the others is for a person to see.
        Err(error) => {
            tracing::error!("the commands could not be registered: {error:#}");
            false
        }
    };
    patiently("the channels", async || {
        learn_channels(&app, &discord).await
    })
    .await?;
    tracing::info!(
        is_new,
        ms = started.elapsed().as_millis(),
        "commands registered"
    );
    let (sender, queue, handled_events) = Events::new();
    let events = bot::handle_events(app.clone(), discord.clone(), queue);
    let events = tokio::spawn(app.pulses.events.clone().watch(events));
    let gateway = Gateway::start(app.clone(), discord.clone(), url, token, sender).await?;
    Ok(Connected {
        app,
        discord,
        handled_events,
        gateway,
        events,
    })
}

impl Connected {
    /// Lets time pass: due work and effects, until `shutdown` or the end of the gateway. Finishes
    /// what is under way.
    ///
    /// # Errors
    /// When the gateway ended by itself.
    pub async fn run_until(mut self, shutdown: impl Future<Output = ()>) -> anyhow::Result<()> {
        let mut loops = JoinSet::new();
        let Pulses {
            due_work: working,
            outbox: sending,
            ..
        } = self.app.pulses.clone();
        loops.spawn(working.watch(due_work(self.app.clone())));
        loops.spawn(sending.watch(effects(self.app.clone(), self.discord.clone())));
        loops.spawn(looks(self.app.clone(), self.discord.clone()));
        loops.spawn(fold(self.app.clone()));
        let ended = tokio::select! {
            () = shutdown => None,
            why = self.gateway.ended() => Some(why),
            _ = loops.join_next() => Some(anyhow::anyhow!("a loop of ours ended")),
            _ = &mut self.events => Some(anyhow::anyhow!("events are no longer taken in")),
        };
        let finished = async {
            // Nothing new comes in, those who wait are answered, what is being sent is finished.
            // What was queued last goes out at the next start.
            self.gateway.stop().await;
            self.app.stop();
            while loops.join_next().await.is_some() {}
            self.events.abort();
            self.app.db.close().await;
        };
        if tokio::time::timeout(FAREWELL, finished).await.is_err() {
            tracing::warn!("stopped before everything was finished; it goes on at the next start");
        }
        self.app.stop();
        match ended {
            None => Ok(()),
            Some(why) => Err(why),
        }
    }

    /// Ends the connection at once, as a crash would, but releases the database.
    pub async fn stop(self) {
        self.gateway.stop().await;
        self.app.stop();
        self.events.abort();
        self.app.db.close().await;
    }
}

/// Does due work again and again, once the server is there: whatever it sends needs that.
async fn due_work(app: Arc<App>) {
    while app.config.discord.guild.is_some() && !app.is_server_there() && !app.is_stopping() {
        tokio::select! {
            () = app.server_is_there() => {}
            // Waiting is no standstill.
            () = tokio::time::sleep(LONGEST_SLEEP) => {}
            () = app.stopped() => {}
        }
    }
    while !app.is_stopping() {
        jobs::run_due(&app).await;
        app.look_soon.notify_one();
        let next = match jobs::next_due(&app).await {
            Ok(next) => next,
            Err(error) => {
                tracing::error!("what is due next cannot be read: {error:#}");
                None
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause_until(&app, next)) => {}
            () = app.schedule_changed.notified() => {}
            () = app.stopped() => {}
        }
    }
}

/// Looks at what due work needs to know of Discord: after each of its passes, beside it, because
/// Discord may be slow.
async fn looks(app: Arc<App>, discord: Arc<Rest>) {
    while !app.is_stopping() {
        tokio::select! {
            () = app.look_soon.notified() => jobs::look_due(&app, &discord).await,
            () = app.stopped() => {}
        }
    }
}

/// Sends what is queued, again and again.
async fn effects(app: Arc<App>, discord: Arc<Rest>) {
    let mut is_cut_off = false;
    while !app.is_stopping() {
        let worked = async {
            if is_cut_off {
                outbox::recover(&app).await?;
            }
            outbox::deliver_due(&app, &discord, setup::alert).await
        };
        match worked.await {
            Ok(_) => is_cut_off = false,
            Err(error) => {
                app.report(&error, "the outbox cannot be worked on and is tried again");
                is_cut_off = true;
                tokio::select! {
                    () = tokio::time::sleep(AGAIN) => continue,
                    () = app.stopped() => return,
                }
            }
        }
        let next = outbox::next_due(&app).await.unwrap_or_default();
        tokio::select! {
            () = tokio::time::sleep(pause_until(&app, next)) => {}
            () = app.db.effects_queued() => app.quiet(ANSWERS_FIRST).await,
            () = app.stopped() => {}
        }
    }
}

/// Folds the database's log, again and again, while nobody waits if that can be.
async fn fold(app: Arc<App>) {
    let mut is_done = true;
    while !app.is_stopping() {
        tokio::select! {
            () = app.db.log_is_long() => {}
            () = tokio::time::sleep(FOLD_AGAIN), if !is_done => {}
            () = app.stopped() => return,
        }
        app.silent(SILENCE, NO_SILENCE).await;
        is_done = app.db.fold_log().await.unwrap_or_else(|error| {
            tracing::error!("the database's log could not be copied into its file: {error}");
            true
        });
    }
}

fn pause_until(app: &App, next: Option<DateTime<Utc>>) -> Duration {
    let Some(next) = next else {
        return LONGEST_SLEEP;
    };
    let pause = (next - app.now()).to_std().unwrap_or_default();
    pause.clamp(Duration::from_millis(10), LONGEST_SLEEP).max(
        // What is overdue already failed once: no hot loop.
        if pause.is_zero() {
            AGAIN
        } else {
            Duration::ZERO
        },
    )
}

/// Tries until it works, with growing pauses, or until Discord says no.
async fn patiently<T>(
    what: &'static str,
    attempt: impl AsyncFn() -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut pause = AGAIN;
    loop {
        let error = match attempt().await {
            Ok(done) => return Ok(done),
            Err(error) => error,
        };
        if error.downcast_ref().and_then(CallError::code).is_some() {
            return Err(error);
        }
        tracing::warn!(
            what,
            retry_in = pause.as_secs(),
            "Discord does not help yet: {error}"
        );
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(Duration::from_mins(1));
    }
}

fn is_token_refused(error: &anyhow::Error) -> bool {
    matches!(
        error.downcast_ref(),
        Some(CallError::Refused { status: 401, .. })
    )
}

/// Finds out whether questions go to forums or text channels, and where lectures are listed.
async fn learn_channels(app: &App, discord: &Rest) -> anyhow::Result<()> {
    let plain = |error: crate::error::Error| anyhow::anyhow!("{error:#}");
    let channels = &app.config.channels;
    let kind = |is_forum| {
        if is_forum {
            ChannelKind::Forum
        } else {
            ChannelKind::Text
        }
    };
    if let Some(channel) = channels.questions
        && let Some(is_forum) = is_forum(discord, channel, "questions").await?
    {
        let learnt = questions::set_channel_kind(app, channel, kind(is_forum)).await;
        learnt.map_err(plain)?;
    }
    if let Some(channel) = channels.confidential
        && let Some(is_forum) = is_forum(discord, channel, "confidential").await?
    {
        let learnt = questions::set_confidential_kind(app, channel, kind(is_forum)).await;
        learnt.map_err(plain)?;
    }
    if let Some(channel) = channels.catalogue
        && let Some(is_forum) = is_forum(discord, channel, "catalogue").await?
    {
        let learnt = lectures::set_catalogue_kind(app, channel, is_forum).await;
        learnt.map_err(plain)?;
    }
    Ok(())
}

/// Whether a channel is a forum; `None` where it is deleted or hidden: what we knew stays, `salon
/// check` says how to mend it.
async fn is_forum(
    discord: &Rest,
    channel: ChannelId,
    key: &'static str,
) -> anyhow::Result<Option<bool>> {
    let channel_id = channel.into();
    match discord.get::<Value>(Route::Channel { channel_id }).await {
        Ok(found) => Ok(Some(found["type"].as_i64() == Some(15))),
        Err(error) if error.code().is_some() => {
            tracing::error!(%channel, "channels.{key} cannot be read: {error} (see `salon check`)");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}
