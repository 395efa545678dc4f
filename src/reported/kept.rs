//! Somebody else's message that was reported: its words are kept until the owner or a mentor decides,
//! and for 30 days at most.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::refusal::Refusal;
use super::rules::KEPT_FOR;
use super::store::{self, Kept};
use super::{Author, Target, by, cards, record};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::{MessageId, PersonId, UserId};
use crate::journal::By;
use crate::outbox::{self, Effect, Place, Priority, Queued, Unwanted};
use crate::people;
use crate::questions::{self, Around, Reporter};
use crate::text::Lang;

/// What its words are sealed as.
const LABEL: &str = "report";

/// A message that was shown again before, and the effect that posted it then.
pub(super) struct Quoted {
    pub(super) kept: Kept,
    posted_by: String,
}

/// What was kept before and posted again as this message of ours.
pub(super) async fn quoted(
    conn: &mut SqliteConnection,
    message: MessageId,
) -> Result<Option<Quoted>> {
    let Some(posted_by) = outbox::made_by(conn, message).await? else {
        return Ok(None);
    };
    let Some(id) = id_in(&posted_by) else {
        return Ok(None);
    };
    let kept = store::by_id(conn, id).await?;
    Ok(kept.map(|kept| Quoted { kept, posted_by }))
}

/// Keeps the words of a message and has it deleted; its author and the owner are told. One that is kept
/// already is only told of; one of which somebody decided before is kept anew.
pub(super) async fn keep(
    tx: &mut Tx,
    app: &App,
    target: &Target<'_>,
    quoted: Option<Quoted>,
    reporter: Reporter,
    now: DateTime<Utc>,
) -> Result<()> {
    let conn = tx.conn().await?;
    let (before, posted_by) = match quoted {
        Some(quoted) => (Some(quoted.kept), Some(quoted.posted_by)),
        None => (store::by_message(conn, target.message).await?, None),
    };
    if let Some(kept) = before.as_ref().filter(|kept| kept.is_undecided) {
        store::set_kept(tx, reporter.report, kept.id).await?;
        let key = format!("reported:{}:also-{}", kept.id, reporter.report);
        let queued = Queued::once(&key, &key, Priority::Click);
        let message = cards::also(kept, reporter, app.config.language);
        return outbox::tell_owner(tx, app, &queued, message, now).await;
    }
    let kept = opened_row(tx, app, target, before, now).await?;
    store::set_kept(tx, reporter.report, kept.id).await?;
    let subject = subject(&kept);
    let round = round(tx.conn().await?, &kept).await? + 1;
    let delete = match posted_by {
        Some(of) => Effect::Delete { of },
        None => Effect::DeleteMessage(Unwanted {
            channel: target.channel,
            message: target.message,
            reason: format!("reported, see {subject}"),
        }),
    };
    let topic = topic(&kept, "delete");
    let queued = Queued::once(&topic, &subject, Priority::Click).version(round);
    outbox::enqueue(tx, &queued, &delete, now).await?;
    if kept.author.is_some_and(|author| author != reporter.user) {
        tell_author(tx, &kept, ("hidden", round), now).await?;
    }
    let topic = self::topic(&kept, "told");
    let queued = Queued::once(&topic, &topic, Priority::Click).version(round);
    let message = cards::kept(&app.config, &kept, reporter, target.may_delete);
    outbox::tell_owner(tx, app, &queued, message, now).await
}

