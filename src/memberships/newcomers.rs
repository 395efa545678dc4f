//! Who holds something they did not hold before, for whoever welcomes them.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::rules::Source;
use super::store;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, PersonId, PlanId};

/// Somebody with an entitlement of which nobody has taken notice yet.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// Which entitlement.
    pub entitlement: EntitlementId,
    /// Whose.
    pub person: PersonId,
    /// Since when it holds.
    pub since: DateTime<Utc>,
    /// They came by a list of another platform, where they were before.
    is_of_list: bool,
    opens: Tracks,
    /// What earlier entitlements of theirs opened.
    opened: Vec<Tracks>,
}

/// The tracks that a plan opens; none are all.
type Tracks = HashSet<String>;

impl Newcomer {
    /// Whether it opens this track.
    pub fn opens(&self, track: &str) -> bool {
        holds(&self.opens, track)
    }

    /// Whether they had nothing that opened this track before.
    pub fn is_new_to(&self, track: &str) -> bool {
        !self.is_of_list && !self.opened.iter().any(|opened| holds(opened, track))
    }
}

fn holds(tracks: &Tracks, track: &str) -> bool {
    tracks.is_empty() || tracks.contains(track)
}

/// So many of them, the longest waiting first.
pub async fn newcomers(conn: &mut SqliteConnection, limit: i64) -> Result<Vec<Newcomer>> {
    let found = store::newcomers(conn, limit).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let mut tracks: HashMap<PlanId, Tracks> = HashMap::new();
    for (plan, track) in store::plan_tracks(conn).await? {
        tracks.entry(plan).or_default().insert(track);
    }
    let of = |plan: &PlanId| tracks.get(plan).cloned().unwrap_or_default();
    let mut out = Vec::new();
    for row in found {
        let earlier = store::plans_before(conn, row.person_id, row.id).await?;
        out.push(Newcomer {
            entitlement: row.id,
            person: row.person_id,
            since: row.starts_at,
            is_of_list: row.source == Source::Import,
            opens: of(&row.plan_id),
            opened: earlier.iter().map(of).collect(),
        });
    }
    Ok(out)
}

/// They were taken notice of.
pub async fn welcomed(tx: &mut Tx, entitlement: EntitlementId) -> Result<()> {
    Ok(store::welcomed(tx, entitlement).await?)
}
