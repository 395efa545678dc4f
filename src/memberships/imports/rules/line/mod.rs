//! What one row of a list says.

use chrono::{Datelike as _, Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use unicode_normalization::UnicodeNormalization as _;

use super::{Columns, Key, Line, Until, Why};
use crate::ids::{PlanId, UserId};
use crate::input;
use crate::memberships::rules::{Plan, paid};
use crate::sheet::Row;

const ENDLESS: &[&str] = &[
    "無期限",
    "期限なし",
    "永年",
    "endless",
    "unlimited",
    "lifetime",
    "forever",
];
const GOES_ON: &[&str] = &[
    "有効",
    "継続",
    "継続中",
    "利用中",
    "会員",
    "入会",
    "入会中",
    "在籍",
    "支払済",
    "active",
    "paid",
    "valid",
    "ok",
    "trialing",
];
/// It does not renew: what was paid for stays theirs.
const LEAVES: &[&str] = &[
    "退会",
    "退会済",
    "退会済み",
    "解約",
    "解約済",
    "解約済み",
    "終了",
    "ended",
    "canceled",
    "cancelled",
    "left",
    "former",
];
const IS_OVER: &[&str] = &[
    "無効",
    "停止",
    "失効",
    "返金",
    "返金済",
    "返金済み",
    "expired",
    "inactive",
    "refunded",
];

/// What a state says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    GoesOn,
    /// It ends with its last day, or is over where the list has none.
    Leaves,
    /// It is over, whatever its last day.
    Over,
}

/// The year before the first of the era Reiwa.
const REIWA: i32 = 2018;

/// What a list is read with.
#[derive(Clone, Copy, Debug)]
pub(in crate::memberships::imports) struct Known<'a> {
    /// Which column says what.
    pub(in crate::memberships::imports) columns: Columns,
    /// By what it names people.
    pub(in crate::memberships::imports) key: Key,
    /// The plan that all of it is about, where no column says it.
    pub(in crate::memberships::imports) fixed_plan: Option<PlanId>,
    /// All plans.
    pub(in crate::memberships::imports) plans: &'a [Plan],
    /// The salon's zone, in which its dates are meant.
    pub(in crate::memberships::imports) zone: Tz,
}

/// Reads a row. Who it names is kept even where the rest cannot be read: nobody is taken to be
/// absent because of a typing error.
pub(in crate::memberships::imports) fn read(row: &Row, known: &Known<'_>) -> Line {
    let mut line = Line::new(row.line);
    let is_whole = row.cells.len() >= known.columns.count
        && row.cells[known.columns.count..]
            .iter()
            .all(String::is_empty);
    if !is_whole {
        line.why = Some(Why::Cells);
        return line;
    }
    line.why = fill(&mut line, row, known).err();
    if line.why.is_some() {
        line.until = None;
    }
    line
}

fn fill(line: &mut Line, row: &Row, known: &Known<'_>) -> Result<(), Why> {
    let cell = |place: usize| row.cells.get(place).map_or("", String::as_str);
    let columns = known.columns;
    match known.key {
        Key::Discord => line.user_id = Some(account(cell(columns.key))?),
        Key::Number => line.number = Some(number(cell(columns.key))?),
        Key::Platform => {
            line.name = Some(super::account_name(cell(columns.key)).ok_or(Why::Nobody)?);
        }
    }
    line.plan_id = match columns.plan {
        Some(place) => Some(plan(cell(place), known.plans).ok_or(Why::NoPlan)?),
        None => known.fixed_plan,
    };
    line.paid_jpy = columns.paid.map_or(Ok(None), |place| yen(cell(place)))?;
    let state = columns
        .state
        .map_or(Ok(State::GoesOn), |place| state(cell(place)))?;
    let last_day = columns.end.map_or(Ok(None), |place| last_day(cell(place)));
    let last_day = match (state, last_day) {
        (State::GoesOn, last_day) => last_day?,
        (State::Leaves, Ok(Some(last_day))) => {
            line.is_leaving = true;
            Some(last_day)
        }
        (State::Leaves | State::Over, _) => {
            line.until = Some(Until::Over);
            return Ok(());
        }
    };
    let Some(last_day) = last_day else {
        line.until = Some(Until::Endless);
        return Ok(());
    };
    let next = last_day
        .checked_add_days(Days::new(1))
        .ok_or(Why::BadDate)?;
    line.until = Some(Until::End);
    line.ends_at = Some(input::instant(known.zone, next.and_time(NaiveTime::MIN)));
    Ok(())
}

/// What stands in a cell, in narrow signs; spreadsheets mark text with an apostrophe.
fn plain(cell: &str) -> String {
    let narrow: String = cell.nfkc().collect();
    let narrow = narrow.trim();
    narrow
        .strip_prefix('\'')
        .unwrap_or(narrow)
        .trim()
        .to_owned()
}

