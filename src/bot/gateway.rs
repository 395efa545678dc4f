//! The connection to Discord's gateway, in a runtime of its own.
//!
//! serenity's shard loop can spin without yielding (a close frame without a code) and freeze the
//! timers of the runtime it lives in; there it can hold up nothing but itself. What people do is
//! handled in the runtime of everything else.

use std::sync::Arc;
use std::thread;

use anyhow::Context as _;
use serenity::all as discord;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, oneshot};

use super::dispatch::Dispatch;
use super::events::Events;
use crate::app::App;
use crate::config::DISCORD_API;
use crate::discord::client;

/// What we ask to be told: the server, its members (privileged, for those who rejoin), and that
/// messages were written (not what they say).
pub const INTENTS: discord::GatewayIntents = discord::GatewayIntents::GUILDS
    .union(discord::GatewayIntents::GUILD_MEMBERS)
    .union(discord::GatewayIntents::GUILD_MESSAGES);

/// How many interactions are in hand at most; the next wait, within Discord's patience.
const IN_HAND: u32 = 1_000;

/// A running connection.
#[derive(Debug)]
pub struct Gateway {
    shards: Arc<discord::ShardManager>,
    ended: oneshot::Receiver<String>,
    in_hand: Arc<Semaphore>,
}

impl Gateway {
    /// Connects to `url`, the address that Discord gave us; never to another.
    ///
    /// # Errors
    /// When the client cannot be built.
    pub async fn start(
        app: Arc<App>,
        url: String,
        token: &str,
        events: Events,
    ) -> anyhow::Result<Self> {
        let token = token.to_owned();
        let in_hand = Arc::new(Semaphore::new(IN_HAND as usize));
        // Handlers run where we are, not where the gateway is.
        let dispatch = Dispatch::new(app.clone(), events, Handle::current(), in_hand.clone());
        let (ready, shards) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        thread::Builder::new()
            .name("gateway".into())
            .spawn(move || {
                let why = match run(&app, url, &token, dispatch, ready) {
                    Ok(()) => "stopped".to_owned(),
                    Err(error) => format!("{error:#}"),
                };
                // Nobody listens any more once the salon has stopped.
                let _ = end.send(why);
            })?;
        let shards = shards.await.context("the gateway client did not start")?;
        Ok(Self {
            shards,
            ended,
            in_hand,
        })
    }

    /// Waits until the connection has ended for good, and says why.
    pub async fn ended(&mut self) -> String {
        (&mut self.ended)
            .await
            .unwrap_or_else(|_| "the gateway thread panicked".to_owned())
    }

    /// Closes the connection, and waits until everyone in hand is answered.
    pub async fn stop(&self) {
        self.shards.shutdown_all().await;
        // Never closed, so this ends only when every permit is back.
        let _ = self.in_hand.acquire_many(IN_HAND).await;
    }
}

fn run(
    app: &App,
    url: String,
    token: &str,
    dispatch: Dispatch,
    ready: oneshot::Sender<Arc<discord::ShardManager>>,
) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .thread_name("gateway")
        .enable_all()
        .build()?;
    let result = runtime.block_on(async {
        let mut http = discord::HttpBuilder::new(token)
            .client(client()?)
            .ratelimiter_disabled(true)
            .default_allowed_mentions(discord::CreateAllowedMentions::new());
        if app.config.discord.api_url.as_str() != DISCORD_API {
            http = http.proxy(app.config.discord.api_url.origin());
        }
        let mut client = discord::ClientBuilder::new_with_http(http.build(), INTENTS)
            .framework(dispatch)
            .await
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        // The builder may have fallen back to an address of its own; only ours is used.
        *client.ws_url.lock().await = url;
        let _ = ready.send(client.shard_manager.clone());
        client
            .start()
            .await
            .map_err(|error| anyhow::anyhow!("{error}"))
    });
    runtime.shutdown_background();
    result
}
