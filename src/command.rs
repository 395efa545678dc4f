//! What a command, a pressed button or a submitted form is given, and the one way to answer it.
//!
//! Answers to an interaction are the one thing that does not go through the outbox: its token
//! lives 15 minutes and a person is waiting. They go out after the commit; who gets none can ask
//! again and loses nothing.

use std::sync::Arc;
use std::time::Duration;

use serenity::all as discord;
use serenity::http::Http;
use tokio::sync::Mutex;

use crate::actor::Actor;
use crate::app::App;
use crate::discord::message::{Form, Message};
use crate::error::{Error, Result};
use crate::ids::{ChannelId, MessageId, UserId};
use crate::text::{self, Lang, Text};

/// What a slash command is given.
pub type Context<'a> = poise::ApplicationContext<'a, Incoming, Error>;
/// A slash command or an entry of a context menu.
pub type Command = poise::Command<Incoming, Error>;

/// Discord drops an interaction that is not acknowledged in 3 s.
const ACK: Duration = Duration::from_millis(2_500);
/// Work that takes longer than this is acknowledged first and answered when it is done.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// Discord's error for an interaction that was acknowledged before: our answer did arrive.
const ALREADY_ACKNOWLEDGED: isize = 40_060;

/// One interaction: who acts, and how to answer.
#[derive(Debug)]
pub struct Incoming {
    /// The salon.
    pub app: Arc<App>,
    /// Who acts, as Discord shows them now.
    pub actor: Actor,
    /// Where it was typed or pressed.
    pub channel: ChannelId,
    answer: Answer,
    /// Someone is still typing: there is nobody to tell anything.
    is_suggesting: bool,
}

/// How an interaction is answered, once.
#[derive(Debug)]
struct Answer {
    http: Arc<Http>,
    id: discord::InteractionId,
    token: String,
    state: Mutex<State>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Unanswered,
    /// "Thinking…" is shown; the answer is an edit of it.
    Deferred,
    Answered,
}

/// A pressed button.
#[derive(Debug)]
pub struct Press<'a> {
    /// Who pressed, and how to answer.
    pub incoming: &'a Incoming,
    /// The middle part of the `custom_id`.
    pub action: &'a str,
    /// The last part of the `custom_id`: untrusted, anyone can send any.
    pub id: &'a str,
    /// The message it is on.
    pub message: MessageId,
}

/// A submitted form.
#[derive(Debug)]
pub struct Submission<'a> {
    /// Who submitted, and how to answer.
    pub incoming: &'a Incoming,
    /// The middle part of the `custom_id`.
    pub action: &'a str,
    /// The last part of the `custom_id`: untrusted.
    pub id: &'a str,
    /// The inputs' `custom_id`s and what was typed.
    pub inputs: Vec<(String, String)>,
}

impl Submission<'_> {
    /// What was typed into one input; empty where there is none.
    pub fn input(&self, custom_id: &str) -> &str {
        let found = self.inputs.iter().find(|(name, _)| name == custom_id);
        found.map_or("", |(_, typed)| typed.as_str())
    }
}

/// Reads an id out of a `custom_id`.
///
/// # Errors
/// Refused where it is no number: only a modified client sends that.
pub fn parse_id<T: std::str::FromStr>(id: &str) -> Result<T> {
    id.parse()
        .map_err(|_| Error::Refused(Text::new("stale-button")))
}

/// Values offered while someone types: what they see, and what is sent. As many as Discord takes,
/// each as long as it shows.
pub fn suggestions(
    choices: impl IntoIterator<Item = (String, String)>,
) -> discord::CreateAutocompleteResponse {
    let choices = choices.into_iter().take(25).map(|(label, value)| {
        discord::AutocompleteChoice::new(crate::input::cut(&label, 100), value)
    });
    discord::CreateAutocompleteResponse::new().set_choices(choices.collect())
}

