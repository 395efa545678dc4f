//! How questions look in Discord: the card, its thread, the answers, the notices. Pure.

use super::buttons;
use super::pages;
use super::parts;
use super::question::{AgeBand, AnswerId, Kind, Near, Question, RemarkId, RemarkKind, State};
use crate::config::Config;
use crate::discord::message::{Button, Embed, Message, Style};
use crate::ids::{MessageId, UserId};
use crate::input;
use crate::text::{self, Arg, Lang, Text};

const MAX_TITLE: usize = 256;
const MAX_THREAD_NAME: usize = 100;

/// The card at the top of a question's thread, as it stands now.
pub(super) fn card(question: &Question, config: &Config) -> Message {
    if question.state == State::Held {
        return super::hold::card(question, config.language);
    }
    card_in(question, config, config.language)
}

/// The same in somebody's own language.
pub(super) fn card_in(question: &Question, config: &Config, lang: Lang) -> Message {
    let mut fields = vec![field(
        &Text::new("question-card-state"),
        &state(question.state),
        lang,
    )];
    // Of an erased one nothing more is shown.
    let is_shown = question.state != State::Erased;
    if is_shown {
        let about = about(question, config, lang);
        fields.push(field(&Text::new("question-card-asked"), &about, lang));
    }
    if let (Some(series), Some(lecture)) = (&question.lecture_series, question.lecture_number)
        && is_shown
    {
        let lecture = Text::new("question-card-lecture-name")
            .with("series", series.as_str())
            .with("number", Arg::Markup(lecture.to_string()));
        fields.push(field(&Text::new("question-card-lecture"), &lecture, lang));
    }
    if question.is_confidential() && is_shown {
        let (name, who) = (
            Text::new("question-card-confidential"),
            Text::new("question-card-confidential-who"),
        );
        fields.push(field(&name, &who, lang));
    }
    let people = |name: Text, people: &[UserId]| {
        let each = people.iter().map(|user| format!("<@{user}>"));
        let value = each.collect::<Vec<_>>().join(" ");
        (name.plain(lang), value, true)
    };
    if let Some(claimer) = question.claimer.filter(|_| is_shown) {
        fields.push(people(Text::new("question-card-claimer"), &[claimer]));
    }
    if is_shown && !question.opinions.0.is_empty() {
        let name = Text::new("question-card-opinions");
        fields.push(people(name, &question.opinions.0));
    }
    if let Some(of) = question.duplicate_of.filter(|_| is_shown) {
        let name = Text::new("question-card-duplicate-of");
        fields.push((name.plain(lang), format!("#{of}"), true));
    }
    if question.images_waiting > 0 && is_shown {
        fields.push(super::images::field(question.images_waiting, lang));
    }
    if let Some(closes) = super::rules::closes_at(question) {
        let when = Text::new("question-card-closes-when").with("at", text::relative(closes));
        fields.push(field(&Text::new("question-card-closes"), &when, lang));
    }
    // Words in the thread that we are not given answer nothing by themselves.
    if question.state.is_owed() && !config.discord.message_content {
        let (name, how) = (
            Text::new("question-card-mark"),
            Text::new("question-card-mark-how"),
        );
        fields.push((name.plain(lang), how.render(lang), false));
    }
    if question.is_anonymous && is_shown {
        let name = Text::new("anonymous-card").plain(lang);
        fields.push((name, Text::new("anonymous-card-how").render(lang), false));
    }
    let title = format!("#{} {}", question.id, text::escape(&question.title));
    Message {
        embed: Some(Embed {
            title: input::cut(&title, MAX_TITLE),
            description: body(question, lang).into_iter().next().unwrap_or_default(),
            fields,
            colour: colour(question.state),
            ..Embed::default()
        }),
        rows: buttons::rows(question, lang),
        ..Message::default()
    }
}

/// What of a long question the card cannot hold.
pub(super) fn more_pages(question: &Question, lang: Lang) -> Vec<Message> {
    let pages = body(question, lang).into_iter().enumerate().skip(1);
    let message =
        |(number, description)| framed(description, footer(question, &format!("p{}", number + 1)));
    pages.map(message).collect()
}

