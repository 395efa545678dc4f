//! Threads as Discord shows them, compared with what they should be: a pass over all that are not
//! closed, with one call for the list of active ones, one for a forum's tags, and pages of a channel's
//! archive only where somebody waits in a thread that is not active.

mod search;
mod tags;
mod threads;

use serde_json::json;

use super::question::{Part, Question};
use super::rules::must_be_set;
use super::store::{self, Tracked};
use super::{cards, closing, erase, hold, lost, lost_channel, posting, written};
use crate::app::App;
use crate::db;
use crate::discord::Rest;
use crate::error::Result;
use crate::journal::By;
use crate::outbox;
use search::search;
use tags::Tags;
use threads::Threads;

/// The fact that says after which restoring all was shown anew.
const SHOWN: &str = "questions_shown_after_restoring";

/// What a pass found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// Questions whose thread was looked at.
    pub looked_at: usize,
    /// Threads that are being set anew.
    pub set: usize,
    /// Threads that somebody deleted.
    pub lost: usize,
}

/// Compares threads with what they should be, and has put right what differs.
///
/// Looks at those of questions that are not closed. What is on its way in the outbox is left alone;
/// what a pass cannot read is left to the next.
///
/// # Errors
/// When Discord or the database does not answer.
pub async fn repair(app: &App, discord: &Rest) -> Result<Repaired> {
    lost::post_stranded(app).await?;
    let mut open = store::tracked(&mut *app.db.read().await?).await?;
    let mut done = Repaired {
        looked_at: open.len(),
        ..Repaired::default()
    };
    let is_outdated = show_after_restoring(app).await?;
    if is_outdated {
        return Ok(done);
    }
    // Of which the owner was told.
    open.retain(|one| one.question.lost != Some(Part::Thread));
    let mut shown = threads::active(app, discord).await?;
    let missing = open.iter().filter(|one| !shown.contains_key(&one.thread));
    let missing: Vec<&Tracked> = missing.collect();
    let found = search(app, discord, &missing).await?;
    shown.extend(found.there);
    let mut tags = Tags::default();
    for Tracked {
        question, thread, ..
    } in &open
    {
        let Some(thread) = shown.get(thread) else {
            continue;
        };
        let seen = tags.seen(discord, question, thread).await?;
        let known = tags.known(question.channel_id);
        let states = cards::state_tags(&app.config);
        let wanted = cards::tags(question, &app.config);
        if must_be_set(question.state, &seen, &wanted, (&known, &states)) {
            done.set += usize::from(set(app, question, false).await?);
        }
    }
    for (channel, gone) in found.gone {
        // Before they are known to be lost, or after a stop in between nobody would be told.
        if gone.is_whole_channel {
            lost_channel::tell_owner(app, channel, gone.threads.len()).await?;
        }
        for (number, thread) in gone.threads {
            let what = (Part::Thread, thread);
            done.lost += usize::from(lost::lose(app, number, what, !gone.is_whole_channel).await?);
        }
    }
    read_on(app, discord, &open, &shown).await?;
    closing::close_idle(app).await?;
    Ok(done)
}

/// After a backup was restored Discord shows what was forgotten: once, all is shown anew as it
/// stands in the database. `true` where that was to be done; it is on its way then.
async fn show_after_restoring(app: &App) -> Result<bool> {
    let mut conn = app.db.read().await?;
    let Some(restored) = db::restored(&mut conn).await? else {
        return Ok(false);
    };
    let at = restored.at.to_rfc3339();
    if db::fact(&mut conn, SHOWN).await?.as_ref() == Some(&at) {
        return Ok(false);
    }
    let open = store::not_closed(&mut conn).await?;
    drop(conn);
    for question in open {
        if !set(app, &question, true).await? {
            // Somebody was faster; the next pass does the rest.
            return Ok(true);
        }
    }
    erase::show_erased(app, restored.at).await?;
    hold::hide_again(app).await?;
    let mut tx = app.db.begin().await?;
    db::set_fact(&mut tx, SHOWN, &at).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes in what was written while nobody told us: in threads of questions that are not closed, and in
/// those of resolved ones that somebody opened by writing.
async fn read_on(app: &App, discord: &Rest, open: &[Tracked], shown: &Threads) -> Result<()> {
    let ids: Vec<i64> = shown.keys().map(|id| id.0).collect();
    let mut conn = app.db.read().await?;
    let resolved = store::resolved_among(&mut conn, &json!(ids).to_string()).await?;
    drop(conn);
    let open = open
        .iter()
        .map(|one| (one.question.id, one.thread, one.seen));
    let of = |(question, id, seen)| {
        let newest = shown.get(&id)?.newest();
        Some(written::Thread {
            question,
            id,
            seen,
            newest,
        })
    };
    let threads: Vec<_> = open.chain(resolved).filter_map(of).collect();
    written::catch_up(app, discord, &threads).await
}

/// Has a thread set as its question demands, and its card where that `is_forgotten` too. `false`
/// where it changed meanwhile, or a change of it is on its way.
async fn set(app: &App, seen: &Question, is_forgotten: bool) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = super::load(tx.conn().await?, seen.id).await?;
    let topic = posting::thread_topic(&before);
    if before.version != seen.version {
        return Ok(false);
    }
    // What is on its way shows the same; but after restoring it may have been done and undone.
    if !is_forgotten && outbox::is_pending(tx.conn().await?, &topic).await? {
        return Ok(false);
    }
    // The next version, because the last one was delivered.
    let after = Question {
        version: before.version + 1,
        ..before.clone()
    };
    if !store::save(&mut tx, &after, before.version).await? {
        return Ok(false);
    }
    let details = json!({"version": after.version});
    let step = ("question.repaired", By::Discord, details);
    super::record(&mut tx, &after, step, now).await?;
    if is_forgotten {
        posting::show_again(&mut tx, app, &after, now).await?;
    } else {
        posting::set_thread(&mut tx, app, &after, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}