impl Incoming {
    /// An interaction that nobody has answered yet.
    pub fn new(
        app: Arc<App>,
        http: Arc<Http>,
        actor: Actor,
        channel: ChannelId,
        id: discord::InteractionId,
        token: &str,
    ) -> Self {
        let answer = Answer {
            http,
            id,
            token: token.to_owned(),
            state: Mutex::new(State::Unanswered),
        };
        Self {
            app,
            actor,
            channel,
            answer,
            is_suggesting: false,
        }
    }

    /// The same for an interaction that only asks for suggestions.
    #[must_use]
    pub fn suggesting(mut self) -> Self {
        self.is_suggesting = true;
        self
    }

    /// The language of who acts.
    pub fn lang(&self) -> Lang {
        self.actor.lang
    }

    /// Says one sentence, to them alone.
    pub async fn reply(&self, text: &Text) -> Result<()> {
        self.reply_with(&Message::text(text.render(self.lang())))
            .await
    }

    /// Shows a message, to them alone. An answer that cannot be shown is no failure of what was
    /// done: it is tried once more, logged, and can be asked for again.
    pub async fn reply_with(&self, message: &Message) -> Result<()> {
        if self.answer.say(message).await.is_ok() {
            return Ok(());
        }
        if let Err(error) = self.answer.say(message).await {
            tracing::warn!(reference = %self.reference(), "an answer could not be shown: {error}");
        }
        Ok(())
    }

    /// Opens a form. Only as the first answer: nothing may be deferred before a form, so when
    /// that happened they are asked to try again.
    pub async fn open(&self, form: &Form) -> Result<()> {
        let form = discord::CreateInteractionResponse::Modal(form.builder());
        if self.answer.first(&form).await? {
            return Ok(());
        }
        Err(Error::Refused(Text::new("busy")))
    }

    /// Offers values while someone types: what they see, and what is sent.
    pub async fn suggest(&self, choices: Vec<(String, String)>) -> Result<()> {
        let response = discord::CreateInteractionResponse::Autocomplete(suggestions(choices));
        self.answer.first(&response).await?;
        Ok(())
    }

    /// The words for what went wrong. What is broken is logged here, once, with the reference that
    /// they are told.
    pub fn account(&self, error: &Error, what: &str) -> Text {
        match error {
            Error::Refused(text) => {
                tracing::debug!(what, refusal = text.key(), "refused");
                text.clone()
            }
            Error::Unsaved(failure) => {
                self.app.db.report(failure);
                Text::new("unsaved")
            }
            Error::Broken(error) => {
                let reference = self.reference();
                self.app.count_broken();
                tracing::error!(what, %reference, "broken: {error:#}");
                Text::new("broken").with("reference", text::Arg::Markup(reference))
            }
        }
    }

    /// Tells them why nothing happened.
    pub async fn explain(&self, error: &Error, what: &str) {
        let text = self.account(error, what);
        let shown = if self.is_suggesting {
            self.suggest(Vec::new()).await
        } else {
            self.reply(&text).await
        };
        if let Err(error) = shown {
            tracing::warn!(what, "the explanation could not be shown: {error}");
        }
    }

    /// What a person can quote so that we find the log line.
    pub fn reference(&self) -> String {
        format!("{:06}", self.answer.id.get() % 1_000_000)
    }

    /// Acknowledges when the answer takes long, so that it can still be given.
    pub async fn keep_waiting(&self) {
        tokio::time::sleep(PATIENCE).await;
        if let Err(error) = self.answer.defer().await {
            tracing::warn!(reference = %self.reference(), "a slow answer could not be deferred: {error}");
        }
    }
}

impl Answer {
    async fn say(&self, message: &Message) -> Result<()> {
        let mut state = self.state.lock().await;
        match *state {
            State::Unanswered => {
                let data = discord::CreateInteractionResponseMessage::new()
                    .content(&message.content)
                    .embeds(message.embeds())
                    .components(message.components())
                    .allowed_mentions(discord::CreateAllowedMentions::new())
                    .ephemeral(true);
                let response = discord::CreateInteractionResponse::Message(data);
                if !self.acknowledge(&response, ACK).await? {
                    // Our earlier try arrived, perhaps as “thinking…”: this is what it shows now.
                    self.edit(message).await?;
                }
            }
            State::Deferred => self.edit(message).await?,
            State::Answered => {}
        }
        *state = State::Answered;
        Ok(())
    }