fn body(question: &Question, lang: Lang) -> Vec<String> {
    let mut sections = vec![(
        parts::situation(question.kind).0.plain(lang),
        question.situation.as_str(),
    )];
    if let Some(findings) = &question.findings {
        sections.push((Text::new("question-part-findings").plain(lang), findings));
    }
    sections.push((
        parts::thinking(question.kind).0.plain(lang),
        &question.thinking,
    ));
    sections.push((parts::wanted(question.kind).0.plain(lang), &question.wanted));
    sections.retain(|(_, typed)| !typed.is_empty());
    pages::pages(&sections)
}

/// Who asks, when, and of which kind, field, age and hope.
fn about(question: &Question, config: &Config, lang: Lang) -> Text {
    let field = config.questions.fields.get(&question.field);
    // A field that was taken out of the settings keeps its key.
    let field = field.map_or(question.field.as_str(), |names| names.get(lang));
    let mut parts = vec![kind(question.kind).plain(lang), text::escape(field)];
    if let Some(band) = question.age_band {
        parts.push(age_band(band).plain(lang));
    }
    parts.extend(near(question.near).map(|near| near.plain(lang)));
    let asker = question.asker.map_or_else(|| unnamed(question), Arg::from);
    Text::new("question-card-about")
        .with("about", Arg::Markup(parts.join(" / ")))
        .with("asker", asker)
        .with("asked", text::relative(question.asked_at))
}

/// An asker without an account: anonymous, or erased.
fn unnamed(question: &Question) -> Arg {
    if question.is_anonymous {
        return Arg::Text(Text::new("anonymous-asker"));
    }
    nobody()
}

/// Whoever was erased.
pub(super) fn nobody() -> Arg {
    Arg::Text(Text::new("question-card-nobody"))
}

fn field(name: &Text, value: &Text, lang: Lang) -> (String, String, bool) {
    (name.plain(lang), value.render(lang), true)
}

/// Small print by which a message without buttons is recognised; another one for each message.
pub(super) fn footer(question: &Question, what: &str) -> String {
    format!("#{} · {what}", question.id)
}

pub(super) fn framed(description: String, footer: String) -> Message {
    Message {
        embed: Some(Embed {
            description,
            footer,
            colour: 0x0058_65f2,
            ..Embed::default()
        }),
        ..Message::default()
    }
}

/// A state in words.
pub(super) fn state(state: State) -> Text {
    match state {
        State::Draft => Text::new("question-state-draft"),
        State::Open => Text::new("question-state-open"),
        State::Claimed => Text::new("question-state-claimed"),
        State::NeedsInfo => Text::new("question-state-needs-info"),
        State::Answered => Text::new("question-state-answered"),
        State::Resolved => Text::new("question-state-resolved"),
        State::Reopened => Text::new("question-state-reopened"),
        State::Duplicate => Text::new("question-state-duplicate"),
        State::Withdrawn => Text::new("question-state-withdrawn"),
        State::Expired => Text::new("question-state-expired"),
        State::Held => Text::new("question-state-held"),
        State::Erased => Text::new("question-state-erased"),
    }
}

const fn colour(state: State) -> u32 {
    match state {
        State::Open | State::Reopened => 0x00ed_b120,
        State::Claimed | State::NeedsInfo => 0x0058_65f2,
        State::Answered => 0x003b_a55d,
        State::Draft
        | State::Resolved
        | State::Duplicate
        | State::Withdrawn
        | State::Expired
        | State::Held
        | State::Erased => 0x0080_848e,
    }
}

/// A kind in words.
pub(super) fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Medical => Text::new("question-kind-medical"),
        Kind::Study => Text::new("question-kind-study"),
        Kind::Career => Text::new("question-kind-career"),
        Kind::Failure => Text::new("question-kind-failure"),
    }
}

fn age_band(band: AgeBand) -> Text {
    match band {
        AgeBand::Under1 => Text::new("question-age-under-1"),
        AgeBand::From1 => Text::new("question-age-1-5"),
        AgeBand::From6 => Text::new("question-age-6-14"),
        AgeBand::From15 => Text::new("question-age-15-39"),
        AgeBand::From40 => Text::new("question-age-40-64"),
        AgeBand::From65 => Text::new("question-age-65-74"),
        AgeBand::From75 => Text::new("question-age-75-89"),
        AgeBand::From90 => Text::new("question-age-90-up"),
    }
}

