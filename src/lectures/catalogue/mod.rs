//! What members find: what comes next, and what is out.

mod asking;
pub(super) mod cards;
pub(super) mod commands;
pub(super) mod newcomers;
mod store;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sqlx::SqliteConnection;

use super::lecture::{Lecture, Listed, Revision, SlotState};
use super::rules::{self, Page, Refusal, View};
use super::slots::{self, Plan};
use super::watching::{self, Of};
use super::{content, learning};
use crate::actor::Actor;
use crate::app::App;
use crate::command::Press;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::ids::{LectureId, OccurrenceId};
use crate::input;
use crate::memberships::{self, Access};
use crate::people;
use crate::text::Text;

/// The longest words that are searched for.
const WORDS: usize = 100;

/// What comes next in a slot.
#[derive(Clone, Debug)]
pub struct Coming {
    /// The slot and its queue.
    pub(super) plan: Plan,
    /// Whether a plan of whoever asks opens it; `None` for those who run the salon.
    pub(super) is_opened: Option<bool>,
}

/// A lecture that is out, with all that members see of it.
#[derive(Debug)]
pub(super) struct Shown {
    /// As it stands in the list.
    pub(super) listed: Listed,
    /// What it is.
    pub(super) lecture: Lecture,
    /// What was last changed of it after it was out.
    pub(super) revision: Option<Revision>,
    /// What was wrong with it before that.
    pub(super) correction: Option<Revision>,
    /// Every track that opens it.
    pub(super) tracks: Vec<String>,
    /// There are questions about it.
    pub(super) has_checks: bool,
    /// It is their own, or they are the owner.
    pub(super) is_lecturers: bool,
    /// They can give it stars.
    pub(super) can_rate: bool,
}

/// What comes next in every slot, for members.
pub async fn upcoming(app: &App, actor: &Actor) -> Result<Vec<Coming>> {
    let now = app.now();
    let mut conn = app.db.read().await?;
    must_belong(&mut conn, app, actor).await?;
    let rights = memberships::rights(&mut conn, actor.user, now).await?;
    let plans = slots::plans(&mut conn, now).await?;
    let coming = |plan: Plan| {
        let is_opened = rights.access(plan.track()) == Access::Open;
        Coming {
            is_opened: (!actor.is_staff()).then_some(is_opened),
            plan,
        }
    };
    let plans = plans.into_iter();
    let active = plans.filter(|plan| plan.slot.state == SlotState::Active);
    Ok(active.map(coming).collect())
}

/// A page of what is out and open to them, of one series or of all.
pub(super) async fn browse(
    app: &App,
    actor: &Actor,
    series: Option<LectureId>,
    view: View,
    number: usize,
) -> Result<Page> {
    let mut all = listing(app, actor).await?;
    if let Some(id) = series {
        let of = all.iter().find(|it| it.id == id).ok_or(Refusal::NotOut)?;
        let of = of.series.clone();
        all.retain(|it| it.series == of);
    }
    Ok(rules::page(all, view, number))
}

/// Any lecture of a series, which stands for it in buttons.
pub(super) async fn one_of(app: &App, actor: &Actor, series: &str) -> Result<LectureId> {
    let all = listing(app, actor).await?;
    let series = input::folded(series);
    let found = all.iter().find(|it| input::folded(&it.series) == series);
    Ok(found.ok_or(Refusal::NotOut)?.id)
}

/// What is out, open to them, and has these words in its series, number or title.
pub(super) async fn search(app: &App, actor: &Actor, typed: &str) -> Result<Vec<Listed>> {
    let words = input::line(&Text::new("catalogue-what-words"), typed, WORDS)?;
    Ok(rules::matching(listing(app, actor).await?, &words))
}

/// The same while someone types, when nothing is refused.
pub(super) async fn suggested(app: &App, actor: &Actor, typed: &str) -> Result<Vec<Listed>> {
    Ok(rules::matching(listing(app, actor).await?, typed))
}

/// What they can have shown, while someone types: also what they give.
pub(super) async fn showable(app: &App, actor: &Actor, typed: &str) -> Result<Vec<Listed>> {
    let mut conn = app.db.read().await?;
    let mut all = match people::find(&mut conn, actor.user).await? {
        Some(person) => store::given(&mut conn, person).await?,
        None => Vec::new(),
    };
    drop(conn);
    if let Ok(open) = listing(app, actor).await {
        all.retain(|given| open.iter().all(|it| it.id != given.id));
        all.extend(open);
    }
    Ok(rules::matching(all, typed))
}

