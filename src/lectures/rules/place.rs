//! What keeps a post from being what it should be where it is to go.

use serenity::all::Permissions;

use crate::discord::permissions::POSTING;

/// Needed in a slot's channel.
pub(in crate::lectures) const FOR_LECTURES: Permissions =
    POSTING.union(Permissions::CREATE_PUBLIC_THREADS);

/// Needed where people meet after a lecture.
pub(in crate::lectures) const FOR_MEETINGS: Permissions = Permissions::VIEW_CHANNEL
    .union(Permissions::CONNECT)
    .union(Permissions::CREATE_EVENTS);

/// What is wrong with the place where a slot posts, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "kebab-case")]
pub(in crate::lectures) enum Trouble {
    /// The channel was deleted.
    ChannelGone,
    /// The bot does not see the channel.
    ChannelHidden,
    /// It sees the channel and may not post there.
    CannotPost,
    /// It may post and not open a thread.
    CannotThread,
    /// The role that is notified was deleted.
    RoleGone,
    /// Nobody may notify the role.
    RoleSilent,
    /// Where people meet was deleted, or is hidden.
    EventGone,
    /// The bot may not announce a meeting there.
    CannotEvent,
}

impl Trouble {
    /// What the journal calls it.
    pub(in crate::lectures) const fn name(self) -> &'static str {
        match self {
            Self::ChannelGone => "channel-gone",
            Self::ChannelHidden => "channel-hidden",
            Self::CannotPost => "cannot-post",
            Self::CannotThread => "cannot-thread",
            Self::RoleGone => "role-gone",
            Self::RoleSilent => "role-silent",
            Self::EventGone => "event-gone",
            Self::CannotEvent => "cannot-event",
        }
    }
}

/// A channel as the bot sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Channel {
    /// It was deleted.
    Gone,
    /// It is there, and no more is known.
    Hidden,
    /// The bot has these permissions in it.
    There(Permissions),
}

/// A role as it is to be notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lectures) enum Role {
    /// It was deleted.
    Gone,
    /// Whether everybody may notify it.
    There { is_mentionable: bool },
}

/// The worst that is wrong with the channel, with the role if one is notified, and with where people
/// meet if they do.
pub(in crate::lectures) fn trouble(
    channel: Channel,
    role: Option<Role>,
    meeting: Option<Channel>,
) -> Option<Trouble> {
    let granted = match channel {
        Channel::Gone => return Some(Trouble::ChannelGone),
        Channel::Hidden => return Some(Trouble::ChannelHidden),
        Channel::There(granted) => granted,
    };
    if !granted.contains(Permissions::VIEW_CHANNEL) {
        return Some(Trouble::ChannelHidden);
    }
    if !granted.contains(POSTING) {
        return Some(Trouble::CannotPost);
    }
    if !granted.contains(FOR_LECTURES) {
        return Some(Trouble::CannotThread);
    }
    match role {
        Some(Role::Gone) => return Some(Trouble::RoleGone),
        Some(Role::There { is_mentionable })
            if !is_mentionable && !granted.contains(Permissions::MENTION_EVERYONE) =>
        {
            return Some(Trouble::RoleSilent);
        }
        Some(Role::There { .. }) | None => {}
    }
    match meeting? {
        Channel::Gone | Channel::Hidden => Some(Trouble::EventGone),
        Channel::There(granted) if granted.contains(FOR_MEETINGS) => None,
        Channel::There(_) => Some(Trouble::CannotEvent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Permissions = FOR_LECTURES.union(FOR_MEETINGS);
    const MENTIONABLE: Option<Role> = Some(Role::There {
        is_mentionable: true,
    });
    const QUIET: Option<Role> = Some(Role::There {
        is_mentionable: false,
    });

    fn without(lacking: Permissions) -> Channel {
        Channel::There(ALL - lacking)
    }

    #[test]
    fn the_worst_is_said() {
        let fine = without(Permissions::empty());
        let send = Permissions::SEND_MESSAGES;
        let threads = Permissions::CREATE_PUBLIC_THREADS;
        let events = Permissions::CREATE_EVENTS;
        let loud = Channel::There(ALL | Permissions::MENTION_EVERYONE);
        for (channel, role, meeting, expected) in [
            (fine, None, None, None),
            (fine, MENTIONABLE, Some(fine), None),
            (loud, QUIET, None, None),
            (
                Channel::Gone,
                Some(Role::Gone),
                Some(Channel::Gone),
                Some(Trouble::ChannelGone),
            ),
            (Channel::Hidden, None, None, Some(Trouble::ChannelHidden)),
            (
                without(Permissions::VIEW_CHANNEL),
                None,
                None,
                Some(Trouble::ChannelHidden),
            ),
            (
                without(send | threads),
                QUIET,
                None,
                Some(Trouble::CannotPost),
            ),
            (
                without(threads),
                Some(Role::Gone),
                None,
                Some(Trouble::CannotThread),
            ),
            (
                fine,
                Some(Role::Gone),
                Some(Channel::Gone),
                Some(Trouble::RoleGone),
            ),
            (fine, QUIET, None, Some(Trouble::RoleSilent)),
            (
                fine,
                MENTIONABLE,
                Some(Channel::Hidden),
                Some(Trouble::EventGone),
            ),
            (
                fine,
                None,
                Some(without(events)),
                Some(Trouble::CannotEvent),
            ),
        ] {
            assert_eq!(trouble(channel, role, meeting), expected);
        }
    }
}
