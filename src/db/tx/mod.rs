//! A write transaction, in as few trips to the writer's thread as can be.

#[cfg(test)]
mod tests;

use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use sqlx::query::QueryAs;
use sqlx::sqlite::{Sqlite, SqliteArguments, SqliteConnection, SqliteRow};
use sqlx::{Arguments as _, AssertSqlSafe, Execute as _, FromRow, Row as _};
use tokio::runtime::Handle;
use tokio::sync::{Notify, OwnedMutexGuard};

use super::{Bells, failure};

/// How many writes are put off at most; it bounds what a large transaction holds in memory.
const MOST_PUT_OFF: usize = 64;
/// Of so many writes together the statements are kept prepared; longer rows of them are too
/// various to come again.
const MOST_PREPARED: usize = 12;

/// After so many commits the write-ahead log is worth folding: some six MiB of it.
const LONG_LOG: u32 = 100;

/// What fails before the commit is noticed after this.
const NO_COMMIT: Duration = Duration::from_millis(2);

/// The last statement of a transaction.
const COMMITTED: &str = "select 'committed'";

/// The one connection that writes.
#[derive(Debug)]
pub(super) struct Writer {
    /// None once it is closed.
    conn: Option<SqliteConnection>,
    /// A transaction was begun, and neither committed nor rolled back as far as we know.
    is_open: bool,
    /// Commits since the log was said to be long.
    commits: u32,
    /// Rung when SQLite has run all that comes before a commit.
    commits_now: Arc<Notify>,
}

/// A write transaction, begun with `BEGIN IMMEDIATE`. Dropped without `commit` it rolls back.
///
/// Every statement is a trip to the writer's thread and back, and everyone else waits meanwhile.
/// A write that answers nothing is therefore put off with `later` and travels with others, the
/// beginning and the commit with them; [`Tx::conn`] sees to it that whatever is read
/// afterwards finds it written.
#[derive(Debug)]
pub struct Tx {
    /// None once it is over.
    writer: Option<OwnedMutexGuard<Writer>>,
    put_off: PutOff,
    bells: Arc<Bells>,
    queued_effects: bool,
    erases: bool,
}

/// Statements of a transaction that were not sent yet, in their order.
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

impl Writer {
    pub(super) async fn new(mut conn: SqliteConnection) -> sqlx::Result<Self> {
        let commits_now = Arc::new(Notify::new());
        let ring = commits_now.clone();
        conn.lock_handle().await?.set_commit_hook(move || {
            ring.notify_one();
            true
        });
        Ok(Self {
            conn: Some(conn),
            is_open: false,
            commits: 0,
            commits_now,
        })
    }

    /// Takes the connection away for good.
    pub(super) fn close(&mut self) -> Option<SqliteConnection> {
        self.conn.take()
    }

    fn conn(&mut self) -> sqlx::Result<&mut SqliteConnection> {
        self.conn.as_mut().ok_or(sqlx::Error::PoolClosed)
    }

    /// Undoes what an earlier transaction left open, if it did.
    async fn roll_back(&mut self) -> sqlx::Result<()> {
        let undone = sqlx::query("rollback").execute(self.conn()?).await;
        // Fails where it was committed after all, or undone by SQLite itself. Should one be open
        // still, the next beginning fails and comes here again.
        if let Err(error) = undone {
            tracing::debug!("nothing was rolled back: {error}");
        }
        self.is_open = false;
        Ok(())
    }
}

impl Tx {
    pub(super) fn new(writer: OwnedMutexGuard<Writer>, bells: Arc<Bells>) -> Self {
        let mut put_off = PutOff::default();
        put_off.push("begin immediate");
        Self {
            writer: Some(writer),
            put_off,
            bells,
            queued_effects: false,
            erases: false,
        }
    }

    /// The connection, with everything written that was put off.
    pub async fn conn(&mut self) -> sqlx::Result<&mut SqliteConnection> {
        if self.put_off.count > 0 {
            self.write().await?;
        }
        self.writer()?.conn()
    }

