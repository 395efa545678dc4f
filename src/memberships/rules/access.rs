//! Whether somebody's plans open something, and why not.

use chrono::{DateTime, Utc};

use super::Standing;

/// Whether somebody's plans open something; what comes nearer to that stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// One of them does.
    Open,
    /// One will from then on.
    Ahead(DateTime<Utc>),
    /// One did until then.
    Ended(DateTime<Utc>),
    /// They have a plan, but none that ever opened it.
    Other,
    /// They have no plan.
    Nothing,
}

/// What follows from where somebody stands with each plan, given whether it opens what is asked for.
/// What comes next is told before what was last: whoever paid again asks when it begins.
pub(in crate::memberships) fn access(standings: &[(bool, Standing)]) -> Access {
    let mut opening = standings.iter().filter(|(opens, _)| *opens);
    if opening.clone().any(|(_, standing)| standing.has_access()) {
        return Access::Open;
    }
    let begins = opening.clone().filter_map(|(_, standing)| begin(*standing));
    if let Some(from) = begins.min() {
        return Access::Ahead(from);
    }
    if let Some(at) = opening
        .by_ref()
        .filter_map(|(_, standing)| end(*standing))
        .max()
    {
        return Access::Ended(at);
    }
    if standings.iter().any(|(_, standing)| standing.has_access()) {
        return Access::Other;
    }
    Access::Nothing
}

const fn begin(standing: Standing) -> Option<DateTime<Utc>> {
    match standing {
        Standing::Upcoming(from) => Some(from),
        Standing::Active(_)
        | Standing::Cancelling(_)
        | Standing::Trial(_)
        | Standing::Grace(_)
        | Standing::Ended(_)
        | Standing::Refunded(_) => None,
    }
}

const fn end(standing: Standing) -> Option<DateTime<Utc>> {
    match standing {
        Standing::Ended(at) | Standing::Refunded(at) => Some(at),
        Standing::Active(_)
        | Standing::Cancelling(_)
        | Standing::Trial(_)
        | Standing::Grace(_)
        | Standing::Upcoming(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + chrono::TimeDelta::days(day)
    }

    #[test]
    fn what_opens_now_wins_then_what_will_then_what_did() {
        let (active, ended) = (Standing::Active(None), Standing::Ended(day(1)));
        let (grace, trial) = (Standing::Grace(day(9)), Standing::Trial(day(9)));
        let (upcoming, refunded) = (Standing::Upcoming(day(5)), Standing::Refunded(day(2)));
        let later = Standing::Upcoming(day(6));
        for (standings, expected) in [
            (&[][..], Access::Nothing),
            (&[(true, ended), (true, active)], Access::Open),
            (&[(true, grace)], Access::Open),
            (&[(true, trial)], Access::Open),
            (&[(true, Standing::Cancelling(day(9)))], Access::Open),
            (
                &[(true, later), (true, ended), (true, upcoming)],
                Access::Ahead(day(5)),
            ),
            (&[(true, ended), (true, refunded)], Access::Ended(day(2))),
            (&[(true, ended), (false, active)], Access::Ended(day(1))),
            (&[(false, active), (false, ended)], Access::Other),
            (&[(false, upcoming), (false, ended)], Access::Nothing),
        ] {
            assert_eq!(access(standings), expected, "{standings:?}");
        }
    }
}
