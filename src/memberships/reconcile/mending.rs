//! The owner's last word on one role of one person.

use super::{Cause, Seen, project, store};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, RoleId};
use crate::memberships::rules::{Fights, RoleGrant};

/// Someone gets a role to which they have a right, whatever somebody did by hand.
pub(in crate::memberships) async fn give_after_all(
    app: &App,
    tx: &mut Tx,
    of: (PersonId, RoleId),
    owner: PersonId,
) -> Result<()> {
    decide(app, tx, of, owner, false).await
}

/// Someone loses a role to which they have no right, whoever gave it; unless too many would.
pub(in crate::memberships) async fn take_after_all(
    app: &App,
    tx: &mut Tx,
    of: (PersonId, RoleId),
    owner: PersonId,
) -> Result<()> {
    decide(app, tx, of, owner, true).await
}

/// What was meant before counts no more; from what is there follows what is asked.
async fn decide(
    app: &App,
    tx: &mut Tx,
    (person, role): (PersonId, RoleId),
    owner: PersonId,
    is_there: bool,
) -> Result<()> {
    let grants = store::grants(tx.conn().await?, person).await?;
    let Some(grant) = grants.into_iter().find(|grant| grant.role == role) else {
        return Ok(());
    };
    let grant = RoleGrant {
        is_granted: is_there,
        is_foreign: false,
        mark: None,
        fights: Fights::default(),
        ..grant
    };
    store::save(tx, person, grant, app.now()).await?;
    project(app, tx, person, Seen::AsRecorded, Cause::Mended(owner)).await?;
    Ok(())
}
