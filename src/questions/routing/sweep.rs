//! What is due by now: a question goes to the next circle, or to somebody whose quiet hours are over.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{owner_key, words};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, QuestionId};
use crate::journal::By;
use crate::outbox::{self, Priority, Queued};
use crate::people::{self, Mentor};
use crate::questions::question::{Part, Question};
use crate::questions::rules::routing::{
    self as rules, Pick, Reason, Stage, Waiting, Wanted, is_open,
};
use crate::questions::store::{self, Late};
use crate::questions::{following, load, record, telling};

/// Does everything of this that is due; what fails is logged and holds up nothing else.
pub(in crate::questions) async fn run_due(app: &App) -> Result<()> {
    let now = app.now();
    let (due, late, mentors) = {
        let mut conn = app.db.read().await?;
        let due = store::stage_due(&mut conn, now).await?;
        let late = store::late_due(&mut conn, now).await?;
        if due.is_empty() && late.is_empty() {
            return Ok(());
        }
        // Once for all of them.
        let mentors = people::mentors(&mut conn, &app.config, now).await?;
        (due, late, mentors)
    };
    for question in due {
        if let Err(error) = go_on(app, question, &mentors).await {
            app.report(&error, &format!("nobody could be told of #{question}"));
        }
    }
    let mentors: BTreeMap<PersonId, &Mentor> = mentors
        .iter()
        .map(|mentor| (mentor.person, mentor))
        .collect();
    for late in late {
        if let Err(error) = tell_late(app, late, mentors.get(&late.person_id).copied()).await {
            let question = late.question_id;
            app.report(
                &error,
                &format!("somebody could not be told of #{question}"),
            );
        }
    }
    Ok(())
}

/// The next moment at which [`run_due`] would do something.
pub(in crate::questions) async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    let mut conn = app.db.read().await?;
    let stage = store::next_stage_due(&mut conn).await?;
    let late = store::next_late_due(&mut conn).await?;
    Ok(stage.into_iter().chain(late).min())
}

/// A question as it goes to somebody now.
struct Going<'a> {
    app: &'a App,
    question: &'a Question,
    round: i64,
    wanted: Wanted<'a>,
    mentors: &'a [Mentor],
    now: DateTime<Utc>,
}

