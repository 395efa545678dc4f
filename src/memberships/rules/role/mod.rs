//! Which roles follow from what someone holds, and what is done about those that differ.

mod held;
mod shown;

use chrono::{DateTime, Utc};

use super::breaker::{Removal, TakenFor};
use super::hand::{Act, Answer, ByHand, Fights, Mark};
use crate::ids::RoleId;
pub(in crate::memberships) use held::{End, HeldRole};
pub use shown::Shown;

/// What we know of one role of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) struct RoleGrant {
    /// Which.
    pub(in crate::memberships) role: RoleId,
    /// Counts what was asked of Discord; 0: nothing yet.
    pub(in crate::memberships) version: i64,
    /// It is there, or will be once what was asked is done.
    pub(in crate::memberships) is_granted: bool,
    /// Somebody else gave it before we wanted it: it is not ours to take.
    pub(in crate::memberships) is_foreign: bool,
    /// It stands though it should not.
    pub(in crate::memberships) mark: Option<Mark>,
    /// How often we put it right lately.
    pub(in crate::memberships) fights: Fights,
    /// When we learnt this.
    pub(in crate::memberships) changed_at: DateTime<Utc>,
    /// What the owner was asked about it.
    pub(in crate::memberships) removal: Option<Removal>,
}

impl RoleGrant {
    /// A role that somebody else gave.
    pub(in crate::memberships) fn foreign(role: RoleId, now: DateTime<Utc>) -> Self {
        Self {
            role,
            version: 0,
            is_granted: true,
            is_foreign: true,
            mark: None,
            fights: Fights::default(),
            changed_at: now,
            removal: None,
        }
    }
}

/// What became of what was last asked about a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Course {
    /// Nothing was asked, it came to nothing, or it was for an earlier stay in the server.
    Nothing,
    /// It is on its way.
    Open {
        /// To give the role, or to take it.
        is_grant: bool,
        /// Only a person can get it going again.
        is_stuck: bool,
    },
    /// It was done before Discord showed what it shows: a difference is somebody's doing.
    Done,
    /// It was done later: what Discord showed is out of date.
    DoneSince,
}

/// One role of someone, from all sides.
#[derive(Clone, Copy, Debug)]
pub(in crate::memberships) struct Look {
    /// What their plans say.
    pub(in crate::memberships) held: HeldRole,
    /// What we know of it, if anything.
    pub(in crate::memberships) grant: Option<RoleGrant>,
    /// What became of what we asked.
    pub(in crate::memberships) course: Course,
    /// It is there: Discord shows it, or where nobody looked it is by our record.
    pub(in crate::memberships) is_there: bool,
    /// Nobody else may give it: it is ours to take, whoever gave it.
    pub(in crate::memberships) is_exclusive: bool,
}

impl Look {
    /// Whether their plan began to give it after we last looked whether they have it.
    pub(in crate::memberships) fn follows_edit(&self) -> bool {
        let known_at = self.grant.map(|grant| grant.changed_at);
        self.held
            .edited_at
            .is_some_and(|at| known_at.is_none_or(|known_at| known_at < at))
    }
}

/// How someone's roles are looked at.
#[derive(Clone, Copy, Debug)]
pub(in crate::memberships) struct View {
    /// They have yet to accept the server's rules.
    pub(in crate::memberships) is_screening: bool,
    /// Discord shows what is there; otherwise our record does.
    pub(in crate::memberships) is_shown: bool,
    /// An owner just gave a plan: whatever anybody did before, its roles are given.
    pub(in crate::memberships) is_owners_word: bool,
    /// The moment.
    pub(in crate::memberships) now: DateTime<Utc>,
}

/// What is done about one role of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) struct Change {
    /// Which.
    pub(in crate::memberships) role: RoleId,
    /// What is known of it from now on; `None`: it is none of our business any more.
    pub(in crate::memberships) after: Option<RoleGrant>,
    /// Discord is asked to give it, or to take it.
    pub(in crate::memberships) asks: Option<bool>,
    /// What somebody did, and what is made of it.
    pub(in crate::memberships) by_hand: Option<(Act, Answer)>,
    /// Why it is taken, where no clock announced that.
    pub(in crate::memberships) taken_for: Option<TakenFor>,
}

