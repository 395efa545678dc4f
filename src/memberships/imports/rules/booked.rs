//! Money of a line that stands in the books from an earlier list.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::{Act, Line, Until};
use crate::ids::{PaymentId, PersonId, PlanId, UserId};

/// Money that a list told of before.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(in crate::memberships::imports) struct Booked {
    pub(in crate::memberships::imports) payment_id: PaymentId,
    /// What the platform called them, where nobody was known by that.
    pub(in crate::memberships::imports) name: Option<String>,
    /// Who has the name since.
    pub(in crate::memberships::imports) person_id: Option<PersonId>,
    pub(in crate::memberships::imports) plan_id: PlanId,
    /// Up to when it was paid.
    pub(in crate::memberships::imports) ends_at: Option<DateTime<Utc>>,
    pub(in crate::memberships::imports) amount_jpy: i64,
    /// Whose it is in the books.
    pub(in crate::memberships::imports) user_id: Option<UserId>,
    /// Whom a name meant until somebody else was linked with it, where it is theirs.
    pub(in crate::memberships::imports) earlier_id: Option<PersonId>,
}

impl Booked {
    fn is_of(&self, line: &Line) -> bool {
        let is_named = self.name.is_some() && self.name == line.called();
        let is_theirs = self.earlier_id.is_some()
            && line.name.is_some()
            && self.person_id == line.person_id
            && Some(self.amount_jpy) == line.paid_jpy;
        is_named || is_theirs
    }
}

/// Of which lines, by where they stand, the money was recorded before. What is of whom a name meant
/// before is their own where the list has a line of theirs.
pub(in crate::memberships::imports) fn booked(
    lines: &[Line],
    all: Vec<Booked>,
) -> HashMap<i64, Booked> {
    let in_file = lines
        .iter()
        .filter(|line| line.until != Some(Until::Absent));
    let named: HashSet<_> = in_file
        .filter_map(|line| line.person_id.zip(line.plan_id))
        .collect();
    let is_own = |booked: &Booked| {
        let earlier = booked.earlier_id;
        earlier.is_some_and(|earlier| named.contains(&(earlier, booked.plan_id)))
    };
    let mut found = HashMap::new();
    let mut of_period: HashMap<_, Vec<Booked>> = HashMap::new();
    for booked in all.into_iter().filter(|booked| !is_own(booked)) {
        let period = (booked.plan_id, booked.ends_at);
        of_period.entry(period).or_default().push(booked);
    }
    let is_money = |line: &&Line| {
        line.paid_jpy.is_some() && matches!(line.act, Act::Join | Act::Change | Act::Unmatched)
    };
    for line in lines.iter().filter(is_money) {
        let Some(plan) = line.plan_id else { continue };
        let mut known = of_period.get(&(plan, line.ends_at)).into_iter().flatten();
        if let Some(booked) = known.find(|booked| booked.is_of(line)) {
            found.insert(line.position, booked.clone());
        }
    }
    found
}
