//! The installation as its owner sees it: what waits, what stands still, and the way to mend it.

mod cards;
mod commands;
mod words;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::actor::Actor;
use crate::app::App;
use crate::backup::{self, Made};
use crate::error::{Error, Result};
use crate::ids::{EffectId, QuestionId};
use crate::journal::{self, By, Entry};
use crate::lectures;
use crate::memberships::{self, Attention, RolesNow, Stopped, TroubledRole};
use crate::outbox::{self, Paused, Trouble, Waiting};
use crate::people;
use crate::questions;
use crate::reported;
use crate::text::Text;

pub use cards::alert;
pub use commands::{commands, press};
pub use words::{effect, why};

/// How the installation stands.
#[derive(Clone, Debug)]
pub struct Status {
    /// How much waits.
    pub waiting: Waiting,
    /// Since when the oldest of it waits.
    pub oldest: Option<DateTime<Utc>>,
    /// What stands still, the oldest first.
    pub held: Vec<Trouble>,
    /// The roles and channels that must be mended first.
    pub paused: Vec<Paused>,
    /// Questions of which somebody deleted something on Discord.
    pub lost: Vec<QuestionId>,
    /// Questions that are hidden until somebody has looked at them.
    pub hidden: Vec<QuestionId>,
    /// Questions whose pictures wait for the owner.
    pub images: Vec<QuestionId>,
    /// How many reported messages are kept until somebody has decided.
    pub reported: i64,
    /// How many people are members now.
    pub members: i64,
    /// Who has a right to which role and who has it, and when that was last compared with Discord.
    pub roles: RolesNow,
    /// Who keeps a role until the owner has decided.
    pub stopped: Vec<Stopped>,
    /// Roles that are sold, and with which something is wrong.
    pub troubled: Vec<TroubledRole>,
    /// What else of people's plans needs the owner's eye.
    pub attention: Attention,
    /// What of lectures does.
    pub lectures: Vec<Text>,
}

/// What an owner does with an effect that stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mend {
    /// Try it again; what may have been sent is looked for first.
    Retry,
    /// Give it up; what comes after it goes on.
    Discard,
}

/// How the installation stands, for the owner.
pub async fn status(app: &App, actor: &Actor) -> Result<Status> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    Ok(Status {
        waiting: outbox::waiting(&mut conn).await?,
        oldest: outbox::oldest(&mut conn).await?,
        held: outbox::held(&mut conn).await?,
        paused: outbox::paused(&mut conn).await?,
        lost: questions::lost(&mut conn).await?,
        hidden: questions::held(&mut conn).await?,
        images: questions::images_waiting(&mut conn).await?,
        reported: reported::count(&mut conn).await?,
        members: memberships::members(&mut conn, app.now()).await?,
        roles: memberships::roles_now(&mut conn, app.now()).await?,
        stopped: memberships::stopped(&mut conn).await?,
        troubled: memberships::troubled_roles(&mut conn).await?,
        attention: memberships::attention(&mut conn, app.now()).await?,
        lectures: lectures::attention(&mut conn, app, actor.lang).await?,
    })
}

/// Has a held effect tried again, or gives it up.
///
/// # Errors
/// Refused for everyone but the owner, and where somebody was faster.
pub async fn mend(app: &App, actor: &Actor, id: EffectId, mend: Mend) -> Result<()> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let (is_done, kind) = match mend {
        Mend::Retry => (outbox::retry(&mut tx, id, now).await?, "effect.retried"),
        Mend::Discard => (outbox::discard(&mut tx, id, now).await?, "effect.discarded"),
    };
    if !is_done {
        return Err(Error::Refused(Text::new("setup-not-held")));
    }
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let entry = Entry {
        by: By::Person(person),
        kind,
        subject: &format!("effect:{id}"),
        person: None,
        details: json!({}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    // A feature may have waited for what became of it.
    app.schedule_changed.notify_one();
    Ok(())
}

/// Makes a backup in the data folder, one at a time.
///
/// # Errors
/// Refused for everyone but the owner, while another is being made, and where the file cannot be
/// written.
pub async fn back_up(app: &App, actor: &Actor) -> Result<Made> {
    actor.must_be_owner()?;
    let Ok(_alone) = app.backing_up.try_lock() else {
        return Err(Error::Refused(Text::new("backup-running")));
    };
    let made = backup::make(&app.config.data_dir, None, app.now()).await;
    let made = made.map_err(|error| match backup::obstacle(&error) {
        Some(text) => {
            tracing::error!("a backup could not be written: {error:#}");
            Error::Refused(text)
        }
        None => Error::Broken(error),
    })?;
    match record_backup(app, actor, &made).await {
        Ok(()) => Ok(made),
        // What nobody is told of is not there.
        Err(error) => {
            made.remove();
            Err(error)
        }
    }
}

async fn record_backup(app: &App, actor: &Actor, made: &Made) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let entry = Entry {
        by: By::Person(person),
        kind: "backup.made",
        subject: &format!("backup:{}", made.name()),
        person: None,
        details: json!({"kib": made.kib}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    Ok(())
}
