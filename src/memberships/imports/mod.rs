//! Lists of other platforms: looked at, approved, worked off, and undone for a day.
//!
//! Whoever stands in a list has a right to the plan from that source. Nothing is changed before the
//! owner has seen what would be; what they saw is worked out again when they approve, and refused
//! where it is not the same any more. Nobody is told of joining; of what ended people are told, and
//! money is recorded, when it can no longer be undone.

mod applying;
mod cards;
mod commands;
mod faces;
mod linking;
mod looking;
mod past;
mod rules;
mod sheet;
mod store;
mod sure;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::rules::{Plan, PlanState, Tally};
use super::store as ledger;
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{ImportId, PersonId, PlanId};
use crate::input;
use crate::journal::{self, By, Entry};
use crate::people;
use crate::text::Text;
pub(super) use rules::account_name;
use rules::{Act, Cut, Lacks, Ledger, Line, Mapping, Meant, Refusal, Turn};
use store::{Import, State};

pub(super) use applying::{next_due, run_due};
pub(super) use commands::{import, press, source_names};
pub(super) use past::event;
pub(super) use sheet::last_day;

/// For how long a list can be undone, and for how long one that nobody approves is kept.
const DAY: TimeDelta = TimeDelta::hours(24);

/// What came of approving or undoing a list.
#[derive(Clone, Debug)]
enum Begun {
    /// It is worked on.
    Yes { source: String },
    /// The owner must say that they mean it: so many people lose a plan.
    Sure(Asked),
    /// The owner must say that they mean to undo it.
    Undo(Undoing),
}

/// Of how many people of which plans the owner is asked whether they mean to take in a list.
#[derive(Clone, Debug)]
struct Asked {
    over: Vec<(Plan, Cut)>,
    /// Which columns they said need not be there.
    meant: Meant,
}

/// What the owner says with a press that takes in a list.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// These columns need not be there.
    meant: Meant,
    /// So many people lose a plan, and that is meant.
    people: Option<i64>,
}

/// What undoing a list would do.
#[derive(Clone, Debug)]
struct Undoing {
    /// How many people lose a plan or time of it, and how many have it as before.
    turns: Vec<(Plan, Turn)>,
    /// Of which plans it takes many.
    over: Vec<(Plan, Cut)>,
    /// So many people lose something.
    people: i64,
}

/// Compares a list with what people have from its source now.
async fn compare(
    tx: &mut Tx,
    source: &str,
    lines: Vec<Line>,
    absent_ends: bool,
    now: DateTime<Utc>,
) -> Result<Vec<Line>> {
    let conn = tx.conn().await?;
    let users: Vec<_> = lines.iter().filter_map(|line| line.user_id).collect();
    let numbers: Vec<_> = lines.iter().filter_map(|line| line.number).collect();
    let names: Vec<_> = lines
        .iter()
        .filter_map(|line| line.name.as_deref())
        .collect();
    let plans = ledger::plans(conn).await?;
    let archived = plans
        .iter()
        .filter(|plan| plan.state == PlanState::Archived);
    let known = Ledger {
        accounts: store::accounts(conn, &users).await?,
        numbers: HashSet::from_iter(store::numbers(conn, &numbers).await?),
        names: store::names(conn, source, &names).await?,
        held: store::held(conn, source, now).await?,
        archived: archived.map(|plan| plan.id).collect(),
        absent_ends,
    };
    Ok(rules::diff(lines, &known, now))
}

/// How many people lose a plan, or time of it; by plan.
fn cuts(lines: &[Line]) -> HashMap<PlanId, i64> {
    let mut cuts = HashMap::new();
    for plan in lines
        .iter()
        .filter(|line| line.is_cut)
        .filter_map(|line| line.plan_id)
    {
        *cuts.entry(plan).or_default() += 1;
    }
    cuts
}

/// Of which plans that is too many to be done without a question.
async fn too_many(
    conn: &mut SqliteConnection,
    cuts: &HashMap<PlanId, i64>,
    now: DateTime<Utc>,
) -> Result<Vec<Cut>> {
    let mut tallies: HashMap<PlanId, Tally> = HashMap::new();
    for plan in cuts.keys() {
        tallies.insert(*plan, store::tally(conn, *plan, now).await?);
    }
    Ok(rules::over(cuts, |plan| {
        tallies.get(&plan).copied().unwrap_or_default()
    }))
}

