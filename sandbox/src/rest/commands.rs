//! Registering application commands. The guild's own and the global ones share one list, as there is one guild.

use serde_json::{Value, json};

use super::request::{Request, id};
use super::{Reply, done, ok};
use crate::Id;
use crate::discord::Discord;
use crate::error::ApiError;
use crate::limits::commands::check;
use crate::state::Command;
use crate::wire::drop_nulls;

/// Refuses another application's or another guild's commands.
pub(crate) fn check_place(d: &Discord, application: Id, guild: Option<Id>) -> Result<(), ApiError> {
    if application != d.state.application {
        return Err(ApiError {
            status: 403,
            code: 20012,
            message: "You are not authorized to perform this action on this application".to_owned(),
            errors: None,
        });
    }
    if guild.is_some_and(|guild| guild != d.state.guild.id) {
        return Err(ApiError::code(50001));
    }
    Ok(())
}

/// Everything below `…/commands`.
pub(crate) fn route(d: &mut Discord, r: &Request, rest: &[&str]) -> Reply {
    match (r.method.as_str(), rest) {
        ("GET", []) => ok(d
            .state
            .commands
            .iter()
            .map(|command| command.definition.clone())
            .collect()),
        ("PUT", []) => replace(d, r),
        ("POST", []) => {
            check(&r.body, "")?;
            let command = d.make_command(&r.body);
            d.state.commands.retain(|known| known.id != command.id);
            d.state.commands.push(command.clone());
            ok(command.definition)
        }
        ("GET", [command]) => ok(find(d, id(command)?)?.definition.clone()),
        ("DELETE", [command]) => {
            let command = find(d, id(command)?)?.id;
            d.state.commands.retain(|known| known.id != command);
            done()
        }
        _ => Err(ApiError {
            status: 501,
            code: 0,
            message: "the sandbox has no such command route".to_owned(),
            errors: None,
        }),
    }
}

fn replace(d: &mut Discord, r: &Request) -> Reply {
    let wanted = r.body.as_array().ok_or_else(|| {
        ApiError::invalid("_", "LIST_TYPE_CONVERT", "A list of commands is needed.")
    })?;
    for (at, definition) in wanted.iter().enumerate() {
        check(definition, &format!("{at}."))?;
        let same =
            |other: &Value| other["name"] == definition["name"] && kind(other) == kind(definition);
        if wanted[..at].iter().any(same) {
            return Err(ApiError::invalid(
                &format!("{at}.name"),
                "APPLICATION_COMMANDS_DUPLICATE_NAME",
                "Application command names must be unique",
            ));
        }
    }
    for (number, most) in [(1, 100), (2, 15), (3, 15)] {
        if wanted
            .iter()
            .filter(|definition| kind(definition) == number)
            .count()
            > most
        {
            return Err(ApiError {
                status: 400,
                code: 30032,
                message: "Maximum number of application commands reached".to_owned(),
                errors: None,
            });
        }
    }
    let commands: Vec<Command> = wanted
        .iter()
        .map(|definition| d.make_command(definition))
        .collect();
    d.state.commands = commands;
    ok(d.state
        .commands
        .iter()
        .map(|command| command.definition.clone())
        .collect())
}

fn find(d: &Discord, command: Id) -> Result<&Command, ApiError> {
    d.state
        .commands
        .iter()
        .find(|known| known.id == command)
        .ok_or_else(|| ApiError::code(10063))
}

fn kind(definition: &Value) -> u8 {
    definition["type"]
        .as_u64()
        .and_then(|kind| u8::try_from(kind).ok())
        .unwrap_or(1)
}

impl Discord {
    /// A command as Discord keeps it; one of the same name and kind keeps its id.
    fn make_command(&mut self, given: &Value) -> Command {
        let name = given["name"].as_str().unwrap_or_default().to_owned();
        let kind = kind(given);
        let known = self
            .state
            .commands
            .iter()
            .find(|known| known.name == name && known.kind == kind)
            .map(|known| known.id);
        let id = known.unwrap_or_else(|| self.new_id());
        let version = self.new_id();
        let mut definition = given.clone();
        drop_nulls(&mut definition);
        for (field, value) in [
            ("id", json!(id)),
            ("application_id", json!(self.state.application)),
            ("guild_id", json!(self.state.guild.id)),
            ("version", json!(version)),
            ("type", json!(kind)),
        ] {
            definition[field] = value;
        }
        for (field, value) in [
            ("description", json!("")),
            ("default_member_permissions", Value::Null),
            ("nsfw", json!(false)),
            ("integration_types", json!([0])),
            ("contexts", Value::Null),
            ("name_localizations", Value::Null),
            ("description_localizations", Value::Null),
        ] {
            if definition.get(field).is_none() {
                definition[field] = value;
            }
        }
        Command {
            id,
            name,
            kind,
            definition,
        }
    }
}
