//! Lists of lectures: looked at, then taken in as a whole or not at all.
//!
//! Nothing is changed before the owner has seen what would be; what they saw is compared again when
//! they approve, and refused where it is not the same any more. A list has at most five hundred
//! lectures, so that it goes into one transaction.

mod cards;
mod commands;
mod rules;
mod store;

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use sqlx::SqliteConnection;

use super::content::{self, Said};
use super::learning::checks;
use super::lecture::{LectureState, Slot};
use super::queue;
use super::release::bind;
use super::rules::{Content, Provider, lacks};
use super::slots;
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::file::{self, FileError};
use crate::error::Result;
use crate::ids::{LectureId, LectureImportId, PersonId, SlotId};
use crate::journal::{self, By, Entry};
use crate::people;
use crate::sheet;
pub(super) use commands::{import, press};
use rules::{Act, Key, Known, Line, Listed, MOST, Refusal, Turns, Wanted};

/// The largest file that is read.
const MOST_BYTES: usize = 2 * 1024 * 1024;
/// For how long a list that nobody approves is kept.
const DAY: TimeDelta = TimeDelta::hours(24);

/// A list that the owner hands in.
#[derive(Clone, Debug)]
struct Request {
    /// Where the file lies.
    address: String,
    /// How it is called.
    name: String,
    /// How large it says to be.
    bytes: u32,
    /// The slot into whose queue new lectures go.
    slot: Option<SlotId>,
    /// Whether new lectures may be posted at once.
    is_ready: bool,
}

/// What a list would do.
#[derive(Clone, Debug)]
struct Preview {
    id: LectureImportId,
    lines: Vec<Line>,
    unused: Vec<String>,
    slot: Option<Slot>,
    is_ready: bool,
    /// Of how many videos links are not signed, because this key is missing.
    unsigned: BTreeMap<Provider, usize>,
}

/// How many lectures were taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Taken {
    added: usize,
    changed: usize,
    queued: usize,
    /// Questions that became different.
    checks: usize,
}

/// Looks at a list: what it would change, which changes nothing.
async fn preview(app: &App, actor: &Actor, request: Request) -> Result<Preview> {
    actor.must_be_owner()?;
    let bytes = fetch(app, &request).await?;
    let name = request.name;
    let read = tokio::task::spawn_blocking(move || read(&bytes, &name));
    let Listed { rows, unused } = read.await.map_err(anyhow::Error::from)??;
    if rows.len() > MOST {
        return Err(Refusal::TooMany(rows.len()).into());
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let slot = slot(&mut tx, request.slot).await?;
    let keys: Vec<_> = rows.iter().filter_map(|row| row.key().ok()).collect();
    let known = known(tx.conn().await?, &keys).await?;
    let track = |typed: &str| app.config.track(typed).map(str::to_owned);
    let mut lines = rules::diff(rules::lines(&rows, &known, track), &known, now);
    rules::name_withdrawn(
        &mut lines,
        &store::withdrawn(tx.conn().await?, &keys).await?,
    );
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let new = store::NewImport {
        by,
        slot: request.slot,
        is_ready: request.is_ready,
    };
    let id = store::insert(&mut tx, &new, now).await?;
    for line in &lines {
        store::insert_line(&mut tx, id, line).await?;
    }
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Preview {
        id,
        unsigned: unsigned(app, &lines),
        lines,
        unused,
        slot,
        is_ready: request.is_ready,
    })
}

/// Whose keys the videos of a list lack, and how many do.
fn unsigned(app: &App, lines: &[Line]) -> BTreeMap<Provider, usize> {
    let mut unsigned = BTreeMap::new();
    let lines = lines.iter().filter(|line| line.act.does_something());
    for wanted in lines.filter_map(|line| line.wanted.as_ref()) {
        if let Some(provider) = lacks(&wanted.content.url, &app.keys, &app.config.watch) {
            *unsigned.entry(provider).or_default() += 1;
        }
    }
    unsigned
}

