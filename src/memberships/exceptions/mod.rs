//! What needs the owner's eye, in one list, each with a mend of one press: who has a right and no
//! role, a role and no right, a right twice, and whatever else no rule decides alone.
//!
//! The list is worked out from the database whenever it is looked at; what is mended, by a press or
//! otherwise, stands there no more, and a second press finds nothing to do.

mod cards;
mod commands;
mod rules;
mod store;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde_json::json;
use sqlx::SqliteConnection;

use super::accounts::{self, Linked, Owed};
use super::reconcile;
use super::revoking::{take_back, tell_shortened};
use super::rules::{Plan, Yen};
use super::store::{HeldPeriod, Payment};
use super::{joining, status, store as ledger};
use crate::actor::Actor;
use crate::app::App;
use crate::command::Chosen;
use crate::db::Tx;
use crate::discord::message::Button;
use crate::error::Result;
use crate::ids::{ApplicationId, EntitlementId, PaymentId, PersonId, PlanId, UserId};
use crate::journal::{self, By, Entry};
use crate::text::Text;
use crate::{outbox, people};
pub(super) use commands::{press, show};
use rules::{Kind, Mend};
use store::{Row, Span};

/// How many stand on one page: each has a row of buttons, and one row turns the pages.
const PAGE: i64 = 4;

/// How much needs the owner's eye, by kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention(Vec<(Kind, i64)>);

/// One page of the list.
#[derive(Clone, Debug)]
struct Page {
    /// Those that the owner lets be; otherwise all others.
    is_aside: bool,
    plans: Vec<Plan>,
    shown: Vec<Shown>,
    counts: Attention,
    /// How many there are on the other side.
    others: i64,
    /// The first is 0.
    number: i64,
    now: DateTime<Utc>,
    /// In which days are meant.
    zone: Tz,
}

/// One line of it.
#[derive(Clone, Debug)]
struct Shown {
    kind: Kind,
    row: Row,
    /// What an application waits for, and its buttons.
    waits: Option<(Text, Vec<Button>)>,
    /// What is known of a payment.
    owed: Option<Owed>,
    /// Of two periods at once, the first and the later.
    spans: Option<(Span, Span)>,
}

/// What came of a press.
#[derive(Clone, Debug)]
enum Done {
    /// It was mended so.
    Mended(Mend),
    /// These plans of theirs ended, or the later period of one.
    Ended {
        user: Option<UserId>,
        plans: Vec<Plan>,
        is_later: bool,
        /// What had come in for it, and by which payments.
        paid: Option<(Yen, Vec<PaymentId>)>,
    },
    /// Whose it is was said.
    Linked(Linked),
    /// The owner lets it be.
    Aside,
    /// It stands in the list again.
    Back,
    /// There was nothing to do any more.
    Already,
}

/// How much needs the owner's eye.
pub async fn attention(conn: &mut SqliteConnection, now: DateTime<Utc>) -> Result<Attention> {
    count(conn, false, now).await
}

async fn count(
    conn: &mut SqliteConnection,
    is_aside: bool,
    now: DateTime<Utc>,
) -> Result<Attention> {
    let counts = store::counts(conn, is_aside, now).await?;
    let known = |(kind, count): (String, i64)| Some((kind.parse().ok()?, count));
    Ok(Attention(counts.into_iter().filter_map(known).collect()))
}

impl Attention {
    fn total(&self) -> i64 {
        self.0.iter().map(|(_, count)| count).sum()
    }

