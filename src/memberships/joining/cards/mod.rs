//! How joining looks: what is offered, the last screen, what applicants are told.

mod owner;
mod told;
mod withdrawing;

use super::decide::asked;
use super::rules::Stage;
use super::store::Application;
use super::{Mine, Screen, consent};
use crate::config::Config;
use crate::discord::message::{Button, Message, Style};
use crate::ids::PlanId;
use crate::input;
use crate::memberships::cards::{GREEN, framed, tracks, until};
use crate::memberships::rules::{Plan, PlanState, Refusal};
use crate::memberships::{Buyers, Granted, Offer};
use crate::text::{Arg, Lang, Text, end};

pub(super) use owner::{ask_paid, ask_sure, card, card_buttons, decided, talk, waits_for};
pub(super) use told::{awaited_no_more, told};
pub(super) use withdrawing::withdrawn;

/// Plans on one page: a row of buttons.
const PLANS: usize = 5;
/// What Discord takes as a description.
const MOST_CHARACTERS: usize = 4_096;
/// Characters of a plan's name on a button.
const NAME_ON_BUTTON: usize = 40;
/// Applications with buttons of their own: rows of a message.
const ROWS: usize = 5;
const AMBER: u32 = 0x00d9_7706;

fn button(id: &str, label: &Text, style: Style, lang: Lang) -> Button {
    Button::new(format!("membership:{id}"), label.plain(lang), style)
}

/// One page of what can be had, with a button for each plan; of some there is no seat left, and into
/// some they are on their way.
pub(super) fn offers(
    offers: &[Offer],
    (page, full, pending): (usize, &[PlanId], &[(PlanId, Refusal)]),
    config: &Config,
    lang: Lang,
) -> Message {
    let title = Text::new("joining-offers-title").plain(lang);
    let pages = offers.chunks(PLANS).count();
    let page = page.min(pages.saturating_sub(1));
    let shown = offers.chunks(PLANS).nth(page).unwrap_or_default();
    let line = |offer: &Offer| {
        let line = Text::new("joining-offer")
            .with("plan", offer.plan.name(lang))
            .with("price", offer.plan.price.0)
            .with("length", consent::length(offer.plan.interval))
            .with("tracks", tracks(offer, config, lang));
        let days = i64::from(offer.plan.passage.trial_days);
        let line = match days {
            0 => line,
            days => Text::new("joining-offer-trial")
                .with("line", line)
                .with("days", days),
        };
        let pending = pending.iter().find(|(plan, _)| *plan == offer.plan.id);
        if let Some((_, already)) = pending {
            let text = if *already == Refusal::AlreadyQueued {
                Text::new("joining-offer-queued")
            } else {
                Text::new("joining-offer-pending")
            };
            return text.with("line", line).render(lang);
        }
        if full.contains(&offer.plan.id) {
            return Text::new("joining-offer-full")
                .with("line", line)
                .render(lang);
        }
        line.render(lang)
    };
    let mut lines: Vec<String> = shown.iter().map(line).collect();
    lines.push(Text::new("joining-offers-next").render(lang));
    let choose = |offer: &Offer| {
        let name = input::cut(offer.plan.name(lang), NAME_ON_BUTTON);
        let label = Text::new("joining-button-offer").with("plan", name);
        button(
            &format!("offer:{}", offer.plan.id),
            &label,
            Style::Primary,
            lang,
        )
    };
    let is_free = |offer: &&Offer| pending.iter().all(|(plan, _)| *plan != offer.plan.id);
    let choices: Vec<Button> = shown.iter().filter(is_free).map(choose).collect();
    let mut rows = Vec::new();
    if !choices.is_empty() {
        rows.push(choices);
    }
    let mut turns = Vec::new();
    if let Some(earlier) = page.checked_sub(1) {
        let label = Text::new("membership-page-earlier");
        turns.push(button(
            &format!("offers:{earlier}"),
            &label,
            Style::Secondary,
            lang,
        ));
    }
    if page + 1 < pages {
        let label = Text::new("membership-page-later");
        let later = format!("offers:{}", page + 1);
        turns.push(button(&later, &label, Style::Secondary, lang));
    }
    if !turns.is_empty() {
        rows.push(turns);
    }
    Message {
        rows,
        ..framed(title, lines.join("\n"), String::new(), GREEN)
    }
}

