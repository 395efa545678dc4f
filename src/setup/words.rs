//! What stands still and why, in words that the owner understands. Here all features are known; the
//! outbox knows none.

use crate::ids::{ChannelId, RoleId, UserId};
use crate::outbox::{
    Effect, Meeting, Place, RIGHT_TO_DELETE, RIGHT_TO_KICK, RIGHT_TO_PIN, Unwanted, Why,
};
use crate::text::{Arg, Text};
use crate::{input, lectures, memberships, people, questions, reported};

/// Of Discord's own words so many characters are shown.
const DETAIL: usize = 200;

/// What was to be done, and to whom: for the owner alone.
pub fn effect(key: &str, effect: Option<&Effect>) -> Text {
    let what = named(key, effect);
    let Some(effect) = effect else {
        return what;
    };
    let at = |place: Arg| {
        Text::new("setup-effect-at")
            .with("what", what.clone())
            .with("place", place)
    };
    match effect {
        Effect::GrantRole { user, role, .. } => Text::new("setup-effect-grant")
            .with("person", *user)
            .with("role", *role),
        Effect::RevokeRole { user, role, .. } => Text::new("setup-effect-revoke")
            .with("person", *user)
            .with("role", *role),
        Effect::Kick { user, .. } => Text::new("setup-effect-kick").with("person", *user),
        Effect::Dm { user, .. } => Text::new("setup-effect-dm")
            .with("person", *user)
            .with("what", what),
        Effect::DmSealed(_) => Text::new("setup-effect-dm-somebody").with("what", what),
        Effect::AddToThread { user, .. } | Effect::RemoveFromThread { user, .. } => {
            at((*user).into())
        }
        Effect::Post {
            place: Place::Channel(channel),
            ..
        }
        | Effect::PostInForum { forum: channel, .. }
        | Effect::OpenPrivateThread { channel, .. }
        | Effect::CreateEvent(Meeting { channel, .. })
        | Effect::DeleteMessage(Unwanted { channel, .. }) => at((*channel).into()),
        Effect::Post {
            place: Place::Thread(_),
            ..
        }
        | Effect::Edit { .. }
        | Effect::Pin { .. }
        | Effect::Delete { .. }
        | Effect::OpenThread { .. }
        | Effect::SetThread { .. }
        | Effect::CancelEvent { .. } => what,
    }
}

/// The same where others may read it: it does not say who the person is.
pub(super) fn effect_of_somebody(key: &str, effect: Option<&Effect>) -> Text {
    match effect {
        Some(Effect::GrantRole { role, .. }) => {
            Text::new("setup-effect-grant-somebody").with("role", *role)
        }
        Some(Effect::RevokeRole { role, .. }) => {
            Text::new("setup-effect-revoke-somebody").with("role", *role)
        }
        Some(Effect::Kick { .. }) => Text::new("setup-effect-kick-somebody"),
        Some(Effect::Dm { .. } | Effect::DmSealed(_)) => {
            Text::new("setup-effect-dm-somebody").with("what", named(key, effect))
        }
        Some(Effect::AddToThread { .. } | Effect::RemoveFromThread { .. }) => named(key, effect),
        Some(
            Effect::Post { .. }
            | Effect::PostInForum { .. }
            | Effect::Edit { .. }
            | Effect::Pin { .. }
            | Effect::Delete { .. }
            | Effect::OpenThread { .. }
            | Effect::OpenPrivateThread { .. }
            | Effect::SetThread { .. }
            | Effect::CreateEvent(_)
            | Effect::CancelEvent { .. }
            | Effect::DeleteMessage(_),
        )
        | None => self::effect(key, effect),
    }
}

/// As its feature calls it.
fn named(key: &str, effect: Option<&Effect>) -> Text {
    questions::describe(key)
        .or_else(|| reported::describe(key))
        .or_else(|| memberships::describe(key))
        .or_else(|| lectures::describe(key, effect?))
        .or_else(|| people::describe(key))
        .or_else(|| alert(key))
        .unwrap_or_else(|| Text::new("setup-effect-other"))
}

/// What we tell the owner is an effect as well.
fn alert(key: &str) -> Option<Text> {
    key.starts_with("alert:")
        .then(|| Text::new("setup-effect-alert"))
}

/// Why it is held, and what can be done about it.
pub fn why(why: &Why) -> Text {
    match why {
        Why::Refused { code, .. } => match code {
            // Automatic moderation, also of titles, and the filter of harmful links.
            200_000 | 200_001 | 240_000 => Text::new("setup-why-filtered"),
            40_067 => Text::new("setup-why-needs-tag"),
            160_006 => Text::new("setup-why-threads-full"),
            _ => Text::new("setup-why-refused"),
        },
        Why::Unsure(_) => Text::new("setup-why-unsure"),
        Why::Sealed => Text::new("setup-why-sealed"),
        Why::Unreadable(_) => Text::new("setup-why-unreadable"),
        Why::Other(_) => Text::new("setup-why-other"),
    }
}

