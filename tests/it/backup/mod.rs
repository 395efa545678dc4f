//! A way back: backups are made while the bot runs, and going back to one doubles nothing.

mod making;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use salon::backup;
use salon::db::Db;
use salon::text::Lang;

use crate::lectures::{FRIDAY, utc};
use crate::process::Running;
use crate::questions::{WORDS, asks};
use crate::world::{World, days, hours, minutes};

impl World {
    /// `salon backup`.
    pub(crate) async fn is_backed_up(&self) -> PathBuf {
        let mut out = Vec::new();
        let words = (Lang::Ja, self.now());
        backup::create(self.folder(), None, words, &mut out)
            .await
            .expect("a backup")
    }

    /// `salon restore`: what it says, or why not.
    pub(crate) async fn restores(&self, from: &Path, is_confirmed: bool) -> Result<String, String> {
        let mut out = Vec::new();
        let words = (Lang::En, self.now());
        match backup::restore(self.folder(), from, is_confirmed, words, &mut out).await {
            Ok(()) => Ok(String::from_utf8(out).expect("text")),
            Err(error) => Err(format!("{error:#}")),
        }
    }

    async fn asks_a_question(&self, name: &str) -> String {
        let answer = asks(self, &self.person(name), &WORDS).await;
        answer.text()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_to_a_backup_posts_nothing_twice_and_gives_no_number_twice() {
    let mut world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "12").await;
    world.grants("ben", "1").await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    assert!(world.asks_a_question("ada").await.contains("#1"));
    let mika = world.person("mika");
    let forum = world.questions;
    let card = mika.reads(mika.threads(forum)[0].id)[0].id;
    let shown = || mika.sees(card).expect("a card").text();
    let open = shown();
    let backup = world.is_backed_up().await;
    let then = world.rows().await;

    // What the backup does not know: a lecture, a question, a claim, and that Ben's month is over.
    world.pass_until(utc(FRIDAY) + hours(1)).await;
    assert_eq!(world.posts().len(), 1);
    assert!(world.asks_a_question("ada").await.contains("#2"));
    world.pass(days(20)).await;
    world.pass(days(10)).await;
    mika.clicks(card, "担当する").await;
    world.settle().await;
    assert_ne!(shown(), open);
    let told = world.person("ben").dms().len();
    assert_eq!(world.posts().len(), 2);

    let running = world.restores(&backup, true).await;
    assert!(running.is_err_and(|why| why.contains("already running")));
    let now = world.rows().await;
    let dry = world.restores(&backup, false).await.expect("a dry run");
    assert!(dry.contains("1 × question.asked"), "{dry}");
    assert!(dry.contains("Nothing has been changed"), "{dry}");
    assert_eq!(world.rows().await, now, "the dry run changed something");

    world.stop_bot().await;
    let done = world.restores(&backup, true).await.expect("a restore");
    assert!(done.contains("Restored"), "{done}");
    world.start_bot().await;
    let tables = ["lecture", "plan", "question", "entitlement"];
    let of = |rows: &[(String, usize, u64)]| -> Vec<(String, usize)> {
        let kept = rows
            .iter()
            .filter(|(name, ..)| tables.contains(&name.as_str()));
        kept.map(|(name, count, _)| (name.clone(), *count))
            .collect()
    };
    assert_eq!(of(&world.rows().await), of(&then));

    assert_eq!(shown(), open, "the card tells what is forgotten");

    // Each forgotten date is looked for in its turn, after the five minutes of an unknown outcome.
    world.pass(minutes(40)).await;
    assert_eq!(world.posts().len(), 2, "a lecture was posted again");
    let journal = world.journal().await;
    let posted = journal
        .iter()
        .filter(|(kind, _)| kind == "occurrence.posted");
    assert_eq!(posted.count(), 2, "{journal:?}");
    assert_eq!(world.person("ben").dms().len(), told, "told again");
    assert!(
        world.asks_a_question("ada").await.contains("#3"),
        "a number was given twice"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lecture_that_was_not_posted_before_going_back_still_is() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let backup = world.is_backed_up().await;
    world.stop_bot().await;
    world.set_clock(utc(FRIDAY) + minutes(30));
    world.restores(&backup, true).await.expect("a restore");
    world.start_bot().await;
    world.pass(minutes(10)).await;
    assert_eq!(world.posts().len(), 1);
    world.pass(days(7)).await;
    assert_eq!(world.posts().len(), 1);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_backup_is_refused_and_a_damaged_database_can_be_replaced() {
    let mut world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    assert!(world.asks_a_question("ada").await.contains("#1"));
    let backup = world.is_backed_up().await;
    let words = (Lang::Ja, world.now());
    let again = backup::create(world.folder(), Some(backup.clone()), words, &mut Vec::new()).await;
    let again = again.expect_err("it is there already");
    assert!(again.to_string().contains("exists already"), "{again}");

    world.stop_bot().await;
    let whole = std::fs::read(&backup).expect("a file");
    let broken = world.folder().join("broken.db");
    let half = whole.len() / 2;
    for (bytes, why) in [
        (&whole[..half], "no backup that can be used"),
        (&b"SQLite format 4"[..], "no backup that can be used"),
        (&[][..], "no backup that can be used"),
    ] {
        std::fs::write(&broken, bytes).expect("written");
        let refused = world.restores(&broken, true).await.expect_err("refused");
        assert!(refused.contains(why), "{refused}");
    }
    let missing = world.restores(Path::new("/nowhere.db"), true).await;
    assert!(missing.is_err_and(|why| why.contains("there is no file")));

    std::fs::write(world.database(), &whole[..half]).expect("written");
    let dry = world.restores(&backup, false).await.expect("a dry run");
    assert!(dry.contains("cannot be read"), "{dry}");
    world.restores(&backup, true).await.expect("a restore");
    world.start_bot().await;
    let far = world.asks_a_question("ada").await;
    assert!(far.contains("#1002") || far.contains("#1,002"), "{far}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_while_going_back_it_has_the_one_database_or_the_other() {
    let mut world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    assert!(world.asks_a_question("ada").await.contains("#1"));
    let backup = world.is_backed_up().await;
    assert!(world.asks_a_question("ada").await.contains("#2"));
    world.stop_bot().await;
    let current = std::fs::read(world.database()).expect("a database");
    let mut seen = [0, 0];
    // Later and later, until one is done before it can be killed.
    for kill in 0.. {
        for leftover in ["salon.db-wal", "salon.db-shm", "salon.db-journal"] {
            let _ = std::fs::remove_file(world.folder().join(leftover));
        }
        std::fs::write(world.database(), &current).expect("the database");
        let mut restore = Command::new(env!("CARGO_BIN_EXE_salon"));
        restore.arg("restore").arg(&backup).arg("--yes");
        restore.arg("--data").arg(world.folder());
        restore.stdout(Stdio::null()).stderr(Stdio::null());
        let mut running = Running(restore.spawn().expect("it starts"));
        tokio::time::sleep(Duration::from_millis(kill * 8)).await;
        let is_over = running.0.try_wait().expect("it was there").is_some();
        running.0.kill().expect("it was there");
        running.0.wait().expect("it is gone");

        let db = Db::open(world.folder()).await.expect("it opens");
        let mut conn = db.read().await.expect("a reader");
        let whole: String = sqlx::query_scalar("pragma integrity_check")
            .fetch_one(&mut *conn)
            .await
            .expect("a check");
        assert_eq!(whole, "ok");
        let questions: i64 = sqlx::query_scalar("select count(*) from question")
            .fetch_one(&mut *conn)
            .await
            .expect("questions");
        assert!(questions == 1 || questions == 2, "{questions}");
        let restored: bool =
            sqlx::query_scalar("select exists (select 1 from fact where name = 'restored')")
                .fetch_one(&mut *conn)
                .await
                .expect("facts");
        assert_eq!(restored, questions == 1, "the new one is there half");
        seen[usize::from(questions == 1)] += 1;
        drop(conn);
        db.close().await;
        if is_over {
            break;
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0, "{seen:?}");
    world.restores(&backup, true).await.expect("a restore");
    world.start_bot().await;
    world.pass(minutes(10)).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_went_out_a_moment_before_going_back_is_found_and_not_sent_again() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.set_clock(utc(FRIDAY) - minutes(1));
    // The last line of the journal is seconds old when it goes back.
    world.sells_plan().await;
    let backup = world.is_backed_up().await;
    world.pass_until(utc(FRIDAY)).await;
    assert_eq!(world.posts().len(), 1);
    world.stop_bot().await;
    world.restores(&backup, true).await.expect("a restore");
    world.start_bot().await;
    assert_eq!(world.posts().len(), 1, "posted again");
    world.pass(minutes(10)).await;
    assert_eq!(world.posts().len(), 1, "posted again");
    world.pass(days(7)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert!(posts[1].text().contains("#2"), "{}", posts[1].text());
    world.end().await;
}

/// A button of a forgotten lecture must not lead to another one.
#[tokio::test(flavor = "multi_thread")]
async fn no_lecture_is_given_the_number_of_a_forgotten_one() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let backup = world.is_backed_up().await;
    world.has_queued(2, "薬の選び方").await;
    world.stop_bot().await;
    world.restores(&backup, true).await.expect("a restore");
    world.start_bot().await;
    world.has_queued(2, "薬の選び方").await;
    let mut conn = world.app().db.read().await.expect("a reader");
    let ids: Vec<i64> = sqlx::query_scalar("select id from lecture order by id")
        .fetch_all(&mut *conn)
        .await
        .expect("lectures");
    drop(conn);
    assert_eq!(ids, [1, 3]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_forgotten_weeks_each_lecture_is_found_where_it_is() {
    let mut world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    let backup = world.is_backed_up().await;
    // The first Friday is missed, the second posts the first lecture.
    world.stop_bot().await;
    world.set_clock(utc(FRIDAY) + days(3));
    world.start_bot().await;
    world.pass(days(5)).await;
    assert_eq!(world.posts().len(), 1);
    assert!(world.posts()[0].text().contains("#1"));

    world.stop_bot().await;
    world.restores(&backup, true).await.expect("a restore");
    world.start_bot().await;
    world.pass(hours(1)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 1, "posted again");
    assert!(posts[0].text().contains("#1"), "{}", posts[0].text());
    world.pass(days(7)).await;
    let posts = world.posts();
    assert_eq!(posts.len(), 2);
    assert!(posts[1].text().contains("#2"), "{}", posts[1].text());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_was_set_aside_can_be_gone_back_to_with_its_log() {
    let mut world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    let backup = world.is_backed_up().await;
    assert!(world.asks_a_question("ada").await.contains("#1"));
    // As a crash leaves it: the last of it stands in the log only.
    let crashed = tempfile::tempdir().expect("a folder");
    for name in ["salon.db", "salon.db-wal"] {
        let from = world.folder().join(name);
        std::fs::copy(from, crashed.path().join(name)).expect("a copy");
    }
    assert!(std::fs::metadata(crashed.path().join("salon.db-wal")).is_ok_and(|log| log.len() > 0));
    world.stop_bot().await;
    let itself = world.restores(&world.database(), true).await;
    assert!(itself.is_err_and(|why| why.contains("in use")));
    // What an attempt left that was cut off is not mixed with what comes now.
    let left = world.folder().join("salon.db.restoring-journal");
    std::fs::write(&left, "left over").expect("written");
    world.restores(&backup, true).await.expect("a restore");
    assert!(!left.exists());
    let crashed = crashed.path().join("salon.db");
    let said = world.restores(&crashed, true).await.expect("a restore");
    assert!(said.contains("1 questions"), "{said}");
    world.start_bot().await;
    world.pass(minutes(10)).await;
    assert_eq!(world.person("mika").threads(world.questions).len(), 1);
    world.end().await;
}
