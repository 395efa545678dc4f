//! Joining by oneself: what is offered, the last screen before an order, what was agreed to, and
//! the way from there to having the plan.

mod agreeing;
mod cards;
mod commands;
mod consent;
mod decide;
mod effects;
mod looking;
mod notices;
mod past;
mod rules;
mod seats;
mod settling;
mod store;
mod trial;
mod withdrawing;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::Offer;
use super::rules::{self as plan_rules, Held, Plan, PlanState, Refusal, Standing};
use super::status::standing_of;
use super::store as plans;
use crate::actor::Actor;
use crate::app::App;
use crate::config::Config;
use crate::db::Tx;
use crate::discord::message::Button;
use crate::error::Result;
use crate::ids::{ApplicationId, PersonId, PlanId};
use crate::journal::{self, By, Entry};
use crate::people;
use crate::text::{Lang, Text};
use consent::Words;
use rules::{Stage, first};
use store::{Application, Note};
use trial::Trial;

pub(super) use agreeing::by_day;
pub(super) use cards::add_mine;
pub(super) use commands::{command, press, submit};
pub(super) use decide::lapse;
pub(super) use effects::describe;
pub(super) use notices::show_cards_of;
pub(super) use past::event;
pub use rules::Buyers;
pub use seats::Seats;
pub(super) use seats::{fill, over_seats, seats_of};
pub use settling::Waiting;
pub(super) use settling::{leave_queue, owed, remind, settle, show_money, waiting};
pub use store::Terms;
pub(super) use store::{
    next_lapse, next_reminder, queues, set_terms, terms, to_lapse, to_remind, waiting_for,
};
pub(super) use trial::is_told_with_application;

/// For how many days somebody is shown that they were turned down.
const SHOWN_DAYS: i64 = 14;

/// The last screen before an order.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    offer: Offer,
    words: Words,
    /// When what they hold of it ends, to which this would be added.
    follows: Option<DateTime<Utc>>,
    /// Until when they still have it, though what was paid for is over.
    grace: Option<DateTime<Utc>>,
    /// There is no seat for them now.
    is_full: bool,
    /// How they would try it, if they agreed now.
    trial: Option<Trial>,
}

/// A screen, and whether they were offered the seat.
struct Joined {
    screen: Screen,
    /// The offer of a seat that they have.
    offered: Option<ApplicationId>,
}

/// Someone's own application.
#[derive(Clone, Debug)]
pub(super) struct Mine {
    application: Application,
    plan: Plan,
    notes: Vec<Note>,
    /// Until when they try the plan, where that began just now.
    trial_ends: Option<DateTime<Utc>>,
    /// Their place in the queue.
    place: i64,
}

impl Mine {
    /// Whether something is still to come.
    pub(super) fn is_open(&self) -> bool {
        self.application.state.is_open()
    }

    /// What they applied for.
    pub(super) const fn plan(&self) -> PlanId {
        self.plan.id
    }
}

/// What whoever asks can have, with how it is sold.
pub(super) async fn offers(app: &App, actor: &Actor) -> Result<Vec<Offer>> {
    let mut conn = app.db.read().await?;
    let offered = match people::find(&mut conn, actor.user).await? {
        Some(person) => store::offered_to(&mut conn, person).await?,
        None => Vec::new(),
    };
    let roles = plans::plan_roles(&mut conn).await?;
    let tracks = plans::plan_tracks(&mut conn).await?;
    let mut out = Vec::new();
    for plan in plans::plans(&mut conn).await? {
        let terms = store::terms(&mut conn, plan.id).await?;
        let is_promised = offered.contains(&plan.id);
        if can_be_had(&app.config, &plan, terms)
            || is_promised && is_ready(&app.config, &plan, terms)
        {
            out.push(Offer {
                roles: super::plans::of_plan(plan.id, &roles),
                tracks: super::plans::of_plan(plan.id, &tracks),
                terms,
                plan,
            });
        }
    }
    Ok(out)
}

/// Of which of these there is no seat left now.
pub(super) async fn full(app: &App, offers: &[Offer]) -> Result<Vec<PlanId>> {
    let mut conn = app.db.read().await?;
    let mut full = Vec::new();
    for offer in offers {
        let Some(seats) = offer.terms.seats else {
            continue;
        };
        let taken = store::taken(&mut conn, offer.plan.id, None, app.now()).await?;
        let is_awaited = store::first_queued(&mut conn, offer.plan.id)
            .await?
            .is_some();
        if taken >= i64::from(seats) || is_awaited {
            full.push(offer.plan.id);
        }
    }
    Ok(full)
}

