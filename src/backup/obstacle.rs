//! Why a backup could not be made, where a person can do something about it, and what.

use std::io::{self, ErrorKind};

use super::store::Unread;
use crate::text::Text;

/// Why a backup could not be made, where a person can do something about it. The folder is not
/// named: where it is concerns nobody on Discord.
pub fn obstacle(error: &anyhow::Error) -> Option<Text> {
    if error.is::<Unread>() {
        return Some(Text::new("backup-not-readable"));
    }
    error.chain().find_map(|cause| {
        if let Some(io) = cause.downcast_ref::<io::Error>() {
            return Some(of_system(io));
        }
        let failure = cause.downcast_ref::<sqlx::Error>()?.as_database_error()?;
        of_sqlite(failure.code()?.parse().ok()?)
    })
}

fn of_system(error: &io::Error) -> Text {
    const FULL: [ErrorKind; 3] = [
        ErrorKind::StorageFull,
        ErrorKind::QuotaExceeded,
        ErrorKind::FileTooLarge,
    ];
    const CLOSED: [ErrorKind; 2] = [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem];
    const ELSEWHERE: [ErrorKind; 4] = [
        ErrorKind::NotFound,
        ErrorKind::NotADirectory,
        ErrorKind::IsADirectory,
        ErrorKind::AlreadyExists,
    ];
    let kind = error.kind();
    if FULL.contains(&kind) {
        return Text::new("backup-no-room");
    }
    if CLOSED.contains(&kind) {
        return Text::new("backup-not-writable");
    }
    if ELSEWHERE.contains(&kind) {
        return Text::new("backup-no-folder");
    }
    // The system's own words hold no path; those of others may.
    let number = error.raw_os_error();
    let words = number.map(|number| io::Error::from_raw_os_error(number).to_string());
    failed(words.unwrap_or_else(|| kind.to_string()))
}

/// What SQLite's extended code means; the others are faults of ours or of the database.
fn of_sqlite(code: i32) -> Option<Text> {
    match (code & 0xff, code >> 8) {
        (13, _) => Some(Text::new("backup-no-room")),
        // Not allowed, read-only.
        (3 | 8, _) => Some(Text::new("backup-not-writable")),
        // Less was read than was asked for, or nothing.
        (10, 1 | 2) => Some(Text::new("backup-not-readable")),
        // The disk failed otherwise, or a file cannot be opened.
        (10 | 14, _) => Some(failed(format!("SQLite {code}"))),
        _ => None,
    }
}

fn failed(why: String) -> Text {
    Text::new("backup-failed").with("why", why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::db::Db;
    use crate::text::Lang;

    fn said(error: &anyhow::Error) -> Option<&'static str> {
        obstacle(error).map(|text| text.key())
    }

    #[test]
    fn each_cause_says_what_to_do_about_it() {
        let io = |kind: ErrorKind| said(&anyhow::Error::from(io::Error::from(kind)).context("x"));
        for (kind, key) in [
            (ErrorKind::StorageFull, "backup-no-room"),
            (ErrorKind::ReadOnlyFilesystem, "backup-not-writable"),
            (ErrorKind::PermissionDenied, "backup-not-writable"),
            (ErrorKind::NotFound, "backup-no-folder"),
            (ErrorKind::AlreadyExists, "backup-no-folder"),
            (ErrorKind::ResourceBusy, "backup-failed"),
        ] {
            assert_eq!(io(kind), Some(key), "{kind}");
        }
        for (code, key) in [
            (13, Some("backup-no-room")),
            (264, Some("backup-not-writable")),
            (522, Some("backup-not-readable")),
            (778, Some("backup-failed")),
            (14, Some("backup-failed")),
            (1, None),
        ] {
            assert_eq!(of_sqlite(code).map(|text| text.key()), key, "{code}");
        }
        assert_eq!(said(&anyhow::anyhow!("it is damaged")), None);
        let unread = anyhow::anyhow!("x").context(Unread).context("y");
        assert_eq!(said(&unread), Some("backup-not-readable"));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_has_no_sentence_of_its_own_is_said_in_the_words_of_the_system() {
        let many = anyhow::Error::from(io::Error::from_raw_os_error(24)).context("/secret");
        let text = obstacle(&many).expect("a sentence").plain(Lang::En);
        assert!(text.contains("Too many open files"), "{text}");
        assert!(!text.contains("secret"), "{text}");
    }

    #[tokio::test]
    async fn sqlite_itself_says_that_there_is_no_room_and_that_it_may_not_write() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::open(folder.path()).await.expect("a database");
        let mut tx = db.begin().await.expect("a transaction");
        let conn = tx.conn().await.expect("the writer");
        let mut fails = async |pragma: &'static str| {
            sqlx::query(pragma).execute(&mut *conn).await.expect(pragma);
            let fill = "insert into fact (name, value) values ('x', hex(zeroblob(100000)))";
            let failure = sqlx::query(fill).execute(&mut *conn).await;
            said(&anyhow::Error::from(failure.expect_err("it has no room")))
        };
        let full = fails("pragma max_page_count = 1").await;
        assert_eq!(full, Some("backup-no-room"));
        let closed = fails("pragma query_only = on").await;
        assert_eq!(closed, Some("backup-not-writable"));
    }
}
