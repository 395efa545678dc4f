//! Changing what is sold: an edit, the roles that leave with it, and the end of its sale.

use serde_json::json;

use super::plans::{self, Offer};
use super::rules::{self, PaidRole, Plan, PlanEdit, PlanState, Refusal};
use super::{Buyers, Terms, joining, known_plan, store};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PlanId, RoleId};
use crate::journal::{self, By, Entry};
use crate::people;

/// What the owner wants different of a plan; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct PlanChange {
    /// What becomes different of the plan itself; names as typed.
    pub what: PlanEdit,
    /// Who may buy it.
    pub buyers: Option<Buyers>,
    /// How many people may hold it; 0: any number.
    pub seats: Option<i64>,
    /// The roles that it confers from now on; empty leaves those it has.
    pub roles: Vec<PaidRole>,
    /// The tracks that it opens from now on, separated by commas, or the word for all.
    pub tracks: Option<String>,
}

/// A plan as it is after an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The plan, with what it confers now.
    pub offer: Offer,
    /// The roles that the owner wants it to have: the others leave once that is confirmed.
    pub kept: Vec<RoleId>,
    /// The roles that would leave, and how many people would lose each. Empty where nobody would:
    /// then they left at once.
    pub leaving: Vec<(RoleId, i64)>,
    /// Counts the owner's changes; a confirmation of an older one is not taken.
    pub version: i64,
}

/// Changes a plan. Roles follow by a comparison with Discord that is rung for. A role that people
/// would lose stays until [`keep_roles`] confirms it.
///
/// # Errors
/// Refused for everyone but the owner, where the rules say no, and where nothing would change.
pub async fn edit_plan(app: &App, actor: &Actor, key: &str, change: &PlanChange) -> Result<Edited> {
    actor.must_be_owner()?;
    let reserved = plans::reserved(app).await?;
    let wanted = rules::roles(&change.roles, reserved)?;
    let read = |typed: &Option<String>| typed.as_deref().map(plans::name).transpose();
    let what = PlanEdit {
        name_ja: read(&change.what.name_ja)?,
        name_en: read(&change.what.name_en)?,
        ..change.what.clone()
    };
    let tracks = match &change.tracks {
        Some(typed) => Some(plans::tracks(app, actor, typed)?),
        None => None,
    };

    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = known_plan(&mut tx, key).await?;
    let conn = tx.conn().await?;
    let had = store::roles_of(conn, before.id).await?;
    let opened = store::tracks_of(conn, before.id).await?;
    let kept = if wanted.is_empty() {
        had.clone()
    } else {
        wanted
    };
    let plan = rules::edited(&before, &what, &kept, reserved)?;
    plans::must_be_free(&mut tx, actor, plan.sku, Some(plan.id)).await?;
    let added = kept.iter().filter(|role| !had.contains(role));
    let added: Vec<RoleId> = added.copied().collect();
    let mut leaving = Vec::new();
    for role in had.iter().filter(|role| !kept.contains(role)) {
        let losing = store::would_lose(tx.conn().await?, plan.id, *role, now).await?;
        leaving.push((*role, losing));
    }
    let had_terms = joining::terms(tx.conn().await?, before.id).await?;
    let seats = change.seats.or(had_terms.seats.map(i64::from));
    let terms = Terms::new(change.buyers.unwrap_or(had_terms.buyers), seats)?;
    let is_same_tracks = tracks.as_ref().is_none_or(|tracks| *tracks == opened);
    if plan == before
        && added.is_empty()
        && leaving.is_empty()
        && is_same_tracks
        && terms == had_terms
    {
        return Err(Refusal::NothingToChange.into());
    }

    let version = store::change_plan(&mut tx, &plan, now).await?;
    joining::set_terms(&mut tx, plan.id, terms).await?;
    for role in &added {
        store::insert_plan_role(&mut tx, plan.id, *role, Some(now)).await?;
    }
    if let Some(tracks) = &tracks {
        store::clear_plan_tracks(&mut tx, plan.id).await?;
        for track in tracks {
            store::insert_plan_track(&mut tx, plan.id, track).await?;
        }
    }
    if leaving.iter().all(|(_, losing)| *losing == 0) {
        for (role, _) in leaving.drain(..) {
            store::delete_plan_role(&mut tx, plan.id, role).await?;
        }
    }
    let offer = recorded(&mut tx, app, actor, plan.id, version).await?;
    tx.commit().await?;
    app.compare_soon.notify_one();
    // There may be more seats.
    app.schedule_changed.notify_one();
    Ok(Edited {
        offer,
        kept,
        leaving,
        version,
    })
}

