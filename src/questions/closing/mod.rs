//! The end of a question: a warning after long silence, the close, and what its asker says of it then:
//! whether it helped, whether it may stand in the archive, thanks.

mod cards;
mod idle;

use serde_json::{Value, json};

use super::question::Question;
use super::refusal::Refusal;
use super::{anonymous, load, record, relation, rules, store, telling};
use crate::actor::Actor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::ids::QuestionId;
use crate::journal::By;
use crate::people;
use crate::text::Text;

pub(super) use cards::{asks_for, message};
pub(super) use idle::{close_idle, stirred};

/// Buttons for questions that wait for a word of their asker: as many as fit in a row.
const UNRATED: i64 = 5;

/// What its asker said of a resolved question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Feedback {
    /// From 1, no help, to 5.
    pub stars: Option<i64>,
    /// Whether it may stand in the archive; unsaid means no.
    pub consent: Option<bool>,
    /// Somebody answered who was not thanked for it.
    pub can_thank: bool,
}

/// Something that its asker says of a resolved question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Say {
    /// Nothing yet: they look at what they said.
    Nothing,
    /// Whether it helped, from 1 to 5.
    Stars(i64),
    /// Whether it may stand in the archive.
    Consent(bool),
    /// Thanks to those who answered.
    Thanks,
}

/// Takes in what its asker says of a resolved question, and shows all that they said.
pub async fn say(
    app: &App,
    actor: &Actor,
    number: QuestionId,
    say: Say,
) -> Result<(Question, Feedback)> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let question = load(tx.conn().await?, number).await?;
    let is_asker = relation(app, actor, &question).is_asker;
    if !is_asker && question.is_anonymous && !anonymous::opens(app, &question) {
        return Err(Refusal::SealStays.into());
    }
    rules::may_say(&question, is_asker).map_err(Error::Refused)?;
    let news: Option<(&'static str, Value)> = match say {
        Say::Nothing => None,
        Say::Stars(stars) if (1..=5).contains(&stars) => {
            let is_new = store::set_rating(&mut tx, number, stars, now).await?;
            is_new.then(|| ("question.rated", json!({"stars": stars})))
        }
        Say::Stars(_) => return Err(Error::Refused(Text::new("stale-button"))),
        Say::Consent(_) if question.is_confidential() => {
            return Err(Refusal::NeverArchived.into());
        }
        Say::Consent(is_given) => {
            let is_new = store::set_consent(&mut tx, number, is_given, now).await?;
            is_new.then(|| ("question.consented", json!({"given": is_given})))
        }
        Say::Thanks => {
            let mentors = store::unthanked(tx.conn().await?, number).await?;
            if mentors.is_empty() {
                return Err(Error::Refused(Text::new("question-refused-thanked")));
            }
            for (person, user) in &mentors {
                store::insert_thanks(&mut tx, number, *person, now).await?;
                if let Some(user) = user {
                    telling::thanked(&mut tx, app, &question, (*person, *user), now).await?;
                }
            }
            Some(("question.thanked", json!({"mentors": mentors.len()})))
        }
    };
    if let Some((kind, details)) = news {
        let by = By::Person(question.asker_id);
        record(&mut tx, &question, (kind, by, details), now).await?;
    }
    let feedback = store::feedback(tx.conn().await?, number).await?;
    tx.commit().await?;
    Ok((question, feedback))
}

/// Resolved questions of whoever asks of which they have not said whether it helped.
pub async fn unrated(app: &App, actor: &Actor) -> Result<Vec<QuestionId>> {
    let mut conn = app.db.read().await?;
    let mut unrated = anonymous::unrated(&mut conn, app, actor, UNRATED).await?;
    if let Some(person) = people::find(&mut conn, actor.user).await? {
        unrated.extend(store::unrated(&mut conn, person, UNRATED).await?);
    }
    unrated.sort_by_key(|number| std::cmp::Reverse(number.0));
    unrated.truncate(usize::try_from(UNRATED).unwrap_or(usize::MAX));
    Ok(unrated)
}
