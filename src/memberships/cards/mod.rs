//! How plans, memberships and their history look.

mod given;
mod mine;
mod money;
mod notice;
mod pages;
mod passage;
mod refunding;
mod remaining;
mod timeline;
mod told;
mod ways;

use chrono::{DateTime, Utc};

use super::rules::{ByHand, Interval, Plan, PlanState, Source, Standing};
use super::{Archived, Buyers, Edited, Granted, Offer, Seats, Taken, Terms, WaitsFor, Which};
use crate::config::Config;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::{RoleId, UserId};
use crate::text::{Arg, Lang, Text, end};

pub(super) use given::given;
pub(super) use mine::{ask_cancel, method, payment_choice, payments, renewal_said, status};
pub(super) use notice::{Notice, Theirs, notice, undelivered};
pub(super) use passage::farewell;
pub(super) use remaining::{ask_rest, rest_ended, restored};
pub(super) use timeline::{EVENTS, source, timeline};
pub(super) use ways::After;

/// Discord takes 4,096; the rest is room for the sentence about what was left out.
const MOST_CHARACTERS: usize = 3_900;
pub(super) const GREEN: u32 = 0x2e_8b_57;
pub(super) const GREY: u32 = 0x80_84_8e;

/// Tells the owner that something was bought which is no plan.
pub(super) fn unknown_ware(bought: &str, sku: &str, lang: Lang) -> Message {
    let text = Text::new("membership-unknown-ware").with("sku", Arg::Markup(sku.to_owned()));
    let title = Text::new("membership-unknown-ware-title").plain(lang);
    framed(
        title,
        text.render(lang),
        format!("salon · shop-{bought}"),
        GREY,
    )
}

/// What the owner is told of what somebody was given.
pub(super) fn granted(user: UserId, granted: &Granted, lang: Lang) -> Text {
    let text = match granted.waits_for {
        Some(WaitsFor::Joining) => Text::new("membership-granted-waiting"),
        Some(WaitsFor::AcceptingRules) => Text::new("membership-granted-screening"),
        None if granted.is_extension => {
            Text::new("membership-granted-extension").with("from", granted.starts_at)
        }
        None => Text::new("membership-granted"),
    };
    let text = text
        .with("user", user)
        .with("plan", granted.plan.name(lang))
        .with("until", until(granted.ends_at));
    if granted.over_seats == 0 {
        return text;
    }
    Text::new("membership-over-seats")
        .with("granted", text)
        .with("over", granted.over_seats)
}

/// What the owner is told after taking something back.
pub(super) fn taken(user: UserId, taken: &Taken, lang: Lang) -> Message {
    if let Some(question) = &taken.question {
        return refunding::ask(user, taken, question, lang);
    }
    let mut lines = Vec::new();
    let is_over = taken.standing.is_none_or(Standing::is_over);
    if taken.is_cut {
        lines.push(if is_over {
            Text::new("membership-revoked")
        } else {
            Text::new("refund-cut")
        });
    }
    if let Some(amount) = taken.refunded {
        let text = if taken.is_told {
            Text::new("refund-recorded")
        } else {
            Text::new("refund-recorded-gift")
        };
        lines.push(text.with("amount", amount.0));
    }
    if let Some(voided) = &taken.voided {
        let text = if voided.is_refund {
            Text::new("refund-voided-refund")
        } else {
            Text::new("refund-voided")
        };
        let text = text.with("number", Arg::Markup(voided.number.to_string()));
        lines.push(text.with("amount", voided.amount.0));
        match (voided.is_told, voided.is_refund) {
            (true, true) => lines.push(Text::new("refund-voided-refund-told")),
            (true, false) => lines.push(Text::new("refund-voided-told")),
            (false, _) => {}
        }
    }
    let about = |line: Text| line.with("user", user).with("plan", taken.plan.name(lang));
    let mut lines: Vec<_> = lines.into_iter().map(about).collect();
    let standing = taken.standing.filter(|_| !taken.is_cut || !is_over);
    let stands = standing.map(standing_line);
    lines.extend(stands.map(|line| line.with("plan", taken.plan.name(lang))));
    let lines: Vec<_> = lines.iter().map(|line| line.render(lang)).collect();
    let said = remaining::with_gone(lines.join("\n"), &taken.spans, &taken.next, lang);
    let said = match &taken.voided {
        Some(voided) => remaining::with_lost(said, voided, lang),
        None => remaining::with_kept(said, taken.kept, lang),
    };
    let mut message = Message::text(said);
    let which = match &taken.voided {
        Some(voided) => Which::Bought(voided.number),
        None => Which::All(taken.plan.id, taken.remaining.mark()),
    };
    let left = (&taken.plan, &taken.remaining);
    remaining::add(&mut message, (user, which), left, lang);
    if let Some(voided) = taken.voided.as_ref().filter(|it| !it.lost.is_empty()) {
        remaining::add_lost(&mut message, user, voided.number, lang);
    }
    message
}