fn near(near: Near) -> Option<Text> {
    match near {
        Near::Ahead => Some(Text::new("question-near-ahead")),
        Near::Same => Some(Text::new("question-near-same")),
        Near::Supervisor => Some(Text::new("question-near-supervisor")),
        Near::Anyone => None,
    }
}

/// A button about a question. Each is checked again when it is pressed.
pub(super) fn button(
    question: &Question,
    action: &str,
    label: &Text,
    style: Style,
    lang: Lang,
) -> Button {
    let custom_id = format!("question:{action}:{}", question.id);
    Button::new(custom_id, label.plain(lang), style)
}

/// The name of its thread. It never says the state, unless that hides the title: threads can be
/// renamed twice in 10 minutes.
pub(super) fn thread_name(question: &Question, lang: Lang) -> String {
    if question.state == State::Held {
        return format!("#{} {}", question.id, state(State::Held).plain(lang));
    }
    let name = format!("#{} {}", question.id, question.title);
    // An erased one has no title.
    input::cut(name.trim_end(), MAX_THREAD_NAME)
}

/// The forum's tags that it should carry: its state and its field.
pub(super) fn tags(question: &Question, config: &Config) -> Vec<String> {
    let names = &config.questions.tags;
    let state = match question.state {
        State::Open | State::Reopened => Some(&names.open),
        State::Claimed => Some(&names.claimed),
        State::NeedsInfo => Some(&names.needs_info),
        State::Answered => Some(&names.answered),
        State::Resolved => Some(&names.resolved),
        State::Draft
        | State::Duplicate
        | State::Withdrawn
        | State::Expired
        | State::Held
        | State::Erased => None,
    };
    let field = config.questions.fields.get(&question.field);
    let field = field.map(|names| names.get(config.language).to_owned());
    state.cloned().into_iter().chain(field).collect()
}

/// The names of the tags that tell a state.
pub(super) fn state_tags(config: &Config) -> [&String; 5] {
    let names = &config.questions.tags;
    [
        &names.open,
        &names.claimed,
        &names.needs_info,
        &names.answered,
        &names.resolved,
    ]
}

/// An answer as it is posted: who answers, then the words, on as many pages as they need.
pub(super) fn answer(
    question: &Question,
    answer: AnswerId,
    mentor: Option<UserId>,
    body: &str,
    lang: Lang,
) -> Vec<Message> {
    let mentor = mentor.map_or_else(nobody, Arg::from);
    let by = Text::new("question-answer-by").with("mentor", mentor);
    said(question, &format!("a{}", answer.0), &by, body, lang)
}

/// What a mentor asks for, or what the asker wrote to it, as it is posted.
pub(super) fn remark(
    question: &Question,
    (remark, kind): (RemarkId, RemarkKind),
    author: Option<UserId>,
    body: &str,
    lang: Lang,
) -> Vec<Message> {
    let by = match (kind, author) {
        (RemarkKind::Reply, None) if question.is_anonymous => Text::new("anonymous-said-by"),
        (RemarkKind::Info, author) => {
            Text::new("question-info-by").with("mentor", author.map_or_else(nobody, Arg::from))
        }
        (RemarkKind::Reply, author) => {
            Text::new("question-reply-by").with("asker", author.map_or_else(nobody, Arg::from))
        }
    };
    said(question, &format!("r{}", remark.0), &by, body, lang)
}

/// Words of somebody, on as many pages as they need; the first says whose they are.
fn said(question: &Question, what: &str, by: &Text, body: &str, lang: Lang) -> Vec<Message> {
    let pages = pages::pages(&[(String::new(), body)]);
    let message = |(number, description): (usize, String)| {
        let what = format!("{what}-{}", number + 1);
        let mut message = framed(description, footer(question, &what));
        if number == 0 {
            message.content = by.render(lang);
        }
        message
    };
    pages.into_iter().enumerate().map(message).collect()
}

/// The address of a thread.
pub(super) fn link(config: &Config, thread: MessageId) -> Option<String> {
    let guild = config.discord.guild?;
    Some(format!("https://discord.com/channels/{guild}/{thread}"))
}
