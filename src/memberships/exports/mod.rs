//! Files for whoever keeps the books: every period and what was paid for it, and every payment. No
//! names and no addresses: people are numbers and Discord accounts.

mod commands;
mod store;

use chrono::{DateTime, Days, NaiveTime, Utc};
use serde_json::json;

use super::cards::{method, source};
use super::imports;
use crate::actor::Actor;
use crate::app::App;
use crate::discord::file::File;
use crate::error::{Error, Result};
use crate::ids::{PaymentId, PersonId, UserId};
use crate::input;
use crate::journal::{self, By, Entry};
use crate::people;
use crate::sheet::sheet;
use crate::text::{Lang, Text};
use store::{PaymentRow, PeriodRow};

pub(super) use commands::export;

/// Discord takes no larger file from us.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// What is given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    /// Every period that somebody has or had.
    Members,
    /// All money that came in or went back.
    Payments,
}

/// From when to when, as typed: the first day and the last.
#[derive(Clone, Debug, Default)]
struct Span {
    from: Option<String>,
    until: Option<String>,
}

/// A table as a file.
struct Made {
    file: File,
    rows: usize,
    /// In how many payments how much came in that belongs to no period: periods have none of it.
    apart: (i64, i64),
}

/// Makes a table.
async fn make(app: &App, actor: &Actor, what: What, span: &Span) -> Result<Made> {
    actor.must_be_owner()?;
    let (from, until) = moments(app, span)?;
    let now = app.now();
    let lang = actor.lang;
    let mut conn = app.db.read().await?;
    let writer = Sheet { app, lang, now };
    let (name, rows, apart) = match what {
        What::Members => {
            let periods = store::periods(&mut conn, from, until).await?;
            let apart = store::apart(&mut conn, from, until).await?;
            ("members", writer.members(&periods), apart)
        }
        What::Payments => {
            let payments = store::payments(&mut conn, from, until).await?;
            ("payments", writer.payments(&payments), (0, 0))
        }
    };
    drop(conn);
    let count = rows.len() - 1;
    let bytes = sheet(rows);
    if bytes.len() > MOST_BYTES {
        return Err(Error::Refused(Text::new("export-too-large")));
    }
    let mut tx = app.db.begin().await?;
    let owner = people::ensure(&mut tx, actor.user, Some(lang), now).await?;
    let entry = Entry {
        by: By::Person(owner),
        kind: "export.made",
        subject: &format!("export:{name}"),
        person: None,
        details: json!({"rows": count, "from": from, "until": until}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    let day = now.with_timezone(&app.config.timezone.0).format("%Y-%m-%d");
    let name = format!("{name}-{day}.csv");
    Ok(Made {
        file: File { name, bytes },
        rows: count,
        apart,
    })
}

/// The beginning of the first day, and the end of the last.
fn moments(app: &App, span: &Span) -> Result<(DateTime<Utc>, DateTime<Utc>)> {
    let zone = app.config.timezone.0;
    let day = |typed: &Option<String>| typed.as_deref().map(input::date).transpose();
    let at = |day: chrono::NaiveDate| input::instant(zone, day.and_time(NaiveTime::MIN));
    let from = day(&span.from)?.map_or(DateTime::UNIX_EPOCH, at);
    let last = day(&span.until)?.and_then(|day| day.checked_add_days(Days::new(1)));
    // All that is recorded has happened, or will before then.
    let until = last.or_else(|| chrono::NaiveDate::from_ymd_opt(3000, 1, 1));
    let until = until.map_or(DateTime::UNIX_EPOCH, at);
    if until <= from {
        return Err(Error::Refused(Text::new("export-no-days")));
    }
    Ok((from, until))
}

/// How cells are written.
struct Sheet<'a> {
    app: &'a App,
    lang: Lang,
    now: DateTime<Utc>,
}

impl Sheet<'_> {
    fn members(&self, periods: &[PeriodRow]) -> Vec<Vec<String>> {
        let head = [
            Text::new("export-number"),
            Text::new("export-account"),
            Text::new("export-plan-key"),
            Text::new("export-plan"),
            Text::new("export-source"),
            Text::new("export-platform"),
            Text::new("export-starts"),
            Text::new("export-ends"),
            Text::new("export-access-until"),
            Text::new("export-state"),
            Text::new("export-paid"),
            Text::new("export-refunded"),
        ];
        let row = |period: &PeriodRow| {
            // Taken back after its end it was no longer than that; before it began, it was nothing.
            let cut = |end: Option<DateTime<Utc>>| {
                let end = end.into_iter().chain(period.revoked_at).min();
                end.map(|end| end.max(period.starts_at))
            };
            vec![
                period.person_id.to_string(),
                account(period.user_id),
                period.plan_key.clone(),
                self.plan(&period.name_ja, &period.name_en),
                source(&period.source).plain(self.lang),
                platform(&period.source, period.external_id.as_deref()),
                self.moment(Some(period.starts_at)),
                self.last_day(cut(period.ends_at)),
                self.last_day(cut(period.access_until)),
                self.state(period).plain(self.lang),
                period.paid_jpy.to_string(),
                period.refunded_jpy.to_string(),
            ]
        };
        std::iter::once(self.head(&head))
            .chain(periods.iter().map(row))
            .collect()
    }

    fn payments(&self, payments: &[PaymentRow]) -> Vec<Vec<String>> {
        let head = [
            Text::new("export-payment"),
            Text::new("export-at"),
            Text::new("export-kind"),
            Text::new("export-paid"),
            Text::new("export-refunded"),
            Text::new("export-voided"),
            Text::new("export-method"),
            Text::new("export-voids"),
            Text::new("export-number"),
            Text::new("export-account"),
            Text::new("export-plan-key"),
            Text::new("export-plan"),
            Text::new("export-source"),
            Text::new("export-platform"),
            Text::new("export-starts"),
            Text::new("export-ends"),
        ];
        let row = |payment: &PaymentRow| {
            let (kind, place) = kind(payment);
            // Columns of whole yen: a sign would look like a formula.
            let amount = |column: usize| {
                if column == place {
                    payment.amount_jpy.to_string()
                } else {
                    String::new()
                }
            };
            let of = payment.source.as_deref();
            vec![
                payment.id.to_string(),
                self.moment(Some(payment.at)),
                kind.plain(self.lang),
                amount(0),
                amount(1),
                amount(2),
                match payment.method {
                    Some(_) => method(payment.method).plain(self.lang),
                    None => String::new(),
                },
                payment
                    .voids
                    .as_ref()
                    .map_or_else(String::new, PaymentId::to_string),
                payment
                    .person_id
                    .as_ref()
                    .map_or_else(String::new, PersonId::to_string),
                account(payment.user_id),
                payment.plan_key.clone().unwrap_or_default(),
                self.plan(
                    payment.name_ja.as_deref().unwrap_or_default(),
                    payment.name_en.as_deref().unwrap_or_default(),
                ),
                of.map_or_else(String::new, |name| source(name).plain(self.lang)),
                of.map_or_else(String::new, |name| {
                    platform(name, payment.external_id.as_deref())
                }),
                self.moment(payment.starts_at),
                self.last_day(payment.ends_at),
            ]
        };
        std::iter::once(self.head(&head))
            .chain(payments.iter().map(row))
            .collect()
    }

    fn head(&self, head: &[Text]) -> Vec<String> {
        head.iter().map(|text| text.plain(self.lang)).collect()
    }

    fn plan(&self, name_ja: &str, name_en: &str) -> String {
        match self.lang {
            Lang::Ja => name_ja.to_owned(),
            Lang::En => name_en.to_owned(),
        }
    }

    /// On the salon's wall.
    fn moment(&self, at: Option<DateTime<Utc>>) -> String {
        let zone = self.app.config.timezone.0;
        at.map_or_else(String::new, |at| {
            at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
        })
    }

    /// The last day of what ends with one, as lists are read.
    fn last_day(&self, at: Option<DateTime<Utc>>) -> String {
        let zone = self.app.config.timezone.0;
        at.map_or_else(String::new, |at| imports::last_day(at, zone))
    }

    fn state(&self, period: &PeriodRow) -> Text {
        let now = self.now;
        let is_past = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at <= now);
        if period.is_refunded {
            Text::new("export-state-refunded")
        } else if period.revoked_at.is_some() {
            Text::new("export-state-revoked")
        } else if is_past(period.access_until) {
            Text::new("export-state-ended")
        } else if period.starts_at > now {
            Text::new("export-state-upcoming")
        } else if is_past(period.ends_at) {
            Text::new("export-state-grace")
        } else if period.is_cancelled {
            Text::new("export-state-cancelling")
        } else {
            Text::new("export-state-active")
        }
    }
}

