//! Who may send what, and what a message does to an archived thread.

use crate::Id;
use crate::discord::Discord;
use crate::error::ApiError;
use crate::limits::message::Draft;
use crate::permissions::{
    ATTACH_FILES, EMBED_LINKS, MANAGE_THREADS, READ_MESSAGE_HISTORY, SEND_MESSAGES,
    SEND_MESSAGES_IN_THREADS,
};
use crate::state::{Channel, kind};

impl Discord {
    /// Refuses if the bot may not send that there.
    pub(super) fn may_send(&self, channel: Id, draft: &Draft, files: bool) -> Result<(), ApiError> {
        let Some(place) = self.state.channels.get(&channel) else {
            return Err(ApiError::code(10003));
        };
        if place.kind == kind::FORUM {
            return Err(ApiError::code(40058));
        }
        if !place.holds_messages() {
            return Err(ApiError::code(50008));
        }
        if let Some(user) = place.recipient {
            return self.reaches(user);
        }
        self.need(channel, send_bit(place))?;
        if draft
            .embeds
            .as_ref()
            .is_some_and(|embeds| !embeds.is_empty())
        {
            self.need(channel, EMBED_LINKS)?;
        }
        if files {
            self.need(channel, ATTACH_FILES)?;
        }
        if draft.reference.is_some() {
            self.need(channel, READ_MESSAGE_HISTORY)
                .map_err(|_| ApiError::code(160_002))?;
            let there = draft
                .reference
                .is_some_and(|id| self.state.message_in(channel, id).is_some());
            if !there && draft.fail_if_not_exists {
                return Err(ApiError::invalid(
                    "message_reference",
                    "MESSAGE_REFERENCE_UNKNOWN_MESSAGE",
                    "Unknown message",
                ));
            }
        }
        Ok(())
    }

    /// Refuses if a DM would not reach that user.
    fn reaches(&self, user: Id) -> Result<(), ApiError> {
        let shares = self.state.guild.members.contains_key(&user);
        let refuses = self
            .state
            .users
            .get(&user)
            .is_none_or(|user| user.refuses_dms || user.bot);
        if refuses || !shares {
            Err(ApiError::code(50007))
        } else {
            Ok(())
        }
    }

    /// A message brings an archived thread back, but not a locked one.
    pub(crate) fn wake(&mut self, channel: Id, author: Id) -> Result<(), ApiError> {
        let manages = self.state.may(author, channel, MANAGE_THREADS);
        let now = self.clock.now();
        let Some(thread) = self
            .state
            .channels
            .get_mut(&channel)
            .and_then(|channel| channel.thread.as_mut())
        else {
            return Ok(());
        };
        if thread.locked && (thread.archived || !manages) {
            return Err(ApiError::code(160_005));
        }
        if thread.archived {
            thread.archived = false;
            thread.archive_changed = now;
            self.emit_channel("THREAD_UPDATE", channel);
        }
        Ok(())
    }
}

/// The permission that talking in that place needs.
pub(crate) fn send_bit(place: &Channel) -> u64 {
    if place.thread.is_some() {
        SEND_MESSAGES_IN_THREADS
    } else {
        SEND_MESSAGES
    }
}
