//! Weekly lectures: slots, their queues, what is posted by the clock, and watching it.
//!
//! A slot is a civil time, a lecture is content, and a queue joins them. Time never changes because
//! of content: an occurrence takes what is at the head when its time comes.

mod cards;
mod catalogue;
mod commands;
mod content;
mod effects;
mod jobs;
mod learning;
mod lecture;
mod queue;
mod release;
mod rules;
mod slots;
mod watching;

pub use catalogue::{Coming, upcoming};
pub use content::{LectureForm, add_lecture, find_lectures, mark_ready};
pub use effects::describe;
pub use jobs::{look_due, next_due, run_due};
pub use lecture::{Entry, Lecture, LectureState, Rule, Slot, Weekday};
pub use queue::{list_queue, queue};
pub use release::beside::set_catalogue_kind;
pub use release::look::look_again;
pub use release::next_lecture_at;
pub use release::revise::post_deleted;
pub use release::status::attention;
pub use rules::{FOR_LECTURES, FOR_MEETINGS};
pub use slots::{Plan, SlotForm, create_slot, list_slots, places};
pub use watching::{Of, Opened, watch};

use crate::command::{Command, Press};
use crate::error::Result;
use rules::Refusal;

/// What people can type.
pub fn commands() -> Vec<Command> {
    commands::all()
}

/// A button of ours: `lecture:<action>:<id>`.
pub async fn press(press: &Press<'_>) -> Result<()> {
    match press.action {
        "watch" => watching::press(press, Of::Date(press.id.read(0)?)).await,
        "watch-l" => watching::press(press, Of::Lecture(press.id.read(0)?)).await,
        "watched" | "watched-l" | "unwatched" => learning::press(press).await,
        "approve" | "approve-l" | "hold" | "go" | "skip" | "swap" | "swap-to" | "leave"
        | "withdraw" => release::press::press(press).await,
        "page" | "tick" | "untick" => catalogue::press(press).await,
        _ => Err(Refusal::Stale.into()),
    }
}

#[cfg(test)]
mod tests;
