//! Questions: asked by members, claimed and answered by mentors, tracked until they are resolved.

mod anonymous;
mod asking;
mod buttons;
mod cards;
mod claims;
mod closing;
mod commands;
mod confidants;
mod doubles;
mod effects;
mod erase;
mod following;
mod forms;
mod hold;
mod images;
mod informing;
mod jobs;
mod lists;
mod lost;
mod lost_channel;
mod missing;
mod notices;
mod pages;
mod parts;
mod pinned;
mod posting;
mod question;
mod refusal;
mod refused;
mod repair;
mod routing;
mod rules;
mod said;
mod showing;
mod store;
mod telling;
#[cfg(test)]
mod tests;
mod written;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::SqliteConnection;

use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::message::{Form, Message};
use crate::error::Result;
use crate::ids::{ChannelId, LectureId, MessageId, PersonId, QuestionId};
use crate::journal::{self, By};
use crate::text::{Lang, Text};
use crate::{outbox, people};

pub use anonymous::is_right_key;
pub use asking::{Composed, ask, begin, begin_about, begin_anonymous, cancel, compose};
pub use claims::{Colleague, ask_opinion, let_go_of_departed, transfer};
pub use closing::{Feedback, Say, say, unrated};
pub use commands::{commands, press, submit};
pub use doubles::duplicate;
pub use effects::describe;
pub use erase::{erasable, erase};
pub use forms::Typed;
pub use hold::{
    Around, Reporter, answered_by, around, forget_answer, held, hold, posted_as, restore,
};
pub use images::waiting as images_waiting;
pub use informing::{ask_back, could, reply};
pub use jobs::{next_due, run_due};
pub use lost::{message_deleted, recreate, thread_deleted};
pub use lost_channel::recreate_all;
pub use missing::find_missing_cards;
pub use question::{
    AgeBand, ChannelKind, DraftId, Entry, Kind, Near, Part, Question, State, Topic,
};
pub use refusal::Refusal;
pub use repair::{Repaired, repair};
pub use routing::{Board, unanswered, why};
pub use rules::routing as near_peer;
pub use rules::{Event, Relation};
pub use written::{Marked, Said, Words, heard, mark};

/// Lines of a list.
const LINES: usize = 20;
/// One more is read, to know whether there are more.
const READ: i64 = 21;

/// Remembers whether the configured channel is a forum or a text channel. Assembly looks at it at
/// each start; without it nothing can be asked.
pub async fn set_channel_kind(app: &App, channel: ChannelId, kind: ChannelKind) -> Result<()> {
    learn(app, false, (channel, kind)).await
}

/// The same of the channel for what only mentors may read.
pub async fn set_confidential_kind(app: &App, channel: ChannelId, kind: ChannelKind) -> Result<()> {
    learn(app, true, (channel, kind)).await
}

async fn learn(
    app: &App,
    is_confidential: bool,
    (channel, kind): (ChannelId, ChannelKind),
) -> Result<()> {
    let kind = format!("{channel} {}", kind.name());
    let mut tx = app.db.begin().await?;
    store::set_channel_kind(&mut tx, is_confidential, &kind).await?;
    tx.commit().await?;
    Ok(())
}

/// Moves a question: claims, releases, resolves, reopens or withdraws it. (For
/// [`Event::Answer`] there is [`answer`], which has words.)
pub async fn advance(
    app: &App,
    actor: &Actor,
    number: QuestionId,
    event: Event,
) -> Result<Question> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let (who, to) = decide(app, actor, &before, event, now)?;
    // An asker's question that is opened again waits like a new one.
    if event == Event::Reopen && who.is_asker && !who.is_mentor {
        asking::may_reopen(&mut tx, app, actor, now).await?;
    }
    let person = anonymous::taker(&mut tx, actor, &before, (event, who), now).await?;
    let after = rules::moved(&before, event, to, Some((person, actor.user)), now);
    // Whoever had promised hears of it before all others.
    if event == Event::Reopen && before.claimer_id != Some(person) {
        telling::former_claimer(&mut tx, app, &before, &after, now).await?;
    }
    save(&mut tx, app, &before, &after, (event, Some(person)), now).await?;
    if before.claimer_id != Some(person) {
        telling::claimer(&mut tx, app, (&before, &after), event, now).await?;
    }
    if !who.is_asker {
        telling::asker(&mut tx, app, &after, event, now).await?;
    }
    if event == Event::Claim {
        following::add(&mut tx, &after, actor.user, now).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}

