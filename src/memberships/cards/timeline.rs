//! How the history of someone's access looks.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::pages::page;
use super::{GREY, MOST_CHARACTERS, framed, newest, standing_lines, told, until};
use crate::discord::message::Message;
use crate::ids::{EntitlementId, PaymentId, PlanId, RoleId};
use crate::journal::Line;
use crate::memberships::rules::Answer;
use crate::memberships::store::HeldPeriod;
use crate::memberships::{Timeline, imports, joining};
use crate::outbox::Fate;
use crate::text::{Arg, Lang, Text};

/// What of a message the present state may fill when the history stands below it.
const HEAD_CHARACTERS: usize = 1_200;

/// The kinds of lines in the record that tell of someone's access.
pub(in crate::memberships) const EVENTS: [&str; 44] = [
    "entitlement.granted",
    "entitlement.started",
    "entitlement.grace_began",
    "entitlement.ended",
    "entitlement.revoked",
    "entitlement.refunded",
    "entitlement.cancelled",
    "entitlement.resumed",
    "entitlement.changed",
    "entitlement.moved",
    "entitlement.without_grace",
    "entitlement.closed",
    "entitlement.reopened",
    "payment.recorded",
    "payment.refunded",
    "payment.voided",
    "account.linked",
    "account.moved",
    "account.left",
    "role.granted",
    "role.revoked",
    "role.given_by_hand",
    "role.taken_by_hand",
    "role.stopped",
    "role.let_go",
    "role.kept",
    "member.joined",
    "member.left",
    "member.banned",
    "member.unbanned",
    "member.sent_away",
    "application.made",
    "application.admitted",
    "application.approved",
    "application.declined",
    "application.asked",
    "application.answered",
    "application.withdrawn",
    "application.left",
    "application.expired",
    "application.queued",
    "application.offered",
    "application.closed",
    "application.obsolete",
];

