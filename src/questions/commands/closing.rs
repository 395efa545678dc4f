//! What askers press once a question is resolved, and `/questions show`.

use crate::command::{Context, Incoming, Press};
use crate::error::{Error, Result};
use crate::ids::QuestionId;
use crate::questions::closing::{self, Say};
use crate::questions::showing;
use crate::text::Text;

/// Shows the asker what they can say of a resolved question.
pub(super) async fn open(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let (app, actor) = (&incoming.app, &incoming.actor);
    let (question, feedback) = closing::say(app, actor, number, Say::Nothing).await?;
    incoming
        .reply_with(&closing::message(&question, &feedback, actor.lang))
        .await
}

/// `question:rate:12:5`, `question:consent:12:1` and `question:thank:12`.
pub(super) async fn press(press: &Press<'_>) -> Result<()> {
    let (app, actor) = (&press.incoming.app, &press.incoming.actor);
    let number = press.id.read(0)?;
    let say = match press.action {
        "rate" => Say::Stars(press.id.read(1)?),
        "consent" => match press.id.read::<u8>(1)? {
            0 => Say::Consent(false),
            1 => Say::Consent(true),
            _ => return Err(Error::Refused(Text::new("stale-button"))),
        },
        _ => Say::Thanks,
    };
    let (question, feedback) = closing::say(app, actor, number, say).await?;
    press
        .update(&closing::message(&question, &feedback, actor.lang))
        .await
}

#[poise::command(slash_command, guild_only, category = "member")]
pub(super) async fn show(ctx: Context<'_>, number: i64) -> Result<()> {
    shown(ctx.data(), QuestionId(number)).await
}

/// Shows a question to whoever asks for it, alone.
pub(super) async fn shown(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let (app, actor) = (&incoming.app, &incoming.actor);
    let messages = showing::show(app, actor, number).await?;
    let mut messages = messages.iter();
    if let Some(first) = messages.next() {
        incoming.reply_with(first).await?;
    }
    for message in messages {
        incoming.follow_up(message).await?;
    }
    Ok(())
}
