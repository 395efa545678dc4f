//! Reading who asked: an owner says why, a second person agrees, the asker is told.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::super::question::Question;
use super::super::refusal::Refusal;
use super::super::store::{self, Unsealing};
use super::super::{load, record, telling};
use super::{telling as told, words};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::ids::{PersonId, QuestionId, UserId};
use crate::input;
use crate::journal::By;
use crate::outbox::{self, Priority, Queued};
use crate::people;
use crate::text::Text;

/// A second person has to agree within this, and the requester to read within it after that.
const WITHIN: TimeDelta = TimeDelta::hours(24);
/// Characters of a reason.
const REASON: usize = 500;

/// What `/question unseal` came to.
#[derive(Debug)]
pub(in crate::questions) enum Unsealed {
    /// Who it is.
    Is(UserId, DateTime<Utc>),
    /// A second person has to agree; the requester sees it so.
    Waits(Unsealing),
    /// Somebody else asked, and whoever looks may agree.
    MayAgree(Unsealing),
}

/// Asks to know who asked, shows it where that was agreed to, or shows what waits.
pub(in crate::questions) async fn unseal(
    app: &App,
    (actor, is_moderator): (&Actor, bool),
    number: QuestionId,
    reason: &str,
) -> Result<Unsealed> {
    may_agree(actor, is_moderator)?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let question = load(tx.conn().await?, number).await?;
    let user = asker(app, &question)?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let requests = store::unsealings(tx.conn().await?, number).await?;
    let open_until = |one: &Unsealing| one.open_until.filter(|until| *until > now);
    let open = requests
        .iter()
        .find(|one| one.requester_id == person && open_until(one).is_some());
    if let Some(open) = open {
        actor.must_be_owner()?;
        let until = open_until(open).unwrap_or(now);
        let details = json!({"unsealing": open.id});
        let step = ("question.unsealed", By::Person(person), details);
        record(&mut tx, &question, step, now).await?;
        tx.commit().await?;
        return Ok(Unsealed::Is(user, until));
    }
    if let Some(waiting) = requests.into_iter().find(|one| waits(one, now)) {
        return Ok(if waiting.requester_id == person {
            Unsealed::Waits(waiting)
        } else {
            Unsealed::MayAgree(waiting)
        });
    }
    actor.must_be_owner()?;
    let reason = input::paragraph(&Text::new("unsealing-reason"), reason, REASON)?;
    let expires_at = now + WITHIN;
    let when = (now, expires_at);
    let id = store::insert_unsealing(&mut tx, (number, person), &reason, when).await?;
    let request = one(&mut tx, id).await?;
    let step = (
        "question.unseal_requested",
        By::Person(person),
        json!({"unsealing": id}),
    );
    record(&mut tx, &question, step, now).await?;
    let key = key(&request);
    let queued = Queued::once(&key, &key, Priority::Click);
    let message = words::request(&request, app.config.language);
    outbox::tell_owner(&mut tx, app, &queued, message, now).await?;
    tx.commit().await?;
    Ok(Unsealed::Waits(request))
}

/// A second person agrees: the requester can read it from now on, and the asker is told.
pub(in crate::questions) async fn agree(
    app: &App,
    (actor, is_moderator): (&Actor, bool),
    id: i64,
) -> Result<Unsealing> {
    may_agree(actor, is_moderator)?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let (request, question) = waiting(&mut tx, id, now).await?;
    asker(app, &question)?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    if request.requester_id == person {
        return Err(Error::Refused(Text::new("unsealing-refused-alone")));
    }
    store::agree(&mut tx, id, person, (now, now + WITHIN)).await?;
    let step = (
        "question.unseal_agreed",
        By::Person(person),
        json!({"unsealing": id}),
    );
    record(&mut tx, &question, step, now).await?;
    let request = one(&mut tx, id).await?;
    told::told_unsealed(&mut tx, &question, &request, now).await?;
    tell_requester(&mut tx, &question, &request, now).await?;
    end(&mut tx, app, &request, now).await?;
    tx.commit().await?;
    Ok(request)
}

/// The requester takes it back before anybody agreed.
pub(in crate::questions) async fn withdraw(app: &App, actor: &Actor, id: i64) -> Result<Unsealing> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let (request, question) = waiting(&mut tx, id, now).await?;
    let person = people::find(tx.conn().await?, actor.user).await?;
    let Some(person) = person.filter(|person| *person == request.requester_id) else {
        return Err(Error::Refused(Text::new("unsealing-refused-foreign")));
    };
    store::withdraw_unsealing(&mut tx, id, now).await?;
    let step = (
        "question.unseal_withdrawn",
        By::Person(person),
        json!({"unsealing": id}),
    );
    record(&mut tx, &question, step, now).await?;
    let request = one(&mut tx, id).await?;
    end(&mut tx, app, &request, now).await?;
    tx.commit().await?;
    Ok(request)
}

/// Only owners, and whoever may moderate members here.
fn may_agree(actor: &Actor, is_moderator: bool) -> Result<()> {
    if actor.is_owner || is_moderator {
        return Ok(());
    }
    Err(Error::Refused(Text::new("unsealing-refused-not-moderator")))
}

/// Who asked, where that is sealed and the key there.
fn asker(app: &App, question: &Question) -> Result<UserId> {
    if !question.is_anonymous {
        return Err(Error::Refused(Text::new("unsealing-refused-named")));
    }
    let sealed = question.sealed.as_ref().ok_or(Refusal::Erased)?;
    let opened = app
        .seal()
        .and_then(|seal| seal.open_identity(question.asker_id, &sealed.identity));
    Ok(opened.ok_or(Refusal::SealStays)?.user)
}

fn waits(request: &Unsealing, now: DateTime<Utc>) -> bool {
    request.agreed_at.is_none() && request.withdrawn_at.is_none() && request.expires_at > now
}

/// A request that waits for a second person, and its question.
async fn waiting(tx: &mut Tx, id: i64, now: DateTime<Utc>) -> Result<(Unsealing, Question)> {
    let request = store::unsealing(tx.conn().await?, id).await?;
    let request = request.filter(|request| waits(request, now));
    let request = request.ok_or_else(|| Error::Refused(Text::new("unsealing-refused-over")))?;
    let question = load(tx.conn().await?, request.question_id).await?;
    Ok((request, question))
}

/// A request as it stands now.
async fn one(tx: &mut Tx, id: i64) -> Result<Unsealing> {
    let request = store::unsealing(tx.conn().await?, id).await?;
    Ok(request.ok_or_else(|| anyhow::anyhow!("the request {id} is gone"))?)
}

fn key(request: &Unsealing) -> String {
    format!("question:{}:unsealing:{}", request.question_id, request.id)
}

/// What stands in the log channel says what became of it.
async fn end(tx: &mut Tx, app: &App, request: &Unsealing, now: DateTime<Utc>) -> Result<()> {
    let told = key(request);
    let key = format!("{told}:end");
    let queued = Queued::once(&key, &told, Priority::Click);
    let message = words::request(request, app.config.language);
    outbox::amend(tx, &told, &queued, message, now).await?;
    Ok(())
}

async fn tell_requester(
    tx: &mut Tx,
    question: &Question,
    request: &Unsealing,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(user) = request.requester else {
        return Ok(());
    };
    let to: (PersonId, UserId) = (request.requester_id, user);
    let lang = people::language(tx.conn().await?, to.0).await?;
    let message = words::agreed(question, request, lang);
    let key = format!("question:{}:notice:unsealing:{}", question.id, request.id);
    telling::tell(tx, &key, to, message, now).await
}
