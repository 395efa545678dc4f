//! A disk that is full, a database that is locked or read-only: people are asked to come back,
//! what can be read is, and it goes on by itself.

use std::path::Path;

use salon::db::{self, Db};

use crate::questions::{WORDS, asks, post_button};
use crate::world::World;

/// Two members, one of whom has asked at length: what comes next needs new pages.
async fn salon() -> World {
    let world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.grants("ben", "1").await;
    let long = long();
    let mut words = WORDS;
    words[1].1 = &long;
    let answer = asks(&world, &world.person("ben"), &words).await;
    assert!(answer.text().contains("#1"), "{}", answer.text());
    world
}

fn long() -> String {
    "あ".repeat(900)
}

impl World {
    /// Tells the connection that writes how to behave.
    async fn writer(&self, pragma: &'static str) {
        let mut tx = self.app().db.begin().await.expect("a transaction");
        sqlx::query(pragma)
            .execute(tx.conn().await.expect("the writer"))
            .await
            .expect("a pragma");
    }

    /// Whoever asks now is told to come back, gets their words back, and can look things up.
    async fn refuses_politely(&self) {
        let before = self.rows().await;
        let ada = self.person("ada");
        let options = [("kind", "Medical"), ("field", "cardiology")];
        let mut told = ada.runs(self.lobby, "/ask", &options).await;
        // The draft may still have found room.
        if let Some(form) = told.modal() {
            let long = long();
            let mut words = WORDS;
            words[1].1 = &long;
            told = ada.submits(form, &words).await;
            assert!(told.text().contains(&long), "{}", told.text());
            assert!(told.text().contains(WORDS[2].1), "the words are lost");
            // So may they have, to be posted another time.
            if let Some((message, post)) = post_button(&told) {
                told = ada.clicks(message, &post).await;
                let seen = ada.sees(message).expect("what it will look like");
                assert!(seen.text().contains(&long), "the words are lost");
            }
        }
        assert!(told.text().contains("保存できない"), "{}", told.text());
        let status = ada.runs(self.lobby, "/membership", &[]).await;
        assert!(status.text().contains("月額会員"), "{}", status.text());
        let after = self.rows().await;
        let others = |rows: Vec<(String, usize, u64)>| -> Vec<_> {
            let kept = rows
                .into_iter()
                .filter(|(name, ..)| name != "question_draft");
            kept.collect()
        };
        assert_eq!(others(after), others(before));
        assert_eq!(self.app().broken(), 0, "it counts as broken");
    }

    async fn takes_in_again(&self) {
        let answer = asks(self, &self.person("ada"), &WORDS).await;
        assert!(answer.text().contains("#2"), "{}", answer.text());
        assert_eq!(self.person("mika").threads(self.questions).len(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_full_disk_people_are_asked_to_come_back_and_it_goes_on_when_there_is_room() {
    let world = salon().await;
    // SQLite refuses to grow the file, as it does when the disk has no room.
    world.writer("pragma max_page_count = 1").await;
    world.refuses_politely().await;
    world.writer("pragma max_page_count = 1000000").await;
    world.takes_in_again().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_a_read_only_database_people_are_asked_to_come_back() {
    let mut world = salon().await;
    world.writer("pragma query_only = on").await;
    world.refuses_politely().await;
    // With a connection of its own it may write again.
    world.restart().await;
    world.takes_in_again().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn while_another_program_locks_the_database_people_are_answered_in_time() {
    let world = salon().await;
    let ada = world.person("ada");
    let options = [("kind", "Medical"), ("field", "cardiology")];
    let form = ada.runs(world.lobby, "/ask", &options).await;
    let form = form.modal().expect("a form").clone();

    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(world.database());
    let mut other = sqlx::ConnectOptions::connect(&options)
        .await
        .expect("a connection");
    sqlx::query("begin immediate")
        .execute(&mut other)
        .await
        .expect("a lock");
    // The sandbox complains where an answer comes after three seconds.
    let told = ada.submits(&form, &WORDS).await;
    assert!(told.text().contains("保存できない"), "{}", told.text());
    assert!(told.text().contains(WORDS[2].1), "the words are lost");
    sqlx::query("rollback")
        .execute(&mut other)
        .await
        .expect("unlocked");

    world.takes_in_again().await;
    world.end().await;
}

/// How many facts of this story a copy of a database knows, and whether SQLite finds it whole.
async fn facts(folder: &Path) -> i64 {
    let pool = Db::look(folder).await.expect("it opens");
    let found: String = sqlx::query_scalar("pragma integrity_check")
        .fetch_one(&pool)
        .await
        .expect("a check");
    assert_eq!(found, "ok");
    let count = sqlx::query_scalar("select count(*) from fact where name like 'story-%'");
    let count = count.fetch_one(&pool).await.expect("a count");
    pool.close().await;
    count
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_cut_off_anywhere_loses_only_what_was_written_last() {
    const COMMITS: i64 = 12;
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(folder.path()).await.expect("a database");
    let log = folder.path().join("salon.db-wal");
    // How long the log is after each commit.
    let mut ends = Vec::new();
    for number in 0..COMMITS {
        let mut tx = db.begin().await.expect("a transaction");
        let name = format!("story-{number:02}");
        db::set_fact(&mut tx, &name, "yes").await.expect("a fact");
        tx.commit().await.expect("committed");
        ends.push(std::fs::metadata(&log).expect("a log").len());
    }
    let whole = std::fs::read(&log).expect("a log");
    let copy = tempfile::tempdir().expect("a folder");
    let shortest = ends[3];
    for cut in (shortest..=ends[ends.len() - 1]).step_by(512) {
        std::fs::copy(folder.path().join("salon.db"), copy.path().join("salon.db"))
            .expect("a copy");
        let _ = std::fs::remove_file(copy.path().join("salon.db-shm"));
        let cut = usize::try_from(cut).expect("a length");
        std::fs::write(copy.path().join("salon.db-wal"), &whole[..cut]).expect("a log");
        let complete = ends.iter().filter(|end| **end <= cut as u64).count();
        let complete = i64::try_from(complete).expect("a count");
        assert_eq!(facts(copy.path()).await, complete, "cut at {cut}");
    }
    db.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_salon_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let db = Db::open(folder.path()).await.expect("a database");
    let mut tx = db.begin().await.expect("a transaction");
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (9999, 'of tomorrow', 1, x'00', 0)",
    )
    .execute(tx.conn().await.expect("the writer"))
    .await
    .expect("a migration");
    tx.commit().await.expect("committed");
    db.close().await;
    drop(db);
    let before = std::fs::read(folder.path().join("salon.db")).expect("a file");
    let refused = Db::open(folder.path()).await.expect_err("it is newer");
    assert!(refused.to_string().contains("newer version"), "{refused}");
    let after = std::fs::read(folder.path().join("salon.db")).expect("a file");
    assert!(before == after, "it was changed");
}