/// Whether anybody can have it.
fn can_be_had(config: &Config, plan: &Plan, terms: Terms) -> bool {
    plan.state == PlanState::Active && is_ready(config, plan, terms)
}

/// What costs money needs all that the last screen must say, and what needs the owner's hand a
/// place where they are told.
fn is_ready(config: &Config, plan: &Plan, terms: Terms) -> bool {
    let is_straight = first(terms.buyers, plan.price) == Stage::Approved;
    (plan.price.0 == 0 || config.join.is_complete())
        && (is_straight || config.channels.log.is_some())
}

/// Whether whoever has this plan could order it again.
pub(super) async fn can_go_on(
    conn: &mut SqliteConnection,
    config: &Config,
    plan: &Plan,
) -> Result<bool> {
    let terms = store::terms(conn, plan.id).await?;
    Ok(can_be_had(config, plan, terms))
}

/// The last screen before an order of this plan.
///
/// # Errors
/// Refused where it cannot be had, and for whoever is on their way into it or has it without end.
pub(super) async fn screen(app: &App, actor: &Actor, plan: PlanId) -> Result<Screen> {
    let mut conn = app.db.read().await?;
    let person = people::find(&mut conn, actor.user).await?;
    let joined = screen_of(&mut conn, app, actor, (plan, person)).await?;
    Ok(joined.screen)
}

/// The plan of this key, or a refusal that names what was typed.
pub(super) async fn plan_called(app: &App, typed: &str) -> Result<PlanId> {
    let key = typed.trim().to_lowercase();
    let plan = plans::plan_by_key(&mut *app.db.read().await?, &key).await?;
    let unknown = || Refusal::NoSuchOffer(crate::input::short(typed));
    Ok(plan.map(|plan| plan.id).ok_or_else(unknown)?)
}

async fn screen_of(
    conn: &mut SqliteConnection,
    app: &App,
    actor: &Actor,
    (plan, person): (PlanId, Option<PersonId>),
) -> Result<Joined> {
    let now = app.now();
    let plan = plans::known_id(conn, plan).await?;
    let plan = plan.ok_or(Refusal::ApplicationHasChanged)?;
    let terms = store::terms(conn, plan.id).await?;
    let open = match person {
        Some(person) => store::open_of(conn, plan.id, person).await?,
        None => None,
    };
    let offered = open.filter(|(_, stage)| *stage == Stage::Offered);
    // A seat that was offered is a promise, whatever is sold since.
    if !can_be_had(&app.config, &plan, terms)
        && (offered.is_none() || !is_ready(&app.config, &plan, terms))
    {
        return Err(Refusal::NotOffered(plan.name(actor.lang).to_owned()).into());
    }
    if let Some((id, stage)) = open.filter(|_| offered.is_none()) {
        return Err(already(id, stage).into());
    }
    let offered = offered.map(|(id, _)| id);
    let mut follows = None;
    let mut periods = Vec::new();
    if let Some(person) = person {
        periods = plans::periods_of(conn, person).await?;
        let of_plan = plans::HeldPeriod::kept(&periods, plan.id);
        follows = match plan_rules::held(&of_plan, now) {
            Held::Nothing => None,
            Held::Until(end) if plan.price.0 > 0 => Some(end),
            Held::Until(_) | Held::Endless => return Err(Refusal::AlreadyHeld.into()),
        };
    }
    let offer = Offer {
        roles: plans::roles_of(conn, plan.id).await?,
        tracks: plans::tracks_of(conn, plan.id).await?,
        terms,
        plan,
    };
    let trial = trial::offered(&app.config, &offer.plan, &periods, now)?;
    let words = consent::words(&offer, trial.is_some(), &app.config, actor.lang);
    let is_full = match terms.seats {
        None => false,
        Some(seats) => {
            let plan = offer.plan.id;
            let others = store::taken(conn, plan, person, now).await?;
            let has_one = store::taken(conn, plan, None, now).await? > others;
            // Nobody overtakes whoever waits for a seat that is free and not offered yet.
            let must_wait = !has_one && store::first_queued(conn, plan).await?.is_some();
            others >= i64::from(seats) || must_wait
        }
    };
    let grace = match standing_of(&periods, offer.plan.id, now) {
        Some(Standing::Grace(until)) => Some(until),
        _ => None,
    };
    let screen = Screen {
        offer,
        words,
        follows,
        grace,
        // Whoever holds it takes no other seat.
        is_full: is_full && follows.is_none() && offered.is_none(),
        trial,
    };
    Ok(Joined { screen, offered })
}

