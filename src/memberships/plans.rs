//! What is sold: making it, listing it, finding it while someone types.

use serde_json::json;

use super::rules::{
    self, ByHand, Every, PaidRole, Passage, PassageChange, Plan, PlanState, Refusal,
};
use super::{Seats, Terms, joining, reconcile, store};
use crate::actor::Actor;
use crate::app::App;
use crate::config::{Config, Track};
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PlanId, RoleId};
use crate::input;
use crate::journal::{self, By, Entry};
use crate::people;
use crate::text::{Lang, Text};

/// The longest name of a plan.
const NAME_LENGTH: usize = 60;
/// Discord shows at most so many suggestions.
const MOST_SUGGESTIONS: usize = 25;
/// What stands for all tracks where some stood before.
const ALL: Text = Text::new("membership-all");
const WHAT_NAME: Text = Text::new("membership-what-name");

/// A plan as the owner typed it.
#[derive(Clone, Debug)]
pub struct PlanDraft {
    /// How it is named in commands.
    pub key: String,
    /// Its name in Japanese.
    pub name_ja: String,
    /// Its name in English, where it differs.
    pub name_en: Option<String>,
    /// Whole yen, tax included.
    pub price_yen: i64,
    /// How often it is paid.
    pub every: Every,
    /// How long it lasts, where it is sold once.
    pub days: Option<i64>,
    /// For how many days access outlives a payment that is due; two weeks where nothing is said.
    pub grace_days: Option<i64>,
    /// Who may buy it, and how many.
    pub terms: Terms,
    /// What it is called in Discord's shop, as typed.
    pub sku: Option<String>,
    /// The roles it confers.
    pub roles: Vec<PaidRole>,
    /// The tracks it opens, separated by commas; empty means all.
    pub tracks: String,
    /// What it means that somebody gives or takes one of its roles by hand.
    pub by_hand: ByHand,
    /// The way into it and out of it.
    pub passage: PassageChange,
}

/// A plan with what it confers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The plan.
    pub plan: Plan,
    /// The roles it confers.
    pub roles: Vec<RoleId>,
    /// The tracks it opens; empty means all.
    pub tracks: Vec<String>,
    /// Who may buy it, and how many.
    pub terms: Terms,
}

/// Adds a plan to what is sold.
///
/// # Errors
/// Refused for everyone but the owner, and where the rules say no.
pub async fn create_plan(app: &App, actor: &Actor, draft: PlanDraft) -> Result<Offer> {
    actor.must_be_owner()?;
    let key = rules::key(&draft.key)?;
    let name_ja = name(&draft.name_ja)?;
    let name_en = match &draft.name_en {
        Some(typed) => name(typed)?,
        None => name_ja.clone(),
    };
    let price = rules::price(draft.price_yen)?;
    let interval = rules::interval(draft.every, draft.days)?;
    let grace_days = rules::grace(draft.grace_days)?;
    let sku = draft.sku.as_deref().map(rules::sku).transpose()?;
    let reserved = reserved(app).await?;
    let roles = rules::roles(&draft.roles, reserved)?;
    let passage = rules::passage(
        Passage::default(),
        &draft.passage,
        (price, &roles),
        reserved,
    )?;
    let tracks = tracks(app, actor, &draft.tracks)?;

    let now = app.now();
    let mut tx = app.db.begin().await?;
    if store::plan_by_key(tx.conn().await?, &key).await?.is_some() {
        return Err(Refusal::KeyIsTaken(key).into());
    }
    must_be_free(&mut tx, actor, sku, None).await?;
    let new = store::NewPlan {
        key: &key,
        name_ja: &name_ja,
        name_en: &name_en,
        price,
        interval,
        grace_days,
        sku,
        by_hand: draft.by_hand,
        passage,
    };
    let id = store::insert_plan(&mut tx, &new, now).await?;
    joining::set_terms(&mut tx, id, draft.terms).await?;
    for role in &roles {
        store::insert_plan_role(&mut tx, id, *role, None).await?;
    }
    for track in &tracks {
        store::insert_plan_track(&mut tx, id, track).await?;
    }
    let owner = people::ensure(&mut tx, actor.user, Some(actor.lang), now).await?;
    let entry = Entry {
        by: By::Person(owner),
        kind: "plan.created",
        subject: &format!("plan:{id}"),
        person: None,
        details: json!({"price_jpy": price.0, "interval": interval.name(), "days": interval.days(),
            "grace_days": grace_days, "sku": sku, "roles": roles, "tracks": tracks,
            "by_hand": draft.by_hand.name(), "trial_days": passage.trial_days,
            "exit": passage.exit.name()}),
    };
    journal::record(&mut tx, now, entry).await?;
    let plan = store::plan(tx.conn().await?, id).await?;
    tx.commit().await?;
    Ok(Offer {
        plan,
        roles,
        tracks,
        terms: draft.terms,
    })
}

/// What is sold, with what it confers and how far its seats are taken, oldest first.
///
/// # Errors
/// Refused for everyone but the owner.
pub async fn list_plans(app: &App, actor: &Actor) -> Result<Vec<(Offer, Option<Seats>)>> {
    actor.must_be_owner()?;
    let now = app.now();
    let mut conn = app.db.read().await?;
    let plans = store::plans(&mut conn).await?;
    let roles = store::plan_roles(&mut conn).await?;
    let tracks = store::plan_tracks(&mut conn).await?;
    let mut out = Vec::new();
    for plan in plans {
        let offer = Offer {
            roles: of_plan(plan.id, &roles),
            tracks: of_plan(plan.id, &tracks),
            terms: joining::terms(&mut conn, plan.id).await?,
            plan,
        };
        let seats = match offer.terms.seats {
            Some(_) => Some(joining::seats_of(&mut conn, offer.plan.id, now).await?),
            None => None,
        };
        out.push((offer, seats));
    }
    Ok(out)
}

