//! `/question unseal`, and the buttons under a request.

use crate::command::{Context, Incoming, Press};
use crate::discord::message::Message;
use crate::error::Result;
use crate::ids::QuestionId;
use crate::questions::anonymous::{self, Unsealed};

#[poise::command(slash_command, guild_only, category = "owner")]
pub(super) async fn unseal(ctx: Context<'_>, number: i64, reason: Option<String>) -> Result<()> {
    let incoming = ctx.data();
    let (app, lang) = (&incoming.app, incoming.lang());
    let number = QuestionId(number);
    let who = (&incoming.actor, is_moderator(incoming));
    let reason = reason.unwrap_or_default();
    let message = match anonymous::unseal(app, who, number, &reason).await? {
        Unsealed::Is(user, until) => anonymous::identity(number, (user, until), lang),
        Unsealed::Waits(request) | Unsealed::MayAgree(request) => {
            anonymous::request(&request, lang)
        }
    };
    incoming.reply_with(&message).await
}

/// `question:unseal-agree:3` and `question:unseal-withdraw:3`.
pub(super) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let id = press.id.read(0)?;
    let request = if press.action == "unseal-agree" {
        let who = (&incoming.actor, is_moderator(incoming));
        anonymous::agree(&incoming.app, who, id).await?
    } else {
        anonymous::withdraw(&incoming.app, &incoming.actor, id).await?
    };
    let message = anonymous::request(&request, incoming.lang());
    let done = Message {
        rows: Vec::new(),
        ..message
    };
    incoming.reply_with(&done).await
}

/// Discord lets them moderate members here, now.
fn is_moderator(incoming: &Incoming) -> bool {
    let member = incoming.member.as_ref();
    let may = member.and_then(|member| member.permissions);
    may.is_some_and(serenity::all::Permissions::moderate_members)
}
