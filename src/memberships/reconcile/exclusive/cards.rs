//! How the owner is asked before people lose a role that only we give from then on, and told who lost
//! one since.

use crate::discord::message::{Button, Message, Style};
use crate::ids::{RoleId, UserId};
use crate::memberships::cards::{GREY, framed};
use crate::memberships::reconcile::breaker::named;
use crate::text::{Lang, Text};

/// So many are named.
const NAMED: usize = 10;

/// Who lost it.
pub(super) fn taken((role, users): (RoleId, &[UserId]), newest: i64, lang: Lang) -> Message {
    let text = Text::new("membership-role-exclusive-taken")
        .with("role", role)
        .with("count", users.len());
    let first: Vec<UserId> = users.iter().take(NAMED).copied().collect();
    let people = named(&first, i64::try_from(users.len()).unwrap_or(i64::MAX));
    let title = Text::new("membership-role-exclusive-taken-title").plain(lang);
    let body = format!("{}\n{}", text.render(lang), people.render(lang));
    let footer = format!("salon · exclusive-{role}-{newest}");
    framed(title, body, footer, GREY)
}

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