/// What a record of money is, and in which column of amounts it counts. A mistake and what takes it back
/// count in neither of the first two where both are here: their sums are those of the periods. Where
/// the mistake stands in an earlier file, what takes it back counts against that.
fn kind(payment: &PaymentRow) -> (Text, usize) {
    let is_refund = payment.kind == "refund";
    match (payment.voids, payment.is_undone) {
        (Some(_), true) => (Text::new("export-kind-void"), 2),
        (Some(_), false) => (Text::new("export-kind-void"), usize::from(is_refund)),
        (None, true) if is_refund => (Text::new("export-kind-refund-voided"), 2),
        (None, true) => (Text::new("export-kind-payment-voided"), 2),
        (None, false) if is_refund => (Text::new("export-kind-refund"), 1),
        (None, false) => (Text::new("export-kind-payment"), 0),
    }
}

/// An account as a mention: of a plain number a spreadsheet loses the last digits.
fn account(user: Option<UserId>) -> String {
    user.map_or_else(String::new, |user| format!("<@{user}>"))
}

/// The platform in whose list they stand.
fn platform(source: &str, external_id: Option<&str>) -> String {
    let of_list = external_id.filter(|_| source == "import");
    let name = of_list.and_then(|id| id.split(':').next());
    name.unwrap_or_default().to_owned()
}