/// Takes in a list that was looked at, if it still does what was seen. Where that parts too many
/// people from a plan, or no column says until when, only if the owner says that they mean just that.
async fn approve(app: &App, actor: &Actor, id: ImportId, word: Word) -> Result<Begun> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let import = looked_at(tx.conn().await?, id).await?;
    if import.created_at + DAY <= now {
        return Err(Refusal::Gone.into());
    }
    if !store::at_work(tx.conn().await?).await?.is_empty() {
        return Err(Refusal::Busy.into());
    }
    let seen = store::lines(tx.conn().await?, id).await?;
    let lines = compare(
        &mut tx,
        &import.source,
        seen.clone(),
        import.absent_ends,
        now,
    )
    .await?;
    // Who was unknown may have become known, which changes nothing for them.
    let what = |line: &Line| Line {
        person_id: None,
        ..line.clone()
    };
    if !lines.iter().map(what).eq(seen.iter().map(what)) {
        return Err(Refusal::Changed.into());
    }
    let over = too_many(tx.conn().await?, &cuts(&lines), now).await?;
    let mapping: Mapping = serde_json::from_str(&import.mapping)?;
    let remembered = remembered(tx.conn().await?, &import.source).await?;
    let asks = Lacks::of(&lines, &mapping, remembered.as_ref()).asks();
    if asks.is_endless && !word.meant.is_endless {
        return Err(Refusal::NoEnd.into());
    }
    if asks.is_stateless && !word.meant.is_stateless {
        return Err(Refusal::NoState.into());
    }
    if !over.is_empty() && word.people != Some(over.iter().map(|cut| cut.people).sum()) {
        return Ok(Begun::Sure(Asked {
            over: named(&mut tx, &over).await?,
            meant: word.meant,
        }));
    }
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    store::begin_applying(&mut tx, id, (by, !over.is_empty()), (now, now + DAY)).await?;
    store::forget_idle_lines(&mut tx, id).await?;
    store::remember_mapping(&mut tx, import.source_id, &import.mapping).await?;
    let count = |act: Act| lines.iter().filter(|line| line.act == act).count();
    let details = json!({"source": import.source_id, "digest": import.digest,
        "joins": count(Act::Join), "changes": count(Act::Change), "ends": count(Act::End)});
    record(&mut tx, by, "import.approved", id, details, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Begun::Yes {
        source: import.source,
    })
}

/// Undoes a list, within a day, once the owner is `sure` about just so many who lose something.
async fn undo(app: &App, actor: &Actor, id: ImportId, sure: Option<i64>) -> Result<Begun> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let import = store::import(tx.conn().await?, id)
        .await?
        .ok_or(Refusal::Gone)?;
    if !store::at_work(tx.conn().await?).await?.is_empty() {
        return Err(Refusal::Busy.into());
    }
    if !can_be_undone(&import, now) {
        return Err(Refusal::Gone.into());
    }
    // What came later was compared with what this one left.
    let taken_in = store::taken_in(tx.conn().await?, &import.source).await?;
    if taken_in.first().is_some_and(|latest| latest.id != id) {
        return Err(Refusal::NotTheLatest.into());
    }
    let turns = store::turns_of_undoing(&mut tx, id, now).await?;
    let people = turns.iter().map(|turn| turn.lose()).sum();
    let cuts = turns.iter().map(|turn| (turn.plan, turn.lose())).collect();
    let over = too_many(tx.conn().await?, &cuts, now).await?;
    if sure != Some(people) {
        let mut of_plans = Vec::new();
        for turn in turns {
            of_plans.push((ledger::plan(tx.conn().await?, turn.plan).await?, turn));
        }
        return Ok(Begun::Undo(Undoing {
            turns: of_plans,
            over: named(&mut tx, &over).await?,
            people,
        }));
    }
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let undone = Text::new("import-done-undone");
    applying::spend(app, &mut tx, &import, undone, now).await?;
    store::begin_undoing(&mut tx, id, (by, !over.is_empty())).await?;
    record(
        &mut tx,
        by,
        "import.undone",
        id,
        json!({"source": import.source_id}),
        now,
    )
    .await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Begun::Yes {
        source: import.source,
    })
}

/// How the lists of a source are read, if one was approved.
async fn remembered(conn: &mut SqliteConnection, source: &str) -> Result<Option<Mapping>> {
    let json = store::mapping(conn, source).await?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}

async fn named(tx: &mut Tx, over: &[Cut]) -> Result<Vec<(Plan, Cut)>> {
    let mut named = Vec::new();
    for cut in over {
        named.push((ledger::plan(tx.conn().await?, cut.plan).await?, *cut));
    }
    Ok(named)
}

/// A list that is looked at.
async fn looked_at(conn: &mut SqliteConnection, id: ImportId) -> Result<Import> {
    let import = store::import(conn, id).await?.ok_or(Refusal::Gone)?;
    match import.state {
        State::Preview => Ok(import),
        State::Dropped if store::is_newer(conn, &import).await? => Err(Refusal::Newer.into()),
        State::Dropped
        | State::Applying
        | State::Applied
        | State::Undoing
        | State::Undone
        | State::Settled => Err(Refusal::Gone.into()),
    }
}

/// Gives up a list that was looked at.
async fn give_up(app: &App, actor: &Actor, id: ImportId) -> Result<()> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    looked_at(tx.conn().await?, id).await?;
    forget(&mut tx, id, State::Dropped).await?;
    tx.commit().await?;
    Ok(())
}

/// A list is over, and its lines with it.
async fn forget(tx: &mut Tx, id: ImportId, state: State) -> Result<()> {
    store::forget_lines(tx, id).await?;
    store::set_state(tx, id, state).await?;
    Ok(())
}

/// Sources whose name holds what was typed so far.
async fn suggest_sources(app: &App, actor: &Actor, typed: &str) -> Result<Vec<(String, String)>> {
    actor.must_be_owner()?;
    let typed = input::folded(typed);
    let sources = store::sources(&mut *app.db.read().await?).await?;
    let fits = sources.into_iter().filter(|name| name.contains(&typed));
    Ok(fits.map(|name| (name.clone(), name)).collect())
}

fn can_be_undone(import: &Import, now: DateTime<Utc>) -> bool {
    import.state == State::Applied && import.undo_until.is_some_and(|until| now < until)
}

async fn record(
    tx: &mut Tx,
    by: PersonId,
    kind: &'static str,
    id: ImportId,
    details: serde_json::Value,
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = Entry {
        by: By::Person(by),
        kind,
        subject: &format!("import:{id}"),
        person: None,
        details,
    };
    journal::record(tx, now, entry).await?;
    Ok(())
}
