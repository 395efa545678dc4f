//! Hides what was posted of a question besides its card, and shows it again: parts of it in the thread,
//! and what people were told of it by direct message.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::super::question::Question;
use super::super::rules::Event;
use super::super::{images, posting, said, store};
use super::cards;
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::PersonId;
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;
use crate::text::Lang;

/// What was posted of it in its thread besides the card, as it stands in the database, by the effect
/// that posted it.
pub(in crate::questions) async fn words(
    conn: &mut SqliteConnection,
    app: &App,
    question: &Question,
) -> Result<BTreeMap<String, Message>> {
    let lang = app.config.language;
    let mut words: BTreeMap<_, _> = said::pages(question, lang).into_iter().collect();
    for given in store::answers(conn, question.id).await? {
        let answer = (given.id, given.author, given.body.as_str());
        words.extend(said::answer(question, answer, lang));
    }
    for made in store::remarks(conn, question.id).await? {
        let remark = (made.id, made.kind, made.author, made.body.as_str());
        words.extend(said::remark(question, remark, lang));
    }
    Ok(words)
}

/// Takes the words out of it until it is decided what becomes of it.
pub(in crate::questions) async fn hide(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    if question.is_anonymous {
        // What is sealed cannot be taken back once it is sent.
        for event in [Event::Answer, Event::NeedsInfo] {
            let topic = format!("question:{}:notice:{}", question.id, event.name());
            outbox::forget(tx, &topic, now).await?;
        }
    }
    for (key, subject) in posted(tx, question).await? {
        if images::is_of_images(&key) {
            take_down(tx, question, (key, &subject), now).await?;
            continue;
        }
        let message = match language(tx, &subject).await? {
            Some(lang) => cards::notice(question, lang),
            None => cards::part(app.config.language),
        };
        edit(tx, question, (key, &subject), message, now).await?;
    }
    Ok(())
}

/// Puts the words back, as they were, and the pictures that are kept.
pub(super) async fn show(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut words = words(tx.conn().await?, app, question).await?;
    for (key, subject) in posted(tx, question).await? {
        let message = match language(tx, &subject).await? {
            Some(lang) => outbox::message(tx.conn().await?, &key)
                .await?
                .unwrap_or_else(|| cards::notice_again(question, lang)),
            // What is not known here stays hidden.
            None => match words.remove(&key) {
                Some(message) => message,
                None => continue,
            },
        };
        edit(tx, question, (key, &subject), message, now).await?;
    }
    images::post_anew(tx, app, question, now).await
}

/// Its thread is called as it was first: under which name somebody knew it since is not kept.
pub(super) async fn name_again(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    // After all else: Discord takes two new names in ten minutes, and what comes after waits.
    let topic = format!("question:{}:name", question.id);
    posting::set_thread_as(tx, app, question, (&topic, true), now).await
}

/// What is to be changed, with whose order it keeps.
async fn posted(tx: &mut Tx, question: &Question) -> Result<Vec<(String, String)>> {
    let topic = question.subject();
    let mut said = outbox::said(tx.conn().await?, &topic).await?;
    said.retain(|(key, subject)| {
        let is_there = *subject != topic || is_in_thread(question, key);
        is_there && posting::is_wordy(key) && !is_of_hiding(key) && !is_of_unsealing(key)
    });
    Ok(said)
}

/// Whether this was posted in its present thread, other than as a card: the present one is shown as the
/// question stands, older ones are gone, and what stood in a thread that is gone may have become
/// something else since.
fn is_in_thread(question: &Question, key: &str) -> bool {
    let part = key.strip_prefix(&question.key("")).unwrap_or("card");
    let part = part.split(':').next().unwrap_or_default();
    let is_of_later = part
        .strip_prefix('p')
        .is_some_and(|n| n.parse::<i64>().is_ok());
    part != "card" && !is_of_later
}

/// What is told of hiding has no words, and says more than that there are none.
fn is_of_hiding(key: &str) -> bool {
    [":notice:hold", ":notice:restore"]
        .iter()
        .any(|part| key.contains(part))
}

/// A request to open the seal has no words of the question, and two people wait for its buttons.
fn is_of_unsealing(key: &str) -> bool {
    key.split(':').any(|part| part == "unsealing")
}

/// The language of whoever was told by direct message; `None` for what stands in the thread.
async fn language(tx: &mut Tx, subject: &str) -> Result<Option<Lang>> {
    let person = subject.strip_prefix("person:").map(str::parse);
    let Some(Ok(person)) = person else {
        return Ok(None);
    };
    Ok(Some(
        people::language(tx.conn().await?, PersonId(person)).await?,
    ))
}

async fn take_down(
    tx: &mut Tx,
    question: &Question,
    (of, subject): (String, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    let topic = format!("{of}:gone");
    let queued = Queued::once(&topic, subject, Priority::Click).version(question.version);
    outbox::enqueue(tx, &queued, &Effect::Delete { of }, now).await
}

async fn edit(
    tx: &mut Tx,
    question: &Question,
    (of, subject): (String, &str),
    message: Message,
    now: DateTime<Utc>,
) -> Result<()> {
    let topic = format!("{of}:words");
    // In the order of what it follows: that may still be on its way.
    let queued = Queued::once(&topic, subject, Priority::Click).version(question.version);
    outbox::enqueue(tx, &queued, &Effect::Edit { of, message }, now).await
}
