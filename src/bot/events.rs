//! Gateway events are hints: they go through one bounded queue to operations that look at the
//! database; what is lost is found again by the reconcile that follows every READY.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serenity::all as discord;
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

use crate::actor::Actor;
use crate::app::App;
use crate::discord::Rest;
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, QuestionId, RoleId, UserId};
use crate::memberships::Shown;
use crate::people;
use crate::{lectures, memberships, outbox, questions};

/// How many hints wait at most; beyond it a reconcile is cheaper than remembering.
const QUEUE: usize = 1_024;
/// How often roles are compared with Discord, events or not.
const RECONCILE: Duration = Duration::from_mins(5);
/// How soon after something was put right, or could not be taken in.
const RECONCILE_AGAIN: Duration = Duration::from_secs(30);
/// How often the loop turns at least, which shows the watchdog that it lives.
const TURN: Duration = Duration::from_secs(30);
/// Every question comes after it.
const FIRST: QuestionId = QuestionId(0);

/// Something that happened on the server.
#[derive(Debug)]
pub(super) enum Event {
    /// A new session: whatever happened before it may be unknown to us.
    Ready,
    /// It is time to look whether we missed something.
    Compare,
    Joined(UserId, Shown),
    Left(UserId),
    /// Somebody was banned, or is not any more.
    Banned(UserId, bool),
    Changed(UserId, Shown),
    /// Somebody wrote in a channel or thread.
    Said(questions::Said),
    /// These messages were deleted.
    Deleted(Vec<MessageId>),
    /// This thread was deleted.
    ThreadDeleted(ChannelId),
    /// Something was bought in Discord's shop, or ended.
    Bought,
    /// A role or channel changed or went, or the bot's own roles changed: what waits for one may go
    /// now, or must wait.
    Rearranged,
}

/// The sending end of the queue.
#[derive(Clone, Debug)]
pub struct Events {
    sender: mpsc::Sender<Event>,
    overflowed: Arc<AtomicBool>,
}

/// The receiving end of the queue.
#[derive(Debug)]
pub struct Queue {
    receiver: mpsc::Receiver<Event>,
    overflowed: Arc<AtomicBool>,
    /// How many were handled, for whoever waits for that.
    handled: watch::Sender<u64>,
}

impl Events {
    /// A queue: its sending end, its receiving end, and a count of what was handled.
    pub fn new() -> (Self, Queue, watch::Receiver<u64>) {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let overflowed = Arc::new(AtomicBool::new(false));
        let (handled, count) = watch::channel(0);
        let events = Self {
            sender,
            overflowed: overflowed.clone(),
        };
        let queue = Queue {
            receiver,
            overflowed,
            handled,
        };
        (events, queue, count)
    }

    /// Never waits: the gateway must not be held up.
    pub(super) fn send(&self, event: Event) {
        if self.sender.try_send(event).is_err() {
            self.overflowed.store(true, Ordering::Relaxed);
        }
    }
}

/// Handles events one by one until the gateway is gone. A hint that fails is logged, the rest go
/// on, and a reconcile soon makes up for it.
pub async fn handle_events(app: Arc<App>, discord: Arc<Rest>, mut queue: Queue) {
    let mut next_reconcile = Instant::now() + RECONCILE;
    let mut cards = Cards {
        after: None,
        next_look: Instant::now(),
    };
    // Events that were handled, but for the cards.
    let mut uncounted = 0;
    loop {
        if uncounted > 0 && !cards.is_due() {
            let handled = std::mem::take(&mut uncounted);
            queue.handled.send_modify(|count| *count += handled);
        }
        let next_turn = Instant::now() + TURN;
        let event = tokio::select! {
            // What happens now goes before what may have happened.
            biased;
            event = queue.receiver.recv() => {
                let Some(event) = event else { return };
                uncounted += 1;
                event
            }
            () = app.compare_soon.notified() => Event::Compare,
            () = tokio::time::sleep_until(cards.next_look), if cards.after.is_some() => {
                cards.look(&app, &discord).await;
                continue;
            }
            () = tokio::time::sleep_until(next_turn.min(next_reconcile)) => {
                if next_turn < next_reconcile {
                    continue;
                }
                Event::Compare
            }
        };
        if queue.overflowed.swap(false, Ordering::Relaxed) {
            next_reconcile = Instant::now();
            cards.after = Some(FIRST);
        }
        let is_deletion = matches!(event, Event::Deleted(_) | Event::ThreadDeleted(_));
        if matches!(event, Event::Ready) {
            cards.after = Some(FIRST);
        }
        let is_reconcile = matches!(event, Event::Ready | Event::Compare);
        match handle(&app, &discord, event).await {
            Ok(is_repairing) if is_reconcile => {
                let pause = if is_repairing {
                    RECONCILE_AGAIN
                } else {
                    RECONCILE
                };
                next_reconcile = Instant::now() + pause;
            }
            Ok(_) => {}
            Err(error) => {
                app.report(&error, "an event could not be taken in; a reconcile will");
                next_reconcile = Instant::now() + RECONCILE_AGAIN;
                if is_deletion {
                    cards.after = Some(FIRST);
                }
            }
        }
    }
}

