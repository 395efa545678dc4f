//! Somebody else's message that was reported: its words are kept until the owner or a mentor decides,
//! and for 30 days at most.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::refusal::Refusal;
use super::rules::KEPT_FOR;
use super::store::{self, Kept};
use super::{Author, Target, by, cards, record};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::PersonId;
use crate::journal::By;
use crate::outbox::{self, Effect, Place, Priority, Queued, Unwanted};
use crate::people;
use crate::questions::{self, Reporter};
use crate::text::Lang;

/// What its words are sealed as.
const LABEL: &str = "report";

/// Keeps the words of a message and has it deleted; its author and the owner are told. One that is kept
/// already is only told of.
pub(super) async fn keep(
    tx: &mut Tx,
    app: &App,
    target: &Target<'_>,
    reporter: Reporter,
    now: DateTime<Utc>,
) -> Result<()> {
    let conn = tx.conn().await?;
    if let Some(kept) = store::by_message(conn, target.message).await? {
        store::set_kept(tx, reporter.report, kept.id).await?;
        let key = format!("reported:{}:also-{}", kept.id, reporter.report);
        let queued = Queued::once(&key, &key, Priority::Click);
        let message = cards::also(&kept, reporter, app.config.language);
        return outbox::tell_owner(tx, app, &queued, message, now).await;
    }
    let id = store::next_id(conn).await?;
    let words = target.content.as_bytes();
    let (content, is_sealed) = match app.seal() {
        Some(seal) => (seal.seal(LABEL, id, words)?, true),
        None => (words.to_vec(), false),
    };
    let author = match target.author {
        Author::Person(user) => Some((people::ensure(tx, user, None, now).await?, user)),
        Author::Nobody | Author::Ours => None,
    };
    let kept = Kept {
        id,
        message_id: target.message,
        channel_id: target.channel,
        author_id: author.map(|(person, _)| person),
        author: author.map(|(_, user)| user),
        written_at: *serenity::all::MessageId::from(target.message).created_at(),
        is_undecided: true,
        content: Some(content),
        is_sealed,
        attachments: i64::try_from(target.attachments).unwrap_or(i64::MAX),
        wiped_by: now + KEPT_FOR,
    };
    store::insert_kept(tx, &kept, now).await?;
    store::set_kept(tx, reporter.report, id).await?;
    let delete = Effect::DeleteMessage(Unwanted {
        channel: target.channel,
        message: target.message,
        reason: format!("reported, see {}", subject(&kept)),
    });
    let (key, subject) = (delete_key(&kept), subject(&kept));
    let queued = Queued::once(&key, &subject, Priority::Click);
    outbox::enqueue(tx, &queued, &delete, now).await?;
    if author.is_some_and(|(_, user)| user != reporter.user) {
        tell_author(tx, &kept, "hidden", now).await?;
    }
    let key = told_key(&kept);
    let queued = Queued::once(&key, &key, Priority::Click);
    let message = cards::kept(&app.config, &kept, reporter, target.may_delete);
    outbox::tell_owner(tx, app, &queued, message, now).await
}

/// What a kept message said, for the owner alone.
pub async fn read(app: &App, actor: &Actor, id: i64) -> Result<Message> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let kept = undecided(&mut tx, id).await?;
    let words = opened(app, &kept)?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let what = ("message.read", By::Person(owner), json!({"kept": id}));
    record(&mut tx, kept.message_id, what, now).await?;
    tx.commit().await?;
    Ok(cards::words(&kept, &words, actor.lang))
}

