//! The SQL of what came in for applications.

use sqlx::SqliteConnection;

use crate::ids::{ApplicationId, EntitlementId, PersonId};

/// What was recorded of money for an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::memberships::joining) struct Paid {
    /// For this right.
    pub(in crate::memberships::joining) entitlement_id: EntitlementId,
    pub(in crate::memberships::joining) amount_jpy: i64,
    /// That was a mistake, and nothing else came.
    pub(in crate::memberships::joining) is_void: bool,
}

/// What came in for an application that has come to something; what was a mistake only where nothing
/// else did.
pub(in crate::memberships::joining) async fn paid(
    conn: &mut SqliteConnection,
    id: ApplicationId,
) -> sqlx::Result<Option<Paid>> {
    sqlx::query_as(
        "select payment.entitlement_id, amount_jpy,
             exists (select 1 from payment as other
                     where other.voids = payment.id and other.voids is not null) as is_void
         from application join payment on payment.entitlement_id = application.entitlement_id
         where application.id = ?1 and kind = 'payment' and voids is null
         order by is_void, payment.id desc limit 1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// Which applications of somebody have come to this right.
pub(in crate::memberships::joining) async fn of_right(
    conn: &mut SqliteConnection,
    person: PersonId,
    right: EntitlementId,
) -> sqlx::Result<Vec<ApplicationId>> {
    sqlx::query_scalar(
        "select id from application where person_id = ?1 and entitlement_id = ?2 order by id",
    )
    .bind(person)
    .bind(right)
    .fetch_all(conn)
    .await
}
