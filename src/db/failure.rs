//! What the database's own failures mean.

use sqlx::Error;

/// SQLite's primary result codes (<https://sqlite.org/rescode.html>) of what may pass by itself or
/// be mended while we run: busy, locked, read-only, an I/O error, a full disk, a file that cannot
/// be opened.
const PASSING: [i32; 6] = [5, 6, 8, 10, 13, 14];
/// An fsync that failed, of the file and of its folder. What the system then holds of the file is
/// unknown: it may say later that all is written when it is not.
const FSYNC: [i32; 2] = [1034, 1290];
/// The file was moved away while it was open: no waiting brings it back.
const MOVED: i32 = 1032;

/// Whether it may work later, nothing being wrong with what was asked.
pub fn is_passing(error: &Error) -> bool {
    matches!(error, Error::PoolTimedOut)
        || code(error).is_some_and(|code| PASSING.contains(&(code & 0xff)) && code != MOVED)
}

/// Ends the process where going on could lose what was acknowledged: the next start reads what is
/// really there.
pub(super) fn end_if_lost(error: &Error) {
    if code(error).is_some_and(is_lost) {
        tracing::error!("the disk did not keep what was written: {error}; salon ends here");
        // EX_IOERR of sysexits.h.
        std::process::exit(74);
    }
}

fn is_lost(code: i32) -> bool {
    FSYNC.contains(&code)
}

fn code(error: &Error) -> Option<i32> {
    error.as_database_error()?.code()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_failed_fsync_ends_the_process() {
        // SQLITE_IOERR_FSYNC and SQLITE_IOERR_DIR_FSYNC, as SQLite's list gives them.
        assert!(is_lost(1034) && is_lost(1290));
        // A read, a write, busy, full.
        assert!(![266, 778, 5, 13].into_iter().any(is_lost));
    }

    #[tokio::test]
    async fn a_full_and_a_read_only_database_may_pass_and_a_wrong_statement_may_not() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = crate::db::Db::open(folder.path())
            .await
            .expect("a database");
        let mut tx = db.begin().await.expect("begins");
        let conn = tx.conn().await.expect("writes");
        let mut fails = async |statement: &'static str| {
            sqlx::query(statement)
                .execute(&mut *conn)
                .await
                .expect_err(statement)
        };
        assert!(!is_passing(&fails("select nonsense").await));
        assert!(!is_passing(
            &fails("insert into fact (name) values (null)").await
        ));
        sqlx::query("pragma query_only = on")
            .execute(&mut *conn)
            .await
            .expect("a pragma");
        let fails = sqlx::query("insert into fact (name, value) values ('a', 'b')");
        assert!(is_passing(
            &fails
                .execute(&mut *conn)
                .await
                .expect_err("it is read-only")
        ));
    }
}
