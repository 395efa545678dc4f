//! What a command, a pressed button or a submitted form is given, and the one way to answer it.
//!
//! Answers to an interaction are the one thing that does not go through the outbox: its token
//! lives 15 minutes and a person is waiting. They go out after the commit; who gets none can ask
//! again and loses nothing.

mod answer;
mod localise;

use std::str::FromStr;
use std::sync::Arc;

use serenity::all as discord;
use serenity::http::Http;

use crate::actor::Actor;
use crate::app::App;
use crate::discord::Rest;
use crate::discord::file::File;
use crate::discord::message::{Form, Message};
use crate::error::{Error, Result};
use crate::ids::{ChannelId, UserId};
use crate::text::{self, Lang, Text};
use answer::{Answer, Place};

pub use localise::localise;

/// What a slash command is given.
pub type Context<'a> = poise::ApplicationContext<'a, Incoming, Error>;
/// A slash command or an entry of a context menu.
pub type Command = poise::Command<Incoming, Error>;

/// One interaction: who acts, and how to answer.
#[derive(Debug)]
pub struct Incoming {
    /// The salon.
    pub app: Arc<App>,
    /// Where Discord is asked what an interaction does not say.
    pub discord: Arc<Rest>,
    /// Who acts, as Discord shows them now.
    pub actor: Actor,
    /// The same with all that Discord shows of a member; nobody outside a server is one.
    pub member: Option<discord::Member>,
    /// Where it was typed or pressed.
    pub channel: ChannelId,
    answer: Answer,
    /// Someone is still typing: there is nobody to tell anything.
    is_suggesting: bool,
}

/// A pressed button.
#[derive(Debug)]
pub struct Press<'a> {
    /// Who pressed, and how to answer.
    pub incoming: &'a Incoming,
    /// The middle part of the `custom_id`.
    pub action: &'a str,
    /// The last part of the `custom_id`.
    pub id: Parts<'a>,
    /// Only who pressed sees the message it is on.
    pub is_private: bool,
    /// Whom they chose, where it is a menu of people.
    pub chosen: Option<Chosen>,
    /// What they chose, where it is a menu of words.
    pub picked: Option<&'a str>,
}

/// Somebody who was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Who.
    pub user: UserId,
    /// Whether that is a bot.
    pub is_bot: bool,
}

/// A submitted form.
#[derive(Debug)]
pub struct Submission<'a> {
    /// Who submitted, and how to answer.
    pub incoming: &'a Incoming,
    /// The middle part of the `custom_id`.
    pub action: &'a str,
    /// The last part of the `custom_id`.
    pub id: Parts<'a>,
    /// It was opened from a message that only they see.
    pub is_from_private: bool,
    /// The inputs' `custom_id`s and what was typed.
    pub inputs: Vec<(String, String)>,
}

impl Submission<'_> {
    /// What was typed into one input; empty where there is none.
    pub fn input(&self, custom_id: &str) -> &str {
        let found = self.inputs.iter().find(|(name, _)| name == custom_id);
        found.map_or("", |(_, typed)| typed.as_str())
    }

    /// Shows a message in the place of the one from whose button the form was opened. Where there was
    /// none, others see it too, or it took so long that “thinking…” is shown, it is a new one, to
    /// them alone.
    pub async fn update(&self, message: &Message) -> Result<()> {
        self.incoming
            .show(message, &[], Place::instead(self.is_from_private))
            .await
    }

    /// The same with files.
    pub async fn update_with_files(&self, message: &Message, files: &[File]) -> Result<()> {
        let place = Place::instead(self.is_from_private);
        self.incoming.show_files(message, files, place).await
    }
}

/// The last part of a `custom_id`, itself of parts: `12`, or `12:3`. Untrusted: anyone can send any.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a>(&'a str);

impl<'a> Parts<'a> {
    /// Of this text.
    pub const fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// Reads one of them; the first is 0. More than a feature reads may follow: it tells one button
    /// from the next.
    ///
    /// # Errors
    /// Refused where there is none or it cannot be read: only a modified client sends that.
    pub fn read<T: FromStr>(self, place: usize) -> Result<T> {
        let part = self.0.split(':').nth(place).unwrap_or_default();
        part.parse()
            .map_err(|_| Error::Refused(Text::new("stale-button")))
    }
}

