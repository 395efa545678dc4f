//! Grants about which the owner is asked first, and the button that says that they are meant: the same
//! once more within minutes, because a command that seemed not to work is typed again; and money that
//! may be that of an application.

use chrono::{DateTime, TimeDelta, Utc};

use super::giving::{Answer, Gift};
use super::rules::{Method, Plan, Source, Yen};
use super::store;
use crate::app::App;
use crate::command::Press;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::ids::{ApplicationId, PersonId, PlanId};
use crate::text::Text;

/// A grant of the same plan to the same person with the same amount is asked about for so long.
pub(super) const MINUTES: i64 = 10;
const METHODS: [Method; 6] = [
    Method::Transfer,
    Method::Konbini,
    Method::Card,
    Method::Cash,
    Method::Platform,
    Method::Other,
];
const SOURCES: [Source; 3] = [Source::Manual, Source::Pass, Source::Gift];

/// The same was given just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Again {
    /// Of this plan.
    pub plan: Plan,
    /// For so much.
    pub paid: Option<Yen>,
    /// So many minutes ago.
    pub minutes: i64,
    /// The number of the grant or of its payment, which says whether there was yet another since.
    pub number: i64,
}

/// The same grant a few minutes ago, unless the owner has answered about it.
pub(super) async fn again(
    tx: &mut Tx,
    (person, plan): (PersonId, &Plan),
    (paid, answer): (Option<Yen>, Option<Answer>),
    now: DateTime<Utc>,
) -> Result<Option<Again>> {
    if matches!(answer, Some(Answer::Settles(_))) {
        return Ok(None);
    }
    let since = now - TimeDelta::minutes(MINUTES);
    let same = store::same_grant(tx, (person, plan.id), paid, since).await?;
    let same = same.filter(|(number, _)| answer != Some(Answer::Again(*number)));
    Ok(same.map(|(number, at)| Again {
        plan: plan.clone(),
        paid,
        minutes: (now - at).num_minutes().max(1),
        number,
    }))
}

/// The grant with an answer about it, in the `custom_id` of a button.
pub(super) fn button_id(gift: &Gift, plan: PlanId, answer: Answer) -> String {
    let place = |place: Option<usize>| place.map_or_else(String::new, |place| place.to_string());
    let method = METHODS.iter().position(|known| Some(*known) == gift.method);
    let source = SOURCES.iter().position(|known| Some(*known) == gift.source);
    let number = |number: Option<i64>| number.map_or_else(String::new, |number| number.to_string());
    let months = if gift.is_endless {
        "0".to_owned()
    } else {
        number(gift.months)
    };
    let (paid, giver) = (
        number(gift.paid_yen),
        number(gift.giver.map(|giver| giver.0)),
    );
    let (method, source) = (place(method), place(source));
    let (action, about) = match answer {
        Answer::Again(number) => ("give-again", number),
        Answer::Settles(id) => ("give-settle", id.0),
        Answer::Apart(id) => ("give-apart", id.0),
    };
    format!(
        "{action}:{about}:{}:{plan}:{months}:{paid}:{method}:{source}:{giver}",
        gift.user
    )
}

/// The grant that a pressed button means.
///
/// # Errors
/// Refused where it cannot be read: only a modified client sends that.
pub(super) async fn meant(app: &App, press: &Press<'_>) -> Result<Gift> {
    let id = press.id;
    let about = id.read(0)?;
    let answer = match press.action {
        "give-again" => Answer::Again(about),
        "give-settle" => Answer::Settles(ApplicationId(about)),
        "give-apart" => Answer::Apart(ApplicationId(about)),
        _ => return Err(Error::Refused(Text::new("stale-button"))),
    };
    let plan = store::plan(&mut *app.db.read().await?, id.read::<PlanId>(2)?).await?;
    let months: Option<i64> = id.read(3).ok();
    let method = id.read(5).ok().and_then(|place: usize| METHODS.get(place));
    let source = id.read(6).ok().and_then(|place: usize| SOURCES.get(place));
    Ok(Gift {
        plan: plan.key,
        user: id.read(1)?,
        // Whoever is given something after all was looked at then.
        is_bot: false,
        is_in_server: None,
        shown: None,
        months: months.filter(|months| *months != 0),
        is_endless: months == Some(0),
        paid_yen: id.read(4).ok(),
        method: method.copied(),
        source: source.copied(),
        giver: id.read(7).ok(),
        answer: Some(answer),
    })
}
