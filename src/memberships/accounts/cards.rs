//! How it looks that somebody is linked with what a platform calls them; for owners alone.

use super::Linked;
use crate::text::Text;

/// Who is linked now, and what came of it at once.
pub(in crate::memberships) fn linked(linked: &Linked) -> Text {
    let text = if linked.payments == 0 {
        Text::new("account-linked")
    } else {
        Text::new("account-linked-payments").with("payments", linked.payments)
    };
    text.with("source", linked.source.clone())
        .with("name", linked.name.clone())
        .with("user", linked.user)
}
