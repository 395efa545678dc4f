//! What is put off is written, and what fails or is erased is not there.

use crate::db::Db;

async fn facts(db: &Db) -> Vec<String> {
    let mut conn = db.read().await.expect("a reader");
    sqlx::query_scalar("select name from fact order by name")
        .fetch_all(&mut *conn)
        .await
        .expect("facts")
}

async fn put_off(tx: &mut super::Tx, name: &str) -> sqlx::Result<()> {
    tx.later("insert into fact (name, value) values (?, '')")
        .bind(name)
        .add()
        .await
}

#[tokio::test]
async fn what_is_put_off_is_found_and_committed() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(folder.path()).await.expect("a database");
    let mut tx = db.begin().await.expect("begins");
    // More than travel at once.
    for number in 0..100 {
        put_off(&mut tx, &format!("{number:03}"))
            .await
            .expect("put off");
    }
    let found: i64 = sqlx::query_scalar("select count(*) from fact")
        .fetch_one(tx.conn().await.expect("writes"))
        .await
        .expect("counts");
    assert_eq!(found, 100);
    put_off(&mut tx, "last").await.expect("put off");
    assert_eq!(
        facts(&db).await,
        Vec::<String>::new(),
        "seen before the commit"
    );
    tx.commit().await.expect("commits");
    assert_eq!(facts(&db).await.len(), 101);
}

#[tokio::test]
async fn what_is_dropped_or_fails_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(folder.path()).await.expect("a database");
    let mut dropped = db.begin().await.expect("begins");
    put_off(&mut dropped, "dropped").await.expect("put off");
    dropped.conn().await.expect("writes");
    drop(dropped);
    let mut failing = db.begin().await.expect("begins");
    put_off(&mut failing, "twice").await.expect("put off");
    put_off(&mut failing, "twice").await.expect("put off");
    put_off(&mut failing, "after").await.expect("put off");
    failing.commit().await.expect_err("the same name twice");
    let mut answering = db.begin().await.expect("begins");
    answering
        .later("insert into fact (name, value) values ('rows', '') returning name")
        .add()
        .await
        .expect("put off");
    answering
        .commit()
        .await
        .expect_err("a row that nobody asked for");
    let mut good = db.begin().await.expect("begins");
    put_off(&mut good, "good").await.expect("put off");
    good.commit().await.expect("commits");
    assert_eq!(facts(&db).await, ["good"]);
}

#[test]
fn what_was_left_open_without_a_runtime_is_undone_by_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let db = runtime
        .block_on(Db::open(folder.path()))
        .expect("a database");
    let mut tx = runtime.block_on(db.begin()).expect("begins");
    runtime.block_on(async {
        put_off(&mut tx, "dropped").await.expect("put off");
        tx.conn().await.expect("writes");
    });
    drop(tx);
    runtime.block_on(async {
        let mut tx = db.begin().await.expect("begins");
        put_off(&mut tx, "good").await.expect("put off");
        tx.commit().await.expect("commits");
        assert_eq!(facts(&db).await, ["good"]);
    });
}

#[tokio::test]
async fn what_is_erased_is_in_no_file_any_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(folder.path()).await.expect("a database");
    // Longer than a page, so that it lies in pages of its own as well.
    let secret = "第3病日から傾眠".repeat(1_000);
    let mut tx = db.begin().await.expect("begins");
    crate::db::set_fact(&mut tx, "words", &secret)
        .await
        .expect("written");
    tx.commit().await.expect("commits");
    assert!(is_somewhere(folder.path(), "傾眠"));
    let mut tx = db.begin().await.expect("begins");
    crate::db::set_fact(&mut tx, "words", "")
        .await
        .expect("written");
    tx.erases();
    tx.commit().await.expect("commits");
    db.log_is_long().await;
    db.fold_log().await.expect("folded");
    assert!(!is_somewhere(folder.path(), "傾眠"));
}

fn is_somewhere(folder: &std::path::Path, words: &str) -> bool {
    let files = std::fs::read_dir(folder).expect("a folder");
    let mut contents =
        files.map(|file| std::fs::read(file.expect("a file").path()).expect("bytes"));
    contents.any(|bytes| {
        bytes
            .windows(words.len())
            .any(|part| part == words.as_bytes())
    })
}
