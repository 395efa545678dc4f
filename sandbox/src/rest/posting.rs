//! Sending messages: what makes one, who may, whom it notifies.

use chrono::Duration;

use super::request::Request;
use super::{Reply, ok};
use crate::Id;
use crate::discord::Discord;
use crate::error::ApiError;
use crate::limits::message::Draft;
use crate::permissions::VIEW_CHANNEL;
use crate::pings;
use crate::state::{Message, Nonce};

/// How long a nonce guards against a second message.
const NONCE_WINDOW: Duration = Duration::minutes(3);

/// `POST /channels/{id}/messages`
pub(crate) fn create(d: &mut Discord, r: &Request, channel: Id) -> Reply {
    let draft = Draft::read(&r.body, r.files.len())?;
    d.need(channel, VIEW_CHANNEL)?;
    d.may_send(channel, &draft, !r.files.is_empty())?;
    if let Some(earlier) = d.sent_before(channel, &draft) {
        let message = d
            .state
            .message_in(channel, earlier)
            .ok_or_else(|| ApiError::code(10008))?;
        return ok(d.state.message_json(message));
    }
    draft.check_not_empty()?;
    d.wake(channel, d.state.bot)?;
    d.check_mentions(&draft, "message");
    let id = d.new_id();
    let mut message = d.compose(id, channel, &draft);
    message.attachments = d.keep_uploads(channel, &r.files, &r.body["attachments"]);
    message.pings = pings::of(
        &d.state,
        &message,
        draft.allowed.as_ref(),
        pings::Default::Everything,
    );
    d.remember_nonce(channel, &draft, id);
    d.post(message);
    let message = d
        .state
        .message_in(channel, id)
        .ok_or_else(|| ApiError::code(10008))?;
    ok(d.state.message_json(message))
}

impl Discord {
    /// A message of the bot with what the draft says.
    pub(crate) fn compose(&self, id: Id, channel: Id, draft: &Draft) -> Message {
        let mut message = Message::new(
            id,
            channel,
            self.state.bot,
            draft.content.as_deref().unwrap_or_default(),
            self.clock.now(),
        );
        message.embeds = draft.embeds.clone().unwrap_or_default();
        message.components = draft.components.clone().unwrap_or_default();
        message.flags = draft.flags.unwrap_or(0);
        message.nonce.clone_from(&draft.nonce);
        message.reference = draft.reference;
        message.kind = if draft.reference.is_some() { 19 } else { 0 };
        message
    }

    /// Puts a message into its channel and tells everyone.
    pub(crate) fn post(&mut self, message: Message) {
        let now = self.clock.now();
        if let Some(channel) = self.state.channels.get_mut(&message.channel)
            && message.ephemeral_for.is_none()
        {
            channel.last_message = Some(message.id);
            if let Some(thread) = &mut channel.thread {
                thread.last_activity = now;
                thread.total_sent += 1;
                thread.members.insert(message.author);
            }
        }
        let event = message.clone();
        self.state
            .messages
            .entry(message.channel)
            .or_default()
            .insert(message.id, message);
        self.emit_message("MESSAGE_CREATE", &event);
    }

    /// The message that the same nonce has already made.
    fn sent_before(&mut self, channel: Id, draft: &Draft) -> Option<Id> {
        let now = self.clock.now();
        self.state
            .nonces
            .retain(|known| now - known.at < NONCE_WINDOW);
        let nonce = draft.enforced_nonce()?;
        let fits = |known: &&Nonce| {
            known.author == self.state.bot && known.channel == channel && known.nonce == nonce
        };
        self.state
            .nonces
            .iter()
            .find(fits)
            .map(|known| known.message)
    }

    fn remember_nonce(&mut self, channel: Id, draft: &Draft, message: Id) {
        if let Some(nonce) = draft.enforced_nonce() {
            let at = self.clock.now();
            self.state.nonces.push(Nonce {
                author: self.state.bot,
                channel,
                nonce,
                message,
                at,
            });
        }
    }

    /// Notes a body that leaves it to Discord whom to notify.
    pub(crate) fn check_mentions(&mut self, draft: &Draft, what: &str) {
        let says_something = draft
            .content
            .as_deref()
            .is_some_and(|content| !content.is_empty())
            || draft
                .embeds
                .as_ref()
                .is_some_and(|embeds| !embeds.is_empty());
        if draft.allowed.is_none() && says_something {
            let start: String = draft
                .content
                .as_deref()
                .unwrap_or("(an embed)")
                .chars()
                .take(40)
                .collect();
            self.complaints
                .push(format!("a {what} without allowed_mentions: {start}"));
        }
        if let Some(allowed) = &draft.allowed
            && allowed
                .parse
                .iter()
                .any(|kind| kind == "everyone" || kind == "roles")
        {
            self.complaints.push(format!(
                "a {what} that allows every mention of {:?} instead of naming the roles",
                allowed.parse
            ));
        }
    }
}
