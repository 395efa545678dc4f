//! How Discord shows a member, and from when that is.

use chrono::{DateTime, TimeDelta, Utc};

use super::Course;
use crate::ids::RoleId;

/// An event may tell of what was so this long before it comes.
const ON_THE_WAY: TimeDelta = TimeDelta::seconds(10);

/// What Discord shows of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Their roles.
    pub roles: Vec<RoleId>,
    /// Of these, what nobody else may give to them; none where that was not looked at.
    pub exclusive: Vec<RoleId>,
    /// They may have what they want: the server's owner, its staff and bots, where that was looked at.
    pub is_exempt: bool,
    /// They have yet to accept the server's rules. Whoever is given a role is not asked any more.
    pub is_screening: bool,
    /// Since when they are in the server, this time.
    pub joined_at: Option<DateTime<Utc>>,
    /// When we learnt it.
    pub as_of: DateTime<Utc>,
    /// Nothing that happened before this moment is left out.
    pub whole_until: DateTime<Utc>,
}

impl Shown {
    /// Without a look at who else may give what.
    pub fn new(
        roles: Vec<RoleId>,
        is_screening: bool,
        joined_at: Option<DateTime<Utc>>,
        as_of: DateTime<Utc>,
    ) -> Self {
        Self {
            roles,
            exclusive: Vec::new(),
            is_exempt: false,
            is_screening,
            joined_at,
            as_of,
            whole_until: as_of,
        }
    }

    /// The same as an event tells it: what happened just before it came may be left out.
    #[must_use]
    pub fn told_by_event(self) -> Self {
        Self {
            whole_until: self.as_of - ON_THE_WAY,
            ..self
        }
    }

    /// What became of what was asked, which was done then, or at least is known since then.
    pub(in crate::memberships) fn course(
        &self,
        delivered_at: Option<DateTime<Utc>>,
        changed_at: DateTime<Utc>,
    ) -> Course {
        let known_at = delivered_at.map_or(changed_at, |at| at.max(changed_at));
        let is_left_out = delivered_at.is_some_and(|at| at > self.whole_until);
        match self.joined_at {
            // It was for an earlier stay.
            Some(joined) if joined > known_at => Course::Nothing,
            _ if is_left_out || known_at > self.as_of => Course::DoneSince,
            Some(_) => Course::Done,
            None => Course::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_may_be_older_than_what_we_did_just_before_it_came() {
        let joined = DateTime::UNIX_EPOCH;
        let at = |seconds| joined + TimeDelta::days(1) + TimeDelta::seconds(seconds);
        let looked = Shown::new(Vec::new(), false, Some(joined), at(0));
        let told = looked.clone().told_by_event();
        for (done_at, as_looked, as_told) in [
            (1, Course::DoneSince, Course::DoneSince),
            (0, Course::Done, Course::DoneSince),
            (-9, Course::Done, Course::DoneSince),
            (-10, Course::Done, Course::Done),
            (-60, Course::Done, Course::Done),
            (-100_000, Course::Nothing, Course::Nothing),
        ] {
            let course = |shown: &Shown| shown.course(Some(at(done_at)), at(-200_000));
            assert_eq!(course(&looked), as_looked, "{done_at}");
            assert_eq!(course(&told), as_told, "{done_at}");
            // What others did we know from Discord itself.
            assert_eq!(told.course(None, at(done_at)), as_looked, "{done_at}");
        }
        // Who came back just now has nothing of what was done before.
        let came = Shown::new(Vec::new(), false, Some(at(-1)), at(0)).told_by_event();
        assert_eq!(came.course(Some(at(-2)), at(-2)), Course::Nothing);
        assert_eq!(came.course(Some(at(0)), at(0)), Course::DoneSince);
    }
}
