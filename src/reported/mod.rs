//! Messages in which somebody saw personal information: a question is hidden at once, somebody else's
//! message is kept for the owner and deleted, of what else the bot posted the owner is told.

mod cards;
mod commands;
mod effects;
mod kept;
mod refusal;
mod rules;
mod store;
mod waiting;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ChannelId, MessageId, PersonId, QuestionId, UserId};
use crate::journal::{self, By};
use crate::outbox::{self, Priority, Queued};
use crate::questions::{self, Reporter};
use crate::{memberships, people};

pub use commands::{commands, press, question_commands};
pub use effects::describe;
pub use kept::{next_due, read, restore, run_due, wipe};
pub use refusal::Refusal;
pub use waiting::{count, waiting};

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The bot.
    Ours,
    /// A person.
    Person(UserId),
    /// Another bot, a webhook, Discord itself.
    Nobody,
}

/// A message that is reported.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    /// Where it stands.
    pub channel: ChannelId,
    /// Which.
    pub message: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// What it says.
    pub content: &'a str,
    /// How many files it has.
    pub attachments: usize,
    /// Whether the bot may delete it.
    pub may_delete: bool,
}

/// Its words are in no log.
impl std::fmt::Debug for Target<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "message {} in {}", self.message, self.channel)
    }
}

/// What came of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// This question is hidden now.
    Hidden(QuestionId),
    /// It was hidden before.
    HiddenBefore(QuestionId),
    /// The message is being deleted.
    Deleted,
    /// The bot may not delete it: the owner has to.
    ByHand,
    /// The owner is told, and nothing is hidden.
    Told,
}

/// Takes in that somebody saw personal information in a message. For members, mentors and the owner.
///
/// # Errors
/// Refused for others, a second time for the same message, and where somebody reports very much.
pub async fn report(app: &App, actor: &Actor, target: Target<'_>) -> Result<Done> {
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
    // Words of somebody else that were taken as an answer stand in the question as well.
    let quoted = match target.author {
        Author::Ours => kept::quoted(conn, target.message).await?,
        Author::Person(_) | Author::Nobody => None,
    };
    let question = match (target.author, &quoted) {
        (_, Some(quoted)) => questions::answered_by(conn, quoted.kept.message_id).await?,
        (Author::Ours, None) => questions::posted_as(conn, target.channel, target.message).await?,
        (Author::Person(_) | Author::Nobody, None) => {
            questions::answered_by(conn, target.message).await?
        }
    };
    let report = store::insert(&mut tx, person, &target, question, now).await?;
    let details = json!({"report": report, "channel": target.channel, "question": question});
    let what = ("message.reported", By::Person(person), details);
    record(&mut tx, target.message, what, now).await?;
    let reporter = Reporter {
        person,
        user: actor.user,
        report,
        made: past.made,
        restored: past.restored,
    };
    let mut done = Done::Told;
    if let Some(number) = question {
        let is_new = questions::hold(&mut tx, app, number, reporter, now).await?;
        done = if is_new {
            Done::Hidden(number)
        } else {
            Done::HiddenBefore(number)
        };
    }
    if target.author != Author::Ours || quoted.is_some() {
        kept::keep(&mut tx, app, &target, quoted, reporter, now).await?;
        done = if target.may_delete {
            Done::Deleted
        } else {
            Done::ByHand
        };
    } else if done == Done::Told {
        tell_owner(&mut tx, app, &target, reporter, now).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(done)
}

/// Tells the owner where to look.
async fn tell_owner(
    tx: &mut Tx,
    app: &App,
    target: &Target<'_>,
    reporter: Reporter,
    now: DateTime<Utc>,
) -> Result<()> {
    if app.config.channels.log.is_none() {
        return Err(Refusal::NobodyToTell.into());
    }
    let key = format!("reported:report-{}:told", reporter.report);
    let queued = Queued::once(&key, &key, Priority::Click);
    let message = cards::told(&app.config, target, reporter);
    outbox::tell_owner(tx, app, &queued, message, now).await
}

/// Writes into the journal what happened to a message, with nothing of what it says.
async fn record(
    tx: &mut Tx,
    message: MessageId,
    (kind, by, details): (&'static str, By, Value),
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = journal::Entry {
        by,
        kind,
        subject: &format!("message:{message}"),
        person: None,
        details,
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}

/// Who acts: a person, or the clock.
const fn by(person: Option<PersonId>) -> By {
    match person {
        Some(person) => By::Person(person),
        None => By::Clock,
    }
}
