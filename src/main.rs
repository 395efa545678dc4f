//! Arguments, settings, start. Everything else is in the library.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use salon::app::App;
use salon::bot::LoginRefused;
use salon::clock::Clock;
use salon::config::{self, Config, Keys, Log, LogFormat};
use salon::db::Db;
use salon::text::Lang;
use salon::watchdog::{self, Limits, Watchdog};
use salon::{backup, bot, check, demo, export, run, web};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::Layer as _;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// A person must mend something first; the supervisor must not try again. (`EX_CONFIG` of sysexits.h)
const EX_CONFIG: u8 = 78;

/// The Discord bot that runs a paid online salon.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
#[expect(clippy::doc_markdown, reason = "these are the words of --help")]
enum Action {
    /// Try it: the bot and a stand-in for Discord on this machine, no account needed.
    Demo {
        /// Keep what happens in this folder, and go on from there next time.
        #[arg(long)]
        data: Option<PathBuf>,
        /// The port of the page; 0 takes a free one.
        #[arg(long, default_value_t = 8765)]
        port: u16,
    },
    /// Run the salon: connects to Discord with the token in SALON_DISCORD_TOKEN.
    Run(Settings),
    /// Look over the installation: each line is ok or says how to mend it.
    Check(Settings),
    /// Print commands.md.
    Commands,
    /// Write a backup, also while the bot runs, and look it over.
    Backup {
        /// The file; default: backups/salon-<time>.db in the data folder.
        #[arg(long)]
        to: Option<PathBuf>,
        #[command(flatten)]
        folder: Folder,
    },
    /// Say what going back to a backup would mean; with --yes, do it.
    Restore {
        /// The backup.
        file: PathBuf,
        /// Do it. The bot must be stopped; what is there now is kept beside it.
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        folder: Folder,
    },
    /// Print the journal as JSON Lines.
    Export(Folder),
}

