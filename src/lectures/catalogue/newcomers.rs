//! Who comes late is told once for each track what was there before: never a flood.

use chrono::{DateTime, Utc};

use super::{cards, store};
use crate::app::App;
use crate::error::Result;
use crate::lectures::slots;
use crate::memberships::{self, Newcomer};
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;

/// Newcomers of one pass.
const AT_ONCE: i64 = 200;

/// Welcomes whoever came, unless it is quiet.
pub(in crate::lectures) async fn run(app: &App) -> Result<()> {
    if when(app) > app.now() {
        return Ok(());
    }
    let newcomers = memberships::newcomers(&mut *app.db.read().await?, AT_ONCE).await?;
    for newcomer in newcomers {
        if let Err(error) = welcome(app, &newcomer).await {
            let id = newcomer.entitlement;
            app.report(
                &error,
                &format!("the newcomer of {id} could not be welcomed"),
            );
        }
    }
    Ok(())
}

/// When [`run`] next has something to do.
pub(in crate::lectures) async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    let newcomers = memberships::newcomers(&mut *app.db.read().await?, 1).await?;
    Ok((!newcomers.is_empty()).then(|| when(app)))
}

/// The first moment that is not quiet.
fn when(app: &App) -> DateTime<Utc> {
    let quiet = app.config.notices.quiet;
    quiet.after(app.now(), app.config.timezone.0)
}

/// Notes each track that is theirs now, for ever, and tells of those that are new to them.
async fn welcome(app: &App, newcomer: &Newcomer) -> Result<()> {
    let now = app.now();
    let person = newcomer.person;
    let mut tx = app.db.begin().await?;
    let mut tracks: Vec<_> = app.config.tracks.keys().cloned().collect();
    tracks.extend(slots::store::tracks(tx.conn().await?).await?);
    tracks.retain(|track| newcomer.opens(track));
    let known = people::known(tx.conn().await?, person).await?;
    let user = known.user.filter(|_| known.is_in_server != Some(false));
    for track in tracks {
        let is_first = store::note_digest(&mut tx, person, &track, now).await?;
        let Some(user) = user.filter(|_| is_first && newcomer.is_new_to(&track)) else {
            continue;
        };
        let series = store::series_out(tx.conn().await?, &track).await?;
        if series.is_empty() {
            continue;
        }
        let message = cards::digest(&app.config, (person, &track), &series, known.lang);
        let key = format!("lecture:digest:{person}:{track}");
        let subject = format!("person:{person}");
        let queued = Queued::once(&key, &subject, Priority::Bulk);
        let queued = queued.owed_since(&mut tx, newcomer.since).await?;
        outbox::enqueue(&mut tx, &queued, &Effect::Dm { user, message }, now).await?;
    }
    memberships::welcomed(&mut tx, newcomer.entitlement).await?;
    tx.commit().await?;
    Ok(())
}