/// What whoever asks is on their way into, and what became of it where that was no.
pub(super) async fn mine(app: &App, actor: &Actor) -> Result<Vec<Mine>> {
    let mut conn = app.db.read().await?;
    let Some(person) = people::find(&mut conn, actor.user).await? else {
        return Ok(Vec::new());
    };
    let since = app.now() - TimeDelta::days(SHOWN_DAYS);
    let mut out = Vec::new();
    for application in store::latest_of(&mut conn, person, since).await? {
        out.push(mine_of(&mut conn, application).await?);
    }
    Ok(out)
}

async fn mine_of(conn: &mut SqliteConnection, application: Application) -> Result<Mine> {
    Ok(Mine {
        plan: plans::plan(conn, application.plan_id).await?,
        notes: store::notes(conn, application.id).await?,
        place: store::place(conn, application.plan_id, application.id).await?,
        trial_ends: None,
        application,
    })
}

/// What whoever asks is on their way into and cannot apply for, with the refusal that says so.
async fn pending(app: &App, actor: &Actor) -> Result<Vec<(PlanId, Refusal)>> {
    let underway = mine(app, actor).await?.into_iter();
    let is_pending = |mine: &Mine| match mine.application.state {
        Stage::Applied | Stage::Awaiting | Stage::Queued => true,
        Stage::Offered | Stage::Approved | Stage::Declined | Stage::Withdrawn | Stage::Expired => {
            false
        }
    };
    let pending = underway.filter(is_pending);
    Ok(pending
        .map(|mine| {
            (
                mine.plan.id,
                already(mine.application.id, mine.application.state),
            )
        })
        .collect())
}

/// That somebody is on their way into it: whoever waits for a seat has not applied.
fn already(id: ApplicationId, stage: Stage) -> Refusal {
    match stage {
        Stage::Queued => Refusal::AlreadyQueued,
        Stage::Applied
        | Stage::Awaiting
        | Stage::Offered
        | Stage::Approved
        | Stage::Declined
        | Stage::Withdrawn
        | Stage::Expired => Refusal::AlreadyApplied(id),
    }
}

/// What an application waits for, and what the owner can do about it.
pub(super) async fn waits_of(
    conn: &mut SqliteConnection,
    id: ApplicationId,
    lang: Lang,
) -> Result<(Text, Vec<Button>)> {
    let application = known(conn, id).await?;
    let notes = store::notes(conn, id).await?;
    let rows = cards::card_buttons(&application, (&notes, None), lang);
    let buttons = rows.into_iter().flatten().collect();
    Ok((cards::waits_for(&application), buttons))
}

/// An application of whoever acts.
async fn own(tx: &mut Tx, actor: &Actor, id: ApplicationId) -> Result<(Application, PersonId)> {
    let conn = tx.conn().await?;
    let person = people::find(conn, actor.user).await?;
    let application = store::application(conn, id).await?;
    match (application, person) {
        (Some(application), Some(person)) if application.person_id == person => {
            Ok((application, person))
        }
        // Whose it is and whether it exists is nobody else's business.
        _ => Err(Refusal::ApplicationHasChanged.into()),
    }
}

async fn known(conn: &mut SqliteConnection, id: ApplicationId) -> Result<Application> {
    let found = store::application(conn, id).await?;
    Ok(found.ok_or(Refusal::ApplicationHasChanged)?)
}

async fn record(
    tx: &mut Tx,
    now: DateTime<Utc>,
    by: By,
    kind: &'static str,
    (id, plan, person): (ApplicationId, PlanId, PersonId),
) -> Result<()> {
    let entry = Entry {
        by,
        kind,
        subject: &format!("application:{id}"),
        person: Some(person),
        details: json!({"plan": plan}),
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}