/// Takes in a list that was looked at, if it still does what was seen.
async fn approve(app: &App, actor: &Actor, id: LectureImportId) -> Result<Taken> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let import = store::preview(tx.conn().await?, id).await?;
    let import = import.filter(|import| import.created_at + DAY > now);
    let import = import.ok_or(Refusal::Gone)?;
    slot(&mut tx, import.slot_id).await?;
    let lines = compared_again(&mut tx, id, now).await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let mut taken = Taken::default();
    for line in &lines {
        let (Some(wanted), known) = (&line.wanted, line.known) else {
            continue;
        };
        taken.checks += line.turns.sum();
        match (line.act, known) {
            (Act::Add, _) => {
                let state = if import.is_ready {
                    LectureState::Ready
                } else {
                    LectureState::Draft
                };
                let lecture = add(&mut tx, &wanted.content, by, state, now).await?;
                checks::replace(&mut tx, lecture, &wanted.checks, by, now).await?;
                taken.added += 1;
                if let Some(slot) = import.slot_id {
                    queue::store::append(&mut tx, slot, lecture, None, now).await?;
                    taken.queued += 1;
                }
            }
            (Act::Change, Some((lecture, _))) => {
                let before = content::store::lecture(tx.conn().await?, lecture).await?;
                let before = before.ok_or(Refusal::Changed)?;
                if wanted.content != Content::of(&before) {
                    let said = Said {
                        content: &wanted.content,
                        lecturer: None,
                        note: &wanted.note,
                        is_correction: false,
                    };
                    content::write(&mut tx, app, &before, &said, by, now).await?;
                }
                checks::replace(&mut tx, lecture, &wanted.checks, by, now).await?;
                taken.changed += 1;
            }
            (Act::Change | Act::Same | Act::Invalid | Act::Repeated, _) => {}
        }
    }
    if let Some(slot) = import.slot_id.filter(|_| taken.queued > 0) {
        // Whoever saw its queue before sees another one now.
        slots::store::touch(&mut tx, slot).await?;
        let entry = Entry {
            by: By::Person(by),
            kind: "lecture.queued",
            subject: &format!("slot:{slot}"),
            person: None,
            details: json!({"import": id, "lectures": taken.queued}),
        };
        journal::record(&mut tx, now, entry).await?;
        bind::follow(&mut tx, slot, By::Person(by), now).await?;
    }
    store::close(&mut tx, id, Some(now)).await?;
    let entry = Entry {
        by: By::Person(by),
        kind: "lecture_import.applied",
        subject: &format!("lecture_import:{id}"),
        person: None,
        details: json!({"slot": import.slot_id, "added": taken.added, "changed": taken.changed,
            "checks": taken.checks}),
    };
    journal::record(&mut tx, now, entry).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(taken)
}

/// The lines that the owner saw, if each would do the same now.
async fn compared_again(tx: &mut Tx, id: LectureImportId, now: DateTime<Utc>) -> Result<Vec<Line>> {
    let mut seen = Vec::new();
    for kept in store::lines(tx.conn().await?, id).await? {
        let wanted = kept.content.as_deref().map(serde_json::from_str::<Wanted>);
        seen.push(Line {
            position: kept.line,
            act: kept.act,
            why: None,
            typed: <[String; 3]>::default(),
            wanted: wanted.transpose()?,
            turns: Turns::default(),
            was: None,
            known: kept.lecture_id.zip(kept.version),
        });
    }
    let keys: Vec<_> = seen
        .iter()
        .filter_map(|line| Some(line.wanted.as_ref()?.key()))
        .collect();
    let known = known(tx.conn().await?, &keys).await?;
    let lines = rules::diff(seen.clone(), &known, now);
    let same = |(line, seen): (&Line, &Line)| {
        let is_asked =
            |wanted: &Wanted| wanted.asked == rules::seen(&wanted.checks, known.get(&wanted.key()));
        line.act == seen.act
            && line.known == seen.known
            && line.wanted.as_ref().is_none_or(is_asked)
    };
    if !lines.iter().zip(&seen).all(same) {
        return Err(Refusal::Changed.into());
    }
    Ok(lines)
}

