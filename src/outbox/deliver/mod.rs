//! From effect to Discord: which attempt is made, and what its outcome means for the row.

mod alert;
mod delete;
mod kick;
mod pace;
mod private;
mod requests;
mod sealed;
mod search;
mod send;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use tokio::task::JoinSet;

use super::store::{self, Due, Object};
use super::{Effect, Why, digest};
use crate::app::App;
use crate::db::Tx;
use crate::discord::Rest;
use crate::error::{Error, Result};
use crate::ids::EffectId;
use pace::{Lanes, Reach};
use search::Found;

pub use alert::{Alert, Words};

/// How many effects are under way at once; at Discord's pace a click behind them waits 0.4 s.
const IN_FLIGHT: usize = 16;
/// Of so many due effects those are chosen whose role or channel is not full.
const CHOICE: i64 = 64;
/// What came back is written down this much later at most while people are being answered, and
/// together with what else comes back until then.
const ANSWERS_FIRST: Duration = Duration::from_millis(250);
/// Within this of the first attempt a message is resent with its nonce.
const NONCE_HOLDS: TimeDelta = TimeDelta::seconds(60);
/// After the last attempt Discord has this long to act before we look.
const SETTLE: TimeDelta = TimeDelta::minutes(5);
/// How long an effect waits for a role or channel to be mended, unless it is hastened.
const PAUSE: TimeDelta = TimeDelta::hours(1);

