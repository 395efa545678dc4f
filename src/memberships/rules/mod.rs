//! The words and the decisions of paid roles: values in, values out.

mod access;
mod breaker;
mod counts;
mod edit;
mod exclusive;
mod following;
mod goodwill;
mod hand;
mod ladder;
mod length;
mod passage;
mod period;
mod refund;
mod refusal;
mod renewal;
mod role;
mod sale;
mod standing;
mod trouble;

use crate::ids::PlanId;
use crate::text::Lang;

pub use access::Access;
pub(super) use access::access;
pub(super) use breaker::{Removal, TakenFor, Tally};
pub(super) use counts::counts_as;
pub use edit::PlanEdit;
pub(super) use edit::edited;
pub(super) use exclusive::{is_elses, looks_as_shown};
pub(super) use following::follow;
pub(super) use goodwill::lengthens_pass;
pub use hand::ByHand;
pub(super) use hand::{Answer, Fights, Mark};
pub(super) use ladder::{Step, ladder};
pub(super) use length::{Length, extension, length};
pub(super) use passage::passage;
pub use passage::{Exit, ExitPolicy, Passage, PassageChange};
pub(super) use period::{Held, Period, held, period, with_grace};
pub use refund::What;
pub(super) use refund::{
    Back, Ends, Gone, Paid, Span, Takes, joined, of_latest_service, spread, takes,
};
pub use refusal::Refusal;
pub(super) use renewal::{Renewal, renewal};
pub use role::Shown;
pub(super) use role::{
    Change, Course, End, HeldRole, Look, RoleGrant, View, changes, looks, takings,
};
pub(super) use sale::{COMMAS, Reserved, grace, interval, key, paid, price, roles, sku, tracks};
pub use sale::{Every, PaidRole};
pub use standing::Standing;
pub(super) use standing::{Spell, standing};
pub(super) use trouble::{Rank, Trouble};

/// Whole yen. Yen have no hundredths: nothing here is ever multiplied or divided by 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Yen(pub i64);

/// How often a plan is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interval {
    /// Every calendar month.
    Month,
    /// Every twelve calendar months.
    Year,
    /// Once, for so many days.
    Once {
        /// How many.
        days: u32,
    },
}

impl Interval {
    /// The interval in the two columns that hold it.
    pub(in crate::memberships) fn read(name: &str, days: Option<u32>) -> Option<Self> {
        match (name, days) {
            ("month", None) => Some(Self::Month),
            ("year", None) => Some(Self::Year),
            ("once", Some(days)) => Some(Self::Once { days }),
            _ => None,
        }
    }

    pub(in crate::memberships) const fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
            Self::Once { .. } => "once",
        }
    }

    pub(in crate::memberships) const fn days(self) -> Option<u32> {
        match self {
            Self::Once { days } => Some(days),
            Self::Month | Self::Year => None,
        }
    }
}

/// How money came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub enum Method {
    /// To the salon's account at a bank.
    Transfer,
    /// At the till of a convenience store.
    Konbini,
    /// By card.
    Card,
    /// In cash.
    Cash,
    /// By way of another platform.
    Platform,
    /// In yet another way.
    Other,
}

/// Where a right to a plan comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "lowercase")]
pub enum Source {
    /// The owner gave it.
    Manual,
    /// It was paid for once, for one period: a bank transfer, at a till.
    Pass,
    /// Somebody made a present of it.
    Gift,
    /// It was bought in Discord's own shop.
    Discord,
    /// They stand in a list of another platform.
    Import,
}

impl Source {
    /// The source in the column that holds it.
    pub(super) fn read(name: &str) -> Option<Self> {
        const ALL: [Source; 5] = [
            Source::Manual,
            Source::Pass,
            Source::Gift,
            Source::Discord,
            Source::Import,
        ];
        ALL.into_iter().find(|source| source.name() == name)
    }

    /// Whether its holders say here that they want no more of it.
    pub(super) const fn ends_here(self) -> bool {
        match self {
            Self::Manual | Self::Pass | Self::Gift => true,
            Self::Discord | Self::Import => false,
        }
    }

    /// Its name in the record.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Pass => "pass",
            Self::Gift => "gift",
            Self::Discord => "discord",
            Self::Import => "import",
        }
    }

    /// For how many days access outlives what was paid for: only money that may still be on its
    /// way is waited for.
    pub(super) const fn grace_days(self, plan: &Plan) -> u32 {
        match self {
            Self::Pass if plan.price.0 > 0 => plan.grace_days,
            Self::Pass | Self::Manual | Self::Gift | Self::Import | Self::Discord => 0,
        }
    }
}

/// Whether a plan can still be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanState {
    /// Yes.
    Active,
    /// No; whoever holds it keeps it.
    Archived,
}

impl PlanState {
    /// The state in the column that holds it.
    pub(super) fn read(name: &str) -> Option<Self> {
        match name {
            "active" => Some(Self::Active),
            "archived" => Some(Self::Archived),
            _ => None,
        }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Archived => "archived",
        }
    }
}

/// What is sold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its row.
    pub id: PlanId,
    /// How the owner names it in commands.
    pub key: String,
    /// Its name in Japanese.
    pub name_ja: String,
    /// Its name in English.
    pub name_en: String,
    /// Tax included.
    pub price: Yen,
    /// How often it is paid.
    pub interval: Interval,
    /// For how many days access outlives a payment that is due.
    pub grace_days: u32,
    /// Whether it can still be had.
    pub state: PlanState,
    /// What it means that somebody gives or takes one of its roles by hand.
    pub by_hand: ByHand,
    /// What it is called in Discord's shop, where it is sold there.
    pub sku: Option<i64>,
    /// The way into it and out of it.
    pub passage: Passage,
}

impl Plan {
    /// Its name in one language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.name_ja,
            Lang::En => &self.name_en,
        }
    }
}
