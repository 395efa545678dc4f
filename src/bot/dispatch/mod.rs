//! From serenity's events to our handlers: who acts, a panic contained, an answer in time.

mod from;

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use futures_util::FutureExt as _;
use serenity::all as discord;
use tokio::runtime::Handle;
use tokio::sync::Semaphore;

use super::errors::on_error;
use super::events::{Events, hint};
use super::{press, submit};
use crate::app::App;
use crate::command::{Incoming, Parts, Press, Submission};
use crate::discord::Rest;
use crate::error::{Error, Result};
use crate::ids::UserId;
use crate::memberships;
use crate::people;
use crate::text::{Lang, Text};
use from::{From, chosen, inputs, is_private, picked};

/// What serenity hands every event to.
pub(super) struct Dispatch {
    inner: Arc<Inner>,
    /// Where interactions are handled.
    runtime: Handle,
    /// A permit for each interaction in hand.
    in_hand: Arc<Semaphore>,
}

/// Of so many people we know without looking that their language is remembered.
const LANGUAGES: usize = 4_096;

/// What handling an event needs.
struct Inner {
    app: Arc<App>,
    rest: Arc<Rest>,
    /// For answers.
    http: Arc<discord::Http>,
    options: poise::FrameworkOptions<Incoming, Error>,
    events: Events,
    shards: OnceLock<Arc<discord::ShardManager>>,
    bot: OnceLock<discord::UserId>,
    /// The language that was last remembered of someone, so that not every click looks it up.
    languages: Mutex<HashMap<UserId, Lang>>,
}

impl Dispatch {
    pub(super) fn new(
        app: Arc<App>,
        (rest, http): (Arc<Rest>, Arc<discord::Http>),
        events: Events,
        runtime: Handle,
        in_hand: Arc<Semaphore>,
    ) -> Self {
        let inner = Inner {
            app,
            rest,
            http,
            options: poise::FrameworkOptions {
                commands: super::commands(),
                on_error,
                allowed_mentions: Some(discord::CreateAllowedMentions::new()),
                initialize_owners: false,
                ..poise::FrameworkOptions::default()
            },
            events,
            shards: OnceLock::new(),
            bot: OnceLock::new(),
            languages: Mutex::default(),
        };
        Self {
            inner: Arc::new(inner),
            runtime,
            in_hand,
        }
    }
}

#[serenity::async_trait]
impl discord::Framework for Dispatch {
    async fn init(&mut self, client: &serenity::Client) {
        // Called once, when the client is built.
        let _ = self.inner.shards.set(client.shard_manager.clone());
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "Discord has many events and adds more"
    )]
    async fn dispatch(&self, ctx: discord::Context, event: discord::FullEvent) {
        match event {
            discord::FullEvent::InteractionCreate { interaction } => {
                // Never closed: an error cannot be.
                let Ok(permit) = self.in_hand.clone().acquire_owned().await else {
                    return;
                };
                let inner = self.inner.clone();
                let answering = inner.app.answering();
                self.runtime.spawn(async move {
                    Box::pin(inner.interaction(&ctx, interaction)).await;
                    drop((answering, permit));
                });
            }
            discord::FullEvent::Ready { data_about_bot } => {
                let _ = self.inner.bot.set(data_about_bot.user.id);
                // What edits a first answer is addressed to the application.
                let application = data_about_bot.application.id;
                self.inner.http.set_application_id(application);
                self.inner.events.send(super::events::Event::Ready);
            }
            event => {
                let Inner {
                    app, bot, events, ..
                } = &*self.inner;
                if let Some(event) = hint(app, bot.get().copied(), event) {
                    events.send(event);
                }
            }
        }
    }
}

