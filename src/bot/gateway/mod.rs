//! The connection to Discord's gateway, in a runtime of its own.
//!
//! serenity's shard loop can spin without yielding (a close frame without a code) and freeze the
//! timers of the runtime it lives in; there it can hold up nothing but itself. What people do is
//! handled in the runtime of everything else.

mod gate;
mod overheard;
mod rules;
mod store;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use anyhow::Context as _;
use serenity::all as discord;
use tokio::runtime::Handle;
use tokio::sync::{Notify, Semaphore, oneshot};
use tokio::task::JoinHandle;

use self::gate::Gate;
pub use self::overheard::Overheard;
use super::dispatch::Dispatch;
use super::events::Events;
use crate::app::App;
use crate::config::DISCORD_API;
use crate::discord::{Rest, client};

/// What we ask to be told: the server, its members (privileged, for those who rejoin), who is banned,
/// and that messages were written; what they say only where the settings want it (privileged).
fn intents(app: &App) -> discord::GatewayIntents {
    if app.config.discord.message_content {
        INTENTS.union(discord::GatewayIntents::MESSAGE_CONTENT)
    } else {
        INTENTS
    }
}

/// What we ask to be told in any case.
pub const INTENTS: discord::GatewayIntents = discord::GatewayIntents::GUILDS
    .union(discord::GatewayIntents::GUILD_MEMBERS)
    .union(discord::GatewayIntents::GUILD_MODERATION)
    .union(discord::GatewayIntents::GUILD_MESSAGES);

/// How many interactions are in hand at most; the next wait, within Discord's patience.
const IN_HAND: u32 = 1_000;

/// Discord does not let us in, and will not until a person has mended something.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("{0}")]
pub struct LoginRefused(&'static str);

impl LoginRefused {
    /// The token is wrong or was reset.
    pub const TOKEN: Self = Self(
        "Discord refuses the token: make a new one in the Developer Portal → Bot → Reset Token, and put it into SALON_DISCORD_TOKEN",
    );
    const MEMBERS: Self = Self(
        "Discord does not let the bot see who is a member: switch on the Developer Portal → Bot → Server Members Intent, and Message Content Intent where discord.message_content is true",
    );
    const INTENTS: Self = Self(
        "Discord does not know what salon asks to be told: install the newest version of salon",
    );
    const SHARD: Self = Self(
        "Discord does not accept how salon logs in (4010): install the newest version of salon",
    );
    const VERSION: Self = Self(
        "Discord's gateway no longer speaks the version that salon does (4012): install the newest version of salon",
    );
    const SERVERS: Self = Self(
        "the bot is on too many servers for one connection: switch off the Developer Portal → Bot → Public Bot, and take it off the servers that are not yours",
    );
}

/// A running connection.
#[derive(Debug)]
pub struct Gateway {
    shards: Arc<discord::ShardManager>,
    gate: JoinHandle<LoginRefused>,
    ended: oneshot::Receiver<anyhow::Error>,
    is_closed: Arc<AtomicBool>,
    stopping: Arc<Notify>,
    in_hand: Arc<Semaphore>,
    /// Why the connection ended is said by itself, not by its events' coming to an end.
    _events: Events,
}

/// What a client needs.
struct Start {
    app: Arc<App>,
    rest: Arc<Rest>,
    url: String,
    token: String,
    dispatch: Dispatch,
    /// The runtime of everything else.
    runtime: Handle,
    is_closed: Arc<AtomicBool>,
    stopping: Arc<Notify>,
    ready: oneshot::Sender<(Arc<discord::ShardManager>, JoinHandle<LoginRefused>)>,
}

impl Gateway {
    /// Connects to `url`, the address that Discord gave us; never to another.
    ///
    /// # Errors
    /// When the client cannot be built.
    pub async fn start(
        app: Arc<App>,
        rest: Arc<Rest>,
        url: String,
        token: &str,
        events: Events,
    ) -> anyhow::Result<Self> {
        let in_hand = Arc::new(Semaphore::new(IN_HAND as usize));
        let is_closed = Arc::new(AtomicBool::new(false));
        let stopping = Arc::new(Notify::new());
        let (ready, is_ready) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        let start = Start {
            // Handlers run where we are, not where the gateway is.
            dispatch: Dispatch::new(
                app.clone(),
                (rest.clone(), Arc::new(http(&app, token, rest.client()))),
                events.clone(),
                Handle::current(),
                in_hand.clone(),
            ),
            app,
            rest,
            url,
            token: token.to_owned(),
            runtime: Handle::current(),
            is_closed: is_closed.clone(),
            stopping: stopping.clone(),
            ready,
        };
        thread::Builder::new()
            .name("gateway".into())
            .spawn(move || {
                let why = match run(start) {
                    Ok(()) => anyhow::anyhow!("the connection to Discord ended"),
                    Err(error) => error,
                };
                // Nobody listens any more once the salon has stopped.
                let _ = end.send(why);
            })?;
        let (shards, gate) = is_ready.await.context("the gateway client did not start")?;
        Ok(Self {
            shards,
            gate,
            ended,
            is_closed,
            stopping,
            in_hand,
            _events: events,
        })
    }

    /// Waits until the connection has ended for good, and says why.
    pub async fn ended(&mut self) -> anyhow::Error {
        // The gate ends with the client as well, or because of a panic.
        if let Ok(refused) = (&mut self.gate).await {
            return refused.into();
        }
        (&mut self.ended)
            .await
            .unwrap_or_else(|_| anyhow::anyhow!("the gateway thread panicked"))
    }

    /// Closes the connection, and waits until everyone in hand is answered.
    pub async fn stop(&self) {
        self.is_closed.store(true, Ordering::Relaxed);
        self.shards.shutdown_all().await;
        // Also where there is no connection yet.
        self.stopping.notify_one();
        // Never closed, so this ends only when every permit is back.
        let _ = self.in_hand.acquire_many(IN_HAND).await;
    }
}

fn run(start: Start) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("gateway")
        .enable_all()
        .build()?;
    let result = runtime.block_on(connect(start));
    runtime.shutdown_background();
    result
}

