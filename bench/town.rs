//! The server that the bots work in, and a salon's database in which its members hold a plan.

use std::path::Path;
use std::process::Stdio;
use std::time::Instant;

use anyhow::Context as _;
use salon::clock::monotonic_now;
use salon::db::Db;
use salon::text::{self, Lang};
use sandbox::view::MessageView;
use sandbox::{Id, NewChannel, NewMember, NewRole, Options, Sandbox, Settings, permissions};
use tokio::process::Command;

/// The role that members pay for.
pub(crate) const PAID: &str = "会員";

/// The button that posts what a member has typed, where the bot shows it first.
pub(crate) fn post_button(preview: &MessageView) -> Option<String> {
    let mut ids = preview
        .buttons()
        .filter_map(|button| button.custom_id.clone());
    ids.find(|id| id.starts_with("question:post:"))
}

/// How fast Discord lets a bot post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    /// Its limits per channel are those that Discord shows.
    Discord,
    /// No limit but that over all: salon posts as fast as it ever does, beside those who ask.
    Free,
    /// The same, and every call is written down.
    Written,
}

impl Pace {
    fn settings(self) -> Settings {
        let settings = Settings {
            transcript: self == Self::Written,
            rate_limits: true,
            ..Settings::default()
        };
        match self {
            Self::Discord => settings,
            Self::Free | Self::Written => Settings {
                messages_per_window: u32::MAX,
                calls_per_window: u32::MAX,
                ..settings
            },
        }
    }
}

/// A furnished server.
pub(crate) struct Town {
    pub(crate) discord: Sandbox,
    pub(crate) lobby: Id,
    /// Those who hold a plan.
    pub(crate) members: Vec<Id>,
    paid: Id,
    pub(crate) questions: Id,
    pub(crate) owner_role: Id,
    mentor_role: Id,
    /// The members have what they hold a plan for.
    has_roles: bool,
}

impl Town {
    /// A server with `paying` members and `others` who hold nothing; everyone has two roles.
    pub(crate) async fn new(pace: Pace, paying: usize, others: usize) -> anyhow::Result<Self> {
        Self::furnish(pace, paying, others, true).await
    }

    /// A server whose `paying` members all wait for their role.
    pub(crate) async fn behind(paying: usize) -> anyhow::Result<Self> {
        Self::furnish(Pace::Free, paying, 0, false).await
    }

    async fn furnish(
        pace: Pace,
        paying: usize,
        others: usize,
        has_roles: bool,
    ) -> anyhow::Result<Self> {
        let discord = Sandbox::start(Options {
            settings: pace.settings(),
            ..Options::default()
        })
        .await?;
        let role = |name| discord.role(name, NewRole::default());
        let mentor_role = role("メンター");
        let owner = NewRole {
            permissions: permissions::MANAGE_GUILD,
            ..NewRole::default()
        };
        let owner_role = discord.role("運営", owner);
        let (paid, track) = (role(PAID), role("総合診療医"));
        let lobby = discord.text_channel("雑談", NewChannel::default());
        let tags = ["受付中", "対応中", "回答あり", "解決済み", "循環器"];
        let questions = discord.forum(
            "質問",
            NewChannel {
                tags: tags.map(str::to_owned).to_vec(),
                ..NewChannel::default()
            },
        );
        let person = |number: usize, first: Option<Id>| {
            let new = NewMember {
                locale: "ja".to_owned(),
                roles: first.into_iter().chain([track]).collect(),
                ..NewMember::default()
            };
            discord.member(&format!("member{number:05}"), new)
        };
        let held = has_roles.then_some(paid);
        let members = (0..paying).map(|number| person(number, held)).collect();
        for number in 0..others {
            person(paying + number, Some(mentor_role));
        }
        Ok(Self {
            discord,
            lobby,
            members,
            paid,
            questions,
            owner_role,
            mentor_role,
            has_roles,
        })
    }

