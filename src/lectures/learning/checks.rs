//! Self-checks: up to five questions about a lecture, answered by whoever may watch it.
//!
//! A go consists of what was answered in it. A question that is changed is another question, so an
//! answer keeps its meaning; who is in the middle of a go goes on with what is asked by then.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::store::{self, Item, Try};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{CheckItemId, CheckTryId, LectureId, PersonId};
use crate::journal::{self, By};
use crate::lectures::content;
use crate::lectures::lecture::Lecture;
use crate::lectures::rules::{self, Check, Refusal};
use crate::lectures::watching::{self, Of};
use crate::people;

/// The questions of a lecture, as its owner sees them.
#[derive(Debug)]
pub(in crate::lectures) struct Checks {
    pub(in crate::lectures) lecture: Lecture,
    pub(in crate::lectures) items: Vec<Item>,
}

/// What an owner types to add a question.
#[derive(Clone, Copy, Debug)]
pub(in crate::lectures) struct CheckForm<'a> {
    pub(in crate::lectures) question: &'a str,
    /// A line each; the right one begins with a star.
    pub(in crate::lectures) choices: &'a str,
    pub(in crate::lectures) explanation: &'a str,
}

/// A question that is asked.
#[derive(Debug)]
pub(in crate::lectures) struct Asked {
    pub(in crate::lectures) lecture: Lecture,
    pub(in crate::lectures) go: CheckTryId,
    pub(in crate::lectures) item: Item,
    pub(in crate::lectures) standing: Standing,
}

/// A question that was answered.
#[derive(Debug)]
pub(in crate::lectures) struct Answered {
    pub(in crate::lectures) lecture: Lecture,
    pub(in crate::lectures) item: Item,
    /// Their first choice.
    pub(in crate::lectures) chosen: i64,
    pub(in crate::lectures) standing: Standing,
}

/// How far a go is.
#[derive(Clone, Copy, Debug)]
pub(in crate::lectures) struct Standing {
    pub(in crate::lectures) answered: usize,
    pub(in crate::lectures) right: usize,
    pub(in crate::lectures) left: usize,
}

impl Standing {
    /// How many are right of how many.
    pub(in crate::lectures) fn score(self) -> (i64, i64) {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        (count(self.right), count(self.answered))
    }
}

/// The questions of a lecture, for the owner.
pub(in crate::lectures) async fn list(app: &App, actor: &Actor, id: LectureId) -> Result<Checks> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let lecture = content::store::lecture(&mut conn, id).await?;
    Ok(Checks {
        lecture: lecture.ok_or(Refusal::UnknownLecture)?,
        items: store::items(&mut conn, id).await?,
    })
}

/// Adds a question in the first free place.
pub(in crate::lectures) async fn add(
    app: &App,
    actor: &Actor,
    lecture: LectureId,
    form: &CheckForm<'_>,
) -> Result<()> {
    actor.must_be_owner()?;
    let check = Check::read(form.question, form.choices, form.explanation)?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = content::store::lecture(tx.conn().await?, lecture).await?;
    found.ok_or(Refusal::UnknownLecture)?;
    let items = store::items(tx.conn().await?, lecture).await?;
    let is_free = |place: &i64| items.iter().all(|item| item.place != *place);
    let place = (1..=5).find(is_free).ok_or(Refusal::ChecksFull)?;
    store::insert_item(&mut tx, (lecture, place), &check).await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    record(&mut tx, by, lecture, ("lecture.check-added", place), now).await?;
    tx.commit().await?;
    Ok(())
}

/// Asks a question no more; the answer is the lecture's number.
pub(in crate::lectures) async fn retire(
    app: &App,
    actor: &Actor,
    id: CheckItemId,
) -> Result<LectureId> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let item = store::item(tx.conn().await?, id).await?;
    let item = item.ok_or(Refusal::Stale)?;
    if store::retire_item(&mut tx, id, now).await? {
        let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
        let step = ("lecture.check-removed", item.place);
        record(&mut tx, by, item.lecture_id, step, now).await?;
    }
    tx.commit().await?;
    Ok(item.lecture_id)
}

/// What is asked of these lectures now.
pub(in crate::lectures) async fn asked_of(
    conn: &mut SqliteConnection,
    lectures: &[LectureId],
) -> Result<Vec<Item>> {
    Ok(store::items_of(conn, lectures).await?)
}

/// Asks in each of these places this question from now on, or none. One that stays the same stays the
/// same question.
pub(in crate::lectures) async fn replace(
    tx: &mut Tx,
    lecture: LectureId,
    checks: &BTreeMap<i64, Option<Check>>,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    if checks.is_empty() {
        return Ok(());
    }
    let items = store::items(tx.conn().await?, lecture).await?;
    for (place, check) in checks {
        let item = items.iter().find(|item| item.place == *place);
        if item.map(Item::check) == *check {
            continue;
        }
        if let Some(item) = item {
            store::retire_item(tx, item.id, now).await?;
            record(tx, by, lecture, ("lecture.check-removed", *place), now).await?;
        }
        if let Some(check) = check {
            store::insert_item(tx, (lecture, *place), check).await?;
            record(tx, by, lecture, ("lecture.check-added", *place), now).await?;
        }
    }
    Ok(())
}

