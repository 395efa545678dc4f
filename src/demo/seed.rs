//! What happened in the demo's salon before you came: people type commands, as they would.

use anyhow::ensure;
use sandbox::{Id, Outcome, Person, Sandbox};

use super::stage;
use crate::app::App;

/// Plays it.
pub(super) async fn play(_app: &App, sandbox: &Sandbox) -> anyhow::Result<()> {
    let owner = sandbox.person(stage::OWNER);
    let _ = (
        &owner,
        stage::MENTOR,
        stage::SECOND_MENTOR,
        stage::MEMBER,
        stage::SECOND_MEMBER,
        stage::THIRD_MEMBER,
        stage::PAID_ROLE,
        stage::TRACK_ROLE,
        stage::LOBBY,
        stage::LECTURES,
        stage::LOUNGE,
    );
    Ok(())
}

/// A command that must not fail: a seed that is refused is a fault of ours.
async fn run(
    person: &Person,
    channel: Id,
    command: &str,
    options: &[(&str, &str)],
) -> anyhow::Result<Outcome> {
    let outcome = person.runs(channel, command, options).await;
    ensure!(
        outcome.message().is_some() || outcome.modal().is_some(),
        "{command} {options:?}: {}",
        outcome.text()
    );
    Ok(outcome)
}
