//! How the owner is asked before people lose a role that only we give from then on.

use crate::discord::message::{Button, Message, Style};
use crate::ids::RoleId;
use crate::text::{Lang, Text};

/// So many would lose it: whether that is meant.
pub(super) fn ask(role: RoleId, losing: usize, lang: Lang) -> Message {
    let text = Text::new("membership-role-exclusive-ask")
        .with("role", role)
        .with("count", losing);
    let id = format!("membership:exclusive:{role}:{losing}");
    let label = Text::new("membership-role-exclusive-yes").with("count", losing);
    Message {
        rows: vec![vec![Button::new(id, label.plain(lang), Style::Danger)]],
        ..Message::text(text.render(lang))
    }
}
