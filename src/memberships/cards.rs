//! How plans, memberships and their history look.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::rules::{Interval, Plan, PlanState, Standing};
use super::status::Timeline;
use super::{Given, Offer};
use crate::config::Config;
use crate::discord::message::{Embed, Message};
use crate::ids::{EntitlementId, PlanId, RoleId, UserId};
use crate::journal::Line;
use crate::outbox::Fate;
use crate::text::{Arg, Lang, Text};

/// Discord takes 4,096; the rest is room for the sentence about what was left out.
const MOST_CHARACTERS: usize = 3_900;
/// What of it the present state may fill when the history stands below it.
const HEAD_CHARACTERS: usize = 1_200;
const GREEN: u32 = 0x2e_8b_57;
const GREY: u32 = 0x80_84_8e;

/// What of a direct message may be about other plans.
const OTHERS_CHARACTERS: usize = 2_000;

/// The kinds of lines in the record that tell of someone's access.
pub(super) const EVENTS: [&str; 10] = [
    "entitlement.granted",
    "entitlement.started",
    "entitlement.grace_began",
    "entitlement.ended",
    "entitlement.revoked",
    "payment.recorded",
    "role.granted",
    "role.revoked",
    "member.joined",
    "member.left",
];

/// What someone is told about one of their entitlements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Notice {
    /// The first they ever had begins; until then, or without end.
    Welcome(Option<DateTime<Utc>>),
    /// One more begins; until then, or without end.
    Further(Option<DateTime<Utc>>),
    /// It goes on; until then, or without end.
    Extended(Option<DateTime<Utc>>),
    /// It is over; what else they have or will have.
    Ended(Vec<(Plan, Standing)>),
}

impl Notice {
    /// Its part of the effect's key.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Welcome(_) | Self::Further(_) | Self::Extended(_) => "welcome",
            Self::Ended(_) => "ended",
        }
    }
}

/// A direct message about an entitlement.
pub(super) fn notice(id: EntitlementId, plan: &Plan, notice: &Notice, lang: Lang) -> Message {
    let (title, body, colour) = match notice {
        Notice::Welcome(end) => (
            Text::new("membership-dm-welcome-title"),
            Text::new("membership-dm-welcome").with("until", until(*end)),
            GREEN,
        ),
        Notice::Further(end) => (
            Text::new("membership-dm-further-title"),
            Text::new("membership-dm-further").with("until", until(*end)),
            GREEN,
        ),
        Notice::Extended(end) => (
            Text::new("membership-dm-extended-title"),
            Text::new("membership-dm-extended").with("until", until(*end)),
            GREEN,
        ),
        Notice::Ended(others) if others.is_empty() => (
            Text::new("membership-dm-ended-title"),
            Text::new("membership-dm-ended"),
            GREY,
        ),
        Notice::Ended(others) => {
            let others = newest(&standing_lines(others, lang), OTHERS_CHARACTERS, lang);
            (
                Text::new("membership-dm-one-ended-title"),
                Text::new("membership-dm-one-ended").with("others", Arg::Markup(others)),
                GREEN,
            )
        }
    };
    framed(
        title.plain(lang),
        body.with("plan", plan.name(lang)).render(lang),
        format!("salon · {}-{id}", notice.name()),
        colour,
    )
}

/// What the owner is told after granting.
pub(super) fn given(user: UserId, given: &Given, lang: Lang) -> Text {
    let granted = match given {
        Given::Plan(granted) => granted,
        Given::OnlyPayment { plan, paid } => {
            return Text::new("membership-only-payment")
                .with("user", user)
                .with("plan", plan.name(lang))
                .with("amount", paid.0);
        }
    };
    let text = if granted.waits_for_join {
        Text::new("membership-granted-waiting")
    } else if granted.is_extension {
        Text::new("membership-granted-extension").with("from", granted.starts_at)
    } else {
        Text::new("membership-granted")
    };
    text.with("user", user)
        .with("plan", granted.plan.name(lang))
        .with("until", until(granted.ends_at))
}