/// One plan in one line.
pub(super) fn offer(offer: &Offer, config: &Config, lang: Lang) -> Text {
    let plan = &offer.plan;
    let roles: Vec<String> = offer
        .roles
        .iter()
        .map(|role| format!("<@&{role}>"))
        .collect();
    let hands = match plan.by_hand {
        ByHand::Restore => Arg::Markup(String::new()),
        ByHand::Respect => Arg::Text(Text::new("membership-respects-hands")),
    };
    let line = match plan.state {
        PlanState::Active => Text::new("membership-plan-line"),
        PlanState::Archived => Text::new("membership-plan-line-archived"),
    };
    let line = line
        .with("plan", plan.name(lang))
        .with("key", Arg::Markup(plan.key.clone()))
        .with("price", plan.price.0)
        .with("every", every(plan.interval))
        .with("roles", Arg::Markup(roles.join(" ")))
        .with("tracks", tracks(offer, config, lang))
        .with("hands", hands);
    let line = match Source::Pass.grace_days(plan) {
        0 => line,
        days => Text::new("membership-plan-grace")
            .with("line", line)
            .with("days", i64::from(days)),
    };
    passage::line(limited(line, offer.terms), plan.passage)
}

/// A plan of which the owner ends the sale or takes it up again: done, or asked about where people wait
/// for a seat.
pub(super) fn archived(archived: &Archived, wanted: PlanState, lang: Lang) -> Message {
    let Archived { plan, waiting } = archived;
    if plan.state != wanted {
        let text = Text::new("membership-plan-archive-ask")
            .with("plan", plan.name(lang))
            .with("waiting", *waiting);
        let id = format!("membership:archive:{}:{waiting}", plan.key);
        let label = Text::new("membership-plan-archive-yes").with("waiting", *waiting);
        return Message {
            rows: vec![vec![Button::new(id, label.plain(lang), Style::Danger)]],
            ..Message::text(text.render(lang))
        };
    }
    let done = match wanted {
        PlanState::Active => Text::new("membership-plan-restored"),
        PlanState::Archived => Text::new("membership-plan-archived"),
    };
    let done = done.with("plan", plan.name(lang));
    let text = match (wanted, waiting) {
        (_, 0) => done,
        (PlanState::Active, waiting) => Text::new("membership-plan-restored-waiting")
            .with("done", done)
            .with("waiting", *waiting),
        (PlanState::Archived, waiting) => Text::new("membership-plan-archived-waiting")
            .with("done", done)
            .with("waiting", *waiting),
    };
    Message::text(text.render(lang))
}

/// A plan's line with what limits who joins by themselves.
fn limited(mut line: Text, terms: Terms) -> Text {
    if terms.buyers == Buyers::Approved {
        line = Text::new("joining-limited-approved").with("line", line);
    }
    match terms.seats {
        Some(seats) => Text::new("joining-limited-seats")
            .with("line", line)
            .with("seats", i64::from(seats)),
        None => line,
    }
}

/// How far the seats of a plan are taken.
fn taken_up(line: Text, seats: Option<Seats>) -> Text {
    match seats {
        Some(Seats { taken, waiting }) => Text::new("membership-plan-seats")
            .with("line", line)
            .with("taken", taken)
            .with("waiting", waiting),
        None => line,
    }
}

/// How often a plan is paid.
pub(super) fn every(interval: Interval) -> Text {
    match interval {
        Interval::Month => Text::new("membership-every-month"),
        Interval::Year => Text::new("membership-every-year"),
        Interval::Once { days } => Text::new("membership-once").with("days", i64::from(days)),
    }
}