#[derive(clap::Args)]
struct Folder {
    /// The data folder; default: the one in the settings.
    #[arg(long)]
    data: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

impl Folder {
    /// The folder, and the language of the settings.
    fn load(self) -> anyhow::Result<(PathBuf, Lang)> {
        let config = self.settings.load();
        match (self.data, config) {
            (None, config) => config.map(|config| (config.data_dir, config.language)),
            // Named by hand, it needs no settings that are in order.
            (Some(folder), Ok(config)) => Ok((folder, config.language)),
            (Some(folder), Err(_)) => Ok((folder, Config::default().language)),
        }
    }
}

#[derive(clap::Args)]
struct Settings {
    /// The settings; default: salon.toml if it exists. Each key can also be set as SALON_….
    #[arg(long)]
    config: Option<PathBuf>,
}

impl Settings {
    fn load(&self) -> anyhow::Result<Config> {
        let default = Path::new("salon.toml");
        let file = self
            .config
            .as_deref()
            .or_else(|| default.exists().then_some(default));
        Config::load(file)
    }
}

fn main() -> ExitCode {
    match start(Arguments::parse().action) {
        Ok(code) => code,
        // Whoever reads our output has seen enough: as if SIGPIPE had ended us.
        Err(error) if is_pipe_closed(&error) => ExitCode::from(141),
        Err(error) => {
            // Display, never Debug: causes in words, no secrets.
            let _ = writeln!(std::io::stderr(), "salon: {error:#}");
            if error.is::<LoginRefused>() {
                ExitCode::from(EX_CONFIG)
            } else {
                ExitCode::FAILURE
            }
        }
    }
}

fn is_pipe_closed(error: &anyhow::Error) -> bool {
    let error = error.downcast_ref::<std::io::Error>();
    error.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

fn start(action: Action) -> anyhow::Result<ExitCode> {
    // Nothing here works long or blocks; a second worker would mostly be woken to find nothing.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    match action {
        Action::Demo { data, port } => {
            log(&Log {
                // Stopping in the middle of things is how a demo ends.
                level: "warn,serenity::gateway=error".into(),
                ..Config::default().log
            })?;
            runtime.block_on(demo::run(data, port, shutdown_signal()))?;
        }
        Action::Run(settings) => {
            let config = settings.load()?;
            log(&config.log)?;
            runtime.block_on(serve(config))?;
        }
        Action::Check(settings) => {
            let config = settings.load()?;
            let is_ok = runtime.block_on(check::run(&config, &mut std::io::stdout()))?;
            return Ok(if is_ok {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            });
        }
        Action::Commands => {
            std::io::stdout().write_all(bot::manual(&bot::commands()).as_bytes())?;
        }
        Action::Backup { to, folder } => {
            let (folder, lang) = folder.load()?;
            let words = (lang, Clock::system().now());
            runtime.block_on(backup::create(&folder, to, words, &mut std::io::stdout()))?;
        }
        Action::Restore { file, yes, folder } => {
            let (folder, lang) = folder.load()?;
            let words = (lang, Clock::system().now());
            let mut out = Vec::new();
            let done = runtime.block_on(backup::restore(&folder, &file, yes, words, &mut out));
            // It is done whether or not anybody reads on.
            let _ = std::io::stdout().write_all(&out);
            done?;
        }
        Action::Export(folder) => {
            let (folder, _) = folder.load()?;
            let mut out = std::io::BufWriter::new(std::io::stdout());
            anyhow::ensure!(
                salon::db::path(&folder).exists(),
                "there is no database in {}: name the data folder with --data",
                folder.display()
            );
            runtime.block_on(async {
                let pool = Db::look(&folder).await?;
                export::journal(&pool, &mut out).await
            })?;
            out.flush()?;
        }
    }
    // Gateway tasks that serenity leaves behind must not keep us.
    runtime.shutdown_background();
    Ok(ExitCode::SUCCESS)
}

/// The bot on a real server.
async fn serve(config: Config) -> anyhow::Result<()> {
    anyhow::ensure!(
        config.discord.guild.is_some(),
        "discord.guild is not set: put the id of your server into salon.toml or SALON_DISCORD_GUILD"
    );
    let token = config::secret("SALON_DISCORD_TOKEN")?;
    let keys = Keys::read()?;
    let db = Db::open(&config.data_dir).await?;
    let listener = web::bind(config.web.listen).await?;
    let links = if config.watch.is_reachable() {
        Some(web::watch::bind(config.watch.listen).await?)
    } else {
        None
    };
    let app = App::with_keys(config, keys, db, Clock::system());
    let _watchdog = Watchdog::start(&app.pulses, Limits::default(), watchdog::end_process)?;
    // Nothing of it outlives us: a client that does not read its answer holds nobody up.
    let web = tokio::spawn(web::serve(app.clone(), listener));
    let links = links.map(|links| tokio::spawn(web::watch::serve(app.clone(), links)));
    let shutdown = shutdown_signal();
    tokio::pin!(shutdown);
    tokio::select! {
        connected = run::connect(app.clone(), &token) => {
            connected?.run_until(shutdown).await?;
        }
        // Discord was never reached: nothing is under way.
        () = &mut shutdown => app.stop(),
    }
    web.abort();
    if let Some(links) = links {
        links.abort();
    }
    Ok(())
}

/// Ctrl-C or SIGTERM.
async fn shutdown_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}

/// Libraries whose details hold tokens or what people wrote, whatever level is set. Of an event
/// that it cannot read serenity's gateway warns with all that it holds.
const QUIET: &str = "serenity=warn,serenity::gateway=error,poise=info,reqwest=info,hyper=info,hyper_util=info,h2=info,\
                     tungstenite=info,tokio_tungstenite=info,sqlx=warn";

fn log(log: &Log) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(format!("{},{QUIET}", log.level))
        .with_context(|| format!("log.level \"{}\" cannot be read", log.level))?;
    let written = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let written = match log.format {
        LogFormat::Human => written.with_filter(filter).boxed(),
        LogFormat::Json => written.json().with_filter(filter).boxed(),
    };
    tracing_subscriber::registry()
        .with(written)
        .with(bot::Overheard::layer())
        .init();
    // Where, never what: the words of a panic may hold what a person wrote.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "panic");
    }));
    Ok(())
}
