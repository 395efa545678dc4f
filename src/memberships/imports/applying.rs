//! Working off what was approved, a hundred lines at a time: whatever happens in between, the next
//! hundred are those that are not done.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::rules::{Act, Line};
use super::store::{self, Import, State};
use super::{DAY, cards, forget};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{EntitlementId, ImportId, PersonId, PlanId};
use crate::journal::{self, By, Entry};
use crate::memberships::accounts::{self, Booked, Unlinked};
use crate::memberships::following::follow;
use crate::memberships::notices::Over;
use crate::memberships::reconcile::{Cause, Seen, project};
use crate::memberships::rules::{Method, Source, Yen};
use crate::memberships::{notices, store as ledger};
use crate::outbox::{self, Priority, Queued};
use crate::people;
use crate::text::Text;

/// How many lines are done in one transaction, so that nobody who clicks waits for long.
const BATCH: usize = 100;

/// Goes on with what is to be done, undone or settled, and forgets what nobody approved. One that
/// fails is logged, and the rest go on.
pub(in crate::memberships) async fn run_due(app: &App) -> Result<()> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    let at_work = store::at_work(&mut conn).await?;
    let to_settle = store::to_settle(&mut conn, now).await?;
    let to_drop = store::to_drop(&mut conn, now - DAY).await?;
    drop(conn);
    for id in at_work.into_iter().chain(to_settle).chain(to_drop) {
        match go_on(app, id).await {
            // What is left comes next, but others first.
            Ok(true) => app.schedule_changed.notify_one(),
            Ok(false) => {}
            Err(error) => app.report(&error, &format!("the list {id} could not be worked on")),
        }
    }
    Ok(())
}

/// The next moment at which [`run_due`] would do something.
pub(in crate::memberships) async fn next_due(app: &App) -> Result<Option<DateTime<Utc>>> {
    let mut conn = app.db.read().await?;
    if !store::at_work(&mut conn).await?.is_empty() {
        return Ok(Some(app.now()));
    }
    let settle = store::next_to_settle(&mut conn).await?;
    let forget = store::oldest_preview(&mut conn).await?;
    Ok(settle.into_iter().chain(forget.map(|at| at + DAY)).min())
}

/// Does the next lines of a list; whether there are more.
async fn go_on(app: &App, id: ImportId) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(import) = store::import(tx.conn().await?, id).await? else {
        return Ok(false);
    };
    let is_done = import.state != State::Applying;
    let lines = match import.state {
        State::Applying | State::Undoing => store::next_lines(&mut tx, id, is_done, BATCH).await?,
        State::Applied if import.undo_until.is_some_and(|until| until <= now) => {
            store::next_lines(&mut tx, id, is_done, BATCH).await?
        }
        State::Preview if import.created_at + DAY <= now => Vec::new(),
        State::Preview | State::Applied | State::Undone | State::Settled | State::Dropped => {
            return Ok(false);
        }
    };
    let mut booked = HashSet::new();
    if import.state == State::Applied {
        let over = Text::new("import-done-settled");
        spend(app, &mut tx, &import, over, now).await?;
        let names: Vec<_> = lines
            .iter()
            .filter_map(|line| line.name.as_deref())
            .collect();
        booked = accounts::booked(&mut tx, import.source_id, &names).await?;
    }
    for line in &lines {
        match import.state {
            State::Applying => apply(app, &mut tx, &import, line, now).await?,
            State::Undoing => take_back(app, &mut tx, &import, line, now).await?,
            State::Applied => settle(app, &mut tx, &import, (line, &booked)).await?,
            State::Preview | State::Undone | State::Settled | State::Dropped => {}
        }
    }
    let is_over = lines.len() < BATCH;
    if is_over {
        finish(app, &mut tx, id, now).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(!is_over)
}