    /// Whether nothing needs the owner's eye.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A page of what needs the owner's eye; what is past the last page is the last.
async fn page(app: &App, actor: &Actor, is_aside: bool, number: i64) -> Result<Page> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut conn = app.db.read().await?;
    let counts = count(&mut conn, is_aside, now).await?;
    let others = count(&mut conn, !is_aside, now).await?.total();
    let number = number.clamp(0, (counts.total() - 1).max(0) / PAGE);
    let mut shown = Vec::new();
    for row in store::page(&mut conn, is_aside, number * PAGE, now).await? {
        let Ok(kind) = row.kind.parse() else {
            continue;
        };
        let waits = match (kind, row.subject.parse()) {
            (Kind::Application, Ok(id)) => {
                Some(joining::waits_of(&mut conn, ApplicationId(id), actor.lang).await?)
            }
            _ => None,
        };
        let owed = match (kind, row.subject.parse()) {
            (Kind::Payment, Ok(id)) => accounts::owed(&mut conn, PaymentId(id)).await?,
            _ => None,
        };
        shown.push(Shown {
            kind,
            spans: if kind == Kind::Double {
                spans(&mut conn, &row.subject).await?
            } else {
                None
            },
            row,
            waits,
            owed,
        });
    }
    Ok(Page {
        is_aside,
        plans: ledger::plans(&mut conn).await?,
        shown,
        counts,
        others,
        number,
        now,
        zone: app.config.timezone.0,
    })
}

/// When two periods at once are.
async fn spans(conn: &mut SqliteConnection, subject: &str) -> Result<Option<(Span, Span)>> {
    let ids = subject.split_once('.');
    let ids = ids.and_then(|(one, other)| Some((one.parse().ok()?, other.parse().ok()?)));
    let Some((one, other)) = ids else {
        return Ok(None);
    };
    let one = store::span(conn, EntitlementId(one)).await?;
    let other = store::span(conn, EntitlementId(other)).await?;
    Ok(one.zip(other))
}

/// Mends what needs the owner's eye, if it still does.
async fn mend(app: &App, actor: &Actor, kind: Kind, subject: &str) -> Result<Done> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::one(tx.conn().await?, kind.name(), subject, now).await?;
    let (Some(row), Some(mend)) = (found, kind.mend()) else {
        return Ok(Done::Already);
    };
    if mend == Mend::LookAgain {
        // Nothing changes here: the comparison finds what is mended.
        drop(tx);
        outbox::probe_paused(app).await?;
        app.compare_soon.notify_one();
        return Ok(Done::Mended(mend));
    }
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let Some(person) = row.person_id else {
        return Ok(Done::Already);
    };
    record(&mut tx, "exception.mended", (owner, &row), now).await?;
    let (mut ended, mut paid) = (Vec::new(), None);
    match (mend, row.role_id) {
        (Mend::Give, Some(role)) => {
            reconcile::give_after_all(app, &mut tx, (person, role), owner).await?;
        }
        (Mend::Take, Some(role)) => {
            reconcile::take_after_all(app, &mut tx, (person, role), owner).await?;
        }
        (Mend::EndAll, _) => ended = end_all(app, &mut tx, person, owner).await?,
        (Mend::EndLater, _) => {
            let later = subject.split_once('.').and_then(|(_, id)| id.parse().ok());
            let (Some(later), Some(plan)) = (later.map(EntitlementId), row.plan_id) else {
                return Ok(Done::Already);
            };
            paid = paid_for(&mut tx, person, later).await?;
            ended.push(end_later(app, &mut tx, (person, owner), (plan, later)).await?);
        }
        (Mend::LookAgain | Mend::Assign | Mend::Give | Mend::Take, _) => return Ok(Done::Already),
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    // Of a role that somebody else gave only Discord knows whether it is there.
    app.compare_soon.notify_one();
    if ended.is_empty() {
        return Ok(Done::Mended(mend));
    }
    Ok(Done::Ended {
        user: row.user_id,
        plans: ended,
        is_later: mend == Mend::EndLater,
        paid,
    })
}

/// Ends the later of two periods at once; whoever has the plan for another time by that is told.
async fn end_later(
    app: &App,
    tx: &mut Tx,
    who: (PersonId, PersonId),
    (plan, later): (PlanId, EntitlementId),
) -> Result<Plan> {
    let periods = ledger::periods_of(tx.conn().await?, who.0).await?;
    let was = status::standing_of(&periods, plan, app.now());
    let reason = Text::new("exception-reason-double").plain(app.config.language);
    let plan = end(app, tx, who, (plan, &[later]), &reason).await?;
    tell_shortened(app, tx, (who.0, &plan), &[later], was).await?;
    Ok(plan)
}

