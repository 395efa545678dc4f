//! The SQL of joining.

mod money;
mod note;
mod reminder;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{ApplicationId, ConsentId, EntitlementId, PersonId, PlanId};
use crate::memberships::joining::rules;
use crate::memberships::joining::rules::{Buyers, Stage};
use crate::memberships::rules::Refusal;
pub(super) use money::{Paid, of_right, paid};
pub(super) use note::{Note, add_note, count_change, notes};
pub(in crate::memberships) use reminder::{next_reminder, to_remind};
pub(super) use reminder::{set_reminder, take_reminder};

/// How a plan is sold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Terms {
    /// Who may buy it.
    pub buyers: Buyers,
    /// How many people may hold it or be on their way to; `None`: any number.
    pub seats: Option<u32>,
}

impl Terms {
    /// As the owner typed them; 0 seats: any number.
    ///
    /// # Errors
    /// Refused where there cannot be so many seats.
    pub fn new(buyers: Buyers, seats: Option<i64>) -> Result<Self, Refusal> {
        let seats = rules::seats(seats)?;
        Ok(Self { buyers, seats })
    }
}

/// Someone on their way into a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::memberships::joining) struct Application {
    pub(in crate::memberships::joining) id: ApplicationId,
    pub(in crate::memberships::joining) plan_id: PlanId,
    pub(in crate::memberships::joining) person_id: PersonId,
    pub(in crate::memberships::joining) state: Stage,
    pub(in crate::memberships::joining) version: i64,
    /// What they agreed to pay.
    pub(in crate::memberships::joining) price_jpy: i64,
    pub(in crate::memberships::joining) expires_at: Option<DateTime<Utc>>,
    pub(in crate::memberships::joining) decided_by: Option<PersonId>,
    pub(in crate::memberships::joining) created_at: DateTime<Utc>,
    /// They agreed to the words; whoever only waits for a seat has not.
    pub(in crate::memberships::joining) has_agreed: bool,
}

pub(in crate::memberships) async fn terms(
    conn: &mut SqliteConnection,
    plan: PlanId,
) -> sqlx::Result<Terms> {
    sqlx::query_as("select buyers, seats from plan where id = ?1")
        .bind(plan)
        .fetch_one(conn)
        .await
}

