//! What an imported list means: values in, values out.

mod booked;
mod diff;
mod lacks;
mod limit;
mod line;
mod mapping;
mod refusal;

use chrono::{DateTime, Utc};

use crate::ids::{EntitlementId, PersonId, PlanId, UserId};

pub(super) use booked::{Booked, booked};
pub(super) use diff::{Held, Ledger, diff, unnamed};
pub(super) use lacks::{Lacks, Meant};
pub(super) use limit::{Cut, over};
pub(super) use line::{Known, read};
pub(super) use mapping::{Columns, columns, names};
pub(in crate::memberships) use mapping::{Key, Mapping};
pub(super) use refusal::Refusal;

/// The longest name of a source.
const SOURCE_LENGTH: usize = 32;
/// The longest name that a platform gives somebody.
const NAME_LENGTH: usize = 200;

/// What would be done, or was, because of one line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub(super) enum Act {
    /// They get the plan.
    Join,
    /// It ends at another time.
    Change,
    /// It ends now.
    End,
    /// Nothing: it is so already.
    Same,
    /// Nothing: we know nobody of that number.
    Unmatched,
    /// Nothing: it cannot be read.
    Invalid,
    /// Nothing: an earlier line says the same.
    Repeated,
}

/// Until when a line gives the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub(super) enum Until {
    /// Up to a moment.
    End,
    /// Without end.
    Endless,
    /// It says that it is over.
    Over,
    /// There is no line, which is taken to say that it is over.
    Absent,
}

/// Why a line cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(rename_all = "kebab-case")]
pub(super) enum Why {
    /// More or fewer cells than there are columns.
    Cells,
    /// Nothing says who.
    Nobody,
    /// What says who is no number.
    BadKey,
    /// What says who is no Discord account.
    BadAccount,
    /// A spreadsheet rounded the number.
    Rounded,
    /// It says who by an address.
    Address,
    /// The account is a bot's.
    Bot,
    /// There is no such plan.
    NoPlan,
    /// The plan can no longer be had.
    Archived,
    /// No date where there should be one.
    NoDate,
    /// No such date.
    BadDate,
    /// Whether it goes on is said in unknown words.
    BadState,
    /// No such amount.
    BadMoney,
    /// An amount with a fraction of a yen.
    Fraction,
    /// Another line says something else.
    Contradicts,
}

/// What undoing a list does to those who have a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Turn {
    /// Which.
    pub(super) plan: PlanId,
    /// So many lose it.
    pub(super) ends: i64,
    /// So many have it for less time.
    pub(super) shortens: i64,
    /// So many have it again, or for longer.
    pub(super) regains: i64,
}

impl Turn {
    /// So many lose it, or time of it.
    pub(super) const fn lose(self) -> i64 {
        self.ends + self.shortens
    }
}

/// What somebody of a list has of its plan from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Elsewhere {
    pub(super) person_id: PersonId,
    pub(super) plan_id: PlanId,
    /// Its name in the record, or `trial`.
    pub(super) source: String,
    /// The last of these ends.
    pub(super) ends_at: Option<DateTime<Utc>>,
}

/// How many get a plan without end because no column says until when.
pub(super) fn endless(lines: &[Line], mapping: &Mapping) -> usize {
    let gives = |line: &&Line| line.gives() && line.until == Some(Until::Endless);
    if mapping.end.is_some() {
        return 0;
    }
    lines.iter().filter(gives).count()
}

/// One line of a list: what it says, and what that comes to.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Line {
    /// As a spreadsheet counts; those of whom the list lacks follow after.
    pub(super) position: i64,
    /// The Discord account that it names.
    pub(super) user_id: Option<UserId>,
    /// The number that it names.
    pub(super) number: Option<i64>,
    /// What the platform calls them.
    pub(super) name: Option<String>,
    /// Which plan it is about.
    pub(super) plan_id: Option<PlanId>,
    /// Until when; `None` where it cannot be read.
    pub(super) until: Option<Until>,
    /// The end, where there is one.
    pub(super) ends_at: Option<DateTime<Utc>>,
    /// Whole yen.
    pub(super) paid_jpy: Option<i64>,
    /// What it comes to.
    pub(super) act: Act,
    /// Why it cannot be used.
    pub(super) why: Option<Why>,
    /// Whom it is about, if we know them.
    pub(super) person_id: Option<PersonId>,
    /// What it changes.
    pub(super) entitlement_id: Option<EntitlementId>,
    /// When that ended before.
    pub(super) ends_before: Option<DateTime<Utc>>,
    /// It takes time from somebody who has the plan from nowhere else.
    pub(super) is_cut: bool,
    /// It says that they leave, with a last day.
    pub(super) is_leaving: bool,
}

impl Line {
    /// A line that says nothing yet.
    pub(super) const fn new(position: i64) -> Self {
        Self {
            position,
            user_id: None,
            number: None,
            name: None,
            plan_id: None,
            until: None,
            ends_at: None,
            paid_jpy: None,
            act: Act::Invalid,
            why: None,
            person_id: None,
            entitlement_id: None,
            ends_before: None,
            is_cut: false,
            is_leaving: false,
        }
    }

    /// Whether it gives somebody a plan, or moves its end.
    pub(super) const fn gives(&self) -> bool {
        matches!(self.act, Act::Join | Act::Change)
    }

    /// By what money is kept of somebody whom nobody knows: their name, or their number.
    pub(super) fn called(&self) -> Option<String> {
        let number = || self.number.map(|number| format!("#{number}"));
        self.name.clone().or_else(number)
    }

    /// Whether we know whom it is about: somebody of the salon, or a Discord account that is right.
    /// Behind a name that nobody is linked with may be anyone.
    pub(super) fn names_somebody(&self) -> bool {
        let names = self.user_id.is_some()
            || self.number.is_some()
            || self.name.is_some() && self.person_id.is_some()
            || self.until == Some(Until::Absent);
        names && self.act != Act::Unmatched && self.why != Some(Why::Rounded)
    }
}

/// The name of a source as it is kept.
pub(super) fn source(typed: &str) -> Result<String, Refusal> {
    let name = crate::input::folded(typed);
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || name.len() > SOURCE_LENGTH || !name.chars().all(is_plain) {
        return Err(Refusal::BadSource);
    }
    Ok(name)
}

/// What a platform calls somebody, as it is compared: an address is the same in capitals. `None`
/// where nothing is left, or more than anybody is called.
pub(in crate::memberships) fn account_name(typed: &str) -> Option<String> {
    let name = crate::input::folded(typed);
    let name = name.strip_prefix('\'').unwrap_or(&name).trim();
    (1..=NAME_LENGTH)
        .contains(&name.chars().count())
        .then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::account_name;

    #[test]
    fn names_of_platforms_are_compared_without_what_makes_no_difference() {
        for (typed, name) in [
            (" Ada@Example.JP ", Some("ada@example.jp")),
            ("ＡＤＡ＿01", Some("ada_01")),
            ("'0123", Some("0123")),
            ("  ", None),
            ("'", None),
        ] {
            assert_eq!(account_name(typed).as_deref(), name, "{typed}");
        }
        assert_eq!(account_name(&"あ".repeat(201)), None);
    }
}
