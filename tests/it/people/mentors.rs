//! Who holds the mentor role is known, whatever we missed.

use salon::people::{self, Mentor, MentorNews};
use sandbox::Id;

use crate::world::{World, days, minutes};

/// Everyone who is known to hold the mentor role.
async fn mentors(world: &World) -> Vec<Mentor> {
    let mut conn = world.app().db.read().await.expect("a reader");
    let mentors = people::mentors(&mut conn, world.config(), world.now()).await;
    mentors.expect("the mentors")
}

/// Their names.
async fn names(world: &World) -> Vec<String> {
    let mentors = mentors(world).await;
    let names = world.discord.people();
    let name = |mentor: &Mentor| {
        let id = Id(mentor.user.0.cast_unsigned());
        let found = names.iter().find(|person| person.id == id);
        found.expect("a person").username.clone()
    };
    let mut names: Vec<String> = mentors.iter().map(name).collect();
    names.sort();
    names
}

/// The role of mentors.
fn role(world: &World) -> Id {
    let role = world.config().roles.mentor.expect("a role").0;
    Id(role.cast_unsigned())
}

/// What the journal says of mentors.
async fn recorded(world: &World) -> Vec<String> {
    let journal = world.journal().await.into_iter();
    let of_mentors = journal.filter(|(kind, _)| kind.starts_with("mentor."));
    of_mentors.map(|(kind, _)| kind).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn mentors_are_known_before_they_ever_did_anything() {
    let mut world = World::start().await;
    assert_eq!(names(&world).await, ["ken", "mika"]);
    assert_eq!(recorded(&world).await, ["mentor.gained", "mentor.gained"]);
    for mentor in mentors(&world).await {
        assert_eq!((mentor.year, mentor.hospital), (None, None));
        assert_eq!((mentor.max_load, mentor.fields.len()), (3, 0));
        assert!(mentor.is_available && mentor.takes_messages);
        assert_eq!(mentor.quiet, world.config().notices.quiet);
    }
    // Looking again, or starting again, is no news.
    assert!(world.compare().await.mentors.is_empty());
    world.restart().await;
    assert_eq!(recorded(&world).await.len(), 2);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_comes_and_goes_is_noticed_at_once() {
    let world = World::start().await;
    let moderator = world.discord.moderator();
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    moderator.gives_role(ada.id(), role(&world));
    world.settle().await;
    assert_eq!(names(&world).await, ["ada", "ken", "mika"]);
    moderator.takes_role(ada.id(), role(&world));
    world.settle().await;
    assert_eq!(names(&world).await, ["ken", "mika"]);
    // Whoever leaves loses it, and has it again when it is given again.
    moderator.kicks(mika.id());
    world.settle().await;
    assert_eq!(names(&world).await, ["ken"]);
    let steps = recorded(&world).await;
    assert_eq!(steps[2..], ["mentor.gained", "mentor.lost", "mentor.lost"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_while_the_bot_was_away_is_noticed_when_it_is_back() {
    let mut world = World::start().await;
    world.stop_bot().await;
    let moderator = world.discord.moderator();
    moderator.takes_role(world.person("mika").id(), role(&world));
    moderator.gives_role(world.person("stranger").id(), role(&world));
    moderator.kicks(world.person("ken").id());
    world.start_bot().await;
    world.settle().await;
    assert_eq!(names(&world).await, ["stranger"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comparison_says_who_gained_and_who_lost_it() {
    let mut world = World::start().await;
    world.stop_bot().await;
    let moderator = world.discord.moderator();
    moderator.takes_role(world.person("mika").id(), role(&world));
    moderator.gives_role(world.person("ada").id(), role(&world));
    let faults = world.discord.faults();
    // At its start the bot gets no list.
    faults.on("GET", "/members").times(9).answer_next(403, 0);
    world.start_bot().await;
    assert_eq!(names(&world).await, ["ken", "mika"], "nobody was listed");
    faults.clear();
    let news = world.compare().await.mentors;
    let person = async |name: &str| {
        let mut conn = world.app().db.read().await.expect("a reader");
        let found = people::find(&mut conn, world.user(name)).await;
        found.expect("the database answers").expect("a person")
    };
    let expected = MentorNews {
        gained: vec![person("ada").await],
        lost: vec![person("mika").await],
    };
    assert_eq!(news, expected);
    assert!(world.compare().await.mentors.is_empty());
    // That it got no list counts as broken.
    world.stop_bot().await;
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_setting_nobody_loses_what_they_had() {
    let mut world = World::start().await;
    world.has_no_mentor_role();
    world.restart().await;
    world.discord.moderator().kicks(world.person("ada").id());
    world.pass(days(1) + minutes(1)).await;
    assert_eq!(names(&world).await, ["ken", "mika"]);
    world.end().await;
}
