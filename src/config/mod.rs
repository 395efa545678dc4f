//! The settings: one TOML file, every key also as an environment variable `SALON_…`. Only this
//! module reads the environment.
//!
//! A key that is unknown, of the wrong type or impossible is refused at start, with the place and
//! how to mend it. Secrets are no settings: they come from the environment or from files.

mod identity;
mod join;
mod notices;
mod settings;
mod watch;

use std::ops::Range;
use std::path::Path;

use anyhow::{Context as _, anyhow, bail};

use crate::input::folded;
use crate::text::Lang;

pub use join::Join;
pub use notices::{Notices, Quiet};
pub use settings::{
    ApiUrl, Channels, Config, DISCORD_API, Discord, Log, LogFormat, Names, Questions, Roles,
    StateTags, Track, Web, Zone,
};
pub use watch::{Keys, SigningKey, Watch};

impl Config {
    /// Reads the file (or the defaults when `file` is `None`), then the environment over it.
    ///
    /// # Errors
    /// Names file, line and what to write instead, or the environment variable.
    pub fn load(file: Option<&Path>) -> anyhow::Result<Self> {
        let config = match file {
            Some(path) => {
                let text = std::fs::read_to_string(path)
                    .with_context(|| format!("cannot read the settings {}", path.display()))?;
                Self::parse(&text, &path.display().to_string())?
            }
            None => Self::default(),
        };
        config.with_environment(all_variables())
    }

    /// Reads settings from text; `name` stands in messages.
    pub fn parse(text: &str, name: &str) -> anyhow::Result<Self> {
        let place = |span: Option<Range<usize>>| {
            let line = span.map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            format!("{name}, line {line}")
        };
        let config: Self = toml::from_str(text)
            .map_err(|error| anyhow!("{}: {}", place(error.span()), mend(error.message())))?;
        if let Err(fault) = config.check() {
            let span = text.find(&fault.value).map(|start| start..start);
            bail!("{}: {}", place(span), fault.mend);
        }
        Ok(config)
    }

    /// Lays `SALON_…` variables over the settings: `discord.api_url` is `SALON_DISCORD_API_URL`.
    ///
    /// # Errors
    /// Names the variable that is no setting or cannot be read.
    pub fn with_environment(
        self,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> anyhow::Result<Self> {
        let keys = self.keys()?;
        let name_of = |path: &Vec<String>| format!("SALON_{}", path.join("_").to_uppercase());
        let mut config = self;
        for (name, value) in variables {
            let bare = name.strip_suffix("_FILE").unwrap_or(&name);
            let is_setting = name.starts_with("SALON_") && !SECRETS.contains(&bare);
            if !is_setting || value.is_empty() {
                continue;
            }
            let Some(path) = keys.iter().find(|path| name_of(path) == name) else {
                bail!(
                    "environment variable {name} is no setting; config.example.toml has all keys"
                );
            };
            config = config
                .replaced(path, &value)
                .map_err(|error| anyhow!("environment variable {name}: {error}"))?;
        }
        config.check().map_err(|fault| anyhow!(fault.mend))?;
        Ok(config)
    }

    /// The path of every key, such as `["discord", "api_url"]`.
    pub fn keys(&self) -> anyhow::Result<Vec<Vec<String>>> {
        let mut out = Vec::new();
        collect_keys(&self.to_table()?, &mut Vec::new(), &mut out);
        Ok(out)
    }

    fn to_table(&self) -> anyhow::Result<toml::Table> {
        Ok(toml::Table::try_from(self)?)
    }

    fn replaced(&self, path: &[String], value: &str) -> anyhow::Result<Self> {
        let try_value = |value: toml::Value| -> anyhow::Result<Self> {
            let mut table = self.to_table()?;
            insert(&mut table, path, value);
            table
                .try_into()
                .map_err(|error: toml::de::Error| anyhow!("{}", mend(error.message())))
        };
        // A number or a boolean if it reads as one and the setting takes it, else the bare text.
        let typed = toml::from_str::<toml::Table>(&format!("v = {value}"))
            .ok()
            .and_then(|mut table| table.remove("v"));
        typed
            .and_then(|typed| try_value(typed).ok())
            .map_or_else(|| try_value(toml::Value::String(value.to_owned())), Ok)
    }

    /// The key of the track that someone means by its key or by its name in either language,
    /// however wide or large they write it. Whoever reads a track that was typed asks here.
    pub fn track(&self, typed: &str) -> Option<&str> {
        let tracks = self.tracks.iter();
        meant(tracks.map(|(key, it)| (key, [&it.ja, &it.en])), typed)
    }

    /// The key of the field that someone means, read as a track is.
    pub fn field(&self, typed: &str) -> Option<&str> {
        let fields = self.questions.fields.iter();
        meant(fields.map(|(key, it)| (key, [&it.ja, &it.en])), typed)
    }

    /// A field's name, or its key where the settings no longer have it.
    pub fn field_name<'a>(&'a self, key: &'a str, lang: Lang) -> &'a str {
        let names = self.questions.fields.get(key);
        names.map_or(key, |names| names.get(lang))
    }

    /// A track's name, or its key where the settings no longer have it.
    pub fn track_name<'a>(&'a self, key: &'a str, lang: Lang) -> &'a str {
        self.tracks.get(key).map_or(key, |names| names.get(lang))
    }

    /// What no type can say: nothing may be named twice, and no right is had for a word.
    fn check(&self) -> Result<(), Fault> {
        if let (Some(owner), Some(mentor)) = (self.roles.owner, self.roles.mentor)
            && owner == mentor
        {
            return Err(Fault {
                value: mentor.to_string(),
                mend: format!(
                    "role {mentor} is both roles.owner and roles.mentor: give each its own role"
                ),
            });
        }
        let staff = [self.roles.owner, self.roles.mentor];
        for (key, track) in &self.tracks {
            if let Some(role) = track.role
                && staff.contains(&Some(role))
            {
                return Err(Fault {
                    value: role.to_string(),
                    mend: format!(
                        "role {role} is that of owners or mentors: tracks.{key}.role is given to whoever chooses the track, name another"
                    ),
                });
            }
        }
        self.join.check()?;
        self.watch.check()
    }
}

/// The key of what somebody means by its key or either name, however wide or large they write it.
fn meant<'a>(
    known: impl Iterator<Item = (&'a String, [&'a String; 2])> + Clone,
    typed: &str,
) -> Option<&'a str> {
    let typed = folded(typed);
    let is_meant = |name: &String| folded(name) == typed;
    let by_key = known.clone().find(|(key, _)| is_meant(key));
    let by_name = || {
        let mut known = known;
        known.find(|(_, names)| names.iter().any(|name| is_meant(name)))
    };
    by_key.or_else(by_name).map(|(key, _)| key.as_str())
}

