//! How what needs the owner's eye looks.

use super::rules::{Kind, Mend};
use super::store::Span;
use super::{Attention, Done, PAGE, Page, Shown};
use crate::discord::message::{Button, Embed, Menu, Message, Style};
use crate::ids::PaymentId;
use crate::memberships::accounts::{self, Owed};
use crate::memberships::cards::source;
use crate::memberships::imports::last_day;
use crate::text::{Arg, Lang, Text};

const AMBER: u32 = 0x00dd_a520;
const GREEN: u32 = 0x2e_8b_57;

impl Attention {
    /// How much there is, by kind.
    pub fn text(&self, lang: Lang) -> Text {
        let mut said: Vec<(Text, i64)> = Vec::new();
        for (kind, count) in &self.0 {
            let label = label(*kind);
            match said.iter_mut().find(|(known, _)| *known == label) {
                Some((_, sum)) => *sum += count,
                None => said.push((label, *count)),
            }
        }
        let of_kind = |(label, count): (Text, i64)| label.with("count", count).render(lang);
        let kinds: Vec<String> = said.into_iter().map(of_kind).collect();
        Text::new("exception-counts").with("kinds", Arg::Markup(kinds.join(" / ")))
    }

    /// To the list.
    pub fn buttons(&self, lang: Lang) -> Vec<Button> {
        let label = Text::new("exception-button-list").plain(lang);
        vec![Button::new(
            "membership:exceptions:false:0",
            label,
            Style::Primary,
        )]
    }
}

/// A page of the list, under what was just done.
pub(super) fn list(page: &Page, done: Option<&Done>, lang: Lang) -> Message {
    let mut lines: Vec<String> = Vec::new();
    if !page.counts.is_empty() {
        lines.push(page.counts.text(lang).render(lang));
    }
    let mut rows = Vec::new();
    let places = page.number * PAGE + 1..;
    for (place, shown) in places.zip(&page.shown) {
        lines.push(format!(
            "**{place}.** {}",
            line(page, shown, lang).render(lang)
        ));
        let buttons = buttons(page, shown, lang).into_iter();
        let numbered = buttons.map(|button| Button {
            label: format!("{place}. {}", button.label),
            ..button
        });
        rows.push(numbered.collect());
    }
    if page.shown.is_empty() {
        lines.push(if page.is_aside {
            Text::new("exception-none-aside").render(lang)
        } else {
            Text::new("exception-none").render(lang)
        });
    }
    let title = if page.is_aside {
        Text::new("exception-title-aside")
    } else {
        Text::new("exception-title")
    };
    let count = ((page.counts.total() + PAGE - 1) / PAGE).max(1);
    let footer = Text::new("list-page")
        .with("total", page.counts.total())
        .with("page", page.number + 1)
        .with("count", count);
    let turning = turning(page, count, lang);
    if !turning.is_empty() {
        rows.push(turning);
    }
    let is_clear = page.counts.is_empty() && !page.is_aside;
    Message {
        content: done.map_or_else(String::new, |done| said(done, lang).render(lang)),
        embed: Some(Embed {
            title: title.plain(lang),
            description: lines.join("\n"),
            footer: footer.plain(lang),
            colour: if is_clear { GREEN } else { AMBER },
            ..Embed::default()
        }),
        rows,
        ..Message::default()
    }
}

fn turning(page: &Page, count: i64, lang: Lang) -> Vec<Button> {
    let to = |is_aside: bool, number: i64, label: Text| {
        let id = format!("membership:exceptions:{is_aside}:{number}");
        Button::new(id, label.plain(lang), Style::Secondary)
    };
    let mut row = Vec::new();
    if page.number > 0 {
        let label = Text::new("membership-page-earlier");
        row.push(to(page.is_aside, page.number - 1, label));
    }
    if page.number + 1 < count {
        let label = Text::new("membership-page-later");
        row.push(to(page.is_aside, page.number + 1, label));
    }
    if page.is_aside {
        row.push(to(false, 0, Text::new("exception-button-list")));
    } else if page.others > 0 {
        let label = Text::new("exception-button-aside-list").with("count", page.others);
        row.push(to(true, 0, label));
    }
    row
}

