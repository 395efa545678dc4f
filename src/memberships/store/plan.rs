//! The SQL of plans.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PlanId, RoleId};
use crate::memberships::rules::{ByHand, Exit, Interval, Passage, Plan, PlanState, Yen};

/// A plan to be.
#[derive(Debug)]
pub(in crate::memberships) struct NewPlan<'a> {
    pub(in crate::memberships) key: &'a str,
    pub(in crate::memberships) name_ja: &'a str,
    pub(in crate::memberships) name_en: &'a str,
    pub(in crate::memberships) price: Yen,
    pub(in crate::memberships) interval: Interval,
    pub(in crate::memberships) grace_days: u32,
    pub(in crate::memberships) sku: Option<i64>,
    pub(in crate::memberships) by_hand: ByHand,
    pub(in crate::memberships) passage: Passage,
}

#[derive(sqlx::FromRow)]
struct PlanRow {
    id: PlanId,
    key: String,
    name_ja: String,
    name_en: String,
    price_jpy: i64,
    interval: String,
    days: Option<u32>,
    grace_days: u32,
    state: String,
    by_hand: String,
    discord_sku: Option<i64>,
    trial_days: u32,
    trial_role_id: Option<RoleId>,
    exit: String,
    alumni_role_id: Option<RoleId>,
}

impl PlanRow {
    fn read(self) -> sqlx::Result<Plan> {
        let unreadable = || sqlx::Error::Decode("a plan cannot be read".into());
        Ok(Plan {
            id: self.id,
            key: self.key,
            name_ja: self.name_ja,
            name_en: self.name_en,
            price: Yen(self.price_jpy),
            interval: Interval::read(&self.interval, self.days).ok_or_else(unreadable)?,
            grace_days: self.grace_days,
            state: PlanState::read(&self.state).ok_or_else(unreadable)?,
            by_hand: ByHand::read(&self.by_hand).ok_or_else(unreadable)?,
            sku: self.discord_sku,
            passage: Passage {
                trial_days: self.trial_days,
                trial_role: self.trial_role_id,
                exit: Exit::read(&self.exit, self.alumni_role_id).ok_or_else(unreadable)?,
            },
        })
    }
}

pub(in crate::memberships) async fn insert_plan(
    tx: &mut Tx,
    plan: &NewPlan<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<PlanId> {
    sqlx::query_scalar(
        "insert into plan (key, name_ja, name_en, price_jpy, interval, days, grace_days, discord_sku,
             by_hand, trial_days, trial_role_id, exit, alumni_role_id, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) returning id",
    )
    .bind(plan.key)
    .bind(plan.name_ja)
    .bind(plan.name_en)
    .bind(plan.price.0)
    .bind(plan.interval.name())
    .bind(plan.interval.days())
    .bind(plan.grace_days)
    .bind(plan.sku)
    .bind(plan.by_hand.name())
    .bind(plan.passage.trial_days)
    .bind(plan.passage.trial_role)
    .bind(plan.passage.exit.name())
    .bind(plan.passage.exit.alumni_role())
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

/// One more role of a plan; with the moment where an edit added it.
pub(in crate::memberships) async fn insert_plan_role(
    tx: &mut Tx,
    plan: PlanId,
    role: RoleId,
    added_at: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    sqlx::query("insert into plan_role (plan_id, role_id, added_at) values (?1, ?2, ?3)")
        .bind(plan)
        .bind(role)
        .bind(added_at)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

pub(in crate::memberships) async fn insert_plan_track(
    tx: &mut Tx,
    plan: PlanId,
    track: &str,
) -> sqlx::Result<()> {
    sqlx::query("insert into plan_track (plan_id, track) values (?1, ?2)")
        .bind(plan)
        .bind(track)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

pub(in crate::memberships) async fn plan_by_key(
    conn: &mut SqliteConnection,
    key: &str,
) -> sqlx::Result<Option<Plan>> {
    let row: Option<PlanRow> = sqlx::query_as(
        "select id, key, name_ja, name_en, price_jpy, interval, days, grace_days, state, by_hand,
             discord_sku, trial_days, trial_role_id, exit, alumni_role_id
         from plan where key = ?1",
    )
    .bind(key)
    .fetch_optional(conn)
    .await?;
    row.map(PlanRow::read).transpose()
}

pub(in crate::memberships) async fn plan(
    conn: &mut SqliteConnection,
    id: PlanId,
) -> sqlx::Result<Plan> {
    let row: PlanRow = sqlx::query_as(
        "select id, key, name_ja, name_en, price_jpy, interval, days, grace_days, state, by_hand,
             discord_sku, trial_days, trial_role_id, exit, alumni_role_id
         from plan where id = ?1",
    )
    .bind(id)
    .fetch_one(conn)
    .await?;
    row.read()
}

pub(in crate::memberships) async fn plans(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Plan>> {
    let rows: Vec<PlanRow> = sqlx::query_as(
        "select id, key, name_ja, name_en, price_jpy, interval, days, grace_days, state, by_hand,
             discord_sku, trial_days, trial_role_id, exit, alumni_role_id
         from plan order by id",
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(PlanRow::read).collect()
}

pub(in crate::memberships) async fn plan_roles(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<(PlanId, RoleId)>> {
    sqlx::query_as("select plan_id, role_id from plan_role order by plan_id, role_id")
        .fetch_all(conn)
        .await
}

pub(in crate::memberships) async fn plan_tracks(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<(PlanId, String)>> {
    sqlx::query_as("select plan_id, track from plan_track order by plan_id, track")
        .fetch_all(conn)
        .await
}

/// The roles of plans that are on sale or still held, with those of trials and of former members.
pub(in crate::memberships) async fn paid_roles(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<RoleId>> {
    sqlx::query_scalar(
        "select role_id from plan_role
         union select trial_role_id from plan where trial_role_id is not null
         union select alumni_role_id from plan where alumni_role_id is not null
         order by 1",
    )
    .fetch_all(conn)
    .await
}