/// A setting that cannot be, and how to mend it.
struct Fault {
    /// Text to look for in the file.
    value: String,
    mend: String,
}

/// A secret: read from `name` or from the file that `{name}_FILE` names.
///
/// # Errors
/// When neither is set, or the file cannot be read.
pub fn secret(name: &str) -> anyhow::Result<String> {
    optional_secret(name)?
        .with_context(|| format!("set {name}, or {name}_FILE to a file that holds it"))
}

/// The same where it may be left out.
fn optional_secret(name: &str) -> anyhow::Result<Option<String>> {
    if let Some(value) = environment(name) {
        return Ok(Some(value.trim().to_owned()));
    }
    let Some(path) = environment(&format!("{name}_FILE")) else {
        return Ok(None);
    };
    let value = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {path}, which {name}_FILE names"))?;
    Ok(Some(value.trim().to_owned()))
}

/// Variables that are secrets, not settings: these, and `_FILE` behind each.
const SECRETS: [&str; 5] = [
    "SALON_DISCORD_TOKEN",
    "SALON_BUNNY_KEY",
    "SALON_CLOUDFLARE_KEY",
    "SALON_CLOUDFLARE_KEY_ID",
    "SALON_IDENTITY_KEY",
];

/// The whole environment; what is not text cannot be a setting.
#[expect(clippy::disallowed_methods, reason = "this is the configuration")]
fn all_variables() -> impl Iterator<Item = (String, String)> {
    std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
}

#[expect(clippy::disallowed_methods, reason = "this is the configuration")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Says what to do where the parser only says what is wrong.
fn mend(message: &str) -> String {
    let message = message.trim();
    if message.contains("token") && message.contains("unknown field") {
        return format!(
            "{message}. Secrets do not belong in this file: set SALON_DISCORD_TOKEN or SALON_DISCORD_TOKEN_FILE"
        );
    }
    if message.contains("unknown field") {
        return format!(
            "{message}. Remove it or correct its spelling; config.example.toml has all keys"
        );
    }
    message.to_owned()
}

fn collect_keys(table: &toml::Table, path: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
    for (key, value) in table {
        path.push(key.clone());
        match value.as_table() {
            Some(inner) => collect_keys(inner, path, out),
            None => out.push(path.clone()),
        }
        path.pop();
    }
}

fn insert(table: &mut toml::Table, path: &[String], value: toml::Value) {
    let [key, rest @ ..] = path else { return };
    if rest.is_empty() {
        table.insert(key.clone(), value);
        return;
    }
    let inner = table
        .entry(key.clone())
        .or_insert_with(|| toml::Table::new().into());
    if let Some(inner) = inner.as_table_mut() {
        insert(inner, rest, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_track_is_meant_by_its_key_or_either_name() {
        let config = Config::default();
        for (typed, key) in [
            ("gp", "gp"),
            (" ＧＰ ", "gp"),
            ("初期研修医", "pgy"),
            ("junior Residents", "pgy"),
            ("Ｉｎｔｅｒｎａｌ medicine residents", "im"),
        ] {
            assert_eq!(config.track(typed), Some(key), "{typed}");
        }
        for typed in ["", "g", "初期", "gp, im"] {
            assert_eq!(config.track(typed), None, "{typed}");
        }
    }
}
