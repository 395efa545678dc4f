//! Who comes late is told once what there is.

use sandbox::view::MessageView;

use super::{FRIDAY, utc};
use crate::world::{World, days, hours};

impl World {
    /// What the bot wrote to somebody about the lectures that are out.
    fn digests(&self, name: &str) -> Vec<String> {
        let person = self.person(name);
        let read = person.dms();
        let texts = read.iter().map(MessageView::text);
        texts.filter(|text| text.contains("コースの講義")).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_digest_for_each_track_and_none_for_lists_or_renewals() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    // Whoever is there from the beginning misses nothing.
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY) + days(8)).await;
    assert_eq!(world.digests("ada"), [""; 0]);

    // It is 20:00; from 22:00 on nobody is written to.
    world.pass(hours(3)).await;
    world.gives("ben", "plan-gp", &[("months", "1")]).await;
    world.settle().await;
    assert_eq!(world.digests("ben"), [""; 0]);
    world.pass(hours(7)).await;
    assert_eq!(world.digests("ben"), [""; 0]);
    world.pass(hours(1)).await;
    let told = world.digests("ben");
    let [told] = &told[..] else {
        panic!("{told:?}");
    };
    assert!(
        told.contains("「総合診療医」コースの講義：これまでに2本"),
        "{told}"
    );
    assert!(told.contains("本気出して考える高血圧"), "{told}");

    // Not again: not after another lecture, not by a renewal, not after coming back.
    world.gives("ben", "plan-gp", &[("months", "1")]).await;
    world.gives("ada", "plan-gp", &[("months", "1")]).await;
    world.pass(days(90)).await;
    world.gives("ben", "plan-gp", &[("months", "1")]).await;
    world.pass(days(1)).await;
    assert_eq!(
        (world.digests("ada").len(), world.digests("ben").len()),
        (0, 1)
    );

    // Of a track in which nothing is out there is nothing to tell, then or later.
    world.has_member("ben", "im").await;
    world.pass(days(1)).await;
    assert_eq!(world.digests("ben").len(), 1);
    let noted: i64 = sqlx::query_scalar("select count(*) from track_digest")
        .fetch_one(&mut *world.app().db.read().await.expect("a reader"))
        .await
        .expect("a count");
    assert_eq!(noted, 3);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_comes_by_a_list_is_told_nothing() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_member("ada", "gp").await;
    world.pass_until(utc(FRIDAY) + days(1)).await;
    let mut tx = world.app().db.begin().await.expect("a writer");
    sqlx::raw_sql(
        "insert into person (user_id, created_at) values (77, '2026-04-01T00:00:00+00:00');
         insert into entitlement (plan_id, person_id, source, starts_at, state, created_at)
         select 1, max(id), 'import', '2026-04-01T00:00:00+00:00', 'live', '2026-04-01T00:00:00+00:00'
         from person;",
    )
    .execute(tx.conn().await.expect("writes"))
    .await
    .expect("an entitlement");
    tx.commit().await.expect("commits");
    world.settle().await;
    let sent: i64 =
        sqlx::query_scalar("select count(*) from outbox where key like 'lecture:digest:%'")
            .fetch_one(&mut *world.app().db.read().await.expect("a reader"))
            .await
            .expect("a count");
    assert_eq!(sent, 0);
    world.end().await;
}