/// The row of a message whose words are kept from now on: a new one, or the one that it had before.
async fn opened_row(
    tx: &mut Tx,
    app: &App,
    target: &Target<'_>,
    before: Option<Kept>,
    now: DateTime<Utc>,
) -> Result<Kept> {
    let id = match &before {
        Some(before) => before.id,
        None => store::next_id(tx.conn().await?).await?,
    };
    let words = target.content.as_bytes();
    let (content, is_sealed) = match app.seal() {
        Some(seal) => (seal.seal(LABEL, id, words)?, true),
        None => (words.to_vec(), false),
    };
    let content = Some(content);
    let attachments = i64::try_from(target.attachments).unwrap_or(i64::MAX);
    let wiped_by = now + KEPT_FOR;
    if let Some(before) = before {
        let kept = Kept {
            is_undecided: true,
            content,
            is_sealed,
            attachments,
            wiped_by,
            ..before
        };
        store::keep_anew(tx, &kept, now).await?;
        return Ok(kept);
    }
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
        content,
        is_sealed,
        attachments,
        wiped_by,
    };
    store::insert_kept(tx, &kept, now).await?;
    Ok(kept)
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
    let around = questions::around(tx.conn().await?, kept.channel_id, kept.message_id).await?;
    if let Around::Held(number) = around {
        return Err(Refusal::QuestionHeld(number).into());
    }
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    if around == Around::Erased {
        forget(&mut tx, app, &kept, Some((person, actor.user)), now).await?;
        tx.commit().await?;
        return Err(Refusal::QuestionErased.into());
    }
    let words = opened(app, &kept)?;
    // What was not deleted yet stays.
    outbox::give_up(&mut tx, &subject(&kept), now).await?;
    let round = round(tx.conn().await?, &kept).await?;
    let key = format!("{}:v{round}", topic(&kept, "delete"));
    let delete = outbox::fate(tx.conn().await?, &key).await?;
    if !delete.is_some_and(|delete| delete.was_never_tried()) {
        let post = Effect::Post {
            place: Place::Channel(kept.channel_id),
            message: cards::again(&kept, &words, app.config.language),
            reply_to: None,
        };
        let (topic, subject) = (topic(&kept, "again"), subject(&kept));
        let queued = Queued::once(&topic, &subject, Priority::Click).version(round);
        outbox::enqueue(&mut tx, &queued, &post, now).await?;
    }
    decide(&mut tx, app, &kept, ("restored", Some(person)), now).await?;
    tell_author(&mut tx, &kept, ("again", round), now).await?;
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
    forget(&mut tx, app, &kept, Some((person, actor.user)), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets what nobody decided about for too long.
pub async fn run_due(app: &App) -> Result<()> {
    let now = app.now();
    let due = store::due(&mut *app.db.read().await?, now).await?;
    for id in due {
        if let Err(error) = run_out(app, id, now).await {
            app.report(&error, "a reported message");
        }
    }
    Ok(())
}

/// The time of this one is over.
async fn run_out(app: &App, id: i64, now: DateTime<Utc>) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let kept = store::by_id(tx.conn().await?, id).await?;
    // Otherwise somebody was faster.
    if let Some(kept) = kept.filter(|kept| kept.is_undecided) {
        forget(&mut tx, app, &kept, None, now).await?;
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

/// Its words go, from the question as well whose answer it was; because somebody says so, or because its
/// time is over.
async fn forget(
    tx: &mut Tx,
    app: &App,
    kept: &Kept,
    who: Option<(PersonId, UserId)>,
    now: DateTime<Utc>,
) -> Result<()> {
    questions::forget_answer(tx, kept.message_id).await?;
    decide(tx, app, kept, ("wiped", who.map(|(person, _)| person)), now).await?;
    let by = who.map(|(_, user)| (user, false));
    let message = cards::end(kept, by, app.config.language);
    end(tx, app, kept, message, now).await
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
async fn tell_author(
    tx: &mut Tx,
    kept: &Kept,
    (what, round): (&str, i64),
    now: DateTime<Utc>,
) -> Result<()> {
    let Some((person, user)) = kept.author_id.zip(kept.author) else {
        return Ok(());
    };
    let lang: Lang = people::language(tx.conn().await?, person).await?;
    let message = cards::to_author(kept, what, lang);
    let topic = topic(kept, &format!("author-{what}"));
    let subject = format!("person:{person}");
    let queued = Queued::once(&topic, &subject, Priority::Normal).version(round);
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
    let round = round(tx.conn().await?, kept).await?;
    let told = topic(kept, "told");
    let key = topic(kept, "end");
    let queued = Queued::once(&key, &told, Priority::Normal).version(round);
    outbox::amend(tx, &format!("{told}:v{round}"), &queued, message, now).await?;
    app.schedule_changed.notify_one();
    Ok(())
}

fn subject(kept: &Kept) -> String {
    format!("reported:{}", kept.id)
}

/// What is done with a message, each time that it is reported anew.
fn topic(kept: &Kept, what: &str) -> String {
    format!("reported:{}:{what}", kept.id)
}

/// The number of what the effect with this key posted again.
fn id_in(key: &str) -> Option<i64> {
    let (id, what) = key.strip_prefix("reported:")?.split_once(':')?;
    id.parse().ok().filter(|_| what.starts_with("again:"))
}

/// How often a message was taken down: so often its deletion was queued.
async fn round(conn: &mut SqliteConnection, kept: &Kept) -> Result<i64> {
    let deletions = outbox::fates(conn, &topic(kept, "delete")).await?;
    Ok(i64::try_from(deletions.len()).unwrap_or(i64::MAX))
}
