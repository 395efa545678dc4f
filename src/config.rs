//! The settings: one TOML file, every key also as an environment variable `SALON_…`. Only this
//! file reads the environment.
//!
//! A key that is unknown, of the wrong type or impossible is refused at start, with the place and
//! how to mend it. Secrets are no settings: they come from the environment or from files.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use serde::{Deserialize, Serialize};

use crate::ids::{ChannelId, GuildId, RoleId};
use crate::text::Lang;

/// Discord's own address.
pub const DISCORD_API: &str = "https://discord.com/api/v10";

/// Every setting. The defaults are those of `config.example.toml`; a test compares them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where the database lies.
    pub data_dir: PathBuf,
    /// The language of what is posted for all; each person is answered in their own.
    pub language: Lang,
    /// The zone in which times are entered and calendar months are counted.
    pub timezone: Zone,
    /// The server, and how to reach Discord.
    pub discord: Discord,
    /// Who runs the salon and who answers.
    pub roles: Roles,
    /// Where the bot posts.
    pub channels: Channels,
    /// The audiences for lectures, by key.
    pub tracks: BTreeMap<String, Names>,
    /// How questions are asked.
    pub questions: Questions,
    /// Health and metrics.
    pub web: Web,
    /// What is logged, and how.
    pub log: Log,
}

/// `[discord]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Discord {
    /// The server that the salon lives in.
    #[serde(with = "optional_id")]
    pub guild: Option<GuildId>,
    /// Where REST calls go; the gateway's address is asked there too.
    pub api_url: ApiUrl,
}

/// `[roles]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Roles {
    /// Runs the salon, besides whoever has Manage Server.
    #[serde(with = "optional_id")]
    pub owner: Option<RoleId>,
    /// Claims and answers questions.
    #[serde(with = "optional_id")]
    pub mentor: Option<RoleId>,
}

/// `[channels]`
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Channels {
    /// A forum or a text channel for questions.
    #[serde(with = "optional_id")]
    pub questions: Option<ChannelId>,
    /// Where the owner is told what needs a hand.
    #[serde(with = "optional_id")]
    pub log: Option<ChannelId>,
}

/// A name in both languages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

impl Names {
    /// The name in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// `[questions]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Questions {
    /// The medical fields that are offered, by key.
    pub fields: BTreeMap<String, Names>,
    /// The names of the forum's tags for each state.
    pub tags: StateTags,
}

/// `[questions.tags]`: the forum's tags that show a question's state.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StateTags {
    /// Nobody has taken it yet.
    pub open: String,
    /// A mentor has taken it.
    pub claimed: String,
    /// A mentor asks for more.
    pub needs_info: String,
    /// Answered, not yet confirmed by the asker.
    pub answered: String,
    /// Done.
    pub resolved: String,
}

/// `[web]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Web {
    /// Where `/healthz` and `/metrics` listen.
    pub listen: SocketAddr,
}

/// `[log]`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// Lines for people or for machines.
    pub format: LogFormat,
    /// The least level that is written, in the syntax of `RUST_LOG`.
    pub level: String,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Human,
    /// One JSON object a line.
    Json,
}

/// An IANA time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(pub chrono_tz::Tz);

impl TryFrom<String> for Zone {
    type Error = String;
    fn try_from(name: String) -> Result<Self, String> {
        name.parse().map(Self).map_err(|_| {
            format!("`{name}` is no time zone: write an IANA name such as \"Asia/Tokyo\"")
        })
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.0.name().to_owned()
    }
}

/// The address of Discord's HTTP API, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ApiUrl(String);

impl ApiUrl {
    /// The whole address, such as `https://discord.com/api/v10`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before `/api/v10`.
    pub fn origin(&self) -> &str {
        self.0.trim_end_matches("/api/v10")
    }
}

impl TryFrom<String> for ApiUrl {
    type Error = String;
    fn try_from(address: String) -> Result<Self, String> {
        let address = address.trim_end_matches('/').to_owned();
        let parsed = url::Url::parse(&address)
            .map_err(|error| format!("`{address}` is no address ({error})"))?;
        if !matches!(parsed.scheme(), "http" | "https") || !parsed.path().ends_with("/api/v10") {
            return Err(format!(
                "`{address}` must begin with http:// or https:// and end with /api/v10, like {DISCORD_API}"
            ));
        }
        Ok(Self(address))
    }
}

impl From<ApiUrl> for String {
    fn from(url: ApiUrl) -> Self {
        url.0
    }
}

