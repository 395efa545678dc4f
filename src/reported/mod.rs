//! Messages in which somebody saw personal information: a question is hidden at once, of anything else
//! the owner is told.

mod cards;
mod commands;
mod effects;
mod refusal;
mod rules;
mod store;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, PersonId, QuestionId};
use crate::journal::{self, By};
use crate::outbox::{self, Priority, Queued};
use crate::questions::{self, Reporter};
use crate::{memberships, people};

pub use commands::commands;
pub use effects::describe;
pub use refusal::Refusal;

/// A message that is reported.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Where it stands.
    pub channel: ChannelId,
    /// Which.
    pub message: MessageId,
    /// The bot posted it.
    pub is_ours: bool,
}

/// What came of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// This question is hidden now.
    Hidden(QuestionId),
    /// It was hidden before.
    HiddenBefore(QuestionId),
    /// The owner is told, and nothing is hidden.
    Told,
}

/// Takes in that somebody saw personal information in a message. For members, mentors and the owner.
///
/// # Errors
/// Refused for others, a second time for the same message, and where somebody reports very much.
pub async fn report(app: &App, actor: &Actor, target: Target) -> Result<Done> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let conn = tx.conn().await?;
    if !actor.is_staff() && !memberships::is_member(conn, actor.user, now).await? {
        return Err(Refusal::NotMember.into());
    }
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let conn = tx.conn().await?;
    let is_again = store::has_reported(conn, person, target.message).await?;
    let lately = store::reported_since(conn, person, now - rules::WITHIN).await?;
    rules::may_report(is_again, lately)?;
    let past = store::past(conn, person).await?;
    let question = if target.is_ours {
        questions::posted_as(conn, target.channel, target.message).await?
    } else {
        None
    };
    let report = store::insert(&mut tx, person, target, question, now).await?;
    record(&mut tx, target, (report, person, question), now).await?;
    let reporter = Reporter {
        person,
        user: actor.user,
        report,
        made: past.made,
        restored: past.restored,
    };
    let done = match question {
        Some(number) => {
            if questions::hold(&mut tx, app, number, reporter, now).await? {
                Done::Hidden(number)
            } else {
                Done::HiddenBefore(number)
            }
        }
        None => {
            tell_owner(&mut tx, app, target, reporter, now).await?;
            Done::Told
        }
    };
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(done)
}

/// Tells the owner where to look.
async fn tell_owner(
    tx: &mut Tx,
    app: &App,
    target: Target,
    reporter: Reporter,
    now: DateTime<Utc>,
) -> Result<()> {
    if app.config.channels.log.is_none() {
        return Err(Refusal::NobodyToTell.into());
    }
    let key = format!("reported:{}:told", reporter.report);
    let queued = Queued::once(&key, &key, Priority::Click);
    let message = cards::told(&app.config, target, reporter);
    outbox::tell_owner(tx, app, &queued, message, now).await
}

/// Writes into the journal that a message was reported, with nothing of what it says.
async fn record(
    tx: &mut Tx,
    target: Target,
    (report, person, question): (i64, PersonId, Option<QuestionId>),
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = journal::Entry {
        by: By::Person(person),
        kind: "message.reported",
        subject: &format!("message:{}", target.message),
        person: None,
        details: json!({"report": report, "channel": target.channel, "question": question}),
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}
