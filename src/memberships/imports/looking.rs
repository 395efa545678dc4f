//! Looking at a list: what it would change, which changes nothing.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};

use super::faces::{self, Faces};
use super::rules::{self, Booked, Cut, Elsewhere, Key, Known, Lacks, Line, Mapping, Refusal};
use super::store::{self, Import, NewImport, State};
use super::{can_be_undone, compare, cuts, forget, ledger, looked_at, remembered, too_many};
use crate::actor::Actor;
use crate::app::App;
use crate::db::Tx;
use crate::discord::Rest;
use crate::discord::file::{self, FileError};
use crate::error::Result;
use crate::ids::{ImportId, PersonId, PlanId, UserId};
use crate::input;
use crate::memberships::rules::Plan;
use crate::memberships::rules::Refusal::UnknownPlan;
use crate::people;
use crate::sheet;

/// The largest file that is read.
const MOST_BYTES: usize = 8 * 1024 * 1024;
/// A list that the owner hands in.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// Where the file lies.
    pub(super) address: String,
    /// How large it says to be.
    pub(super) bytes: u32,
    /// The platform as typed.
    pub(super) source: String,
    /// By what the list names people.
    pub(super) key: Key,
    /// The plan that all of it is about, as typed.
    pub(super) plan: Option<String>,
    /// Of whom the list lacks, it is over.
    pub(super) absent_ends: bool,
    /// The columns that the owner names.
    pub(super) columns: Mapping,
}

/// What a list would do.
#[derive(Clone, Debug)]
pub(super) struct Preview {
    pub(super) id: ImportId,
    pub(super) source: String,
    pub(super) mapping: Mapping,
    pub(super) absent_ends: bool,
    pub(super) lines: Vec<Line>,
    pub(super) plans: HashMap<PlanId, Plan>,
    /// The same file was taken in then, but others after it, or it was read otherwise.
    pub(super) known_since: Option<DateTime<Utc>>,
    /// Of which plans it would take too many to do so without a question.
    pub(super) over: Vec<Cut>,
    /// So many get a plan without end because no column says until when.
    pub(super) endless: usize,
    /// Which columns the owner must say need not be there.
    pub(super) lacks: Lacks,
    /// Money of its lines, by where they stand, that was recorded before.
    pub(super) booked: HashMap<i64, Booked>,
    /// What its people have of its plans from elsewhere.
    pub(super) elsewhere: HashMap<(PersonId, PlanId), Elsewhere>,
    /// Accounts that it names and people left, and those they have now.
    pub(super) moved: HashMap<UserId, UserId>,
    /// Plans of this source that it does not name, where whoever it lacks ends.
    pub(super) unnamed: Vec<PlanId>,
    /// Which account its people have.
    pub(super) users: HashMap<PersonId, UserId>,
    /// What is seen of them in the server.
    pub(super) faces: Faces,
}

impl Preview {
    /// What whom a line is about has of its plan from elsewhere.
    pub(super) fn elsewhere_of(&self, line: &Line) -> Option<&Elsewhere> {
        self.elsewhere.get(&line.person_id.zip(line.plan_id)?)
    }

    /// Whether money of a line is in the books, and will not be there again.
    pub(super) fn is_booked(&self, line: &Line) -> bool {
        let booked = self.booked.get(&line.position);
        booked.is_some_and(|booked| booked.earlier_id.is_none())
    }

    /// Whether a line gives something to somebody who is not in the server.
    pub(super) fn is_away(&self, line: &Line) -> bool {
        let user = line.user_id.filter(|_| line.gives());
        user.is_some_and(|user| self.faces.away.contains(&user))
    }

    /// What whom a line is about is called in the server, where that was seen.
    pub(super) fn name_of(&self, line: &Line) -> Option<&str> {
        let user = line.person_id.and_then(|person| self.users.get(&person));
        let user = user.or(line.user_id.as_ref())?;
        self.faces.names.get(user).map(String::as_str)
    }
}

