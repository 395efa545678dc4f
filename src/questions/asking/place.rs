//! Where a question is posted.

use crate::app::App;
use crate::ids::ChannelId;
use crate::questions::question::{ChannelKind, Kind};
use crate::questions::refusal::Refusal;
use crate::questions::store::ChannelKinds;

/// Where questions of this kind are posted now; `known` is what looks at the channels came to.
pub(in crate::questions) fn place(
    app: &App,
    known: &ChannelKinds,
    kind: Kind,
) -> Result<(ChannelId, ChannelKind), Refusal> {
    let channels = &app.config.channels;
    if kind.is_confidential()
        && let Some(channel) = channels.confidential
    {
        return private_in(channel, looked_at(channel, known.confidential.as_deref())?);
    }
    let channel = channels.questions.ok_or(Refusal::NoChannel)?;
    let is = looked_at(channel, known.questions.as_deref())?;
    if kind.is_confidential() {
        return private_in(channel, is);
    }
    Ok((channel, is))
}

/// What a channel is. Another one may be of another kind.
fn looked_at(channel: ChannelId, known: Option<&str>) -> Result<ChannelKind, Refusal> {
    let kind = known.and_then(|known| known.strip_prefix(&format!("{channel} ")));
    kind.and_then(ChannelKind::named)
        .ok_or(Refusal::UnknownChannel)
}

/// A private thread in a channel. Forums have none.
fn private_in(channel: ChannelId, is: ChannelKind) -> Result<(ChannelId, ChannelKind), Refusal> {
    match is {
        ChannelKind::Text => Ok((channel, ChannelKind::Private)),
        ChannelKind::Forum | ChannelKind::Private => Err(Refusal::NowhereConfidential),
    }
}
