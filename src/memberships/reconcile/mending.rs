//! The owner's last word on one role of one person.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Cause, Seen, breaker, project, store};
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

/// What we know of the roles of two accounts goes with the accounts. Each role counts on from the
/// higher of both: what was asked before is never asked again under the same name.
pub(in crate::memberships) async fn swap_roles(
    tx: &mut Tx,
    one: PersonId,
    other: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    breaker::moot(tx, one, None).await?;
    breaker::moot(tx, other, None).await?;
    let ones = store::grants(tx.conn().await?, one).await?;
    let others = store::grants(tx.conn().await?, other).await?;
    let all = ones.iter().chain(&others).map(|grant| grant.role);
    for role in all.collect::<BTreeSet<_>>() {
        let of = |grants: &[RoleGrant]| {
            let known = grants.iter().find(|grant| grant.role == role).copied();
            known.unwrap_or(RoleGrant {
                is_granted: false,
                is_foreign: false,
                ..RoleGrant::foreign(role, now)
            })
        };
        let (of_one, of_other) = (of(&ones), of(&others));
        let version = of_one.version.max(of_other.version) + 1;
        let counted = |grant| RoleGrant { version, ..grant };
        store::save(tx, one, counted(of_other), now).await?;
        store::save(tx, other, counted(of_one), now).await?;
    }
    Ok(())
}
