//! Which command a person means by what she types, and which ones her client shows her.

use serde_json::{Value, json};

use super::Person;
use crate::Id;
use crate::permissions::{ADMINISTRATOR, USE_APPLICATION_COMMANDS, VIEW_CHANNEL};
use crate::state::{Command, State};

/// A command found by what was typed: its leaf, and the sub-commands on the way.
pub(super) struct Found<'a> {
    pub(super) command: &'a Command,
    /// Groups and sub-commands, outermost first.
    pub(super) steps: Vec<&'a Value>,
}

impl<'a> Found<'a> {
    /// Definition of the command or sub-command that is run.
    pub(super) fn leaf(&self) -> &'a Value {
        self.steps
            .last()
            .copied()
            .unwrap_or(&self.command.definition)
    }

    /// Default names, blanks between.
    pub(super) fn path(&self) -> String {
        let steps = self.steps.iter().filter_map(|step| step["name"].as_str());
        std::iter::once(self.command.name.as_str())
            .chain(steps)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The command's data with these options in its innermost place.
    pub(super) fn data(&self, guild: Option<Id>, options: Vec<Value>, resolved: &Value) -> Value {
        let options = self.steps.iter().rev().fold(options, |inner, step| {
            vec![json!({"type": step["type"], "name": step["name"], "options": inner})]
        });
        let mut data = json!({"id": self.command.id, "name": self.command.name, "type": self.command.kind, "options": options});
        if let Some(guild) = guild {
            data["guild_id"] = json!(guild);
        }
        if resolved
            .as_object()
            .is_some_and(|resolved| !resolved.is_empty())
        {
            data["resolved"] = resolved.clone();
        }
        data
    }
}

impl Person {
    /// The command she means, if her client shows it to her there.
    pub(super) fn find<'a>(
        &self,
        state: &'a State,
        channel: Id,
        typed: &str,
    ) -> Result<Found<'a>, String> {
        let locale = self.locale(state);
        let mut words = typed.trim().trim_start_matches('/').split_whitespace();
        let first = words.next().unwrap_or_default();
        let named = |definition: &Value, word: &str| {
            definition["name"] == *word || localised(definition, "name", &locale) == word
        };
        let command = state
            .commands
            .iter()
            .find(|known| known.kind == 1 && named(&known.definition, first));
        let command = command
            .filter(|known| self.is_shown(state, channel, known))
            .ok_or_else(|| format!("/{first}"))?;
        let mut found = Found {
            command,
            steps: Vec::new(),
        };
        for word in words {
            let mut inner = found.leaf()["options"].as_array().into_iter().flatten();
            let step = inner.find(|option| {
                matches!(option["type"].as_u64(), Some(1 | 2)) && named(option, word)
            });
            found
                .steps
                .push(step.ok_or_else(|| format!("/{} {word}", found.path()))?);
        }
        if found.leaf()["options"]
            .as_array()
            .into_iter()
            .flatten()
            .any(|option| matches!(option["type"].as_u64(), Some(1 | 2)))
        {
            return Err(format!("/{typed} without a sub-command"));
        }
        Ok(found)
    }

    /// Whether her client offers that command in that channel.
    pub(super) fn is_shown(&self, state: &State, channel: Id, command: &Command) -> bool {
        let Some(place) = state.channels.get(&channel) else {
            return false;
        };
        let contexts = command.definition["contexts"].as_array();
        let context = u64::from(place.is_dm());
        if contexts
            .is_some_and(|contexts| !contexts.iter().any(|one| one.as_u64() == Some(context)))
        {
            return false;
        }
        if place.is_dm() {
            // Commands of a guild do not reach DMs; this sandbox keeps them in one list, so only an explicit context opens them.
            return place.recipient == Some(self.id) && contexts.is_some();
        }
        let asleep = place.thread.as_ref().is_some_and(|thread| thread.archived);
        if asleep
            || !place.holds_messages()
            || !state.may(self.id, channel, VIEW_CHANNEL | USE_APPLICATION_COMMANDS)
        {
            return false;
        }
        if state.commands_are_open {
            return true;
        }
        let held = state.permissions(self.id, channel);
        match command.definition["default_member_permissions"]
            .as_str()
            .and_then(|bits| bits.parse::<u64>().ok())
        {
            Some(0) => held & ADMINISTRATOR != 0,
            Some(wanted) => held & wanted == wanted,
            None => true,
        }
    }

    /// Her language.
    pub(super) fn locale(&self, state: &State) -> String {
        state
            .users
            .get(&self.id)
            .map_or_else(|| "en-US".to_owned(), |user| user.locale.clone())
    }
}

/// A text in a language, or the default one.
pub(crate) fn localised(definition: &Value, field: &str, locale: &str) -> String {
    let translated = definition[format!("{field}_localizations")][locale].as_str();
    translated
        .or(definition[field].as_str())
        .unwrap_or_default()
        .to_owned()
}
