//! Which column of a list says what: typed, remembered from the last time, or guessed.

use serde::{Deserialize, Serialize};

use super::Refusal;
use super::line::is_account;
use crate::input;
use crate::sheet::Table;

/// Names of columns that say who it is, where that is a Discord account.
const DISCORD: &[&str] = &[
    "discordid",
    "discorduserid",
    "discordユーザーid",
    "discordアカウントid",
    "discordアカウント",
    "ディスコードid",
    "discord",
];
/// The same where it is the salon's own number.
const NUMBER: &[&str] = &["サロン番号", "会員番号", "membernumber", "salonnumber"];
/// The same where it is what the platform calls them.
const PLATFORM: &[&str] = &[
    "メールアドレス",
    "メール",
    "email",
    "emailaddress",
    "mail",
    "会員id",
    "memberid",
];
/// The same where the name does not tell which.
const KEY: &[&str] = &["ユーザーid", "userid", "id", "番号", "number"];
/// Names that may be those of a platform: they say which account it is where their cells are some.
const MEMBER: &[&str] = &[
    "会員id",
    "memberid",
    "会員番号",
    "membernumber",
    "アカウントid",
    "アカウント",
    "accountid",
];
/// So many cells tell what a column holds.
const SAMPLE: usize = 50;
const PLAN: &[&str] = &["プラン", "コース", "plan", "tier"];
const END: &[&str] = &[
    "有効期限",
    "利用期限",
    "期限",
    "終了日",
    "最終日",
    "次回決済日",
    "次回更新日",
    "次回請求日",
    "expires",
    "expiry",
    "expiresat",
    "enddate",
    "end",
    "validuntil",
    "paidthrough",
    "nextcharge",
];
const STATE: &[&str] = &["ステータス", "状態", "会員状態", "status", "state"];
const PAID: &[&str] = &["入金額", "支払金額", "決済金額", "金額", "amount", "paid"];

/// By what a list names people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Key {
    /// Their Discord account.
    Discord,
    /// Their number in the salon.
    Number,
    /// What the platform calls them, whatever that is.
    Platform,
}

/// The names of the columns, and the plan where no column says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::memberships) struct Mapping {
    /// Who it is.
    pub(in crate::memberships) key: Option<String>,
    /// Which plan.
    pub(in crate::memberships) plan: Option<String>,
    /// The key of the plan that all of it is about.
    pub(in crate::memberships) fixed_plan: Option<String>,
    /// Until when.
    pub(in crate::memberships) end: Option<String>,
    /// Whether it goes on.
    pub(in crate::memberships) state: Option<String>,
    /// How much was paid.
    pub(in crate::memberships) paid: Option<String>,
    /// Where no column says until when: those that say nothing. One of them may.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::memberships) unused: Vec<String>,
}

impl Mapping {
    /// Whether one of the columns that say nothing may say until when, and was not there when the
    /// owner last said that none does; or one said it then.
    pub(in crate::memberships::imports) fn may_hide_an_end(
        &self,
        remembered: Option<&Self>,
    ) -> bool {
        let is_known = |name| remembered.is_some_and(|known| known.unused.contains(name));
        let had_one = remembered.is_some_and(|known| known.end.is_some());
        self.end.is_none() && had_one || !self.unused.iter().all(is_known)
    }

    /// The column that said whether it goes on, where none does any more.
    pub(in crate::memberships::imports) fn lost_state<'a>(
        &self,
        remembered: Option<&'a Self>,
    ) -> Option<&'a str> {
        let state = remembered?.state.as_deref()?;
        self.state.is_none().then_some(state)
    }
}

/// Where the columns stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships::imports) struct Columns {
    pub(in crate::memberships::imports) key: usize,
    pub(in crate::memberships::imports) plan: Option<usize>,
    pub(in crate::memberships::imports) end: Option<usize>,
    pub(in crate::memberships::imports) state: Option<usize>,
    pub(in crate::memberships::imports) paid: Option<usize>,
    /// How many there are.
    pub(in crate::memberships::imports) count: usize,
}

