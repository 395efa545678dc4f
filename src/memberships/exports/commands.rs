//! What owners type to have the files for the books.

use super::{Span, What, make};
use crate::command::Context;
use crate::discord::message::Message;
use crate::error::Result;
use crate::text::Text;

/// What is given out.
#[derive(Clone, Copy, Debug, poise::ChoiceParameter)]
enum WhatChoice {
    #[name = "members"]
    Members,
    #[name = "payments"]
    Payments,
}

#[poise::command(slash_command, guild_only, category = "owner")]
pub(in crate::memberships) async fn export(
    ctx: Context<'_>,
    what: WhatChoice,
    from: Option<String>,
    until: Option<String>,
) -> Result<()> {
    let incoming = ctx.data();
    let what = match what {
        WhatChoice::Members => What::Members,
        WhatChoice::Payments => What::Payments,
    };
    let span = Span { from, until };
    let made = make(&incoming.app, &incoming.actor, what, &span).await?;
    let text = Text::new("export-made").with("rows", made.rows);
    let text = match made.apart {
        (0, _) => text,
        (count, sum) => Text::new("export-apart")
            .with("made", text)
            .with("count", count)
            .with("sum", sum),
    };
    let message = Message::text(text.render(incoming.lang()));
    incoming.reply_with_file(&message, &made.file).await
}
