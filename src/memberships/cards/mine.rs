//! How members see what is theirs: plans, what they may say about them, and what they paid.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::pages::page;
use super::{GREEN, GREY, MOST_CHARACTERS, framed, newest, standing_lines};
use crate::discord::message::{Button, Message, Style};
use crate::ids::{PlanId, UserId};
use crate::input;
use crate::memberships::Own;
use crate::memberships::rules::{Method, Plan, Renewal, Source, Standing};
use crate::memberships::store::Payment;
use crate::text::{Arg, Lang, Text, end};

/// Plans with a button of their own: a row, but for the way to the payments.
const BUTTONS: usize = 4;
/// Characters of a plan's name on a button.
const NAME_ON_BUTTON: usize = 40;
/// What of a message a page of payments may fill.
const PAGE_CHARACTERS: usize = 1_000;

fn button(id: &str, label: &Text, style: Style, lang: Lang) -> Button {
    Button::new(format!("membership:{id}"), label.plain(lang), style)
}

/// Where someone stands, for themselves, and what they may say about it. Of the plans that they are
/// `underway` into they read above what they have to do, and no other advice.
pub(in crate::memberships) fn status(own: &Own, underway: &[PlanId], lang: Lang) -> Message {
    let standings = &own.standings;
    let mut lines = standing_lines(standings, lang);
    let elsewhere = own.renewals.iter();
    lines.extend(elsewhere.filter_map(|(plan, renewal)| ends_where(plan, *renewal, lang)));
    let is_any = |is_it: fn(Standing) -> bool| standings.iter().any(|(_, one)| is_it(*one));
    let is_active = is_any(Standing::has_access);
    let is_grace = |standing| matches!(standing, Standing::Grace(_));
    let is_trial = |standing| matches!(standing, Standing::Trial(_));
    // Whether one of those that stand so can be ordered again.
    let is_offered = |is_it: fn(Standing) -> bool| {
        let mut such = standings.iter().filter(|(_, one)| is_it(*one));
        such.any(|(plan, _)| own.offered.contains(&plan.id))
    };
    let mut tried = standings.iter().filter(|(_, one)| is_trial(*one));
    let goes_on = tried.any(|(plan, _)| underway.contains(&plan.id));
    let advice = match (standings.is_empty(), !underway.is_empty()) {
        _ if is_any(is_trial) && !is_any(is_grace) => {
            Some(trial_advice(goes_on, is_offered(is_trial)))
        }
        (_, true) => None,
        (true, false) => Some(Text::new("membership-status-none")),
        (false, false) if is_any(is_grace) && is_offered(is_grace) => {
            Some(Text::new("membership-status-grace-advice"))
        }
        (false, false) if is_any(is_grace) => Some(Text::new("membership-status-grace-ask")),
        // Where and how each of them goes on was just said.
        (false, false) if is_active && is_partly_elsewhere(&own.renewals) => others(own, lang),
        (false, false) if is_active && is_offered(Standing::has_access) => Some(active_advice(own)),
        (false, false) if is_active => Some(Text::new("membership-status-active-ask")),
        (false, false) if is_offered(Standing::is_over) => {
            Some(Text::new("membership-status-ended-advice"))
        }
        (false, false) => Some(Text::new("membership-status-ended-ask")),
    };
    lines.extend(advice);
    let mut row = choices(&own.renewals, lang);
    if own.has_paid {
        let label = Text::new("mine-button-payments");
        row.push(button("payments:0", &label, Style::Secondary, lang));
    }
    let title = Text::new("membership-status-title").plain(lang);
    let colour = if is_active { GREEN } else { GREY };
    Message {
        rows: if row.is_empty() {
            Vec::new()
        } else {
            vec![row]
        },
        ..framed(
            title,
            newest(&lines, MOST_CHARACTERS, lang),
            String::new(),
            colour,
        )
    }
}

