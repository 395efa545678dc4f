//! How joining looks: what is offered, the last screen, what applicants and the owner are told.

use super::decide::{Decided, Looked, is_asked};
use super::notices::Told;
use super::rules::Stage;
use super::store::{Application, Note};
use super::{Mine, Screen};
use crate::config::Config;
use crate::discord::message::{Button, Message, Style};
use crate::ids::UserId;
use crate::input;
use crate::memberships::cards::{GREEN, GREY, every, framed, tracks, until};
use crate::memberships::rules::Plan;
use crate::memberships::{Granted, Offer};
use crate::text::{Arg, Lang, Text};

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

/// One page of what can be had, with a button for each plan.
pub(super) fn offers(offers: &[Offer], page: usize, config: &Config, lang: Lang) -> Message {
    let title = Text::new("joining-offers-title").plain(lang);
    let pages = offers.chunks(PLANS).count();
    let page = page.min(pages.saturating_sub(1));
    let shown = offers.chunks(PLANS).nth(page).unwrap_or_default();
    let line = |offer: &Offer| {
        Text::new("joining-offer")
            .with("plan", offer.plan.name(lang))
            .with("price", offer.plan.price.0)
            .with("every", every(offer.plan.interval))
            .with("tracks", tracks(offer, config, lang))
            .render(lang)
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
    let mut rows = vec![shown.iter().map(choose).collect()];
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
    let mut lines = Vec::new();
    if is_anew {
        lines.push(Text::new("joining-screen-anew").render(lang));
    }
    lines.push(screen.words.body.clone());
    if let Some(end) = screen.follows {
        let follows = Text::new("joining-screen-follows").with("end", end);
        lines.push(follows.render(lang));
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

/// They have it at once.
pub(super) fn granted(granted: &Granted, lang: Lang) -> Message {
    let text = Text::new("joining-granted")
        .with("plan", granted.plan.name(lang))
        .with("until", until(granted.ends_at));
    Message::text(text.render(lang))
}

/// What comes next for whoever agreed.
pub(super) fn agreed(mine: &Mine, config: &Config, lang: Lang) -> Message {
    let title = Text::new("joining-agreed-title").plain(lang);
    let mut lines = vec![standing(mine, lang).render(lang)];
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
    let end = || expires_at.map_or_else(|| Arg::Markup("—".into()), Arg::from);
    let text = match mine.application.state {
        Stage::Applied => Text::new("joining-standing-applied"),
        Stage::Awaiting => Text::new("joining-standing-awaiting").with("end", end()),
        Stage::Queued => Text::new("joining-standing-queued"),
        Stage::Offered => Text::new("joining-standing-offered").with("end", end()),
        Stage::Approved => Text::new("joining-standing-approved"),
        Stage::Declined => Text::new("joining-standing-declined"),
        Stage::Withdrawn => Text::new("joining-standing-withdrawn"),
        Stage::Expired => Text::new("joining-standing-expired"),
    };
    text.with("plan", mine.plan.name(lang))
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
        if let Some(note) = mine.notes.last().filter(|note| !note.is_applicant) {
            let words = Text::new("joining-words").with("words", note.body.as_str());
            lines.push(words.render(lang));
        }
        let is_open = mine.application.state.is_open();
        if is_open && message.rows.len() < ROWS {
            message.rows.push(own_buttons(mine, lang));
        }
    }
    let Some(embed) = message.embed.as_mut().filter(|_| !lines.is_empty()) else {
        return;
    };
    lines.push(String::new());
    lines.push(std::mem::take(&mut embed.description));
    embed.description = input::cut(&lines.join("\n"), MOST_CHARACTERS);
}

fn own_buttons(mine: &Mine, lang: Lang) -> Vec<Button> {
    let id = mine.application.id;
    let name = input::cut(mine.plan.name(lang), NAME_ON_BUTTON);
    let mut row = Vec::new();
    if is_asked(&mine.notes) {
        let label = Text::new("joining-button-reply").with("plan", name.as_str());
        row.push(button(&format!("reply:{id}"), &label, Style::Primary, lang));
    }
    let label = Text::new("joining-button-withdraw").with("plan", name);
    row.push(button(
        &format!("withdraw:{id}"),
        &label,
        Style::Secondary,
        lang,
    ));
    row
}

/// A direct message to an applicant.
pub(super) fn told(
    application: &Application,
    plan: &Plan,
    told: &Told,
    marker: &str,
    config: &Config,
    lang: Lang,
) -> Message {
    let (title, text, colour) = match told {
        Told::Awaited => (
            Text::new("joining-dm-awaited-title"),
            Text::new("joining-dm-awaited"),
            GREEN,
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
        Told::Lapsed => (
            Text::new("joining-dm-lapsed-title"),
            Text::new("joining-dm-lapsed"),
            GREY,
        ),
    };
    let mut lines = vec![text.with("plan", plan.name(lang)).render(lang)];
    if let (Told::Awaited, Some(end)) = (told, application.expires_at) {
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

/// The card in the log channel. Others may read there: it names the applicant and the plan, but
/// neither money nor what was written.
pub(super) fn card(
    application: &Application,
    plan: &Plan,
    (applicant, decider): (Option<UserId>, Option<UserId>),
    notes: &[Note],
    lang: Lang,
) -> Message {
    let person = |user: Option<UserId>| user.map_or_else(|| Arg::Markup("—".into()), Arg::from);
    let mut lines = vec![
        Text::new("joining-card")
            .with("user", person(applicant))
            .with("plan", plan.name(lang))
            .render(lang),
    ];
    let by = || person(decider);
    let end = application.expires_at;
    let state = match application.state {
        Stage::Applied => Text::new("joining-card-applied"),
        Stage::Awaiting => Text::new("joining-card-awaiting").with(
            "end",
            end.map_or_else(|| Arg::Markup("—".into()), Arg::from),
        ),
        Stage::Queued | Stage::Offered => Text::new("joining-card-queued"),
        Stage::Approved => Text::new("joining-card-approved").with("by", by()),
        Stage::Declined => Text::new("joining-card-declined").with("by", by()),
        Stage::Withdrawn => Text::new("joining-card-withdrawn"),
        Stage::Expired => Text::new("joining-card-expired"),
    };
    lines.push(state.render(lang));
    let is_open = application.state.is_open();
    if is_open && is_asked(notes) {
        lines.push(Text::new("joining-card-asked").render(lang));
    } else if is_open && !notes.is_empty() {
        lines.push(Text::new("joining-card-answered").render(lang));
    }
    let title = Text::new("joining-card-title");
    let title = title.with("number", Arg::Markup(application.id.to_string()));
    Message {
        rows: card_buttons(application, notes, lang),
        ..framed(
            title.plain(lang),
            lines.join("\n"),
            // By which it is found again.
            format!("salon · application-{}", application.id),
            if is_open { AMBER } else { GREY },
        )
    }
}

fn card_buttons(application: &Application, notes: &[Note], lang: Lang) -> Vec<Vec<Button>> {
    let (id, version) = (application.id, application.version);
    let to = |action: &str, label: Text, style| {
        button(&format!("{action}:{id}:{version}"), &label, style, lang)
    };
    let mut row = match application.state {
        Stage::Applied => vec![to(
            "admit",
            Text::new("joining-button-admit"),
            Style::Success,
        )],
        Stage::Awaiting => vec![to("paid", Text::new("joining-button-paid"), Style::Success)],
        Stage::Queued
        | Stage::Offered
        | Stage::Approved
        | Stage::Declined
        | Stage::Withdrawn
        | Stage::Expired => Vec::new(),
    };
    if !row.is_empty() {
        row.push(to(
            "decline",
            Text::new("joining-button-decline"),
            Style::Danger,
        ));
        row.push(to("ask", Text::new("joining-button-ask"), Style::Secondary));
    }
    if !notes.is_empty() {
        row.push(to(
            "talk",
            Text::new("joining-button-talk"),
            Style::Secondary,
        ));
    }
    if row.is_empty() {
        Vec::new()
    } else {
        vec![row]
    }
}

/// What the owner is told after deciding.
pub(super) fn decided(decided: &Decided, lang: Lang) -> Text {
    let text = match decided.stage {
        Some(Stage::Approved) => Text::new("joining-decided-approved"),
        Some(Stage::Declined) => Text::new("joining-decided-declined"),
        Some(_) => Text::new("joining-decided-admitted"),
        None => Text::new("joining-decided-asked"),
    };
    let user = decided
        .user
        .map_or_else(|| Arg::Markup("—".into()), Arg::from);
    text.with("user", user)
        .with("plan", decided.plan.name(lang))
}

/// All that was written about an application, for the owner alone; the newest where it is long.
pub(super) fn talk(looked: &Looked, lang: Lang) -> Message {
    let title = Text::new("joining-talk-title");
    let title = title.with("number", Arg::Markup(looked.application.id.to_string()));
    let user = looked
        .user
        .map_or_else(|| Arg::Markup("—".into()), Arg::from);
    let about = Text::new("joining-card").with("user", user);
    let about = about.with("plan", looked.plan.name(lang)).render(lang);
    let mut room = MOST_CHARACTERS - about.chars().count() - 1;
    let mut lines = Vec::new();
    for note in looked.notes.iter().rev() {
        let author = note
            .author
            .map_or_else(|| Arg::Markup("—".into()), Arg::from);
        let line = Text::new("joining-talk")
            .with("at", note.at)
            .with("author", author)
            .with("words", note.body.as_str())
            .render(lang);
        let Some(left) = room.checked_sub(line.chars().count() + 1) else {
            break;
        };
        room = left;
        lines.push(line);
    }
    lines.push(about);
    lines.reverse();
    framed(title.plain(lang), lines.join("\n"), String::new(), GREY)
}