/// The last screen before an order. `is_anew`: its words have changed since it was shown.
pub(super) fn screen(screen: &Screen, is_anew: bool, lang: Lang) -> Message {
    if screen.is_full {
        return full(screen, lang);
    }
    let mut lines = Vec::new();
    if is_anew {
        lines.push(Text::new("joining-screen-anew").render(lang));
    }
    lines.push(screen.words.body.clone());
    if let Some(at) = screen.follows {
        let follows = Text::new("joining-screen-follows").with("end", end(at));
        lines.push(follows.render(lang));
    }
    if let Some(until) = screen.grace {
        let grace = Text::new("joining-screen-grace").with("until", end(until));
        lines.push(grace.render(lang));
    }
    // Whom the owner has yet to admit begins later.
    if let Some(trial) = screen
        .trial
        .filter(|_| screen.offer.terms.buyers == Buyers::Anyone)
    {
        let dates = Text::new("joining-screen-trial")
            .with("end", end(trial.ends_at))
            .with("until", trial.pay_until);
        lines.push(dates.render(lang));
    }
    lines.push(Text::new("joining-screen-agree").render(lang));
    let plan = screen.offer.plan.id;
    let version = screen.words.version();
    let footer = Text::new("joining-screen-version").with("version", &version[..8]);
    let agree = button(
        &format!("agree:{plan}:{version}"),
        &Text::new("joining-button-agree"),
        Style::Success,
        lang,
    );
    let quit = Text::new("joining-button-quit");
    let quit = button(&format!("quit:{plan}"), &quit, Style::Secondary, lang);
    Message {
        rows: vec![vec![agree, quit]],
        ..framed(
            Text::new("joining-screen-title").plain(lang),
            lines.join("\n"),
            footer.plain(lang),
            AMBER,
        )
    }
}

/// There is no seat now.
fn full(screen: &Screen, lang: Lang) -> Message {
    let plan = &screen.offer.plan;
    let text = Text::new("joining-full").with("plan", plan.name(lang));
    let to = |action: &str, label: Text, style| {
        button(&format!("{action}:{}", plan.id), &label, style, lang)
    };
    Message {
        rows: vec![vec![
            to("queue", Text::new("joining-button-queue"), Style::Primary),
            to("quit", Text::new("joining-button-quit"), Style::Secondary),
        ]],
        ..Message::text(text.render(lang))
    }
}

/// They have it at once.
pub(super) fn granted(granted: &Granted, lang: Lang) -> Message {
    let text = Text::new("joining-granted")
        .with("plan", granted.plan.name(lang))
        .with("until", until(granted.ends_at));
    Message::text(text.render(lang))
}

/// What comes next for whoever agreed.
pub(super) fn agreed(mine: &Mine, config: &Config, lang: Lang) -> Message {
    let title = if mine.application.state == Stage::Queued {
        Text::new("joining-queued-title")
    } else {
        Text::new("joining-agreed-title")
    };
    let title = title.plain(lang);
    let mut lines = vec![standing(mine, lang).render(lang)];
    if let Some(at) = mine.trial_ends {
        lines.insert(
            0,
            Text::new("joining-trial-begun")
                .with("end", end(at))
                .render(lang),
        );
    }
    lines.extend(transfer(&mine.application, config, lang));
    lines.push(Text::new("joining-agreed-where").render(lang));
    framed(title, lines.join("\n"), String::new(), GREEN)
}

