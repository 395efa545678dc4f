//! What members type and press about their own plans.

use chrono::{DateTime, Utc};

use crate::command::{Context, Incoming, Press};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::PlanId;
use crate::memberships::rules::{Plan, Renewal};
use crate::memberships::{cards, joining, moving, my_status, renewing, status};
use crate::text::{self, Lang, Text};

#[poise::command(slash_command, guild_only, category = "person")]
pub(super) async fn membership(ctx: Context<'_>) -> Result<()> {
    let incoming = ctx.data();
    incoming.reply_with(&mine(incoming, None).await?).await
}

/// A pressed button of what is theirs. It may be old: what holds now is looked up, and shown.
pub(super) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let Incoming { app, actor, .. } = incoming;
    let plan = || press.id.read::<PlanId>(0);
    let message = match press.action {
        "payments" => {
            let (plans, payments) = status::my_payments(app, actor).await?;
            cards::payments(&plans, &payments, press.id.read(0)?, actor.lang)
        }
        "cancel" => match renewing::look(app, actor, plan()?).await? {
            Some((plan, Renewal::Open(end))) => cards::ask_cancel(&plan, end, actor.lang),
            looked => mine(incoming, Some(as_it_is(looked, actor.lang))).await?,
        },
        "cancel-now" => {
            let done = renewing::cancel(app, actor, plan()?).await?;
            said(incoming, (plan()?, done), Text::new("mine-cancelled")).await?
        }
        "resume" => {
            let done = renewing::resume(app, actor, plan()?).await?;
            said(incoming, (plan()?, done), Text::new("mine-resumed")).await?
        }
        _ => mine(incoming, None).await?,
    };
    press.update(&message).await
}

/// What is theirs, below what came of their word.
async fn said(
    incoming: &Incoming,
    (plan, done): (PlanId, Option<(Plan, DateTime<Utc>)>),
    words: Text,
) -> Result<Message> {
    let text = if let Some((plan, end)) = done {
        words
            .with("plan", plan.name(incoming.lang()))
            .with("end", text::end(end))
    } else {
        let looked = renewing::look(&incoming.app, &incoming.actor, plan).await?;
        as_it_is(looked, incoming.lang())
    };
    mine(incoming, Some(text)).await
}

/// Why a button of before does nothing any more.
fn as_it_is(looked: Option<(Plan, Renewal)>, lang: Lang) -> Text {
    match looked {
        Some((plan, Renewal::Silent(_))) => Text::new("mine-silent").with("plan", plan.name(lang)),
        _ => Text::new("mine-as-it-is"),
    }
}

/// Where they stand, and what they are on their way into.
async fn mine(incoming: &Incoming, words: Option<Text>) -> Result<Message> {
    let Incoming { app, actor, .. } = incoming;
    let own = my_status(app, actor).await?;
    let underway = joining::mine(app, actor).await?;
    let open = underway.iter().filter(|mine| mine.is_open());
    let plans: Vec<_> = open.map(joining::Mine::plan).collect();
    let mut message = cards::status(&own, &plans, actor.lang);
    joining::add_mine(&mut message, &underway, &app.config, actor.lang);
    moving::add_mine(&mut message, incoming).await?;
    message.content = words.map_or_else(String::new, |words| words.render(actor.lang));
    Ok(message)
}
