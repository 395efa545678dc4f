//! The shape of the settings, and their defaults.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Join, Notices, Watch};
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
    pub tracks: BTreeMap<String, Track>,
    /// How people join by themselves.
    pub join: Join,
    /// How questions are asked.
    pub questions: Questions,
    /// When members are written to unasked.
    pub notices: Notices,
    /// How videos are opened.
    pub watch: Watch,
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
    /// The bot asks to be given what people write: a mentor's words in a question's thread answer it
    /// by themselves. The Message Content Intent must be switched on for it.
    pub message_content: bool,
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
    /// A text channel in whose private threads questions stand that only mentors may read. Without it
    /// they stand in the questions channel, if that is a text channel.
    #[serde(with = "optional_id")]
    pub confidential: Option<ChannelId>,
    /// Where the owner is told what needs a hand.
    #[serde(with = "optional_id")]
    pub log: Option<ChannelId>,
    /// A forum or a text channel that lists the lectures that are out.
    #[serde(with = "optional_id")]
    pub catalogue: Option<ChannelId>,
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

/// `[tracks]`: an audience.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Its name in Japanese.
    pub ja: String,
    /// Its name in English.
    pub en: String,
    /// The role of whoever chose it in their profile.
    #[serde(default, with = "optional_id")]
    pub role: Option<RoleId>,
}

impl Track {
    /// Its name in one language.
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
        let track = |ja: &str, en: &str| Track {
            ja: ja.to_owned(),
            en: en.to_owned(),
            role: None,
        };
        Self {
            data_dir: PathBuf::from("data"),
            language: Lang::Ja,
            timezone: Zone(chrono_tz::Asia::Tokyo),
            discord: Discord::default(),
            roles: Roles::default(),
            channels: Channels::default(),
            tracks: BTreeMap::from([
                ("pgy".into(), track("初期研修医", "Junior residents")),
                (
                    "im".into(),
                    track("内科後期研修医", "Internal medicine residents"),
                ),
                ("gp".into(), track("総合診療医", "Generalists")),
            ]),
            join: Join::default(),
            questions: Questions::default(),
            notices: Notices::default(),
            watch: Watch::default(),
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
            message_content: false,
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

    #[expect(clippy::ref_option, reason = "the signature is serde's")]
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