/// How to pay, while that is what is waited for.
fn transfer(application: &Application, config: &Config, lang: Lang) -> Option<String> {
    if application.state != Stage::Awaiting {
        return None;
    }
    let words = config.join.transfer(lang, &application.id.to_string());
    let text = Text::new("joining-transfer")
        .with("price", application.price_jpy)
        .with("number", Arg::Markup(application.id.to_string()))
        .with("transfer", Arg::Markup(words));
    Some(text.render(lang))
}

/// How far somebody is, for themselves.
fn standing(mine: &Mine, lang: Lang) -> Text {
    let Application { expires_at, .. } = mine.application;
    let until = || expires_at.map_or_else(|| Arg::Markup("—".into()), Arg::from);
    let text = match mine.application.state {
        Stage::Applied => Text::new("joining-standing-applied"),
        Stage::Awaiting => match mine.trial_ends {
            Some(_) => Text::new("joining-standing-awaiting-trial"),
            None => Text::new("joining-standing-awaiting"),
        }
        .with("end", until())
        .with("price", mine.application.price_jpy),
        Stage::Queued => Text::new("joining-standing-queued").with("place", mine.place),
        Stage::Offered => Text::new("joining-standing-offered").with("end", until()),
        Stage::Approved => Text::new("joining-standing-approved"),
        Stage::Declined if mine.application.has_agreed => Text::new("joining-standing-declined"),
        Stage::Declined => Text::new("joining-standing-closed"),
        Stage::Withdrawn => Text::new("joining-standing-withdrawn"),
        Stage::Expired if mine.application.has_agreed => {
            Text::new("joining-standing-expired").with("way", way(&mine.plan))
        }
        Stage::Expired => Text::new("joining-standing-missed").with("way", way(&mine.plan)),
    };
    text.with("plan", mine.plan.name(lang))
}

/// How to apply for a plan once more.
fn way(plan: &Plan) -> Text {
    if plan.state == PlanState::Archived {
        Text::new("joining-way-ask")
    } else {
        Text::new("joining-way")
    }
}

/// Puts what somebody is on their way into at the top of where they stand.
pub(in crate::memberships) fn add_mine(
    message: &mut Message,
    mine: &[Mine],
    config: &Config,
    lang: Lang,
) {
    let mut lines = Vec::new();
    for mine in mine {
        lines.push(standing(mine, lang).render(lang));
        lines.extend(transfer(&mine.application, config, lang));
        let quoted = |line: &str| Text::new("joining-words").with("words", line).render(lang);
        let asked = asked(&mine.notes).iter().flat_map(|note| note.body.lines());
        // A quote ends where a line is empty.
        lines.extend(asked.filter(|line| !line.trim().is_empty()).map(quoted));
        let is_open = mine.application.state.is_open();
        if is_open && message.rows.len() < ROWS {
            message.rows.push(own_buttons(mine, lang));
        }
    }
    let Some(embed) = message.embed.as_mut().filter(|_| !lines.is_empty()) else {
        return;
    };
    if !embed.description.is_empty() {
        lines.push(String::new());
        lines.push(std::mem::take(&mut embed.description));
    }
    embed.description = input::cut(&lines.join("\n"), MOST_CHARACTERS);
}

fn own_buttons(mine: &Mine, lang: Lang) -> Vec<Button> {
    let id = mine.application.id;
    let name = input::cut(mine.plan.name(lang), NAME_ON_BUTTON);
    let mut row = Vec::new();
    if !asked(&mine.notes).is_empty() {
        let label = Text::new("joining-button-reply").with("plan", name.as_str());
        row.push(button(&format!("reply:{id}"), &label, Style::Primary, lang));
    }
    let label = if mine.application.has_agreed {
        Text::new("joining-button-withdraw")
    } else if mine.application.state == Stage::Offered {
        Text::new("joining-button-give-up")
    } else {
        Text::new("joining-button-leave")
    };
    let label = label.with("plan", name);
    row.push(button(
        &format!("withdraw:{id}"),
        &label,
        Style::Secondary,
        lang,
    ));
    row
}
