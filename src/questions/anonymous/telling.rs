//! What an anonymous asker who wants it is told by direct message. Whom it goes to is read only when it
//! is sent, and in which language; until then it is there in both.

use chrono::{DateTime, Utc};

use super::super::question::Question;
use super::super::rules::Event;
use super::super::store::Unsealing;
use super::super::{cards, pages, store};
use super::words::opened;
use crate::db::Tx;
use crate::discord::message::Message;
use crate::error::Result;
use crate::input;
use crate::outbox::{self, Effect, Priority, Queued, SealedDm};
use crate::text::{self, Lang, Text};

/// Tells them of a step that somebody else took; an answer and what is asked come with their words.
pub(in crate::questions) async fn told_step(
    tx: &mut Tx,
    question: &Question,
    event: Event,
    now: DateTime<Utc>,
) -> Result<()> {
    if !wants_dm(question) {
        return Ok(());
    }
    let (text, words) = match event {
        Event::Answer => {
            let answers = store::answers(tx.conn().await?, question.id).await?;
            let words = answers.into_iter().last().map(|given| given.body);
            (
                Text::new("anonymous-told-answered").with("number", question.id),
                words,
            )
        }
        Event::NeedsInfo => {
            let remarks = store::remarks(tx.conn().await?, question.id).await?;
            let words = remarks.into_iter().last().map(|made| made.body);
            (
                Text::new("anonymous-told-needs-info").with("number", question.id),
                words,
            )
        }
        Event::Expire | Event::Resolve | Event::AutoResolve => {
            let state = cards::state(question.state);
            let text = Text::new("anonymous-told-state").with("number", question.id);
            (text.with("state", state), None)
        }
        Event::Hold => (
            Text::new("anonymous-told-held").with("number", question.id),
            None,
        ),
        Event::Restore => (
            Text::new("anonymous-told-shown").with("number", question.id),
            None,
        ),
        Event::Claim
        | Event::Release
        | Event::Lapse
        | Event::Depart
        | Event::Transfer
        | Event::SecondOpinion
        | Event::Reply
        | Event::Reopen
        | Event::Duplicate
        | Event::Withdraw
        | Event::Erase => return Ok(()),
    };
    tell(tx, question, event.name(), (text, words.as_deref()), now).await
}

/// Tells them that a question of which nobody speaks any more will be closed.
pub(in crate::questions) async fn told_warning(
    tx: &mut Tx,
    question: &Question,
    closes: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    if !wants_dm(question) {
        return Ok(());
    }
    let text = Text::new("anonymous-told-warned")
        .with("number", question.id)
        .with("closes", text::relative(closes));
    tell(tx, question, "warned", (text, None), now).await
}

/// Tells them which question theirs repeats.
pub(in crate::questions) async fn told_double(
    tx: &mut Tx,
    question: &Question,
    original: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    if !wants_dm(question) {
        return Ok(());
    }
    let of = original.id;
    let text = Text::new("anonymous-told-double")
        .with("number", question.id)
        .with("of", of);
    tell(tx, question, Event::Duplicate.name(), (text, None), now).await
}

/// Tells them what became of the images that they attached.
pub(in crate::questions) async fn told_of_images(
    tx: &mut Tx,
    question: &Question,
    text: Text,
    now: DateTime<Utc>,
) -> Result<()> {
    if !wants_dm(question) {
        return Ok(());
    }
    let text = text
        .with("number", question.id)
        .with("title", input::short(&question.title));
    tell(tx, question, "images-refused", (text, None), now).await
}

/// Tells them that their seal was opened, whether they wanted messages or not.
pub(super) async fn told_unsealed(
    tx: &mut Tx,
    question: &Question,
    request: &Unsealing,
    now: DateTime<Utc>,
) -> Result<()> {
    let at = request.agreed_at.unwrap_or(now);
    let text = opened(question.id, at, &request.reason);
    let what = format!("unsealed-{}", request.id);
    tell(tx, question, &what, (text, None), now).await
}

fn wants_dm(question: &Question) -> bool {
    question
        .sealed
        .as_ref()
        .is_some_and(|sealed| sealed.wants_dm)
}

async fn tell(
    tx: &mut Tx,
    question: &Question,
    what: &str,
    (text, words): (Text, Option<&str>),
    now: DateTime<Utc>,
) -> Result<()> {
    let said = Lang::ALL.map(|lang| (lang, message(question, what, (&text, words), lang)));
    let key = format!(
        "question:{}:notice:{what}:{}",
        question.id, question.version
    );
    // It waits for nothing in the thread, and nothing there waits for it.
    let subject = format!("person:{}", question.asker_id);
    let queued = Queued::once(&key, &subject, Priority::Normal);
    let effect = Effect::DmSealed(SealedDm {
        alias: question.asker_id,
        said: said.to_vec(),
    });
    outbox::enqueue(tx, &queued, &effect, now).await
}

fn message(
    question: &Question,
    what: &str,
    (text, words): (&Text, Option<&str>),
    lang: Lang,
) -> Message {
    let mut said = format!(
        "{}\n{}",
        text.render(lang),
        Text::new("anonymous-told-how").render(lang)
    );
    let footer = cards::footer(question, &format!("{what}-{}", question.version));
    let Some(words) = words else {
        return cards::framed(said, footer);
    };
    let mut pages = pages::pages(&[(String::new(), words)]).into_iter();
    let mut message = cards::framed(pages.next().unwrap_or_default(), footer);
    if pages.next().is_some() {
        said = format!("{said}\n{}", Text::new("anonymous-told-more").render(lang));
    }
    message.content = said;
    message
}