/// What came in for a period and did not go back, and by which payments.
async fn paid_for(
    tx: &mut Tx,
    person: PersonId,
    period: EntitlementId,
) -> Result<Option<(Yen, Vec<PaymentId>)>> {
    let periods = ledger::periods_of(tx.conn().await?, person).await?;
    let of = periods.iter().find(|it| it.id == period);
    let of = of.map_or(period, HeldPeriod::of);
    let Some(amount) = ledger::received(tx, of).await? else {
        return Ok(None);
    };
    let payments = ledger::payments_of(tx.conn().await?, person).await?;
    let is_for_it = |payment: &&Payment| payment.entitlement_id == Some(of) && !payment.is_refund;
    let numbers = payments.iter().filter(is_for_it);
    Ok(Some((amount, numbers.map(|payment| payment.id).collect())))
}

/// A payment of which the owner is to say whose it is, if it still is nobody's.
async fn owed(app: &App, actor: &Actor, payment: PaymentId) -> Result<Option<Owed>> {
    actor.must_be_owner()?;
    Ok(accounts::owed(&mut *app.db.read().await?, payment).await?)
}

/// The owner says whose a payment is, if it still is nobody's.
async fn assign(app: &App, actor: &Actor, payment: PaymentId, chosen: Chosen) -> Result<Done> {
    let linked = accounts::assign(app, actor, payment, chosen).await?;
    Ok(linked.map_or(Done::Already, Done::Linked))
}

async fn end_all(app: &App, tx: &mut Tx, person: PersonId, owner: PersonId) -> Result<Vec<Plan>> {
    let reason = Text::new("exception-reason-banned").plain(app.config.language);
    let open = store::open_rights(tx, person).await?;
    let mut ended = Vec::new();
    for of_plan in open.chunk_by(|one, other| one.1 == other.1) {
        let ids: Vec<EntitlementId> = of_plan.iter().map(|(id, _)| *id).collect();
        if let Some((_, plan)) = of_plan.first() {
            ended.push(end(app, tx, (person, owner), (*plan, &ids), &reason).await?);
        }
    }
    Ok(ended)
}

async fn end(
    app: &App,
    tx: &mut Tx,
    who: (PersonId, PersonId),
    (plan, ids): (PlanId, &[EntitlementId]),
    reason: &str,
) -> Result<Plan> {
    let plan = ledger::plan(tx.conn().await?, plan).await?;
    take_back(app, tx, who, (&plan, ids), reason).await?;
    Ok(plan)
}

/// The owner lets it be, or does no more.
async fn set_aside(
    app: &App,
    actor: &Actor,
    kind: Kind,
    subject: &str,
    is_aside: bool,
) -> Result<Done> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::one(tx.conn().await?, kind.name(), subject, now).await?;
    let (Some(row), true) = (found, kind.mend().is_some()) else {
        return Ok(Done::Already);
    };
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let (is_news, what, done) = if is_aside {
        let is_news = store::set_aside(&mut tx, &row, owner, now).await?;
        (is_news, "exception.set_aside", Done::Aside)
    } else {
        let is_news = store::put_back(&mut tx, kind.name(), subject).await?;
        (is_news, "exception.put_back", Done::Back)
    };
    if !is_news {
        return Ok(Done::Already);
    }
    record(&mut tx, what, (owner, &row), now).await?;
    tx.commit().await?;
    Ok(done)
}

async fn record(
    tx: &mut Tx,
    kind: &'static str,
    (owner, row): (PersonId, &Row),
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = Entry {
        by: By::Person(owner),
        kind,
        subject: &format!("exception:{}:{}", row.kind, row.subject),
        person: row.person_id,
        details: json!({"plan": row.plan_id, "role": row.role_id}),
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}