/// What the columns of a list mean. What is typed goes before what is remembered, and where nothing
/// is, names are guessed. A column that is remembered must be there, or another that is called as such
/// columns are: without its dates a list would give everything without end. Where none of those that
/// are remembered is there, it is another list, and all are guessed.
///
/// # Errors
/// Refused where a column is missing or there twice, or nothing says who or which plan.
pub(in crate::memberships::imports) fn columns(
    table: &Table,
    key: Key,
    typed: &Mapping,
    remembered: Option<&Mapping>,
) -> Result<(Mapping, Columns), Refusal> {
    let headers = &table.headers;
    let guess = |names: &[&str]| {
        let fits = |name: &&&str| headers.iter().any(|header| plain(header) == **name);
        names.iter().find(fits).map(|name| (*name).to_owned())
    };
    let is_there = |name: &String| headers.iter().any(|it| plain(it) == plain(name));
    let is_alike = |known: &&Mapping| {
        let all = [
            &known.key,
            &known.plan,
            &known.end,
            &known.state,
            &known.paid,
        ];
        all.into_iter().flatten().any(is_there)
    };
    let alike = remembered.filter(is_alike);
    let choose = |field: fn(&Mapping) -> &Option<String>, guess: &dyn Fn() -> Option<String>| {
        let remembered = alike.and_then(|known| field(known).clone());
        let typed = field(typed).clone();
        let there = || remembered.clone().filter(is_there);
        typed
            .or_else(there)
            .or_else(guess)
            .or_else(|| remembered.clone())
    };
    let guess_key = || match key {
        Key::Discord => of_accounts(table)
            .or_else(|| guess(DISCORD))
            .or_else(|| guess(KEY)),
        Key::Number => guess(NUMBER).or_else(|| guess(KEY)),
        Key::Platform => guess(PLATFORM).or_else(|| guess(KEY)),
    };
    let fixed_plan = match (&typed.fixed_plan, &typed.plan) {
        (None, None) => alike.and_then(|known| known.fixed_plan.clone()),
        (fixed, _) => fixed.clone(),
    };
    let mapping = Mapping {
        key: choose(|it| &it.key, &guess_key),
        plan: if fixed_plan.is_none() {
            choose(|it| &it.plan, &|| guess(PLAN))
        } else {
            None
        },
        fixed_plan,
        end: choose(|it| &it.end, &|| guess(END)),
        state: choose(|it| &it.state, &|| guess(STATE)),
        paid: choose(|it| &it.paid, &|| guess(PAID)),
        unused: Vec::new(),
    };
    if mapping.fixed_plan.is_none() && mapping.plan.is_none() {
        return Err(Refusal::WhichPlan(names(table)));
    }
    let place = |name: &Option<String>| {
        let Some(name) = name else { return Ok(None) };
        let place = headers.iter().position(|it| plain(it) == plain(name));
        if headers.iter().filter(|it| plain(it) == plain(name)).count() > 1 {
            return Err(Refusal::TwoColumns(input::short(name)));
        }
        let missing = || Refusal::NoColumn(input::short(name), names(table));
        place.map(Some).ok_or_else(missing)
    };
    let key = place(&mapping.key)?.ok_or_else(|| Refusal::WhoIsIt(names(table)))?;
    let columns = Columns {
        key,
        plan: place(&mapping.plan)?,
        end: place(&mapping.end)?,
        state: place(&mapping.state)?,
        paid: place(&mapping.paid)?,
        count: headers.len(),
    };
    // Shown, and remembered, as the list has it.
    let named = |place: Option<usize>| place.and_then(|place| headers.get(place).cloned());
    let mapping = Mapping {
        key: named(Some(columns.key)),
        plan: named(columns.plan),
        end: named(columns.end),
        state: named(columns.state),
        paid: named(columns.paid),
        fixed_plan: mapping.fixed_plan,
        unused: unused(table, columns),
    };
    Ok((mapping, columns))
}

/// The names of the columns there are, as the owner is told them.
pub(in crate::memberships::imports) fn names(table: &Table) -> String {
    input::cut(&table.headers.join(", "), 500)
}

/// The name of a column whose cells are Discord accounts, by the names that such columns have.
fn of_accounts(table: &Table) -> Option<String> {
    let is_one = |place: usize| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(place));
        let cells: Vec<_> = cells.filter(|it| !it.is_empty()).take(SAMPLE).collect();
        cells.iter().filter(|it| is_account(it)).count() * 2 > cells.len()
    };
    let mut names = [DISCORD, KEY, MEMBER].into_iter().flatten();
    let place = names.find_map(|name| {
        let mut headers = table.headers.iter();
        let place = headers.position(|header| plain(header) == *name)?;
        is_one(place).then_some(place)
    });
    place.and_then(|place| table.headers.get(place).cloned())
}

/// The columns that say nothing, where none says until when. One without a name has its place.
fn unused(table: &Table, columns: Columns) -> Vec<String> {
    if columns.end.is_some() {
        return Vec::new();
    }
    let used = [Some(columns.key), columns.plan, columns.state, columns.paid];
    let is_filled = |place: usize| {
        let mut cells = table.rows.iter().filter_map(|row| row.cells.get(place));
        cells.any(|cell| !cell.is_empty())
    };
    let unused = table
        .headers
        .iter()
        .enumerate()
        .filter_map(|(place, name)| {
            let is_used = used.contains(&Some(place));
            match (is_used, name.is_empty()) {
                (true, _) => None,
                (false, false) => Some(name.clone()),
                (false, true) => is_filled(place).then(|| format!("({})", place + 1)),
            }
        });
    unused.collect()
}

/// The name of a column without what makes no difference.
fn plain(header: &str) -> String {
    let folded = input::folded(header);
    let cut = folded.split(['(', '（']).next().unwrap_or_default();
    cut.replace([' ', '_', '-', '.'], "")
}

#[cfg(test)]
mod tests;