/// The roles that someone's plans and our record speak of, each from all sides.
pub(in crate::memberships) fn looks(
    held: &[HeldRole],
    grants: &[RoleGrant],
    is_there: impl Fn(RoleId) -> bool,
) -> Vec<Look> {
    let of = |role| grants.iter().find(|grant| grant.role == role).copied();
    let unheld = grants.iter().map(|grant| HeldRole::none(grant.role));
    let unheld = unheld.filter(|grant| held.iter().all(|held| held.role != grant.role));
    let look = |held: HeldRole| Look {
        held,
        grant: of(held.role),
        course: Course::Nothing,
        is_there: is_there(held.role),
        is_exclusive: false,
    };
    held.iter().copied().chain(unheld).map(look).collect()
}

/// What is to be done about someone's roles. What is given comes first, and nothing is taken as
/// long as that would leave them without what they have a right to; what we never gave is never
/// taken.
pub(in crate::memberships) fn changes(looks: &[Look], view: View) -> Vec<Change> {
    let mut changes: Vec<Change> = looks.iter().filter_map(|look| change(look, view)).collect();
    let asked = |role| {
        let mut changes = changes.iter();
        changes.any(|change| change.role == role && change.asks == Some(true))
    };
    // What is called back before it came costs nobody anything.
    let is_on_its_way = |role| {
        let mut looks = looks.iter().filter(|look| look.held.role == role);
        looks.any(|look| is_coming(look, view))
    };
    if is_between(looks, view, asked) {
        changes.retain(|change| change.asks != Some(false) || is_on_its_way(change.role));
    }
    changes.sort_by_key(|change| change.asks != Some(true));
    changes
}

/// The roles that are to be taken from someone though no clock announced it, now or once what is
/// given has come; but for what the owner let go.
pub(in crate::memberships) fn takings(looks: &[Look], view: View) -> Vec<(RoleId, TakenFor)> {
    let is_let_go =
        |look: &&Look| look.grant.and_then(|grant| grant.removal) == Some(Removal::LetGo);
    let looks = looks.iter().filter(|look| !is_let_go(look));
    let changes = looks.filter_map(|look| change(look, view));
    changes
        .filter_map(|change| Some((change.role, change.taken_for?)))
        .collect()
}

/// Why it is taken from someone who has it, where no clock announced that.
fn taken_for(look: &Look, change: Change, view: View) -> Option<TakenFor> {
    if change.asks != Some(false) || is_coming(look, view) {
        return None;
    }
    if change.by_hand.is_some() {
        return Some(TakenFor::ByHand);
    }
    let is_elses = look.grant.is_none_or(|grant| grant.is_foreign);
    match look.held.end {
        End::ByClock => None,
        End::Early | End::Never if is_elses => Some(TakenFor::Exclusive),
        End::Early => Some(TakenFor::Revoked),
        End::Never => Some(TakenFor::Plan),
    }
}

/// Whether it was asked for and has not come.
fn is_coming(look: &Look, view: View) -> bool {
    let is_seen = look.is_there && view.is_shown;
    !is_seen && matches!(look.course, Course::Open { is_grant: true, .. })
}

/// Whether someone stands between what they had and what they have a right to: a role is still on
/// its way to them. One that waits for a person to mend something may wait for long; it counts
/// only while they have nothing else that they have a right to, for no error of ours or of Discord's
/// throws anyone out.
fn is_between(looks: &[Look], view: View, is_asked: impl Fn(RoleId) -> bool) -> bool {
    if view.is_screening {
        return false;
    }
    let mut has_any = false;
    let mut is_stuck = false;
    for look in looks.iter().filter(|look| look.held.is_wanted) {
        let needs_a_hand = matches!(look.course, Course::Open { is_stuck: true, .. });
        if is_asked(look.held.role) || is_coming(look, view) && !needs_a_hand {
            return true;
        }
        // What is given at the end keeps nothing that is over.
        is_stuck |= is_coming(look, view) && !look.held.is_alumni;
        has_any |= look.is_there && !is_coming(look, view);
    }
    is_stuck && !has_any
}

/// What is to be done about one role.
fn change(look: &Look, view: View) -> Option<Change> {
    let change = difference(look, view)?;
    Some(Change {
        taken_for: taken_for(look, change, view),
        ..change
    })
}

