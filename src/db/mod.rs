//! The one SQLite file: opening, locking, the writer and the readers.

mod failure;
mod tx;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context as _, bail};
use chrono::{DateTime, Utc};
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    Sqlite, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool,
    SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::sync::{Mutex, Notify};

use crate::clock::monotonic_now;

pub use failure::is_passing;
pub use tx::Tx;
use tx::Writer;

/// The oldest SQLite we trust: 3.51.3 mended the WAL-reset bug.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// A salon that is just ending may hold the lock for a moment longer.
const LOCK_PATIENCE: Duration = Duration::from_millis(500);

/// How many connections only read. Measured: four keep up with one writer on two cores.
const READERS: u32 = 4;

/// What each of them keeps of the file: half a MiB; the system keeps the rest.
const READER_CACHE: &str = "-512";

/// Of so many pages the write-ahead log is copied into the file by whoever commits next, because
/// nobody did it earlier: 64 MiB.
const LONGEST_LOG: &str = "16000";

/// What a commit tells others.
#[derive(Debug, Default)]
struct Bells {
    /// It queued an effect.
    effects: Notify,
    /// The write-ahead log has become long.
    long_log: Notify,
    /// The log or the file may still hold what somebody had erased.
    holds_erased: AtomicBool,
    /// Whether the database could not be used when it was last tried.
    is_failing: AtomicBool,
}

/// The database: one writer, some readers, and the lock that keeps a second process out.
#[derive(Debug)]
pub struct Db {
    write: Arc<Mutex<Writer>>,
    read: SqlitePool,
    options: SqliteConnectOptions,
    bells: Arc<Bells>,
    /// Held until we close; the kernel drops it even after `kill -9`.
    lock: File,
}

impl Db {
    /// Opens (or creates) `salon.db` in `folder`, takes the lock and migrates.
    ///
    /// # Errors
    /// When another process holds the lock, the file cannot be used, or the schema is newer than
    /// this program.
    pub async fn open(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot create the data folder {}", folder.display()))?;
        let lock = lock(folder).await?;
        only_ours(&path(folder))?;
        let options = SqliteConnectOptions::new()
            .filename(path(folder))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("wal_autocheckpoint", LONGEST_LOG)
            .pragma("trusted_schema", "OFF")
            // What is erased is overwritten in the file, too.
            .pragma("secure_delete", "ON")
            // Statements are not for the log, and looking whether they are costs every one of them.
            .disable_statement_logging();
        let mut write = options
            .connect()
            .await
            .with_context(|| format!("cannot open {}", path(folder).display()))?;
        assert_version(&mut write).await?;
        sqlx::migrate!()
            .run(&mut write)
            .await
            .context("the database cannot be migrated; it may be from a newer version of salon")?;
        // From here on it is there, or something is wrong.
        let options = options.create_if_missing(false);
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .test_before_acquire(false)
            .connect_with(
                options
                    .clone()
                    .read_only(true)
                    .pragma("cache_size", READER_CACHE),
            )
            .await?;
        let bells = Bells::default();
        // We may have been killed before the log was emptied.
        bells.holds_erased.store(true, Ordering::Relaxed);
        bells.long_log.notify_one();
        Ok(Self {
            write: Arc::new(Mutex::new(Writer::new(write).await?)),
            read,
            options,
            bells: Arc::new(bells),
            lock,
        })
    }

    /// Opens an existing database to look at only: no lock, no migration, no writing.
    pub async fn look(folder: &Path) -> anyhow::Result<SqlitePool> {
        SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(
                SqliteConnectOptions::new()
                    .filename(path(folder))
                    .read_only(true),
            )
            .await
            .with_context(|| format!("cannot read {}", path(folder).display()))
    }

    /// Begins a write transaction; waits for the one before it.
    pub async fn begin(&self) -> sqlx::Result<Tx> {
        let writer = self.write.clone().lock_owned().await;
        Ok(Tx::new(writer, self.bells.clone()))
    }

    /// A connection that can only read.
    pub async fn read(&self) -> sqlx::Result<PoolConnection<Sqlite>> {
        self.read.acquire().await
    }

    /// Says once that the database cannot be used, until something was written again.
    pub fn report(&self, failure: &sqlx::Error) {
        if !self.bells.is_failing.swap(true, Ordering::Relaxed) {
            tracing::error!(
                "the database cannot be used; people are asked to come back: {failure}"
            );
        }
    }

    /// Whether the database could not be used when it was last tried.
    pub fn is_failing(&self) -> bool {
        self.bells.is_failing.load(Ordering::Relaxed)
    }

    /// Wakes whoever waits for effects: one may have become due because a clock was moved.
    pub fn wake_effects(&self) {
        self.bells.effects.notify_one();
    }

    /// Waits until a commit has queued an effect.
    pub async fn effects_queued(&self) {
        self.bells.effects.notified().await;
    }

    /// Waits until so much was committed that [`Db::fold_log`] is worth it.
    pub async fn log_is_long(&self) {
        self.bells.long_log.notified().await;
    }