/// Which plans are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    /// Those that can be had.
    Sold,
    /// Also those that only their holders have.
    All,
}

/// Plans whose key or name holds what was typed so far: what to show, and the key.
///
/// # Errors
/// Refused for everyone but the owner.
pub async fn suggest_plans(
    app: &App,
    actor: &Actor,
    typed: &str,
    listed: Listed,
) -> Result<Vec<(String, String)>> {
    actor.must_be_owner()?;
    let typed = input::folded(typed);
    let fits = |plan: &Plan| {
        [&plan.key, &plan.name_ja, &plan.name_en]
            .iter()
            .any(|name| input::folded(name).contains(&typed))
    };
    let lang = actor.lang;
    let plans = store::plans(&mut *app.db.read().await?).await?;
    Ok(plans
        .into_iter()
        .filter(|plan| (plan.state == PlanState::Active || listed == Listed::All) && fits(plan))
        .take(MOST_SUGGESTIONS)
        .map(|plan| (format!("{} ({})", plan.name(lang), plan.key), plan.key))
        .collect())
}

/// Ways to go on with a line of tracks: what to show, and the line of keys. What stands before the
/// last comma is kept; what is not yet a track there is not offered further.
pub fn suggest_tracks(config: &Config, lang: Lang, typed: &str) -> Vec<(String, String)> {
    let (before, last) = match typed.rfind(rules::COMMAS) {
        Some(at) => typed.split_at(at),
        None => ("", typed),
    };
    let Ok(chosen) = rules::tracks(before, |typed| config.track(typed)) else {
        return Vec::new();
    };
    let last = input::folded(last.trim_start_matches(rules::COMMAS));
    let line = |key: &str, separator: &str, shown: &dyn Fn(&str) -> String| {
        let keys = chosen.iter().map(String::as_str).chain([key]);
        keys.map(shown).collect::<Vec<_>>().join(separator)
    };
    let name = |key: &str| config.track_name(key, lang).to_owned();
    let fits = |key: &str, names: &Track| {
        let mut words = [key, names.ja.as_str(), names.en.as_str()].into_iter();
        words.any(|word| input::folded(word).contains(&last))
    };
    config
        .tracks
        .iter()
        .filter(|(key, names)| !chosen.contains(key) && fits(key, names))
        .take(MOST_SUGGESTIONS)
        .map(|(key, _)| (line(key, ", ", &name), line(key, ",", &str::to_owned)))
        .collect()
}

/// A name as it is stored.
pub(super) fn name(typed: &str) -> Result<String> {
    input::line(&WHAT_NAME, typed, NAME_LENGTH)
}

/// Refuses a number of Discord's shop under which another plan is sold.
pub(super) async fn must_be_free(
    tx: &mut Tx,
    actor: &Actor,
    sku: Option<i64>,
    but: Option<PlanId>,
) -> Result<()> {
    let Some(sku) = sku else {
        return Ok(());
    };
    let other = store::plan_by_sku(tx.conn().await?, sku).await?;
    match other.filter(|other| Some(other.id) != but) {
        Some(other) => Err(Refusal::SkuIsTaken(other.name(actor.lang).to_owned()).into()),
        None => Ok(()),
    }
}

/// The roles that are never sold.
pub(super) async fn reserved(app: &App) -> Result<rules::Reserved> {
    Ok(rules::Reserved {
        guild: app.config.discord.guild,
        owner: app.config.roles.owner,
        mentor: app.config.roles.mentor,
        rank: reconcile::rank(&mut *app.db.read().await?).await?,
    })
}

/// The tracks that somebody typed, by key; none means all, and so does the word for it.
pub(super) fn tracks(app: &App, actor: &Actor, typed: &str) -> Result<Vec<String>> {
    let is_all = |lang| input::folded(&ALL.plain(lang)) == input::folded(typed);
    if Lang::ALL.into_iter().any(is_all) {
        return Ok(Vec::new());
    }
    let tracks = rules::tracks(typed, |typed| app.config.track(typed));
    let tracks = tracks.map_err(|unknown| Refusal::UnknownTrack {
        typed: input::short(&unknown),
        known: track_names(&app.config, actor.lang),
    });
    Ok(tracks?)
}

/// Every track, by name and key.
fn track_names(config: &Config, lang: Lang) -> String {
    let tracks = config.tracks.iter();
    let names = tracks.map(|(key, names)| format!("{} ({key})", names.get(lang)));
    names.collect::<Vec<_>>().join(", ")
}

pub(super) fn of_plan<T: Clone>(plan: PlanId, rows: &[(PlanId, T)]) -> Vec<T> {
    let of_plan = rows.iter().filter(|(id, _)| *id == plan);
    of_plan.map(|(_, value)| value.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracks_are_offered_after_those_that_stand_there() {
        let config = Config::default();
        let offered = |typed| suggest_tracks(&config, Lang::Ja, typed);
        assert_eq!(offered("").len(), 3);
        assert_eq!(offered("初期"), [("初期研修医".into(), "pgy".into())]);
        assert_eq!(
            offered("初期研修医、総合"),
            [("初期研修医, 総合診療医".into(), "pgy,gp".into())]
        );
        assert!(offered("surgery, ").is_empty());
    }
}