/// One plan in one line.
pub(super) fn offer(offer: &Offer, config: &Config, lang: Lang) -> Text {
    let plan = &offer.plan;
    let every = match plan.interval {
        Interval::Month => Text::new("membership-every-month"),
        Interval::Year => Text::new("membership-every-year"),
        Interval::Once { days } => Text::new("membership-once").with("days", i64::from(days)),
    };
    let roles: Vec<String> = offer
        .roles
        .iter()
        .map(|role| format!("<@&{role}>"))
        .collect();
    let tracks = if offer.tracks.is_empty() {
        Text::new("membership-all-tracks")
    } else {
        let names = offer.tracks.iter();
        let names: Vec<&str> = names.map(|key| config.track_name(key, lang)).collect();
        Text::new("membership-tracks").with("tracks", names.join(", "))
    };
    let line = match plan.state {
        PlanState::Active => Text::new("membership-plan-line"),
        PlanState::Archived => Text::new("membership-plan-line-archived"),
    };
    line.with("plan", plan.name(lang))
        .with("key", Arg::Markup(plan.key.clone()))
        .with("price", plan.price.0)
        .with("every", every)
        .with("roles", Arg::Markup(roles.join(" ")))
        .with("tracks", tracks)
}

/// What is sold.
pub(super) fn plan_list(offers: &[Offer], config: &Config, lang: Lang) -> Message {
    let lines: Vec<Text> = offers
        .iter()
        .map(|plan| offer(plan, config, lang))
        .collect();
    let body = if offers.is_empty() {
        Text::new("membership-no-plans").render(lang)
    } else {
        newest(&lines, MOST_CHARACTERS, lang)
    };
    let title = Text::new("membership-plans-title").plain(lang);
    framed(title, body, String::new(), GREEN)
}

/// Where someone stands, for themselves.
pub(super) fn status(standings: &[(Plan, Standing)], lang: Lang) -> Message {
    let mut lines = standing_lines(standings, lang);
    let is_active = |(_, standing): &(Plan, Standing)| standing.has_access();
    let advice = if standings.is_empty() {
        Text::new("membership-status-none")
    } else if standings.iter().any(is_active) {
        Text::new("membership-status-active-advice")
    } else {
        Text::new("membership-status-ended-advice")
    };
    lines.push(advice);
    let colour = if standings.iter().any(is_active) {
        GREEN
    } else {
        GREY
    };
    let title = Text::new("membership-status-title").plain(lang);
    framed(
        title,
        newest(&lines, MOST_CHARACTERS, lang),
        String::new(),
        colour,
    )
}

/// Everything that happened to someone's access, oldest first.
pub(super) fn timeline(timeline: &Timeline, lang: Lang) -> Message {
    let delivery: HashMap<&str, &Fate> = timeline
        .fates
        .iter()
        .map(|fate| (fate.key.as_str(), fate))
        .collect();
    let told = timeline.lines.iter().filter_map(|line| {
        let text = event(timeline, line, &delivery, lang)?;
        Some((line.at, text))
    });
    let notices = timeline.fates.iter().filter(|fate| fate.kind == "dm");
    let notices = notices.map(|fate| {
        let notice = if fate.key.contains(":ended:") {
            Text::new("membership-event-notice-ended")
        } else {
            Text::new("membership-event-notice-welcome")
        };
        (
            fate.created_at,
            notice.with("delivery", delivered(Some(fate))),
        )
    });
    let mut events: Vec<(DateTime<Utc>, Text)> = told.chain(notices).collect();
    // Stable: what happened in one moment stays in the order in which it was recorded.
    events.sort_by_key(|(at, _)| *at);
    let mut lines = vec![Text::new("membership-why-about").with("user", timeline.user)];
    lines.extend(standing_lines(&timeline.standings, lang));
    if events.is_empty() {
        lines.push(Text::new("membership-why-nothing"));
    }
    let head = newest(&lines, HEAD_CHARACTERS, lang);
    let line = |(at, event)| {
        Text::new("membership-event")
            .with("at", Arg::from(at))
            .with("event", Arg::Text(event))
    };
    let events: Vec<Text> = events.into_iter().map(line).collect();
    let body = newest(&events, MOST_CHARACTERS - HEAD_CHARACTERS, lang);
    let title = Text::new("membership-why-title").plain(lang);
    framed(title, format!("{head}\n\n{body}"), String::new(), GREY)
}