/// Takes from a plan every role but these, which the owner was told the consequences of. Only ever
/// takes: what a button names cannot add a role.
///
/// # Errors
/// Refused for everyone but the owner, and where the plan was changed since they were told.
pub async fn keep_roles(
    app: &App,
    actor: &Actor,
    plan: PlanId,
    version: i64,
    kept: &[RoleId],
) -> Result<Offer> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let version = store::next_version(&mut tx, plan, version).await?;
    let version = version.ok_or(Refusal::PlanHasChanged)?;
    let had = store::roles_of(tx.conn().await?, plan).await?;
    if !had.iter().any(|role| kept.contains(role)) {
        return Err(Refusal::PlanHasChanged.into());
    }
    for role in had.iter().filter(|role| !kept.contains(role)) {
        store::delete_plan_role(&mut tx, plan, *role).await?;
    }
    let offer = recorded(&mut tx, app, actor, plan, version).await?;
    tx.commit().await?;
    app.compare_soon.notify_one();
    Ok(offer)
}

/// A plan of which the owner ends the sale, or takes it up again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// As it is now.
    pub plan: Plan,
    /// So many wait for a seat: as before where it is sold again, and no longer where its sale ends.
    /// Where it is sold still, the owner has to agree to that first.
    pub waiting: i64,
}

/// Ends the sale of a plan, if no more wait for a seat than the owner has `agreed` to, or takes it up
/// again.
///
/// Whoever holds it keeps it, whoever was offered a seat or has agreed may finish, and whoever waits is
/// told by the clock's work that they need not any more.
///
/// # Errors
/// Refused for everyone but the owner, and where it is so already.
pub async fn archive_plan(
    app: &App,
    actor: &Actor,
    key: &str,
    state: PlanState,
    agreed: i64,
) -> Result<Archived> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let plan = known_plan(&mut tx, key).await?;
    if plan.state == state {
        return Err(Refusal::PlanIsSoAlready(plan.name(actor.lang).to_owned(), state).into());
    }
    let waiting = joining::waiting_for(tx.conn().await?, plan.id).await?;
    if state == PlanState::Archived && waiting > agreed {
        return Ok(Archived { plan, waiting });
    }
    store::set_plan_state(&mut tx, plan.id, state).await?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let entry = Entry {
        by: By::Person(owner),
        kind: match state {
            PlanState::Active => "plan.restored",
            PlanState::Archived => "plan.archived",
        },
        subject: &format!("plan:{}", plan.id),
        person: None,
        details: json!({}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    let plan = Plan { state, ..plan };
    Ok(Archived { plan, waiting })
}

/// Writes down what a plan confers now, and returns it.
async fn recorded(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    plan: PlanId,
    version: i64,
) -> Result<Offer> {
    let now = app.now();
    let offer = Offer {
        plan: store::plan(tx.conn().await?, plan).await?,
        roles: store::roles_of(tx.conn().await?, plan).await?,
        tracks: store::tracks_of(tx.conn().await?, plan).await?,
        terms: joining::terms(tx.conn().await?, plan).await?,
    };
    let owner = people::ensure(tx, actor.user, Some(actor.lang), now).await?;
    let entry = Entry {
        by: By::Person(owner),
        kind: "plan.edited",
        subject: &format!("plan:{plan}"),
        person: None,
        details: json!({"version": version, "price_jpy": offer.plan.price.0,
            "grace_days": offer.plan.grace_days, "roles": offer.roles, "tracks": offer.tracks,
            "sku": offer.plan.sku, "by_hand": offer.plan.by_hand.name(),
            "trial_days": offer.plan.passage.trial_days, "exit": offer.plan.passage.exit.name()}),
    };
    journal::record(tx, now, entry).await?;
    Ok(offer)
}
