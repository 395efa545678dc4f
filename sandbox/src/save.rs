//! Saving the state to a file, and starting from it again.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::Context;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::Sandbox;
use crate::state::State;

#[derive(Serialize, Deserialize)]
struct Saved<S> {
    /// What the clock said.
    clock: DateTime<Utc>,
    state: S,
}

impl Sandbox {
    /// Writes everything to `path`; a crash leaves the earlier file or the new one.
    pub fn save(&self, path: &Path) -> anyhow::Result<()> {
        let saved = {
            let discord = self.lock();
            serde_json::to_vec(&Saved {
                clock: discord.clock.now(),
                state: &discord.state,
            })?
        };
        let partial = path.with_extension("partial");
        fs::write(&partial, saved)
            .with_context(|| format!("cannot write {}", partial.display()))?;
        fs::rename(&partial, path).with_context(|| format!("cannot write {}", path.display()))
    }

    /// What the clock said when that file was saved, so that a movable clock can go on from there.
    pub fn saved_clock(path: &Path) -> anyhow::Result<Option<DateTime<Utc>>> {
        Ok(read(path)?.map(|saved| saved.clock))
    }
}

/// The state in that file; none if there is no file.
pub(crate) fn load(path: &Path) -> anyhow::Result<Option<State>> {
    Ok(read(path)?.map(|saved| saved.state))
}

fn read(path: &Path) -> anyhow::Result<Option<Saved<State>>> {
    match fs::read(path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .with_context(|| format!("{} is no saved sandbox", path.display()))
            .map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}