impl Inner {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "Discord may add kinds of interactions"
    )]
    async fn interaction(&self, ctx: &discord::Context, interaction: discord::Interaction) {
        match interaction {
            discord::Interaction::Command(ref command) => {
                let incoming = self.incoming(&From::command(command));
                let work = async {
                    self.command(ctx, &incoming, command, interaction.clone())
                        .await;
                    if let Err(error) = show_undelivered(&incoming).await {
                        tracing::warn!("what was not delivered could not be shown: {error:#}");
                    }
                };
                Box::pin(self.in_time(&incoming, work)).await;
            }
            // Nothing to acknowledge early: suggestions in time or none.
            discord::Interaction::Autocomplete(ref command) => {
                let incoming = self.incoming(&From::command(command)).suggesting();
                self.command(ctx, &incoming, command, interaction.clone())
                    .await;
            }
            discord::Interaction::Component(component) => {
                Box::pin(self.component(&component)).await;
            }
            discord::Interaction::Modal(modal) => Box::pin(self.modal(&modal)).await,
            // Pings come only to bots that are called by HTTP.
            _ => {}
        }
    }

    async fn command(
        &self,
        ctx: &discord::Context,
        incoming: &Incoming,
        command: &discord::CommandInteraction,
        interaction: discord::Interaction,
    ) {
        if let Err(error) = self.admit(&From::command(command)) {
            return incoming.explain(&error, &command.data.name).await;
        }
        let Some(shards) = self.shards.get() else {
            return;
        };
        // poise wants it for prefix commands, which we have none of; READY may still be on its way.
        let bot = self.bot.get().copied().unwrap_or_default();
        let framework = poise::FrameworkContext {
            serenity_context: ctx,
            bot_id: bot,
            options: &self.options,
            user_data: incoming,
            shard_manager: shards,
        };
        let event = discord::FullEvent::InteractionCreate { interaction };
        // Boxed, as below: what the largest command needs is large.
        Box::pin(poise::dispatch_event(framework, event)).await;
    }

    async fn component(&self, component: &discord::ComponentInteraction) {
        let from = From::component(component);
        let incoming = self.incoming(&from);
        let custom_id = component.data.custom_id.as_str();
        self.handle(&incoming, &from, custom_id, |feature, action, id| {
            let pressed = Press {
                incoming: &incoming,
                action,
                id: Parts::new(id),
                is_private: is_private(&component.message),
                chosen: chosen(&component.data),
                picked: picked(&component.data),
            };
            Box::pin(async move { press(feature, &pressed).await })
        })
        .await;
    }

    async fn modal(&self, modal: &discord::ModalInteraction) {
        let from = From::modal(modal);
        let incoming = self.incoming(&from);
        let custom_id = modal.data.custom_id.as_str();
        self.handle(&incoming, &from, custom_id, |feature, action, id| {
            let submission = Submission {
                incoming: &incoming,
                action,
                id: Parts::new(id),
                is_from_private: modal.message.as_deref().is_some_and(is_private),
                inputs: inputs(modal),
            };
            Box::pin(async move { submit(feature, &submission).await })
        })
        .await;
    }

    /// Runs what a button or a form asks for. A panic ends nothing but this one interaction.
    async fn handle<'a, F, W>(
        &self,
        incoming: &'a Incoming,
        from: &From<'_>,
        custom_id: &'a str,
        work: F,
    ) where
        F: FnOnce(&'a str, &'a str, &'a str) -> W,
        W: Future<Output = Result<()>>,
    {
        let mut parts = custom_id.splitn(3, ':');
        let (feature, action, id) = match (parts.next(), parts.next(), parts.next()) {
            (Some(feature), Some(action), Some(id)) => (feature, action, id),
            _ => ("", "", ""),
        };
        let admitted = self.admit(from);
        let work = async {
            admitted?;
            work(feature, action, id).await
        };
        let explained = async {
            if let Err(error) = contained(work).await {
                incoming.explain(&error, feature).await;
            }
        };
        self.in_time(incoming, explained).await;
    }

    /// Does the work; what takes long is acknowledged meanwhile. Afterwards the person's language
    /// is remembered for what is sent to them unasked.
    async fn in_time(&self, incoming: &Incoming, work: impl Future<Output = ()>) {
        let keep_waiting = async {
            incoming.keep_waiting().await;
            std::future::pending::<()>().await;
        };
        tokio::select! {
            biased;
            () = work => {}
            () = keep_waiting => {}
        }
        let Incoming { app, actor, .. } = incoming;
        if self.languages().get(&actor.user) == Some(&actor.lang) {
            return;
        }
        match people::remember_language(app, actor.user, actor.lang).await {
            // Who is unknown may become known, with another language.
            Ok(false) => {}
            Ok(true) => {
                let mut languages = self.languages();
                if languages.len() >= LANGUAGES {
                    languages.clear();
                }
                languages.insert(actor.user, actor.lang);
            }
            Err(error) => {
                tracing::warn!("a person's language could not be remembered: {error:#}");
            }
        }
    }

    fn languages(&self) -> MutexGuard<'_, HashMap<UserId, Lang>> {
        // A panic elsewhere leaves a map that is as good as before.
        self.languages
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Only our own server is served.
    fn admit(&self, from: &From<'_>) -> Result<()> {
        let is_ours = from.guild.map(Into::into) == self.app.config.discord.guild;
        if is_ours && from.member.is_some() {
            return Ok(());
        }
        Err(Error::Refused(Text::new("only-in-server")))
    }

    fn incoming(&self, from: &From<'_>) -> Incoming {
        Incoming::new(
            self.app.clone(),
            (self.rest.clone(), self.http.clone()),
            (from.actor(&self.app.config), from.member.cloned()),
            from.channel.into(),
            from.id,
            from.token,
        )
    }
}

/// Who takes no direct messages is told after a command what could not be delivered.
async fn show_undelivered(incoming: &Incoming) -> Result<()> {
    let Incoming { app, actor, .. } = incoming;
    let found = memberships::undelivered(app, actor.user, actor.lang).await?;
    let Some(undelivered) = found else {
        return Ok(());
    };
    if incoming.follow_up(&undelivered.message).await? {
        memberships::shown(app, &undelivered).await?;
    }
    Ok(())
}

/// Turns a panic into a failure. (poise does the same for commands.)
async fn contained(work: impl Future<Output = Result<()>>) -> Result<()> {
    AssertUnwindSafe(work)
        .catch_unwind()
        .await
        .unwrap_or_else(|_| Err(anyhow::anyhow!("a handler panicked").into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_a_failure() {
        let fails = contained(async { panic!("on purpose") }).await;
        assert!(matches!(fails, Err(Error::Broken(_))));
        assert!(contained(async { Ok(()) }).await.is_ok());
    }
}
