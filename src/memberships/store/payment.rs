//! The SQL of money that came in or went back. Rows are only ever added.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{EntitlementId, PaymentId, PersonId, PlanId};
use crate::memberships::rules::{Method, Paid, Yen};

/// Money that came in or went back, and counts.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::memberships) struct Payment {
    pub(in crate::memberships) id: PaymentId,
    pub(in crate::memberships) is_refund: bool,
    /// For a present: whoever has that did not pay it.
    pub(in crate::memberships) is_gift: bool,
    pub(in crate::memberships) amount_jpy: i64,
    pub(in crate::memberships) at: DateTime<Utc>,
    pub(in crate::memberships) method: Option<Method>,
    pub(in crate::memberships) entitlement_id: Option<EntitlementId>,
    pub(in crate::memberships) plan_id: Option<PlanId>,
}

/// What is written down of money that came in for an entitlement.
pub(in crate::memberships) async fn insert_payment(
    tx: &mut Tx,
    (person, entitlement): (PersonId, EntitlementId),
    (amount, method): (Yen, Option<Method>),
    recorded_by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<PaymentId> {
    let words = ("payment", method, None);
    insert(tx, (person, entitlement), amount, words, (recorded_by, now)).await
}

/// What is written down of money that went back.
pub(in crate::memberships) async fn insert_refund(
    tx: &mut Tx,
    (person, entitlement): (PersonId, EntitlementId),
    (amount, reason): (Yen, &str),
    recorded_by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<PaymentId> {
    let words = ("refund", None, Some(reason));
    insert(tx, (person, entitlement), amount, words, (recorded_by, now)).await
}

async fn insert(
    tx: &mut Tx,
    (person, entitlement): (PersonId, EntitlementId),
    amount: Yen,
    (kind, method, reason): (&str, Option<Method>, Option<&str>),
    (recorded_by, now): (PersonId, DateTime<Utc>),
) -> sqlx::Result<PaymentId> {
    sqlx::query_scalar(
        "insert into payment (person_id, entitlement_id, kind, amount_jpy, at, recorded_by, method,
             reason)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) returning id",
    )
    .bind(person)
    .bind(entitlement)
    .bind(kind)
    .bind(amount.0)
    .bind(now)
    .bind(recorded_by)
    .bind(method)
    .bind(reason)
    .fetch_one(tx.conn().await?)
    .await
}

/// Takes back a record that was a mistake, by one of the other kind.
pub(in crate::memberships) async fn void(
    tx: &mut Tx,
    id: PaymentId,
    reason: &str,
    recorded_by: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into payment (person_id, entitlement_id, kind, amount_jpy, at, recorded_by, reason,
             voids)
         select person_id, entitlement_id, iif(kind = 'refund', 'payment', 'refund'), amount_jpy, ?2,
             ?3, ?4, id
         from payment where id = ?1",
    )
    .bind(id)
    .bind(now)
    .bind(recorded_by)
    .bind(reason)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// What somebody paid or had back, oldest first; without records that were a mistake.
