//! The owner looks at the pictures of a question, and says whether they are posted.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{End, cards, end, files, post};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::file::File;
use crate::discord::message::Message;
use crate::error::{Error, Result};
use crate::ids::{PersonId, QuestionId};
use crate::journal::By;
use crate::people;
use crate::questions::question::{Question, State};
use crate::questions::refusal::Refusal;
use crate::questions::{anonymous, change, load, notices, posting, record, store, telling};
use crate::text::Text;

/// Why pictures are not posted, for whoever asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::questions) enum Why {
    /// A name, a date or the like is seen in them.
    Identifying,
    /// The question can be answered without.
    NotNeeded,
    /// Something that the owner says to them.
    Other,
}

impl Why {
    pub(in crate::questions) const ALL: [Self; 3] =
        [Self::Identifying, Self::NotNeeded, Self::Other];

    /// Its name in buttons and in the journal.
    pub(in crate::questions) const fn name(self) -> &'static str {
        match self {
            Self::Identifying => "identifying",
            Self::NotNeeded => "not-needed",
            Self::Other => "other",
        }
    }
}

/// The pictures of a question that wait, with what can be done about them.
pub(in crate::questions) async fn look(
    app: &App,
    actor: &Actor,
    number: QuestionId,
) -> Result<(Message, Vec<File>)> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let question = load(&mut conn, number).await?;
    must_wait(&question)?;
    let images = store::waiting_images(&mut conn, number).await?;
    let link = telling::link(&mut conn, app, &question).await?;
    let message = cards::view(&question, link.as_deref(), actor.lang);
    Ok((message, files(&number.to_string(), images)))
}

/// Has the pictures of a question posted in its thread.
pub(in crate::questions) async fn approve(
    app: &App,
    actor: &Actor,
    number: QuestionId,
) -> Result<Question> {
    let now = app.now();
    let (mut tx, owner, before, after) = begin(app, actor, number, now).await?;
    if before.state == State::Held {
        return Err(Refusal::Held.into());
    }
    if before.state.is_closed() {
        let over = Text::new("image-refused-over");
        return Err(Error::Refused(over.with("number", number)));
    }
    store::approve_images(&mut tx, number).await?;
    post(&mut tx, app, &after, now).await?;
    let details = json!({"version": after.version, "images": before.images_waiting});
    let said = ("question.images_approved", owner, details);
    save(&mut tx, app, (&before, &after), (said, End::Approved), now).await?;
    tx.commit().await?;
    Ok(after)
}

/// Forgets the pictures of a question, and tells whoever asked why.
pub(in crate::questions) async fn refuse(
    app: &App,
    actor: &Actor,
    number: QuestionId,
    why: Why,
) -> Result<Question> {
    let now = app.now();
    let (mut tx, owner, before, after) = begin(app, actor, number, now).await?;
    store::delete_images(&mut tx, number).await?;
    tx.erases();
    if let Some(user) = after.asker {
        let to = ((after.asker_id, user), "images-refused");
        telling::notice(
            &mut tx,
            app,
            &after,
            to,
            Some(notices::images_refused(why)),
            now,
        )
        .await?;
    } else {
        let text = notices::images_refused(why);
        anonymous::told_of_images(&mut tx, &after, text, now).await?;
    }
    let details = json!({"version": after.version, "why": why.name()});
    let said = ("question.images_refused", owner, details);
    save(&mut tx, app, (&before, &after), (said, End::Refused), now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}

/// The question before and after somebody decided, if they may and there is something to decide.
async fn begin(
    app: &App,
    actor: &Actor,
    number: QuestionId,
    now: DateTime<Utc>,
) -> Result<(Tx, PersonId, Question, Question)> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    must_wait(&before)?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let mut after = before.clone();
    after.version += 1;
    after.images_waiting = 0;
    Ok((tx, owner, before, after))
}

async fn save(
    tx: &mut Tx,
    app: &App,
    (before, after): (&Question, &Question),
    ((kind, owner, details), became): ((&'static str, PersonId, Value), End),
    now: DateTime<Utc>,
) -> Result<()> {
    change(tx, before, after).await?;
    let step = (kind, By::Person(owner), details);
    record(tx, after, step, now).await?;
    posting::refresh(tx, app, before, after, now).await?;
    end(tx, app, after, became, now).await
}

fn must_wait(question: &Question) -> Result<()> {
    if question.images_waiting > 0 {
        return Ok(());
    }
    let none = Text::new("image-refused-none");
    Err(Error::Refused(none.with("number", question.id)))
}
