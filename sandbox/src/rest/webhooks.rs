//! What comes after the first answer: follow-ups, and changes to what was answered.

use super::request::{Request, id};
use super::{Reply, done, ok};
use crate::Id;
use crate::discord::Discord;
use crate::error::ApiError;
use crate::interaction::Progress;
use crate::limits::message::Draft;
use crate::pings;
use crate::state::{Message, flag};

/// `POST /webhooks/{application}/{token}`
pub(crate) fn follow_up(d: &mut Discord, r: &Request, application: Id, token: &str) -> Reply {
    let known = d.interaction_of(application, token)?;
    let draft = Draft::read(&r.body, r.files.len())?;
    draft.check_not_empty()?;
    d.check_mentions(&draft, "follow-up");
    let pending = d
        .interactions
        .get(&known)
        .is_some_and(|interaction| interaction.pending);
    if pending {
        // The first follow-up after "thinking…" takes its place, with the visibility that was chosen then.
        return fill(d, r, known, &draft);
    }
    let ephemeral = draft.flags.unwrap_or(0) & flag::EPHEMERAL != 0;
    let message = d.post_reply(r, known, &draft, ephemeral, &r.body["attachments"])?;
    d.tell_progress(known, Progress::Message(message));
    body(d, message)
}

/// `GET`, `PATCH` and `DELETE /webhooks/{application}/{token}/messages/{id or @original}`
pub(crate) fn message(
    d: &mut Discord,
    r: &Request,
    application: Id,
    token: &str,
    which: &str,
) -> Reply {
    let known = d.interaction_of(application, token)?;
    let (original, pending) = d
        .interactions
        .get(&known)
        .map_or((None, false), |known| (known.original, known.pending));
    let target = if which == "@original" {
        original.ok_or_else(|| ApiError::code(10008))?
    } else {
        id(which)?
    };
    let channel = own(d, target, known)?.channel;
    match r.method.as_str() {
        "GET" => body(d, target),
        "DELETE" => {
            d.remove_message(channel, target);
            if let Some(interaction) = d.interactions.get_mut(&known) {
                interaction.pending &= interaction.original != Some(target);
            }
            done()
        }
        _ => {
            let draft = Draft::read(&r.body, r.files.len())?;
            d.check_mentions(&draft, "reply edit");
            if pending && original == Some(target) {
                return fill(d, r, known, &draft);
            }
            d.change_message(channel, target, &draft, r, pings::Default::Users)?;
            d.tell_progress(known, Progress::Updated(target));
            body(d, target)
        }
    }
}

/// A message that this interaction's token may touch: an answer to it, or the message clicked on.
fn own(d: &Discord, target: Id, interaction: Id) -> Result<&Message, ApiError> {
    let found = d
        .state
        .message(target)
        .filter(|message| message.author == d.state.bot);
    let clicked = d
        .interactions
        .get(&interaction)
        .and_then(|known| known.component_of);
    let ours = |message: &&Message| {
        clicked == Some(target)
            || message
                .answered
                .as_ref()
                .is_some_and(|answered| answered.id == interaction)
    };
    found.filter(ours).ok_or_else(|| ApiError::code(10008))
}

/// Puts the answer in the place of "thinking…".
fn fill(d: &mut Discord, r: &Request, known: Id, draft: &Draft) -> Reply {
    draft.check_not_empty()?;
    let original = d.interactions.get(&known).and_then(|known| known.original);
    let original = original.ok_or_else(|| ApiError::code(10008))?;
    let channel = own(d, original, known)?.channel;
    if let Some(message) = d.state.message_mut(channel, original) {
        message.flags &= !flag::LOADING;
    }
    d.change_message(channel, original, draft, r, pings::Default::Users)?;
    if let Some(message) = d.state.message_mut(channel, original) {
        // Nobody has seen an earlier text, so it does not count as edited.
        message.edited = None;
    }
    if let Some(interaction) = d.interactions.get_mut(&known) {
        interaction.pending = false;
    }
    d.tell_progress(known, Progress::Message(original));
    body(d, original)
}

fn body(d: &Discord, message: Id) -> Reply {
    ok(d.state.message_json(
        d.state
            .message(message)
            .ok_or_else(|| ApiError::code(10008))?,
    ))
}

impl Discord {
    /// The interaction whose token that is, if it has been answered and the token still lives.
    fn interaction_of(&self, application: Id, token: &str) -> Result<Id, ApiError> {
        if application != self.state.application {
            return Err(ApiError::code(10015));
        }
        let now = self.clock.now();
        let known = token
            .split('-')
            .nth(1)
            .and_then(|id| id.parse().ok())
            .and_then(|id: Id| self.interactions.get(&id));
        let known = known
            .filter(|known| known.token == token)
            .ok_or_else(|| ApiError::code(10015))?;
        if known.acked.is_none() {
            return Err(ApiError::code(10015));
        }
        if known.is_over(now) {
            Err(ApiError::code(50027))
        } else {
            Ok(known.id)
        }
    }

    /// Lets the person who waits see the answer; what comes after the answer she reads in the channel.
    fn tell_progress(&self, interaction: Id, progress: Progress) {
        let Some(known) = self.interactions.get(&interaction) else {
            return;
        };
        known.progress.send_if_modified(|now| {
            let open = matches!(
                now,
                Progress::Waiting | Progress::Deferred | Progress::Accepted
            );
            if open {
                *now = progress;
            }
            open
        });
    }
}
