//! How an application looks to the owner.

use std::cmp::Ordering;
use std::iter;

use super::{AMBER, MOST_CHARACTERS, button};
use crate::discord::message::{Button, Message, Style};
use crate::ids::UserId;
use crate::memberships::Granted;
use crate::memberships::cards::{GREY, framed, until};
use crate::memberships::coming::Coming;
use crate::memberships::joining::decide::{Decided, asked};
use crate::memberships::joining::looking::Looked;
use crate::memberships::joining::rules::{Before, Stage};
use crate::memberships::joining::store::{Application, Note, Paid};
use crate::memberships::rules::{Plan, Yen};
use crate::text::{Arg, Lang, Text};

/// The card in the log channel. Others may read there: it names the applicant, the plan, its price and
/// what came in, but not what was written.
pub(in crate::memberships::joining) fn card(
    application: &Application,
    (plan, before): (&Plan, Before),
    (applicant, decider): (Option<UserId>, Option<UserId>),
    (notes, paid): (&[Note], Option<Paid>),
    lang: Lang,
) -> Message {
    let person = |user: Option<UserId>| user.map_or_else(|| Arg::Markup("—".into()), Arg::from);
    let mut lines = vec![about(application, (plan, before), applicant, lang)];
    let by = || person(decider);
    let end = application.expires_at;
    let state = match application.state {
        Stage::Applied => Text::new("joining-card-applied"),
        Stage::Awaiting => Text::new("joining-card-awaiting").with(
            "end",
            end.map_or_else(|| Arg::Markup("—".into()), Arg::from),
        ),
        Stage::Queued | Stage::Offered => Text::new("joining-card-queued"),
        Stage::Approved => match paid {
            Some(Paid { is_void: true, .. }) => Text::new("joining-card-void"),
            Some(paid) => came(paid.amount_jpy, application.price_jpy).with("by", by()),
            None => Text::new("joining-card-approved").with("by", by()),
        },
        Stage::Declined => Text::new("joining-card-declined").with("by", by()),
        Stage::Withdrawn => Text::new("joining-card-withdrawn"),
        Stage::Expired => Text::new("joining-card-expired"),
    };
    lines.push(state.render(lang));
    let is_open = application.state.is_open();
    if is_open && !asked(notes).is_empty() {
        lines.push(Text::new("joining-card-asked").render(lang));
    } else if is_open && !notes.is_empty() {
        lines.push(Text::new("joining-card-answered").render(lang));
    }
    let title = Text::new("joining-card-title");
    let title = title.with("number", Arg::Markup(application.id.to_string()));
    Message {
        rows: card_buttons(application, (notes, paid), lang),
        ..framed(
            title.plain(lang),
            lines.join("\n"),
            // By which it is found again.
            format!("salon · application-{}", application.id),
            if is_open { AMBER } else { GREY },
        )
    }
}

/// How much came in, and by how much that is another sum than was due.
fn came(paid: i64, due: i64) -> Text {
    match paid.cmp(&due) {
        Ordering::Equal => Text::new("joining-card-paid"),
        Ordering::Less => Text::new("joining-card-paid-less").with("difference", due - paid),
        Ordering::Greater => Text::new("joining-card-paid-more").with("difference", paid - due),
    }
    .with("amount", paid)
}

/// Who wants what, or wanted it.
fn about(
    application: &Application,
    (plan, before): (&Plan, Before),
    applicant: Option<UserId>,
    lang: Lang,
) -> String {
    let text = if application.state.is_open() {
        Text::new("joining-card")
    } else {
        Text::new("joining-card-over")
    };
    let before = match before {
        Before::Nothing => Text::new("joining-before-nothing"),
        Before::Had => Text::new("joining-before-had"),
        Before::Has => Text::new("joining-before-has"),
    };
    let user = applicant.map_or_else(|| Arg::Markup("—".into()), Arg::from);
    text.with("user", user)
        .with("plan", plan.name(lang))
        .with("before", before)
        .with("price", application.price_jpy)
        .render(lang)
}

/// What an application waits for.
pub(in crate::memberships::joining) fn waits_for(application: &Application) -> Text {
    match application.state {
        Stage::Awaiting => Text::new("joining-waits-money").with("price", application.price_jpy),
        Stage::Applied
        | Stage::Queued
        | Stage::Offered
        | Stage::Approved
        | Stage::Declined
        | Stage::Withdrawn
        | Stage::Expired => Text::new("joining-waits-word"),
    }
}

