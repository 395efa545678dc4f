//! Links to a video that are one's own, and ours that lead there once.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;

use super::{Of, find, must_open, store};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::OpeningId;
use crate::lectures::rules::{self, Refusal, Way};
use crate::text::Lang;

/// For so long it is remembered that a link was there.
const KEPT: TimeDelta = TimeDelta::days(7);

/// A link to a video.
#[derive(Debug)]
pub(in crate::lectures) struct Link {
    pub(in crate::lectures) url: String,
    /// Until when it can be used; none: always.
    pub(in crate::lectures) until: Option<DateTime<Utc>>,
    /// It can be used only once.
    pub(in crate::lectures) is_once: bool,
    /// Whoever has the video may refuse it, because it is not signed.
    pub(in crate::lectures) is_unsigned: bool,
}

/// How a video is shown now.
pub(super) fn way(app: &App, video: &str, now: DateTime<Utc>) -> Result<Way> {
    let settings = &app.config.watch;
    Ok(rules::way(
        video,
        &app.keys,
        settings,
        now + settings.lasts(),
    )?)
}

/// The link to give to whoever opened it.
pub(super) async fn issue(
    tx: &mut Tx,
    app: &App,
    way: Way,
    opening: OpeningId,
    video: String,
    now: DateTime<Utc>,
) -> Result<Link> {
    let settings = &app.config.watch;
    let until = now + settings.lasts();
    let is_unsigned = rules::lacks(&video, &app.keys, settings).is_some();
    let (url, until, is_once) = match way {
        Way::Plain => (video, None, false),
        Way::Signed(url) => (url, Some(until), false),
        Way::Redirect => {
            let mut random = [0; 16];
            getrandom::fill(&mut random)
                .map_err(|error| anyhow::anyhow!("no random bytes: {error}"))?;
            let token = rules::token(random);
            store::insert_link(tx, &rules::token_hash(&token), opening, until).await?;
            let base = settings.public_url.trim_end_matches('/');
            (format!("{base}/w/{token}"), Some(until), true)
        }
    };
    Ok(Link {
        url,
        until,
        is_once,
        is_unsigned,
    })
}

/// Whether a link of ours could be followed now. Looking does not use it up.
///
/// # Errors
/// Refused where it could not, whyever.
pub async fn is_link_open(app: &App, token: &str) -> Result<()> {
    let hash = rules::token_hash(token);
    may_follow(&mut *app.db.read().await?, app, &hash).await?;
    Ok(())
}

/// Follows a link of ours, which uses it up; the answer is where the video is.
///
/// # Errors
/// Refused where it cannot be followed, whyever.
pub async fn follow(app: &App, token: &str) -> Result<String> {
    let now = app.now();
    let hash = rules::token_hash(token);
    // What leads nowhere does not take the writer from those who are answered.
    let given = may_follow(&mut *app.db.read().await?, app, &hash).await?;
    let mut tx = app.db.begin().await?;
    if !store::use_link(&mut tx, &hash, now).await? {
        return Err(Refusal::Stale.into());
    }
    tx.commit().await?;
    Ok(given.video_url)
}

/// Looks whether it is there, whether the lecture is still out, and whether whoever was given it may
/// still watch. What somebody is on the server is not known here: who ran the salon when they pressed
/// Watch may follow for as long as the link lasts.
async fn may_follow(conn: &mut SqliteConnection, app: &App, hash: &str) -> Result<store::Given> {
    let given = store::open_link(conn, hash, app.now()).await?;
    let given = given.ok_or(Refusal::Stale)?;
    let found = find(conn, Of::Date(given.occurrence_id)).await?;
    if !given.is_staff {
        let user = given.user_id.ok_or(Refusal::Stale)?;
        must_open(conn, app, (user, Lang::Ja), &found.tracks).await?;
    }
    Ok(given)
}

/// Forgets links that expired long ago.
pub(in crate::lectures) async fn forget(app: &App) -> Result<()> {
    let due = next_to_forget(&mut *app.db.read().await?).await?;
    let now = app.now();
    if due.is_none_or(|due| due > now) {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    store::forget_links(&mut tx, now - KEPT).await?;
    tx.commit().await?;
    Ok(())
}

/// When there is next one to forget.
pub(in crate::lectures) async fn next_to_forget(
    conn: &mut SqliteConnection,
) -> Result<Option<DateTime<Utc>>> {
    let first = store::first_expiry(conn).await?;
    Ok(first.map(|first| first + KEPT))
}
