//! The handle that stories, benches and the demo hold.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;

use crate::discord::Discord;
use crate::faults::FaultPlan;
use crate::moderator::Moderator;
use crate::options::Options;
use crate::person::Person;
use crate::view::MemberView;
use crate::{Clock, Id, server};

/// A small Discord that listens on this machine; clones are the same one.
#[derive(Clone)]
pub struct Sandbox {
    pub(crate) shared: Arc<Shared>,
}

/// What the server's tasks and the handles share.
pub(crate) struct Shared {
    pub(crate) discord: Mutex<Discord>,
    pub(crate) address: SocketAddr,
    pub(crate) token: String,
    pub(crate) clock: Clock,
    pub(crate) stop: watch::Sender<bool>,
}

impl Shared {
    /// The one lock. A panic of one caller must not hide the state from the others.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Discord> {
        let mut discord = self.discord.lock().unwrap_or_else(PoisonError::into_inner);
        // The clock may have been moved since someone last looked.
        discord.let_threads_sleep();
        discord.let_events_pass();
        discord
    }
}

impl Sandbox {
    /// Starts to listen.
    pub async fn start(options: Options) -> anyhow::Result<Self> {
        server::start(options).await
    }

    /// What takes the place of `https://discord.com/api/v10`.
    pub fn api_url(&self) -> String {
        format!("http://{}/api/v10", self.shared.address)
    }

    /// What takes the place of `https://discord.com`, for clients that add `/api/v10` themselves.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.shared.address)
    }

    /// Where the gateway is.
    pub fn gateway_url(&self) -> String {
        self.lock().gateway_url()
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.shared.address
    }

    /// The bot's token.
    pub fn token(&self) -> &str {
        &self.shared.token
    }

    /// The clock of everything in here.
    pub fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// A number that grows with every change one could see.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.lock().revision.subscribe()
    }

    /// Stops listening and closes every connection.
    pub fn stop(&self) {
        self.shared.stop.send_replace(true);
    }

    /// The guild's id.
    pub fn guild_id(&self) -> Id {
        self.lock().state.guild.id
    }

    /// The bot's user id.
    pub fn bot_id(&self) -> Id {
        self.lock().state.bot
    }

    /// Someone who uses the server, a member or not.
    pub fn person(&self, user: impl Into<Id>) -> Person {
        Person {
            sandbox: self.clone(),
            id: user.into(),
        }
    }

    /// Things that staff do by hand.
    pub fn moderator(&self) -> Moderator {
        Moderator {
            sandbox: self.clone(),
        }
    }

    /// Failures on demand.
    pub fn faults(&self) -> FaultPlan {
        FaultPlan::new(self.clone())
    }

    /// The member list, bot included, highest role first.
    pub fn people(&self) -> Vec<MemberView> {
        let discord = self.lock();
        let mut all: Vec<MemberView> = discord
            .state
            .guild
            .members
            .keys()
            .map(|id| discord.state.member_view(*id))
            .collect();
        all.sort_by_key(|member| {
            (
                std::cmp::Reverse(member.roles.first().map(|role| role.position)),
                member.id,
            )
        });
        all
    }

    /// Waits until a bot is connected to the gateway; `false` if none came in time.
    pub async fn bot_is_online(&self, within: Duration) -> bool {
        let mut changes = self.changes();
        let online = async {
            while self.lock().sessions.connected() == 0 {
                if changes.changed().await.is_err() {
                    return;
                }
            }
        };
        tokio::time::timeout(within, online).await.is_ok()
    }

    /// Sends an event of one's own making to the bot, as a duplicated or delayed one would arrive.
    pub fn sends_event(&self, name: &'static str, data: &Value) {
        self.lock().emit(name, 0, data);
    }

    /// The state, locked. Never held across an await.
    pub(crate) fn lock(&self) -> MutexGuard<'_, Discord> {
        self.shared.lock()
    }
}