/// What one press does about it, and letting it be.
fn buttons(page: &Page, shown: &Shown, lang: Lang) -> Vec<Button> {
    let Some(mend) = shown.kind.mend() else {
        let waits = shown.waits.iter();
        return waits.flat_map(|(_, buttons)| buttons.clone()).collect();
    };
    let to = |action: &str, label: Text, style| {
        let (kind, subject) = (shown.kind.name(), &shown.row.subject);
        let id = format!("membership:{action}:{kind}:{subject}:{}", page.number);
        Button::new(id, label.plain(lang), style)
    };
    if page.is_aside {
        let label = Text::new("exception-button-back");
        return vec![to("exception-back", label, Style::Secondary)];
    }
    let (label, style) = match mend {
        Mend::LookAgain => (Text::new("exception-button-look"), Style::Primary),
        Mend::Assign => (Text::new("exception-button-choose"), Style::Primary),
        Mend::Give => (Text::new("exception-button-give"), Style::Success),
        Mend::Take => (Text::new("exception-button-take"), Style::Danger),
        Mend::EndLater => {
            let later = shown.spans.as_ref().map(|(_, later)| span(page, later));
            let label = Text::new("exception-button-end-later");
            (label.with("later", or_nothing(later)), Style::Danger)
        }
        Mend::EndAll => (Text::new("exception-button-end-all"), Style::Danger),
    };
    let action = if mend == Mend::Assign {
        "exception-choose"
    } else {
        "exception-mend"
    };
    vec![
        to(action, label, style),
        to(
            "exception-aside",
            Text::new("exception-button-aside"),
            Style::Secondary,
        ),
    ]
}

fn said(done: &Done, lang: Lang) -> Text {
    match done {
        Done::Linked(linked) => accounts::linked_for_later(linked),
        Done::Mended(Mend::LookAgain | Mend::Assign) => Text::new("exception-looking"),
        Done::Mended(Mend::Give) => Text::new("exception-giving"),
        Done::Mended(Mend::Take) => Text::new("exception-taking"),
        Done::Ended {
            user,
            plans,
            is_later,
            paid,
        } => {
            let text = if *is_later {
                Text::new("exception-ended-later")
            } else {
                Text::new("exception-ended")
            };
            let names: Vec<&str> = plans.iter().map(|plan| plan.name(lang)).collect();
            let nobody = || Arg::Text(Text::new("list-erased"));
            let text = text
                .with("user", user.map_or_else(nobody, Arg::from))
                .with("plan", names.join(", "));
            let Some((amount, numbers)) = paid else {
                return text;
            };
            let numbers = numbers.iter().map(|id| format!("#{id}"));
            let numbers = numbers.collect::<Vec<_>>().join(", ");
            Text::new("exception-ended-paid")
                .with("ended", text)
                .with("numbers", Arg::Markup(numbers))
                .with("amount", amount.0)
        }
        Done::Aside => Text::new("exception-set-aside"),
        Done::Back => Text::new("exception-put-back"),
        // What had ended by then is no more.
        Done::Already | Done::Mended(Mend::EndLater | Mend::EndAll) => {
            Text::new("exception-already")
        }
    }
}

/// A kind and how many there are of it.
fn label(kind: Kind) -> Text {
    match kind {
        Kind::Application => Text::new("exception-count-application"),
        Kind::Banned => Text::new("exception-count-banned"),
        Kind::Double => Text::new("exception-count-double"),
        Kind::Unsold => Text::new("exception-count-unsold"),
        Kind::Payment => Text::new("exception-count-payment"),
        Kind::Troubled => Text::new("exception-count-troubled"),
        Kind::Absent => Text::new("exception-count-absent"),
        Kind::Withheld | Kind::Taken => Text::new("exception-count-without-role"),
        Kind::Given | Kind::Kept => Text::new("exception-count-without-right"),
        Kind::Screening => Text::new("exception-count-screening"),
    }
}