/// Answers a question: the words are posted in its thread, and the asker is told.
pub async fn answer(app: &App, actor: &Actor, number: QuestionId, typed: &str) -> Result<Question> {
    let now = app.now();
    let body = forms::answer_words(typed)?;
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    // Before the state is looked at: the answer to the first sending may have been lost, and the
    // asker quick.
    if let Some(person) = people::find(tx.conn().await?, actor.user).await?
        && store::is_answered_so(tx.conn().await?, number, person, &body).await?
    {
        return Err(Refusal::AnsweredSo(number).into());
    }
    let (_, to) = decide(app, actor, &before, Event::Answer, now)?;
    let mentor = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let answer = store::insert_answer(&mut tx, number, mentor, &body, now).await?;
    posting::answer(
        &mut tx,
        app,
        &before,
        (answer, Some(actor.user), &body),
        now,
    )
    .await?;
    let after = rules::moved(&before, Event::Answer, to, Some((mentor, actor.user)), now);
    let step = (Event::Answer, Some(mentor));
    save(&mut tx, app, &before, &after, step, now).await?;
    following::add(&mut tx, &after, actor.user, now).await?;
    telling::answered(&mut tx, app, &after, now).await?;
    tx.commit().await?;
    Ok(after)
}

/// The question whose thread this is.
pub async fn in_thread(app: &App, channel: ChannelId) -> Result<Option<QuestionId>> {
    let mut conn = app.db.read().await?;
    // A thread on a message has that message's id, and so has a forum post.
    let key = outbox::made_by(&mut conn, MessageId(channel.0)).await?;
    Ok(key.as_deref().and_then(number_in))
}

/// The question that an effect's key names.
fn number_in(key: &str) -> Option<QuestionId> {
    let (number, _) = key.strip_prefix("question:")?.split_once(':')?;
    number.parse().ok()
}

/// The newest questions of whoever asks, one more than a list shows.
pub async fn mine(app: &App, actor: &Actor) -> Result<Vec<Entry>> {
    let mut conn = app.db.read().await?;
    match people::find(&mut conn, actor.user).await? {
        Some(person) => Ok(store::asked_by(&mut conn, person, READ).await?),
        None => Ok(Vec::new()),
    }
}

/// The newest questions about a lecture, one more than a list shows.
pub async fn about(app: &App, lecture: LectureId) -> Result<Vec<Entry>> {
    Ok(store::about(&mut *app.db.read().await?, lecture, READ).await?)
}

/// The form for a question about a lecture.
pub fn form_about(draft: DraftId, lang: Lang) -> Form {
    forms::ask(draft, Kind::Study, None, lang)
}

/// A list of questions under a heading.
pub fn listed(heading: Text, entries: &[Entry], app: &App, lang: Lang) -> Message {
    lists::list(&[(heading, entries, LINES)], &app.config, lang)
}

/// Channels in which the button to ask stands.
pub async fn boards(conn: &mut SqliteConnection) -> Result<Vec<ChannelId>> {
    let boards = store::boards(conn).await?.into_iter();
    let standing = boards.filter(|board| board.lost_at.is_none());
    Ok(standing.map(|board| board.channel_id).collect())
}

/// A kind in words.
pub fn kind_in_words(kind: Kind) -> Text {
    cards::kind(kind)
}