/// serenity's sender. A connection lives in the runtime in which the client was used first: answers
/// that went through one of the gateway's would take two steps more.
fn http(app: &App, token: &str, client: reqwest::Client) -> discord::Http {
    let mut http = discord::HttpBuilder::new(token)
        .client(client)
        .ratelimiter_disabled(true)
        .default_allowed_mentions(discord::CreateAllowedMentions::new());
    if app.config.discord.api_url.as_str() != DISCORD_API {
        http = http.proxy(app.config.discord.api_url.origin());
    }
    http.build()
}

/// Builds the client and lets it run until it ends or we are told to stop.
async fn connect(start: Start) -> anyhow::Result<()> {
    let Start { app, token, .. } = start;
    let http = http(&app, &token, client()?);
    let mut client = discord::ClientBuilder::new_with_http(http, intents(&app))
        .framework(start.dispatch)
        .await
        .map_err(|error| anyhow::anyhow!("{error}"))?;
    // The builder may have fallen back to an address of its own; only ours is used.
    let gate = Gate::new(app, start.rest, &client, start.url, start.is_closed).await;
    let gate = start.runtime.spawn(gate.keep());
    let keeper = gate.abort_handle();
    let _ = start.ready.send((client.shard_manager.clone(), gate));
    let ended = tokio::select! {
        ended = client.start() => ended.map_err(|error| refusal(&error)),
        () = start.stopping.notified() => Ok(()),
    };
    keeper.abort();
    ended
}

/// What a person can do about it, if they can.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "only these end the connection for good"
)]
fn refusal(error: &serenity::Error) -> anyhow::Error {
    use discord::GatewayError;
    match error {
        serenity::Error::Gateway(GatewayError::InvalidAuthentication) => LoginRefused::TOKEN.into(),
        serenity::Error::Gateway(GatewayError::DisallowedGatewayIntents) => {
            LoginRefused::MEMBERS.into()
        }
        serenity::Error::Gateway(GatewayError::InvalidGatewayIntents) => {
            LoginRefused::INTENTS.into()
        }
        error => anyhow::anyhow!("the connection to Discord ended: {error}"),
    }
}
