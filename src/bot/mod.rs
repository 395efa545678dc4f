//! Assembly of the bot: every command, where presses and forms go, gateway events, errors.

mod dispatch;
mod errors;
mod events;
mod gateway;
mod manual;
mod registration;

use crate::command::{Command, Press, Submission, localise};
use crate::error::{Error, Result};
use crate::text::Text;
use crate::{help, lectures, memberships, people, questions, reported, reports, setup};

pub use events::{Events, handle_events};
pub use gateway::{Gateway, INTENTS, LoginRefused, Overheard};
pub use manual::manual;
pub use registration::{definitions, menu_key, register};

/// Every command, with its names and descriptions in both languages.
pub fn commands() -> Vec<Command> {
    let mut commands = Vec::new();
    commands.extend(memberships::commands());
    commands.extend(lectures::commands());
    commands.extend(questions::commands());
    commands.extend(reported::commands());
    commands.extend(people::commands());
    commands.extend(reports::commands());
    commands.extend(setup::commands());
    commands.extend(help::commands());
    localise(&mut commands, "cmd");
    poise::set_qualified_names(&mut commands);
    commands
}

/// Takes a pressed button to its feature.
async fn press(feature: &str, press: &Press<'_>) -> Result<()> {
    match feature {
        "membership" => memberships::press(press).await,
        "lecture" => lectures::press(press).await,
        "question" => questions::press(press).await,
        "reported" => reported::press(press).await,
        "setup" => setup::press(press).await,
        _ => Err(Error::Refused(Text::new("stale-button"))),
    }
}

/// Takes a submitted form to its feature.
async fn submit(feature: &str, submission: &Submission<'_>) -> Result<()> {
    match feature {
        "membership" => memberships::submit(submission).await,
        "lecture" => lectures::submit(submission).await,
        "question" => questions::submit(submission).await,
        _ => Err(Error::Refused(Text::new("stale-button"))),
    }
}
