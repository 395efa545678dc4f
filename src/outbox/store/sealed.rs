//! The SQL of whom a sealed message goes to.

use sqlx::SqliteConnection;

use crate::ids::PersonId;

/// What is kept of whoever stands behind an alias, until it is erased.
pub(in crate::outbox) async fn sealed(
    conn: &mut SqliteConnection,
    alias: PersonId,
) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar("select sealed from sealed_asker where person_id = ?1")
        .bind(alias)
        .fetch_optional(conn)
        .await
}
