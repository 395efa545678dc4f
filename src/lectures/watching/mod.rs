//! Watching: who may see a video now, and who did.

pub(super) mod cards;
mod store;

use super::cards::track;
use super::rules::{self, Refusal};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::OccurrenceId;
use crate::{memberships, people};

/// A video that was opened.
#[derive(Debug)]
pub struct Opened {
    pub(super) series: String,
    pub(super) number: i64,
    pub(super) title: String,
    pub(super) url: String,
}

/// Opens the video of a posted lecture, for whom a plan opens it now: also the owner and mentors
/// need one.
pub async fn watch(app: &App, actor: &Actor, id: OccurrenceId) -> Result<Opened> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::watchable(&mut tx, id).await?.ok_or(Refusal::Stale)?;
    if !rules::is_watchable(found.state) {
        return Err(Refusal::Stale.into());
    }
    if !memberships::opens_track(tx.conn().await?, actor.user, &found.track, now).await? {
        if actor.is_owner {
            return Err(Refusal::NotOpenedToOwner.into());
        }
        let track = track(&app.config, &found.track, actor.lang).to_owned();
        return Err(Refusal::NotOpened { track }.into());
    }
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    store::insert_opening(&mut tx, id, found.lecture_id, person, now).await?;
    tx.commit().await?;
    Ok(Opened {
        series: found.series,
        number: found.number,
        title: found.title,
        url: found.video_url,
    })
}
