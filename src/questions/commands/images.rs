//! What is attached, and what owners press about pictures of a question.

use poise::serenity_prelude as discord;

use crate::command::{Incoming, Press};
use crate::discord::message::Message;
use crate::error::{Error, Result};
use crate::ids::QuestionId;
use crate::questions::images::{self, Offered, Why};
use crate::text::Text;

/// What was attached, each with its place among the options.
pub(super) fn offered(attached: [Option<discord::Attachment>; 3]) -> Vec<Offered> {
    let each = attached.into_iter().zip(1..);
    let offered = |(file, position): (Option<discord::Attachment>, i64)| {
        let file = file?;
        Some(Offered {
            position,
            address: file.url,
            bytes: file.size,
            name: file.filename,
            content_type: file.content_type,
        })
    };
    each.filter_map(offered).collect()
}

/// Shows the owner the pictures that wait, to them alone.
pub(super) async fn open(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let (message, files) = images::look(&incoming.app, &incoming.actor, number).await?;
    incoming.reply_with_files(&message, &files).await
}

/// `question:images-approve:12` and `question:images-refuse:12:identifying`, in the place of the pictures.
pub(super) async fn decide(press: &Press<'_>, number: QuestionId) -> Result<()> {
    let Incoming { app, actor, .. } = press.incoming;
    let done = if press.action == "images-approve" {
        images::approve(app, actor, number).await?;
        Text::new("image-done-approved")
    } else {
        let name: String = press.id.read(1)?;
        let why = Why::ALL.into_iter().find(|why| why.name() == name);
        let why = why.ok_or_else(|| Error::Refused(Text::new("stale-button")))?;
        images::refuse(app, actor, number, why).await?;
        Text::new("image-done-refused")
    };
    let done = done.with("number", number);
    press.update(&Message::text(done.render(actor.lang))).await
}