/// Gives up a list that was looked at.
async fn give_up(app: &App, actor: &Actor, id: LectureImportId) -> Result<()> {
    actor.must_be_owner()?;
    let mut tx = app.db.begin().await?;
    let import = store::preview(tx.conn().await?, id).await?;
    import.ok_or(Refusal::Gone)?;
    store::close(&mut tx, id, None).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets what nobody approved.
pub(super) async fn forget_old(app: &App) -> Result<()> {
    let old = store::old(&mut *app.db.read().await?, app.now() - DAY).await?;
    if old.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for id in old {
        store::close(&mut tx, id, None).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// When [`forget_old`] next has something to do.
pub(super) async fn next_old(conn: &mut SqliteConnection) -> Result<Option<DateTime<Utc>>> {
    Ok(store::oldest(conn).await?.map(|at| at + DAY))
}

async fn fetch(app: &App, request: &Request) -> Result<Vec<u8>> {
    if usize::try_from(request.bytes).map_or(true, |bytes| bytes > MOST_BYTES) {
        return Err(Refusal::TooLarge.into());
    }
    let bytes = file::download(&request.address, &app.config.discord.api_url, MOST_BYTES).await;
    Ok(bytes.map_err(|error| {
        tracing::warn!("a list of lectures could not be fetched: {error}");
        match error {
            FileError::TooLarge(_) => Refusal::TooLarge,
            FileError::Elsewhere | FileError::Unavailable(_) => Refusal::Unavailable,
        }
    })?)
}

/// What stands in a file.
fn read(bytes: &[u8], name: &str) -> Result<Listed, Refusal> {
    let text = sheet::decode(bytes)?;
    if rules::is_document(name, &text) {
        return rules::from_document(&text);
    }
    rules::from_table(&sheet::table(&text)?)
}

/// The lectures that a list is about and that are there.
async fn known(conn: &mut SqliteConnection, keys: &[Key]) -> Result<HashMap<Key, Known>> {
    let lectures = store::known(conn, keys).await?;
    let ids: Vec<LectureId> = lectures.iter().map(|lecture| lecture.id).collect();
    let mut dates: HashMap<LectureId, Vec<_>> = HashMap::new();
    for (lecture, state, due_at) in store::dates(conn, &ids).await? {
        dates.entry(lecture).or_default().push((state, due_at));
    }
    let mut asked: HashMap<LectureId, BTreeMap<_, _>> = HashMap::new();
    for item in checks::asked_of(conn, &ids).await? {
        let of = asked.entry(item.lecture_id).or_default();
        of.insert(item.place, (item.id, item.check()));
    }
    let known = lectures.into_iter().map(|lecture| {
        let known = Known {
            id: lecture.id,
            version: lecture.version,
            content: Content::of(&lecture),
            checks: asked.remove(&lecture.id).unwrap_or_default(),
            dates: dates.remove(&lecture.id).unwrap_or_default(),
        };
        ((lecture.series, lecture.number), known)
    });
    Ok(known.collect())
}

async fn slot(tx: &mut Tx, id: Option<SlotId>) -> Result<Option<Slot>> {
    let Some(id) = id else {
        return Ok(None);
    };
    Ok(Some(slots::off::open_slot(tx, id).await?))
}

async fn add(
    tx: &mut Tx,
    content: &Content,
    by: PersonId,
    state: LectureState,
    now: DateTime<Utc>,
) -> Result<LectureId> {
    let added = content::store::insert_lecture(tx, content, (by, None), state, now).await?;
    let id = added.ok_or(Refusal::Changed)?;
    let details = json!({"number": content.number});
    content::record(tx, by, "lecture.added", id, details, now).await?;
    Ok(id)
}
