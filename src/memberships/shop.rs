//! What is bought in Discord's own shop, as one more source of entitlements.
//!
//! Discord tells of a purchase, of its end and of a refund, and forgets to where we are away; so
//! that an event only says: compare. Source: Discord's pages "Entitlements" and "Implementing App
//! Subscriptions".

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Value, json};
use serenity::http::{LightMethod, Route};

use super::cards;
use super::following::follow;
use super::giving::{self, Right};
use super::reconcile::{self, Cause, Seen};
use super::rules::{Period, Shown, Source};
use super::store::{self, EntitlementState};
use crate::app::App;
use crate::db::Tx;
use crate::discord::{Call, CallError, Rest};
use crate::error::Result;
use crate::ids::UserId;
use crate::journal::{self, By, Entry};
use crate::outbox::{self, Priority, Queued};
use crate::people;

/// How many entitlements Discord lists at once.
const PAGE: usize = 100;
/// So many new buyers are looked at one by one; more are left to the comparison of everyone.
const MOST_LOOKS: usize = 10;
/// Discord's number for what somebody bought while it was only being tried: nobody paid.
const TEST_PURCHASE: u8 = 4;

/// An entitlement as Discord has it; no more than we need.
#[derive(Clone, Debug, Deserialize)]
struct Bought {
    id: String,
    sku_id: String,
    /// Nobody, where it belongs to a server.
    user_id: Option<String>,
    #[serde(rename = "type")]
    kind: u8,
    #[serde(default)]
    deleted: bool,
    starts_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
}

impl Bought {
    /// As which it is sold.
    fn sku(&self) -> i64 {
        self.sku_id.parse().unwrap_or_default()
    }

    /// Whose it is.
    fn user(&self) -> Option<UserId> {
        self.user_id.as_deref()?.parse().ok()
    }
}

/// Compares what was bought with the ledger, where anything is sold in the shop or was bought there
/// and has not ended.
///
/// # Errors
/// When Discord or the database does not answer; nothing ends because of that.
pub async fn compare_shop_if_used(app: &App, discord: &Rest) -> Result<()> {
    if store::uses_shop(&mut *app.db.read().await?).await? {
        compare_shop(app, discord).await?;
    }
    Ok(())
}

/// Compares what was bought with the ledger: what is new begins, what Discord ended ends.
///
/// # Errors
/// As [`compare_shop_if_used`].
pub async fn compare_shop(app: &App, discord: &Rest) -> Result<()> {
    let application: Value = get(discord, Route::Oauth2ApplicationCurrent).await?;
    let application = application["id"].as_str().and_then(|id| id.parse().ok());
    let application: serenity::all::ApplicationId = application
        .ok_or_else(|| anyhow::anyhow!("Discord does not say which application this is"))?;
    let known = store::bought(&mut *app.db.read().await?).await?;
    let mut listed = HashSet::new();
    let mut looks_left = MOST_LOOKS;
    let mut after = "0".to_owned();
    loop {
        let route = Route::Entitlements {
            application_id: application,
        };
        let query = format!("limit={PAGE}&after={after}&exclude_ended=true");
        let call = Call::new(LightMethod::Get, route).query(&query);
        let page: Vec<Bought> = discord.call(call).await.map_err(anyhow::Error::from)?;
        let is_last = page.len() < PAGE;
        for bought in page {
            after.clone_from(&bought.id);
            let is_known = known.contains(&bought.id);
            if !is_known || bought.ends_at.is_some() {
                let buyer = if !is_known && looks_left > 0 {
                    new_buyer(app, &bought).await?
                } else {
                    None
                };
                let shown = match buyer {
                    Some(user) => {
                        looks_left -= 1;
                        reconcile::member(app, discord, user).await
                    }
                    None => None,
                };
                report(app, &bought, take_in(app, &bought, shown.as_ref()).await);
            }
            listed.insert(bought.id);
        }
        if is_last {
            break;
        }
    }
    let mut conn = app.db.read().await?;
    let unknown = store::unknown_wares(&mut conn).await?;
    drop(conn);
    if !unknown.iter().all(|id| listed.contains(id)) {
        let mut tx = app.db.begin().await?;
        for id in unknown.iter().filter(|id| !listed.contains(*id)) {
            store::forget_unknown_ware(&mut tx, id).await?;
        }
        tx.commit().await?;
    }
    // What is not listed has ended, or was taken back: Discord says which.
    for id in known.iter().filter(|id| !listed.contains(*id)) {
        let Ok(entitlement_id) = id.parse() else {
            continue;
        };
        let route = Route::Entitlement {
            application_id: application,
            entitlement_id,
        };
        match discord.get::<Bought>(route).await {
            Ok(bought) => report(app, &bought, take_in(app, &bought, None).await),
            // Not there, or not for us to see: nothing ends because of that.
            Err(CallError::Refused { .. }) => {}
            Err(error) => return Err(anyhow::Error::from(error).into()),
        }
    }
    Ok(())
}

