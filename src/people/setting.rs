//! What mentors set: whether they take questions, how many at once, in which fields, and when they are
//! not written to.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::changing::{hours_typed, known_field, record};
use super::refusal::Refusal;
use super::rules::{self, typed};
use super::store::{self, MentorSet};
use crate::actor::Actor;
use crate::app::App;
use crate::config::Quiet;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::PersonId;

/// All that a mentor set.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// They take questions now.
    pub is_available: bool,
    /// Where they do not: until when, if that is known.
    pub away_until: Option<DateTime<Utc>>,
    /// How many questions they take at once.
    pub max_load: i64,
    /// Their fields, by key.
    pub fields: Vec<String>,
    /// When they are not written to unasked; `None`: as the salon's settings say.
    pub quiet: Option<Quiet>,
}

/// What a mentor typed of their time; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct Availability {
    /// Whether they take questions.
    pub is_on: Option<bool>,
    /// The last day on which they do not.
    pub until: Option<String>,
    /// How many questions they take at once.
    pub load: Option<i64>,
}

/// Sets whether a mentor takes questions, and how many at once. With nothing typed it only reads.
pub async fn set_available(app: &App, actor: &Actor, typed: &Availability) -> Result<Settings> {
    actor.must_be_mentor()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let person = super::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let before = store::mentor_set(tx.conn().await?, person).await?;
    let before = before.unwrap_or_default();
    let mut after = before.clone();
    match (typed.is_on, &typed.until) {
        (None, None) => {}
        (Some(true), None) => (after.is_away, after.away_until) = (false, None),
        (Some(true), Some(_)) => return Err(Refusal::OnUntil.into()),
        (Some(false), None) => (after.is_away, after.away_until) = (true, None),
        (Some(false) | None, Some(until)) => {
            let until = typed::away_until(until, now, app.config.timezone.0)?;
            (after.is_away, after.away_until) = (true, Some(until));
        }
    }
    if let Some(load) = typed.load {
        if !typed::LOADS.contains(&load) {
            return Err(Refusal::NoSuchLoad(load).into());
        }
        after.max_load = load;
    }
    let mut changed = Vec::new();
    if (before.is_away, before.away_until) != (after.is_away, after.away_until) {
        changed.push("away");
    }
    if before.max_load != after.max_load {
        changed.push("load");
    }
    if !changed.is_empty() {
        store::set_mentor_set(&mut tx, person, &after).await?;
    }
    finish(tx, person, &changed, now).await
}

/// Adds a field to those in which a mentor answers, and takes one away. With nothing typed it only
/// reads.
pub async fn set_fields(
    app: &App,
    actor: &Actor,
    add: Option<&str>,
    remove: Option<&str>,
) -> Result<Settings> {
    actor.must_be_mentor()?;
    let now = app.now();
    let add = add.map(|field| known_field(app, field)).transpose()?;
    // What the settings no longer have can still be taken away.
    let remove = remove.map(|field| known_field(app, field).unwrap_or_else(|_| field.to_owned()));
    if add.is_some() && add == remove {
        return Err(Refusal::GivenAndCleared.into());
    }
    let mut tx = app.db.begin().await?;
    let person = super::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let mut is_changed = false;
    if let Some(field) = add {
        is_changed |= store::add_mentor_field(&mut tx, person, &field).await?;
    }
    if let Some(field) = remove {
        is_changed |= store::remove_mentor_field(&mut tx, person, &field).await?;
    }
    let changed: &[&str] = if is_changed { &["fields"] } else { &[] };
    finish(tx, person, changed, now).await
}

/// Sets when a mentor is not written to unasked, as `/profile` does; `is_reset`: as the salon's settings
/// say. With nothing typed it only reads.
pub async fn set_quiet(
    app: &App,
    actor: &Actor,
    hours: Option<&str>,
    is_reset: bool,
) -> Result<Settings> {
    actor.must_be_mentor()?;
    let now = app.now();
    if hours.is_some() && is_reset {
        return Err(Refusal::GivenAndCleared.into());
    }
    let hours = hours.map(hours_typed).transpose()?;
    let mut tx = app.db.begin().await?;
    let person = super::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let row = store::profile(tx.conn().await?, person).await?;
    let mut row = row.unwrap_or_default();
    let is_typed = is_reset || hours.is_some();
    let is_changed = is_typed && row.quiet != hours;
    if is_changed {
        row.quiet = hours;
        row.version += 1;
        store::set_profile(&mut tx, person, &row).await?;
    }
    let changed: &[&str] = if is_changed { &["quiet"] } else { &[] };
    finish(tx, person, changed, now).await
}

/// Writes down what was changed, and reads all back.
async fn finish(
    mut tx: Tx,
    person: PersonId,
    changed: &[&str],
    now: DateTime<Utc>,
) -> Result<Settings> {
    if !changed.is_empty() {
        record(&mut tx, person, "mentor.changed", changed, now).await?;
    }
    let settings = settings(tx.conn().await?, person, now).await?;
    tx.commit().await?;
    Ok(settings)
}

async fn settings(
    conn: &mut SqliteConnection,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Settings> {
    let set = store::mentor_set(conn, person).await?.unwrap_or_default();
    let profile = store::profile(conn, person).await?;
    let is_available = rules::is_available(set.is_away, set.away_until, now);
    Ok(Settings {
        is_available,
        away_until: set.away_until.filter(|_| !is_available),
        max_load: set.max_load,
        fields: store::fields_of(conn, person).await?,
        quiet: store::quiet(profile.and_then(|row| row.quiet))?,
    })
}

impl Default for MentorSet {
    fn default() -> Self {
        Self {
            is_away: false,
            away_until: None,
            max_load: rules::LOAD,
        }
    }
}
