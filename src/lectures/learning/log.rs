//! What somebody learned, as a file of their own.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::store::{self, Learned};
use crate::actor::Actor;
use crate::app::App;
use crate::discord::file::File;
use crate::error::Result;
use crate::lectures::rules::{self, Refusal};
use crate::people;
use crate::sheet::sheet;
use crate::text::{Lang, Text};

/// Everything that they opened, marked or were asked about. It is their own, whatever plan they have.
pub(in crate::lectures) async fn log(app: &App, actor: &Actor) -> Result<File> {
    let mut conn = app.db.read().await?;
    let person = people::find(&mut conn, actor.user).await?;
    let person = person.ok_or(Refusal::NothingLearned)?;
    let learned = store::learned(&mut conn, person, rules::PASS).await?;
    if learned.is_empty() {
        return Err(Refusal::NothingLearned.into());
    }
    let zone = app.config.timezone.0;
    let names = names().map(|name| name.plain(actor.lang));
    let rows = learned.iter().map(|one| row(one, zone, actor.lang));
    Ok(File {
        name: "study-log.csv".to_owned(),
        bytes: sheet(std::iter::once(names.to_vec()).chain(rows)),
    })
}

fn names() -> [Text; 9] {
    [
        Text::new("log-series"),
        Text::new("log-number"),
        Text::new("log-title"),
        Text::new("log-minutes"),
        Text::new("log-opened"),
        Text::new("log-openings"),
        Text::new("log-watched"),
        Text::new("log-best"),
        Text::new("log-passed"),
    ]
}

fn row(learned: &Learned, zone: Tz, lang: Lang) -> Vec<String> {
    let at = |at: Option<DateTime<Utc>>| {
        let civil = at.map(|at| at.with_timezone(&zone).format("%Y-%m-%d %H:%M"));
        civil.map(|civil| civil.to_string()).unwrap_or_default()
    };
    let number = |number: Option<i64>| number.map(|it| it.to_string()).unwrap_or_default();
    let best = learned
        .best
        .map(|best| Text::new("log-percent").with("percent", best));
    vec![
        learned.series.clone(),
        learned.number.to_string(),
        learned.title.clone(),
        number(learned.minutes),
        at(learned.opened_at),
        learned.openings.to_string(),
        at(learned.watched_at),
        best.map(|best| best.plain(lang)).unwrap_or_default(),
        at(learned.passed_at),
    ]
}
