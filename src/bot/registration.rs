//! Tells Discord which commands there are, but only when that changed: an overwrite deletes the
//! owner's own settings for commands that are not in it.

use serde_json::Value;
use serenity::all as discord;
use serenity::http::{LightMethod, Route};
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::command::Command;
use crate::db;
use crate::discord::{Call, CallError, Rest};
use crate::text::{self, Lang};

/// The fact that holds the hash of what was registered last.
const FACT: &str = "commands";

/// The commands as Discord wants them.
pub fn definitions(commands: &[Command]) -> serde_json::Result<Vec<Value>> {
    let mut out = Vec::new();
    for command in commands {
        if let Some(slash) = command.create_as_slash_command() {
            out.push(serde_json::to_value(in_server_only(slash))?);
        }
        if let Some(menu) = command.create_as_context_menu_command() {
            let menu = match text::entry(Lang::Ja, &menu_key(command), None) {
                Some(name) => menu.name_localized("ja", name),
                None => menu,
            };
            out.push(serde_json::to_value(in_server_only(menu))?);
        }
    }
    Ok(out)
}

/// Where the name of an entry of a context menu stands in the `.ftl` files: `menu-membership`.
pub fn menu_key(command: &Command) -> String {
    let name = command.context_menu_name.as_deref().unwrap_or_default();
    format!("menu-{}", name.to_lowercase().replace(' ', "-"))
}

fn in_server_only(command: discord::CreateCommand) -> discord::CreateCommand {
    command
        .contexts(vec![discord::InteractionContext::Guild])
        .integration_types(vec![discord::InstallationContext::Guild])
}

/// Registers the commands of the server if they are not those that Discord has. `true` when it
/// did.
///
/// # Errors
/// When Discord or the database does not answer.
pub async fn register(app: &App, rest: &Rest) -> anyhow::Result<bool> {
    let Some(guild) = app.config.discord.guild else {
        anyhow::bail!("discord.guild is not configured");
    };
    let application: Value = rest.get(Route::Oauth2ApplicationCurrent).await?;
    let id: u64 = application["id"].as_str().unwrap_or_default().parse()?;
    let application_id = discord::ApplicationId::new(id.max(1));
    let route = || Route::GuildCommands {
        application_id,
        guild_id: guild.into(),
    };
    let definitions = definitions(&super::commands())?;
    let hash = hash(&definitions, guild.0, id);
    let known = db::fact(&mut *app.db.read().await?, FACT).await?;
    if known.as_deref() == Some(&hash) && has_all(rest, route(), &definitions).await? {
        return Ok(false);
    }
    let call = Call::new(LightMethod::Put, route()).json(&definitions)?;
    rest.call::<Value>(call).await?;
    let mut tx = app.db.begin().await?;
    db::set_fact(&mut tx, FACT, &hash).await?;
    tx.commit().await?;
    Ok(true)
}

/// Whether Discord still lists every name: kicking the bot out removes its commands.
async fn has_all(rest: &Rest, route: Route<'_>, definitions: &[Value]) -> Result<bool, CallError> {
    let listed: Vec<Value> = rest.get(route).await?;
    let names = |list: &[Value]| {
        let mut names: Vec<_> = list
            .iter()
            .map(|command| {
                (
                    command["name"].to_string(),
                    command["type"].as_i64().unwrap_or(1),
                )
            })
            .collect();
        names.sort();
        names
    };
    Ok(names(&listed) == names(definitions))
}

fn hash(definitions: &[Value], guild: i64, application: u64) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{guild}:{application}:"));
    for definition in definitions {
        hash.update(definition.to_string());
    }
    format!("{:x}", hash.finalize())
}
