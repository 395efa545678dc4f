//! What members find: what comes next.

pub(super) mod cards;
pub(super) mod commands;

use super::slots::{self, Plan};
use crate::actor::Actor;
use crate::app::App;
use crate::error::{Error, Result};
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
