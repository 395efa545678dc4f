//! The lists of commands that a person gets by typing `/` or opening a menu.

use serde_json::Value;

use super::Person;
use super::find::{Found, localised};
use crate::Id;
use crate::rest::files::plain;
use crate::state::Command;
use crate::view::{Choice, CommandView, OptionView};

impl Person {
    /// The slash commands that typing `/` offers her there, sub-commands spelled out, in her language.
    pub fn commands(&self, channel: impl Into<Id>) -> Vec<CommandView> {
        let channel = channel.into();
        let discord = self.sandbox.lock();
        let state = &discord.state;
        let locale = self.locale(state);
        let shown = state
            .commands
            .iter()
            .filter(|command| command.kind == 1 && self.is_shown(state, channel, command));
        let mut all = Vec::new();
        for command in shown {
            let bare = Found {
                command,
                steps: Vec::new(),
            };
            leaves(&bare, &locale, &mut all);
        }
        all
    }

    /// The commands in the menu on a user (2) or a message (3) in that channel.
    pub fn menu(&self, channel: impl Into<Id>, kind: u8) -> Vec<CommandView> {
        let channel = channel.into();
        let discord = self.sandbox.lock();
        let state = &discord.state;
        let locale = self.locale(state);
        let shown = state
            .commands
            .iter()
            .filter(|command| command.kind == kind && self.is_shown(state, channel, command));
        shown
            .map(|command| {
                view(
                    &Found {
                        command,
                        steps: Vec::new(),
                    },
                    &locale,
                )
            })
            .collect()
    }
}

fn leaves(found: &Found<'_>, locale: &str, all: &mut Vec<CommandView>) {
    let inner: Vec<&Value> = found.leaf()["options"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|option| matches!(option["type"].as_u64(), Some(1 | 2)))
        .collect();
    if inner.is_empty() {
        all.push(view(found, locale));
        return;
    }
    for step in inner {
        let mut steps = found.steps.clone();
        steps.push(step);
        let command: &Command = found.command;
        leaves(&Found { command, steps }, locale, all);
    }
}

fn view(found: &Found<'_>, locale: &str) -> CommandView {
    let names = std::iter::once(&found.command.definition).chain(found.steps.iter().copied());
    let leaf = found.leaf();
    CommandView {
        id: found.command.id,
        path: found.path(),
        name: names
            .map(|step| localised(step, "name", locale))
            .collect::<Vec<_>>()
            .join(" "),
        description: localised(leaf, "description", locale),
        kind: found.command.kind,
        options: leaf["options"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|option| option_view(option, locale))
            .collect(),
    }
}

fn option_view(option: &Value, locale: &str) -> OptionView {
    let choices = option["choices"].as_array().into_iter().flatten();
    OptionView {
        key: option["name"].as_str().unwrap_or_default().to_owned(),
        name: localised(option, "name", locale),
        description: localised(option, "description", locale),
        kind: option["type"]
            .as_u64()
            .and_then(|kind| u8::try_from(kind).ok())
            .unwrap_or(3),
        required: option["required"].as_bool().unwrap_or(false),
        choices: choices
            .map(|choice| Choice {
                name: localised(choice, "name", locale),
                value: plain(&choice["value"]),
            })
            .collect(),
        autocomplete: option["autocomplete"].as_bool().unwrap_or(false),
        min: option["min_value"]
            .as_f64()
            .or(option["min_length"].as_f64()),
        max: option["max_value"]
            .as_f64()
            .or(option["max_length"].as_f64()),
        channel_types: option["channel_types"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_u64)
            .collect(),
    }
}
