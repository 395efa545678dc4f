//! The SQL of what members find.

use crate::db::Tx;
use crate::ids::OccurrenceId;

/// Puts what was posted into the catalogue, unless it was posted under this track before.
pub(super) async fn enter(tx: &mut Tx, posted: OccurrenceId) -> sqlx::Result<()> {
    sqlx::query(
        "insert into catalogue (track, lecture_id, occurrence_id, posted_at)
         select coalesce(lecture.track, slot.track), lecture.id, occurrence.id,
                coalesce(sent_at, due_at)
         from occurrence join lecture on lecture.id = lecture_id join slot on slot.id = slot_id
         where occurrence.id = ?1 on conflict do nothing",
    )
    .bind(posted)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}
