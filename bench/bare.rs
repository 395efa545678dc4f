//! The measure: the least bot that keeps what it is told before it answers, or one that only
//! answers. serenity alone, one
//! connection to SQLite, one insert with `synchronous=FULL`, one ephemeral answer.

use std::path::Path;
use std::time::Duration;

use serenity::all as discord;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};

/// The argument that makes this program the bare bot.
pub(crate) const ROLE: &str = "bare-bot";
/// The argument that lets it answer without keeping anything.
pub(crate) const KEEPS_NOTHING: &str = "keeps-nothing";
/// What it says on stderr once it listens.
pub(crate) const READY: &str = "the bare bot is ready";

const SCHEMA: &str = "create table question (
    id integer primary key, user_id integer not null, title text not null,
    situation text not null, findings text not null, thinking text not null,
    wanted text not null, asked_at text not null) strict";

/// Runs until it is killed.
pub(crate) fn run(origin: &str, folder: &Path, keeps: bool) -> anyhow::Result<()> {
    // What `#[tokio::main]` makes.
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(serve(origin, folder, keeps))
}

async fn serve(origin: &str, folder: &Path, keeps: bool) -> anyhow::Result<()> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5));
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .connect_with(options)
        .await?;
    sqlx::query(SCHEMA).execute(&pool).await?;
    let http = discord::HttpBuilder::new(sandbox::Settings::default().token)
        .proxy(origin)
        // With a proxy serenity's limiter would send everything to Discord itself.
        .ratelimiter_disabled(true)
        .build();
    let mut client = discord::ClientBuilder::new_with_http(http, discord::GatewayIntents::GUILDS)
        .event_handler(Handler { pool, keeps })
        .await?;
    client.start().await?;
    Ok(())
}

struct Handler {
    pool: SqlitePool,
    keeps: bool,
}

#[serenity::async_trait]
impl discord::EventHandler for Handler {
    async fn ready(&self, ctx: discord::Context, ready: discord::Ready) {
        let option = |name| {
            discord::CreateCommandOption::new(discord::CommandOptionType::String, name, name)
        };
        let ask = discord::CreateCommand::new("ask")
            .description("Ask a question")
            .add_option(option("kind"))
            .add_option(option("field"));
        for guild in ready.guilds {
            guild
                .id
                .set_commands(&ctx.http, vec![ask.clone()])
                .await
                .expect("the sandbox takes commands");
        }
        eprintln!("{READY}");
    }

    async fn interaction_create(&self, ctx: discord::Context, interaction: discord::Interaction) {
        let done = match interaction {
            discord::Interaction::Command(command) => command
                .create_response(&ctx.http, discord::CreateInteractionResponse::Modal(form()))
                .await
                .map_err(anyhow::Error::from),
            discord::Interaction::Modal(modal) => self.take_in(&ctx, &modal).await,
            discord::Interaction::Ping(_)
            | discord::Interaction::Autocomplete(_)
            | discord::Interaction::Component(_)
            | _ => Ok(()),
        };
        if let Err(error) = done {
            eprintln!("ERROR {error}");
        }
    }
}

impl Handler {
    async fn take_in(
        &self,
        ctx: &discord::Context,
        modal: &discord::ModalInteraction,
    ) -> anyhow::Result<()> {
        let number = if self.keeps {
            self.keep(modal).await?
        } else {
            1
        };
        let message = discord::CreateInteractionResponseMessage::new()
            .content(format!("質問 #{number} を受け付けました。"))
            .allowed_mentions(discord::CreateAllowedMentions::new())
            .ephemeral(true);
        let response = discord::CreateInteractionResponse::Message(message);
        modal.create_response(&ctx.http, response).await?;
        Ok(())
    }

    async fn keep(&self, modal: &discord::ModalInteraction) -> anyhow::Result<i64> {
        let typed = |custom_id: &str| {
            let rows = modal.data.components.iter();
            rows.flat_map(|row| &row.components)
                .find_map(|component| {
                    let discord::ActionRowComponent::InputText(input) = component else {
                        return None;
                    };
                    (input.custom_id == custom_id).then(|| input.value.clone())?
                })
                .unwrap_or_default()
        };
        let number = sqlx::query_scalar(
            "insert into question (user_id, title, situation, findings, thinking, wanted, asked_at)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7) returning id",
        )
        .bind(modal.user.id.get().cast_signed())
        .bind(typed("title"))
        .bind(typed("situation"))
        .bind(typed("findings"))
        .bind(typed("thinking"))
        .bind(typed("wanted"))
        .bind(salon::clock::Clock::system().now())
        .fetch_one(&self.pool)
        .await?;
        Ok(number)
    }
}

/// As many inputs as salon's form for a case has.
fn form() -> discord::CreateModal {
    let input = |custom_id: &str, style| {
        discord::CreateActionRow::InputText(discord::CreateInputText::new(
            style, custom_id, custom_id,
        ))
    };
    discord::CreateModal::new("question", "質問").components(vec![
        input("title", discord::InputTextStyle::Short),
        input("situation", discord::InputTextStyle::Paragraph),
        input("findings", discord::InputTextStyle::Paragraph),
        input("thinking", discord::InputTextStyle::Paragraph),
        input("wanted", discord::InputTextStyle::Paragraph),
    ])
}
