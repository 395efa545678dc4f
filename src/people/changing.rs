//! What somebody says of themselves is changed.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::profile::{self, Profile};
use super::refusal::Refusal;
use super::rules::typed;
use super::store::{self, ProfileRow};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, RoleId, UserId};
use crate::journal::{self, By, Entry};
use crate::outbox::{self, Effect, Priority, Queued};
use crate::text::Text;
use crate::{input, memberships};

/// The longest name of a hospital.
const HOSPITAL_LENGTH: usize = 100;
const WHAT_HOSPITAL: Text = Text::new("people-what-hospital");

/// A part of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Their year as a doctor.
    Year,
    /// Their field.
    Field,
    /// Their track.
    Track,
    /// Their hospital.
    Hospital,
    /// Which messages they want.
    Notifications,
    /// When they are not written to unasked.
    Quiet,
}

impl Part {
    const ALL: [Self; 6] = [
        Self::Year,
        Self::Field,
        Self::Track,
        Self::Hospital,
        Self::Notifications,
        Self::Quiet,
    ];

    /// As the journal calls it.
    const fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Field => "field",
            Self::Track => "track",
            Self::Hospital => "hospital",
            Self::Notifications => "notifications",
            Self::Quiet => "quiet",
        }
    }

    /// Whether it is another in one than in the other.
    fn differs(self, one: &ProfileRow, other: &ProfileRow) -> bool {
        match self {
            Self::Year => one.first_year != other.first_year,
            Self::Field => one.field != other.field,
            Self::Track => one.track != other.track,
            Self::Hospital => one.hospital != other.hospital,
            Self::Notifications => one.notifications != other.notifications,
            Self::Quiet => one.quiet != other.quiet,
        }
    }
}

/// What somebody typed of themselves; what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Which year as a doctor they are in.
    pub year: Option<i64>,
    /// Their field.
    pub field: Option<String>,
    /// Their track.
    pub track: Option<String>,
    /// Their hospital.
    pub hospital: Option<String>,
    /// They want messages that need not be.
    pub takes_messages: Option<bool>,
    /// When they are not written to unasked.
    pub quiet: Option<String>,
    /// What is forgotten.
    pub cleared: Vec<Part>,
}

impl Said {
    /// All of a profile is forgotten.
    pub fn forget_all() -> Vec<Part> {
        Part::ALL.to_vec()
    }

    /// Whether nothing was typed at all.
    pub fn is_empty(&self) -> bool {
        self.cleared.is_empty() && !Part::ALL.into_iter().any(|part| self.has(part))
    }

    const fn has(&self, part: Part) -> bool {
        match part {
            Part::Year => self.year.is_some(),
            Part::Field => self.field.is_some(),
            Part::Track => self.track.is_some(),
            Part::Hospital => self.hospital.is_some(),
            Part::Notifications => self.takes_messages.is_some(),
            Part::Quiet => self.quiet.is_some(),
        }
    }
}

/// What an actor said of themselves; only members and whoever answers them have a profile.
pub async fn own_profile(app: &App, actor: &Actor) -> Result<Profile> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    may_have(&mut conn, actor, now).await?;
    match super::find(&mut conn, actor.user).await? {
        Some(person) => profile::profile(&mut conn, &app.config, person, now).await,
        None => Ok(Profile::NOTHING),
    }
}

/// Changes what was typed, and shows all of it.
pub async fn change_profile(app: &App, actor: &Actor, said: &Said) -> Result<Profile> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    may_have(tx.conn().await?, actor, now).await?;
    let person = super::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let before = store::profile(tx.conn().await?, person).await?;
    let before = before.unwrap_or_default();
    let mut after = apply(app, before.clone(), said, now)?;
    let changed: Vec<&str> = Part::ALL
        .into_iter()
        .filter(|part| part.differs(&before, &after))
        .map(Part::name)
        .collect();
    // Whoever says the same track again may have lost its role, or chose it before there was one.
    let is_again = said.track.is_some() && after.track.is_some();
    if !changed.is_empty() || is_again {
        after.version = before.version + 1;
        let sold = memberships::paid_roles(tx.conn().await?).await?;
        after.track_role_id = track_role(app, &sold, after.track.as_deref());
        store::set_profile(&mut tx, person, &after).await?;
        // What is sold by now is not ours to take.
        let former = before.track_role_id.filter(|role| !sold.contains(role));
        let given = after.track_role_id;
        let given = given.filter(|role| is_again || before.track_role_id != Some(*role));
        let taken = former.filter(|role| after.track_role_id != Some(*role));
        swap_track_role(
            &mut tx,
            (person, actor.user),
            (taken, given),
            after.version,
            now,
        )
        .await?;
    }
    if !changed.is_empty() {
        record(&mut tx, person, "profile.changed", &changed, now).await?;
    }
    let profile = profile::read(&app.config, after, now)?;
    tx.commit().await?;
    Ok(profile)
}