/// The same as a programmer would want to know it, in few words.
pub(super) fn detail(why: &Why) -> String {
    input::cut(&why.to_string(), DETAIL)
}

/// How a role or channel that Discord refuses is mended.
pub(super) fn mend(waits_for: &str, why: &Why) -> Text {
    let is_gone = matches!(
        why,
        Why::Refused {
            code: 10_003 | 10_011,
            ..
        }
    );
    if waits_for == RIGHT_TO_KICK {
        return Text::new("setup-mend-kick");
    }
    if waits_for == RIGHT_TO_PIN {
        return Text::new("setup-mend-pin");
    }
    if waits_for.starts_with(RIGHT_TO_DELETE) {
        return Text::new("setup-mend-messages");
    }
    match (waits_for.split_once(':'), is_gone) {
        (Some(("role", _)), false) => Text::new("setup-mend-role"),
        (Some(("role", _)), true) => Text::new("setup-mend-role-gone"),
        (Some(("channel", _)), true) => Text::new("setup-mend-channel-gone"),
        (Some(("channel", _)), false) => Text::new("setup-mend-channel"),
        _ => Text::new("setup-mend-other"),
    }
}

/// The role, channel or person that effects wait for.
pub(super) fn thing(waits_for: &str) -> Arg {
    if waits_for == RIGHT_TO_KICK {
        return Text::new("setup-thing-kick").into();
    }
    if waits_for == RIGHT_TO_PIN {
        return Text::new("setup-thing-pin").into();
    }
    let channel = waits_for.strip_prefix(RIGHT_TO_DELETE);
    if let Some(channel) = channel.and_then(|id| id.parse().ok()) {
        let thing = Text::new("setup-thing-messages").with("channel", ChannelId(channel));
        return thing.into();
    }
    let parts = waits_for.split_once(':');
    let parts = parts.and_then(|(kind, id)| Some((kind, id.parse::<i64>().ok()?)));
    match parts {
        Some(("role", id)) => RoleId(id).into(),
        Some(("channel", id)) => ChannelId(id).into(),
        Some(("user", id)) => UserId(id).into(),
        Some(_) | None => waits_for.into(),
    }
}

/// The same where others may read it: it does not say who the person is.
pub(super) fn thing_of_somebody(waits_for: &str) -> Arg {
    if waits_for.starts_with("user:") {
        return Text::new("setup-thing-somebody").into();
    }
    thing(waits_for)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn every_cause_has_its_way_to_be_mended() {
        let refused = |code| Why::Refused {
            status: 403,
            code,
            message: String::new(),
        };
        for (waits_for, code, key) in [
            ("role:1", 50_013, "setup-mend-role"),
            ("role:1", 10_011, "setup-mend-role-gone"),
            ("channel:1", 50_001, "setup-mend-channel"),
            ("channel:1", 10_003, "setup-mend-channel-gone"),
            (RIGHT_TO_KICK, 50_013, "setup-mend-kick"),
            (RIGHT_TO_PIN, 50_013, "setup-mend-pin"),
            ("right:messages:1", 50_013, "setup-mend-messages"),
            ("user:1", 50_001, "setup-mend-other"),
        ] {
            assert_eq!(mend(waits_for, &refused(code)).key(), key, "{code}");
        }
        for (code, key) in [
            (200_001, "setup-why-filtered"),
            (40_067, "setup-why-needs-tag"),
            (160_006, "setup-why-threads-full"),
            (50_035, "setup-why-refused"),
        ] {
            assert_eq!(why(&refused(code)).key(), key, "{code}");
        }
    }

    #[test]
    fn names_of_lectures_are_harmless_and_what_cannot_be_read_still_has_a_name() {
        let thread = Effect::OpenThread {
            on: String::new(),
            name: "*@everyone*".to_owned(),
        };
        let name = effect("lecture:occurrence:5:thread:v1", Some(&thread));
        assert!(name.render(Lang::En).contains("\\*\\@\u{200b}everyone"));
        let unread = effect("question:12:face:v3", None);
        assert_eq!(unread.render(Lang::Ja), "質問 #12 のカードの更新");
        let strange = effect("lecture:occurrence:5:post:v1", None);
        assert_eq!(strange.render(Lang::Ja), "Discord への操作");
    }
}