async fn finish(app: &App, tx: &mut Tx, id: ImportId, now: DateTime<Utc>) -> Result<()> {
    // With what was left alone just now.
    let Some(import) = store::import(tx.conn().await?, id).await? else {
        return Ok(());
    };
    let (what, message) = match import.state {
        State::Applying => {
            store::set_state(tx, id, State::Applied).await?;
            // Of whom nothing was known it is looked first what they have.
            app.compare_soon.notify_one();
            let counts = store::counts(tx, id).await?;
            ("done", cards::done(&import, &counts, app.config.language))
        }
        State::Undoing => {
            forget(tx, id, State::Undone).await?;
            ("undone", cards::undone(&import, app.config.language))
        }
        State::Applied => return forget(tx, id, State::Settled).await,
        State::Preview | State::Undone | State::Settled | State::Dropped => {
            return forget(tx, id, State::Dropped).await;
        }
    };
    let (key, subject) = (format!("import:{id}:{what}"), format!("import:{id}"));
    let begun = import.approved_at.unwrap_or(import.created_at);
    let queued = Queued::once(&key, &subject, Priority::Normal)
        .owed_since(tx, begun)
        .await?;
    outbox::tell_owner(tx, app, &queued, message, now).await
}

/// What the owner was told of a list says why it cannot be undone any more, and offers nothing: once,
/// before the first of its lines is forgotten.
pub(super) async fn spend(
    app: &App,
    tx: &mut Tx,
    import: &Import,
    why: Text,
    now: DateTime<Utc>,
) -> Result<()> {
    let id = import.id;
    let (key, subject) = (format!("import:{id}:spent"), format!("import:{id}"));
    if outbox::fate(tx.conn().await?, &key).await?.is_some() {
        return Ok(());
    }
    let counts = store::counts(tx, id).await?;
    let message = cards::spent(import, &counts, why, app.config.language);
    let queued = Queued::once(&key, &subject, Priority::Normal);
    outbox::amend(tx, &format!("import:{id}:done"), &queued, message, now).await?;
    Ok(())
}

/// What ended because of a list carries this as its reason.
fn reason(id: ImportId) -> String {
    format!("import:{id}")
}

async fn apply(
    app: &App,
    tx: &mut Tx,
    import: &Import,
    line: &Line,
    now: DateTime<Utc>,
) -> Result<()> {
    let id = import.id;
    if line.act == Act::Unmatched {
        return Ok(store::line_waits(tx, id, line.position).await?);
    }
    let person = match (line.person_id, line.user_id) {
        (Some(person), _) => Some(person),
        (None, Some(user)) => Some(people::ensure(tx, user, None, now).await?),
        (None, None) => None,
    };
    let (Some(person), Some(plan)) = (person, line.plan_id) else {
        return leave(tx, id, line).await;
    };
    let mut details = json!({"plan": plan, "import": id, "ends_at": line.ends_at});
    let (kind, entitlement) = match (line.act, line.entitlement_id) {
        // Its time went by before its turn came.
        (Act::Join, _) if line.ends_at.is_some_and(|end| end <= now) => ("", None),
        (Act::Join, _) => {
            details["source"] = Source::Import.name().into();
            let right = (plan, person, import.source.as_str());
            let given = store::give(tx, right, line.ends_at, now).await?;
            ("entitlement.granted", given)
        }
        (Act::Change, Some(held)) => {
            let is_done = store::set_end(tx, held, line.ends_before, line.ends_at).await?;
            ("entitlement.changed", is_done.then_some(held))
        }
        (Act::End, Some(held)) => {
            let is_done = store::close(tx, held, line.ends_before, &reason(id), now).await?;
            ("entitlement.closed", is_done.then_some(held))
        }
        _ => ("", None),
    };
    let Some(entitlement) = entitlement else {
        return leave(tx, id, line).await;
    };
    store::line_done(tx, id, line, (person, entitlement)).await?;
    let of = (person, plan, entitlement);
    changed(app, tx, import, of, (kind, details), now).await
}

async fn take_back(
    app: &App,
    tx: &mut Tx,
    import: &Import,
    line: &Line,
    now: DateTime<Utc>,
) -> Result<()> {
    let id = import.id;
    store::forget_line(tx, id, line.position).await?;
    let (Some(person), Some(plan), Some(held)) =
        (line.person_id, line.plan_id, line.entitlement_id)
    else {
        return Ok(());
    };
    let mut details = json!({"plan": plan, "import": id, "undone_list": import.approved_at});
    let (kind, is_done) = match line.act {
        Act::Join => {
            let reason = format!("{}:undo", reason(id));
            let is_done = store::undo(tx, held, line.ends_at, &reason, now).await?;
            ("entitlement.closed", is_done)
        }
        Act::Change => {
            details["ends_at"] = json!(line.ends_before);
            let is_done = store::set_end(tx, held, line.ends_at, line.ends_before).await?;
            ("entitlement.changed", is_done)
        }
        Act::End => {
            let is_done = store::reopen(tx, held, &reason(id)).await?;
            ("entitlement.reopened", is_done)
        }
        Act::Same | Act::Unmatched | Act::Invalid | Act::Repeated => return Ok(()),
    };
    if !is_done {
        store::leave_alone(tx, id).await?;
        return Ok(());
    }
    let since = import.approved_at.unwrap_or(now);
    let of = (person, plan, held);
    changed(app, tx, import, of, (kind, details), since).await
}

