//! How a lecture looks in its channel.

pub(super) mod outage;

use crate::config::Config;
use crate::discord::message::{Button, Embed, Message, Pings, Style};
use crate::ids::{ChannelId, OccurrenceId, RoleId};
use crate::input;
use crate::lectures::cards::{face, track};
use crate::lectures::lecture::{Lecture, Slot};
use crate::lectures::rules::{Trouble, name};
use crate::text::{Arg, Lang, Text};

/// What Discord takes as a thread's name.
pub(in crate::lectures) const THREAD_NAME: usize = 100;

/// The post: it pings exactly the slot's role, and nobody when it is late and silent.
/// `late` is `None` on time, else whether it is silent.
pub(in crate::lectures) fn announcement(
    config: &Config,
    slot: &Slot,
    id: OccurrenceId,
    lecture: &Lecture,
    late: Option<bool>,
) -> Message {
    let lang = config.language;
    let role = slot.role_id.filter(|_| late != Some(true));
    let mention = role.map(|role| format!("<@&{role}>"));
    let apology = late.map(|_| Text::new("lecture-late").render(lang));
    let content: Vec<String> = mention.into_iter().chain(apology).collect();

    Message {
        content: content.join(" "),
        embed: Some(Embed {
            footer: Text::new("lecture-card-footer").plain(lang),
            ..face(lecture, None, track(config, &slot.track, lang), lang)
        }),
        // The first is what the post is recognised by.
        rows: vec![vec![
            Button::new(
                format!("lecture:watch:{id}"),
                Text::new("lecture-button-watch").plain(lang),
                Style::Primary,
            ),
            Button::new(
                format!("lecture:watched:{id}"),
                Text::new("learning-button-watched").plain(lang),
                Style::Secondary,
            ),
        ]],
        menu: None,
        pings: Pings {
            roles: role.into_iter().collect(),
            users: Vec::new(),
        },
    }
}

/// What is wrong with the place where a slot posts, and how it is mended.
pub(in crate::lectures) fn trouble(
    trouble: Trouble,
    channel: ChannelId,
    role: Option<RoleId>,
) -> Text {
    let role = match role {
        Some(role) => Arg::from(role),
        None => Arg::Text(Text::new("lecture-nobody")),
    };
    match trouble {
        Trouble::ChannelGone => Text::new("release-trouble-channel-gone"),
        Trouble::ChannelHidden => {
            Text::new("release-trouble-channel-hidden").with("channel", channel)
        }
        Trouble::CannotPost => Text::new("release-trouble-cannot-post").with("channel", channel),
        Trouble::CannotThread => {
            Text::new("release-trouble-cannot-thread").with("channel", channel)
        }
        Trouble::RoleGone => Text::new("release-trouble-role-gone"),
        Trouble::RoleSilent => Text::new("release-trouble-role-silent")
            .with("role", role)
            .with("channel", channel),
        Trouble::EventGone => Text::new("release-trouble-event-gone"),
        Trouble::CannotEvent => Text::new("release-trouble-cannot-event"),
    }
}

/// What the thread under the post is called.
pub(in crate::lectures) fn thread_name(lecture: &Lecture, lang: Lang) -> String {
    input::cut(
        &name(&lecture.series, lecture.number).plain(lang),
        THREAD_NAME,
    )
}