fn difference(look: &Look, view: View) -> Option<Change> {
    let HeldRole {
        role, is_wanted, ..
    } = look.held;
    let grant = look.grant.unwrap_or(RoleGrant {
        is_granted: false,
        is_foreign: false,
        ..RoleGrant::foreign(role, view.now)
    });
    let removal = grant.removal;
    // Whatever is done, nothing is left to decide then.
    let grant = RoleGrant {
        removal: None,
        ..grant
    };
    let is_known = look.grant.is_some();
    let as_is = RoleGrant {
        is_granted: look.is_there,
        mark: None,
        ..grant
    };
    let foreign = RoleGrant {
        is_foreign: true,
        ..as_is
    };
    if removal == Some(Removal::Stopped) && !is_wanted && look.is_there {
        return None;
    }
    match look.course {
        Course::DoneSince => {
            // What was shown is out of date, but what we took is away whatever was shown.
            let is_taken = is_known && !grant.is_granted && grant.mark.is_none();
            let is_missing = is_wanted && is_taken && !view.is_screening;
            return is_missing.then(|| ask(grant, true));
        }
        Course::Open { is_grant, .. } => {
            let is_right = if is_grant {
                is_wanted && (look.is_there || !view.is_screening)
            } else {
                !is_wanted || view.is_screening
            };
            return (!is_right).then(|| ask(grant, !is_grant));
        }
        Course::Nothing | Course::Done => {}
    }
    match (is_wanted, look.is_there) {
        (true, true) if !is_known => Some(known(foreign)),
        (true, true) if grant.is_granted && grant.mark.is_none() && removal.is_none() => None,
        (true, true) => Some(known(as_is)),
        (true, false) if view.is_screening => None,
        (true, false) if view.is_owners_word => Some(ask(grant, true)),
        (true, false)
            if grant.mark == Some(Mark::Withheld) && look.held.policy == ByHand::Respect =>
        {
            None
        }
        (true, false) if look.course == Course::Done && grant.is_granted => {
            by_hand(grant, Act::Took, look.held.policy, view.now)
        }
        (true, false) => Some(ask(grant, true)),
        (false, true) if grant.mark == Some(Mark::Kept) => None,
        (false, true) if look.is_exclusive && !look.held.is_open => {
            Some(take_from_others(grant, !is_known))
        }
        (false, true) if !is_known => look.held.is_open.then_some(known(foreign)),
        (false, true) if grant.is_foreign => None,
        (false, true) if look.course == Course::Done && !grant.is_granted => {
            by_hand(grant, Act::Gave, look.held.policy, view.now)
        }
        (false, true) => Some(ask(grant, false)),
        // Whoever gave it took it again. What we asked of it stays counted.
        (false, false) if grant.is_foreign && grant.version == 0 => Some(Change {
            after: None,
            ..known(grant)
        }),
        (false, false) if grant.is_granted || grant.mark.is_some() || removal.is_some() => {
            Some(known(as_is))
        }
        (false, false) => None,
    }
}

/// Discord is asked; from then on the role is ours.
fn ask(grant: RoleGrant, is_grant: bool) -> Change {
    let after = RoleGrant {
        version: grant.version + 1,
        is_granted: is_grant,
        is_foreign: false,
        mark: None,
        ..grant
    };
    Change {
        role: grant.role,
        after: Some(after),
        asks: Some(is_grant),
        by_hand: None,
        taken_for: None,
    }
}

/// Discord is asked to take what nobody else may give; who gave it may give it again once others may.
fn take_from_others(grant: RoleGrant, is_new: bool) -> Change {
    let change = ask(grant, false);
    let after = change.after.map(|after| RoleGrant {
        is_foreign: is_new || grant.is_foreign,
        ..after
    });
    Change { after, ..change }
}

fn by_hand(grant: RoleGrant, act: Act, policy: ByHand, now: DateTime<Utc>) -> Option<Change> {
    let (answer, fights) = grant.fights.answer(policy, now)?;
    let grant = RoleGrant { fights, ..grant };
    let (is_there, mark) = match act {
        Act::Gave => (true, Mark::Kept),
        Act::Took => (false, Mark::Withheld),
    };
    let change = match answer {
        Answer::Restored => ask(grant, !is_there),
        Answer::Respected => known(RoleGrant {
            is_granted: is_there,
            mark: Some(mark),
            ..grant
        }),
        // As before, so that it is looked at again.
        Answer::GivenUp => known(grant),
    };
    Some(Change {
        by_hand: Some((act, answer)),
        ..change
    })
}

/// Nothing is asked; this is what is known.
fn known(after: RoleGrant) -> Change {
    Change {
        role: after.role,
        after: Some(after),
        asks: None,
        by_hand: None,
        taken_for: None,
    }
}

#[cfg(test)]
mod tests;