/// What the owner can do about an application, in one row.
pub(in crate::memberships::joining) fn card_buttons(
    application: &Application,
    (notes, paid): (&[Note], Option<Paid>),
    lang: Lang,
) -> Vec<Vec<Button>> {
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
        _ if may_pay_late(application, paid) => {
            vec![to(
                "paid",
                Text::new("joining-button-paid"),
                Style::Secondary,
            )]
        }
        Stage::Queued
        | Stage::Offered
        | Stage::Approved
        | Stage::Declined
        | Stage::Withdrawn
        | Stage::Expired => Vec::new(),
    };
    if !row.is_empty() && application.state.is_open() {
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

/// Whether money that comes late, or after all, is confirmed here all the same.
fn may_pay_late(application: &Application, paid: Option<Paid>) -> bool {
    let is_over = match application.state {
        Stage::Expired | Stage::Declined | Stage::Withdrawn => true,
        Stage::Approved => paid.is_some_and(|paid| paid.is_void),
        Stage::Applied | Stage::Awaiting | Stage::Queued | Stage::Offered => false,
    };
    is_over && application.has_agreed && application.price_jpy > 0
}

/// The owner says whether that much came, or how much else: to them alone, because money stands
/// here.
pub(in crate::memberships::joining) fn ask_paid(looked: &Looked, lang: Lang) -> Message {
    let due = looked.application.price_jpy;
    let text = Text::new("joining-ask-paid").with("due", due);
    let yes = Text::new("joining-button-paid-now").with("amount", due);
    let other = Text::new("joining-button-paid-other");
    of_money(looked, text, (due, yes, Style::Success), &other, lang)
}

/// Another amount than what is due is asked about once more.
pub(in crate::memberships::joining) fn ask_sure(
    looked: &Looked,
    Yen(amount): Yen,
    lang: Lang,
) -> Message {
    let due = looked.application.price_jpy;
    let text = if amount < due {
        Text::new("joining-ask-less").with("difference", due - amount)
    } else {
        Text::new("joining-ask-more").with("difference", amount - due)
    };
    let text = text.with("due", due).with("amount", amount);
    let yes = Text::new("joining-button-paid-now").with("amount", amount);
    let again = Text::new("joining-button-paid-again");
    of_money(looked, text, (amount, yes, Style::Danger), &again, lang)
}

fn of_money(
    looked: &Looked,
    text: Text,
    (amount, yes, style): (i64, Text, Style),
    other: &Text,
    lang: Lang,
) -> Message {
    let Application { id, version, .. } = looked.application;
    let now = format!("paid-now:{id}:{version}:{amount}");
    let form = format!("paid-other:{id}:{version}");
    let user = looked
        .user
        .map_or_else(|| Arg::Markup("—".into()), Arg::from);
    let text = text
        .with("user", user)
        .with("plan", looked.plan.name(lang))
        .with("number", Arg::Markup(id.to_string()))
        .with("coming", coming(looked));
    let earlier = looked.meanwhile.iter().map(|payment| {
        let line = Text::new("joining-meanwhile")
            .with("number", Arg::Markup(payment.id.to_string()))
            .with("amount", payment.amount_jpy)
            .with("at", payment.at);
        line.render(lang)
    });
    let over = (looked.over > 0).then(|| {
        let text = Text::new("joining-over-seats").with("over", looked.over);
        text.render(lang)
    });
    let lines = iter::once(text.render(lang)).chain(over).chain(earlier);
    let lines: Vec<String> = lines.collect();
    Message {
        rows: vec![vec![
            button(&now, &yes, style, lang),
            button(&form, other, Style::Secondary, lang),
        ]],
        ..Message::text(lines.join("\n"))
    }
}

/// What the money would bring.
fn coming(looked: &Looked) -> Text {
    if let Some((from, end)) = looked.left {
        return Text::new("joining-coming-after")
            .with("from", from)
            .with("until", until(end));
    }
    match looked.coming {
        Coming::Now(period) => Text::new("joining-coming-now").with("until", until(period.ends_at)),
        Coming::Follows(period) => Text::new("joining-coming-follows")
            .with("from", period.starts_at)
            .with("until", until(period.ends_at)),
        Coming::Nothing => Text::new("joining-coming-nothing"),
    }
}

/// What the owner is told after deciding.
pub(in crate::memberships::joining) fn decided(decided: &Decided, lang: Lang) -> Text {
    let text = match decided.stage {
        Some(Stage::Approved) if let Some((paid, span)) = decided.only_paid => match span {
            Some((from, end)) => Text::new("joining-decided-after")
                .with("from", from)
                .with("until", until(end)),
            None => Text::new("joining-decided-only-payment"),
        }
        .with("amount", paid.0),
        Some(Stage::Approved) if let Some(granted) = &decided.granted => {
            return given(decided, granted, lang);
        }
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

/// What the applicant has now.
fn given(decided: &Decided, granted: &Granted, lang: Lang) -> Text {
    let text = if granted.is_extension {
        Text::new("joining-decided-extended").with("from", granted.starts_at)
    } else {
        Text::new("joining-decided-approved")
    };
    let user = decided
        .user
        .map_or_else(|| Arg::Markup("—".into()), Arg::from);
    let text = text
        .with("user", user)
        .with("plan", decided.plan.name(lang))
        .with("until", until(granted.ends_at));
    if granted.over_seats == 0 {
        return text;
    }
    Text::new("membership-over-seats")
        .with("granted", text)
        .with("over", granted.over_seats)
}

/// All that was written about an application, for the owner alone; the newest where it is long.
pub(in crate::memberships::joining) fn talk(looked: &Looked, lang: Lang) -> Message {
    let title = Text::new("joining-talk-title");
    let title = title.with("number", Arg::Markup(looked.application.id.to_string()));
    let of = (&looked.plan, looked.before);
    let about = about(&looked.application, of, looked.user, lang);
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