/// Has a question go where it is due: to the latest stage only, however many were missed.
async fn go_on(app: &App, number: QuestionId, mentors: &[Mentor]) -> Result<()> {
    let now = app.now();
    let zone = app.config.timezone.0;
    let mut tx = app.db.begin().await?;
    let waiting = store::waiting(tx.conn().await?, number).await?;
    if waiting.due_at.is_none_or(|due| due > now) {
        return Ok(());
    }
    let question = load(tx.conn().await?, number).await?;
    let stage = waiting
        .latest(now, zone)
        .filter(|_| is_open(question.state));
    let morning = rules::morning(now, zone);
    let next = match stage {
        // Nobody is woken by what is late.
        Some(_) if morning > now => Waiting {
            due_at: Some(morning),
            ..waiting
        },
        Some(stage) => waiting.after(stage, zone),
        None => Waiting {
            due_at: None,
            ..waiting
        },
    };
    store::set_waiting(&mut tx, number, next).await?;
    if let Some(stage) = stage.filter(|_| morning <= now) {
        let asker = people::profile(tx.conn().await?, &app.config, question.asker_id, now).await?;
        let hospital = asker.compared_hospital();
        let going = Going {
            app,
            question: &question,
            round: waiting.round,
            wanted: Wanted {
                asker: question.asker_id,
                near: question.near,
                field: &question.field,
                year: asker.year,
                hospital: hospital.as_deref(),
            },
            mentors,
            now,
        };
        let told = going
            .go(&mut tx, (waiting.next.unwrap_or(stage), stage))
            .await?;
        let details = json!({"round": waiting.round, "told": told});
        record(&mut tx, &question, (stage.kind(), By::Clock, details), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

impl Going<'_> {
    /// Goes to this stage. Following is silent, so it is made up for; the nearest hear with their
    /// field where the night left no time between them. How many are told.
    async fn go(&self, tx: &mut Tx, (next, stage): (Stage, Stage)) -> Result<usize> {
        if next == Stage::Join {
            self.join(tx).await?;
        }
        let mut told = 0;
        if stage == Stage::Near || (stage == Stage::Field && next <= Stage::Near) {
            told += self.tell(tx, Stage::Near).await?;
        }
        if stage == Stage::Field {
            told += self.tell(tx, Stage::Field).await?;
        }
        if stage == Stage::Owner {
            self.tell_owner(tx).await?;
        }
        Ok(told)
    }

    async fn join(&self, tx: &mut Tx) -> Result<()> {
        // The owner was asked what is to become of it.
        if self.question.lost == Some(Part::Thread) {
            return Ok(());
        }
        let zone = self.app.config.timezone.0;
        let known = store::known(tx.conn().await?, self.question.id, self.round, self.now).await?;
        for pick in rules::to_join(&self.wanted, self.mentors, &known, self.now, zone) {
            following::add(tx, self.question, pick.mentor.user, self.now).await?;
            self.keep(tx, Stage::Join, &pick).await?;
        }
        Ok(())
    }

    /// Tells those of this stage, and keeps who could not be.
    async fn tell(&self, tx: &mut Tx, stage: Stage) -> Result<usize> {
        let zone = self.app.config.timezone.0;
        let known = store::known(tx.conn().await?, self.question.id, self.round, self.now).await?;
        let of_stage = match stage {
            Stage::Field => rules::of_field,
            Stage::Join | Stage::Near | Stage::Owner => rules::pick,
        };
        let picks = of_stage(&self.wanted, self.mentors, &known, self.now, zone);
        let mut told = 0;
        for pick in &picks {
            match pick.reason {
                Reason::Picked => told += 1,
                // Whoever is told already stands there; that somebody asks or is farther says itself.
                Reason::Asker | Reason::Told | Reason::Former | Reason::Farther => continue,
                Reason::SameHospital | Reason::Away | Reason::NoMessages | Reason::Full => {}
            }
            self.keep(tx, stage, pick).await?;
            if pick.reason == Reason::Picked && pick.quiet_until.is_none() {
                let why = (pick.distance, pick.is_field);
                let to = (self.question, self.round, stage);
                write(tx, self.app, to, (pick.mentor, why), self.now).await?;
            }
        }
        Ok(told)
    }

    async fn keep(&self, tx: &mut Tx, stage: Stage, pick: &Pick<'_>) -> Result<()> {
        let which = (self.question.id, self.round, stage);
        Ok(store::insert_route(tx, which, pick, self.now).await?)
    }

    /// Tells the owner; without a log channel the list of what is unanswered does.
    async fn tell_owner(&self, tx: &mut Tx) -> Result<()> {
        let key = owner_key(self.question, self.round);
        let queued = Queued::once(&key, &key, Priority::Normal)
            .owed_since(tx, self.question.asked_at)
            .await?;
        let waiting = store::waiting(tx.conn().await?, self.question.id).await?;
        let since = waiting.from.unwrap_or(self.question.asked_at);
        let link = telling::link(tx.conn().await?, self.app, self.question).await?;
        let lang = self.app.config.language;
        let message = words::unanswered(self.question, (since, self.round), link.as_deref(), lang);
        outbox::tell_owner(tx, self.app, &queued, message, self.now).await
    }
}

/// Writes to one mentor why they are asked, in their language.
async fn write(
    tx: &mut Tx,
    app: &App,
    (question, round, stage): (&Question, i64, Stage),
    (mentor, (distance, is_field)): (&Mentor, (Option<i64>, bool)),
    now: DateTime<Utc>,
) -> Result<()> {
    let link = telling::link(tx.conn().await?, app, question).await?;
    let field = app.config.field_name(&question.field, mentor.lang);
    let why = words::why_asked(is_field.then_some(field), distance);
    let part = match stage {
        Stage::Near => "near",
        Stage::Join | Stage::Field | Stage::Owner => "field",
    };
    let part = format!("{part}-{round}");
    let message = words::wanted(question, (&part, why), link.as_deref(), mentor.lang);
    // The link leads nowhere for whoever is not in a private thread.
    if question.is_confidential() && question.lost != Some(Part::Thread) {
        following::add(tx, question, mentor.user, now).await?;
    }
    let key = format!("question:{}:notice:{part}:{}", question.id, mentor.person);
    telling::tell(tx, &key, (mentor.person, mentor.user), message, now).await
}

/// Tells somebody whose quiet hours are over, if it is still needed and they still may be told.
async fn tell_late(app: &App, late: Late, mentor: Option<&Mentor>) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let question = load(tx.conn().await?, late.question_id).await?;
    let waiting = store::waiting(tx.conn().await?, late.question_id).await?;
    let mentor = mentor.filter(|mentor| mentor.is_available && mentor.takes_messages);
    let is_needed = is_open(question.state) && waiting.round == late.round;
    match mentor.filter(|_| is_needed) {
        Some(mentor) => {
            if store::set_told(&mut tx, late, now).await? {
                let to = (&question, late.round, late.stage);
                let why = (late.distance, late.is_field);
                write(&mut tx, app, to, (mentor, why), now).await?;
            }
        }
        None => store::forget_late(&mut tx, late).await?,
    }
    tx.commit().await?;
    Ok(())
}
