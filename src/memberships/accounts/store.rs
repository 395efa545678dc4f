//! The SQL of what platforms call people.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::Value;
use sqlx::SqliteConnection;

use super::Unlinked;
use crate::db::Tx;
use crate::ids::{ImportSourceId, PaymentId, PersonId, PlanId};
use crate::memberships::rules::Yen;

/// What a source calls somebody.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct Account {
    pub(super) source_id: ImportSourceId,
    pub(super) source: String,
    pub(super) name: String,
}

/// Money of somebody whom nobody knows.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(in crate::memberships) struct Owed {
    pub(in crate::memberships) source_id: ImportSourceId,
    pub(in crate::memberships) source: String,
    pub(in crate::memberships) name: String,
    pub(in crate::memberships) amount_jpy: i64,
}

/// What somebody has of a plan from a source.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Has {
    pub(super) plan_id: PlanId,
    pub(super) ends_at: Option<DateTime<Utc>>,
    /// What was paid for it and is no mistake, and the number of the last of that.
    pub(super) paid_jpy: i64,
    pub(super) payment_id: Option<PaymentId>,
}

/// What somebody has of each plan from a source now.
pub(super) async fn has(
    conn: &mut SqliteConnection,
    person: PersonId,
    source: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Has>> {
    sqlx::query_as(
        "select plan_id, ends_at, coalesce(sum(amount_jpy), 0) as paid_jpy,
             max(payment.id) as payment_id
         from entitlement left join payment on entitlement_id = entitlement.id
             and payment.kind = 'payment' and payment.voids is null
             and not exists (select 1 from payment as other
                             where other.voids = payment.id and other.voids is not null)
         where entitlement.person_id = ?1 and source = 'import'
           and external_id > ?2 || ':' and external_id < ?2 || ';' and state <> 'ended'
           and (access_until is null or access_until > ?3)
         group by entitlement.id order by entitlement.id",
    )
    .bind(person)
    .bind(source)
    .bind(now)
    .fetch_all(conn)
    .await
}

/// Money for a name: of which plan, and up to when it was paid.
pub(in crate::memberships) type Booked = (String, PlanId, Option<DateTime<Utc>>);

/// What was recorded for these names before anybody was known by them, and is no mistake.
pub(in crate::memberships) async fn booked(
    tx: &mut Tx,
    source: ImportSourceId,
    names: &[&str],
) -> sqlx::Result<HashSet<Booked>> {
    let booked: Vec<Booked> = sqlx::query_as(
        "select name, plan_id, nullif(until, '')
         from json_each(?2) join unlinked_payment on source_id = ?1 and name = value
         where not exists (select 1 from payment where voids = payment_id and voids is not null)",
    )
    .bind(source)
    .bind(Value::from(names.to_vec()).to_string())
    .fetch_all(tx.conn().await?)
    .await?;
    Ok(booked.into_iter().collect())
}

/// A source, if there is one of this name.
pub(super) async fn source(
    conn: &mut SqliteConnection,
    name: &str,
) -> sqlx::Result<Option<(ImportSourceId, String)>> {
    sqlx::query_as("select id, name from import_source where name = ?1")
        .bind(name)
        .fetch_optional(conn)
        .await
}

/// From now on the source means this person.
pub(super) async fn link(
    tx: &mut Tx,
    account: &Account,
    (person, owner): (PersonId, PersonId),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into account_link (source_id, name, person_id, linked_by, linked_at)
         values (?1, ?2, ?3, ?4, ?5)
         on conflict (source_id, name) do update set person_id = excluded.person_id,
             linked_by = excluded.linked_by, linked_at = excluded.linked_at",
    )
    .bind(account.source_id)
    .bind(&account.name)
    .bind(person)
    .bind(owner)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Whom a source means, if anybody.
pub(super) async fn linked(
    conn: &mut SqliteConnection,
    source: ImportSourceId,
    name: &str,
) -> sqlx::Result<Option<PersonId>> {
    sqlx::query_scalar("select person_id from account_link where source_id = ?1 and name = ?2")
        .bind(source)
        .bind(name)
        .fetch_optional(conn)
        .await
}

/// What waited for a name is now this person's: which, and how much.
pub(super) async fn assign_all(
    tx: &mut Tx,
    account: &Account,
    person: PersonId,
) -> sqlx::Result<Vec<(PaymentId, i64)>> {
    sqlx::query_as(
        "update payment set person_id = ?3
         where person_id is null and id in (
             select payment_id from unlinked_payment where source_id = ?1 and name = ?2)
         returning id, amount_jpy",
    )
    .bind(account.source_id)
    .bind(&account.name)
    .bind(person)
    .fetch_all(tx.conn().await?)
    .await
}

/// Records what came for a name; nothing where it was recorded before.
pub(super) async fn insert_payment(
    tx: &mut Tx,
    of: &Unlinked<'_>,
    person: Option<PersonId>,
    (amount, by): (Yen, PersonId),
    at: DateTime<Utc>,
) -> sqlx::Result<Option<PaymentId>> {
    let until = of
        .until
        .map_or_else(String::new, |until| until.to_rfc3339());
    let is_known: bool = sqlx::query_scalar(
        "select exists (select 1 from unlinked_payment
                        where source_id = ?1 and name = ?2 and plan_id = ?3 and until = ?4)",
    )
    .bind(of.source)
    .bind(of.name)
    .bind(of.plan)
    .bind(&until)
    .fetch_one(tx.conn().await?)
    .await?;
    if is_known {
        return Ok(None);
    }
    let payment: PaymentId = sqlx::query_scalar(
        "insert into payment (person_id, kind, amount_jpy, at, recorded_by, method)
         values (?1, 'payment', ?2, ?3, ?4, 'platform') returning id",
    )
    .bind(person)
    .bind(amount.0)
    .bind(at)
    .bind(by)
    .fetch_one(tx.conn().await?)
    .await?;
    sqlx::query(
        "insert into unlinked_payment (payment_id, source_id, name, plan_id, until)
         values (?1, ?2, ?3, ?4, ?5)",
    )
    .bind(payment)
    .bind(of.source)
    .bind(of.name)
    .bind(of.plan)
    .bind(&until)
    .execute(tx.conn().await?)
    .await?;
    Ok(Some(payment))
}

/// A payment that is nobody's, if it still is.
pub(in crate::memberships) async fn owed(
    conn: &mut SqliteConnection,
    payment: PaymentId,
) -> sqlx::Result<Option<Owed>> {
    sqlx::query_as(
        "select source_id, import_source.name as source, unlinked_payment.name, amount_jpy
         from payment join unlinked_payment on payment_id = payment.id
             join import_source on import_source.id = source_id
         where payment.id = ?1 and person_id is null",
    )
    .bind(payment)
    .fetch_optional(conn)
    .await
}
