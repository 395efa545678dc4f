//! Stories of backups that are being made: by two at once, over what a killed one left, and where
//! it cannot be done.

use std::fs::{self, File};

use crate::world::{World, minutes};

impl World {
    /// The database takes in nothing more.
    async fn writes_nothing_more(&self) {
        let mut tx = self.app().db.begin().await.expect("a transaction");
        sqlx::query("pragma query_only = on")
            .execute(tx.conn().await.expect("the writer"))
            .await
            .expect("a pragma");
    }

    /// The names of what lies in the folder for backups.
    fn backups(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder().join("backups")).expect("a folder");
        let names = files.map(|file| file.expect("a file").file_name());
        let mut names: Vec<String> = names
            .map(|name| name.into_string().expect("text"))
            .collect();
        names.sort();
        names
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_backups_at_the_same_moment_each_is_whole_and_has_its_name() {
    let world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    for round in 1..=5 {
        let (one, other) = tokio::join!(world.is_backed_up(), world.is_backed_up());
        assert_ne!(one, other, "one took the place of the other");
        for backup in [one, other] {
            let dry = world.restores(&backup, false).await.expect("a dry run");
            assert!(dry.contains("1 members"), "{dry}");
        }
        assert_eq!(world.backups().len(), round * 2, "{:?}", world.backups());
    }
    world.end().await;
}

/// What another process is writing is its own, and so is what has another name.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_killed_backup_left_is_gone_after_the_next_one_and_nothing_else_is() {
    let world = World::start().await;
    let folder = world.folder().join("backups");
    fs::create_dir(&folder).expect("a folder");
    let killed = "salon-20260331T000000Z.db.4242-1.salon-part";
    let beside = "salon-20260331T000000Z.db.4242-1.salon-part-journal";
    let running = "salon-20260331T000001Z.db.4243-1.salon-part";
    let others = [
        "letter.part",
        "notes.salon-part",
        "salon-20260331T000000Z.db",
    ];
    for name in [killed, beside, running].into_iter().chain(others) {
        fs::write(folder.join(name), "half").expect("written");
    }
    let writer = File::options().write(true).open(folder.join(running));
    let writer = writer.expect("it is there");
    writer.lock().expect("nobody else has it");

    let made = world.does("owner", "/salon backup", &[]).await;
    assert!(made.contains("中身を確かめました"), "{made}");
    let left = world.backups();
    assert!(!left.contains(&killed.to_owned()), "{left:?}");
    assert!(!left.contains(&beside.to_owned()), "{left:?}");
    for kept in others.into_iter().chain([running]) {
        assert!(left.contains(&kept.to_owned()), "{kept}: {left:?}");
    }
    assert_eq!(left.len(), 5, "{left:?}");

    // Killed as well.
    drop(writer);
    world.does("owner", "/salon backup", &[]).await;
    let left = world.backups();
    assert!(!left.contains(&running.to_owned()), "{left:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_makes_a_backup_from_discord_that_can_be_gone_back_to() {
    let mut world = World::start().await;
    world.sells_plan().await;
    world.grants("ada", "1").await;
    world.settle().await;
    let backups = world.folder().join("backups");
    assert!(!backups.exists());

    let mut names = Vec::new();
    // One after the other within a second: none takes the place of the other.
    for _ in 0..2 {
        let said = world.does("owner", "/salon backup", &[]).await;
        let name = said.split_whitespace().find(|word| word.contains(".db"));
        let name = name.and_then(|word| word.split(['：', '（']).nth(1));
        let name = name.unwrap_or_else(|| panic!("{said}")).to_owned();
        assert!(said.contains("中身を確かめました"), "{said}");
        assert!(said.contains("会員 1 人") && said.contains("KiB"), "{said}");
        let folder = world.folder().display().to_string();
        assert!(!said.contains(&folder), "{said}");
        assert!(backups.join(&name).exists(), "{said}");
        names.push(name);
    }
    assert_ne!(names[0], names[1]);
    let journal = world.journal().await;
    for name in &names {
        let line = ("backup.made".to_owned(), format!("backup:{name}"));
        assert!(journal.contains(&line), "{journal:?}");
    }

    world.stop_bot().await;
    let done = world.restores(&backups.join(&names[0]), true).await;
    assert!(done.expect("a restore").contains("1 members"));
    world.start_bot().await;
    world.pass(minutes(10)).await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_cannot_be_made_says_why_and_leaves_nothing() {
    let mut world = World::start().await;
    world.discord.moderator().opens_commands();
    let refused = world.does("mika", "/salon backup", &[]).await;
    assert!(refused.contains("運営者だけ"), "{refused}");
    let rows = world.rows().await;
    let running = world.app().backing_up.lock().await;
    let refused = world.does("owner", "/salon backup", &[]).await;
    assert!(refused.contains("作成しているところ"), "{refused}");
    drop(running);
    // Where the folder should be is something else.
    let backups = world.folder().join("backups");
    fs::write(&backups, "").expect("written");
    let refused = world.does("owner", "/salon backup", &[]).await;
    assert!(refused.contains("というフォルダーがない"), "{refused}");
    assert_eq!(world.rows().await, rows);
    fs::remove_file(&backups).expect("removed");

    // Nothing can be written down of it: then there is none.
    world.writes_nothing_more().await;
    let refused = world.does("owner", "/salon backup", &[]).await;
    assert!(refused.contains("保存できない"), "{refused}");
    assert_eq!(fs::read_dir(&backups).expect("a folder").count(), 0);
    // With a connection of its own it may write again.
    world.restart().await;
    let made = world.does("owner", "/salon backup", &[]).await;
    assert!(made.contains("中身を確かめました"), "{made}");
    world.end().await;
}

/// What members wrote is for nobody else on the machine, even in a file that was open before.
#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn the_database_and_its_backups_are_for_our_eyes_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |file: &std::path::Path| {
        let known = fs::metadata(file).expect("a file").permissions();
        known.mode() & 0o777
    };
    let mut world = World::start().await;
    let database = world.database();
    for is_again in [false, true] {
        let backup = world.is_backed_up().await;
        let beside = |ending: &str| database.with_file_name(format!("salon.db{ending}"));
        for file in [database.clone(), beside("-wal"), beside("-shm"), backup] {
            assert_eq!(mode(&file), 0o600, "{} {is_again}", file.display());
        }
        world.stop_bot().await;
        let open = fs::Permissions::from_mode(0o644);
        fs::set_permissions(&database, open).expect("opened");
        world.start_bot().await;
    }
    world.end().await;
}
