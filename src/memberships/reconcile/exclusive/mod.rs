//! Roles that only we give, because the owner said so: whoever has one without a right to it loses
//! it at the next comparison, unless that would be too many at once.

pub(in crate::memberships) mod commands;
mod store;

use serde_json::json;
use sqlx::SqliteConnection;

use super::breaker;
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::RoleId;
use crate::journal::{self, By, Entry};
use crate::memberships::rules::{Refusal, TakenFor};
use crate::people;

/// The roles that only we give.
pub(super) async fn roles(conn: &mut SqliteConnection) -> Result<Vec<RoleId>> {
    Ok(store::roles(conn).await?)
}

/// From now on nobody else gives a role, or others may.
///
/// # Errors
/// Refused for everyone but the owner, where no plan gives the role, and where it is so already.
pub async fn set_exclusive(
    app: &App,
    actor: &Actor,
    role: RoleId,
    is_exclusive: bool,
) -> Result<()> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let sold = crate::memberships::paid_roles(tx.conn().await?).await?;
    if is_exclusive && !sold.contains(&role) {
        return Err(Refusal::RoleOfNoPlan(role).into());
    }
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let (is_news, kind) = if is_exclusive {
        let is_news = store::insert(&mut tx, role, owner, now).await?;
        (is_news, "role.exclusive")
    } else {
        breaker::moot_all(&mut tx, role, TakenFor::Exclusive).await?;
        breaker::show(app, &mut tx).await?;
        (store::delete(&mut tx, role).await?, "role.not_exclusive")
    };
    if !is_news {
        return Err(Refusal::RoleIsSoAlready(role).into());
    }
    let entry = Entry {
        by: By::Person(owner),
        kind,
        subject: &format!("role:{role}"),
        person: None,
        details: json!({"role": role}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    app.compare_soon.notify_one();
    Ok(())
}
