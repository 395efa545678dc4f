//! Which column of a list says what: typed, remembered from the last time, or guessed.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::input;

/// Names of columns that say who it is, where that is a Discord account.
const DISCORD: &[&str] = &["discordid", "discorduserid", "discordユーザーid", "discord"];
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
/// is, names are guessed. A column that is remembered must be there: without its dates a list would
/// give everything without end.
///
/// # Errors
/// Refused where a column is missing, or nothing says who or which plan.
pub(in crate::memberships::imports) fn columns(
    headers: &[String],
    key: Key,
    typed: &Mapping,
    remembered: Option<&Mapping>,
) -> Result<(Mapping, Columns), Refusal> {
    let guess = |names: &[&str]| {
        let fits = |name: &&&str| headers.iter().any(|header| plain(header) == **name);
        names.iter().find(fits).map(|name| (*name).to_owned())
    };
    let choose = |field: fn(&Mapping) -> &Option<String>, names: &[&str]| {
        let remembered = remembered.and_then(|remembered| field(remembered).clone());
        let known = field(typed).clone().or(remembered);
        known.or_else(|| guess(names))
    };
    let of_kind = match key {
        Key::Discord => DISCORD,
        Key::Number => NUMBER,
        Key::Platform => PLATFORM,
    };
    let fixed_plan = match (&typed.fixed_plan, &typed.plan) {
        (None, None) => remembered.and_then(|remembered| remembered.fixed_plan.clone()),
        (fixed, _) => fixed.clone(),
    };
    let mapping = Mapping {
        key: choose(|it| &it.key, of_kind).or_else(|| guess(KEY)),
        plan: if fixed_plan.is_none() {
            choose(|it| &it.plan, PLAN)
        } else {
            None
        },
        fixed_plan,
        end: choose(|it| &it.end, END),
        state: choose(|it| &it.state, STATE),
        paid: choose(|it| &it.paid, PAID),
    };
    let all = || headers.join(", ");
    if mapping.fixed_plan.is_none() && mapping.plan.is_none() {
        return Err(Refusal::WhichPlan);
    }
    let place = |name: &Option<String>| {
        let Some(name) = name else { return Ok(None) };
        let place = headers.iter().position(|it| plain(it) == plain(name));
        let missing = || Refusal::NoColumn(input::short(name), input::cut(&all(), 500));
        place.map(Some).ok_or_else(missing)
    };
    let key = place(&mapping.key)?.ok_or_else(|| Refusal::WhoIsIt(input::cut(&all(), 500)))?;
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
    };
    Ok((mapping, columns))
}

/// The name of a column without what makes no difference.
fn plain(header: &str) -> String {
    let folded = input::folded(header);
    let cut = folded.split(['(', '（']).next().unwrap_or_default();
    cut.replace([' ', '_', '-', '.'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

    fn fixed() -> Mapping {
        Mapping {
            fixed_plan: Some("monthly".into()),
            ..Mapping::default()
        }
    }

    /// Places of key, plan, end, state and paid.
    fn places(names: &str, key: Key, typed: &Mapping, known: Option<&Mapping>) -> Vec<i32> {
        let (_, columns) = columns(&headers(names), key, typed, known).expect("columns");
        let Columns {
            key,
            plan,
            end,
            state,
            paid,
            ..
        } = columns;
        let all = [Some(key), plan, end, state, paid];
        let place = |it: Option<usize>| it.map_or(-1, |it| i32::try_from(it).expect("few"));
        all.map(place).to_vec()
    }

    #[test]
    fn names_of_columns_are_guessed() {
        let plans = Mapping::default();
        for (names, key, typed, found) in [
            (
                "名前,DiscordID,有効期限,金額",
                Key::Discord,
                &fixed(),
                [1, -1, 2, -1, 3],
            ),
            (
                "会員番号,Discord ID,プラン,ステータス",
                Key::Discord,
                &plans,
                [1, 2, -1, 3, -1],
            ),
            (
                "会員番号,Discord ID,プラン,ステータス",
                Key::Number,
                &plans,
                [0, 2, -1, 3, -1],
            ),
            (
                "ＩＤ,終了日（JST）,入金額(円)",
                Key::Number,
                &fixed(),
                [0, -1, 1, -1, 2],
            ),
            (
                "Discord ID,最終日",
                Key::Discord,
                &fixed(),
                [0, -1, 1, -1, -1],
            ),
            (
                "user_id,plan,expires_at,Status,Amount",
                Key::Discord,
                &plans,
                [0, 1, 2, 3, 4],
            ),
        ] {
            assert_eq!(places(names, key, typed, None), found, "{names}");
        }
    }

    #[test]
    fn what_is_typed_goes_before_what_is_remembered_and_that_before_a_guess() {
        let known = Mapping {
            key: Some("番号".into()),
            end: Some("満了".into()),
            ..fixed()
        };
        let names = "ID,番号,満了,有効期限,金額,プラン";
        let at = |typed: &Mapping| places(names, Key::Discord, typed, Some(&known));
        assert_eq!(at(&Mapping::default()), [1, -1, 2, -1, 4]);
        let typed = Mapping {
            end: Some(" 有効期限".into()),
            plan: Some("プラン".into()),
            ..Mapping::default()
        };
        assert_eq!(at(&typed), [1, 5, 3, -1, 4]);
    }

    #[test]
    fn a_column_that_is_missing_is_refused() {
        let none = Mapping::default();
        let known = Mapping {
            key: Some("ID".into()),
            end: Some("期限".into()),
            ..fixed()
        };
        let refusal = |names: &str, typed: &Mapping, known: Option<&Mapping>| {
            columns(&headers(names), Key::Discord, typed, known).expect_err("refused")
        };
        assert!(matches!(refusal("ID,x", &none, None), Refusal::WhichPlan));
        assert!(matches!(
            refusal("x,y", &fixed(), None),
            Refusal::WhoIsIt(_)
        ));
        let gone = Refusal::NoColumn("期限".into(), "ID, x".into());
        assert_eq!(refusal("ID,x", &none, Some(&known)), gone);
        let typed = Mapping {
            paid: Some("円".into()),
            ..fixed()
        };
        let unknown = Refusal::NoColumn("円".into(), "ID, x".into());
        assert_eq!(refusal("ID,x", &typed, None), unknown);
    }
}
