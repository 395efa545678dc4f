//! The message that answers an interaction.

use serde_json::Value;

use super::request::Request;
use crate::Id;
use crate::discord::Discord;
use crate::error::ApiError;
use crate::interaction::{Interaction, kind};
use crate::limits::message::Draft;
use crate::pings;
use crate::state::{Answered, Message, flag};

impl Interaction {
    /// What a message says about the interaction it answers.
    fn answered(&self) -> Answered {
        Answered {
            id: self.id,
            kind: self.kind,
            command: if self.kind == kind::COMMAND {
                self.command.clone()
            } else {
                String::new()
            },
            user: self.user,
            component_of: self.component_of,
        }
    }
}

impl Discord {
    /// Posts a message that answers an interaction, first or follow-up.
    pub(crate) fn post_reply(
        &mut self,
        r: &Request,
        id: Id,
        draft: &Draft,
        ephemeral: bool,
        said: &Value,
    ) -> Result<Id, ApiError> {
        let Some((channel, user, answered)) = self
            .interactions
            .get(&id)
            .map(|known| (known.channel, known.user, known.answered()))
        else {
            return Err(ApiError::code(10015));
        };
        if !self.state.channels.contains_key(&channel) {
            return Err(ApiError::code(10003));
        }
        if !ephemeral {
            self.wake(channel, self.state.bot)?;
        }
        let message_id = self.new_id();
        let mut message: Message = self.compose(message_id, channel, draft);
        message.attachments = self.keep_uploads(channel, &r.files, said);
        message.kind = if answered.kind == kind::COMMAND {
            20
        } else {
            0
        };
        message.answered = Some(answered);
        message.flags &= !flag::EPHEMERAL;
        if ephemeral {
            message.flags |= flag::EPHEMERAL;
            message.ephemeral_for = Some(user);
        }
        message.pings = pings::of(
            &self.state,
            &message,
            draft.allowed.as_ref(),
            pings::Default::Users,
        );
        self.post(message);
        Ok(message_id)
    }
}