async fn record(
    tx: &mut Tx,
    by: PersonId,
    lecture: LectureId,
    (kind, place): (&'static str, i64),
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = journal::Entry {
        by: By::Person(by),
        kind,
        subject: &format!("lecture:{lecture}"),
        person: None,
        details: json!({"place": place}),
    };
    Ok(journal::record(tx, now, entry).await?)
}

/// The next question of a go, which begins here if none is open.
pub(in crate::lectures) async fn begin(
    app: &App,
    actor: &Actor,
    lecture: LectureId,
) -> Result<Asked> {
    let now = app.now();
    watching::watchable(&mut *app.db.read().await?, app, actor, Of::Lecture(lecture)).await?;
    let mut tx = app.db.begin().await?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    if let Some(go) = store::open_try(tx.conn().await?, person, lecture).await? {
        let (standing, next) = look(&mut tx, go, lecture).await?;
        if let Some(item) = next {
            return asked(tx, go, item, standing).await;
        }
        // What it still had to ask is asked no more.
        if standing.answered == 0 {
            store::drop_try(&mut tx, go).await?;
        } else {
            store::end_try(&mut tx, go, standing.score(), now).await?;
        }
    }
    let items = store::items(tx.conn().await?, lecture).await?.len();
    if items == 0 {
        return Err(Refusal::NoChecks.into());
    }
    let items = i64::try_from(items).unwrap_or(i64::MAX);
    let go = store::begin_try(&mut tx, (person, lecture), items, now).await?;
    let (standing, next) = look(&mut tx, go, lecture).await?;
    asked(tx, go, next.ok_or(Refusal::NoChecks)?, standing).await
}

async fn asked(mut tx: Tx, go: CheckTryId, item: Item, standing: Standing) -> Result<Asked> {
    let lecture = content::store::lecture(tx.conn().await?, item.lecture_id).await?;
    tx.commit().await?;
    Ok(Asked {
        lecture: lecture.ok_or(Refusal::NotOut)?,
        go,
        item,
        standing,
    })
}

/// Answers a question. The first answer counts, and the last one ends the go.
pub(in crate::lectures) async fn answer(
    app: &App,
    actor: &Actor,
    (go, item): (CheckTryId, CheckItemId),
    choice: i64,
) -> Result<Answered> {
    let mut conn = app.db.read().await?;
    let found = own(
        store::attempt(&mut conn, go).await?,
        people::find(&mut conn, actor.user).await?,
    )?;
    watching::watchable(&mut conn, app, actor, Of::Lecture(found.lecture_id)).await?;
    drop(conn);
    let mut tx = app.db.begin().await?;
    let go = store::attempt(tx.conn().await?, go)
        .await?
        .ok_or(Refusal::Stale)?;
    let item = store::item(tx.conn().await?, item).await?;
    let item = item.filter(|item| item.lecture_id == go.lecture_id);
    let item = item.ok_or(Refusal::Stale)?;
    let is_offered = usize::try_from(choice).is_ok_and(|choice| choice < item.choices.0.len());
    if !is_offered {
        return Err(Refusal::Stale.into());
    }
    if go.done_at.is_none() && item.retired_at.is_none() {
        store::answer(&mut tx, go.id, item.id, choice).await?;
    }
    let answers = store::answers(tx.conn().await?, go.id).await?;
    let given = answers.iter().find(|(id, _, _)| *id == item.id);
    let (_, chosen, _) = *given.ok_or(Refusal::CheckChanged)?;
    let (mut standing, _) = look(&mut tx, go.id, go.lecture_id).await?;
    if go.done_at.is_some() {
        standing.left = 0;
    } else if standing.left == 0 {
        store::end_try(&mut tx, go.id, standing.score(), app.now()).await?;
    }
    let lecture = content::store::lecture(tx.conn().await?, go.lecture_id).await?;
    tx.commit().await?;
    Ok(Answered {
        lecture: lecture.ok_or(Refusal::NotOut)?,
        item,
        chosen,
        standing,
    })
}

/// Nobody answers in another's name.
fn own(go: Option<Try>, person: Option<PersonId>) -> Result<Try, Refusal> {
    go.filter(|go| Some(go.person_id) == person)
        .ok_or(Refusal::Stale)
}

/// How far a go is, and what it asks next.
async fn look(tx: &mut Tx, go: CheckTryId, lecture: LectureId) -> Result<(Standing, Option<Item>)> {
    let answers = store::answers(tx.conn().await?, go).await?;
    let mut items = store::items(tx.conn().await?, lecture).await?;
    items.retain(|item| answers.iter().all(|(id, _, _)| *id != item.id));
    // What was changed on the way makes a go no longer.
    items.truncate(rules::MAX_ITEMS.saturating_sub(answers.len()));
    let standing = Standing {
        answered: answers.len(),
        right: answers.iter().filter(|(_, _, is_right)| *is_right).count(),
        left: items.len(),
    };
    Ok((standing, items.into_iter().next()))
}
