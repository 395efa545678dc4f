//! How a profile and a mentor's settings look to whoever they are of. Pure.

use super::profile::Profile;
use super::setting::Settings;
use crate::config::{Config, Quiet};
use crate::discord::message::{Embed, Message};
use crate::text::{self, Lang, Text};

/// A quiet green.
const COLOUR: u32 = 0x38_a1_69;

/// What somebody said of themselves.
pub(super) fn profile(profile: &Profile, config: &Config, lang: Lang) -> Message {
    let field = profile.field.as_deref();
    let track = profile.track.as_deref();
    let year = profile
        .year
        .map(|year| Text::new("people-year-value").with("year", year));
    let notifications = if profile.takes_messages {
        Text::new("people-notifications-all")
    } else {
        Text::new("people-notifications-needed")
    };
    let lines = [
        (Text::new("people-year"), or_nothing(year)),
        (
            Text::new("people-field"),
            or_nothing(field.map(|key| named(config.field_name(key, lang)))),
        ),
        (
            Text::new("people-track"),
            or_nothing(track.map(|key| named(config.track_name(key, lang)))),
        ),
        (
            Text::new("people-hospital"),
            or_nothing(profile.hospital.as_deref().map(named)),
        ),
        (Text::new("people-notifications"), notifications),
        (Text::new("people-quiet"), quiet(profile.quiet, config)),
    ];
    let title = Text::new("people-profile");
    let note = Text::new("people-profile-note");
    card(&title, &note, &lines, lang)
}

/// What a mentor set.
pub(super) fn settings(settings: &Settings, config: &Config, lang: Lang) -> Message {
    let state = match settings.away_until {
        _ if settings.is_available => Text::new("people-available"),
        Some(until) => Text::new("people-away-until").with("until", text::end(until)),
        None => Text::new("people-away"),
    };
    let names: Vec<&str> = settings
        .fields
        .iter()
        .map(|key| config.field_name(key, lang))
        .collect();
    let fields = (!names.is_empty()).then(|| named(&names.join(", ")));
    let load = Text::new("people-load-value").with("load", settings.max_load);
    let lines = [
        (Text::new("people-state"), state),
        (Text::new("people-load"), load),
        (Text::new("people-fields"), or_nothing(fields)),
        (Text::new("people-quiet"), quiet(settings.quiet, config)),
    ];
    let title = Text::new("people-mentor");
    let note = Text::new("people-mentor-note");
    card(&title, &note, &lines, lang)
}

fn card(title: &Text, note: &Text, lines: &[(Text, Text)], lang: Lang) -> Message {
    let field = |(name, value): &(Text, Text)| (name.render(lang), value.render(lang), false);
    Message {
        embed: Some(Embed {
            title: title.plain(lang),
            description: note.render(lang),
            fields: lines.iter().map(field).collect(),
            colour: COLOUR,
            ..Embed::default()
        }),
        ..Message::default()
    }
}

fn quiet(own: Option<Quiet>, config: &Config) -> Text {
    let hours = String::from(own.unwrap_or(config.notices.quiet));
    match own {
        _ if hours.is_empty() => Text::new("people-quiet-never"),
        Some(_) => Text::new("people-quiet-own").with("hours", text::Arg::Markup(hours)),
        None => Text::new("people-quiet-salon").with("hours", text::Arg::Markup(hours)),
    }
}

fn named(name: &str) -> Text {
    Text::new("people-named").with("name", name)
}

fn or_nothing(value: Option<Text>) -> Text {
    value.unwrap_or_else(|| Text::new("people-nothing"))
}
