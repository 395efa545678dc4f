//! A claim that passes to somebody else, is shared, or ends without its holder.

use serde_json::json;

use super::question::Question;
use super::refusal::Refusal;
use super::rules::{self, Event, Relation};
use super::{load, posting, record_step, relation, save, store, telling};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, QuestionId, UserId};
use crate::{memberships, people};

/// Somebody who was chosen to answer, as the interaction shows them.
#[derive(Clone, Copy, Debug)]
pub struct Colleague {
    /// Who.
    pub user: UserId,
    /// They answer questions here.
    pub is_mentor: bool,
}

/// How many mentors are asked for an opinion on one question.
const MAX_OPINIONS: usize = 3;

/// Has nothing to do with a question.
pub(super) const NOBODY: Relation = Relation {
    is_asker: false,
    is_claimer: false,
    is_mentor: false,
    is_owner: false,
};

/// Passes a claim on to another mentor, who is told.
pub async fn transfer(
    app: &App,
    actor: &Actor,
    number: QuestionId,
    to: Colleague,
) -> Result<Question> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let state = rules::decide(&before, Event::Transfer, relation(actor, &before), now)?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let mentor = asked_mentor(&mut tx, app, &before, to).await?;
    let after = rules::moved(
        &before,
        Event::Transfer,
        state,
        Some((mentor, to.user)),
        now,
    );
    let step = (Event::Transfer, Some(person));
    let details = json!({"version": after.version, "to": mentor});
    record_step(&mut tx, app, (&before, &after), step, details, now).await?;
    posting::add_follower(&mut tx, &after, to.user, now).await?;
    telling::passed_on(&mut tx, app, &after, (mentor, to.user), now).await?;
    if before.claimer_id != Some(person) {
        telling::claimer(&mut tx, app, (&before, &after), Event::Transfer, now).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(after)
}

/// Asks another mentor for an opinion, too. They are told; whoever has claimed it keeps it.
pub async fn ask_opinion(
    app: &App,
    actor: &Actor,
    number: QuestionId,
    of: Colleague,
) -> Result<Question> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    let event = Event::SecondOpinion;
    let state = rules::decide(&before, event, relation(actor, &before), now)?;
    let person = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    // Each of them gets a message.
    if before.opinions.0.len() >= MAX_OPINIONS {
        return Err(Refusal::EnoughOpinions.into());
    }
    let who = relation(actor, &before);
    if !who.is_mentor && !memberships::is_member(tx.conn().await?, actor.user, now).await? {
        return Err(Refusal::NotMember.into());
    }
    let mentor = asked_mentor(&mut tx, app, &before, of).await?;
    if !store::insert_opinion(&mut tx, number, (mentor, person), now).await? {
        return Err(Refusal::TheirsAlready(of.user).into());
    }
    let mut after = rules::moved(&before, event, state, None, now);
    // As the database lists them: two can be asked in one moment.
    after.opinions = load(tx.conn().await?, number).await?.opinions;
    let step = (event, Some(person));
    let details = json!({"version": after.version, "of": mentor});
    record_step(&mut tx, app, (&before, &after), step, details, now).await?;
    posting::add_follower(&mut tx, &after, of.user, now).await?;
    telling::opinion_wanted(&mut tx, app, &after, (mentor, of.user), now).await?;
    tx.commit().await?;
    Ok(after)
}

/// The mentor that somebody chose, if they can be asked to answer this question.
async fn asked_mentor(
    tx: &mut Tx,
    app: &App,
    question: &Question,
    chosen: Colleague,
) -> Result<PersonId> {
    if question.asker == Some(chosen.user) {
        return Err(Refusal::AskersOwn.into());
    }
    if question.claimer == Some(chosen.user) {
        return Err(Refusal::TheirsAlready(chosen.user).into());
    }
    if !chosen.is_mentor {
        return Err(Refusal::NoMentor(chosen.user).into());
    }
    people::ensure(tx, chosen.user, None, app.now()).await
}

/// Lets a claim go that has run out. Where somebody was faster, nothing is left to do.
pub(super) async fn lapse(app: &App, number: QuestionId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = load(tx.conn().await?, number).await?;
    if before.lease_ends_at.is_none_or(|end| end > now) {
        return Ok(());
    }
    let to = rules::decide(&before, Event::Lapse, NOBODY, now)?;
    let after = rules::moved(&before, Event::Lapse, to, None, now);
    save(&mut tx, app, &before, &after, (Event::Lapse, None), now).await?;
    telling::claimer(&mut tx, app, (&before, &after), Event::Lapse, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets go what was promised by whoever is no mentor any more, or has left the server. Whatever kept us
/// from it before, the next look finds it.
pub async fn let_go_of_departed(app: &App) -> Result<()> {
    let left = store::left_behind(&mut *app.db.read().await?).await?;
    for number in left {
        let now = app.now();
        let mut tx = app.db.begin().await?;
        let before = load(tx.conn().await?, number).await?;
        // Somebody was faster.
        let Ok(to) = rules::decide(&before, Event::Depart, NOBODY, now) else {
            continue;
        };
        let after = rules::moved(&before, Event::Depart, to, None, now);
        save(&mut tx, app, &before, &after, (Event::Depart, None), now).await?;
        tx.commit().await?;
        app.schedule_changed.notify_one();
    }
    Ok(())
}
