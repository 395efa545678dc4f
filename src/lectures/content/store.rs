//! The SQL of what lectures are made of.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::LectureForm;
use crate::db::Tx;
use crate::ids::{LectureId, PersonId, SlotId};
use crate::lectures::lecture::{Lecture, LectureState};

/// `None` when the series has this number already.
pub(super) async fn insert_lecture(
    tx: &mut Tx,
    new: &LectureForm<'_>,
    by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<LectureId>> {
    sqlx::query_scalar(
        "insert into lecture (id, series, number, title, summary, video_url, minutes, created_by,
             created_at)
         values (max((select coalesce(max(id), 0) from lecture),
                     coalesce((select cast(value as integer) from fact
                               where name = 'lecture_last_id'), 0)) + 1,
                 ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) on conflict do nothing returning id",
    )
    .bind(new.series)
    .bind(new.number)
    .bind(new.title)
    .bind(new.summary)
    .bind(new.url)
    .bind(new.minutes)
    .bind(by)
    .bind(now)
    .fetch_optional(tx.conn().await?)
    .await
}

pub(in crate::lectures) async fn lecture(
    conn: &mut SqliteConnection,
    id: LectureId,
) -> sqlx::Result<Option<Lecture>> {
    sqlx::query_as(
        "select id, series, number, title, summary, video_url, minutes, state, revision
         from lecture where id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
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

/// The newest lectures of one state whose series, title or number has `typed` in it; for a slot,
/// without those that it has or had.
pub(super) async fn lectures_like(
    conn: &mut SqliteConnection,
    state: LectureState,
    typed: &str,
    slot: Option<SlotId>,
    limit: i64,
) -> sqlx::Result<Vec<Lecture>> {
    sqlx::query_as(
        "select id, series, number, title, summary, video_url, minutes, state, revision
         from lecture
         where state = ?1 and instr(lower(series || ' #' || number || ' ' || title), lower(?2)) > 0
           and (?3 is null or not exists (
                   select 1 from queue_entry where slot_id = ?3 and lecture_id = lecture.id)
               and not exists (
                   select 1 from occurrence where lecture_id = lecture.id and slot_id = ?3
                       and occurrence.state in ('sending', 'posted', 'unknown')))
         order by id desc limit ?4",
    )
    .bind(state)
    .bind(typed)
    .bind(slot)
    .bind(limit)
    .fetch_all(conn)
    .await
}
