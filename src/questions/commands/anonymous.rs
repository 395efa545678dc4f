//! What only the asker of an anonymous question presses.

use super::closing;
use crate::command::{Incoming, Press};
use crate::error::{Error, Result};
use crate::ids::QuestionId;
use crate::questions::asking;
use crate::questions::question::DraftId;
use crate::questions::{anonymous, forms, images};
use crate::text::Text;

/// `question:open:0`: shows the question that was chosen.
pub(super) async fn open(press: &Press<'_>) -> Result<()> {
    let picked = press.picked.and_then(|number| number.parse().ok());
    let number = picked.ok_or_else(|| Error::Refused(Text::new("stale-button")))?;
    closing::shown(press.incoming, QuestionId(number)).await
}

/// `question:say:12`: the form of what is posted under the alias.
pub(super) async fn open_saying(incoming: &Incoming, number: QuestionId) -> Result<()> {
    let question = anonymous::open(&incoming.app, &incoming.actor, number).await?;
    incoming.open(&forms::say(&question, incoming.lang())).await
}

/// `question:dm:12:1`: messages are wanted, or no longer.
pub(super) async fn set_dm(press: &Press<'_>) -> Result<()> {
    let number: QuestionId = press.id.read(0)?;
    let wants_dm = press.id.read::<u8>(1)? == 1;
    let (app, actor) = (&press.incoming.app, &press.incoming.actor);
    anonymous::set_dm(app, actor, number, wants_dm).await?;
    let done = if wants_dm {
        Text::new("anonymous-dm-is-on")
    } else {
        Text::new("anonymous-dm-is-off")
    };
    press.incoming.reply(&done).await
}

/// `question:dm-draft:DRAFT:1`: the same before it is posted.
pub(super) async fn set_dm_of_draft(press: &Press<'_>) -> Result<()> {
    let (app, actor) = (&press.incoming.app, &press.incoming.actor);
    let draft = DraftId(press.id.read(0)?);
    let wants_dm = press.id.read::<u8>(1)? == 1;
    let mut composed = asking::set_dm(app, actor, draft, wants_dm).await?;
    let taken = images::kept(app, draft).await?;
    composed.question.images_waiting = taken.count();
    let shown = asking::preview(&composed, &taken, &app.config, actor.lang);
    press.update_with_files(&shown, &taken.files).await
}
