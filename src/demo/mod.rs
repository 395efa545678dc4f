//! `salon demo`: the sandbox, the bot and a page in the browser, with a salon that is already
//! alive. Nothing leaves this machine, and nothing here is known to the rest of the bot.

mod key;
mod seed;
mod stage;
mod time;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::Context as _;
use chrono::TimeDelta;
use sandbox::{Options, Sandbox, page};

use crate::app::App;
use crate::clock::Clock;
use crate::db::{self, Db};
use crate::run;
use crate::text::{Arg, Lang, Text};
use crate::web;
use time::Hands;

/// The fact that says that bringing the salon to life has begun.
const BEGAN: &str = "demo_began";
/// The fact that says that the salon was brought to life already.
const SEEDED: &str = "demo_seeded";
/// How long the bot may take to connect to a server on the same machine.
const CONNECT: Duration = Duration::from_secs(10);
/// How often the sandbox is saved while things change.
const SAVE: Duration = Duration::from_millis(500);

/// Runs the demo until `shutdown`. With `data` everything is kept there and goes on next time.
///
/// # Errors
/// When the folder or the port cannot be used, or the bot fails.
pub async fn run(
    data: Option<PathBuf>,
    port: u16,
    shutdown: impl Future<Output = ()>,
) -> anyhow::Result<()> {
    // Deleted when this returns.
    let temporary = tempfile::tempdir()?;
    let folder = data.unwrap_or_else(|| temporary.path().to_owned());
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("cannot create {}", folder.display()))?;
    let state = folder.join("discord.json");
    let db = open(&folder, &state).await?;

    // A clock that was moved ahead goes on from there.
    let clock = Clock::system();
    let ahead =
        Sandbox::saved_clock(&state)?.map_or(TimeDelta::zero(), |saved| saved - clock.now());
    let clock = Clock::offset(ahead.max(TimeDelta::zero()));
    let hands = Arc::new(OnceLock::new());
    let control = Arc::new(Hands::new(hands.clone()));
    let sandbox_clock = sandbox::Clock::system();
    sandbox_clock.set(clock.now());
    let sandbox = Sandbox::start(Options {
        addr: format!("127.0.0.1:{port}"),
        clock: sandbox_clock,
        state: Some(state.clone()),
        seed: stage::server(),
        extra: Some(Box::new(move |sandbox| page::router(sandbox, control))),
        ..Options::default()
    })
    .await
    .with_context(|| format!("cannot serve the page on port {port}; choose another with --port"))?;
    stage::furnish(&sandbox);

    let mut config = stage::config(&sandbox)?;
    let keys = key::keys(&folder)?;
    config.data_dir = folder;
    let links = web::watch::bind(([127, 0, 0, 1], 0).into()).await?;
    config.watch.public_url = format!("http://{}", links.local_addr()?);
    let app = App::with_keys(config, keys, db, clock);
    let links = tokio::spawn(web::watch::serve(app.clone(), links));
    let connected = run::connect(app.clone(), sandbox.token()).await?;
    anyhow::ensure!(
        sandbox.bot_is_online(CONNECT).await,
        "the bot did not connect to the sandbox"
    );
    // The page asks for time to be moved only once it is shown, which is below.
    let _ = hands.set((app.clone(), connected.discord.clone(), sandbox.clone()));

    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(connected.run_until(async {
        // A dropped sender stops it as well.
        let _ = stopped.await;
    }));
    let saving = tokio::spawn(keep_saved(sandbox.clone(), state.clone()));
    bring_to_life(&app, &sandbox).await?;
    announce(&sandbox)?;
    shutdown.await;
    drop(stop);
    let result = running.await.context("the bot panicked")?;
    saving.abort();
    links.abort();
    sandbox.save(&state)?;
    sandbox.stop();
    result
}

/// Opens what is kept. What was stopped before the salon was alive is begun anew.
async fn open(folder: &Path, state: &Path) -> anyhow::Result<Db> {
    let db = Db::open(folder).await?;
    let began = db::fact(&mut *db.read().await?, BEGAN).await?;
    let seeded = db::fact(&mut *db.read().await?, SEEDED).await?;
    if began.is_none() || seeded.is_some() {
        return Ok(db);
    }
    db.close().await;
    drop(db);
    let _ = std::fs::remove_file(state);
    for name in ["salon.db", "salon.db-wal", "salon.db-shm"] {
        let _ = std::fs::remove_file(folder.join(name));
    }
    Db::open(folder).await
}

/// Lets people do what makes a salon, once.
async fn bring_to_life(app: &App, sandbox: &Sandbox) -> anyhow::Result<()> {
    let known = db::fact(&mut *app.db.read().await?, SEEDED).await?;
    if known.is_some() {
        return Ok(());
    }
    remember(app, BEGAN).await?;
    seed::play(app, sandbox).await?;
    remember(app, SEEDED).await
}

async fn remember(app: &App, fact: &str) -> anyhow::Result<()> {
    let mut tx = app.db.begin().await?;
    db::set_fact(&mut tx, fact, "yes").await?;
    tx.commit().await?;
    Ok(())
}

/// Saves what Discord shows soon after it changed, so that even a killed demo goes on.
async fn keep_saved(sandbox: Sandbox, state: PathBuf) {
    let mut changes = sandbox.changes();
    while changes.changed().await.is_ok() {
        tokio::time::sleep(SAVE).await;
        changes.mark_unchanged();
        let (sandbox, state) = (sandbox.clone(), state.clone());
        let saved = tokio::task::spawn_blocking(move || save(&sandbox, &state)).await;
        if let Ok(Err(error)) = saved {
            tracing::error!("the sandbox cannot be saved: {error:#}");
        }
    }
}

fn save(sandbox: &Sandbox, state: &Path) -> anyhow::Result<()> {
    sandbox.save(state)
}

/// Says where the page is, in both languages.
fn announce(sandbox: &Sandbox) -> std::io::Result<()> {
    let url = format!("http://{}/", sandbox.address());
    let mut out = std::io::stdout();
    for lang in Lang::ALL {
        let text = Text::new("demo-ready").with("url", Arg::Markup(url.clone()));
        writeln!(out, "{}", text.plain(lang))?;
    }
    out.flush()
}