/// Logs what could not be taken in; the rest goes on, and the next comparison tries it again.
fn report(app: &App, bought: &Bought, done: Result<()>) {
    if let Err(error) = done {
        app.report(
            &error,
            &format!("the purchase {} could not be taken in", bought.id),
        );
    }
}

async fn get(discord: &Rest, route: Route<'_>) -> Result<Value> {
    Ok(discord.get(route).await.map_err(anyhow::Error::from)?)
}

/// Who bought a plan that we do not know of.
async fn new_buyer(app: &App, bought: &Bought) -> Result<Option<UserId>> {
    if bought.kind == TEST_PURCHASE {
        return Ok(None);
    }
    let mut conn = app.db.read().await?;
    let plan = store::plan_by_sku(&mut conn, bought.sku()).await?;
    Ok(plan.and_then(|_| bought.user()))
}

/// Takes in one entitlement as Discord has it, and how Discord shows its holder if they were looked
/// at. Doing it twice does nothing.
async fn take_in(app: &App, bought: &Bought, shown: Option<&Shown>) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let end = if bought.deleted {
        Some(bought.ends_at.map_or(now, |end| end.min(now)))
    } else {
        bought.ends_at
    };
    if let Some(known) = store::by_external(&mut tx, &bought.id).await? {
        if known.state == EntitlementState::Ended || known.access_until == end {
            return Ok(());
        }
        // No period is empty.
        let end = end.map(|end| end.max(known.starts_at + TimeDelta::seconds(1)));
        store::set_end(&mut tx, known.id, end, bought.deleted).await?;
        let entry = Entry {
            by: By::Discord,
            kind: "entitlement.changed",
            subject: &format!("entitlement:{}", known.id),
            person: Some(known.person_id),
            details: json!({"plan": known.plan_id, "ends_at": end, "is_refund": bought.deleted}),
        };
        journal::record(&mut tx, now, entry).await?;
        let of = (known.person_id, known.plan_id);
        follow(app, &mut tx, of, now, By::Discord).await?;
        tx.commit().await?;
        app.schedule_changed.notify_one();
        return Ok(());
    }
    let Some(user) = bought.user().filter(|_| end.is_none_or(|end| end > now)) else {
        return Ok(());
    };
    if bought.kind == TEST_PURCHASE {
        tracing::debug!(entitlement = bought.id, "a test purchase gives nothing");
        return Ok(());
    }
    let starts_at = bought.starts_at.unwrap_or(now).min(now);
    let period = Period {
        starts_at,
        ends_at: end,
        access_until: end,
        is_trial: false,
    };
    begin(app, tx, (bought, user, Seen::of(shown)), period, now).await
}

/// Gives somebody the plan that they bought.
async fn begin(
    app: &App,
    mut tx: Tx,
    (bought, user, seen): (&Bought, UserId, Seen<'_>),
    period: Period,
    now: DateTime<Utc>,
) -> Result<()> {
    let sku = bought.sku();
    let Some(plan) = store::plan_by_sku(tx.conn().await?, sku).await? else {
        let person = people::ensure(&mut tx, user, None, now).await?;
        let ware = (bought.id.as_str(), sku);
        store::insert_unknown_ware(&mut tx, ware, person, now).await?;
        tell_owner(&mut tx, app, bought, now).await?;
        tx.commit().await?;
        return Ok(());
    };
    store::forget_unknown_ware(&mut tx, &bought.id).await?;
    let person = people::ensure(&mut tx, user, None, now).await?;
    let right = Right {
        plan,
        person,
        source: Source::Discord,
        external: Some(&bought.id),
        giver: None,
        reason: None,
        by: By::Discord,
        cause: Cause::Started,
        seen,
        paid: None,
    };
    let owed = Some(period.starts_at);
    giving::begin(app, &mut tx, right, period, (false, owed)).await?;
    tx.commit().await?;
    if seen.shown().is_none() {
        app.compare_soon.notify_one();
    }
    app.schedule_changed.notify_one();
    Ok(())
}

/// Tells the owner, once, that something was bought which is no plan.
async fn tell_owner(tx: &mut Tx, app: &App, bought: &Bought, now: DateTime<Utc>) -> Result<()> {
    let key = format!("shop:{}:unknown", bought.id);
    // In other words or elsewhere, as the settings say by now, it would be told again.
    if outbox::fate(tx.conn().await?, &key).await?.is_some() {
        return Ok(());
    }
    let queued = Queued::once(&key, &key, Priority::Normal);
    let message = cards::unknown_ware(&bought.id, &bought.sku_id, app.config.language);
    outbox::tell_owner(tx, app, &queued, message, now).await
}