/// Everything that happened to someone's access, oldest first: the page that is so many `back` from
/// the newest.
pub(in crate::memberships) fn timeline(timeline: &Timeline, back: usize, lang: Lang) -> Message {
    // By the part of the key after whom it is about.
    let delivery: HashMap<&str, &Fate> = timeline
        .fates
        .iter()
        .filter_map(|fate| Some((fate.key.splitn(3, ':').nth(2)?, fate)))
        .collect();
    let told = timeline.lines.iter().filter_map(|line| {
        let text = event(timeline, line, &delivery, lang)?;
        Some((timeline.moment(line), text))
    });
    let notices = timeline.fates.iter().filter(|fate| fate.kind == "dm");
    let notices = notices.map(|fate| {
        let notice = told::notice(timeline, &fate.key, delivered(Some(fate)));
        (fate.created_at, notice)
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
            .render(lang)
    };
    let events: Vec<String> = events.into_iter().map(line).collect();
    let page = page(&events, MOST_CHARACTERS - HEAD_CHARACTERS, back);
    let title = Text::new("membership-why-title").plain(lang);
    let body = format!("{head}\n\n{}", page.lines.join("\n"));
    Message {
        rows: page.buttons(&format!("membership:why:{}", timeline.user), lang),
        ..framed(title, body, page.footer(lang), GREY)
    }
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
    let id = line.subject.strip_prefix("entitlement:");
    let id = id.and_then(|id| id.parse().ok()).map(EntitlementId);
    let period = timeline.periods.iter().find(|period| Some(period.id) == id);
    Some(match line.kind.as_str() {
        "entitlement.granted" => granted(period?, &details, plan, by),
        "entitlement.grace_began" => Text::new("membership-event-grace-began")
            .with("plan", plan)
            .with("until", until(period?.access_until)),
        "entitlement.changed" if details["is_refund"] == true => {
            Text::new("membership-event-shop-refunded").with("plan", plan)
        }
        "entitlement.changed" if line.actor.is_none() => Text::new("membership-event-shop-changed")
            .with("plan", plan)
            .with("until", end_then(&details, period?)),
        "entitlement.started" => Text::new("membership-event-started").with("plan", plan),
        "entitlement.ended" if has_begun_grace(timeline, line) => {
            Text::new("membership-event-grace-ended").with("plan", plan)
        }
        "entitlement.ended" => Text::new("membership-event-ended").with("plan", plan),
        "entitlement.revoked" => Text::new("membership-event-revoked")
            .with("plan", plan)
            .with("by", by)
            .with("from", period?.starts_at)
            .with("reason", period?.revoked_reason.clone().unwrap_or_default()),
        "entitlement.refunded" => Text::new("refund-event-ended")
            .with("plan", plan)
            .with("from", period?.starts_at),
        "entitlement.without_grace" => {
            Text::new("membership-event-without-grace").with("plan", plan)
        }
        "entitlement.cancelled" => Text::new("mine-event-cancelled").with("plan", plan),
        "entitlement.resumed" => Text::new("mine-event-resumed").with("plan", plan),
        "entitlement.changed" | "entitlement.closed" | "entitlement.reopened" => {
            let ends_at = recorded(&details, "ends_at").flatten();
            let list = recorded(&details, "undone_list");
            imports::event(line.kind.as_str(), ends_at, list, (plan, by))?
        }
        "entitlement.moved" => moved(&details)
            .with("plan", plan)
            .with(
                "from",
                recorded(&details, "starts_at").unwrap_or(period?.starts_at),
            )
            .with("until", end_then(&details, period?)),
        "payment.recorded" | "payment.refunded" | "payment.voided" => {
            payment(timeline, line.kind.as_str(), &details, by)?
        }
        kind if kind.starts_with("role.") => role(kind, &details, by, delivery)?,
        kind if kind.starts_with("application.") => joining::event(kind, line, plan, by)?,
        "account.moved" | "account.left" => {
            let text = if line.kind == "account.moved" {
                Text::new("membership-event-moved")
            } else {
                Text::new("membership-event-account-left")
            };
            let reason = number("move").and_then(|id| timeline.moves.get(&id));
            because(text.with("by", by), reason)
        }
        "account.linked" => Text::new("membership-event-linked").with("by", by),
        "member.joined" => Text::new("membership-event-joined"),
        "member.sent_away" => {
            let key = format!("kick:{}", number("entitlement")?);
            let fate = delivery.get(key.as_str()).copied();
            Text::new("membership-event-sent-away")
                .with("plan", plan)
                .with("delivery", parted(fate))
        }
        "member.left" => Text::new("membership-event-left"),
        "member.banned" => Text::new("membership-event-banned"),
        "member.unbanned" => Text::new("membership-event-unbanned"),
        _ => return None,
    })
}

/// Whether what ended had its grace: what was paid for ended before.
fn has_begun_grace(timeline: &Timeline, ended: &Line) -> bool {
    let mut lines = timeline.lines.iter();
    lines.any(|line| line.kind == "entitlement.grace_began" && line.subject == ended.subject)
}

/// What happened to a role, or to somebody's place on the server (role 0).
fn role(kind: &str, details: &Value, by: Arg, delivery: &HashMap<&str, &Fate>) -> Option<Text> {
    let number = |name: &str| details[name].as_i64();
    Some(match kind {
        "role.granted" | "role.revoked" => {
            let text = if kind == "role.granted" {
                Text::new("membership-event-role-granted")
            } else {
                Text::new("membership-event-role-revoked")
            };
            let (role, version) = (RoleId(number("role")?), number("version")?);
            let fate = delivery.get(format!("role:{role}:v{version}").as_str());
            text.with("role", role)
                .with("cause", cause(details["cause"].as_str()?)?)
                .with("delivery", delivered(fate.copied()))
        }
        "role.given_by_hand" | "role.taken_by_hand" => {
            let text = if kind == "role.given_by_hand" {
                Text::new("membership-event-role-given-by-hand")
            } else {
                Text::new("membership-event-role-taken-by-hand")
            };
            text.with("role", RoleId(number("role")?))
                .with("answer", Answer::words(details["answer"].as_str()?)?)
        }
        "role.stopped" if number("role") == Some(0) => Text::new("membership-event-exit-stopped"),
        "role.let_go" if number("role") == Some(0) => {
            Text::new("membership-event-exit-let-go").with("by", by)
        }
        "role.kept" if number("role") == Some(0) => {
            Text::new("membership-event-exit-kept").with("by", by)
        }
        "role.stopped" => Text::new("membership-event-role-stopped")
            .with("role", RoleId(number("role")?))
            .with("cause", cause(details["cause"].as_str()?)?),
        "role.let_go" => Text::new("membership-event-role-let-go")
            .with("role", RoleId(number("role")?))
            .with("by", by),
        "role.kept" => Text::new("membership-event-role-kept")
            .with("role", RoleId(number("role")?))
            .with("by", by),
        _ => return None,
    })
}

/// Something that a line in the record says; nothing where it does not.
fn recorded<T: serde::de::DeserializeOwned>(details: &Value, name: &str) -> Option<T> {
    serde_json::from_value(details.get(name)?.clone()).ok()
}

/// When a period was to end as a line was written; as it ends now where an older line is silent.
fn end_then(details: &Value, period: &HeldPeriod) -> Text {
    until(recorded(details, "ends_at").unwrap_or(period.ends_at))
}

/// A period that lies otherwise, because what it follows on does.
fn moved(details: &Value) -> Text {
    if details["is_later"] == true {
        return Text::new("membership-event-followed-later");
    }
    Text::new("membership-event-followed")
}

/// A right that somebody got.
fn granted(period: &HeldPeriod, details: &Value, plan: String, by: Arg) -> Text {
    let mut source = source(&period.source);
    if let Some(giver) = period.giver {
        let present = Text::new("gift-source-from").with("source", source);
        source = present.with("giver", giver);
    }
    let is_extension = details["is_extension"] == true || period.is_goodwill();
    let text = if period.restores.is_some() {
        Text::new("restored-event")
    } else if is_extension {
        Text::new("membership-event-extended")
    } else {
        Text::new("membership-event-granted")
    };
    let text = text
        .with("plan", plan)
        .with(
            "from",
            recorded(details, "starts_at").unwrap_or(period.starts_at),
        )
        .with("until", end_then(details, period))
        .with("source", source)
        .with("by", by);
    because(text, period.granted_reason.as_ref())
}

/// What happened, with the owner's words about it where there are any.
fn because(event: Text, reason: Option<&String>) -> Text {
    match reason {
        Some(reason) => Text::new("extend-event-because")
            .with("event", event)
            .with("reason", reason.as_str()),
        None => event,
    }
}

/// What was written down of money.
fn payment(timeline: &Timeline, kind: &str, details: &Value, by: Arg) -> Option<Text> {
    let amount = details["amount_jpy"].as_i64()?;
    let Some(number) = details["payment"].as_i64() else {
        return Some(Text::new("membership-event-paid").with("amount", amount));
    };
    let reason = |is_void| {
        let of = (PaymentId(number), is_void);
        timeline.reasons.get(&of).cloned().unwrap_or_default()
    };
    let text = match kind {
        "payment.recorded" => Text::new("refund-event-paid"),
        "payment.refunded" => Text::new("refund-event-refunded")
            .with("by", by)
            .with("reason", reason(false)),
        _ if is_refund(timeline, number) => Text::new("refund-event-voided-refund")
            .with("by", by)
            .with("reason", reason(true)),
        _ => Text::new("refund-event-voided")
            .with("by", by)
            .with("reason", reason(true)),
    };
    let number = Arg::Markup(number.to_string());
    Some(text.with("number", number).with("amount", amount))
}

/// Whether money went back by the record of this number.
fn is_refund(timeline: &Timeline, number: i64) -> bool {
    let refunds = timeline
        .lines
        .iter()
        .filter(|line| line.kind == "payment.refunded");
    let details = refunds.filter_map(|line| serde_json::from_str::<Value>(&line.details).ok());
    let mut numbers = details.filter_map(|details| details["payment"].as_i64());
    numbers.any(|refund| refund == number)
}

/// What a right counts as.
pub(in crate::memberships) fn source(name: &str) -> Text {
    match name {
        "pass" => Text::new("membership-source-pass"),
        "discord" => Text::new("membership-source-discord"),
        "gift" => Text::new("membership-source-gift"),
        "import" => Text::new("membership-source-import"),
        "trial" => Text::new("membership-source-trial"),
        _ => Text::new("membership-source-manual"),
    }
}

fn cause(name: &str) -> Option<Text> {
    Some(match name {
        "granted" => Text::new("membership-cause-granted"),
        "paid" => Text::new("membership-cause-paid"),
        "revoked" => Text::new("membership-cause-revoked"),
        "imported" => Text::new("membership-cause-imported"),
        "mended" => Text::new("membership-cause-mended"),
        "moved" => Text::new("membership-cause-moved"),
        "started" => Text::new("membership-cause-started"),
        "ended" => Text::new("membership-cause-ended"),
        "joined" => Text::new("membership-cause-joined"),
        "accepted" => Text::new("membership-cause-accepted"),
        "repaired" => Text::new("membership-cause-repaired"),
        "plan" => Text::new("membership-cause-plan"),
        "exclusive" => Text::new("membership-cause-exclusive"),
        _ => return None,
    })
}

/// Whether somebody who was sent away went, for the owner.
fn parted(fate: Option<&Fate>) -> Text {
    let is_refused = |fate: &&Fate| fate.state == "done" && !fate.is_delivered();
    match fate.filter(is_refused) {
        Some(_) => Text::new("membership-delivery-stays"),
        None => delivered(fate),
    }
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
