//! The SQL of what lectures are made of.

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{LectureId, PersonId, SlotId};
use crate::lectures::lecture::{Called, Lecture, LectureState, Revision, State};
use crate::lectures::rules::Content;

/// `None` when the series has this number already.
pub(in crate::lectures) async fn insert_lecture(
    tx: &mut Tx,
    new: &Content,
    (by, lecturer): (PersonId, Option<PersonId>),
    state: LectureState,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<LectureId>> {
    sqlx::query_scalar(
        "insert into lecture (id, series, number, title, summary, video_url, minutes, slides_url,
             track, review_by, chapters, lecturer_id, created_by, created_at, state)
         values (max((select coalesce(max(id), 0) from lecture),
                     coalesce((select cast(value as integer) from fact
                               where name = 'lecture_last_id'), 0)) + 1,
                 ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         on conflict do nothing returning id",
    )
    .bind(&new.series)
    .bind(new.number)
    .bind(&new.title)
    .bind(&new.summary)
    .bind(&new.url)
    .bind(new.minutes)
    .bind(&new.slides)
    .bind(&new.track)
    .bind(new.review_by)
    .bind(json!(new.chapters).to_string())
    .bind(lecturer)
    .bind(by)
    .bind(now)
    .bind(state)
    .fetch_optional(tx.conn().await?)
    .await
}

pub(in crate::lectures) async fn lecture(
    conn: &mut SqliteConnection,
    id: LectureId,
) -> sqlx::Result<Option<Lecture>> {
    sqlx::query_as(
        "select lecture.id, series, number, title, summary, video_url, minutes, state, slides_url,
             track, review_by, chapters, revision, version, withdrawn_for,
             person.user_id as lecturer
         from lecture left join person on person.id = coalesce(lecturer_id, created_by)
         where lecture.id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// Whether another lecture of the series has this number.
pub(super) async fn is_number_taken(
    tx: &mut Tx,
    series: &str,
    number: i64,
    but: LectureId,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from lecture where series = ?1 and number = ?2 and id <> ?3
                            and state <> 'retired')",
    )
    .bind(series)
    .bind(number)
    .bind(but)
    .fetch_one(tx.conn().await?)
    .await
}

/// Writes down what is said of a lecture from now on, and whose it is where that is said.
pub(in crate::lectures) async fn update_lecture(
    tx: &mut Tx,
    id: LectureId,
    content: &Content,
    (revision, lecturer): (i64, Option<PersonId>),
) -> sqlx::Result<()> {
    sqlx::query(
        "update lecture set series = ?2, number = ?3, title = ?4, summary = ?5, video_url = ?6,
             minutes = ?7, slides_url = ?8, track = ?9, review_by = ?10, chapters = ?11,
             revision = ?12, lecturer_id = coalesce(?13, lecturer_id), version = version + 1
         where id = ?1",
    )
    .bind(id)
    .bind(&content.series)
    .bind(content.number)
    .bind(&content.title)
    .bind(&content.summary)
    .bind(&content.url)
    .bind(content.minutes)
    .bind(&content.slides)
    .bind(&content.track)
    .bind(content.review_by)
    .bind(json!(content.chapters).to_string())
    .bind(revision)
    .bind(lecturer)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Remembers why what is out was changed.
pub(super) async fn insert_revision(
    tx: &mut Tx,
    (id, revision): (LectureId, i64),
    (note, is_correction): (&str, bool),
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into lecture_revision (lecture_id, revision, note, is_correction, by_id, at)
         values (?1, ?2, ?3, ?4, ?5, ?6)",
    )
    .bind(id)
    .bind(revision)
    .bind(note)
    .bind(is_correction)
    .bind(by)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// What was last changed of a lecture while it was out.
pub(in crate::lectures) async fn last_revision(
    conn: &mut SqliteConnection,
    id: LectureId,
) -> sqlx::Result<Option<Revision>> {
    sqlx::query_as(
        "select revision as number, note, is_correction, at from lecture_revision where lecture_id = ?1
         order by revision desc limit 1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// What was wrong with a revision of a lecture, in order.
pub(in crate::lectures) async fn corrections_of(
    conn: &mut SqliteConnection,
    id: LectureId,
    revision: Option<i64>,
) -> sqlx::Result<Vec<Revision>> {
    sqlx::query_as(
        "select revision as number, note, is_correction, at from lecture_revision
         where lecture_id = ?1 and revision > ?2 and is_correction = 1 order by revision",
    )
    .bind(id)
    .bind(revision)
    .fetch_all(conn)
    .await
}

/// Whether this revision may be posted, as somebody said.
pub(in crate::lectures) async fn is_approved(
    conn: &mut SqliteConnection,
    id: LectureId,
    revision: i64,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "select exists (select 1 from approval where lecture_id = ?1 and revision = ?2)",
    )
    .bind(id)
    .bind(revision)
    .fetch_one(conn)
    .await
}

pub(super) async fn set_lecture_state(
    tx: &mut Tx,
    id: LectureId,
    state: LectureState,
) -> sqlx::Result<()> {
    sqlx::query("update lecture set state = ?2, version = version + 1 where id = ?1")
        .bind(id)
        .bind(state)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// How far the dates are that have or had a lecture, and when they are. What is chosen for one in a slot
/// that is paused goes nowhere.
pub(in crate::lectures) async fn dates(
    conn: &mut SqliteConnection,
    id: LectureId,
) -> sqlx::Result<Vec<(State, DateTime<Utc>)>> {
    sqlx::query_as(
        "select occurrence.state, due_at from occurrence join slot on slot.id = slot_id
         where lecture_id = ?1 and (occurrence.state <> 'bound' or slot.state = 'active')",
    )
    .bind(id)
    .fetch_all(conn)
    .await
}

/// Whoever decides on a date that has this lecture must look at it again.
pub(super) async fn show_again(tx: &mut Tx, id: LectureId) -> sqlx::Result<()> {
    tx.later(
        "update occurrence set card = card + 1, version = version + 1
         where lecture_id = ? and state in ('bound', 'held')",
    )
    .bind(id)
    .add()
    .await
}

/// The slots in which a lecture waits.
pub(super) async fn waits_in(tx: &mut Tx, id: LectureId) -> sqlx::Result<Vec<SlotId>> {
    sqlx::query_scalar("select slot_id from queue_entry where lecture_id = ?1")
        .bind(id)
        .fetch_all(tx.conn().await?)
        .await
}

/// The newest lectures of some states whose series, title or number has `typed` in it; for a slot,
/// without those that it has or had.
pub(super) async fn lectures_like(
    conn: &mut SqliteConnection,
    states: &[LectureState],
    typed: &str,
    slot: Option<SlotId>,
    limit: i64,
) -> sqlx::Result<Vec<Called>> {
    let states: Vec<_> = states.iter().map(|state| state.name()).collect();
    sqlx::query_as(
        "select id, series, number, title, state, review_by from lecture
         where state in (select value from json_each(?1))
           and instr(lower(series || ' #' || number || ' ' || title), lower(?2)) > 0
           and (?3 is null or not exists (
                   select 1 from queue_entry where slot_id = ?3 and lecture_id = lecture.id)
               and not exists (
                   select 1 from occurrence where lecture_id = lecture.id and slot_id = ?3
                       and occurrence.state in ('sending', 'posted', 'unknown')))
         order by id desc limit ?4",
    )
    .bind(json!(states).to_string())
    .bind(typed)
    .bind(slot)
    .bind(limit)
    .fetch_all(conn)
    .await
}

/// The lectures of one state that are out, or those that are not.
pub(super) async fn in_state(
    conn: &mut SqliteConnection,
    state: LectureState,
    is_out: bool,
) -> sqlx::Result<Vec<Called>> {
    sqlx::query_as(
        "select id, series, number, title, state, review_by from lecture
         where state = ?1
           and ?2 = exists (select 1 from catalogue where catalogue.lecture_id = lecture.id)
         order by series, number",
    )
    .bind(state)
    .bind(is_out)
    .fetch_all(conn)
    .await
}

/// The lectures at which somebody should look again, the oldest first.
pub(super) async fn to_review(
    conn: &mut SqliteConnection,
    today: NaiveDate,
) -> sqlx::Result<Vec<Called>> {
    sqlx::query_as(
        "select id, series, number, title, state, review_by from lecture
         where review_by < ?1 and state <> 'retired' order by review_by, series, number",
    )
    .bind(today)
    .fetch_all(conn)
    .await
}

/// The first day by which somebody should look at a lecture and whose passing was not told.
pub(super) async fn unreviewed(conn: &mut SqliteConnection) -> sqlx::Result<Option<NaiveDate>> {
    sqlx::query_scalar(
        "select review_by from lecture
         where review_by is not null and state <> 'retired' and review_told is not review_by
         order by review_by limit 1",
    )
    .fetch_optional(conn)
    .await
}

/// The lectures whose day is over and was not told, the oldest first. From now on it was.
pub(super) async fn tell_to_review(tx: &mut Tx, today: NaiveDate) -> sqlx::Result<Vec<Called>> {
    let over = sqlx::query_as(
        "select id, series, number, title, state, review_by from lecture
         where review_by < ?1 and state <> 'retired' and review_told is not review_by
         order by review_by, id",
    )
    .bind(today)
    .fetch_all(tx.conn().await?)
    .await?;
    tx.later(
        "update lecture set review_told = review_by
         where review_by < ? and state <> 'retired' and review_told is not review_by",
    )
    .bind(today)
    .add()
    .await?;
    Ok(over)
}
