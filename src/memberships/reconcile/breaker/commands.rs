//! The buttons with which the owner decides.

use super::{Decision, cards};
use crate::command::Press;
use crate::error::{Error, Result};
use crate::text::Text;

/// A pressed button of a question.
pub(in crate::memberships) async fn press(press: &Press<'_>) -> Result<()> {
    let decision = match press.action {
        "breaker-go" => Decision::Go,
        "breaker-discard" => Decision::Discard,
        _ => return Err(Error::Refused(Text::new("stale-button"))),
    };
    let (id, version) = (press.id.read(0)?, press.id.read(1)?);
    let incoming = press.incoming;
    let stopped = super::decide(&incoming.app, &incoming.actor, id, version, decision).await?;
    incoming.reply(&cards::pressed(&stopped, decision)).await
}