impl Default for Config {
    fn default() -> Self {
        let names = |ja: &str, en: &str| Names {
            ja: ja.to_owned(),
            en: en.to_owned(),
        };
        Self {
            data_dir: PathBuf::from("data"),
            language: Lang::Ja,
            timezone: Zone(chrono_tz::Asia::Tokyo),
            discord: Discord::default(),
            roles: Roles::default(),
            channels: Channels::default(),
            tracks: BTreeMap::from([
                ("pgy".into(), names("初期研修医", "Junior residents")),
                (
                    "im".into(),
                    names("内科後期研修医", "Internal medicine residents"),
                ),
                ("gp".into(), names("総合診療医", "Generalists")),
            ]),
            questions: Questions::default(),
            web: Web {
                listen: SocketAddr::from(([127, 0, 0, 1], 9130)),
            },
            log: Log {
                format: LogFormat::Human,
                level: "info".into(),
            },
        }
    }
}

impl Default for Discord {
    fn default() -> Self {
        Self {
            guild: None,
            api_url: ApiUrl(DISCORD_API.into()),
        }
    }
}

impl Default for Questions {
    fn default() -> Self {
        let field = |key: &str, ja: &str, en: &str| {
            let (ja, en) = (ja.to_owned(), en.to_owned());
            (key.to_owned(), Names { ja, en })
        };
        Self {
            fields: BTreeMap::from([
                field("cardiology", "循環器", "Cardiology"),
                field("respiratory", "呼吸器", "Respiratory"),
                field("gastroenterology", "消化器", "Gastroenterology"),
                field("nephrology", "腎臓", "Nephrology"),
                field("infection", "感染症", "Infectious diseases"),
                field("endocrinology", "内分泌・代謝", "Endocrinology"),
                field("neurology", "神経", "Neurology"),
                field("emergency", "救急", "Emergency"),
                field("general", "総合診療", "General medicine"),
                field("other", "その他", "Other"),
            ]),
            tags: StateTags::default(),
        }
    }
}

impl Default for StateTags {
    fn default() -> Self {
        Self {
            open: "受付中".into(),
            claimed: "対応中".into(),
            needs_info: "追加情報待ち".into(),
            answered: "回答あり".into(),
            resolved: "解決済み".into(),
        }
    }
}

impl Default for Web {
    fn default() -> Self {
        Config::default().web
    }
}

impl Default for Log {
    fn default() -> Self {
        Config::default().log
    }
}

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
        config.with_environment(environment)
    }

    /// Reads settings from text; `name` stands in messages.
    pub fn parse(text: &str, name: &str) -> anyhow::Result<Self> {
        let place = |span: Option<Range<usize>>| {
            let line = span.map_or(1, |span| text[..span.start].lines().count().max(1));
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
    pub fn with_environment(self, read: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let mut config = self;
        for path in config.keys()? {
            let name = format!("SALON_{}", path.join("_").to_uppercase());
            let Some(value) = read(&name) else { continue };
            config = config
                .replaced(&path, &value)
                .map_err(|error| anyhow!("environment variable {name}: {error}"))?;
        }
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
        let config = typed
            .and_then(|typed| try_value(typed).ok())
            .map_or_else(|| try_value(toml::Value::String(value.to_owned())), Ok)?;
        config.check().map_err(|fault| anyhow!(fault.mend))?;
        Ok(config)
    }

    /// What no type can say: nothing may be named twice.
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
        Ok(())
    }
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
    if let Some(value) = environment(name) {
        return Ok(value.trim().to_owned());
    }
    let Some(path) = environment(&format!("{name}_FILE")) else {
        bail!("set {name}, or {name}_FILE to a file that holds it");
    };
    let value = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {path}, which {name}_FILE names"))?;
    Ok(value.trim().to_owned())
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

/// An id that may be left out, written as text (`""` when absent) or as a number.
mod optional_id {
    use serde::{Deserialize, Deserializer, Serializer};
    use std::fmt::Display;
    use std::str::FromStr;

    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Number(i64),
        Text(String),
    }

    pub(super) fn serialize<S: Serializer, T: Display>(
        id: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match id {
            Some(id) => serializer.collect_str(id),
            None => serializer.serialize_str(""),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>, T: FromStr>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        let refuse = || {
            serde::de::Error::custom(
                "an id is needed here: in Discord switch on Developer Mode, right-click the server, role or channel and choose Copy ID",
            )
        };
        let text = match Written::deserialize(deserializer).map_err(|_| refuse())? {
            Written::Number(number) => number.to_string(),
            Written::Text(text) => text,
        };
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<i64>() {
            Ok(1..) => text.parse().map(Some).map_err(|_| refuse()),
            Ok(_) | Err(_) => Err(refuse()),
        }
    }
}
