//! Everyone we know: the link between a person and their Discord id, what they said of themselves,
//! and who of them answers questions.

mod cards;
mod changing;
mod commands;
mod effects;
mod mentors;
mod profile;
mod refusal;
mod rules;
mod setting;
mod store;

use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, UserId};
use crate::text::Lang;

use chrono::{DateTime, Utc};

pub use changing::{Part, Said, change_profile, own_profile};
pub use commands::{commands, mentor_commands};
pub use effects::describe;
pub use mentors::{Mentor, MentorNews, mentor_seen, mentors, mentors_listed, set_mentor};
pub use profile::{Profile, profile, quiet_until, takes_messages};
pub use refusal::Refusal;
pub use setting::{Availability, Settings, set_available, set_fields, set_quiet};

/// The person behind a Discord id, remembered from now on, with the language they use.
pub async fn ensure(
    tx: &mut Tx,
    user: UserId,
    lang: Option<Lang>,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    if let Some((id, known)) = store::by_user(tx.conn().await?, user).await? {
        if let Some(lang) = lang
            && lang.code() != known
        {
            store::set_language(tx, id, lang.code()).await?;
        }
        return Ok(id);
    }
    let language = lang.unwrap_or_default().code();
    Ok(store::insert(tx, Some(user), language, now).await?)
}

/// Somebody of whom nothing is known, and who has no account: in their name an anonymous question is asked.
pub async fn alias(tx: &mut Tx, now: DateTime<Utc>) -> Result<PersonId> {
    Ok(store::insert(tx, None, Lang::default().code(), now).await?)
}

/// Asks somebody whether they mean what they typed, and keeps that until they answer; the number of the
/// question. An older one can no longer be answered.
pub async fn ask(tx: &mut Tx, person: PersonId, details: &serde_json::Value) -> Result<i64> {
    Ok(store::ask(tx, person, details).await?)
}

/// What somebody typed, where this is the question that waits; it is answered then.
pub async fn answer(tx: &mut Tx, person: PersonId, number: i64) -> Result<Option<String>> {
    Ok(store::answer(tx, person, number).await?)
}

/// The person behind a Discord id, if we ever heard of them.
pub async fn find(conn: &mut sqlx::SqliteConnection, user: UserId) -> Result<Option<PersonId>> {
    Ok(store::by_user(conn, user).await?.map(|(id, _)| id))
}

/// The Discord id of a person, unless they were erased.
pub async fn user(conn: &mut sqlx::SqliteConnection, person: PersonId) -> Result<Option<UserId>> {
    Ok(store::user(conn, person).await?)
}

/// The language in which a person reads what they did not ask for.
pub async fn language(conn: &mut sqlx::SqliteConnection, person: PersonId) -> Result<Lang> {
    Ok(Lang::from_locale(&store::language(conn, person).await?))
}

/// What we know of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Their Discord id, unless they were erased.
    pub user: Option<UserId>,
    /// The language in which they read what they did not ask for.
    pub lang: Lang,
    /// Whether they are in the server; `None` until Discord has said.
    pub is_in_server: Option<bool>,
    /// They have yet to accept the server's rules, as far as Discord has said.
    pub is_screening: bool,
}

/// What we know of a person, at once.
pub async fn known(conn: &mut sqlx::SqliteConnection, person: PersonId) -> Result<Known> {
    let (user, language, is_in_server, is_screening) = store::known(conn, person).await?;
    Ok(Known {
        user,
        lang: Lang::from_locale(&language),
        is_in_server,
        is_screening,
    })
}

/// Remembers the language in which someone uses us, if it changed. `false` where we do not know
/// them: then there is nothing to remember it with.
pub async fn remember_language(app: &App, user: UserId, lang: Lang) -> Result<bool> {
    let known = store::by_user(&mut *app.db.read().await?, user).await?;
    let Some((person, language)) = known else {
        return Ok(false);
    };
    if language == lang.code() {
        return Ok(true);
    }
    let mut tx = app.db.begin().await?;
    store::set_language(&mut tx, person, lang.code()).await?;
    tx.commit().await?;
    Ok(true)
}

/// Remembers whether a person is in the server. `true` when that is news.
pub async fn set_in_server(tx: &mut Tx, person: PersonId, is_in_server: bool) -> Result<bool> {
    Ok(store::set_in_server(tx, person, is_in_server).await?)
}

/// Remembers whether a person has yet to accept the server's rules. `true` when that is news.
pub async fn set_screening(tx: &mut Tx, person: PersonId, is_screening: bool) -> Result<bool> {
    Ok(store::set_screening(tx, person, is_screening).await?)
}

/// Remembers since when a person is banned from the server; `None`: they are not. `true` when that
/// is news.
pub async fn set_banned(tx: &mut Tx, person: PersonId, at: Option<DateTime<Utc>>) -> Result<bool> {
    Ok(store::set_banned(tx, person, at).await?)
}

/// The Discord accounts of two people are exchanged, with what Discord says of each.
pub async fn swap_accounts(tx: &mut Tx, one: PersonId, other: PersonId) -> Result<()> {
    Ok(store::swap_accounts(tx, one, other).await?)
}