/// What it is about.
fn line(page: &Page, shown: &Shown, lang: Lang) -> Text {
    let row = &shown.row;
    let text = match shown.kind {
        Kind::Application if shown.kind.is_late(row.at, page.now) => {
            Text::new("exception-application-late")
        }
        Kind::Application => Text::new("exception-application"),
        Kind::Banned => Text::new("exception-banned"),
        Kind::Double => Text::new("exception-double")
            .with(
                "first",
                or_nothing(shown.spans.as_ref().map(|(it, _)| span(page, it))),
            )
            .with(
                "later",
                or_nothing(shown.spans.as_ref().map(|(_, it)| span(page, it))),
            ),
        Kind::Unsold => Text::new("exception-unsold"),
        Kind::Payment => Text::new("exception-payment").with(
            "owed",
            shown.owed.as_ref().map_or_else(
                || Arg::Markup(String::new()),
                |owed| Arg::Text(of_owed(owed)),
            ),
        ),
        Kind::Troubled => Text::new("exception-troubled"),
        Kind::Absent => Text::new("exception-absent"),
        Kind::Withheld => Text::new("exception-withheld"),
        Kind::Taken => Text::new("exception-taken"),
        Kind::Given => Text::new("exception-given"),
        Kind::Kept => Text::new("exception-kept"),
        Kind::Screening => Text::new("exception-screening"),
    };
    let nobody = || Arg::Text(Text::new("list-erased"));
    let plan = page.plans.iter().find(|plan| Some(plan.id) == row.plan_id);
    let role = row.role_id.map(Arg::from);
    let waits = shown.waits.as_ref().map(|(waits, _)| waits.clone());
    let text = match waits {
        Some(waits) => text.with("waits", waits),
        None => text,
    };
    text.with("user", row.user_id.map_or_else(nobody, Arg::from))
        .with("plan", plan.map_or("", |plan| plan.name(lang)))
        .with("role", role.unwrap_or(Arg::Markup(String::new())))
        .with("at", row.at)
}

fn or_nothing(text: Option<Text>) -> Arg {
    text.map_or_else(|| Arg::Markup(String::new()), Arg::Text)
}

/// From when to when a period is, by its first and last day.
fn span(page: &Page, span: &Span) -> Text {
    let first = span.starts_at.with_timezone(&page.zone).date_naive();
    let last = match span.ends_at {
        Some(end) => Arg::Markup(last_day(end, page.zone)),
        None => Arg::Text(Text::new("import-sheet-endless")),
    };
    Text::new("exception-span")
        .with("source", source(&span.source))
        .with("first", Arg::Markup(first.to_string()))
        .with("last", last)
}

/// How much came from where, and for whom.
fn of_owed(owed: &Owed) -> Text {
    Text::new("exception-owed")
        .with("amount", owed.amount_jpy)
        .with("source", owed.source.clone())
        .with("name", owed.name.clone())
}

/// Whose is it?
pub(super) fn choose(owed: &Owed, payment: PaymentId, number: i64, lang: Lang) -> Message {
    let question = Text::new("exception-choose")
        .with("owed", of_owed(owed))
        .with("number", Arg::Markup(payment.to_string()));
    let back = Button::new(
        format!("membership:exceptions:false:{number}"),
        Text::new("exception-button-list").plain(lang),
        Style::Secondary,
    );
    Message {
        rows: vec![vec![back]],
        menu: Some(Menu {
            custom_id: format!("membership:exception-assign:payment:{payment}:{number}"),
            placeholder: Text::new("exception-choose-hint").plain(lang),
        }),
        ..Message::text(question.render(lang))
    }
}