impl Press<'_> {
    /// What they chose of `all`, by name.
    ///
    /// # Errors
    /// Refused where it is none of them: only a modified client sends that.
    pub fn picked<T: Copy>(&self, all: &[(&str, T)]) -> Result<T> {
        let found = all.iter().find(|(name, _)| self.picked == Some(name));
        found
            .map(|(_, value)| *value)
            .ok_or_else(|| Error::Refused(Text::new("stale-button")))
    }

    /// Whom they chose.
    ///
    /// # Errors
    /// Refused where nobody was: only a modified client sends that.
    pub fn chosen(&self) -> Result<Chosen> {
        self.chosen
            .ok_or_else(|| Error::Refused(Text::new("stale-button")))
    }

    /// Shows a message in the place of the one with the button. Where others see that one too, or
    /// it took so long that “thinking…” is shown, it is a new one, to them alone.
    pub async fn update(&self, message: &Message) -> Result<()> {
        self.incoming
            .show(message, &[], Place::instead(self.is_private))
            .await
    }

    /// The same with files.
    pub async fn update_with_files(&self, message: &Message, files: &[File]) -> Result<()> {
        let place = Place::instead(self.is_private);
        self.incoming.show_files(message, files, place).await
    }
}

/// Values offered while someone types: what they see, and what is sent. As many as Discord takes,
/// each as long as it shows.
pub fn suggestions<V: Into<serde_json::Value>>(
    choices: impl IntoIterator<Item = (String, V)>,
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
        (discord, http): (Arc<Rest>, Arc<Http>),
        (actor, member): (Actor, Option<discord::Member>),
        channel: ChannelId,
        id: discord::InteractionId,
        token: &str,
    ) -> Self {
        Self {
            app,
            discord,
            actor,
            member,
            channel,
            answer: Answer::new(http, id, token),
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

    /// Shows a message, to them alone.
    pub async fn reply_with(&self, message: &Message) -> Result<()> {
        self.show(message, &[], Place::New).await
    }

    /// Shows a message with a file, to them alone.
    pub async fn reply_with_file(&self, message: &Message, file: &File) -> Result<()> {
        self.show(message, std::slice::from_ref(file), Place::New)
            .await
    }

    /// Shows a message with some files, to them alone.
    pub async fn reply_with_files(&self, message: &Message, files: &[File]) -> Result<()> {
        self.show_files(message, files, Place::New).await
    }

    async fn show_files(&self, message: &Message, files: &[File], place: Place) -> Result<()> {
        if !files.is_empty() {
            self.answer.take_time(place).await?;
        }
        self.show(message, files, place).await
    }

    /// An answer that cannot be shown is no failure of what was done: it is tried once more, without
    /// the files in case they are what Discord refuses, then as a new message in case somebody dismissed
    /// the one that it was to replace, logged, and can be asked for again.
    async fn show(&self, message: &Message, files: &[File], place: Place) -> Result<()> {
        if self.answer.say(message, files, place).await.is_ok() {
            return Ok(());
        }
        let mut again = message.clone();
        if !files.is_empty() {
            again.content = Text::new("file-refused").render(self.lang());
        }
        if self.answer.say(&again, &[], place).await.is_ok() {
            return Ok(());
        }
        if let Err(error) = self.answer.say(&again, &[], Place::New).await {
            tracing::warn!(reference = %self.reference(), "an answer could not be shown: {error}");
        }
        Ok(())
    }

    /// Shows one more message after the answer, to them alone; `false` where there was no answer in
    /// words.
    pub async fn follow_up(&self, message: &Message) -> Result<bool> {
        self.answer.follow_up(message).await
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
        format!("{:06}", self.answer.number() % 1_000_000)
    }

    /// Acknowledges when the answer takes long, so that it can still be given.
    pub async fn keep_waiting(&self) {
        if let Err(error) = self.answer.keep_waiting().await {
            tracing::warn!(reference = %self.reference(), "a slow answer could not be deferred: {error}");
        }
    }
}

/// The id of a user that a command names.
pub fn user_id(user: &discord::User) -> UserId {
    user.id.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_and_what_is_none_is_refused() {
        for (id, place, read) in [
            ("12", 0, Some(12)),
            ("12:-3", 1, Some(-3)),
            ("12:3:5", 1, Some(3)),
            ("12", 1, None),
            ("12:", 1, None),
            (":12", 0, None),
            ("", 0, None),
            ("twelve", 0, None),
            ("9223372036854775808", 0, None),
        ] {
            let part: Option<i64> = Parts::new(id).read(place).ok();
            assert_eq!(part, read, "{id}, {place}");
        }
    }
}