/// A line that can no longer be undone: money is recorded, unless it is `booked` by a name, and whoever
/// lost a plan is told.
async fn settle(
    app: &App,
    tx: &mut Tx,
    import: &Import,
    (line, booked): (&Line, &HashSet<Booked>),
) -> Result<()> {
    let now = app.now();
    store::forget_line(tx, import.id, line.position).await?;
    if line.act == Act::Unmatched {
        return of_nobody(tx, import, line, now).await;
    }
    let (Some(person), Some(plan), Some(held)) =
        (line.person_id, line.plan_id, line.entitlement_id)
    else {
        return Ok(());
    };
    let paid = line
        .paid_jpy
        .filter(|_| matches!(line.act, Act::Join | Act::Change));
    let name = line.name.clone();
    let is_booked = name.is_some_and(|name| booked.contains(&(name, plan, line.ends_at)));
    if let Some(paid) = paid.filter(|_| !is_booked) {
        let at = import.approved_at.unwrap_or(now);
        let money = (Yen(paid), Some(Method::Platform));
        let payment = ledger::insert_payment(tx, (person, held), money, import.by_id, at).await?;
        let details = json!({"payment": payment, "amount_jpy": paid, "import": import.id});
        record(
            tx,
            import,
            (person, held),
            ("payment.recorded", details),
            now,
        )
        .await?;
    }
    if line.act == Act::End {
        let plan = ledger::plan(tx.conn().await?, plan).await?;
        let over = Over::RanOut(import.undo_until);
        notices::tell_ended(app, tx, person, (held, &plan), over).await?;
    }
    Ok(())
}

/// Money of whom nobody knows: it is recorded all the same, once, and the owner says whose it is.
async fn of_nobody(tx: &mut Tx, import: &Import, line: &Line, now: DateTime<Utc>) -> Result<()> {
    let number = line.number.map(|number| format!("#{number}"));
    let (Some(paid), Some(plan), Some(name)) =
        (line.paid_jpy, line.plan_id, line.name.clone().or(number))
    else {
        return Ok(());
    };
    let of = Unlinked {
        source: import.source_id,
        name: &name,
        plan,
        until: line.ends_at,
    };
    let at = import.approved_at.unwrap_or(now);
    accounts::insert_unlinked(tx, &of, Yen(paid), import.by_id, at).await
}

/// Others changed what a line is about: it is left as it is.
async fn leave(tx: &mut Tx, id: ImportId, line: &Line) -> Result<()> {
    store::forget_line(tx, id, line.position).await?;
    store::leave_alone(tx, id).await?;
    Ok(())
}

/// A right changed, since then: it is recorded, and what comes after it and roles follow.
async fn changed(
    app: &App,
    tx: &mut Tx,
    import: &Import,
    (person, plan, entitlement): (PersonId, PlanId, EntitlementId),
    what: (&'static str, Value),
    since: DateTime<Utc>,
) -> Result<()> {
    record(tx, import, (person, entitlement), what, app.now()).await?;
    let by = By::Person(import.by_id);
    follow(app, tx, (person, plan), since, (by, app.now())).await?;
    let cause = Cause::Imported {
        by: import.by_id,
        is_sure: import.is_sure,
    };
    project(app, tx, person, Seen::Unseen, cause).await?;
    Ok(())
}

async fn record(
    tx: &mut Tx,
    import: &Import,
    (person, entitlement): (PersonId, EntitlementId),
    (kind, details): (&'static str, Value),
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = Entry {
        by: By::Person(import.by_id),
        kind,
        subject: &format!("entitlement:{entitlement}"),
        person: Some(person),
        details,
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}
