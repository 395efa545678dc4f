//! The SQL of the files for the books.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::ids::{PaymentId, PersonId, UserId};
use crate::memberships::rules::Method;

/// One period of somebody.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct PeriodRow {
    pub(super) person_id: PersonId,
    pub(super) user_id: Option<UserId>,
    pub(super) plan_key: String,
    pub(super) name_ja: String,
    pub(super) name_en: String,
    pub(super) source: String,
    pub(super) external_id: Option<String>,
    pub(super) starts_at: DateTime<Utc>,
    pub(super) ends_at: Option<DateTime<Utc>>,
    pub(super) access_until: Option<DateTime<Utc>>,
    pub(super) revoked_at: Option<DateTime<Utc>>,
    pub(super) is_cancelled: bool,
    pub(super) is_refunded: bool,
    pub(super) paid_jpy: i64,
    pub(super) refunded_jpy: i64,
}

/// Money that came in or went back.
#[derive(Debug, sqlx::FromRow)]
pub(super) struct PaymentRow {
    pub(super) id: PaymentId,
    pub(super) at: DateTime<Utc>,
    pub(super) kind: String,
    pub(super) amount_jpy: i64,
    pub(super) method: Option<Method>,
    pub(super) voids: Option<PaymentId>,
    /// It was a mistake and another record takes it back, or it is that record, and both are of this
    /// time.
    pub(super) is_undone: bool,
    pub(super) person_id: Option<PersonId>,
    pub(super) user_id: Option<UserId>,
    pub(super) plan_key: Option<String>,
    pub(super) name_ja: Option<String>,
    pub(super) name_en: Option<String>,
    pub(super) source: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) starts_at: Option<DateTime<Utc>>,
    pub(super) ends_at: Option<DateTime<Utc>>,
}

/// Every period that has a part in this time.
pub(super) async fn periods(
    conn: &mut SqliteConnection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> sqlx::Result<Vec<PeriodRow>> {
    sqlx::query_as(
        "select person_id, person.user_id, plan.key as plan_key, name_ja, name_en,
             iif(is_trial, 'trial', source) as source,
             external_id, starts_at, ends_at, access_until, revoked_at,
             cancelled_at is not null as is_cancelled, is_refunded,
             (select coalesce(sum(iif(voids is null, amount_jpy, -amount_jpy)), 0) from payment
              where entitlement_id = entitlement.id
                and iif(voids is null, 'payment', 'refund') = kind) as paid_jpy,
             (select coalesce(sum(iif(voids is null, amount_jpy, -amount_jpy)), 0) from payment
              where entitlement_id = entitlement.id
                and iif(voids is null, 'refund', 'payment') = kind) as refunded_jpy
         from entitlement join person on person.id = entitlement.person_id
             join plan on plan.id = entitlement.plan_id
         where starts_at < ?2 and (coalesce(revoked_at, access_until) is null
                                   or coalesce(revoked_at, access_until) > ?1)
         order by entitlement.id",
    )
    .bind(from)
    .bind(until)
    .fetch_all(conn)
    .await
}

/// How much came in of this time that belongs to no period and is no mistake, and in how many payments.
pub(super) async fn apart(
    conn: &mut SqliteConnection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> sqlx::Result<(i64, i64)> {
    sqlx::query_as(
        "select count(*), coalesce(sum(amount_jpy), 0) from payment
         where entitlement_id is null and at >= ?1 and at < ?2 and kind = 'payment' and voids is null
           and not exists (select 1 from payment as other
                           where other.voids = payment.id and other.voids is not null)",
    )
    .bind(from)
    .bind(until)
    .fetch_one(conn)
    .await
}

/// All money of this time.
pub(super) async fn payments(
    conn: &mut SqliteConnection,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> sqlx::Result<Vec<PaymentRow>> {
    sqlx::query_as(
        "select payment.id, at, kind, amount_jpy, method, voids,
             exists (select 1 from payment as other
                     where other.voids = payment.id and other.voids is not null
                       and other.at >= ?1 and other.at < ?2)
             or exists (select 1 from payment as mistake
                        where mistake.id = payment.voids
                          and mistake.at >= ?1 and mistake.at < ?2) as is_undone,
             payment.person_id, person.user_id,
             plan.key as plan_key, name_ja, name_en, iif(is_trial, 'trial', source) as source,
             external_id, starts_at, ends_at
         from payment left join person on person.id = payment.person_id
             left join entitlement on entitlement.id = payment.entitlement_id
             left join plan on plan.id = entitlement.plan_id
         where at >= ?1 and at < ?2 order by payment.id",
    )
    .bind(from)
    .bind(until)
    .fetch_all(conn)
    .await
}