    /// Makes the database of a salon that has run for a while: the members' entitlements are live
    /// and their role is on Discord already, where it is.
    pub(crate) async fn settle_in(&self, folder: &Path) -> anyhow::Result<()> {
        Db::open(folder).await?.close().await;
        let path = salon::db::path(folder);
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(path);
        let pool = sqlx::SqlitePool::connect_with(options).await?;
        let mut tx = pool.begin().await?;
        sqlx::query(
            "insert into plan (id, key, name_ja, name_en, price_jpy, interval, created_at)
             values (1, 'monthly', '月額会員', 'Monthly', 1000, 'month', '2026-04-01T00:00:00Z')",
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query("insert into plan_role (plan_id, role_id) values (1, ?1)")
            .bind(self.paid.0.cast_signed())
            .execute(&mut *tx)
            .await?;
        for (number, member) in (1_i64..).zip(&self.members) {
            sqlx::query(
                "insert into person (id, user_id, is_in_server, created_at)
                 values (?1, ?2, 1, '2026-04-01T00:00:00Z')",
            )
            .bind(number)
            .bind(member.0.cast_signed())
            .execute(&mut *tx)
            .await?;
            sqlx::query(
                "insert into entitlement (plan_id, person_id, source, starts_at, state, created_at)
                 values (1, ?1, 'manual', '2026-04-01T00:00:00Z', 'live', '2026-04-01T00:00:00Z')",
            )
            .bind(number)
            .execute(&mut *tx)
            .await?;
            if !self.has_roles {
                continue;
            }
            sqlx::query(
                "insert into role_grant (person_id, role_id, version, is_granted, changed_at)
                 values (?1, ?2, 1, 1, '2026-04-01T00:00:00Z')",
            )
            .bind(number)
            .bind(self.paid.0.cast_signed())
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        pool.close().await;
        Ok(())
    }

    /// Archives every post: Discord keeps a thousand threads active and no more.
    pub(crate) fn archive(&self) {
        let moderator = self.discord.moderator();
        let someone = self.discord.person(self.members[0]);
        for thread in someone.threads(self.questions) {
            if !thread.archived {
                moderator.archives_thread(thread.id, true);
            }
        }
    }

    /// The first member asks a question and sees that it is taken; returns when they sent it.
    pub(crate) async fn ask(&self) -> anyhow::Result<Instant> {
        let ada = self.discord.person(self.members[0]);
        // Choices are named as the words say at present.
        let kind = text::entry(Lang::En, "cmd-ask", Some("kind-study"));
        let kind = kind.context("/ask has no such kind")?;
        let options = [("kind", kind.as_str()), ("field", "cardiology")];
        let outcome = ada.runs(self.lobby, "/ask", &options).await;
        let form = outcome.modal().cloned();
        let form = form.with_context(|| format!("no form: {}", outcome.text()))?;
        let words = [
            ("title", "利尿薬"),
            ("situation", "心不全の外来です"),
            ("wanted", "使い分け"),
        ];
        let outcome = ada.submits(&form, &words).await;
        let preview = outcome.message();
        let preview = preview.with_context(|| format!("no answer: {}", outcome.text()))?;
        let post = post_button(preview).context("no button to post")?;
        let asked = monotonic_now();
        let outcome = ada.clicks(preview.id, &post).await;
        anyhow::ensure!(outcome.message().is_some(), "no answer: {}", outcome.text());
        Ok(asked)
    }

    /// `salon run` for this server.
    pub(crate) fn salon(&self, folder: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_salon"));
        command
            .arg("run")
            // Whatever settings lie around where the benchmark is started are not ours.
            .current_dir(folder)
            .stdin(Stdio::null())
            .env("SALON_DISCORD_TOKEN", self.discord.token())
            .env("SALON_DISCORD_GUILD", self.discord.guild_id().to_string())
            .env("SALON_DISCORD_API_URL", self.discord.api_url())
            .env("SALON_ROLES_OWNER", self.owner_role.to_string())
            .env("SALON_ROLES_MENTOR", self.mentor_role.to_string())
            .env("SALON_CHANNELS_QUESTIONS", self.questions.to_string())
            .env("SALON_DATA_DIR", folder)
            .env("SALON_WEB_LISTEN", "127.0.0.1:0");
        command
    }
}

/// A folder on the disk that the build is on: a temporary folder in memory would hide the fsync.
pub(crate) fn folder() -> std::io::Result<tempfile::TempDir> {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))
}