    async fn edit(&self, message: &Message) -> Result<()> {
        let edit = discord::EditInteractionResponse::new()
            .content(&message.content)
            .embeds(message.embeds())
            .components(message.components())
            .allowed_mentions(discord::CreateAllowedMentions::new());
        let sent = self
            .http
            .edit_original_interaction_response(&self.token, &edit, Vec::new());
        sent.await?;
        Ok(())
    }

    /// Gives this answer if there was none yet; `false` where there was.
    async fn first(&self, response: &discord::CreateInteractionResponse) -> Result<bool> {
        let mut state = self.state.lock().await;
        if *state != State::Unanswered {
            return Ok(false);
        }
        self.acknowledge(response, ACK).await?;
        *state = State::Answered;
        Ok(true)
    }

    async fn defer(&self) -> Result<()> {
        let mut state = self.state.lock().await;
        if *state == State::Unanswered {
            let data = discord::CreateInteractionResponseMessage::new().ephemeral(true);
            let response = discord::CreateInteractionResponse::Defer(data);
            self.acknowledge(&response, ACK.saturating_sub(PATIENCE))
                .await?;
            *state = State::Deferred;
        }
        Ok(())
    }

    /// Sends a first answer. `false` where an earlier one was acknowledged already: ours, whose
    /// own answer was lost.
    async fn acknowledge(
        &self,
        response: &discord::CreateInteractionResponse,
        within: Duration,
    ) -> Result<bool> {
        let sent =
            self.http
                .create_interaction_response(self.id, &self.token, response, Vec::new());
        match tokio::time::timeout(within, sent).await {
            Ok(Ok(())) => Ok(true),
            Ok(Err(error)) if code(&error) == Some(ALREADY_ACKNOWLEDGED) => Ok(false),
            Ok(Err(error)) => Err(error.into()),
            Err(_) => Err(anyhow::anyhow!("Discord did not take the answer in time").into()),
        }
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "serenity may add kinds of errors"
)]
fn code(error: &serenity::Error) -> Option<isize> {
    match error {
        serenity::Error::Http(serenity::http::HttpError::UnsuccessfulRequest(response)) => {
            Some(response.error.code)
        }
        _ => None,
    }
}

/// Fills in names and descriptions in both languages from the `.ftl` files: `cmd-plan-create`
/// with the attributes `.description`, `.price`, `.price-description`, `.kind-medical` (a choice).
pub fn localise(commands: &mut [Command], parent: &str) {
    for command in commands {
        let key = format!("{parent}-{}", command.name);
        if let Some(description) = text::entry(Lang::En, &key, Some("description")) {
            command.description = Some(description.into());
        }
        push(&mut command.name_localizations, &key, None);
        push(
            &mut command.description_localizations,
            &key,
            Some("description"),
        );
        for parameter in &mut command.parameters {
            let name = parameter.name.to_string();
            let description = format!("{name}-description");
            parameter.description = text::entry(Lang::En, &key, Some(&description)).map(Into::into);
            push(&mut parameter.name_localizations, &key, Some(&name));
            push(
                &mut parameter.description_localizations,
                &key,
                Some(&description),
            );
            for choice in parameter.choices.to_mut() {
                let attribute = format!("{name}-{}", choice.name);
                push(&mut choice.localizations, &key, Some(&attribute));
                if let Some(label) = text::entry(Lang::En, &key, Some(&attribute)) {
                    choice.name = label.into();
                }
            }
        }
        localise(&mut command.subcommands, &key);
    }
}

type Localizations = std::borrow::Cow<
    'static,
    [(
        std::borrow::Cow<'static, str>,
        std::borrow::Cow<'static, str>,
    )],
>;

fn push(into: &mut Localizations, key: &str, attribute: Option<&str>) {
    if let Some(words) = text::entry(Lang::Ja, key, attribute) {
        into.to_mut().push(("ja".into(), words.into()));
    }
}

/// The id of a user that a command names.
pub fn user_id(user: &discord::User) -> UserId {
    user.id.into()
}
