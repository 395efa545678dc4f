//! How a lecture looks in its channel.

pub(in crate::lectures) mod asking;
pub(super) mod outage;
pub(in crate::lectures) mod preview;

use chrono::{DateTime, Utc};

use crate::config::Config;
use crate::discord::message::{Button, Embed, Message, Pings, Style};
use crate::ids::{ChannelId, OccurrenceId, RoleId};
use crate::input;
use crate::lectures::cards::{COLOUR, EMBED_TITLE, face, revised, track};
use crate::lectures::lecture::{Lecture, Meets, Occurrence, Revision, Slot};
use crate::lectures::rules::{Trouble, name};
use crate::outbox::Meeting;
use crate::text::{self, Arg, Lang, Text};

/// What Discord takes as a thread's name.
pub(in crate::lectures) const THREAD_NAME: usize = 100;

/// What it takes on a meeting, with room for what that is recognised by.
const MEETING_ABOUT: usize = 950;

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
    let opened_by = slot.track_of(lecture.track.as_deref());

    Message {
        content: content.join(" "),
        embed: Some(Embed {
            footer: Text::new("lecture-card-footer").plain(lang),
            ..face(lecture, None, track(config, opened_by, lang), lang)
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
            Button::new(
                format!("lecture:ask:{id}"),
                Text::new("catalogue-button-ask").plain(lang),
                Style::Secondary,
            ),
        ]],
        pings: Pings {
            roles: role.into_iter().collect(),
            users: Vec::new(),
        },
        ..Message::default()
    }
}

/// A post that is there, as it looks now.
pub(super) fn changed(
    config: &Config,
    slot: &Slot,
    date: &Occurrence,
    lecture: &Lecture,
    revision: Option<&Revision>,
) -> Message {
    let late = date.is_late.then_some(date.is_silent);
    let mut message = announcement(config, slot, date.id, lecture, late);
    if let (Some(embed), Some(revision)) = (&mut message.embed, revision) {
        revised(embed, revision, config.language);
    }
    message
}

/// Something was wrong with what was posted: an answer to the post says so to whomever it notified.
pub(super) fn correction(
    lecture: &Lecture,
    date: OccurrenceId,
    revision: &Revision,
    role: Option<RoleId>,
    lang: Lang,
) -> Message {
    let text = Text::new("lecture-correction").with("note", revision.note.as_str());
    Message {
        content: role.map(|role| format!("<@&{role}>")).unwrap_or_default(),
        embed: Some(Embed {
            title: called(lecture, lang),
            description: text.render(lang),
            footer: format!("salon · correction-{date}-{}", revision.number),
            colour: COLOUR,
            ..Embed::default()
        }),
        pings: Pings {
            roles: role.into_iter().collect(),
            users: Vec::new(),
        },
        ..Message::default()
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

/// What stands in the place of a lecture that was taken back.
pub(super) fn tombstone(lecture: &Lecture, lang: Lang) -> Message {
    let mut lines = vec![Text::new("release-tombstone").render(lang)];
    lines.extend(lecture.withdrawn_for.as_deref().map(text::escape));
    Message {
        embed: Some(Embed {
            title: called(lecture, lang),
            description: lines.join("\n\n"),
            ..Embed::default()
        }),
        ..Message::default()
    }
}

/// Somebody deleted a post: the owner says what is to become of the lecture.
pub(super) fn deleted(
    lecture: &Lecture,
    date: OccurrenceId,
    at: DateTime<Utc>,
    lang: Lang,
) -> Message {
    let text = Text::new("release-post-deleted").with("at", at);
    let button = |act: &str, label: Text, style| {
        let to = format!("lecture:{act}:{}:{date}", lecture.id);
        Button::new(to, label.plain(lang), style)
    };
    Message {
        embed: Some(Embed {
            title: called(lecture, lang),
            description: text.render(lang),
            ..Embed::default()
        }),
        rows: vec![vec![
            button("leave", Text::new("release-button-leave"), Style::Primary),
            button(
                "withdraw",
                Text::new("release-button-withdraw"),
                Style::Danger,
            ),
        ]],
        ..Message::default()
    }
}

/// What became of it.
pub(super) fn deleted_decided(lecture: &Lecture, is_withdrawn: bool, lang: Lang) -> Message {
    let text = if is_withdrawn {
        Text::new("release-deleted-withdrawn")
    } else {
        Text::new("release-deleted-left")
    };
    Message {
        embed: Some(Embed {
            title: called(lecture, lang),
            description: text.render(lang),
            ..Embed::default()
        }),
        ..Message::default()
    }
}

fn called(lecture: &Lecture, lang: Lang) -> String {
    input::cut(
        &name(&lecture.series, lecture.number).render(lang),
        EMBED_TITLE,
    )
}

/// The meeting after a lecture; what it is recognised by is for whoever announces it.
pub(super) fn meeting(
    lecture: &Lecture,
    meets: Meets,
    starts_at: DateTime<Utc>,
    lang: Lang,
) -> Meeting {
    let called = Text::new("release-meeting")
        .with("name", name(&lecture.series, lecture.number))
        .plain(lang);
    let about = Text::new("release-meeting-about")
        .with("title", lecture.title.as_str())
        .render(lang);
    Meeting {
        channel: meets.channel,
        kind: meets.kind,
        name: input::cut(&called, THREAD_NAME),
        description: input::cut(&about, MEETING_ABOUT),
        starts_at,
        marker: String::new(),
    }
}

/// What the thread under the post is called.
pub(in crate::lectures) fn thread_name(lecture: &Lecture, lang: Lang) -> String {
    input::cut(
        &name(&lecture.series, lecture.number).plain(lang),
        THREAD_NAME,
    )
}
