//! What can need the owner's eye, and the mend of each.

use std::str::FromStr;

use chrono::{DateTime, TimeDelta, Utc};

/// The owner owes an answer within this.
const ANSWER_WITHIN: TimeDelta = TimeDelta::hours(48);

/// What needs the owner's eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Somebody waits for the owner to decide, or to confirm their money.
    Application,
    /// Somebody is banned and has a right all the same.
    Banned,
    /// Somebody has one plan twice at the same time.
    Double,
    /// Something was bought in Discord's shop that is no plan.
    Unsold,
    /// Money came of whom nobody knows.
    Payment,
    /// A role that is sold cannot be given.
    Troubled,
    /// Somebody has a right and is not in the server.
    Absent,
    /// Somebody took a role, and the plan respects that.
    Withheld,
    /// Somebody takes a role again and again.
    Taken,
    /// Somebody gives a role again and again.
    Given,
    /// A role stays though nothing justifies it.
    Kept,
    /// Somebody has a right, and has yet to accept the server's rules.
    Screening,
}

/// What one press does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mend {
    /// It is somebody's, whom the owner chooses.
    Assign,
    /// Everyone is compared with Discord now.
    LookAgain,
    /// They get the role.
    Give,
    /// They lose the role, unless too many would.
    Take,
    /// The later of two periods ends.
    EndLater,
    /// Every right of theirs ends.
    EndAll,
}

impl Kind {
    pub(super) const ALL: [Self; 12] = [
        Self::Application,
        Self::Banned,
        Self::Double,
        Self::Unsold,
        Self::Payment,
        Self::Troubled,
        Self::Absent,
        Self::Withheld,
        Self::Taken,
        Self::Given,
        Self::Kept,
        Self::Screening,
    ];

    /// Its name in buttons and in the database.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Banned => "banned",
            Self::Double => "double",
            Self::Unsold => "unsold",
            Self::Payment => "payment",
            Self::Troubled => "troubled",
            Self::Absent => "absent",
            Self::Withheld => "withheld",
            Self::Taken => "taken",
            Self::Given => "given",
            Self::Kept => "kept",
            Self::Screening => "screening",
        }
    }

    /// What one press does about it; an application has buttons of its own.
    pub(super) const fn mend(self) -> Option<Mend> {
        match self {
            Self::Application => None,
            Self::Banned => Some(Mend::EndAll),
            Self::Double => Some(Mend::EndLater),
            Self::Payment => Some(Mend::Assign),
            Self::Unsold | Self::Troubled | Self::Absent | Self::Screening => Some(Mend::LookAgain),
            Self::Withheld | Self::Taken => Some(Mend::Give),
            Self::Given | Self::Kept => Some(Mend::Take),
        }
    }

    /// Whether it waits for longer than anybody should.
    pub(super) fn is_late(self, since: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        self == Self::Application && now - since > ANSWER_WITHIN
    }
}

impl FromStr for Kind {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let found = Self::ALL.into_iter().find(|kind| kind.name() == name);
        found.ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_as_they_are_written_and_each_can_be_mended() {
        for kind in Kind::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
            assert_eq!(kind.mend().is_none(), kind == Kind::Application);
        }
        assert_eq!("".parse::<Kind>(), Err(()));
    }

    #[test]
    fn an_answer_is_owed_within_two_days() {
        let since = DateTime::UNIX_EPOCH;
        for (kind, hours, is_late) in [
            (Kind::Application, 48, false),
            (Kind::Application, 49, true),
            (Kind::Absent, 49, false),
        ] {
            let now = since + TimeDelta::hours(hours);
            assert_eq!(kind.is_late(since, now), is_late, "{kind:?} {hours}");
        }
    }
}
