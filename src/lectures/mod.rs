//! Weekly lectures: slots, their queues, what is posted by the clock, and watching it.
//!
//! A slot is a civil time, a lecture is content, and a queue joins them. Time never changes because
//! of content: an occurrence takes what is at the head when its time comes.

mod cards;
mod catalogue;
mod clock;
mod commands;
mod content;
mod effects;
mod imports;
mod jobs;
mod learning;
mod lecture;
mod queue;
mod release;
mod rules;
mod slots;
mod watching;

pub use catalogue::{Coming, upcoming};
pub use clock::clock_jumped;
pub use content::{add_lecture, mark_ready};
pub use effects::describe;
pub use jobs::{look_due, next_due, run_due};
pub use lecture::{Chapters, Entry, Lecture, LectureState, Rule, Slot, Weekday};
pub use queue::{list_queue, queue};
pub use release::beside::set_catalogue_kind;
pub use release::look::look_again;
pub use release::next_lecture_at;
pub use release::revise::post_deleted;
pub use release::status::attention;
pub use rules::LectureForm;
pub use rules::{FOR_LECTURES, FOR_MEETINGS};
pub use slots::{Plan, SlotForm, create_slot, list_slots, places};
pub use watching::{Of, Opened, follow, is_link_open, watch};

use crate::command::{Command, Press, Submission};
use crate::error::Result;

/// What people can type.
pub fn commands() -> Vec<Command> {
    commands::all()
}

/// A button of ours: `lecture:<action>:<id>`.
pub async fn press(press: &Press<'_>) -> Result<()> {
    match press.action {
        "watch" => watching::press(press, Of::Date(press.id.read(0)?)).await,
        "watch-l" => watching::press(press, Of::Lecture(press.id.read(0)?)).await,
        "approve" | "approve-l" | "hold" | "go" | "skip" | "swap" | "swap-to" | "there"
        | "absent" | "leave" | "withdraw" | "withdraw-go" | "publish-go" => {
            release::press::press(press).await
        }
        "page" | "tick" | "untick" | "look" | "ask" | "ask-l" | "asked" => {
            catalogue::press(press).await
        }
        "edit" | "pile" => content::press(press).await,
        "import-go" | "import-drop" => imports::press(press).await,
        "queue" => queue::commands::press(press).await,
        "slots" | "slot-go" | "slot-no" => slots::press(press).await,
        "now" | "next" | "drop" => release::outage::press(press).await,
        _ => learning::press(press).await,
    }
}

/// A form of ours: `lecture:<action>:<id>`.
pub async fn submit(submission: &Submission<'_>) -> Result<()> {
    match submission.action {
        "edit" => content::submit(submission).await,
        _ => learning::submit(submission).await,
    }
}

#[cfg(test)]
mod tests;