/// What came of looking at a list.
#[derive(Clone, Debug)]
pub(super) enum Looked {
    Preview(Box<Preview>),
    /// It is what was taken in last, read in the same way.
    Known {
        id: ImportId,
        at: DateTime<Utc>,
        can_be_undone: bool,
    },
}

/// Looks at a list: what it would change, which changes nothing.
pub(super) async fn preview(
    app: &App,
    discord: &Rest,
    actor: &Actor,
    request: Request,
) -> Result<Looked> {
    actor.must_be_owner()?;
    let source = rules::source(&request.source)?;
    if usize::try_from(request.bytes).map_or(true, |bytes| bytes > MOST_BYTES) {
        return Err(Refusal::TooLarge.into());
    }
    let bytes = file::download(&request.address, &app.config.discord.api_url, MOST_BYTES).await;
    let bytes = bytes.map_err(|error| {
        tracing::warn!("a list could not be fetched: {error}");
        match error {
            FileError::TooLarge(_) => Refusal::TooLarge,
            FileError::Elsewhere | FileError::Unavailable(_) => Refusal::Unavailable,
        }
    })?;
    let digest = format!("{:x}", Sha256::digest(&bytes));

    let mut conn = app.db.read().await?;
    let taken_in = store::taken_in(&mut conn, &source).await?;
    let same = taken_in.iter().position(|import| import.digest == digest);
    let known = same.and_then(|place| taken_in.get(place));
    let known_since = known.and_then(|known| known.approved_at);
    // Whom nobody knew then may be known now.
    let means_others = match known {
        Some(known) => {
            let since = known.approved_at.unwrap_or(known.created_at);
            store::is_linked_since(&mut conn, known.source_id, since).await?
        }
        None => false,
    };
    let plans = ledger::plans(&mut conn).await?;
    let remembered = remembered(&mut conn, &source).await?;
    drop(conn);

    let mut typed = request.columns;
    if let Some(plan) = &request.plan {
        let is_typed = |known: &&Plan| known.key == input::folded(plan);
        let unknown = || UnknownPlan(input::short(plan));
        let plan = plans.iter().find(is_typed).ok_or_else(unknown)?;
        typed.fixed_plan = Some(plan.key.clone());
    }
    let (key, zone, all) = (request.key, app.config.timezone.0, plans.clone());
    let known_columns = remembered.clone();
    let read = move || read(&bytes, key, &typed, known_columns.as_ref(), &all, zone);
    let (mapping, mut lines) = tokio::task::spawn_blocking(read)
        .await
        .map_err(anyhow::Error::from)??;
    let mapping_read = serde_json::to_string(&mapping)?;
    // Read otherwise it may do something else, which the owner sees.
    let is_same = |known: &&Import| {
        known.mapping == mapping_read && known.absent_ends == request.absent_ends && !means_others
    };
    if let (Some(0), Some(known)) = (same, known.filter(is_same)) {
        return Ok(Looked::Known {
            id: known.id,
            at: known.approved_at.unwrap_or(known.created_at),
            can_be_undone: can_be_undone(known, app.now()),
        });
    }

    // Those whom lists name otherwise are people already.
    let faces = match request.key {
        Key::Discord => faces::look(app, discord, &mut lines).await,
        Key::Number | Key::Platform => Faces::default(),
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let by = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let import = NewImport {
        source: store::source(&mut tx, &source).await?,
        digest: &digest,
        mapping: &mapping_read,
        absent_ends: request.absent_ends,
        by,
    };
    let preview = look(&mut tx, &source, &import, lines, now).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Looked::Preview(Box::new(Preview {
        known_since,
        faces,
        ..preview
    })))
}

