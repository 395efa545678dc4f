//! How the content of a lecture is read back to the owner.

use super::editing::Looked;
use super::listing::{Page, Pile};
use crate::config::Config;
use crate::discord::message::{Button, Message, Style};
use crate::ids::LectureId;
use crate::input;
use crate::lectures::cards::{self, face, list, track, turns};
use crate::lectures::lecture::{Called, Lecture, LectureState};
use crate::lectures::release::cards::preview::people;
use crate::lectures::release::revise::Corrected;
use crate::lectures::rules::name;
use crate::text::{Arg, Lang, Text};

/// Of a title or a series in a list.
const IN_A_LIST: usize = 40;

/// A new lecture, read back.
pub(in crate::lectures) fn added(lecture: &Lecture) -> Text {
    let minutes = match lecture.minutes {
        Some(minutes) => Text::new("lecture-minutes").with("minutes", minutes),
        None => Text::new("lecture-minutes-unknown"),
    };
    let summary = if lecture.summary.is_empty() {
        Arg::Text(Text::new("lecture-no-summary"))
    } else {
        Arg::Typed(input::cut(&lecture.summary, 100))
    };
    Text::new("lecture-added")
        .with("name", name(&lecture.series, lecture.number))
        .with("title", lecture.title.as_str())
        .with("url", link(&lecture.video_url))
        .with("minutes", minutes)
        .with("summary", summary)
}

/// A link that shows nothing of where it leads.
fn link(url: &str) -> Arg {
    Arg::Markup(format!("<{url}>"))
}

/// All that is known of a lecture, for its owner, after a sentence on what was just done.
pub(in crate::lectures) fn card(
    config: &Config,
    looked: &Looked,
    done: Option<&Text>,
    lang: Lang,
) -> Message {
    let lecture = &looked.lecture;
    let tracks = match &lecture.track {
        Some(key) => track(config, key, lang).to_owned(),
        None => Text::new("content-track-of-slot").plain(lang),
    };
    let mut embed = face(lecture, None, &tracks, lang);
    let mut field = |called: Text, value: String| {
        embed.fields.push((called.plain(lang), value, true));
    };
    let state = state(lecture.state, looked.is_out);
    field(Text::new("content-field-state"), state.render(lang));
    let revision = lecture.revision.to_string();
    field(Text::new("content-field-revision"), revision);
    if let Some(lecturer) = lecture.lecturer {
        field(
            Text::new("content-field-lecturer"),
            format!("<@{lecturer}>"),
        );
    }
    if let Some(day) = lecture.review_by {
        field(Text::new("content-field-review"), day.to_string());
    }
    field(
        Text::new("content-field-video"),
        format!("<{}>", lecture.video_url),
    );
    if let Some(slides) = &lecture.slides_url {
        field(Text::new("content-field-slides"), format!("<{slides}>"));
    }
    let mut said: Vec<String> = done.map(|done| done.render(lang)).into_iter().collect();
    if looked.has_lost_approval {
        said.push(Text::new("content-lost-approval").render(lang));
    }
    for Corrected {
        channel,
        slot,
        seen,
    } in &looked.corrected
    {
        let corrected = Text::new("content-corrected")
            .with("channel", *channel)
            .with("people", people(slot, *seen));
        said.push(corrected.render(lang));
    }
    let rows = if lecture.state == LectureState::Retired {
        Vec::new()
    } else {
        vec![vec![edit_button(lecture.id, lang)]]
    };
    Message {
        content: said.join("\n"),
        embed: Some(embed),
        rows,
        ..Message::default()
    }
}

/// What was typed is not taken, and given back beside this.
pub(super) fn refused(id: LectureId, why: &Text, lang: Lang) -> Message {
    let hint = Text::new("content-given-back");
    Message {
        rows: vec![vec![edit_button(id, lang)]],
        ..Message::text(format!("{}\n{}", why.render(lang), hint.render(lang)))
    }
}

fn edit_button(id: LectureId, lang: Lang) -> Button {
    let label = Text::new("content-button-edit").plain(lang);
    Button::new(format!("lecture:edit:{id}"), label, Style::Primary)
}

fn state(state: LectureState, is_out: bool) -> Text {
    match state {
        LectureState::Draft => Text::new("content-state-draft"),
        LectureState::Ready if is_out => Text::new("content-state-out"),
        LectureState::Ready => Text::new("content-state-ready"),
        LectureState::Retired => Text::new("content-state-retired"),
    }
}

/// A page of the owner's lectures.
pub(super) fn page(page: &Page, lang: Lang) -> Message {
    let lines = page.lectures.iter().map(|called| line(called, lang));
    let mut lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        lines.push(Text::new("content-list-empty").render(lang));
    }
    let to = |pile: Pile, number: usize| format!("lecture:pile:{}:{number}", pile.key());
    let mut row = turns(
        page.number,
        page.pages,
        |number| to(page.pile, number),
        lang,
    );
    let others = Pile::ALL.into_iter().filter(|pile| *pile != page.pile);
    row.extend(others.map(|pile| {
        let label = pile_name(pile).plain(lang);
        Button::new(to(pile, 0), label, Style::Secondary)
    }));
    let title = Text::new("content-list")
        .with("pile", pile_name(page.pile))
        .with("of", page.of);
    let footer = Text::new("content-list-page")
        .with("page", page.number + 1)
        .with("pages", page.pages);
    Message {
        rows: vec![row],
        ..cards::page(&title, &lines, Some(&footer), lang)
    }
}

/// A lecture in a list, and by when somebody should look at it.
fn line(called: &Called, lang: Lang) -> String {
    let series = input::cut(&called.series, IN_A_LIST);
    let line = Text::new("content-list-line")
        .with("name", name(&series, called.number))
        .with("title", input::cut(&called.title, IN_A_LIST))
        .render(lang);
    let Some(day) = called.review_by else {
        return line;
    };
    let day = Arg::Markup(day.to_string());
    let review = Text::new("content-list-review").with("day", day);
    format!("{line}　{}", review.render(lang))
}

/// The day by which somebody should have looked at these is over.
pub(super) fn to_review(over: &[Called], key: &str, lang: Lang) -> Message {
    let title = Text::new("content-review-over").with("count", over.len());
    let lines = over.iter().map(|called| line(called, lang)).collect();
    let mut message = list(&title, lines, &Text::new("content-list-empty"), lang);
    if let Some(embed) = &mut message.embed {
        let advice = Text::new("content-review-advice").render(lang);
        embed.description.push_str("\n\n");
        embed.description.push_str(&advice);
        embed.footer = format!("salon · {key}");
    }
    message
}

fn pile_name(pile: Pile) -> Text {
    match pile {
        Pile::Drafts => Text::new("content-pile-drafts"),
        Pile::Ready => Text::new("content-pile-ready"),
        Pile::Out => Text::new("content-pile-out"),
        Pile::ToReview => Text::new("content-pile-review"),
    }
}