async fn may_have(conn: &mut SqliteConnection, actor: &Actor, now: DateTime<Utc>) -> Result<()> {
    if actor.is_staff() || memberships::is_member(conn, actor.user, now).await? {
        return Ok(());
    }
    Err(Refusal::NotMember.into())
}

fn apply(app: &App, row: ProfileRow, said: &Said, now: DateTime<Utc>) -> Result<ProfileRow> {
    if said.cleared.iter().any(|part| said.has(*part)) {
        return Err(Refusal::GivenAndCleared.into());
    }
    let mut row = row;
    let nothing = ProfileRow::default();
    for part in &said.cleared {
        match part {
            Part::Year => row.first_year = nothing.first_year,
            Part::Field => row.field.clone_from(&nothing.field),
            Part::Track => row.track.clone_from(&nothing.track),
            Part::Hospital => row.hospital.clone_from(&nothing.hospital),
            Part::Notifications => row.notifications.clone_from(&nothing.notifications),
            Part::Quiet => row.quiet.clone_from(&nothing.quiet),
        }
    }
    if let Some(year) = said.year {
        row.first_year = Some(typed::first_year(year, now, app.config.timezone.0)?);
    }
    if let Some(field) = &said.field {
        row.field = unless_nothing(field, |field| known_field(app, field))?;
    }
    if let Some(track) = &said.track {
        row.track = unless_nothing(track, |track| {
            let known = app.config.track(track).map(str::to_owned);
            Ok(known.ok_or_else(|| Refusal::NoSuchTrack(track.to_owned()))?)
        })?;
    }
    if let Some(hospital) = &said.hospital {
        row.hospital = unless_nothing(hospital, |hospital| {
            input::line(&WHAT_HOSPITAL, hospital, HOSPITAL_LENGTH)
        })?;
    }
    if let Some(all) = said.takes_messages {
        if all { "all" } else { "needed" }.clone_into(&mut row.notifications);
    }
    if let Some(hours) = &said.quiet {
        row.quiet = Some(hours_typed(hours)?);
    }
    Ok(row)
}

/// Hours as they are stored; whoever says none is never spared.
pub(super) fn hours_typed(hours: &str) -> Result<String> {
    let quiet = unless_nothing(hours, |hours| Ok(typed::quiet(hours)?))?;
    Ok(quiet.map(String::from).unwrap_or_default())
}

fn unless_nothing<T>(typed: &str, read: impl FnOnce(&str) -> Result<T>) -> Result<Option<T>> {
    if typed::is_nothing(typed) {
        return Ok(None);
    }
    read(typed).map(Some)
}

/// The key of a field that was typed.
pub(super) fn known_field(app: &App, typed: &str) -> Result<String> {
    let known = app.config.field(typed).map(str::to_owned);
    Ok(known.ok_or_else(|| Refusal::NoSuchField(typed.to_owned()))?)
}

/// The role that goes with a track. One that is sold is given to nobody for a word.
fn track_role(app: &App, sold: &[RoleId], track: Option<&str>) -> Option<RoleId> {
    let role = track.and_then(|track| app.config.tracks.get(track)?.role);
    role.filter(|role| !sold.contains(role))
}

/// Takes the role of the former track, gives that of the new one.
async fn swap_track_role(
    tx: &mut Tx,
    (person, user): (PersonId, UserId),
    (taken, given): (Option<RoleId>, Option<RoleId>),
    version: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    let reason = "profile".to_owned();
    let taken = taken.map(|role| {
        let reason = reason.clone();
        (role, Effect::RevokeRole { user, role, reason })
    });
    let given = given.map(|role| {
        let reason = reason.clone();
        (role, Effect::GrantRole { user, role, reason })
    });
    let subject = format!("profile:{person}");
    for (role, effect) in taken.into_iter().chain(given) {
        let topic = format!("profile:{person}:role:{role}");
        let queued = Queued::once(&topic, &subject, Priority::Click).version(version);
        outbox::enqueue(tx, &queued, &effect, now).await?;
    }
    Ok(())
}

/// Names what was changed, never to what.
pub(super) async fn record(
    tx: &mut Tx,
    person: PersonId,
    kind: &'static str,
    changed: &[&str],
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = Entry {
        by: By::Person(person),
        kind,
        subject: &format!("person:{person}"),
        person: Some(person),
        details: json!({ "changed": changed }),
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}