/// Cards that may have been deleted while nobody told us.
struct Cards {
    /// Those of all questions after this one, if any.
    after: Option<QuestionId>,
    next_look: Instant,
}

impl Cards {
    fn is_due(&self) -> bool {
        self.after.is_some() && self.next_look <= Instant::now()
    }

    /// Looks at the next of them.
    async fn look(&mut self, app: &App, discord: &Rest) {
        let after = self.after.unwrap_or(FIRST);
        match questions::find_missing_cards(app, discord, after).await {
            Ok(next) => self.after = next,
            Err(error) => {
                app.report(&error, "cards could not be looked at; it is tried again");
                self.next_look = Instant::now() + RECONCILE_AGAIN;
            }
        }
    }
}

/// Takes in what happened; whether something is being put right that should be looked at again.
async fn handle(app: &App, discord: &Rest, event: Event) -> Result<bool> {
    match event {
        Event::Ready | Event::Compare => {
            memberships::look_at_roles(app, discord).await?;
            let roles = memberships::reconcile(app, discord).await?;
            tracing::info!(done = ?roles, "roles compared with Discord");
            if !roles.mentors.is_empty() {
                tracing::info!(news = ?roles.mentors, "mentors changed");
            }
            questions::let_go_of_departed(app).await?;
            let done = questions::repair(app, discord).await?;
            tracing::debug!(?done, "threads compared with Discord");
            memberships::compare_shop_if_used(app, discord).await?;
            lectures::look_again(app).await?;
            return Ok(roles.repaired > 0);
        }
        Event::Joined(user, shown) => {
            memberships::member_joined(app, user, &shown).await?;
            mentor_seen(app, user, &shown.roles).await?;
        }
        Event::Left(user) => {
            memberships::member_left(app, user).await?;
            mentor_seen(app, user, &[]).await?;
        }
        Event::Banned(user, is_banned) => memberships::member_banned(app, user, is_banned).await?,
        Event::Changed(user, shown) => {
            memberships::member_seen(app, user, &shown).await?;
            mentor_seen(app, user, &shown.roles).await?;
        }
        Event::Said(said) => questions::heard(app, &said).await?,
        Event::Deleted(messages) => {
            for message in messages {
                questions::message_deleted(app, message).await?;
                lectures::post_deleted(app, message).await?;
            }
        }
        Event::ThreadDeleted(thread) => questions::thread_deleted(app, thread).await?,
        Event::Bought => memberships::compare_shop(app, discord).await?,
        Event::Rearranged => {
            memberships::look_at_roles(app, discord).await?;
            outbox::probe_paused(app).await?;
            lectures::look_again(app).await?;
        }
    }
    Ok(false)
}

/// Somebody has these roles: whether they are a mentor is known from now on.
async fn mentor_seen(app: &App, user: UserId, roles: &[RoleId]) -> Result<()> {
    let Some(role) = app.config.roles.mentor else {
        return Ok(());
    };
    let news = people::mentor_seen(app, user, roles.contains(&role)).await?;
    if news.is_empty() {
        return Ok(());
    }
    tracing::info!(?news, "mentors changed");
    // What somebody promised who lost it is open again.
    questions::let_go_of_departed(app).await
}

