//! The bot as it lives outside of stories: by loops of its own.

use std::sync::Arc;

use salon::app::App;
use sandbox::transcript::Entry;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use super::{World, in_time};

/// A bot that nobody leads by the hand. Its clock is still moved by the story, which then rings.
pub(crate) struct Alive {
    app: Arc<App>,
    handled: watch::Receiver<u64>,
    stop: oneshot::Sender<()>,
    running: JoinHandle<anyhow::Result<()>>,
}

impl World {
    /// Starts the bot, which then lives by its own loops.
    pub(crate) async fn lives(&mut self) -> Alive {
        self.connects().await;
        let connected = self.bot.take().expect("it is connected").connected;
        let (stop, stopped) = oneshot::channel();
        Alive {
            app: connected.app.clone(),
            handled: connected.handled_events.clone(),
            stop,
            running: tokio::spawn(connected.run_until(async {
                let _ = stopped.await;
            })),
        }
    }

    /// Waits until so many lectures stand in their channel.
    pub(crate) async fn has_posts(&self, count: usize) {
        let mut changes = self.discord.changes();
        let posted = async {
            while self.posts().len() < count {
                changes.changed().await.expect("Discord goes on");
            }
        };
        in_time("a lecture to be posted", posted).await;
        assert_eq!(self.posts().len(), count);
    }

    /// The last event of this name that Discord sent, or meant to.
    pub(crate) fn last_event(&self, wanted: &str) -> serde_json::Value {
        let events = self.discord.transcript();
        let found = events.iter().rev().find_map(|entry| match entry {
            Entry::Event { name, data } => (name == wanted).then_some(data),
            Entry::Request(_) => None,
        });
        found
            .unwrap_or_else(|| panic!("{wanted} never came"))
            .clone()
    }
}

impl Alive {
    /// Something may be due by now.
    pub(crate) fn rings(&self) {
        self.app.schedule_changed.notify_one();
    }

    /// Waits until it has taken in so many events.
    pub(crate) async fn has_heard(&mut self, count: u64) {
        in_time(
            "events to come",
            self.handled.wait_for(|heard| *heard >= count),
        )
        .await
        .expect("it is running");
    }

    /// Stops it.
    pub(crate) async fn stop(self) {
        self.stop.send(()).expect("it is running");
        let ended = in_time("the bot to stop", self.running).await;
        ended.expect("it ended by itself").expect("it ended well");
    }
}
