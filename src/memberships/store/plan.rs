//! The SQL of plans.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PlanId, RoleId};
use crate::memberships::rules::{ByHand, Interval, Plan, PlanState, Yen};

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
             by_hand, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) returning id",
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
    .bind(now)
    .fetch_one(tx.conn().await?)
    .await
}

pub(in crate::memberships) async fn insert_plan_role(
    tx: &mut Tx,
    plan: PlanId,
    role: RoleId,
) -> sqlx::Result<()> {
    sqlx::query("insert into plan_role (plan_id, role_id) values (?1, ?2)")
        .bind(plan)
        .bind(role)
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
        "select id, key, name_ja, name_en, price_jpy, interval, days, grace_days, state, by_hand
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
        "select id, key, name_ja, name_en, price_jpy, interval, days, grace_days, state, by_hand
         from plan where id = ?1",
    )
    .bind(id)
    .fetch_one(conn)
    .await?;
    row.read()
}

pub(in crate::memberships) async fn plans(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Plan>> {
    let rows: Vec<PlanRow> = sqlx::query_as(
        "select id, key, name_ja, name_en, price_jpy, interval, days, grace_days, state, by_hand
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

/// The roles of plans that are on sale or still held.
pub(in crate::memberships) async fn paid_roles(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<RoleId>> {
    sqlx::query_scalar("select distinct role_id from plan_role order by role_id")
        .fetch_all(conn)
        .await
}
