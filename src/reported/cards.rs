//! What is told of a reported message. Pure.

use super::Target;
use crate::config::Config;
use crate::discord::message::{Embed, Message};
use crate::questions::Reporter;
use crate::text::Text;

/// Tells the owner where to look; nothing is hidden.
pub(super) fn told(config: &Config, target: Target, reporter: Reporter) -> Message {
    let lang = config.language;
    let text = Text::new("reported-told")
        .with("reporter", reporter.user)
        .with("channel", target.channel);
    let mut lines = vec![text.render(lang), reporter.past().render(lang)];
    lines.extend(link(config, target));
    Message {
        embed: Some(Embed {
            description: lines.join("\n"),
            footer: format!("salon · reported:{}", reporter.report),
            colour: 0x00ed_b120,
            ..Embed::default()
        }),
        ..Message::default()
    }
}

/// The address of a message.
fn link(config: &Config, target: Target) -> Option<String> {
    let guild = config.discord.guild?;
    let Target {
        channel, message, ..
    } = target;
    Some(format!(
        "https://discord.com/channels/{guild}/{channel}/{message}"
    ))
}
