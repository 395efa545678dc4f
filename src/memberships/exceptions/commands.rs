//! The buttons of the list of what needs the owner's eye.

use super::rules::Kind;
use super::{Done, assign, cards, mend, owed, page, set_aside};
use crate::command::{Incoming, Press};
use crate::error::{Error, Result};
use crate::ids::PaymentId;
use crate::text::Text;

/// Shows the list from its beginning.
pub(in crate::memberships) async fn show(incoming: &Incoming) -> Result<()> {
    let page = page(&incoming.app, &incoming.actor, false, 0).await?;
    let message = cards::list(&page, None, incoming.lang());
    incoming.reply_with(&message).await
}

/// A pressed button of the list: it turns its page, or does something about one of its lines and
/// shows what is left.
pub(in crate::memberships) async fn press(press: &Press<'_>) -> Result<()> {
    let incoming = press.incoming;
    let (app, actor) = (&incoming.app, &incoming.actor);
    if press.action == "exceptions" {
        let is_aside = press.id.read(0)?;
        let page = page(app, actor, is_aside, press.id.read(1)?).await?;
        return press
            .update(&cards::list(&page, None, incoming.lang()))
            .await;
    }
    let (kind, subject): (Kind, String) = (press.id.read(0)?, press.id.read(1)?);
    let number = press.id.read(2)?;
    let payment = || press.id.read::<PaymentId>(1);
    if press.action == "exception-choose"
        && let Some(owed) = owed(app, actor, payment()?).await?
    {
        let message = cards::choose(&owed, payment()?, number, incoming.lang());
        return press.update(&message).await;
    }
    let done = match press.action {
        "exception-choose" => Done::Already,
        "exception-assign" => assign(app, actor, payment()?, press.chosen()?).await?,
        "exception-mend" => mend(app, actor, kind, &subject).await?,
        "exception-aside" => set_aside(app, actor, kind, &subject, true).await?,
        "exception-back" => set_aside(app, actor, kind, &subject, false).await?,
        _ => return Err(Error::Refused(Text::new("stale-button"))),
    };
    let is_aside = press.action == "exception-back";
    let page = page(app, actor, is_aside, number).await?;
    press
        .update(&cards::list(&page, Some(&done), incoming.lang()))
        .await
}
