//! How ratings look.

use super::{button, framed};
use crate::discord::file::File;
use crate::discord::message::{Button, Form, Input, Message, Style};
use crate::input;
use crate::lectures::cards::list;
use crate::lectures::learning::rating::{ENOUGH, MAX_COMMENT, Rated, Ratings};
use crate::lectures::rules::name;
use crate::sheet::sheet;
use crate::text::{self, Lang, Text};

/// Of a comment in the lecturer's list.
const COMMENT_IN_A_LIST: usize = 180;

/// Their own stars and words, and how to change them.
pub(in crate::lectures::learning) fn rated(rated: &Rated, lang: Lang) -> Message {
    let id = rated.lecture.id;
    let mut parts = vec![match &rated.own {
        None => Text::new("rate-ask").render(lang),
        Some((stars, _)) => {
            let stars = Text::new("rate-own").with("stars", stars_of(*stars));
            stars.render(lang)
        }
    }];
    let said = rated.own.as_ref().map_or("", |(_, said)| said);
    if !said.is_empty() {
        parts.push(text::escape(said));
    }
    let star = |stars: i64| {
        Button::new(
            format!("lecture:rate:{id}:{stars}"),
            format!("★{stars}"),
            Style::Secondary,
        )
    };
    let mut rows = vec![(1..=5).map(star).collect()];
    if rated.own.is_some() {
        let say = Text::new("rate-say");
        rows.push(vec![button(
            format!("lecture:say:{id}"),
            &say,
            Style::Secondary,
            lang,
        )]);
    }
    Message {
        embed: Some(framed(
            &rated.lecture,
            parts.join("\n\n"),
            &Text::new("rate-private"),
            lang,
        )),
        rows,
        ..Message::default()
    }
}

fn stars_of(stars: i64) -> String {
    (1..=5)
        .map(|n| if n <= stars { '★' } else { '☆' })
        .collect()
}

/// The form for words beside the stars.
pub(in crate::lectures::learning) fn say_form(rated: &Rated, lang: Lang) -> Form {
    let said = rated.own.as_ref().map_or("", |(_, said)| said);
    Form {
        custom_id: format!("lecture:said:{}", rated.lecture.id),
        title: Text::new("rate-say").plain(lang),
        inputs: vec![Input {
            custom_id: "comment",
            label: Text::new("rate-what-comment").plain(lang),
            placeholder: Text::new("rate-private").plain(lang),
            value: said.to_owned(),
            is_long: true,
            is_required: false,
            max_length: MAX_COMMENT,
        }],
    }
}

/// All that was said of a lecture in full, for whoever gives it: without who, newest first; `None` where
/// there is nothing to read.
pub(in crate::lectures::learning) fn said(ratings: &Ratings, lang: Lang) -> Option<File> {
    let names = [Text::new("rate-stars"), Text::new("rate-what-comment")];
    let names = names.map(|name| name.plain(lang)).to_vec();
    let shown = ratings.shows_stars();
    // Stars without words leave nothing to read while they are kept back.
    let said = ratings.all.iter();
    let said = said.filter(|(_, said)| shown || !said.is_empty());
    let stars = |stars: &i64| {
        if shown {
            stars.to_string()
        } else {
            String::new()
        }
    };
    let rows: Vec<_> = said
        .map(|(of, said)| vec![stars(of), said.clone()])
        .collect();
    (!rows.is_empty()).then(|| File {
        name: "ratings.csv".to_owned(),
        bytes: sheet(std::iter::once(names).chain(rows)),
    })
}

/// What everybody gave a lecture, for whoever gives it.
pub(in crate::lectures::learning) fn ratings(ratings: &Ratings, lang: Lang) -> Message {
    let called = name(&ratings.lecture.series, ratings.lecture.number);
    let said = ratings.all.iter().filter(|(_, said)| !said.is_empty());
    let words = |said: &str| text::escape(&input::cut(said, COMMENT_IN_A_LIST));
    if !ratings.shows_stars() {
        let title = Text::new("rate-list-few").with("name", called);
        let title = title.with("count", ratings.all.len());
        let why = Text::new("rate-few").with("enough", ENOUGH);
        let mut lines: Vec<String> = said.map(|(_, said)| format!("・{}", words(said))).collect();
        lines.push(why.render(lang));
        return list(&title, lines, &why, lang);
    }
    let sum: i64 = ratings.all.iter().map(|(stars, _)| stars).sum();
    let count = i64::try_from(ratings.all.len()).unwrap_or(i64::MAX);
    // To a tenth, rounded.
    let tenths = (sum * 10 + count / 2)
        .checked_div(count)
        .unwrap_or_default();
    let title = Text::new("rate-list")
        .with("name", called)
        .with("average", format!("{}.{}", tenths / 10, tenths % 10))
        .with("count", count);
    let lines = said.map(|(stars, said)| format!("{} {}", stars_of(*stars), words(said)));
    list(&title, lines.collect(), &Text::new("rate-list-empty"), lang)
}
