//! What a mentor asks the asker for, and what the asker writes to it.

use chrono::{DateTime, Utc};

use super::question::{Question, RemarkKind};
use super::rules::{self, Event, Relation};
use super::{anonymous, decide, following, forms, load, posting, save, store, telling};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, QuestionId, UserId};
use crate::people;

/// Whether this actor could take this step now; asked before its form is opened.
pub async fn could(app: &App, actor: &Actor, number: QuestionId, event: Event) -> Result<Question> {
    let mut conn = app.db.read().await?;
    let question = load(&mut conn, number).await?;
    decide(app, actor, &question, event, app.now())?;
    Ok(question)
}

/// Asks the asker for more: the words are posted in the thread, and the asker is told. Until they
/// write, the clock stands still.
pub async fn ask_back(
    app: &App,
    actor: &Actor,
    number: QuestionId,
    typed: &str,
) -> Result<Question> {
    let now = app.now();
    let body = forms::remark_words(RemarkKind::Info, typed)?;
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let (_, to) = decide(app, actor, &before, Event::NeedsInfo, now)?;
    let mentor = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let remark = (mentor, Some(actor.user), RemarkKind::Info, body.as_str());
    say(&mut tx, app, &before, remark, now).await?;
    let after = rules::moved(&before, Event::NeedsInfo, to, None, now);
    let step = (Event::NeedsInfo, Some(mentor));
    save(&mut tx, app, &before, &after, step, now).await?;
    following::add(&mut tx, &after, actor.user, now).await?;
    telling::asker(&mut tx, app, &after, Event::NeedsInfo, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}

/// Posts what the asker wrote to it; whoever asked is told, and the clock goes on.
pub async fn reply(app: &App, actor: &Actor, number: QuestionId, typed: &str) -> Result<Question> {
    let now = app.now();
    let body = forms::remark_words(RemarkKind::Reply, typed)?;
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let after = reply_to(&mut tx, app, actor, (&before, &body), now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}

/// The same with words that were looked at.
pub(super) async fn reply_to(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    (before, body): (&Question, &str),
    now: DateTime<Utc>,
) -> Result<Question> {
    let (who, to) = decide(app, actor, before, Event::Reply, now)?;
    let asker = anonymous::taker(tx, actor, before, (Event::Reply, who), now).await?;
    let remark = (asker, before.asker, RemarkKind::Reply, body);
    say(tx, app, before, remark, now).await?;
    replied(tx, app, before, (to, asker), now).await
}

/// Takes in that the asker wrote in the thread themself, where more is asked of them.
pub(super) async fn reply_seen(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    now: DateTime<Utc>,
) -> Result<()> {
    let asker = Relation {
        is_asker: true,
        is_claimer: false,
        is_mentor: false,
        is_owner: false,
    };
    let to = rules::decide(before, Event::Reply, asker, now)?;
    replied(tx, app, before, (to, before.asker_id), now)
        .await
        .map(drop)
}

/// They wrote what was asked for: whoever asked is told.
async fn replied(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    (to, asker): (super::State, PersonId),
    now: DateTime<Utc>,
) -> Result<Question> {
    let after = rules::moved(before, Event::Reply, to, None, now);
    save(tx, app, before, &after, (Event::Reply, Some(asker)), now).await?;
    telling::whoever_asked_back(tx, app, &after, now).await?;
    Ok(after)
}

/// Keeps what was said, and posts it.
pub(super) async fn say(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    (person, user, kind, body): (PersonId, Option<UserId>, RemarkKind, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    let remark = store::insert_remark(tx, question.id, (person, kind, body), now).await?;
    posting::remark(tx, app, question, (remark, kind, user, body), now).await
}
