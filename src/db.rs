//! The one SQLite file: opening, locking, the writer and the readers.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use sqlx::Arguments as _;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    Sqlite, SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool,
    SqlitePoolOptions, SqliteSynchronous,
};
use tokio::sync::Notify;

/// The oldest SQLite we trust: 3.51.3 mended the WAL-reset bug.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

/// How many connections only read. Measured: four keep up with one writer on two cores.
const READERS: u32 = 4;

/// The database: one writer, some readers, and the lock that keeps a second process out.
#[derive(Debug)]
pub struct Db {
    write: SqlitePool,
    read: SqlitePool,
    /// Rung after each commit that queued an effect.
    effects: Arc<Notify>,
    /// Held for as long as we live; the kernel drops it even after `kill -9`.
    _lock: File,
}

/// How many writes are put off at most; it bounds what a large transaction holds in memory.
const MOST_PUT_OFF: usize = 64;
/// Of so many writes together the statements are kept prepared; longer rows of them are too
/// various to come again.
const MOST_PREPARED: usize = 8;

/// A write transaction, begun with `BEGIN IMMEDIATE`. Dropped without `commit` it rolls back.
///
/// Every statement is a trip to the writer's thread and back, and everyone else waits meanwhile.
/// A write that answers nothing is therefore put off with [`Tx::later`] and travels with others;
/// [`Tx::conn`] sees to it that whatever is read afterwards finds it written.
#[derive(Debug)]
pub struct Tx {
    inner: sqlx::Transaction<'static, Sqlite>,
    put_off: PutOff,
    effects: Arc<Notify>,
    queued_effects: bool,
}

/// Writes of a transaction that were not sent yet, in their order.
#[derive(Debug, Default)]
struct PutOff {
    statements: String,
    arguments: SqliteArguments,
    count: usize,
}

/// A write that is being put off: takes its values, then its place.
#[derive(Debug)]
#[must_use = "nothing is written without `add`"]
pub(crate) struct Later<'a> {
    tx: &'a mut Tx,
    encoded: Result<(), sqlx::error::BoxDynError>,
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
        let lock = lock(folder)?;
        let options = SqliteConnectOptions::new()
            .filename(path(folder))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            // Copying the log into the file takes several fsyncs, and whoever commits waits for
            // them: 16 MiB of log at most, for fewer of those who wait.
            .pragma("wal_autocheckpoint", "4000")
            .pragma("trusted_schema", "OFF");
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            .connect_with(options.clone())
            .await
            .with_context(|| format!("cannot open {}", path(folder).display()))?;
        assert_version(&write).await?;
        sqlx::migrate!()
            .run(&write)
            .await
            .context("the database cannot be migrated; it may be from a newer version of salon")?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .test_before_acquire(false)
            .connect_with(options.read_only(true).create_if_missing(false))
            .await?;
        Ok(Self {
            write,
            read,
            effects: Arc::default(),
            _lock: lock,
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
        Ok(Tx {
            inner: self.write.begin_with("BEGIN IMMEDIATE").await?,
            put_off: PutOff::default(),
            effects: self.effects.clone(),
            queued_effects: false,
        })
    }

    /// A connection that can only read.
    pub async fn read(&self) -> sqlx::Result<PoolConnection<Sqlite>> {
        self.read.acquire().await
    }

    /// Wakes whoever waits for effects: one may have become due because a clock was moved.
    pub fn wake_effects(&self) {
        self.effects.notify_one();
    }

    /// Waits until a commit has queued an effect.
    pub async fn effects_queued(&self) {
        self.effects.notified().await;
    }

    /// Closes every connection, so that the write-ahead log is folded into the file.
    pub async fn close(&self) {
        self.read.close().await;
        self.write.close().await;
    }
}

impl Tx {
    /// The connection, with everything written that was put off.
    pub async fn conn(&mut self) -> sqlx::Result<&mut SqliteConnection> {
        self.write().await?;
        Ok(&mut self.inner)
    }

    /// Begins a write that answers nothing and may travel with others: one statement, its values
    /// as plain `?` in their order.
    pub(crate) fn later(&mut self, statement: &'static str) -> Later<'_> {
        let PutOff {
            statements, count, ..
        } = &mut self.put_off;
        if !statements.is_empty() {
            statements.push_str(";\n");
        }
        statements.push_str(statement);
        *count += 1;
        Later {
            tx: self,
            encoded: Ok(()),
        }
    }

    /// Makes it so.
    pub async fn commit(mut self) -> sqlx::Result<()> {
        self.write().await?;
        self.inner.commit().await?;
        if self.queued_effects {
            self.effects.notify_one();
        }
        Ok(())
    }

    /// Remembers to wake the outbox when this is committed.
    pub(crate) fn queues_effects(&mut self) {
        self.queued_effects = true;
    }

    /// Sends what was put off, all in one trip.
    async fn write(&mut self) -> sqlx::Result<()> {
        let PutOff {
            statements,
            arguments,
            count,
        } = std::mem::take(&mut self.put_off);
        if count == 0 {
            return Ok(());
        }
        // Made of literals alone: values are bound.
        sqlx::query_with(sqlx::AssertSqlSafe(statements), arguments)
            .persistent(count <= MOST_PREPARED)
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }
}

impl Later<'_> {
    /// The next value.
    pub(crate) fn bind<'q, T>(mut self, value: T) -> Self
    where
        T: sqlx::Encode<'q, Sqlite> + sqlx::Type<Sqlite>,
    {
        if self.encoded.is_ok() {
            self.encoded = self.tx.put_off.arguments.add(value);
        }
        self
    }

    /// Takes its place among what is put off.
    pub(crate) async fn add(self) -> sqlx::Result<()> {
        self.encoded.map_err(sqlx::Error::Encode)?;
        if self.tx.put_off.count >= MOST_PUT_OFF {
            self.tx.write().await?;
        }
        Ok(())
    }
}

/// Where the database lies inside the data folder.
pub fn path(folder: &Path) -> PathBuf {
    folder.join("salon.db")
}

fn lock(folder: &Path) -> anyhow::Result<File> {
    let path = folder.join("salon.lock");
    let file = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!(
            "another salon is already running on {}: stop it first, or give this one another data_dir",
            folder.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("cannot lock {}", path.display()))
        }
    }
}

async fn assert_version(pool: &SqlitePool) -> anyhow::Result<()> {
    let version: String = sqlx::query_scalar("select sqlite_version()")
        .fetch_one(pool)
        .await?;
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST_SQLITE {
        bail!("SQLite {version} is too old, 3.51.3 or later is needed");
    }
    Ok(())
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
    sqlx::query(
        "insert into fact (name, value) values (?1, ?2)
         on conflict (name) do update set value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}