/// What of an event concerns us.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "Discord has many events and adds more"
)]
pub(super) fn hint(
    app: &App,
    bot: Option<discord::UserId>,
    event: discord::FullEvent,
) -> Option<Event> {
    let is_ours = |guild: discord::GuildId| Some(guild.into()) == app.config.discord.guild;
    match event {
        discord::FullEvent::GuildCreate { guild, .. } if is_ours(guild.id) => {
            app.see_server();
            None
        }
        discord::FullEvent::GuildMemberAddition { new_member } if is_ours(new_member.guild_id) => {
            let shown = shown(
                app,
                &new_member.roles,
                new_member.pending,
                new_member.joined_at,
            );
            Some(Event::Joined(new_member.user.id.into(), shown))
        }
        discord::FullEvent::GuildMemberRemoval { guild_id, user, .. } if is_ours(guild_id) => {
            Some(Event::Left(user.id.into()))
        }
        discord::FullEvent::GuildBanAddition {
            guild_id,
            banned_user,
        } if is_ours(guild_id) => Some(Event::Banned(banned_user.id.into(), true)),
        discord::FullEvent::GuildBanRemoval {
            guild_id,
            unbanned_user,
        } if is_ours(guild_id) => Some(Event::Banned(unbanned_user.id.into(), false)),
        discord::FullEvent::GuildMemberUpdate { event, .. } if is_ours(event.guild_id) => {
            if Some(event.user.id) == bot {
                return Some(Event::Rearranged);
            }
            let shown = shown(app, &event.roles, event.pending, Some(event.joined_at));
            Some(Event::Changed(event.user.id.into(), shown))
        }
        discord::FullEvent::Message { new_message } => said(app, bot, &new_message),
        discord::FullEvent::MessageDelete {
            deleted_message_id,
            guild_id: Some(guild_id),
            ..
        } if is_ours(guild_id) => Some(Event::Deleted(vec![deleted_message_id.into()])),
        discord::FullEvent::MessageDeleteBulk {
            multiple_deleted_messages_ids: deleted,
            guild_id: Some(guild_id),
            ..
        } if is_ours(guild_id) => Some(Event::Deleted(
            deleted.into_iter().map(Into::into).collect(),
        )),
        discord::FullEvent::ThreadDelete { thread, .. } if is_ours(thread.guild_id) => {
            Some(Event::ThreadDeleted(thread.id.into()))
        }
        discord::FullEvent::GuildRoleUpdate { new, .. } if is_ours(new.guild_id) => {
            Some(Event::Rearranged)
        }
        discord::FullEvent::GuildRoleDelete { guild_id, .. } if is_ours(guild_id) => {
            Some(Event::Rearranged)
        }
        discord::FullEvent::EntitlementCreate { .. }
        | discord::FullEvent::EntitlementUpdate { .. }
        | discord::FullEvent::EntitlementDelete { .. } => Some(Event::Bought),
        discord::FullEvent::ChannelUpdate { .. } => Some(Event::Rearranged),
        discord::FullEvent::ChannelDelete { channel, .. } if is_ours(channel.guild_id) => {
            Some(Event::Rearranged)
        }
        _ => None,
    }
}

/// How an event shows a member.
fn shown(
    app: &App,
    roles: &[discord::RoleId],
    is_screening: bool,
    joined_at: Option<discord::Timestamp>,
) -> Shown {
    let roles = roles.iter().map(|role| (*role).into()).collect();
    Shown::new(roles, is_screening, joined_at.map(|at| *at), app.now()).told_by_event()
}

fn said(app: &App, bot: Option<discord::UserId>, message: &discord::Message) -> Option<Event> {
    let is_written = matches!(
        message.kind,
        discord::MessageType::Regular | discord::MessageType::InlineReply
    );
    if message.guild_id.map(Into::into) != app.config.discord.guild
        || Some(message.author.id) == bot
        || message.author.bot
        || !is_written
    {
        return None;
    }
    let author = message.author.id.into();
    let roles = message.member.iter().flat_map(|member| &member.roles);
    let roles: Vec<RoleId> = roles.map(|role| (*role).into()).collect();
    let shown = Actor::new(author, app.config.language, &roles, false, &app.config);
    Some(Event::Said(questions::Said {
        channel: message.channel_id.into(),
        message: message.id.into(),
        author,
        is_mentor: shown.is_staff(),
        words: questions::Words::of(app, &message.content),
    }))
}
