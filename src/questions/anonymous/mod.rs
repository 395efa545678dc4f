//! Questions whose asker nobody is told: an alias asks, and who stands behind it lies sealed.

mod desk;
mod relay;
mod telling;
mod unsealing;
mod words;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::question::{Entry, Question};
use super::refusal::Refusal;
use super::rules::{Event, Relation};
use super::{READ, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, QuestionId};
use crate::people;
use crate::seal::{Identity, Seal};
use crate::text::Text;

pub(super) use desk::{chooser, desk, in_preview, toggle};
pub(super) use relay::{open, say, set_dm};
pub(super) use telling::{told_double, told_of_images, told_step, told_warning};
pub(super) use unsealing::{Unsealed, agree, unseal, withdraw};
pub(super) use words::{identity, opened, request};

/// Of so many opened seals a list tells: with their reasons they fit.
const OPENED: i64 = 3;

/// A new alias of whoever acts.
pub(super) async fn alias(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    let seal = app.seal().ok_or(Refusal::NoSeal)?;
    let alias = people::alias(tx, now).await?;
    let identity = Identity {
        user: actor.user,
        lang: actor.lang,
    };
    let sealed = seal.seal_identity(alias, identity)?;
    store::insert_sealed(tx, alias, &sealed, &seal.mark(actor.user)).await?;
    Ok(alias)
}

/// By what the anonymous questions of whoever acts are found.
pub(super) fn mark(app: &App, actor: &Actor) -> Option<Vec<u8>> {
    app.seal().map(|seal| seal.mark(actor.user))
}

/// Whether they asked it, under their name or not.
pub(super) fn is_asker(app: &App, actor: &Actor, question: &Question) -> bool {
    let is_theirs =
        |seal: &Seal, sealed: &super::question::Sealed| seal.is_mark(actor.user, &sealed.mark);
    question.asker == Some(actor.user)
        || app
            .seal()
            .zip(question.sealed.as_ref())
            .is_some_and(|(seal, sealed)| is_theirs(seal, sealed))
}

/// Who takes a step: what somebody does as the asker of an anonymous question, the alias does.
pub(super) async fn taker(
    tx: &mut Tx,
    actor: &Actor,
    question: &Question,
    (event, who): (Event, Relation),
    now: DateTime<Utc>,
) -> Result<PersonId> {
    if who.is_asker && question.is_anonymous && event.is_askers() {
        return Ok(question.asker_id);
    }
    people::ensure(tx, actor.user, Some(actor.lang), now).await
}

/// Whether the asker has yet to read, in their list, that their seal was opened: then it is not thrown
/// away by whoever else erases the question.
pub(super) async fn has_to_know(tx: &mut Tx, who: Relation, number: QuestionId) -> Result<bool> {
    let requests = store::unsealings(tx.conn().await?, number).await?;
    Ok(!who.is_asker && requests.iter().any(|one| one.agreed_at.is_some()))
}

/// The refusal as it is said about an anonymous question: without its key nobody is known as its asker,
/// and whoever asked must not be sent into the thread.
pub(super) fn explained(app: &App, question: &Question, refusal: Refusal) -> Refusal {
    if !question.is_anonymous {
        return refusal;
    }
    if refusal == Refusal::NothingAsked {
        return Refusal::SayUnderAlias;
    }
    if refusal == Refusal::Own {
        return Refusal::OwnUnderAlias;
    }
    if refusal == Refusal::StillOpen {
        return Refusal::StillOpenUnderAlias;
    }
    let is_for_askers = matches!(
        refusal,
        Refusal::NotYoursToReply
            | Refusal::NotYoursToResolve
            | Refusal::NotYoursToReopen
            | Refusal::NotYoursToWithdraw
            | Refusal::NotYoursToExpire
            | Refusal::NotYoursToErase
            | Refusal::NotYoursToAskOn
    );
    if is_for_askers && !opens(app, question) {
        return Refusal::SealStays;
    }
    refusal
}

/// Whether who asked could be read with the present key.
pub(super) fn opens(app: &App, question: &Question) -> bool {
    let opened = |seal: &Seal| {
        let sealed = question.sealed.as_ref()?;
        seal.open_identity(question.asker_id, &sealed.identity)
    };
    app.seal().and_then(opened).is_some()
}

/// Whether the key opens what the database holds sealed; `None` where that is nothing.
pub async fn is_right_key(
    conn: &mut SqliteConnection,
    seal: Option<&Seal>,
) -> Result<Option<bool>> {
    let newest = store::newest_sealed(conn).await?;
    Ok(newest.map(|(alias, sealed)| {
        seal.is_some_and(|seal| seal.open_identity(alias, &sealed).is_some())
    }))
}

/// The newest anonymous questions of whoever asks, one more than a list shows.
pub(super) async fn mine(app: &App, actor: &Actor) -> Result<Vec<Entry>> {
    let Some(mark) = mark(app, actor) else {
        return Ok(Vec::new());
    };
    let mut conn = app.db.read().await?;
    Ok(store::asked_under(&mut conn, &mark, READ).await?)
}

/// Their anonymous questions whose seal was opened, with when and why.
pub(super) async fn opened_mine(app: &App, actor: &Actor) -> Result<Vec<Text>> {
    let Some(mark) = mark(app, actor) else {
        return Ok(Vec::new());
    };
    let mut conn = app.db.read().await?;
    let all = store::opened_under(&mut conn, &mark, OPENED).await?;
    let told = all
        .iter()
        .map(|(number, at, reason)| opened(*number, *at, reason));
    Ok(told.collect())
}

/// Whether anonymous questions exist that cannot be opened now, for want of their key.
pub(super) async fn is_key_missing(app: &App) -> Result<bool> {
    let mut conn = app.db.read().await?;
    Ok(is_right_key(&mut conn, app.seal()).await? == Some(false))
}

/// Resolved anonymous questions of theirs of which they have not said whether it helped.
pub(super) async fn unrated(
    conn: &mut SqliteConnection,
    app: &App,
    actor: &Actor,
    limit: i64,
) -> Result<Vec<QuestionId>> {
    match mark(app, actor) {
        Some(mark) => Ok(store::unrated_under(conn, &mark, limit).await?),
        None => Ok(Vec::new()),
    }
}
