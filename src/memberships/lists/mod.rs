//! Who holds what: lists for the owner, a page at a time.

mod cards;
mod commands;
mod store;

use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};

use super::rules::Plan;
use super::rules::Refusal::UnknownPlan;
use super::store as ledger;
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::{PersonId, PlanId, UserId};
use crate::input;

pub(super) use commands::{list, press};

/// How many people stand on one page.
const PAGE: i64 = 15;
/// What ends within this ends soon.
const SOON: TimeDelta = TimeDelta::days(14);
/// What ended within this is shown.
const LATELY: TimeDelta = TimeDelta::days(30);

/// Who is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    /// Who has a plan that is paid for.
    Active,
    /// Who tries a plan.
    Trial,
    /// Whose payment is waited for.
    Grace,
    /// Whose plan ends soon and is not extended, and whose grace ends soon.
    Ending,
    /// Whose plan ended lately.
    Ended,
}

impl View {
    const ALL: [Self; 5] = [
        Self::Active,
        Self::Trial,
        Self::Grace,
        Self::Ending,
        Self::Ended,
    ];

    /// Its name in buttons.
    const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Trial => "trial",
            Self::Grace => "grace",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }
}

impl FromStr for View {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let found = Self::ALL.into_iter().find(|view| view.name() == name);
        found.ok_or(())
    }
}

/// Someone on a list.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Listed {
    person_id: PersonId,
    /// Nothing once they are erased.
    user_id: Option<UserId>,
    plan_id: PlanId,
    /// When what is paid for ends, or the grace, or when it was over; nothing: no end.
    at: Option<DateTime<Utc>>,
    /// They want no more after that.
    is_cancelled: bool,
    /// What was paid for is over; access ends then.
    #[sqlx(default)]
    is_grace: bool,
    /// What ended was a trial; nobody paid.
    #[sqlx(default)]
    is_trial: bool,
    /// How many there are in all.
    total: i64,
    /// How many people these are.
    people: i64,
}

/// One page of a list.
#[derive(Clone, Debug)]
struct Page {
    view: View,
    /// Only this plan.
    plan: Option<PlanId>,
    plans: Vec<Plan>,
    people: Vec<Listed>,
    /// The first is 0.
    number: i64,
    count: i64,
    total: i64,
    /// How many different people stand on it.
    all: i64,
}

/// The first page of who is shown, of one plan where it is typed.
async fn first_page(app: &App, actor: &Actor, view: View, typed: Option<&str>) -> Result<Page> {
    actor.must_be_owner()?;
    let plan = match typed {
        Some(typed) => {
            let key = input::folded(typed);
            let plan = ledger::plan_by_key(&mut *app.db.read().await?, &key).await?;
            Some(plan.ok_or_else(|| UnknownPlan(input::short(typed)))?.id)
        }
        None => None,
    };
    page(app, actor, view, plan, 0).await
}

/// A page of who is shown; what is past the last page is the last.
async fn page(
    app: &App,
    actor: &Actor,
    view: View,
    plan: Option<PlanId>,
    number: i64,
) -> Result<Page> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut conn = app.db.read().await?;
    let plans = ledger::plans(&mut conn).await?;
    let first = listed(&mut conn, view, plan, 0, now).await?;
    let (total, all) = first.first().map_or((0, 0), |it| (it.total, it.people));
    let count = ((total + PAGE - 1) / PAGE).max(1);
    let number = number.clamp(0, count - 1);
    let people = listed(&mut conn, view, plan, number * PAGE, now).await?;
    Ok(Page {
        view,
        plan,
        plans,
        people,
        number,
        count,
        total,
        all,
    })
}

async fn listed(
    conn: &mut sqlx::SqliteConnection,
    view: View,
    plan: Option<PlanId>,
    after: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<Listed>> {
    match view {
        View::Active => store::active(conn, plan, after, now).await,
        View::Ending => store::ending(conn, plan, now + SOON, after, now).await,
        View::Trial => store::trying(conn, plan, after, now).await,
        View::Grace => store::grace(conn, plan, after, now).await,
        View::Ended => store::ended(conn, plan, after, now - LATELY).await,
    }
}
