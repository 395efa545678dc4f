//! Why a question went to whom, for the owner.

use super::words::why_asked;
use crate::actor::Actor;
use crate::app::App;
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::QuestionId;
use crate::questions::cards::{framed, nobody};
use crate::questions::load;
use crate::questions::pages::{MAX_DESCRIPTION, length};
use crate::questions::question::Question;
use crate::questions::rules::routing::{Reason, Stage, Waiting};
use crate::questions::store::{self, Route};
use crate::text::{self, Arg, Lang, Text};

/// Who was told of a question and why, who was passed over and why, and what comes next. Only for the
/// owner.
pub async fn why(app: &App, actor: &Actor, number: QuestionId) -> Result<Message> {
    actor.must_be_owner()?;
    let mut conn = app.db.read().await?;
    let question = load(&mut conn, number).await?;
    let waiting = store::waiting(&mut conn, number).await?;
    let routes = store::routes(&mut conn, number, waiting.round).await?;
    let field = app.config.field_name(&question.field, actor.lang);
    Ok(card(&question, waiting, &routes, field, actor.lang))
}

fn card(
    question: &Question,
    waiting: Waiting,
    routes: &[Route],
    field: &str,
    lang: Lang,
) -> Message {
    let heading = Text::new("route-why").with("number", question.id);
    let mut out = format!("**{}**\n", heading.render(lang));
    out.push_str(&next(waiting).render(lang));
    out.push('\n');
    if routes.is_empty() {
        out.push_str(&Text::new("route-why-nobody").render(lang));
    }
    for route in routes {
        let line = format!("{}\n", line(route, field).render(lang));
        // Room is kept for the sentence that says there are more.
        if length(&out) + length(&line) > MAX_DESCRIPTION - 100 {
            out.push_str(&Text::new("route-why-more").render(lang));
            break;
        }
        out.push_str(&line);
    }
    framed(out, String::new())
}

/// What comes next, and when.
fn next(waiting: Waiting) -> Text {
    match (waiting.next, waiting.due_at) {
        (Some(next), Some(due)) => Text::new("route-next")
            .with("stage", stage(next))
            .with("due", Arg::from(due)),
        (Some(next), None) => Text::new("route-next-stands").with("stage", stage(next)),
        (None, _) => Text::new("route-next-none"),
    }
}

fn line(route: &Route, field: &str) -> Text {
    let mentor = route.user.map_or_else(nobody, Arg::from);
    if route.reason != Reason::Picked {
        return Text::new("route-passed-over")
            .with("stage", stage(route.stage))
            .with("mentor", mentor)
            .with("why", passed_over(route.reason));
    }
    let why = why_asked(route.is_field.then_some(field), route.distance);
    let text = match route.waits_until {
        Some(until) => Text::new("route-waits").with("at", Arg::from(until)),
        None => Text::new("route-told").with("at", text::relative(route.at)),
    };
    text.with("stage", stage(route.stage))
        .with("mentor", mentor)
        .with("why", why)
        .with("load", route.load)
}

fn stage(stage: Stage) -> Text {
    match stage {
        Stage::Join => Text::new("route-stage-join"),
        Stage::Near => Text::new("route-stage-near"),
        Stage::Field => Text::new("route-stage-field"),
        Stage::Owner => Text::new("route-stage-owner"),
    }
}

/// Where somebody works is nobody's business: then it is only said that they are not asked.
fn passed_over(reason: Reason) -> Text {
    match reason {
        Reason::Former => Text::new("route-reason-former"),
        Reason::Away => Text::new("route-reason-away"),
        Reason::NoMessages => Text::new("route-reason-no-messages"),
        Reason::Full => Text::new("route-reason-full"),
        Reason::SameHospital | Reason::Picked | Reason::Asker | Reason::Told | Reason::Farther => {
            Text::new("route-reason-not-eligible")
        }
    }
}