/// Whether a cell names a Discord account, or did before a spreadsheet rounded it.
pub(in crate::memberships::imports) fn is_account(cell: &str) -> bool {
    matches!(account(cell), Ok(_) | Err(Why::Rounded))
}

fn account(cell: &str) -> Result<UserId, Why> {
    let plain = plain(cell);
    let inner = plain.strip_prefix("<@").and_then(|it| it.strip_suffix('>'));
    let digits = inner.map_or(plain.as_str(), |inner| inner.trim_start_matches('!'));
    let is_no_account = |why| {
        if why == Why::BadKey {
            Why::BadAccount
        } else {
            why
        }
    };
    let id = digits_of(digits).map_err(is_no_account)?;
    // Discord's numbers have never been shorter.
    if !(17..=19).contains(&digits.len()) {
        return Err(Why::BadAccount);
    }
    Ok(UserId(id))
}

fn number(cell: &str) -> Result<i64, Why> {
    let plain = plain(cell);
    digits_of(plain.strip_prefix('#').unwrap_or(&plain))
}

fn digits_of(text: &str) -> Result<i64, Why> {
    if text.is_empty() {
        return Err(Why::Nobody);
    }
    if text.contains('@') && !text.starts_with('<') {
        return Err(Why::Address);
    }
    let lower = text.to_ascii_lowercase();
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    if let Some((number, power)) = lower.split_once('e')
        && is_digits(&number.replace('.', ""))
        && is_digits(power.trim_start_matches('+'))
    {
        return Err(Why::Rounded);
    }
    if !is_digits(text) {
        return Err(Why::BadKey);
    }
    let number = text.parse::<i64>().map_err(|_| Why::BadKey)?;
    if number == 0 {
        Err(Why::BadKey)
    } else {
        Ok(number)
    }
}

fn plan(cell: &str, plans: &[Plan]) -> Option<PlanId> {
    let typed = input::folded(cell);
    if let Some(plan) = plans.iter().find(|plan| plan.key == typed) {
        return Some(plan.id);
    }
    let is_named = |plan: &&Plan| {
        [&plan.name_ja, &plan.name_en]
            .iter()
            .any(|name| input::folded(name) == typed)
    };
    let mut named = plans.iter().filter(is_named);
    // A name that two plans share tells nothing.
    named
        .next()
        .filter(|_| named.next().is_none())
        .map(|plan| plan.id)
}

fn state(cell: &str) -> Result<State, Why> {
    let word = input::folded(cell);
    let states = [
        (GOES_ON, State::GoesOn),
        (LEAVES, State::Leaves),
        (IS_OVER, State::Over),
    ];
    let said = states
        .iter()
        .find(|(words, _)| words.contains(&word.as_str()));
    said.map(|(_, state)| *state).ok_or(Why::BadState)
}

/// The last day of a period; `None`: it has no end. A time of day is left out, in favour of whoever
/// paid.
fn last_day(cell: &str) -> Result<Option<NaiveDate>, Why> {
    let plain = plain(cell);
    if plain.is_empty() {
        return Err(Why::NoDate);
    }
    if ENDLESS.contains(&plain.to_lowercase().as_str()) {
        return Ok(None);
    }
    let day = plain.split([' ', 'T', '(']).next().unwrap_or_default();
    let day = match day.strip_prefix("令和") {
        Some(rest) => common_era(rest).ok_or(Why::BadDate)?,
        None => day.to_owned(),
    };
    input::date(&day).map(Some).map_err(|_| Why::BadDate)
}

/// `8年4月1日` of the era as a date of the common one.
fn common_era(rest: &str) -> Option<String> {
    let (year, day) = rest.split_once('年')?;
    let year = if year == "元" { 1 } else { year.parse().ok()? };
    let year = NaiveDate::from_ymd_opt(REIWA.checked_add(year)?, 1, 1)?.year();
    Some(format!("{year}年{day}"))
}

/// Whole yen; `None` where nothing was paid. Nothing here is multiplied or divided.
fn yen(cell: &str) -> Result<Option<i64>, Why> {
    let plain = plain(cell);
    let bare = plain.strip_prefix(['¥', '\\']).unwrap_or(&plain);
    let bare = bare.strip_suffix('円').unwrap_or(bare).trim();
    if bare.is_empty() && plain.is_empty() {
        return Ok(None);
    }
    if bare.contains('.') {
        return Err(Why::Fraction);
    }
    let mut groups = bare.split(',');
    let first = groups.next().unwrap_or_default();
    let is_grouped = groups.clone().next().is_none() || (1..=3).contains(&first.len());
    let is_even = is_grouped && groups.all(|group| group.len() == 3);
    let digits = bare.replace(',', "");
    if !is_even || digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return Err(Why::BadMoney);
    }
    let amount = digits.parse().map_err(|_| Why::BadMoney)?;
    let amount = paid(Some(amount)).map_err(|_| Why::BadMoney)?;
    Ok(amount.map(|yen| yen.0))
}

#[cfg(test)]
mod tests;