/// What came of an attempt.
#[derive(Debug)]
enum Outcome {
    /// It is so now; what Discord made of it, if it made anything.
    Done(Option<Object>),
    /// There is nobody or nothing there any more; why.
    Undeliverable(&'static str),
    /// It was looked for and is not there: the next attempt is a first one.
    NeverHappened,
    /// This attempt did nothing; may be tried again after this long.
    Retry(TimeDelta, String),
    /// Discord's limits have no room for this long: nothing was sent.
    Full(TimeDelta),
    /// No connection: nothing was sent, and nothing else would arrive either.
    Unreachable,
    /// May or may not have been done.
    Unknown(String),
    /// An earlier attempt may have been done; nothing was tried now, look again then.
    LookAgain(DateTime<Utc>, String),
    /// Waits for a person to mend a role or channel.
    Paused(String, Why),
    /// A person must look at it.
    Held(Why),
}

/// Sends everything that is due, many subjects at a time, until nothing is or the salon stops.
/// Returns how many attempts were made. There must be only one of it at a time.
///
/// `words` say to the owner what comes to a stand.
///
/// # Errors
/// When the database fails or an attempt panics. Nothing is under way any more then; what was
/// left as `sending` is for [`recover`].
pub async fn deliver_due(app: &Arc<App>, discord: &Arc<Rest>, words: Words) -> Result<usize> {
    let tags = Arc::new(Tags::default());
    let mut attempts = 0;
    let mut failure = None;
    // Tasks, not futures polled here: one may hold the writer while we wait for it to claim more.
    let mut in_flight = JoinSet::new();
    let mut lanes = Lanes::default();
    let mut reach = Reach::default();
    let mut back = Vec::new();
    loop {
        let room = if failure.is_none() && !app.is_stopping() {
            IN_FLIGHT - in_flight.len()
        } else {
            0
        };
        if room > 0 || !back.is_empty() {
            let claimed = settle_and_claim(
                (app, words),
                std::mem::take(&mut back),
                room,
                (&mut lanes, &mut reach),
            )
            .await;
            for due in claimed.unwrap_or_else(|error| {
                failure = Some(error);
                Vec::new()
            }) {
                attempts += 1;
                let (app, discord, tags) = (app.clone(), discord.clone(), tags.clone());
                in_flight.spawn(async move {
                    let outcome = deliver(&app, &discord, &tags, &due).await?;
                    Ok::<_, Error>((due, outcome))
                });
            }
        }
        let has_room = failure.is_none() && in_flight.len() < IN_FLIGHT && !in_flight.is_empty();
        let mut ended = tokio::select! {
            // After a failure what is under way is still waited for: it must not be cut off.
            ended = in_flight.join_next() => match ended {
                Some(ended) => Some(ended),
                None => return failure.map_or(Ok(attempts), Err),
            },
            // A click need not wait until something slow is through.
            () = app.db.effects_queued(), if has_room => None,
        };
        app.quiet(ANSWERS_FIRST).await;
        ended = ended.or_else(|| in_flight.try_join_next());
        while let Some(one) = ended {
            match one {
                Ok(Ok((due, outcome))) => {
                    lanes.leave(&due);
                    back.push((due, outcome));
                }
                Ok(Err(error)) => failure = Some(error),
                Err(error) => {
                    failure = Some(anyhow::anyhow!("an attempt died: {error}").into());
                }
            }
            ended = in_flight.try_join_next();
        }
    }
}

/// At start, and after a failure: what was being sent has an unknown outcome. Nothing may be under
/// way.
pub async fn recover(app: &App) -> Result<u64> {
    let mut tx = app.db.begin().await?;
    let found = store::recover(&mut tx, app.now()).await?;
    tx.queues_effects();
    tx.commit().await?;
    Ok(found)
}

/// Something on the server changed that may mend what effects wait for: one effect of each role
/// and channel is tried at once; when it goes through, the others follow.
pub async fn probe_paused(app: &App) -> Result<u64> {
    let mut tx = app.db.begin().await?;
    let found = store::hasten_one_each(&mut tx, app.now()).await?;
    tx.queues_effects();
    tx.commit().await?;
    Ok(found)
}

/// The tags of forums, by name, as read in this pass.
type Tags = Mutex<HashMap<i64, HashMap<String, i64>>>;

/// Writes down what came back, and marks what is due as being sent, before any of it is sent: one
/// commit for all, because whoever clicks waits for the same writer.
async fn settle_and_claim(
    (app, words): (&App, Words),
    back: Vec<(Due, Outcome)>,
    room: usize,
    (lanes, reach): (&mut Lanes, &mut Reach),
) -> Result<Vec<Due>> {
    let now = app.now();
    let look = store::look(&mut *app.db.read().await?, now).await?;
    let may_send = look.has_due && look.unreachable_until.is_none_or(|until| until <= now);
    if back.is_empty() && !may_send && !look.has_expired {
        return Ok(Vec::new());
    }
    let mut tx = app.db.begin().await?;
    // Somebody decides by what became of these.
    let is_awaited = back.iter().any(|(due, _)| due.not_after.is_some());
    let before = look.unreachable_until;
    let mut unreachable_until = before;
    for (due, outcome) in back {
        unreachable_until = reach.after(&outcome, unreachable_until, now);
        settle(&mut tx, (app, words), &due, outcome, unreachable_until).await?;
    }
    if unreachable_until != before {
        store::set_unreachable(&mut tx, unreachable_until).await?;
    }
    // Before every claim and after what was settled, so that nothing is sent past its time.
    store::expire(&mut tx, now).await?;
    let room = match unreachable_until {
        Some(until) if until > now => 0,
        // One is enough to find out whether Discord is there again, once nothing else is under way.
        Some(_) => usize::from(room == IN_FLIGHT),
        None => room,
    };
    let limit = if room == 0 { 0 } else { CHOICE };
    let mut due = store::due(&mut tx, now, limit).await?;
    due.retain(|due| lanes.enter(due));
    for left in due.split_off(due.len().min(room)) {
        lanes.leave(&left);
    }
    for effect in &mut due {
        // What is looked for first was sent with another one, if at all.
        if effect.marker.is_some() && effect.nonce.is_none() && !effect.is_unknown {
            effect.nonce = Some(nonce(&effect.key, now));
        }
        store::mark_sending(&mut tx, effect.id, effect.nonce.as_deref(), now).await?;
    }
    tx.commit().await?;
    if look.has_expired || is_awaited {
        app.schedule_changed.notify_one();
    }
    Ok(due)
}

/// One attempt, or one look whether an earlier attempt succeeded.
async fn deliver(app: &App, discord: &Rest, tags: &Tags, due: &Due) -> Result<Outcome> {
    match serde_json::from_str::<Effect>(&due.payload) {
        Ok(effect) => attempt(app, discord, tags, due, &effect).await,
        Err(error) => Ok(Outcome::Held(Why::Unreadable(error.to_string()))),
    }
}

async fn attempt(
    app: &App,
    discord: &Rest,
    tags: &Tags,
    due: &Due,
    effect: &Effect,
) -> Result<Outcome> {
    if !due.is_unknown || send::is_harmless_to_repeat(effect) {
        return send::send(app, discord, tags, due, effect).await;
    }
    let now = app.now();
    let first = due.first_attempt_at.unwrap_or(now);
    // What is not to be sent any more is only looked for.
    let may_resend = due.not_after.is_none_or(|end| end > now);
    let has_nonce = send::has_nonce(effect) && due.nonce.is_some();
    if may_resend && has_nonce && now - first <= NONCE_HOLDS {
        return send::send(app, discord, tags, due, effect).await;
    }
    let settled = due.last_attempt_at.unwrap_or(now) + SETTLE;
    if now < settled {
        let why = "waiting for an unknown outcome to settle";
        return Ok(Outcome::LookAgain(settled, why.into()));
    }
    match search::search(app, discord, effect, first).await? {
        // Where it stands would tell whom it went to.
        Found::Object(_) if matches!(effect, Effect::DmSealed(_)) => Ok(Outcome::Done(None)),
        Found::Object(object) => Ok(Outcome::Done(Some(object))),
        Found::Absent => Ok(Outcome::NeverHappened),
        Found::Incomplete(why) => Ok(Outcome::Held(Why::Unsure(why))),
        Found::Later(why) => Ok(Outcome::LookAgain(now + backoff(due.attempts, due.id), why)),
    }
}

/// Writes down what came of it.
async fn settle(
    tx: &mut Tx,
    (app, words): (&App, Words),
    due: &Due,
    outcome: Outcome,
    unreachable_until: Option<DateTime<Utc>>,
) -> Result<()> {
    let now = app.now();
    match outcome {
        Outcome::Done(object) => {
            if let Some(mended) = &due.paused_by {
                store::hasten_all(tx, mended, now).await?;
            }
            if let Some(object) = object {
                store::insert_object(tx, &due.key, object, now).await?;
            }
            let outcome = if due.is_unknown {
                "adopted"
            } else {
                "delivered"
            };
            store::mark_done(tx, due.id, outcome, None, now).await?;
        }
        Outcome::Undeliverable(why) => {
            // It came to nothing of its own: whether it is mended the next one tells.
            if due.paused_by.is_some() {
                store::hasten_one_each(tx, now).await?;
            }
            store::mark_done(tx, due.id, "undeliverable", Some(why), now).await?;
        }
        Outcome::Retry(after, why) => {
            store::mark_waiting(tx, due.id, now + after, due.is_unknown, &why).await?;
        }
        Outcome::Full(wait) => {
            let until = now + wait;
            let why = "Discord's limits have no room";
            store::mark_waiting(tx, due.id, until, due.is_unknown, why).await?;
            // The next ones would come back just so.
            store::put_back(tx, due, until).await?;
        }
        Outcome::Unreachable => {
            let why = "Discord cannot be reached";
            store::mark_waiting(tx, due.id, now, due.is_unknown, why).await?;
        }
        Outcome::NeverHappened => {
            store::forget_attempts(tx, due.id, now).await?;
        }
        Outcome::Unknown(why) => {
            let mut at = next_look(due, now);
            // Nobody's own patience grows by an outage of all.
            if let (Some(until), None) = (unreachable_until, &due.marker) {
                at = at.min(until);
            }
            store::mark_waiting(tx, due.id, at, true, &why).await?;
        }
        Outcome::LookAgain(at, why) => {
            store::mark_waiting(tx, due.id, at, true, &why).await?;
            store::set_last_attempt(tx, due.id, due.last_attempt_at).await?;
        }
        Outcome::Paused(what, why) => {
            if due.paused_by.is_none() && !store::is_paused(tx, &what).await? {
                tracing::error!(effect = %due.key, waits_for = %what, %why,
                    "Discord refuses this role or channel; its effects wait until it is mended (see `salon check`)");
                alert::tell_owner(tx, (app, words), due, &why, Some(&what)).await?;
            }
            store::pause(tx, due.id, (&what, &why.write()?), now + PAUSE).await?;
        }
        Outcome::Held(why) => {
            tracing::error!(effect = %due.key, id = due.id.0, %why, "an effect is held for a person to look at");
            store::mark_held(tx, due.id, &why.write()?).await?;
            alert::tell_owner(tx, (app, words), due, &why, None).await?;
        }
    }
    Ok(())
}

/// When an unknown outcome is looked at next: soon where a repeat is harmless and while the nonce
/// holds, then once it settled.
fn next_look(due: &Due, now: DateTime<Utc>) -> DateTime<Utc> {
    let soon = now + backoff(due.attempts, due.id);
    if due.marker.is_none() {
        return soon;
    }
    let first = due.first_attempt_at.unwrap_or(now);
    if due.nonce.is_some() && soon - first <= NONCE_HOLDS {
        return soon;
    }
    now + SETTLE
}

/// Two seconds, doubling to five minutes, each between half and whole.
fn backoff(attempts: i64, id: EffectId) -> TimeDelta {
    let whole = 1_i64 << attempts.clamp(0, 8);
    let whole = (whole * 2_000).min(300_000);
    let seed = digest(&format!("{attempts}:{id}"));
    let part = u32::from_str_radix(&seed[..4], 16).unwrap_or(0);
    TimeDelta::milliseconds(whole / 2 + whole / 2 * i64::from(part) / 65_536)
}

/// At most 25 characters, another for each first attempt.
fn nonce(key: &str, now: DateTime<Utc>) -> String {
    let hash = Sha256::digest(format!("{key}@{}", now.timestamp_millis()));
    format!("{hash:x}")[..24].to_owned()
}
