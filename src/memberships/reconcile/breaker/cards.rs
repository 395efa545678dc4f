//! How the owner is asked before many lose a role.

use super::{Decision, SERVER, Stopped};
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::{BreakerId, UserId};
use crate::memberships::rules::TakenFor;
use crate::text::{Arg, Lang, Text};

const RED: u32 = 0x00e7_4c3c;
const GREY: u32 = 0x80_84_8e;

/// Asks, with the first who are concerned; only the owner reads this.
pub(super) fn card(stopped: &Stopped, lang: Lang) -> Message {
    let mut lines = vec![stopped.text().render(lang)];
    for (cause, count) in &stopped.causes {
        if let Some(words) = TakenFor::words(cause) {
            let line = Text::new("membership-breaker-cause")
                .with("cause", words)
                .with("count", *count);
            lines.push(line.render(lang));
        }
    }
    lines.push(named(&stopped.first, stopped.people).render(lang));
    let buttons = if stopped.role == SERVER {
        Text::new("membership-breaker-exit-buttons")
    } else {
        Text::new("membership-breaker-buttons")
    };
    lines.push(buttons.render(lang));
    Message {
        rows: vec![stopped.buttons(lang)],
        ..framed(stopped.id, lines.join("\n"), RED, lang)
    }
}

/// The first of so many people.
pub(in crate::memberships::reconcile) fn named(first: &[UserId], people: i64) -> Text {
    let more = people - i64::try_from(first.len()).unwrap_or(i64::MAX);
    let first: Vec<String> = first.iter().map(|user| format!("<@{user}>")).collect();
    let first = Arg::Markup(first.join(" "));
    if more > 0 {
        Text::new("membership-breaker-people-more")
            .with("people", first)
            .with("more", more)
    } else {
        Text::new("membership-breaker-people").with("people", first)
    }
}

/// What was decided; `None` where nobody was left to decide about.
pub(super) fn decided(stopped: &Stopped, decision: Option<Decision>, lang: Lang) -> Message {
    if stopped.role == SERVER {
        let text = match decision {
            Some(Decision::Go) => {
                Text::new("membership-breaker-exit-gone").with("people", stopped.people)
            }
            Some(Decision::Discard) => kept(stopped),
            None => Text::new("membership-breaker-exit-moot"),
        };
        return framed(stopped.id, text.render(lang), GREY, lang);
    }
    let text = match decision {
        Some(Decision::Go) => Text::new("membership-breaker-gone").with("people", stopped.people),
        Some(Decision::Discard) => {
            Text::new("membership-breaker-discarded").with("people", stopped.people)
        }
        None => Text::new("membership-breaker-moot"),
    };
    let text = text.with("role", stopped.role);
    framed(stopped.id, text.render(lang), GREY, lang)
}

/// What whoever pressed is told.
pub(super) fn pressed(stopped: &Stopped, decision: Decision) -> Text {
    let text = match (decision, stopped.role == SERVER) {
        (Decision::Go, true) => {
            return Text::new("membership-breaker-exit-going").with("people", stopped.people);
        }
        (Decision::Discard, true) => return kept(stopped),
        (Decision::Go, false) => Text::new("membership-breaker-going"),
        (Decision::Discard, false) => Text::new("membership-breaker-discarded"),
    };
    text.with("role", stopped.role)
        .with("people", stopped.people)
}

/// Those stay who were about to be sent away.
fn kept(stopped: &Stopped) -> Text {
    Text::new("membership-breaker-exit-discarded").with("people", stopped.people)
}

fn framed(id: BreakerId, description: String, colour: u32, lang: Lang) -> Message {
    Message {
        embed: Some(Embed {
            title: Text::new("membership-breaker-title").plain(lang),
            description,
            footer: format!("salon · breaker-{id}"),
            colour,
            ..Embed::default()
        }),
        ..Message::default()
    }
}

impl Stopped {
    /// What is stopped, in one line that names nobody.
    pub fn text(&self) -> Text {
        if self.role == SERVER {
            return Text::new("membership-breaker-exit")
                .with("people", self.people)
                .with("holders", self.holders);
        }
        Text::new("membership-breaker")
            .with("role", self.role)
            .with("people", self.people)
            .with("holders", self.holders)
    }

    /// To let it go, and to give it up.
    pub fn buttons(&self, lang: Lang) -> Vec<Button> {
        let button = |action: &str, label: Text, style| {
            let custom_id = format!("membership:{action}:{}:{}", self.id, self.version);
            Button::new(custom_id, label.plain(lang), style)
        };
        let go = Text::new("membership-button-breaker-go");
        let discard = Text::new("membership-button-breaker-discard");
        vec![
            button("breaker-go", go, Style::Danger),
            button("breaker-discard", discard, Style::Secondary),
        ]
    }
}
