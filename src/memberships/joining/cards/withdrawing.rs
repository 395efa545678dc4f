//! How withdrawing looks, and the question before it.

use super::button;
use crate::discord::message::{Message, Style};
use crate::memberships::joining::rules::Stage;
use crate::memberships::joining::store::Application;
use crate::memberships::joining::withdrawing::Withdrawal;
use crate::text::{Lang, Text};

/// What somebody withdrew, or is asked about before they do.
pub(in crate::memberships::joining) fn withdrawn(withdrawal: &Withdrawal, lang: Lang) -> Message {
    let Application {
        id,
        version,
        has_agreed,
        state,
        ..
    } = withdrawal.application;
    let is_offered = state == Stage::Offered;
    let text = match (withdrawal.is_done, has_agreed) {
        (true, true) => Text::new("joining-withdrawn"),
        (true, false) if is_offered => Text::new("joining-gave-up"),
        (true, false) => Text::new("joining-left"),
        (false, true) => Text::new("joining-ask-withdraw"),
        (false, false) if is_offered => Text::new("joining-ask-give-up"),
        (false, false) => Text::new("joining-ask-leave"),
    };
    let text = text.with("plan", withdrawal.plan.name(lang)).render(lang);
    if withdrawal.is_done {
        return Message::text(text);
    }
    let label = if has_agreed {
        Text::new("joining-button-withdraw-now")
    } else if is_offered {
        Text::new("joining-button-give-up-now")
    } else {
        Text::new("joining-button-leave-now")
    };
    let id = format!("withdraw-now:{id}:{version}");
    Message {
        rows: vec![vec![button(&id, &label, Style::Danger, lang)]],
        ..Message::text(text)
    }
}
