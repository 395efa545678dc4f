//! The SQL of rights that come from lists.

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::ids::{EntitlementId, PersonId, PlanId};

/// A right that a source gives; nothing where somebody has it from there already.
pub(in crate::memberships::imports) async fn give(
    tx: &mut Tx,
    (plan, person, source): (PlanId, PersonId, &str),
    ends_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<EntitlementId>> {
    sqlx::query_scalar(
        "insert into entitlement (plan_id, person_id, source, external_id, starts_at, ends_at,
             access_until, state, created_at)
         values (?1, ?2, 'import', ?3, ?4, ?5, ?5, 'live', ?4)
         on conflict (source, external_id) where external_id is not null and state <> 'ended'
             do nothing
         returning id",
    )
    .bind(plan)
    .bind(person)
    .bind(format!("{source}:{plan}:{person}"))
    .bind(now)
    .bind(ends_at)
    .fetch_optional(tx.conn().await?)
    .await
}

/// Moves the end of a right, if it is still the one that is known.
pub(in crate::memberships::imports) async fn set_end(
    tx: &mut Tx,
    id: EntitlementId,
    known: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update entitlement set ends_at = ?3, access_until = ?3
         where id = ?1 and state <> 'ended' and ends_at is ?2",
    )
    .bind(id)
    .bind(known)
    .bind(ends_at)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a right now, if its end is still the one that is known.
pub(in crate::memberships::imports) async fn close(
    tx: &mut Tx,
    id: EntitlementId,
    known: Option<DateTime<Utc>>,
    reason: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update entitlement set state = 'ended', revoked_at = ?4, revoked_reason = ?3
         where id = ?1 and state <> 'ended' and ends_at is ?2",
    )
    .bind(id)
    .bind(known)
    .bind(reason)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Takes a right back that an undone list gave, if its end is still the one that is known: it
/// counts as if it had never been.
pub(in crate::memberships::imports) async fn undo(
    tx: &mut Tx,
    id: EntitlementId,
    known: Option<DateTime<Utc>>,
    reason: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    if !close(tx, id, known, reason, now).await? {
        return Ok(false);
    }
    sqlx::query("update entitlement set is_undone = 1 where id = ?1")
        .bind(id)
        .execute(tx.conn().await?)
        .await?;
    Ok(true)
}

/// Gives back a right that was ended for this reason, unless they have it from there again.
pub(in crate::memberships::imports) async fn reopen(
    tx: &mut Tx,
    id: EntitlementId,
    reason: &str,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "update entitlement set state = 'live', revoked_at = null, revoked_reason = null
         where id = ?1 and state = 'ended' and revoked_reason = ?2
           and not exists (
               select 1 from entitlement as other
               where other.source = entitlement.source
                 and other.external_id = entitlement.external_id
                 and other.external_id is not null and other.state <> 'ended')",
    )
    .bind(id)
    .bind(reason)
    .execute(tx.conn().await?)
    .await?;
    Ok(done.rows_affected() == 1)
}
