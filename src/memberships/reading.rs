//! What other features ask about what people hold; nothing here changes anything.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::rules::{self, Access, Standing};
use super::{status, store};
use crate::error::Result;
use crate::ids::{PlanId, UserId};
use crate::people;

/// What somebody holds and held, read once and asked as often as needed.
#[derive(Clone, Debug, Default)]
pub struct Rights {
    standings: Vec<(PlanId, Standing)>,
    /// The tracks that a plan opens; one that is not here opens all.
    tracks: HashMap<PlanId, Vec<String>>,
}

/// What somebody holds and held.
pub async fn rights(
    conn: &mut SqliteConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Rights> {
    let Some(person) = people::find(conn, user).await? else {
        return Ok(Rights::default());
    };
    let (plans, periods) = status::holdings(conn, person).await?;
    let standings = status::standings(&plans, &periods, now);
    let mut tracks: HashMap<PlanId, Vec<String>> = HashMap::new();
    for (plan, track) in store::plan_tracks(conn).await? {
        tracks.entry(plan).or_default().push(track);
    }
    Ok(Rights {
        standings: standings
            .into_iter()
            .map(|(plan, it)| (plan.id, it))
            .collect(),
        tracks,
    })
}

impl Rights {
    /// What of several tracks comes nearest to opening what is shown under each of them.
    pub fn nearest<'a>(&self, tracks: &'a [String]) -> Option<(&'a str, Access)> {
        let asked = tracks.iter().map(|it| (it.as_str(), self.access(it)));
        asked.min_by_key(|(_, access)| *access)
    }

    /// Whether it opens what is shown under this track.
    pub fn access(&self, track: &str) -> Access {
        let opens = |plan: &PlanId| {
            let tracks = self.tracks.get(plan);
            tracks.is_none_or(|tracks| tracks.iter().any(|it| it == track))
        };
        let standings = self.standings.iter();
        rules::access(
            &standings
                .map(|(plan, it)| (opens(plan), *it))
                .collect::<Vec<_>>(),
        )
    }
}
