//! Watching: who may see a video now, and who did.

pub(super) mod cards;
mod store;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::cards::track;
use super::rules::{self, Refusal};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::OccurrenceId;
use crate::memberships::{self, Access};
use crate::people;

/// A video that was opened.
#[derive(Debug)]
pub struct Opened {
    pub(super) series: String,
    pub(super) number: i64,
    pub(super) title: String,
    pub(super) url: String,
    /// Opened by somebody who runs the salon.
    pub(super) is_staff: bool,
}

/// Opens the video of a posted lecture: for whoever runs the salon, and for whom a plan opens it
/// now.
pub async fn watch(app: &App, actor: &Actor, id: OccurrenceId) -> Result<Opened> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    let found = store::watchable(&mut conn, id).await?;
    let found = found.filter(|found| rules::is_watchable(found.state));
    let found = found.ok_or(Refusal::Stale)?;
    let is_staff = actor.is_staff();
    if !is_staff {
        must_open(&mut conn, app, actor, &found.track, now).await?;
    }
    drop(conn);
    // They are no viewers.
    if !is_staff {
        let mut tx = app.db.begin().await?;
        let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
        store::insert_opening(&mut tx, id, found.lecture_id, person, now).await?;
        tx.commit().await?;
    }
    Ok(Opened {
        series: found.series,
        number: found.number,
        title: found.title,
        url: found.video_url,
        is_staff,
    })
}

/// Lets only those go on for whom a plan opens this track now; says to others what they miss.
async fn must_open(
    conn: &mut SqliteConnection,
    app: &App,
    actor: &Actor,
    key: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let rights = memberships::rights(conn, actor.user, now).await?;
    let track = track(&app.config, key, actor.lang).to_owned();
    Err(match rights.access(key) {
        Access::Open => return Ok(()),
        Access::Ahead(from) => Refusal::PlanAhead { track, from },
        Access::Ended(at) => Refusal::PlanEnded { track, at },
        Access::Other => Refusal::OtherPlan { track },
        Access::Nothing => Refusal::NoPlan,
    }
    .into())
}