    /// Copies the write-ahead log into the file, as far as nobody reads what is older. It takes
    /// several fsyncs, for which whoever commits would otherwise wait; nobody waits for this.
    /// After something was erased, and once after opening, the log is emptied, for which a commit
    /// may have to wait; `false` where that could not be done, because somebody read it all the
    /// time.
    pub async fn fold_log(&self) -> sqlx::Result<bool> {
        let mut conn = self.options.connect().await?;
        let holds_erased = self.bells.holds_erased.swap(false, Ordering::Relaxed);
        let pragma = if holds_erased {
            "pragma wal_checkpoint(truncate)"
        } else {
            "pragma wal_checkpoint(passive)"
        };
        let folded = sqlx::query_scalar::<_, bool>(pragma)
            .fetch_one(&mut conn)
            .await
            .inspect_err(failure::end_if_lost);
        let is_emptied = matches!(folded, Ok(false));
        if holds_erased && !is_emptied {
            self.bells.holds_erased.store(true, Ordering::Relaxed);
        }
        folded?;
        conn.close().await?;
        Ok(is_emptied || !holds_erased)
    }

    /// Closes every connection, so that the write-ahead log is folded into the file, and lets
    /// others in.
    pub async fn close(&self) {
        self.read.close().await;
        let Some(writer) = self.write.lock().await.close() else {
            return;
        };
        if let Err(error) = writer.close().await {
            tracing::warn!("the database could not be closed in good order: {error}");
        }
        if let Err(error) = self.lock.unlock() {
            tracing::warn!("the data folder stays locked until the program ends: {error}");
        }
    }
}

/// Where the database lies inside the data folder.
pub fn path(folder: &Path) -> PathBuf {
    folder.join("salon.db")
}

/// Keeps every other salon out of `folder` until it is dropped.
pub(crate) async fn lock(folder: &Path) -> anyhow::Result<File> {
    let path = folder.join("salon.lock");
    let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    let began = monotonic_now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if began.elapsed() < LOCK_PATIENCE => {
                tokio::time::sleep(LOCK_PATIENCE / 10).await;
            }
            Err(TryLockError::WouldBlock) => bail!(
                "another salon is already running on {}: stop it first, or give this one another data_dir",
                folder.display()
            ),
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("cannot lock {}", path.display()));
            }
        }
    }
}

/// Lets nobody else read the file, which is created where there is none: it holds what members wrote.
/// What SQLite keeps beside it is as open as the file is; what was there before is closed too.
fn only_ours(database: &Path) -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        use std::fs::Permissions;
        use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
        let close = || {
            let mut options = File::options();
            let file = options
                .append(true)
                .create(true)
                .mode(0o600)
                .open(database)?;
            file.set_permissions(Permissions::from_mode(0o600))?;
            for ending in ["-wal", "-shm"] {
                let mut beside = database.as_os_str().to_owned();
                beside.push(ending);
                match std::fs::set_permissions(beside, Permissions::from_mode(0o600)) {
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                    done => done?,
                }
            }
            std::io::Result::Ok(())
        };
        close().with_context(|| format!("cannot open {}", database.display()))?;
    }
    #[cfg(not(unix))]
    let _ = database;
    Ok(())
}

/// Refuses a database whose schema this program does not know.
pub(crate) async fn assert_known_schema(conn: &mut SqliteConnection) -> anyhow::Result<()> {
    let applied: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("select version, checksum from _sqlx_migrations order by version")
            .fetch_all(conn)
            .await
            .context("it is not a database of salon's")?;
    let migrations = sqlx::migrate!();
    for (version, checksum) in applied {
        let known = migrations.iter().find(|known| known.version == version);
        if known.is_none_or(|known| *known.checksum != checksum) {
            bail!("it is of another version of salon (migration {version})");
        }
    }
    Ok(())
}

async fn assert_version(conn: &mut SqliteConnection) -> anyhow::Result<()> {
    let version: String = sqlx::query_scalar("select sqlite_version()")
        .fetch_one(conn)
        .await?;
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SQLITE {
        bail!("SQLite {version} is too old, 3.51.3 or later is needed");
    }
    Ok(())
}

/// What a restored backup cannot know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Restored {
    /// What the backup knows was written until then.
    pub as_of: DateTime<Utc>,
    /// When it took the place of what was there.
    pub at: DateTime<Utc>,
}

impl Restored {
    /// The name of the fact that holds it.
    pub const FACT: &str = "restored";

    /// Whether what was owed then may have been done, and that be forgotten.
    pub fn forgot(&self, owed: DateTime<Utc>) -> bool {
        owed <= self.at
    }
}

/// The last time a backup was restored here, if ever.
pub async fn restored(conn: &mut SqliteConnection) -> sqlx::Result<Option<Restored>> {
    let fact = fact(conn, Restored::FACT).await?;
    let read = fact.map(|fact| serde_json::from_str(&fact)).transpose();
    // Not to be taken for "never": then what was sent would be sent again.
    read.map_err(|error| sqlx::Error::Decode(error.into()))
}

/// The gap in what we know, where something that was owed at `owed` falls into it.
pub async fn forgotten(
    conn: &mut SqliteConnection,
    owed: DateTime<Utc>,
) -> sqlx::Result<Option<Restored>> {
    let restored = restored(conn).await?;
    Ok(restored.filter(|restored| restored.forgot(owed)))
}

/// One fact about this installation.
pub async fn fact(conn: &mut SqliteConnection, name: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("select value from fact where name = ?1")
        .bind(name)
        .fetch_optional(conn)
        .await
}

/// Remembers one fact about this installation.
pub async fn set_fact(tx: &mut Tx, name: &str, value: &str) -> sqlx::Result<()> {
    write_fact(tx.conn().await?, name, value).await
}

/// The same in a transaction of the caller's own kind.
pub(crate) async fn write_fact(
    conn: &mut SqliteConnection,
    name: &str,
    value: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into fact (name, value) values (?1, ?2)
         on conflict (name) do update set value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(conn)
    .await?;
    Ok(())
}
