//! Sending an interaction to the bot and waiting for what it says.

use std::time::Duration;

use serde_json::Value;
use tokio::sync::watch;
use tokio::time::timeout;

use super::Person;
use crate::clock::monotonic_now;
use crate::discord::Discord;
use crate::interaction::{Interaction, Progress};
use crate::view::Choice;
use crate::{Id, Outcome, show};

/// How many interactions are remembered; older ones can no longer be followed up.
const REMEMBERED: usize = 50_000;

/// What is asked of the bot.
pub(crate) struct Question {
    pub(crate) kind: u8,
    pub(crate) channel: Id,
    pub(crate) data: Value,
    /// Full name of the command, empty for a component.
    pub(crate) command: String,
    pub(crate) component_of: Option<Id>,
}

impl Person {
    /// Sends the question and waits for the answer.
    pub(super) async fn ask(&self, question: Question) -> Outcome {
        let (id, mut progress, settings) = {
            let mut discord = self.sandbox.lock();
            let Some((id, progress)) = discord.send_interaction(self.id, question) else {
                return Outcome::NoAnswer;
            };
            (id, progress, discord.settings.clone())
        };
        if !settled(&mut progress, settings.ack_deadline, |now| {
            !matches!(now, Progress::Waiting)
        })
        .await
        {
            self.sandbox.lock().complain_of_silence(id);
            return Outcome::NoAnswer;
        }
        let deferred = matches!(*progress.borrow(), Progress::Deferred);
        let wait = if deferred {
            settings.answer_wait
        } else {
            settings.click_wait
        };
        settled(&mut progress, wait, |now| {
            !matches!(
                now,
                Progress::Waiting | Progress::Deferred | Progress::Accepted
            )
        })
        .await;
        let last = progress.borrow().clone();
        self.outcome(id, &last)
    }

    /// Sends an autocomplete question; no answer gives no proposals.
    pub(super) async fn ask_choices(&self, question: Question) -> Vec<Choice> {
        let (mut progress, deadline) = {
            let mut discord = self.sandbox.lock();
            let Some((_, progress)) = discord.send_interaction(self.id, question) else {
                return Vec::new();
            };
            (progress, discord.settings.ack_deadline)
        };
        settled(&mut progress, deadline, |now| {
            !matches!(now, Progress::Waiting)
        })
        .await;
        let last = progress.borrow().clone();
        match last {
            Progress::Choices(choices) => choices,
            Progress::Waiting
            | Progress::Deferred
            | Progress::Accepted
            | Progress::Message(_)
            | Progress::Updated(_)
            | Progress::Modal => Vec::new(),
        }
    }

    fn outcome(&self, id: Id, progress: &Progress) -> Outcome {
        let discord = self.sandbox.lock();
        let view = |message: &Id| {
            discord
                .state
                .message(*message)
                .map(|message| Box::new(discord.state.message_view(message, self.id)))
        };
        match progress {
            Progress::Message(message) => {
                view(message).map_or(Outcome::Acknowledged, Outcome::Reply)
            }
            Progress::Updated(message) => {
                view(message).map_or(Outcome::Acknowledged, Outcome::Updated)
            }
            Progress::Modal => {
                let form = discord
                    .interactions
                    .get(&id)
                    .and_then(|known| known.modal.as_ref());
                form.map_or(Outcome::NoAnswer, |form| {
                    Outcome::Modal(show::modal(id, form))
                })
            }
            Progress::Deferred => Outcome::Thinking,
            Progress::Accepted | Progress::Choices(_) => Outcome::Acknowledged,
            Progress::Waiting => Outcome::NoAnswer,
        }
    }
}

/// Waits until the progress is as wanted; `false` if it was not in time.
async fn settled(
    progress: &mut watch::Receiver<Progress>,
    within: Duration,
    wanted: impl FnMut(&Progress) -> bool,
) -> bool {
    timeout(within, progress.wait_for(wanted))
        .await
        .is_ok_and(|changed| changed.is_ok())
}

impl Discord {
    /// Notes that a bot that was there did not answer; one that was away could not.
    fn complain_of_silence(&mut self, id: Id) {
        if self.sessions.connected() == 0 {
            return;
        }
        let Some(known) = self.interactions.get(&id) else {
            return;
        };
        let complaint = format!(
            "interaction {id} ({}) was not answered in time",
            known.command
        );
        self.complaints.push(complaint);
    }

    /// Hands an interaction to the bot; none if nobody is there to take it.
    pub(super) fn send_interaction(
        &mut self,
        user: Id,
        question: Question,
    ) -> Option<(Id, watch::Receiver<Progress>)> {
        if !self.sessions.any() {
            return None;
        }
        let id = self.new_id();
        let token = format!(
            "token-{id}-{:08x}",
            id.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
        );
        let body = self.interaction_json(id, &token, user, &question);
        let progress = watch::Sender::new(Progress::Waiting);
        let receiver = progress.subscribe();
        let now = self.clock.now();
        if self.interactions.len() >= REMEMBERED {
            self.interactions.retain(|_, known| {
                !known.is_over(now) && known.sent.elapsed() < Duration::from_mins(1)
            });
        }
        let interaction = Interaction {
            id,
            token,
            kind: question.kind,
            user,
            channel: question.channel,
            command: question.command,
            component_of: question.component_of,
            sent: monotonic_now(),
            created: now,
            acked: None,
            original: None,
            pending: false,
            ephemeral: false,
            modal: None,
            progress,
        };
        self.interactions.insert(id, interaction);
        self.emit("INTERACTION_CREATE", 0, &body);
        Some((id, receiver))
    }
}