/// How to go on with what somebody has: while it runs, or, of what costs nothing, after it.
fn active_advice(own: &Own) -> Text {
    let active = own.standings.iter().filter(|(_, one)| one.has_access());
    let mut offered = active.filter(|(plan, _)| own.offered.contains(&plan.id));
    if offered.all(|(plan, _)| plan.price.0 == 0) {
        Text::new("membership-status-active-later")
    } else {
        Text::new("membership-status-active-advice")
    }
}

/// How to go on after a trial: as was said above to whoever has applied.
fn trial_advice(goes_on: bool, is_offered: bool) -> Text {
    match (goes_on, is_offered) {
        (true, _) => Text::new("membership-status-trial-pay"),
        (false, true) => Text::new("membership-status-trial-advice"),
        (false, false) => Text::new("membership-status-trial-ask"),
    }
}

/// What is said instead, where a plan does not end by their word here.
fn ends_where(plan: &Plan, renewal: Renewal, lang: Lang) -> Option<Text> {
    let text = match renewal {
        Renewal::Open(_) | Renewal::Cancelled(_) => return None,
        Renewal::Silent(_) => Text::new("mine-silent"),
        Renewal::Endless => Text::new("mine-endless"),
        Renewal::Elsewhere(Source::Discord) => Text::new("mine-of-shop"),
        Renewal::Elsewhere(_) => Text::new("mine-of-platform"),
    };
    Some(text.with("plan", plan.name(lang)))
}

/// Whether something that somebody has is not gone on with or ended here.
fn is_partly_elsewhere(renewals: &[(Plan, Renewal)]) -> bool {
    renewals.iter().any(|(_, renewal)| is_elsewhere(*renewal))
}

const fn is_elsewhere(renewal: Renewal) -> bool {
    match renewal {
        Renewal::Elsewhere(_) | Renewal::Endless => true,
        Renewal::Open(_) | Renewal::Cancelled(_) | Renewal::Silent(_) => false,
    }
}

/// How to go on with what is gone on with here, by name: of the rest it was just said.
fn others(own: &Own, lang: Lang) -> Option<Text> {
    let is_here = |(_, renewal): &&(Plan, Renewal)| !is_elsewhere(*renewal);
    let here: Vec<&Plan> = own
        .renewals
        .iter()
        .filter(is_here)
        .map(|(plan, _)| plan)
        .collect();
    let is_offered = here.iter().any(|plan| own.offered.contains(&plan.id));
    let names: Vec<&str> = here.iter().map(|plan| plan.name(lang)).collect();
    let text = match (names.is_empty(), is_offered) {
        (true, _) => return None,
        (false, true) => Text::new("membership-status-others-advice"),
        (false, false) => Text::new("membership-status-others-ask"),
    };
    Some(text.with("plans", names.join(", ")))
}

/// A button for each plan that ends by their word here.
fn choices(renewals: &[(Plan, Renewal)], lang: Lang) -> Vec<Button> {
    let choice = |(plan, renewal): &(Plan, Renewal)| match renewal {
        Renewal::Open(_) => Some((plan.clone(), "cancel", Text::new("mine-button-cancel"))),
        Renewal::Cancelled(_) => Some((plan.clone(), "resume", Text::new("mine-button-resume"))),
        Renewal::Silent(_) | Renewal::Endless | Renewal::Elsewhere(_) => None,
    };
    let choices: Vec<_> = renewals.iter().filter_map(choice).take(BUTTONS).collect();
    let is_only = choices.len() == 1;
    let choices = choices.into_iter().map(|(plan, action, label)| {
        let label = if is_only {
            label
        } else {
            Text::new("mine-button-of-plan")
                .with("button", label)
                .with("plan", input::cut(plan.name(lang), NAME_ON_BUTTON))
        };
        let id = format!("{action}:{}", plan.id);
        button(&id, &label, Style::Secondary, lang)
    });
    choices.collect()
}

