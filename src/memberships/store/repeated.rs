//! The SQL of grants and refunds that may have been typed twice.

use chrono::{DateTime, Utc};

use crate::db::Tx;
use crate::ids::{PersonId, PlanId};
use crate::memberships::rules::Yen;

/// The last grant of a plan to somebody since then with this amount: its number and its time. With
/// money it is the payment that is looked for, which may be all that was recorded.
pub(in crate::memberships) async fn same_grant(
    tx: &mut Tx,
    (person, plan): (PersonId, PlanId),
    paid: Option<Yen>,
    since: DateTime<Utc>,
) -> sqlx::Result<Option<(i64, DateTime<Utc>)>> {
    let found = match paid {
        Some(Yen(amount)) => sqlx::query_as(
            "select payment.id, payment.at
             from payment join entitlement on entitlement.id = payment.entitlement_id
             where payment.person_id = ?1 and payment.at > ?3 and plan_id = ?2
               and kind = 'payment' and amount_jpy = ?4 and voids is null
               and not exists (select 1 from payment as other
                               where other.voids = payment.id and other.voids is not null)
             order by payment.id desc limit 1",
        )
        .bind(person)
        .bind(plan)
        .bind(since)
        .bind(amount),
        None => sqlx::query_as(
            "select id, created_at from entitlement
             where person_id = ?1 and plan_id = ?2 and created_at > ?3 and revoked_at is null
               and source in ('manual', 'pass', 'gift') and is_trial = 0
               and granted_reason is null
               and not exists (select 1 from payment where entitlement_id = entitlement.id)
             order by id desc limit 1",
        )
        .bind(person)
        .bind(plan)
        .bind(since),
    };
    found.fetch_optional(tx.conn().await?).await
}

/// The last refund of so much to somebody for a plan since then: its number and its time. What one
/// word of the owner gave back of several periods is one refund.
pub(in crate::memberships) async fn same_refund(
    tx: &mut Tx,
    (person, plan): (PersonId, PlanId),
    Yen(amount): Yen,
    since: DateTime<Utc>,
) -> sqlx::Result<Option<(i64, DateTime<Utc>)>> {
    sqlx::query_as(
        "select max(payment.id) as number, payment.at
         from payment join entitlement on entitlement.id = payment.entitlement_id
         where payment.person_id = ?1 and payment.at > ?3 and plan_id = ?2
           and kind = 'refund' and voids is null
           and not exists (select 1 from payment as other
                           where other.voids = payment.id and other.voids is not null)
         group by payment.at having sum(amount_jpy) = ?4 order by number desc limit 1",
    )
    .bind(person)
    .bind(plan)
    .bind(since)
    .bind(amount)
    .fetch_optional(tx.conn().await?)
    .await
}