/// All that members see of a lecture that is out.
pub(super) async fn show(app: &App, actor: &Actor, id: LectureId) -> Result<Shown> {
    let mut conn = app.db.read().await?;
    let is_lecturers = learning::is_lecturers(&mut conn, actor, id).await?;
    // Whoever gives it sees what was said of it, whatever plan they have; the video wants one.
    let found = if is_lecturers {
        watching::find(&mut conn, Of::Lecture(id)).await?
    } else {
        watching::watchable(&mut conn, app, actor, Of::Lecture(id)).await?
    };
    let person = people::find(&mut conn, actor.user).await?;
    let listed = store::listed(&mut conn, id, person).await?;
    let lecture = content::store::lecture(&mut conn, id).await?;
    let revision = content::store::last_revision(&mut conn, id).await?;
    let corrections = content::store::corrections_of(&mut conn, id, Some(0)).await?;
    let correction = corrections.into_iter().next_back();
    Ok(Shown {
        listed: listed.ok_or(Refusal::NotOut)?,
        lecture: lecture.ok_or(Refusal::NotOut)?,
        correction: correction.filter(|it| revision.as_ref() != Some(it)),
        revision,
        tracks: found.tracks,
        has_checks: learning::has_checks(&mut conn, id).await?,
        can_rate: !is_lecturers && !actor.is_staff(),
        is_lecturers,
    })
}

/// What was posted is found from now on, under the track that opens it.
pub(super) async fn enter(tx: &mut Tx, posted: OccurrenceId) -> Result<()> {
    Ok(store::enter(tx, posted).await?)
}

/// The tracks under which a lecture is found.
pub(super) async fn tracks(conn: &mut SqliteConnection, id: LectureId) -> Result<Vec<String>> {
    let found = watching::found_under(conn, id).await?;
    Ok(found.into_iter().map(|(track, _)| track).collect())
}

/// What is out is found under the track that opens it now.
pub(super) async fn enter_anew(tx: &mut Tx, lecture: LectureId) -> Result<()> {
    Ok(store::enter_anew(tx, lecture).await?)
}

/// The day it is in the salon.
pub(super) fn today(app: &App) -> NaiveDate {
    app.now().with_timezone(&app.config.timezone.0).date_naive()
}

/// `lecture:look:LECTURE` shows one that was found. A button of a list: `lecture:page:VIEW:PAGE:SERIES` turns its pages,
/// `lecture:tick:VIEW:PAGE:SERIES:LECTURE` and `untick` mark what stands on one.
pub(super) async fn press(press: &Press<'_>) -> Result<()> {
    if matches!(press.action, "ask" | "ask-l" | "asked") {
        return asking::press(press).await;
    }
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    if press.action == "look" {
        let shown = show(app, actor, press.id.read(0)?).await?;
        let message = cards::shown(&app.config, &shown, today(app), None, incoming.lang());
        return incoming.reply_with(&message).await;
    }
    let (view, number) = (press.id.read(0)?, press.id.read(1)?);
    let series = Some(press.id.read(2)?).filter(|id| *id != LectureId(0));
    match press.action {
        "tick" => {
            learning::mark(app, actor, Of::Lecture(press.id.read(3)?)).await?;
        }
        "untick" => learning::unmark(app, actor, press.id.read(3)?).await?,
        _ => {}
    }
    let page = browse(app, actor, series, view, number).await?;
    let message = cards::page(&app.config, &page, series, today(app), incoming.lang());
    press.update(&message).await
}

async fn must_belong(conn: &mut SqliteConnection, app: &App, actor: &Actor) -> Result<()> {
    if actor.is_staff() || memberships::is_member(conn, actor.user, app.now()).await? {
        return Ok(());
    }
    Err(Error::Refused(Text::new("only-members")))
}

/// What is out and open to them, by track, series and number; each lecture once.
async fn listing(app: &App, actor: &Actor) -> Result<Vec<Listed>> {
    let mut conn = app.db.read().await?;
    must_belong(&mut conn, app, actor).await?;
    let mut tracks: BTreeSet<_> = app.config.tracks.keys().cloned().collect();
    // The settings may no longer have one, and what was posted under it is out all the same.
    tracks.extend(slots::store::tracks(&mut conn).await?);
    if !actor.is_staff() {
        let rights = memberships::rights(&mut conn, actor.user, app.now()).await?;
        tracks.retain(|track| rights.access(track) == Access::Open);
    }
    let person = people::find(&mut conn, actor.user).await?;
    Ok(store::listing(&mut conn, &tracks, person).await?)
}
