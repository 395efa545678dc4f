//! How lists of people look.

use super::{Listed, Page, View};
use crate::discord::message::{Button, Embed, Message, Style};
use crate::text::{Arg, Lang, Text, end};

const BLUE: u32 = 0x34_98_db;

/// A page, with buttons to those beside it.
pub(super) fn list(page: &Page, lang: Lang) -> Message {
    let title = match page.view {
        View::Active => Text::new("list-active"),
        View::Trial => Text::new("list-trial"),
        View::Grace => Text::new("list-grace"),
        View::Ending => Text::new("list-ending"),
        View::Ended => Text::new("list-ended"),
    };
    let line = |listed: &Listed| {
        let text = match (page.view, listed.at) {
            (View::Grace, Some(at)) => Text::new("list-grace-until").with("at", end(at)),
            (View::Ending, Some(at)) if listed.is_grace => {
                Text::new("list-grace-until").with("at", end(at))
            }
            (View::Active | View::Trial | View::Ending, Some(at)) => {
                Text::new("list-until").with("at", end(at))
            }
            (View::Ended, Some(at)) if listed.is_trial => {
                Text::new("list-trial-ended-at").with("at", end(at))
            }
            (View::Ended, Some(at)) => Text::new("list-ended-at").with("at", end(at)),
            (_, None) => Text::new("list-endless"),
        };
        let plan = page.plans.iter().find(|plan| plan.id == listed.plan_id);
        let who = match listed.user_id {
            Some(user) => Arg::from(user),
            None => Arg::Text(Text::new("list-erased")),
        };
        let text = text
            .with("user", who)
            .with("number", Arg::Markup(listed.person_id.to_string()))
            .with("plan", plan.map_or("", |plan| plan.name(lang)));
        if listed.is_cancelled {
            return Text::new("list-cancelled").with("line", text).render(lang);
        }
        text.render(lang)
    };
    let lines: Vec<String> = page.people.iter().map(line).collect();
    let description = if lines.is_empty() {
        Text::new("list-nobody").render(lang)
    } else {
        lines.join("\n")
    };
    let footer = Text::new("list-people")
        .with("people", page.all)
        .with("total", page.total)
        .with("page", page.number + 1)
        .with("count", page.count);
    let plan = page.plan.map_or(0, |plan| plan.0);
    let to = |number: i64, label: Text| {
        let id = format!("membership:list:{}:{plan}:{number}", page.view.name());
        Button::new(id, label.plain(lang), Style::Secondary)
    };
    let mut row = Vec::new();
    if page.number > 0 {
        row.push(to(page.number - 1, Text::new("membership-page-earlier")));
    }
    if page.number + 1 < page.count {
        row.push(to(page.number + 1, Text::new("membership-page-later")));
    }
    Message {
        embed: Some(Embed {
            title: title.plain(lang),
            description,
            footer: footer.plain(lang),
            colour: BLUE,
            ..Embed::default()
        }),
        rows: if row.is_empty() {
            Vec::new()
        } else {
            vec![row]
        },
        ..Message::default()
    }
}