/// Asks whether they really want no more of a plan.
pub(in crate::memberships) fn ask_cancel(plan: &Plan, at: DateTime<Utc>, lang: Lang) -> Message {
    let text = Text::new("mine-ask-cancel")
        .with("plan", plan.name(lang))
        .with("end", end(at));
    let yes = Text::new("mine-button-cancel-now");
    let back = Text::new("mine-button-back");
    let id = plan.id;
    Message {
        rows: vec![vec![
            button(&format!("cancel-now:{id}"), &yes, Style::Danger, lang),
            button("mine:0", &back, Style::Secondary, lang),
        ]],
        ..Message::text(text.render(lang))
    }
}

/// What the owner is told of somebody who wants no more of a plan, or does after all.
pub(in crate::memberships) fn renewal_said(
    user: Option<UserId>,
    (plan, at, is_cancelled): (&Plan, DateTime<Utc>, bool),
    key: &str,
    lang: Lang,
) -> Message {
    let text = if is_cancelled {
        Text::new("mine-told-cancelled")
    } else {
        Text::new("mine-told-resumed")
    };
    let text = text
        .with(
            "user",
            user.map_or_else(|| Arg::Markup("—".into()), Arg::from),
        )
        .with("plan", plan.name(lang))
        .with("end", end(at));
    let title = Text::new("mine-told-title").plain(lang);
    let footer = format!("salon · {}", key.replace(':', "-"));
    framed(title, text.render(lang), footer, GREY)
}

/// What they paid and had back: the page that is so many `back` from the newest.
pub(in crate::memberships) fn payments(
    plans: &HashMap<PlanId, Plan>,
    payments: &[Payment],
    back: usize,
    lang: Lang,
) -> Message {
    let line = |payment: &Payment| {
        let plan = payment.plan_id.and_then(|id| plans.get(&id));
        let text = if payment.is_refund {
            Text::new("mine-refund")
        } else {
            Text::new("mine-payment").with("method", method(payment.method))
        };
        text.with("at", payment.at)
            .with("number", Arg::Markup(payment.id.to_string()))
            .with("plan", plan.map_or("—", |plan| plan.name(lang)))
            .with("amount", payment.amount_jpy)
            .render(lang)
    };
    let lines: Vec<String> = payments.iter().map(line).collect();
    let page = page(&lines, PAGE_CHARACTERS, back);
    let body = if lines.is_empty() {
        Text::new("mine-no-payments").render(lang)
    } else {
        page.lines.join("\n")
    };
    let mut rows = page.buttons("membership:payments", lang);
    let label = Text::new("mine-button-back");
    rows.push(vec![button("mine:0", &label, Style::Secondary, lang)]);
    let title = Text::new("mine-payments-title").plain(lang);
    Message {
        rows,
        ..framed(title, body, page.footer(lang), GREEN)
    }
}

/// One payment or refund, to be chosen by its number.
pub(in crate::memberships) fn payment_choice(
    payment: &Payment,
    plan: Option<&Plan>,
    day: NaiveDate,
    lang: Lang,
) -> String {
    let text = if payment.is_refund {
        Text::new("refund-choice-refund")
    } else {
        Text::new("refund-choice")
    };
    text.with("number", Arg::Markup(payment.id.to_string()))
        .with("day", Arg::Markup(day.to_string()))
        .with("plan", plan.map_or("—", |plan| plan.name(lang)))
        .with("amount", payment.amount_jpy)
        .plain(lang)
}

/// How money came.
pub(in crate::memberships) fn method(method: Option<Method>) -> Text {
    match method {
        Some(Method::Transfer) => Text::new("payment-method-transfer"),
        Some(Method::Konbini) => Text::new("payment-method-konbini"),
        Some(Method::Card) => Text::new("payment-method-card"),
        Some(Method::Cash) => Text::new("payment-method-cash"),
        Some(Method::Platform) => Text::new("payment-method-platform"),
        Some(Method::Other) => Text::new("payment-method-other"),
        None => Text::new("payment-method-unknown"),
    }
}