/// Posts a kept message again, where it stood. For mentors who did not write it, and for the owner.
pub async fn restore(app: &App, actor: &Actor, id: i64) -> Result<()> {
    actor.must_be_mentor()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let kept = undecided(&mut tx, id).await?;
    if kept.author == Some(actor.user) && !actor.is_owner {
        return Err(Refusal::Own.into());
    }
    let words = opened(app, &kept)?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    // What was not deleted yet stays.
    outbox::give_up(&mut tx, &subject(&kept), now).await?;
    let delete = outbox::fate(tx.conn().await?, &delete_key(&kept)).await?;
    if !delete.is_some_and(|delete| delete.was_never_tried()) {
        let post = Effect::Post {
            place: Place::Channel(kept.channel_id),
            message: cards::again(&kept, &words, app.config.language),
            reply_to: None,
        };
        let (key, subject) = (format!("reported:{id}:again"), subject(&kept));
        let queued = Queued::once(&key, &subject, Priority::Click);
        outbox::enqueue(&mut tx, &queued, &post, now).await?;
    }
    decide(&mut tx, app, &kept, ("restored", Some(person)), now).await?;
    tell_author(&mut tx, &kept, "again", now).await?;
    let message = cards::end(&kept, Some((actor.user, true)), app.config.language);
    end(&mut tx, app, &kept, message, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets what a kept message said. For the owner.
pub async fn wipe(app: &App, actor: &Actor, id: i64) -> Result<()> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let kept = undecided(&mut tx, id).await?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    questions::forget_answer(&mut tx, kept.message_id).await?;
    decide(&mut tx, app, &kept, ("wiped", Some(person)), now).await?;
    let message = cards::end(&kept, Some((actor.user, false)), app.config.language);
    end(&mut tx, app, &kept, message, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets what nobody decided about for too long.
pub async fn run_due(app: &App) -> Result<()> {
    let now = app.now();
    let due = store::due(&mut *app.db.read().await?, now).await?;
    for id in due {
        let mut tx = app.db.begin().await?;
        // Somebody was faster.
        let Ok(kept) = undecided(&mut tx, id).await else {
            continue;
        };
        questions::forget_answer(&mut tx, kept.message_id).await?;
        decide(&mut tx, app, &kept, ("wiped", None), now).await?;
        let message = cards::end(&kept, None, app.config.language);
        end(&mut tx, app, &kept, message, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The next moment at which [`run_due`] would do something.
pub async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    Ok(store::next_due(&mut *app.db.read().await?).await?)
}

async fn undecided(tx: &mut Tx, id: i64) -> Result<Kept> {
    let kept = store::by_id(tx.conn().await?, id).await?;
    Ok(kept
        .filter(|kept| kept.is_undecided)
        .ok_or(Refusal::Decided)?)
}

/// The words as they were written.
fn opened(app: &App, kept: &Kept) -> Result<String> {
    let content = kept.content.as_deref().unwrap_or_default();
    let words = if kept.is_sealed {
        let seal = app.seal().ok_or(Refusal::Sealed)?;
        seal.open(LABEL, kept.id, content).ok_or(Refusal::Sealed)?
    } else {
        content.to_vec()
    };
    Ok(String::from_utf8(words).map_err(anyhow::Error::from)?)
}

/// Nothing of it is kept any more.
async fn decide(
    tx: &mut Tx,
    app: &App,
    kept: &Kept,
    (state, person): (&'static str, Option<PersonId>),
    now: DateTime<Utc>,
) -> Result<()> {
    store::decide(tx, kept.id, state, now).await?;
    tx.erases();
    let kind = if state == "restored" {
        "message.restored"
    } else {
        "message.wiped"
    };
    let what = (kind, by(person), json!({"kept": kept.id}));
    record(tx, kept.message_id, what, now).await?;
    app.schedule_changed.notify_one();
    Ok(())
}

/// Tells whoever wrote it, without a word of it.
async fn tell_author(tx: &mut Tx, kept: &Kept, what: &str, now: DateTime<Utc>) -> Result<()> {
    let Some((person, user)) = kept.author_id.zip(kept.author) else {
        return Ok(());
    };
    let lang: Lang = people::language(tx.conn().await?, person).await?;
    let message = cards::to_author(kept, what, lang);
    let (key, subject) = (
        format!("reported:{}:author-{what}", kept.id),
        format!("person:{person}"),
    );
    let queued = Queued::once(&key, &subject, Priority::Normal);
    outbox::enqueue(tx, &queued, &Effect::Dm { user, message }, now).await
}

/// Shows in the log channel what was decided; the buttons go.
async fn end(
    tx: &mut Tx,
    app: &App,
    kept: &Kept,
    message: Message,
    now: DateTime<Utc>,
) -> Result<()> {
    let told = told_key(kept);
    let key = format!("{told}:end");
    let queued = Queued::once(&key, &told, Priority::Normal);
    outbox::amend(tx, &told, &queued, message, now).await?;
    app.schedule_changed.notify_one();
    Ok(())
}

fn subject(kept: &Kept) -> String {
    format!("reported:{}", kept.id)
}

fn delete_key(kept: &Kept) -> String {
    format!("reported:{}:delete", kept.id)
}

fn told_key(kept: &Kept) -> String {
    format!("reported:{}:told", kept.id)
}
