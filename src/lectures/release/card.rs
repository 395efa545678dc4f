//! The card in the log channel: it shows the owner a day before what will be posted, and from then on
//! how that stands.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::look::Look;
use super::{cards, lecture_of, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{OccurrenceId, SlotId};
use crate::input;
use crate::lectures::lecture::{Lecture, Occurrence, Slot, State};
use crate::lectures::rules::{Provider, Refusal};
use crate::lectures::{content, queue, rules, slots};
use crate::outbox::{self, Priority, Queued};

/// Everything that a card shows.
#[derive(Debug)]
pub(in crate::lectures) struct Preview {
    pub(in crate::lectures) date: Occurrence,
    pub(in crate::lectures) slot: Slot,
    /// What is chosen, or was.
    pub(in crate::lectures) lecture: Option<Lecture>,
    /// What was seen of the place.
    pub(in crate::lectures) look: Option<Look>,
    /// Somebody approved this revision of it.
    pub(in crate::lectures) is_approved: bool,
    /// Whose key is missing, so that links to its video are not signed.
    pub(in crate::lectures) unsigned: Option<Provider>,
    /// When it is looked at.
    pub(in crate::lectures) now: DateTime<Utc>,
}

/// Shows what the owner has not been shown. What is over before it was shown at all is not.
pub(in crate::lectures) async fn show_due(app: &App) -> Result<()> {
    for id in store::unshown(&mut *app.db.read().await?).await? {
        if let Err(error) = show(app, id).await {
            app.report(&error, &format!("the card of date {id} could not be shown"));
        }
    }
    Ok(())
}

async fn show(app: &App, id: OccurrenceId) -> Result<()> {
    let mut tx = app.db.begin().await?;
    show_in(&mut tx, app, id, app.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Shows a date as it is, which the owner has not been shown.
pub(super) async fn show_in(
    tx: &mut Tx,
    app: &App,
    id: OccurrenceId,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(preview) = preview(tx.conn().await?, app, id).await? else {
        return Ok(());
    };
    let date = &preview.date;
    store::set_shown(tx, id, date.card).await?;
    let message = cards::preview::card(&app.config, &preview, app.config.language);
    let subject = format!("occurrence:{id}:card");
    let card = key(id);
    let topic = format!("{card}-face");
    let face = Queued::once(&topic, &subject, Priority::Normal).version(date.card);
    let is_there = outbox::amend(tx, &card, &face, message.clone(), now).await?;
    if !is_there && matches!(date.state, State::Bound | State::Held) {
        let queued = Queued::once(&card, &subject, Priority::Normal)
            .owed_since(tx, date.due_at - rules::BIND)
            .await?;
        outbox::tell_owner(tx, app, &queued, message, now).await?;
    }
    Ok(())
}

/// Under which key the card of a date is queued.
pub(super) fn key(id: OccurrenceId) -> String {
    format!("lecture:occurrence:{id}:card")
}

/// All that a card shows of a date.
pub(in crate::lectures) async fn preview(
    conn: &mut SqliteConnection,
    app: &App,
    id: OccurrenceId,
) -> Result<Option<Preview>> {
    let Some(date) = store::occurrence(conn, id).await? else {
        return Ok(None);
    };
    let Some(slot) = slots::store::slot(conn, date.slot_id).await? else {
        return Ok(None);
    };
    let lecture = lecture_of(conn, &date).await?;
    let is_approved = match &lecture {
        Some(lecture) => content::store::is_approved(conn, lecture.id, lecture.revision).await?,
        None => false,
    };
    Ok(Some(Preview {
        look: store::look::seen(conn, slot.id).await?,
        unsigned: lecture.as_ref().and_then(|it| unsigned(app, it)),
        date,
        slot,
        lecture,
        is_approved,
        now: app.now(),
    }))
}

fn unsigned(app: &App, lecture: &Lecture) -> Option<Provider> {
    rules::lacks(&lecture.video_url, &app.keys, &app.config.watch)
}

/// What will be posted on a date of a slot, or on its next one, as things stand.
pub(super) async fn foresee(
    app: &App,
    actor: &Actor,
    slot: SlotId,
    date: Option<&str>,
) -> Result<Preview> {
    actor.must_be_owner()?;
    let date = date.map(input::date).transpose()?;
    let plan = queue::list_queue(app, actor, slot).await?;
    let mut conn = app.db.read().await?;
    let id = store::date_of(&mut conn, slot, date, app.now()).await?;
    let Some(id) = id else {
        if let Some(date) = date {
            rules::pinnable(&plan.slot.rule, date, app.now())?;
        }
        return Err(Refusal::DateNotYet.into());
    };
    let found = preview(&mut conn, app, id).await?;
    let mut found = found.ok_or(Refusal::DateNotYet)?;
    let due_at = found.date.due_at;
    let coming = plan.queue.iter().find(|(at, _)| *at == due_at);
    if let (State::Planned, None, Some((_, entry))) = (found.date.state, &found.lecture, coming) {
        let lecture = content::store::lecture(&mut conn, entry.lecture_id).await?;
        let lecture = lecture.ok_or(Refusal::UnknownLecture)?;
        found.is_approved =
            content::store::is_approved(&mut conn, lecture.id, lecture.revision).await?;
        found.unsigned = unsigned(app, &lecture);
        found.lecture = Some(lecture);
    }
    Ok(found)
}
