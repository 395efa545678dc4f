//! Who holds the mentor role, and what whoever routes questions reads of them.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::rules;
use super::store;
use crate::app::App;
use crate::config::{Config, Quiet};
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, UserId};
use crate::journal::{self, By, Entry};
use crate::text::Lang;

/// Who gained and who lost the mentor role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MentorNews {
    /// They hold it now.
    pub gained: Vec<PersonId>,
    /// They do not any more.
    pub lost: Vec<PersonId>,
}

impl MentorNews {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }

    fn add(&mut self, person: PersonId, is_mentor: bool) {
        if is_mentor {
            self.gained.push(person);
        } else {
            self.lost.push(person);
        }
    }
}

/// A mentor as routing sees them.
#[derive(Clone, Debug, PartialEq)]
pub struct Mentor {
    /// Who.
    pub person: PersonId,
    /// Their Discord id.
    pub user: UserId,
    /// The language in which they read what they did not ask for.
    pub lang: Lang,
    /// Which year as a doctor they are in, where they said so.
    pub year: Option<i64>,
    /// The fields in which they answer, by key; none where they chose none.
    pub fields: Vec<String>,
    /// How many questions they take at once.
    pub max_load: i64,
    /// When they are not written to unasked.
    pub quiet: Quiet,
    /// They are not absent.
    pub is_available: bool,
    /// Their hospital as it is compared with another; shown to nobody.
    pub hospital: Option<String>,
    /// They want messages that need not be.
    pub takes_messages: bool,
}

/// Every mentor, in two queries however many they are.
pub async fn mentors(
    conn: &mut SqliteConnection,
    config: &Config,
    now: DateTime<Utc>,
) -> Result<Vec<Mentor>> {
    let rows = store::mentors(conn).await?;
    let mut fields = store::mentor_fields(conn).await?.into_iter().peekable();
    let mut out = Vec::with_capacity(rows.len());
    // Both are in order of persons, and a field is a mentor's.
    for row in rows {
        let mut own = Vec::new();
        while let Some((_, field)) = fields.next_if(|(person, _)| *person == row.person_id) {
            own.push(field);
        }
        let zone = config.timezone.0;
        out.push(Mentor {
            person: row.person_id,
            user: row.user_id,
            lang: Lang::from_locale(&row.language),
            year: row.first_year.map(|first| rules::year(first, now, zone)),
            fields: own,
            max_load: row.max_load.unwrap_or(rules::LOAD),
            quiet: store::quiet(row.quiet)?.unwrap_or(config.notices.quiet),
            is_available: rules::is_available(row.is_away, row.away_until, now),
            hospital: row.hospital.as_deref().map(rules::folded),
            takes_messages: row.takes_messages,
        });
    }
    Ok(out)
}

/// Remembers whether a person holds the mentor role. `true` when that is news.
pub async fn set_mentor(
    tx: &mut Tx,
    person: PersonId,
    is_mentor: bool,
    now: DateTime<Utc>,
) -> Result<bool> {
    if !store::set_mentor(tx, person, is_mentor, now).await? {
        return Ok(false);
    }
    let kind = if is_mentor {
        "mentor.gained"
    } else {
        "mentor.lost"
    };
    let entry = Entry {
        by: By::Discord,
        kind,
        subject: &format!("person:{person}"),
        person: Some(person),
        details: json!({}),
    };
    journal::record(tx, now, entry).await?;
    Ok(true)
}

/// Discord shows one person with or without the mentor role. Who holds it is known from now on.
pub async fn mentor_seen(app: &App, user: UserId, is_mentor: bool) -> Result<MentorNews> {
    let known = store::is_mentor(&mut *app.db.read().await?, user).await?;
    // Members change all the time; the one writer is bothered only where something differs.
    if known.unwrap_or(false) == is_mentor {
        return Ok(MentorNews::default());
    }
    take_in(app, &[(user, is_mentor)]).await
}

/// Discord lists everyone in the server: these hold the mentor role, and nobody else does.
pub async fn mentors_listed(app: &App, holders: &[UserId]) -> Result<MentorNews> {
    let holders: HashSet<UserId> = holders.iter().copied().collect();
    let known = store::mentor_users(&mut *app.db.read().await?).await?;
    let known: HashSet<UserId> = known.into_iter().collect();
    let gained = holders.difference(&known).map(|user| (*user, true));
    let lost = known.difference(&holders).map(|user| (*user, false));
    let mut seen: Vec<(UserId, bool)> = gained.chain(lost).collect();
    if seen.is_empty() {
        return Ok(MentorNews::default());
    }
    seen.sort_unstable();
    take_in(app, &seen).await
}

async fn take_in(app: &App, seen: &[(UserId, bool)]) -> Result<MentorNews> {
    let now = app.now();
    let mut news = MentorNews::default();
    let mut tx = app.db.begin().await?;
    for (user, is_mentor) in seen {
        let person = super::ensure(&mut tx, *user, None, now).await?;
        if set_mentor(&mut tx, person, *is_mentor, now).await? {
            news.add(person, *is_mentor);
        }
    }
    tx.commit().await?;
    Ok(news)
}