/// Looks anew at a list that is looked at, as it was read: more is known by now. The older look is over.
pub(super) async fn anew(app: &App, actor: &Actor, id: ImportId) -> Result<Looked> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let before = looked_at(tx.conn().await?, id).await?;
    let lines = store::lines(tx.conn().await?, id).await?;
    let taken_in = store::taken_in(tx.conn().await?, &before.source).await?;
    let same = taken_in.iter().find(|one| one.digest == before.digest);
    let import = NewImport {
        source: before.source_id,
        digest: &before.digest,
        mapping: &before.mapping,
        absent_ends: before.absent_ends,
        by: people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?,
    };
    let preview = look(&mut tx, &before.source, &import, lines, now).await?;
    forget(&mut tx, id, State::Dropped).await?;
    tx.commit().await?;
    app.schedule_changed.notify_one();
    Ok(Looked::Preview(Box::new(Preview {
        known_since: same.and_then(|same| same.approved_at),
        ..preview
    })))
}

/// Writes down what a list would do, for the owner to approve.
async fn look(
    tx: &mut Tx,
    source: &str,
    import: &NewImport<'_>,
    lines: Vec<Line>,
    now: DateTime<Utc>,
) -> Result<Preview> {
    let compared = compare(tx, source, lines, import.absent_ends, now).await?;
    let id = store::insert(tx, import, now).await?;
    for line in &compared {
        store::insert_line(tx, id, line).await?;
    }
    let conn = tx.conn().await?;
    let over = too_many(conn, &cuts(&compared), now).await?;
    let people: Vec<_> = compared.iter().filter_map(|line| line.person_id).collect();
    let elsewhere = store::elsewhere(conn, source, &people, now).await?;
    let users = store::users(conn, &people).await?;
    let plans = ledger::plans(conn).await?;
    let booked = store::booked(conn, (import.source, source)).await?;
    let unnamed = if import.absent_ends {
        rules::unnamed(&compared, &store::held(conn, source, now).await?)
    } else {
        Vec::new()
    };
    let remembered = remembered(conn, source).await?;
    let mapping: Mapping = serde_json::from_str(import.mapping)?;
    Ok(Preview {
        booked: rules::booked(&compared, booked),
        id,
        source: source.to_owned(),
        endless: rules::endless(&compared, &mapping),
        lacks: Lacks::of(&compared, &mapping, remembered.as_ref()),
        elsewhere: elsewhere
            .into_iter()
            .map(|held| ((held.person_id, held.plan_id), held))
            .collect(),
        moved: moved(&compared, &users),
        unnamed,
        users,
        faces: Faces::default(),
        mapping,
        absent_ends: import.absent_ends,
        lines: compared,
        plans: plans.into_iter().map(|plan| (plan.id, plan)).collect(),
        known_since: None,
        over,
    })
}

/// Accounts that people left and a list still names, and those they have now.
fn moved(lines: &[Line], users: &HashMap<PersonId, UserId>) -> HashMap<UserId, UserId> {
    let now = |line: &Line| Some((line.user_id?, *users.get(&line.person_id?)?));
    let now = lines.iter().filter_map(now);
    now.filter(|(named, now)| named != now).collect()
}

/// What stands in a file.
fn read(
    bytes: &[u8],
    key: Key,
    typed: &Mapping,
    remembered: Option<&Mapping>,
    plans: &[Plan],
    zone: chrono_tz::Tz,
) -> Result<(Mapping, Vec<Line>), Refusal> {
    let table = sheet::decode(bytes)
        .and_then(|text| sheet::table(&text))
        .map_err(Refusal::from)?;
    let (mapping, columns) = rules::columns(&table, key, typed, remembered)?;
    let fixed = plans
        .iter()
        .find(|plan| mapping.fixed_plan.as_ref() == Some(&plan.key));
    if mapping.fixed_plan.is_some() && fixed.is_none() {
        return Err(Refusal::WhichPlan(rules::names(&table)));
    }
    let known = Known {
        columns,
        key,
        fixed_plan: fixed.map(|plan| plan.id),
        plans,
        zone,
    };
    let lines = table
        .rows
        .iter()
        .map(|row| rules::read(row, &known))
        .collect();
    Ok((mapping, lines))
}