fn event(
    timeline: &Timeline,
    line: &Line,
    delivery: &HashMap<&str, &Fate>,
    lang: Lang,
) -> Option<Text> {
    let details: Value = serde_json::from_str(&line.details).unwrap_or_default();
    let number = |name: &str| details[name].as_i64();
    let plan = number("plan").and_then(|id| timeline.plans.get(&PlanId(id)));
    let plan = plan.map_or_else(String::new, |plan| plan.name(lang).to_owned());
    let by = line
        .actor
        .map_or_else(|| Arg::Markup("—".into()), Arg::from);
    let period = timeline
        .periods
        .iter()
        .find(|period| line.subject == format!("entitlement:{}", period.id));
    Some(match line.kind.as_str() {
        "entitlement.granted" => Text::new("membership-event-granted")
            .with("plan", plan)
            .with("from", period?.starts_at)
            .with("until", until(period?.ends_at))
            .with("source", source(&period?.source))
            .with("by", by),
        "entitlement.grace_began" => Text::new("membership-event-grace-began")
            .with("plan", plan)
            .with("until", until(period?.access_until)),
        "entitlement.started" => Text::new("membership-event-started").with("plan", plan),
        "entitlement.ended" => Text::new("membership-event-ended").with("plan", plan),
        "entitlement.revoked" => Text::new("membership-event-revoked")
            .with("plan", plan)
            .with("by", by)
            .with("reason", period?.revoked_reason.clone().unwrap_or_default()),
        "payment.recorded" => {
            Text::new("membership-event-paid").with("amount", number("amount_jpy")?)
        }
        "role.granted" | "role.revoked" => {
            let text = if line.kind == "role.granted" {
                Text::new("membership-event-role-granted")
            } else {
                Text::new("membership-event-role-revoked")
            };
            let (role, version) = (RoleId(number("role")?), number("version")?);
            let known = delivery.iter().find_map(|(key, fate)| {
                key.ends_with(&format!(":role:{role}:v{version}"))
                    .then_some(*fate)
            });
            text.with("role", role)
                .with("cause", cause(details["cause"].as_str()?)?)
                .with("delivery", delivered(known))
        }
        "member.joined" => Text::new("membership-event-joined"),
        "member.left" => Text::new("membership-event-left"),
        _ => return None,
    })
}

/// What a right counts as.
fn source(name: &str) -> Text {
    match name {
        "pass" => Text::new("membership-source-pass"),
        "gift" => Text::new("membership-source-gift"),
        _ => Text::new("membership-source-manual"),
    }
}

fn cause(name: &str) -> Option<Text> {
    Some(match name {
        "granted" => Text::new("membership-cause-granted"),
        "revoked" => Text::new("membership-cause-revoked"),
        "started" => Text::new("membership-cause-started"),
        "ended" => Text::new("membership-cause-ended"),
        "joined" => Text::new("membership-cause-joined"),
        "repaired" => Text::new("membership-cause-repaired"),
        _ => return None,
    })
}

/// What became of an effect, for the owner.
fn delivered(fate: Option<&Fate>) -> Text {
    let Some(fate) = fate else {
        return Text::new("membership-delivery-unknown");
    };
    match (fate.state.as_str(), fate.outcome.as_deref()) {
        ("waiting" | "sending", _) => Text::new("membership-delivery-waiting"),
        ("done", Some("delivered" | "adopted")) => Text::new("membership-delivery-done"),
        ("done", Some("superseded")) => Text::new("membership-delivery-superseded"),
        ("done", _) => Text::new("membership-delivery-refused"),
        _ => Text::new("membership-delivery-held"),
    }
}

fn standing_lines(standings: &[(Plan, Standing)], lang: Lang) -> Vec<Text> {
    let line = |(plan, standing): &(Plan, Standing)| {
        let text = match standing {
            Standing::Active(end) => {
                Text::new("membership-standing-active").with("until", until(*end))
            }
            Standing::Grace(end) => Text::new("membership-standing-grace").with("end", *end),
            Standing::Upcoming(from) => {
                Text::new("membership-standing-upcoming").with("from", *from)
            }
            Standing::Ended(at) => Text::new("membership-standing-ended").with("at", *at),
        };
        text.with("plan", plan.name(lang))
    };
    standings.iter().map(line).collect()
}

fn until(end: Option<DateTime<Utc>>) -> Text {
    match end {
        Some(end) => Text::new("membership-until").with("end", end),
        None => Text::new("membership-without-end"),
    }
}

/// As many of the last lines as fit, and how many were left out.
fn newest(lines: &[Text], most: usize, lang: Lang) -> String {
    let mut kept = Vec::new();
    let mut length = 0;
    let mut left_out = lines.len();
    for line in lines.iter().rev() {
        let line = line.render(lang);
        length += line.chars().count() + 1;
        if length > most {
            break;
        }
        kept.push(line);
        left_out -= 1;
    }
    if left_out > 0 {
        kept.push(
            Text::new("membership-left-out")
                .with("count", left_out)
                .render(lang),
        );
    }
    kept.reverse();
    kept.join("\n")
}

fn framed(title: String, description: String, footer: String, colour: u32) -> Message {
    Message {
        embed: Some(Embed {
            title,
            description,
            footer,
            colour,
            ..Embed::default()
        }),
        ..Message::default()
    }
}
