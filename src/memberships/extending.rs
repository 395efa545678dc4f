//! What the owner adds to what somebody has, without money.

use super::following::wait_for_money_only;
use super::giving::{Granted, Right, give};
use super::reconcile::{Cause, Seen};
use super::rules::{self, Refusal, Source};
use super::{known_plan, reason, store};
use crate::actor::Actor;
use crate::app::App;
use crate::error::Result;
use crate::ids::UserId;
use crate::input;
use crate::journal::By;
use crate::people;

/// What the owner adds to what somebody has.
#[derive(Clone, Debug)]
pub struct Extension {
    /// Whose it is.
    pub user: UserId,
    /// The plan's key as typed.
    pub plan: String,
    /// By so many days.
    pub days: Option<i64>,
    /// Or through this day, as typed.
    pub until: Option<String>,
    /// Why, for owners.
    pub reason: String,
}

/// The owner extends what someone has of a plan, also of one that is sold no more: one more period
/// follows the last one and comes from where that came from.
///
/// # Errors
/// Refused for everyone but the owner, where nothing is held, and where that has no end.
pub async fn extend(app: &App, actor: &Actor, extension: &Extension) -> Result<Granted> {
    actor.must_be_owner()?;
    let why = reason(&extension.reason)?;
    let until = extension.until.as_deref().map(input::date).transpose()?;

    let now = app.now();
    let mut tx = app.db.begin().await?;
    let plan = known_plan(&mut tx, &extension.plan).await?;
    let person = people::find(tx.conn().await?, extension.user).await?;
    let person = person.ok_or(Refusal::NothingToExtend)?;
    let mut had = store::periods_of(tx.conn().await?, person).await?;
    had.retain(|period| period.plan_id == plan.id && period.is_open(now));
    if had.iter().any(|period| period.ends_at.is_none()) {
        return Err(Refusal::ExtendsEndless.into());
    }
    let last = had.iter().max_by_key(|period| (period.ends_at, period.id));
    let last = last.ok_or(Refusal::NothingToExtend)?;
    let length = rules::extension((extension.days, until), last.ends_at)?;
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let right = Right {
        plan,
        person,
        source: Source::read(&last.source).unwrap_or(Source::Manual),
        external: None,
        giver: None,
        reason: Some(&why),
        by: By::Person(owner),
        cause: Cause::Granted(owner),
        seen: Seen::AsRecorded,
        paid: None,
    };
    let (_, granted) = give(app, &mut tx, right, length).await?;
    let by = (By::Person(owner), now);
    wait_for_money_only(&mut tx, (person, granted.plan.id), by).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(granted)
}
