//! What members find: what comes next, and what is out.

pub(super) mod cards;
pub(super) mod commands;
mod store;

use super::slots::{self, Plan};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::ids::OccurrenceId;
use crate::memberships;
use crate::text::Text;

/// What comes next in every slot, for members.
pub async fn upcoming(app: &App, actor: &Actor) -> Result<Vec<Plan>> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    if !actor.is_staff() && !memberships::is_member(&mut conn, actor.user, now).await? {
        return Err(Error::Refused(Text::new("only-members")));
    }
    slots::plans(&mut conn, now).await
}

/// What was posted is found from now on, under the track that opens it.
pub(super) async fn enter(tx: &mut Tx, posted: OccurrenceId) -> Result<()> {
    Ok(store::enter(tx, posted).await?)
}