pub(in crate::memberships) async fn payments_of(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<Payment>> {
    sqlx::query_as(
        "select payment.id, kind = 'refund' as is_refund, entitlement.source is 'gift' as is_gift, amount_jpy, at, method, entitlement_id,
             coalesce(entitlement.plan_id, unlinked_payment.plan_id) as plan_id
         from payment left join entitlement on entitlement.id = payment.entitlement_id
             left join unlinked_payment on payment_id = payment.id
         where payment.person_id = ?1 and voids is null
           and not exists (select 1 from payment as other
                           where other.voids = payment.id and other.voids is not null)
         order by at, payment.id",
    )
    .bind(person)
    .fetch_all(conn)
    .await
}

/// What came in for a period and did not go back, if anything.
pub(in crate::memberships) async fn received(
    tx: &mut Tx,
    entitlement: EntitlementId,
) -> sqlx::Result<Option<Yen>> {
    let sum: Option<i64> = sqlx::query_scalar(
        "select sum(iif(kind = 'refund', -amount_jpy, amount_jpy)) from payment
         where entitlement_id = ?1",
    )
    .bind(entitlement)
    .fetch_one(tx.conn().await?)
    .await?;
    Ok(sum.filter(|sum| *sum > 0).map(Yen))
}

/// What a payment of somebody bought that was a mistake, where nothing else came in for that: the
/// period that was recorded with it, or with one before it that was a mistake too, its plan, and why it
/// was one.
pub(in crate::memberships) async fn unpaid_by(
    conn: &mut SqliteConnection,
    person: PersonId,
    payment: PaymentId,
) -> sqlx::Result<Option<(EntitlementId, PlanId, String)>> {
    sqlx::query_as(
        "select entitlement.id, plan_id, coalesce(void.reason, '')
         from payment as void join entitlement on entitlement.id = void.entitlement_id
             join payment as first on first.entitlement_id = entitlement.id
                 and first.kind = 'payment' and first.voids is null
                 and first.at = entitlement.created_at
         where void.voids = ?1 and void.voids is not null and void.kind = 'refund'
           and void.person_id = ?2
           and (select sum(iif(kind = 'refund', -amount_jpy, amount_jpy)) from payment
                where entitlement_id = entitlement.id) <= 0",
    )
    .bind(payment)
    .bind(person)
    .fetch_optional(conn)
    .await
}

/// What somebody paid for each period of a plan and did not get back, the latest period first.
pub(in crate::memberships) async fn paid_for(
    tx: &mut Tx,
    person: PersonId,
    plan: PlanId,
) -> sqlx::Result<Vec<Paid>> {
    sqlx::query_as(
        "select entitlement.id as entitlement_id,
             iif(source in ('import', 'discord'),
                 source || ':' || coalesce(substr(external_id, 1, instr(external_id, ':')), ''),
                 '') as origin,
             sum(iif(kind = 'refund', -amount_jpy, amount_jpy)) as left_jpy
         from entitlement join payment on payment.entitlement_id = entitlement.id
         where entitlement.person_id = ?1 and plan_id = ?2
         group by entitlement.id order by starts_at desc, entitlement.id desc",
    )
    .bind(person)
    .bind(plan)
    .fetch_all(tx.conn().await?)
    .await
}

/// All that went back to somebody by the same word of the owner, when, and whether that is all that
/// they had paid for it, and for whatever else ended by that word; nothing where that was a mistake, nor of what presents to them had cost.
pub(in crate::memberships) async fn refunded_with(
    tx: &mut Tx,
    id: PaymentId,
) -> sqlx::Result<Option<(Yen, DateTime<Utc>, bool)>> {
    let found: Option<(i64, DateTime<Utc>, bool)> = sqlx::query_as(
        "select sum(refund.amount_jpy), payment.at,
             min(refund.amount_jpy = (
                 select sum(paid.amount_jpy) from payment as paid
                 where paid.entitlement_id = refund.entitlement_id and paid.kind = 'payment'
                   and paid.voids is null
                   and not exists (select 1 from payment as other
                                   where other.voids = paid.id and other.voids is not null)))
             and not exists (
                 select 1 from entitlement as ended
                 where ended.person_id = payment.person_id and ended.plan_id = entitlement.plan_id
                   and ended.revoked_at = payment.at and ended.source <> 'gift'
                   and (select sum(iif(kind = 'refund', -amount_jpy, amount_jpy)) from payment as it
                        where it.entitlement_id = coalesce(ended.restores, ended.id)) > 0)
         from payment
         join payment as refund on refund.person_id = payment.person_id and refund.at = payment.at
         join entitlement on entitlement.id = refund.entitlement_id and source <> 'gift'
         where payment.id = ?1 and refund.kind = 'refund' and refund.voids is null
           and not exists (select 1 from payment as other
                           where other.voids = refund.id and other.voids is not null)
         group by payment.at",
    )
    .bind(id)
    .fetch_optional(tx.conn().await?)
    .await?;
    Ok(found.map(|(amount, at, is_whole)| (Yen(amount), at, is_whole)))
}

/// The first of what went back to whoever had paid it by the same word of the owner, and of what.
pub(in crate::memberships) async fn first_of_word(
    tx: &mut Tx,
    id: PaymentId,
) -> sqlx::Result<Option<(PaymentId, EntitlementId)>> {
    sqlx::query_as(
        "select refund.id, refund.entitlement_id from payment
         join payment as refund on refund.person_id = payment.person_id and refund.at = payment.at
         join entitlement on entitlement.id = refund.entitlement_id and source <> 'gift'
         where payment.id = ?1 and refund.kind = 'refund' and refund.voids is null
         order by refund.id limit 1",
    )
    .bind(id)
    .fetch_optional(tx.conn().await?)
    .await
}

/// How much a record says, and whether that went back.
pub(in crate::memberships) async fn recorded(
    tx: &mut Tx,
    id: PaymentId,
) -> sqlx::Result<(Yen, bool)> {
    let (amount, is_refund) =
        sqlx::query_as("select amount_jpy, kind = 'refund' from payment where id = ?1")
            .bind(id)
            .fetch_one(tx.conn().await?)
            .await?;
    Ok((Yen(amount), is_refund))
}

/// What somebody has did not go back after all: it stays ended, but not for that.
pub(in crate::memberships) async fn not_refunded(
    tx: &mut Tx,
    id: EntitlementId,
) -> sqlx::Result<()> {
    sqlx::query(
        "update entitlement set is_refunded = 0
         where (id = ?1 or restores = ?1) and is_refunded = 1",
    )
    .bind(id)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// When what somebody paid came, and what they had back went, by its number.
pub(in crate::memberships) async fn paid_at(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<(PaymentId, DateTime<Utc>)>> {
    sqlx::query_as("select id, at from payment where person_id = ?1")
        .bind(person)
        .fetch_all(conn)
        .await
}

/// A refund of somebody that was a mistake: of which plan, when it was recorded, and when taken back.
pub(in crate::memberships) async fn refund_by_mistake(
    conn: &mut SqliteConnection,
    person: PersonId,
    refund: PaymentId,
) -> sqlx::Result<Option<(PlanId, DateTime<Utc>, DateTime<Utc>)>> {
    sqlx::query_as(
        "select plan_id, refund.at, void.at
         from payment as void join payment as refund on refund.id = void.voids
             join entitlement on entitlement.id = refund.entitlement_id
         where void.voids = ?1 and void.voids is not null and void.kind = 'payment'
           and void.person_id = ?2",
    )
    .bind(refund)
    .bind(person)
    .fetch_optional(conn)
    .await
}

/// Why money went back, or why a record was a mistake (`true`), by the number of that record.
pub(in crate::memberships) async fn reasons(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<(PaymentId, bool, String)>> {
    sqlx::query_as(
        "select coalesce(voids, id), voids is not null, reason from payment
         where person_id = ?1 and reason is not null",
    )
    .bind(person)
    .fetch_all(conn)
    .await
}
