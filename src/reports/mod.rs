//! Figures: what was promised against what came true, for the owner; what they did, for each mentor.

mod cards;
mod commands;
mod rules;
mod store;

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveTime, Utc};

use crate::actor::Actor;
use crate::app::App;
use crate::discord::file::File;
use crate::discord::message::Message;
use crate::error::{Error, Result};
use crate::ids::QuestionId;
use crate::input;
use crate::people;
use crate::sheet::sheet;
use crate::text::Text;
use rules::{Case, Figures, Own, Step};

pub use commands::{commands, mentor_commands};

/// Steps of questions, in their order.
type Steps = HashMap<QuestionId, Vec<Step>>;

/// The figures of a month, or of the last full one and the present one, and a table of what they are
/// made of.
///
/// # Errors
/// Refused for all but the owner, and where no month was typed.
async fn questions(app: &App, actor: &Actor, month: Option<&str>) -> Result<(Message, File)> {
    actor.must_be_owner()?;
    let now = app.now();
    let months = match month {
        Some(typed) => vec![month_of(typed)?],
        None => recent(now.with_timezone(&app.config.timezone.0).date_naive()),
    };
    let mut sections = Vec::new();
    let mut all: Vec<(Case, Vec<Step>)> = Vec::new();
    let mut conn = app.db.read().await?;
    for first in months {
        let (from, until) = (begins(app, first), begins(app, next(first)));
        let asked = store::asked_between(&mut conn, from, until).await?;
        let mut steps = in_order(store::steps_between(&mut conn, from, until).await?);
        let month: Vec<(Case, Vec<Step>)> = asked
            .into_iter()
            .map(|asked| {
                let steps = steps.remove(&asked.id).unwrap_or_default();
                (asked, steps)
            })
            .collect();
        sections.push((first, Figures::of(&month, now)));
        all.extend(month);
    }
    drop(conn);
    let name = sections
        .iter()
        .map(|(first, _)| first.format("%Y-%m").to_string());
    let name = format!("questions-{}.csv", name.collect::<Vec<_>>().join("_"));
    let rows = cards::rows(&all, &app.config, actor.lang);
    let message = cards::questions(&sections, &app.config, actor.lang);
    let bytes = sheet(rows);
    Ok((message, File { name, bytes }))
}

/// What a mentor did, for themself alone.
async fn own(app: &App, actor: &Actor) -> Result<Own> {
    actor.must_be_mentor()?;
    let mut conn = app.db.read().await?;
    let Some(person) = people::find(&mut conn, actor.user).await? else {
        return Ok(Own::default());
    };
    let answers = store::answered_by(&mut conn, person).await?;
    let steps = in_order(store::steps_answered_by(&mut conn, person).await?);
    let counts = store::counts_of(&mut conn, person).await?;
    let stars = store::stars_of(&mut conn, person).await?;
    Ok(Own::of(&answers, &steps, counts, &stars))
}

fn in_order(steps: Vec<Step>) -> Steps {
    let mut of = Steps::new();
    for step in steps {
        of.entry(step.question_id).or_default().push(step);
    }
    for steps in of.values_mut() {
        steps.sort_by_key(|step| step.version);
        steps.dedup_by_key(|step| step.version);
    }
    of
}

/// The first day of a month, as typed: 2026-11.
fn month_of(typed: &str) -> Result<NaiveDate> {
    let typed = typed.trim().replace('/', "-");
    input::date(&format!("{typed}-01")).map_err(|_| Error::Refused(Text::new("report-no-month")))
}

/// The last full month and the present one.
fn recent(today: NaiveDate) -> Vec<NaiveDate> {
    let first = today.with_day(1).unwrap_or(today);
    let before = first.checked_sub_months(Months::new(1));
    before.into_iter().chain([first]).collect()
}

fn next(first: NaiveDate) -> NaiveDate {
    let next = first.checked_add_months(Months::new(1));
    next.or_else(|| first.checked_add_days(Days::new(31)))
        .unwrap_or(first)
}

/// The moment at which a day begins in the salon.
fn begins(app: &App, day: NaiveDate) -> DateTime<Utc> {
    input::instant(app.config.timezone.0, day.and_time(NaiveTime::MIN))
}
