//! Forgetting what was written in a question: for its asker and the owner, whatever its state.

use chrono::{DateTime, Utc};

use super::question::Question;
use super::rules::{self, Event};
use super::{anonymous, decide, hold, images, load, lost, notices, posting, save, store, telling};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::QuestionId;
use crate::{outbox, people};

/// Whether they could have it erased; asked before they confirm.
pub async fn erasable(app: &App, actor: &Actor, number: QuestionId) -> Result<Question> {
    let mut conn = app.db.read().await?;
    let question = load(&mut conn, number).await?;
    decide(app, actor, &question, Event::Erase, app.now())?;
    Ok(question)
}

/// Forgets what was written in a question and in its answers, here and on Discord. An asker whose
/// question the owner erases is told.
pub async fn erase(app: &App, actor: &Actor, number: QuestionId) -> Result<Question> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let (who, to) = decide(app, actor, &before, Event::Erase, now)?;
    let person = anonymous::taker(&mut tx, actor, &before, (Event::Erase, who), now).await?;
    let mut after = rules::moved(&before, Event::Erase, to, Some((person, actor.user)), now);
    after.images_waiting = 0;
    store::delete_images(&mut tx, number).await?;
    store::erase_words(&mut tx, number).await?;
    store::withdraw_consent(&mut tx, number, now).await?;
    if before.is_anonymous && !anonymous::has_to_know(&mut tx, who, number).await? {
        store::forget_asker(&mut tx, number, before.asker_id).await?;
    }
    tx.erases();
    // What waits must not bring it back, and what was sent is not kept.
    outbox::forget(&mut tx, &before.subject(), now).await?;
    posting::blank(&mut tx, app, &after, now).await?;
    let step = (Event::Erase, Some(person));
    save(&mut tx, app, &before, &after, step, now).await?;
    // Its name, and that what was edited in it opened it.
    posting::set_thread(&mut tx, app, &after, now).await?;
    lost::end(&mut tx, app, (&before, &after), now).await?;
    let is_hidden = who.is_asker && before.is_anonymous;
    let by = (!is_hidden).then_some(actor.user);
    hold::end(&mut tx, app, &after, by, now).await?;
    images::end(&mut tx, app, &after, images::End::Erased, now).await?;
    if !who.is_asker {
        tell_asker(&mut tx, &after, now).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}

/// Shows on Discord that questions are erased which were so when a backup was gone back to: what was
/// to show it may be forgotten.
pub(super) async fn show_erased(app: &App, since: DateTime<Utc>) -> Result<()> {
    let erased = store::erased_since(&mut *app.db.read().await?, since).await?;
    for question in erased {
        let now = app.now();
        let mut tx = app.db.begin().await?;
        posting::blank(&mut tx, app, &question, now).await?;
        posting::show_again(&mut tx, app, &question, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Tells the asker that the owner erased their question. With the words of an anonymous one goes who
/// asked it: nobody is left to be told.
async fn tell_asker(tx: &mut Tx, question: &Question, now: DateTime<Utc>) -> Result<()> {
    let Some(asker) = question.asker else {
        return Ok(());
    };
    let lang = people::language(tx.conn().await?, question.asker_id).await?;
    let message = notices::erased_notice(question, lang);
    let key = format!("question:{}:erased", question.id);
    telling::tell(tx, &key, (question.asker_id, asker), message, now).await
}