    /// Looks for one row, in one trip with the beginning where nothing else was put off.
    pub(crate) async fn look<T>(
        &mut self,
        mut query: QueryAs<'_, Sqlite, T, SqliteArguments>,
    ) -> sqlx::Result<Option<T>>
    where
        T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        // Values are told apart by their place in one statement, or by their number in it.
        if self.put_off.arguments.len() > 0 {
            return query.fetch_optional(self.conn().await?).await;
        }
        let arguments = query.take_arguments().map_err(sqlx::Error::Encode)?;
        self.put_off.push(query.sql().as_str());
        let (statements, _) = self.open().await?;
        sqlx::query_as_with(AssertSqlSafe(statements), arguments.unwrap_or_default())
            .fetch_optional(self.writer()?.conn()?)
            .await
    }

    /// Begins a write that answers nothing and may travel with others: one statement, its values
    /// as plain `?` in their order.
    pub(crate) fn later(&mut self, statement: &'static str) -> Later<'_> {
        self.put_off.push(statement);
        Later {
            tx: self,
            encoded: Ok(()),
        }
    }

    /// Makes it so.
    pub async fn commit(mut self) -> sqlx::Result<()> {
        self.put_off.push("commit");
        // Only this row says that everything before it was done: a connection whose thread died
        // answers with nothing at all.
        self.put_off.push(COMMITTED);
        self.write().await?;
        let erases = self.erases;
        let writer = self.writer()?;
        writer.is_open = false;
        writer.commits += 1;
        if writer.commits >= LONG_LOG || erases {
            writer.commits = 0;
            self.bells.holds_erased.fetch_or(erases, Ordering::Relaxed);
            self.bells.long_log.notify_one();
        }
        if self.bells.is_failing.swap(false, Ordering::Relaxed) {
            tracing::info!("the database can be used again");
        }
        if self.queued_effects {
            self.bells.effects.notify_one();
        }
        Ok(())
    }

    /// Remembers to wake the outbox when this is committed.
    pub(crate) fn queues_effects(&mut self) {
        self.queued_effects = true;
    }

    /// Remembers that what this overwrites must soon be nowhere in the file or its log.
    pub(crate) fn erases(&mut self) {
        self.erases = true;
    }

    fn writer(&mut self) -> sqlx::Result<&mut Writer> {
        self.writer.as_deref_mut().ok_or(sqlx::Error::PoolClosed)
    }

    /// Sends what was put off, all in one trip.
    async fn write(&mut self) -> sqlx::Result<()> {
        self.send().await.inspect_err(failure::end_if_lost)
    }

    async fn send(&mut self) -> sqlx::Result<()> {
        let is_last = self.put_off.statements.ends_with(COMMITTED);
        let is_prepared = self.put_off.count <= MOST_PREPARED;
        let (statements, arguments) = self.open().await?;
        // Made of literals alone: values are bound.
        let query = sqlx::query_with(AssertSqlSafe(statements), arguments).persistent(is_prepared);
        let writer = self.writer()?;
        let commits_now = writer.commits_now.clone();
        let conn = writer.conn()?;
        if !is_last {
            query.execute(conn).await?;
            return Ok(());
        }
        let said: String = until_commit(query.fetch_one(conn), &commits_now)
            .await?
            .try_get(0)?;
        if said != "committed" {
            let why = "a write that was put off answers with rows";
            return Err(sqlx::Error::Protocol(why.into()));
        }
        Ok(())
    }

    /// Takes what was put off to be sent now: from here on there may be something to roll back.
    async fn open(&mut self) -> sqlx::Result<(String, SqliteArguments)> {
        let put_off = std::mem::take(&mut self.put_off);
        let writer = self.writer()?;
        if writer.is_open && put_off.statements.starts_with("begin") {
            writer.roll_back().await?;
        }
        writer.is_open = true;
        Ok((put_off.statements, put_off.arguments))
    }
}

/// Drives `sent` to its end, but looks away until SQLite commits: every statement that is done
/// would wake us, and a wake-up costs more than most statements.
async fn until_commit<T>(sent: impl Future<Output = T>, commits_now: &Notify) -> T {
    let mut sent = pin!(sent);
    // This sends it off.
    let first = sent.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    if let Poll::Ready(done) = first {
        return done;
    }
    // Where there is no commit, because something before it failed, we look again soon.
    let _ = tokio::time::timeout(NO_COMMIT, commits_now.notified()).await;
    sent.await
}

impl Drop for Tx {
    fn drop(&mut self) {
        let Some(mut writer) = self.writer.take() else {
            return;
        };
        if !writer.is_open {
            return;
        }
        // Whoever comes next waits until this is done; without a runtime they do it themself.
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = writer.roll_back().await {
                    tracing::error!("a transaction could not be rolled back yet: {error}");
                }
            });
        }
    }
}

impl PutOff {
    fn push(&mut self, statement: &str) {
        if !self.statements.is_empty() {
            self.statements.push_str(";\n");
        }
        self.statements.push_str(statement);
        self.count += 1;
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