/// What a plan opens.
pub(super) fn tracks(offer: &Offer, config: &Config, lang: Lang) -> Text {
    if offer.tracks.is_empty() {
        return Text::new("membership-all-tracks");
    }
    let names = offer.tracks.iter();
    let names: Vec<&str> = names.map(|key| config.track_name(key, lang)).collect();
    Text::new("membership-tracks").with("tracks", names.join(", "))
}

/// What an edit came to, and what it would come to once the owner has confirmed it.
pub(super) fn edited(edited: &Edited, config: &Config, lang: Lang) -> Message {
    let line = offer(&edited.offer, config, lang);
    let done = Text::new("membership-plan-edited").with("plan", line);
    if edited.leaving.is_empty() {
        return Message::text(done.render(lang));
    }
    let losing = edited.leaving.iter().map(|(role, losing)| {
        let line = Text::new("membership-role-leaves").with("role", *role);
        line.with("count", *losing).render(lang)
    });
    let losing = losing.collect::<Vec<_>>().join("\n");
    let ask = Text::new("membership-roles-leave").with("roles", Arg::Markup(losing));
    let kept: Vec<String> = edited.kept.iter().map(RoleId::to_string).collect();
    let (plan, kept) = (edited.offer.plan.id, kept.join(":"));
    let id = format!("{plan}:{}:{kept}", edited.version);
    let label = Text::new("membership-button-keep").plain(lang);
    Message {
        content: format!("{}\n{}", done.render(lang), ask.render(lang)),
        rows: vec![vec![Button::new(
            format!("membership:keep:{id}"),
            label,
            Style::Danger,
        )]],
        ..Message::default()
    }
}

/// What is sold.
pub(super) fn plan_list(
    (offers, exclusive): (&[(Offer, Option<Seats>)], &[RoleId]),
    config: &Config,
    lang: Lang,
) -> Message {
    let mut lines: Vec<Text> = offers
        .iter()
        .map(|(plan, seats)| taken_up(offer(plan, config, lang), *seats))
        .collect();
    if !exclusive.is_empty() {
        let roles: Vec<String> = exclusive.iter().map(|role| format!("<@&{role}>")).collect();
        let only = Text::new("membership-plans-exclusive");
        lines.push(only.with("roles", Arg::Markup(roles.join(" "))));
    }
    let body = if offers.is_empty() {
        Text::new("membership-no-plans").render(lang)
    } else {
        newest(&lines, MOST_CHARACTERS, lang)
    };
    let title = Text::new("membership-plans-title").plain(lang);
    framed(title, body, String::new(), GREEN)
}

pub(super) fn standing_lines(standings: &[(Plan, Standing)], lang: Lang) -> Vec<Text> {
    let standings = standings.iter();
    let line = |(plan, standing): &(Plan, Standing)| {
        standing_line(*standing).with("plan", plan.name(lang))
    };
    standings.map(line).collect()
}

/// Where someone stands with a plan, whose name is yet to be filled in.
pub(super) fn standing_line(standing: Standing) -> Text {
    match standing {
        Standing::Active(at) => Text::new("membership-standing-active").with("until", until(at)),
        Standing::Cancelling(at) => {
            Text::new("membership-standing-cancelling").with("end", end(at))
        }
        Standing::Trial(at) => Text::new("membership-standing-trial").with("end", end(at)),
        Standing::Grace(at) => Text::new("membership-standing-grace").with("end", end(at)),
        Standing::Upcoming(from) => Text::new("membership-standing-upcoming").with("from", from),
        Standing::Ended(at) => Text::new("membership-standing-ended").with("at", end(at)),
        Standing::Refunded(at) => Text::new("membership-standing-refunded").with("at", end(at)),
    }
}

pub(super) fn until(at: Option<DateTime<Utc>>) -> Text {
    match at {
        Some(at) => Text::new("membership-until").with("end", end(at)),
        None => Text::new("membership-without-end"),
    }
}

/// As many of the last lines as fit, and how many were left out.
fn newest(lines: &[Text], most: usize, lang: Lang) -> String {
    let lines: Vec<String> = lines.iter().map(|line| line.render(lang)).collect();
    let (left_out, kept) = pages::last_that_fit(&lines, most);
    let kept = kept.join("\n");
    if left_out.is_empty() {
        return kept;
    }
    let left_out = Text::new("membership-left-out").with("count", left_out.len());
    format!("{}\n{kept}", left_out.render(lang))
}

pub(super) fn framed(title: String, description: String, footer: String, colour: u32) -> Message {
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
