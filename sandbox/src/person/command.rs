//! Typing a command or using a menu, as Discord's client lets one.

use serde_json::{Value, json};

use super::ask::Question;
use super::find::localised;
use super::{Person, Target, values};
use crate::interaction::kind;
use crate::state::{Command, State};
use crate::view::Choice;
use crate::wire::guild::partial_member_json;
use crate::{Id, Outcome};

impl Person {
    /// Types a slash command (`/ask`, `/plan create`, in default names or in her language) with options, and sees what comes of it.
    pub async fn runs(
        &self,
        channel: impl Into<Id>,
        command: &str,
        options: &[(&str, &str)],
    ) -> Outcome {
        let channel = channel.into();
        let question = {
            let discord = self.sandbox.lock();
            let state = &discord.state;
            match self.find(state, channel, command) {
                Err(why) => return Outcome::NotShown(why),
                Ok(found) => match values::read(state, self.id, found.leaf(), options) {
                    Err(why) => return Outcome::Invalid(why),
                    Ok((options, resolved)) => Question {
                        kind: kind::COMMAND,
                        channel,
                        data: found.data(guild_of(state, channel), options, &resolved),
                        command: found.path(),
                        component_of: None,
                    },
                },
            }
        };
        self.ask(question).await
    }

    /// Has typed part of a command and sees the proposals for the option she is in.
    pub async fn autocompletes(
        &self,
        channel: impl Into<Id>,
        command: &str,
        options: &[(&str, &str)],
        focused: &str,
    ) -> Vec<Choice> {
        let channel = channel.into();
        let question = {
            let discord = self.sandbox.lock();
            let state = &discord.state;
            let Ok(found) = self.find(state, channel, command) else {
                return Vec::new();
            };
            let Some(options) = values::partial(state, self.id, found.leaf(), options, focused)
            else {
                return Vec::new();
            };
            Question {
                kind: kind::AUTOCOMPLETE,
                channel,
                data: found.data(guild_of(state, channel), options, &Value::Null),
                command: found.path(),
                component_of: None,
            }
        };
        self.ask_choices(question).await
    }

    /// Uses a command of the menu on a user or a message. For a user, `channel` is where she stands.
    pub async fn uses_menu(
        &self,
        channel: impl Into<Id>,
        command: &str,
        target: Target,
    ) -> Outcome {
        let channel = channel.into();
        let question = {
            let discord = self.sandbox.lock();
            let state = &discord.state;
            let (number, id, resolved) = match target {
                Target::User(id) => {
                    let mut resolved = json!({"users": {id.to_string(): state.user_json(id)}});
                    if let Some(member) = state.guild.members.get(&id) {
                        let mut member = partial_member_json(member);
                        member["permissions"] = json!(state.permissions(id, channel).to_string());
                        resolved["members"] = json!({id.to_string(): member});
                    }
                    (2, id, resolved)
                }
                Target::Message(id) => {
                    let Some(message) = self.visible_message(state, id) else {
                        return Outcome::NotShown(format!("message {id}"));
                    };
                    (
                        3,
                        id,
                        json!({"messages": {id.to_string(): state.message_json(message)}}),
                    )
                }
            };
            let named = |known: &&Command| {
                known.kind == number
                    && (known.name == command
                        || localised(&known.definition, "name", &self.locale(state)) == command)
            };
            let Some(known) = state
                .commands
                .iter()
                .find(named)
                .filter(|known| self.is_shown(state, channel, known))
            else {
                return Outcome::NotShown(command.to_owned());
            };
            let mut data = json!({"id": known.id, "name": known.name, "type": number, "target_id": id, "resolved": resolved});
            if let Some(guild) = guild_of(state, channel) {
                data["guild_id"] = json!(guild);
            }
            Question {
                kind: kind::COMMAND,
                channel,
                data,
                command: known.name.clone(),
                component_of: None,
            }
        };
        self.ask(question).await
    }
}

/// The guild a channel belongs to; a DM belongs to none.
fn guild_of(state: &State, channel: Id) -> Option<Id> {
    state
        .channels
        .get(&channel)
        .filter(|channel| !channel.is_dm())
        .map(|_| state.guild.id)
}