/// A state in words.
pub fn state_in_words(state: State) -> Text {
    cards::state(state)
}

/// Questions of which somebody deleted something on Discord, until the owner decides about it.
pub async fn lost(conn: &mut SqliteConnection) -> Result<Vec<QuestionId>> {
    Ok(store::lost(conn, READ).await?)
}

/// What a mentor finds to do: what nobody has taken, and what they claimed themself.
pub async fn queue(app: &App, actor: &Actor) -> Result<(Vec<Entry>, Vec<Entry>)> {
    actor.must_be_mentor()?;
    let mut conn = app.db.read().await?;
    let open = store::unclaimed(&mut conn, READ).await?;
    let claimed = match people::find(&mut conn, actor.user).await? {
        Some(person) => store::claimed_by(&mut conn, person, READ).await?,
        None => Vec::new(),
    };
    Ok((open, claimed))
}

/// A question by its number, or a clear refusal.
async fn load(conn: &mut SqliteConnection, number: QuestionId) -> Result<Question> {
    let question = store::by_number(conn, number).await?;
    let mut question = question.ok_or(Refusal::NoSuchQuestion(number))?;
    if question.is_anonymous {
        question.sealed = store::sealed(conn, question.asker_id).await?;
    }
    Ok(question)
}

/// What an actor has to do with a question, read now.
fn relation(app: &App, actor: &Actor, question: &Question) -> Relation {
    Relation {
        is_asker: anonymous::is_asker(app, actor, question),
        is_claimer: question.claimer == Some(actor.user),
        is_mentor: actor.is_staff(),
        is_owner: actor.is_owner,
    }
}

/// What an actor has to do with a question, and where a step of theirs leads.
fn decide(
    app: &App,
    actor: &Actor,
    question: &Question,
    event: Event,
    now: DateTime<Utc>,
) -> Result<(Relation, State)> {
    let who = relation(app, actor, question);
    let to = rules::decide(question, event, who, now);
    let to = to.map_err(|refusal| anonymous::explained(app, question, refusal))?;
    Ok((who, to))
}

/// Saves a step, records it, and has it shown.
async fn save(
    tx: &mut Tx,
    app: &App,
    before: &Question,
    after: &Question,
    step: (Event, Option<PersonId>),
    now: DateTime<Utc>,
) -> Result<()> {
    let details = json!({"version": after.version});
    record_step(tx, app, (before, after), step, details, now).await
}

/// The same with what else the journal is to say of it.
async fn record_step(
    tx: &mut Tx,
    app: &App,
    (before, after): (&Question, &Question),
    (event, actor): (Event, Option<PersonId>),
    details: Value,
    now: DateTime<Utc>,
) -> Result<()> {
    change(tx, before, after).await?;
    let step = store::Step {
        event: event.name(),
        actor,
        before,
        after,
    };
    store::insert_event(tx, &step, now).await?;
    routing::follow(tx, app, (before, after), now).await?;
    let by = match actor {
        Some(person) => By::Person(person),
        None if event == Event::Depart => By::Discord,
        None => By::Clock,
    };
    record(tx, after, (event.kind(), by, details), now).await?;
    posting::refresh(tx, app, before, after, now).await
}

/// Saves a question that nobody else can have changed: the writer is ours.
async fn change(tx: &mut Tx, before: &Question, after: &Question) -> Result<()> {
    if store::save(tx, after, before.version).await? {
        return Ok(());
    }
    Err(anyhow::anyhow!("{} changed while it was locked", after.subject()).into())
}

/// Writes into the journal what happened to a question.
async fn record(
    tx: &mut Tx,
    question: &Question,
    (kind, by, details): (&'static str, By, Value),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let entry = journal::Entry {
        by,
        kind,
        subject: &question.subject(),
        person: Some(question.asker_id),
        details,
    };
    journal::record(tx, now, entry).await
}
