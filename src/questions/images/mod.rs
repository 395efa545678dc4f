//! Pictures of a question: fetched once its form has come and made anew, shown to the owner alone, and
//! posted in its thread once the owner said so. The words of the question wait for none of it.

mod cards;
mod deciding;
mod forgetting;
mod offered;
mod taking;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::question::{DraftId, Question};
use super::{READ, store};
use crate::app::App;
use crate::db::Tx;
use crate::discord::file::File;
use crate::error::{Error, Result};
use crate::ids::{PersonId, QuestionId};
use crate::outbox::{self, Effect, Place, Priority, Queued};
use crate::text::Text;

pub(super) use cards::field;
pub(super) use deciding::{Why, approve, look, refuse};
pub(super) use forgetting::{forget_old, next_forgotten};
pub(super) use offered::{Offered, check};
pub(super) use taking::{Taken, kept, take_in};

/// What became of pictures that the owner was asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// They are posted.
    Approved,
    /// They are not.
    Refused,
    /// They went with the question.
    Erased,
    /// The question was over for long.
    Forgotten,
}

/// Drafts of one person that may have pictures at the same time.
const MOST_DRAFTS: i64 = 5;

/// Remembers what was attached until it can be fetched.
///
/// # Errors
/// Refused where too many drafts of theirs have pictures already.
pub(super) async fn remember(
    tx: &mut Tx,
    (asker, draft): (PersonId, DraftId),
    offered: &[Offered],
) -> Result<()> {
    if !offered.is_empty()
        && store::drafts_with_images(tx.conn().await?, asker).await? >= MOST_DRAFTS
    {
        let many = Text::new("image-refused-many-drafts").with("most", MOST_DRAFTS);
        return Err(Error::Refused(many));
    }
    for image in offered {
        store::name_image(tx, draft, image.position, &image.address).await?;
    }
    Ok(())
}

/// The pictures of a draft become those of the question that it is now, and the owner is told.
pub(super) async fn hand_over(
    tx: &mut Tx,
    app: &App,
    draft: DraftId,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    if question.images_waiting == 0 {
        return Ok(());
    }
    store::hand_over_images(tx, draft, question.id).await?;
    let key = asked_key(question);
    let queued = Queued::once(&key, &key, Priority::Normal);
    let message = cards::asked(question, app.config.language);
    outbox::tell_owner(tx, app, &queued, message, now).await
}

/// Posts in its thread what the owner approved, as long as it is kept.
pub(super) async fn post(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    post_as(tx, app, question, "images", now).await
}

/// The same after it was hidden: what was taken down is not put back by an edit.
pub(super) async fn post_anew(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let part = format!("images:{}", question.version);
    post_as(tx, app, question, &part, now).await
}

/// Whether this effect posted pictures.
pub(super) fn is_of_images(key: &str) -> bool {
    key.split(':').any(|part| part == "images")
}

async fn post_as(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    part: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let images = store::approved_images(tx.conn().await?, question.id).await?;
    if images.is_empty() {
        return Ok(());
    }
    let post = Effect::Post {
        place: Place::Thread(question.thread_key()),
        message: cards::posted(question, images, app.config.language),
        reply_to: None,
    };
    let (key, subject) = (question.key(part), question.subject());
    let queued = Queued::once(&key, &subject, Priority::Click)
        .owed_since(tx, question.asked_at)
        .await?;
    outbox::enqueue(tx, &queued, &post, now).await
}

/// Shows in the log channel what became of them; the button goes.
pub(super) async fn end(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    end: End,
    now: DateTime<Utc>,
) -> Result<()> {
    let told = asked_key(question);
    let key = format!("{told}:end");
    let queued = Queued::once(&key, &told, Priority::Normal).version(question.version);
    let message = cards::end(question, end, app.config.language);
    outbox::amend(tx, &told, &queued, message, now).await?;
    Ok(())
}

/// Questions whose pictures wait for the owner.
pub async fn waiting(conn: &mut SqliteConnection) -> Result<Vec<QuestionId>> {
    Ok(store::with_images_waiting(conn, READ).await?)
}

/// Under which the owner is told that a question has pictures: once.
fn asked_key(question: &Question) -> String {
    format!("question:{}:images-asked", question.id)
}

/// As files, named so that nothing is told of those that they were made from.
fn files(of: &str, images: Vec<store::KeptImage>) -> Vec<File> {
    let file = |image: store::KeptImage| File {
        name: format!("q{of}-{}.{}", image.position, image.format.ending()),
        bytes: image.bytes,
    };
    images.into_iter().map(file).collect()
}
