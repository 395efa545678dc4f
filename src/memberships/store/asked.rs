//! The SQL of what an owner was asked before it is done.

use crate::db::Tx;
use crate::ids::PersonId;

/// Keeps what an owner typed until they answer; the number of the question. An older one can no
/// longer be answered.
pub(in crate::memberships) async fn ask(
    tx: &mut Tx,
    owner: PersonId,
    details: &serde_json::Value,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "insert into asked (person_id, number, details) values (?1, 1, ?2)
         on conflict (person_id) do update set number = number + 1, details = excluded.details
         returning number",
    )
    .bind(owner)
    .bind(details.to_string())
    .fetch_one(tx.conn().await?)
    .await
}

/// What the owner typed, where this is the question that waits; it is answered then.
pub(in crate::memberships) async fn answer(
    tx: &mut Tx,
    owner: PersonId,
    number: i64,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar(
        "update asked set number = number + 1 where person_id = ?1 and number = ?2
         returning details",
    )
    .bind(owner)
    .bind(number)
    .fetch_optional(tx.conn().await?)
    .await
}
