//! One question as whoever asks for it may see it, whatever became of its thread.

use super::question::{Question, State};
use super::refusal::Refusal;
use super::{anonymous, cards, closing, load, relation, store, telling};
use crate::actor::Actor;
use crate::app::App;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::QuestionId;
use crate::memberships;
use crate::text::{Lang, Text};
use sqlx::SqliteConnection;

/// Messages after the card; Discord shows them one below the other. More is left to the thread.
const MORE: usize = 8;

/// The card of a question with its answers; for the asker of a resolved one what they said of it, too.
///
/// # Errors
/// Refused for whoever is neither member nor mentor nor asked it, for members where it is confidential,
/// and where nothing is to be shown.
pub(super) async fn show(app: &App, actor: &Actor, number: QuestionId) -> Result<Vec<Message>> {
    let mut conn = app.db.read().await?;
    let question = load(&mut conn, number).await?;
    let is_asker = relation(app, actor, &question).is_asker;
    let is_member = memberships::is_member(&mut conn, actor.user, app.now()).await?;
    let may_read = !question.is_confidential() || is_asker || actor.is_staff();
    visible(&question, (is_member || is_asker, actor.is_staff()))?;
    if !may_read {
        return Err(Refusal::Confidential(number).into());
    }
    let answers = store::answers(&mut conn, number).await?;
    let is_under_alias = is_asker && question.is_anonymous;
    let (config, lang) = (&app.config, actor.lang);
    let mut card = cards::card_in(&question, config, lang);
    if let Some(link) = telling::link(&mut conn, app, &question).await? {
        card.content = link;
    }
    let mut more = cards::more_pages(&question, lang);
    for given in &answers {
        let pages = cards::answer(&question, given.id, given.author, &given.body, lang);
        more.extend(pages);
    }
    if is_under_alias {
        more.extend(remarks(&mut conn, &question, lang).await?);
    }
    let is_cut = more.len() > MORE;
    more.truncate(MORE);
    if is_cut {
        more.push(Message::text(Text::new("question-show-more").render(lang)));
    }
    if is_asker && question.state == State::Resolved {
        let feedback = store::feedback(&mut conn, number).await?;
        more.push(closing::message(&question, &feedback, lang));
    }
    if let Some(sealed) = question.sealed.as_ref().filter(|_| is_under_alias) {
        more.push(anonymous::desk(&question, sealed.wants_dm, lang));
    }
    more.insert(0, card);
    Ok(more)
}

/// What was asked back and replied: an anonymous asker need not look into the thread.
async fn remarks(
    conn: &mut SqliteConnection,
    question: &Question,
    lang: Lang,
) -> Result<Vec<Message>> {
    let mut out = Vec::new();
    for made in store::remarks(conn, question.id).await? {
        let what = (made.id, made.kind);
        out.extend(cards::remark(question, what, made.author, &made.body, lang));
    }
    Ok(out)
}

/// Whether somebody may see a question now.
fn visible(question: &Question, (is_member, is_staff): (bool, bool)) -> Result<(), Refusal> {
    if !is_member && !is_staff {
        return Err(Refusal::NotMember);
    }
    match question.state {
        State::Erased => Err(Refusal::Erased),
        State::Held if !is_staff => Err(Refusal::Held),
        State::Draft
        | State::Open
        | State::Claimed
        | State::NeedsInfo
        | State::Answered
        | State::Resolved
        | State::Reopened
        | State::Duplicate
        | State::Withdrawn
        | State::Expired
        | State::Held => Ok(()),
    }
}
