//! Kills while a list is taken in, and while it is undone.

use sandbox::view::MessageView;
use sandbox::{NewMember, Person};
use sqlx::SqlitePool;

use super::{becomes, dies_again, look, process, recovers, shows_everything_once};
use crate::world::{Setting, Time, World};

/// More than two transactions' worth.
const PEOPLE: i64 = 250;

async fn count(pool: &SqlitePool, sql: &'static str) -> i64 {
    let counted = sqlx::query_scalar(sql).fetch_one(pool).await;
    counted.expect("a count")
}

const GIVEN: &str = "select count(*) from entitlement where source = 'import' and state <> 'ended'";

/// The process takes up what the owner says with this button, and is killed half-way.
async fn is_killed_after(world: &mut World, owner: &Person, file: &str, button: &str, so_far: i64) {
    let mut running = process(world).await;
    let file = owner.uploads("members.csv", "text/csv", file.as_bytes().to_vec());
    let options = [
        ("file", &*file),
        ("source", "note"),
        ("key", "Discord ID"),
        ("plan", "monthly"),
    ];
    let looked = owner.runs(world.lobby, "/member import", &options).await;
    let message = looked.message().unwrap_or_else(|| panic!("{looked:?}")).id;
    let pressed = owner.clicks(message, button).await;
    // Of so many at once they are asked.
    let mut buttons = pressed.message().into_iter().flat_map(MessageView::buttons);
    if let Some(sure) = buttons.find(|button| button.label.contains("承知")) {
        owner.clicks(message, &sure.label).await;
    }
    let pool = look(world).await;
    let begun = becomes(async || count(&pool, GIVEN).await != so_far).await;
    running.0.kill().expect("it was running");
    running.0.wait().expect("it is gone");
    pool.close().await;
    assert!(begun, "it never began");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_survives_a_kill_while_it_is_taken_in_and_while_it_is_undone() {
    let mut world = World::start_with(Setting {
        time: Time::Now,
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    world.sells_plan().await;
    let people: Vec<_> = (1..=PEOPLE)
        .map(|number| {
            world
                .discord
                .member(&format!("p{number}"), NewMember::default())
        })
        .map(|id| world.discord.person(id))
        .collect();
    let rows: Vec<_> = people
        .iter()
        .map(|person| person.id().to_string())
        .collect();
    let file = format!("ID\n{}\n", rows.join("\n"));
    let owner = world.person("owner");
    let members = || {
        people
            .iter()
            .filter(|person| person.has_role("会員"))
            .count()
    };
    for (button, so_far, after) in [("反映する", 0, PEOPLE), ("取り消す", PEOPLE, 0)] {
        is_killed_after(&mut world, &owner, &file, button, so_far).await;
        dies_again(&world, std::time::Duration::from_millis(60)).await;
        recovers(&mut world).await;
        world.compare().await;
        let pool = look(&world).await;
        assert_eq!(count(&pool, GIVEN).await, after, "{button}");
        pool.close().await;
        assert_eq!(i64::try_from(members()), Ok(after), "{button}");
        shows_everything_once(&world).await;
    }
    let pool = look(&world).await;
    let granted = "select count(*) from journal where kind = 'entitlement.granted'";
    assert_eq!(count(&pool, granted).await, PEOPLE);
    let closed = "select count(*) from journal where kind = 'entitlement.closed'";
    assert_eq!(count(&pool, closed).await, PEOPLE);
    pool.close().await;
    let told = world.told_owner().join("\n");
    for words in ["追加 250", "元に戻しました"] {
        assert_eq!(told.matches(words).count(), 1, "{words}: {told}");
    }
    world.end().await;
}

/// Lectures of a list.
const LECTURES: i64 = 200;

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_lectures_is_taken_in_whole_or_not_at_all() {
    let mut world = World::start_with(Setting {
        time: Time::Now,
        is_roomy: true,
        ..Setting::default()
    })
    .await;
    let row = |number| format!("s,{number},t{number},https://v.example/{number}\n");
    let rows: String = (1..=LECTURES).map(row).collect();
    let file = format!("series,number,title,url\n{rows}");
    let owner = world.person("owner");
    let there = "select count(*) from lecture";
    for after in [1, 4, 16, 64] {
        let mut running = process(&mut world).await;
        let list = owner.uploads("lectures.csv", "text/csv", file.as_bytes().to_vec());
        let options = [("file", &*list)];
        let looked = owner.runs(world.lobby, "/lecture import", &options).await;
        let message = looked.message().unwrap_or_else(|| panic!("{looked:?}"));
        if message.buttons().any(|button| button.label == "取り込む") {
            let killed = async {
                tokio::time::sleep(std::time::Duration::from_millis(after)).await;
                running.0.kill().expect("it was running");
            };
            tokio::join!(owner.clicks(message.id, "取り込む"), killed);
        } else {
            running.0.kill().expect("it was running");
        }
        running.0.wait().expect("it is gone");
        let pool = look(&world).await;
        let (lectures, added) = (
            count(&pool, there).await,
            count(
                &pool,
                "select count(*) from journal where kind = 'lecture.added'",
            )
            .await,
        );
        assert!(lectures == 0 || lectures == LECTURES, "{lectures} of them");
        assert_eq!(lectures, added);
        pool.close().await;
    }
    recovers(&mut world).await;
    shows_everything_once(&world).await;
    world.end().await;
}
