//! How an interaction is answered: once, in time, and again where Discord lost it.

use std::sync::Arc;
use std::time::Duration;

use serenity::all as discord;
use serenity::builder::Builder as _;
use serenity::http::Http;
use tokio::sync::Mutex;

use crate::discord::file::File;
use crate::discord::message::Message;
use crate::error::Result;

/// Discord drops an interaction that is not acknowledged in 3 s.
const ACK: Duration = Duration::from_millis(2_500);
/// Work that takes longer than this is acknowledged first and answered when it is done.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// Discord's error for an interaction that was acknowledged before: our answer did arrive.
const ALREADY_ACKNOWLEDGED: isize = 40_060;

/// How an interaction is answered, once.
#[derive(Debug)]
pub(super) struct Answer {
    http: Arc<Http>,
    id: discord::InteractionId,
    token: String,
    state: Mutex<State>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Unanswered,
    /// “Thinking…” is shown, or what was pressed stays; the answer is an edit of it.
    Deferred,
    Answered,
    /// A form was opened.
    Opened,
}

/// Where an answer is shown.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// As a message of its own.
    New,
    /// In the message with the button that was pressed.
    Pressed,
}

impl Place {
    /// In the place of the message with the button, where nobody else sees that.
    pub(super) const fn instead(is_private: bool) -> Self {
        if is_private { Self::Pressed } else { Self::New }
    }
}

impl Answer {
    pub(super) fn new(http: Arc<Http>, id: discord::InteractionId, token: &str) -> Self {
        Self {
            http,
            id,
            token: token.to_owned(),
            state: Mutex::new(State::Unanswered),
        }
    }

    /// The interaction's number.
    pub(super) fn number(&self) -> u64 {
        self.id.get()
    }

    /// Shows the answer with its files, if there was none yet.
    pub(super) async fn say(&self, message: &Message, files: &[File], place: Place) -> Result<()> {
        let mut state = self.state.lock().await;
        match *state {
            State::Unanswered => {
                let data = discord::CreateInteractionResponseMessage::new()
                    .content(&message.content)
                    .embeds(message.embeds())
                    .components(message.components())
                    .allowed_mentions(discord::CreateAllowedMentions::new())
                    .ephemeral(true);
                let response = match place {
                    Place::New => discord::CreateInteractionResponse::Message(data),
                    Place::Pressed => discord::CreateInteractionResponse::UpdateMessage(data),
                };
                if !self.acknowledge(&response, attached(files), ACK).await? {
                    // Our earlier try arrived, perhaps as “thinking…”: this is what it shows now.
                    self.edit(message, files).await?;
                }
            }
            State::Deferred => self.edit(message, files).await?,
            State::Answered | State::Opened => return Ok(()),
        }
        *state = State::Answered;
        Ok(())
    }

    async fn edit(&self, message: &Message, files: &[File]) -> Result<()> {
        let mut edit = discord::EditInteractionResponse::new()
            .content(&message.content)
            .embeds(message.embeds())
            .components(message.components())
            .clear_attachments()
            .allowed_mentions(discord::CreateAllowedMentions::new());
        for file in attached(files) {
            edit = edit.new_attachment(file);
        }
        // The builder itself tells the files apart when it sends them; `Http` would not.
        edit.execute(&*self.http, &self.token).await?;
        Ok(())
    }

    /// Gives this answer if there was none yet; `false` where there was.
    pub(super) async fn first(
        &self,
        response: &discord::CreateInteractionResponse,
    ) -> Result<bool> {
        let mut state = self.state.lock().await;
        if *state != State::Unanswered {
            return Ok(false);
        }
        self.acknowledge(response, Vec::new(), ACK).await?;
        *state = State::Opened;
        Ok(true)
    }

    /// Shows one more message after the answer; `false` where there was none, or it was a form.
    pub(super) async fn follow_up(&self, message: &Message) -> Result<bool> {
        if *self.state.lock().await != State::Answered {
            return Ok(false);
        }
        let message = discord::CreateInteractionResponseFollowup::new()
            .content(&message.content)
            .embeds(message.embeds())
            .components(message.components())
            .allowed_mentions(discord::CreateAllowedMentions::new())
            .ephemeral(true);
        let sent = self
            .http
            .create_followup_message(&self.token, &message, Vec::new());
        sent.await?;
        Ok(true)
    }

    /// Acknowledges after a while, if there is no answer by then.
    pub(super) async fn keep_waiting(&self) -> Result<()> {
        tokio::time::sleep(PATIENCE).await;
        self.defer(Place::New, ACK.saturating_sub(PATIENCE)).await
    }

    /// Acknowledges before files are sent, which may take longer than Discord waits.
    pub(super) async fn take_time(&self, place: Place) -> Result<()> {
        self.defer(place, ACK).await
    }

    async fn defer(&self, place: Place, within: Duration) -> Result<()> {
        let mut state = self.state.lock().await;
        if *state == State::Unanswered {
            let data = discord::CreateInteractionResponseMessage::new().ephemeral(true);
            let response = match place {
                Place::New => discord::CreateInteractionResponse::Defer(data),
                Place::Pressed => discord::CreateInteractionResponse::Acknowledge,
            };
            self.acknowledge(&response, Vec::new(), within).await?;
            *state = State::Deferred;
        }
        Ok(())
    }

    /// Sends a first answer. `false` where an earlier one was acknowledged already: ours, whose
    /// own answer was lost.
    async fn acknowledge(
        &self,
        response: &discord::CreateInteractionResponse,
        files: Vec<discord::CreateAttachment>,
        within: Duration,
    ) -> Result<bool> {
        let sent = self
            .http
            .create_interaction_response(self.id, &self.token, response, files);
        match tokio::time::timeout(within, sent).await {
            Ok(Ok(())) => Ok(true),
            Ok(Err(error)) if code(&error) == Some(ALREADY_ACKNOWLEDGED) => Ok(false),
            Ok(Err(error)) => Err(error.into()),
            Err(_) => Err(anyhow::anyhow!("Discord did not take the answer in time").into()),
        }
    }
}

fn attached(files: &[File]) -> Vec<discord::CreateAttachment> {
    let attached = |file: &File| discord::CreateAttachment::bytes(&*file.bytes, &file.name);
    files.iter().map(attached).collect()
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
