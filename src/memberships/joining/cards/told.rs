//! How what applicants are told by direct message looks.

use super::{AMBER, transfer, way};
use crate::config::Config;
use crate::discord::message::Message;
use crate::memberships::cards::{GREEN, GREY, framed};
use crate::memberships::joining::notices::{Begins, Told};
use crate::memberships::joining::rules::Stage;
use crate::memberships::joining::store::Application;
use crate::memberships::rules::Plan;
use crate::text::{Lang, Text, end};

/// What stands in place of how to pay, once that is not to be paid any more.
pub(in crate::memberships::joining) fn awaited_no_more(
    application: &Application,
    plan: &Plan,
    lang: Lang,
) -> Message {
    let title = if application.state == Stage::Withdrawn {
        Text::new("joining-dm-unawaited-withdrawn")
    } else {
        Text::new("joining-dm-unawaited-over")
    };
    let text = Text::new("joining-dm-unawaited").with("plan", plan.name(lang));
    framed(title.plain(lang), text.render(lang), String::new(), GREY)
}

/// A direct message to an applicant.
pub(in crate::memberships::joining) fn told(
    application: &Application,
    plan: &Plan,
    told: &Told,
    marker: &str,
    config: &Config,
    lang: Lang,
) -> Message {
    let (title, text, colour) = match told {
        Told::Awaited { begins, .. } => (
            Text::new("joining-dm-awaited-title"),
            match begins {
                Begins::WithMoney => Text::new("joining-dm-awaited"),
                Begins::AfterTrial => Text::new("joining-dm-awaited-trial"),
                Begins::AfterTheirs => Text::new("joining-dm-awaited-further"),
                Begins::InGrace(until) => {
                    Text::new("joining-dm-awaited-grace").with("until", end(*until))
                }
            },
            GREEN,
        ),
        Told::Unpaid => (
            Text::new("joining-dm-unpaid-title"),
            Text::new("joining-dm-unpaid"),
            AMBER,
        ),
        Told::Declined(words) => (
            Text::new("joining-dm-declined-title"),
            Text::new("joining-dm-declined").with("words", words.as_str()),
            GREY,
        ),
        Told::Asked(words) => (
            Text::new("joining-dm-asked-title"),
            Text::new("joining-dm-asked").with("words", words.as_str()),
            AMBER,
        ),
        Told::Offered(end) => (
            Text::new("joining-dm-offered-title"),
            Text::new("joining-dm-offered").with("end", *end),
            GREEN,
        ),
        Told::Closed => (
            Text::new("joining-dm-closed-title"),
            Text::new("joining-dm-closed"),
            GREY,
        ),
        Told::Lapsed { ends_trial } => (
            Text::new("joining-dm-lapsed-title"),
            if *ends_trial {
                Text::new("joining-dm-lapsed-trial")
            } else if application.has_agreed {
                Text::new("joining-dm-lapsed")
            } else {
                Text::new("joining-dm-missed")
            }
            .with("way", way(plan)),
            GREY,
        ),
    };
    let mut lines = Vec::new();
    if let Told::Awaited {
        is_admitted: true, ..
    } = told
    {
        lines.push(Text::new("joining-dm-admitted").render(lang));
    }
    lines.push(text.with("plan", plan.name(lang)).render(lang));
    if let (Told::Awaited { .. } | Told::Unpaid, Some(end)) = (told, application.expires_at) {
        lines.extend(transfer(application, config, lang));
        lines.push(
            Text::new("joining-dm-awaited-until")
                .with("end", end)
                .render(lang),
        );
    }
    let footer = format!("salon · {marker}");
    framed(title.plain(lang), lines.join("\n"), footer, colour)
}