pub(in crate::memberships) async fn set_terms(
    tx: &mut Tx,
    plan: PlanId,
    terms: Terms,
) -> sqlx::Result<()> {
    sqlx::query("update plan set buyers = ?2, seats = ?3 where id = ?1")
        .bind(plan)
        .bind(terms.buyers)
        .bind(terms.seats)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Writes down who agreed to which words.
pub(in crate::memberships::joining) async fn insert_consent(
    tx: &mut Tx,
    (person, plan, price_jpy): (PersonId, PlanId, i64),
    (hash, language, body): (&str, &str, &str),
    now: DateTime<Utc>,
) -> sqlx::Result<ConsentId> {
    sqlx::query(
        "insert into consent_text (hash, language, body, first_shown_at) values (?1, ?2, ?3, ?4)
         on conflict (hash) do nothing",
    )
    .bind(hash)
    .bind(language)
    .bind(body)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    sqlx::query_scalar(
        "insert into consent (person_id, plan_id, hash, price_jpy, at)
         values (?1, ?2, ?3, ?4, ?5) returning id",
    )
    .bind(person)
    .bind(plan)
    .bind(hash)
    .bind(price_jpy)
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

/// Writes down that somebody is on their way; `entitlement` where they have arrived at once.
pub(in crate::memberships::joining) async fn insert(
    tx: &mut Tx,
    (plan, person, consent): (PlanId, PersonId, Option<ConsentId>),
    (state, expires_at): (Stage, Option<DateTime<Utc>>),
    entitlement: Option<EntitlementId>,
    now: DateTime<Utc>,
) -> sqlx::Result<ApplicationId> {
    sqlx::query_scalar(
        "insert into application (plan_id, person_id, consent_id, state, expires_at,
             entitlement_id, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7) returning id",
    )
    .bind(plan)
    .bind(person)
    .bind(consent)
    .bind(state)
    .bind(expires_at)
    .bind(entitlement)
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

pub(in crate::memberships::joining) async fn application(
    conn: &mut SqliteConnection,
    id: ApplicationId,
) -> sqlx::Result<Option<Application>> {
    sqlx::query_as(
        "select application.id, application.plan_id, application.person_id, application.state,
             application.version, coalesce(consent.price_jpy, plan.price_jpy) as price_jpy,
             application.expires_at, application.decided_by, application.created_at,
             application.consent_id is not null as has_agreed
         from application
         join plan on plan.id = application.plan_id
         left join consent on consent.id = application.consent_id
         where application.id = ?1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await
}

/// What somebody is on their way into, and what ended since then without their having it: of each
/// plan the last.
pub(in crate::memberships::joining) async fn latest_of(
    conn: &mut SqliteConnection,
    person: PersonId,
    since: DateTime<Utc>,
) -> sqlx::Result<Vec<Application>> {
    sqlx::query_as(
        "select application.id, application.plan_id, application.person_id, application.state,
             application.version, coalesce(consent.price_jpy, plan.price_jpy) as price_jpy,
             application.expires_at, application.decided_by, application.created_at,
             application.consent_id is not null as has_agreed
         from application
         join plan on plan.id = application.plan_id
         left join consent on consent.id = application.consent_id
         where application.person_id = ?1
           and (application.state in ('applied', 'awaiting', 'queued', 'offered')
                or (application.state in ('declined', 'expired') and application.decided_at > ?2))
           and not exists (
               select 1 from application as later
               where later.person_id = ?1 and later.plan_id = application.plan_id
                 and later.id > application.id)
         order by application.id",
    )
    .bind(person)
    .bind(since)
    .fetch_all(conn)
    .await
}

/// What somebody is on their way with of a plan.
pub(in crate::memberships::joining) async fn open_of(
    conn: &mut SqliteConnection,
    plan: PlanId,
    person: PersonId,
) -> sqlx::Result<Option<(ApplicationId, Stage)>> {
    sqlx::query_as(
        "select id, state from application
         where plan_id = ?1 and person_id = ?2
           and state in ('applied', 'awaiting', 'queued', 'offered')",
    )
    .bind(plan)
    .bind(person)
    .fetch_optional(conn)
    .await
}

/// The last application of somebody for a plan that ran out since then without their money, and what
/// they agreed to pay.
pub(in crate::memberships::joining) async fn ran_out(
    conn: &mut SqliteConnection,
    (person, plan): (PersonId, PlanId),
    since: DateTime<Utc>,
) -> sqlx::Result<Option<(ApplicationId, i64)>> {
    sqlx::query_as(
        "select application.id, consent.price_jpy
         from application join consent on consent.id = application.consent_id
         where application.person_id = ?1 and application.plan_id = ?2
           and application.state = 'expired' and application.decided_at > ?3
           and not exists (
               select 1 from application as later
               where later.person_id = ?1 and later.plan_id = ?2 and later.id > application.id
                 and later.consent_id is not null)",
    )
    .bind(person)
    .bind(plan)
    .bind(since)
    .fetch_optional(conn)
    .await
}

/// The plans of which somebody is offered a seat.
pub(in crate::memberships::joining) async fn offered_to(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<PlanId>> {
    sqlx::query_scalar("select plan_id from application where person_id = ?1 and state = 'offered'")
        .bind(person)
        .fetch_all(conn)
        .await
}

/// How often somebody applied since then.
pub(in crate::memberships::joining) async fn made_since(
    conn: &mut SqliteConnection,
    person: PersonId,
    since: DateTime<Utc>,
) -> sqlx::Result<i64> {
    sqlx::query_scalar("select count(*) from application where person_id = ?1 and created_at > ?2")
        .bind(person)
        .bind(since)
        .fetch_one(conn)
        .await
}

/// Moves an application on.
pub(in crate::memberships::joining) async fn advance(
    tx: &mut Tx,
    id: ApplicationId,
    (state, expires_at): (Stage, Option<DateTime<Utc>>),
    (by, entitlement): (Option<PersonId>, Option<EntitlementId>),
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update application set state = ?2, expires_at = ?3, decided_at = ?4, decided_by = ?5,
             entitlement_id = ?6, version = version + 1, remind_at = null
         where id = ?1",
    )
    .bind(id)
    .bind(state)
    .bind(expires_at)
    .bind(now)
    .bind(by)
    .bind(entitlement)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// Somebody took the seat that they were offered, and agreed.
pub(in crate::memberships::joining) async fn accept(
    tx: &mut Tx,
    id: ApplicationId,
    consent: ConsentId,
    (state, expires_at): (Stage, Option<DateTime<Utc>>),
    entitlement: Option<EntitlementId>,
) -> sqlx::Result<()> {
    sqlx::query(
        "update application set state = ?2, expires_at = ?3, consent_id = ?4, entitlement_id = ?5,
             version = version + 1
         where id = ?1",
    )
    .bind(id)
    .bind(state)
    .bind(expires_at)
    .bind(consent)
    .bind(entitlement)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// How many people but this one hold a plan, are on their way to it, or are offered a seat.
pub(in crate::memberships::joining) async fn taken(
    conn: &mut SqliteConnection,
    plan: PlanId,
    but: Option<PersonId>,
    now: DateTime<Utc>,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "select count(*) from (
             select person_id from entitlement
             where plan_id = ?1 and state <> 'ended'
               and (access_until is null or access_until > ?2)
             union
             select person_id from application
             where plan_id = ?1 and state in ('applied', 'awaiting', 'queued', 'offered')
               and state <> 'queued')
         where person_id is not ?3",
    )
    .bind(plan)
    .bind(now)
    .bind(but)
    .fetch_one(conn)
    .await
}

/// Plans for which somebody waits.
pub(in crate::memberships) async fn queues(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<PlanId>> {
    sqlx::query_scalar("select distinct plan_id from application where state = 'queued'")
        .fetch_all(conn)
        .await
}

/// Who waits longest for a plan.
pub(in crate::memberships::joining) async fn first_queued(
    conn: &mut SqliteConnection,
    plan: PlanId,
) -> sqlx::Result<Option<ApplicationId>> {
    sqlx::query_scalar("select min(id) from application where plan_id = ?1 and state = 'queued'")
        .bind(plan)
        .fetch_one(conn)
        .await
}

/// How many wait for a seat of a plan.
pub(in crate::memberships) async fn waiting_for(
    conn: &mut SqliteConnection,
    plan: PlanId,
) -> sqlx::Result<i64> {
    sqlx::query_scalar("select count(*) from application where plan_id = ?1 and state = 'queued'")
        .bind(plan)
        .fetch_one(conn)
        .await
}

/// Which place in the queue an application has.
pub(in crate::memberships::joining) async fn place(
    conn: &mut SqliteConnection,
    plan: PlanId,
    id: ApplicationId,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "select count(*) from application where plan_id = ?1 and state = 'queued' and id <= ?2",
    )
    .bind(plan)
    .bind(id)
    .fetch_one(conn)
    .await
}

/// Whose time is over by now.
pub(in crate::memberships) async fn to_lapse(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<ApplicationId>> {
    sqlx::query_scalar(
        "select id from application
         where state in ('awaiting', 'offered') and expires_at <= ?1 order by expires_at",
    )
    .bind(now)
    .fetch_all(conn)
    .await
}

pub(in crate::memberships) async fn next_lapse(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar(
        "select min(expires_at) from application where state in ('awaiting', 'offered')",
    )
    .fetch_one(conn)
    .await
}
