//! What a list must not do: take what others gave, end whom it confirmed, stand in the way of all
//! that follow, or pass the breaker.

use sandbox::NewMember;
use sandbox::view::MessageView;

use super::{id, list, looks_at, presses, salon, takes_in, undoes};
use crate::world::{days, hours, minutes};

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_people_had_before_stays_when_a_list_is_undone() {
    let world = salon().await;
    let role = world.paid_role;
    world
        .discord
        .moderator()
        .gives_role(world.person("ada").id(), role);
    world.settle().await;
    let rows = [id(&world, "ada"), id(&world, "ben")];
    let message = takes_in(&world, &list("ID", &rows), &[]).await;
    assert!(world.person("ben").has_role("会員"));
    undoes(&world, message).await;
    assert!(world.person("ada").has_role("会員"));
    assert!(!world.person("ben").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_here_costs_no_call() {
    let world = salon().await;
    let absent = "1100000000000000777".to_owned();
    takes_in(&world, &list("ID", &[id(&world, "ada"), absent]), &[]).await;
    assert!(world.person("ada").has_role("会員"));
    assert_eq!(world.discord.requests("PUT", "/roles/").len(), 1);
    let user = world.person("ada").id().to_string();
    let why = [("user", user.as_str())];
    let why = world.does("owner", "/member why", &why).await;
    assert!(why.contains("を付与: 期間の開始"), "{why}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_are_undone_the_latest_first() {
    let world = salon().await;
    let (ada, ben) = (id(&world, "ada"), id(&world, "ben"));
    let first = takes_in(&world, &list("ID", std::slice::from_ref(&ada)), &[]).await;
    world.pass(hours(5)).await;
    let second = takes_in(&world, &list("ID", &[ada, ben]), &[]).await;
    let told = presses(&world, first, "取り消す").await;
    assert!(told.contains("先に新しいほうを"), "{told}");
    assert!(world.person("ada").has_role("会員"));
    undoes(&world, second).await;
    assert!(world.person("ada").has_role("会員") && !world.person("ben").has_role("会員"));
    undoes(&world, first).await;
    assert!(!world.person("ada").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_whose_time_goes_by_holds_up_nothing() {
    let mut world = salon().await;
    let rows = [
        format!("{},2026-04-03", id(&world, "ada")),
        format!("{},2026-05-31", id(&world, "ben")),
    ];
    let message = looks_at(&world, &list("ID,期限", &rows), &[]).await;
    let owner = world.person("owner");
    // Approved in the evening, and the bot is away until the next day.
    owner.clicks(message.id, "反映する").await;
    world.stop_bot().await;
    world.set_clock(world.now() + days(5));
    world.start_bot().await;
    world.settle().await;
    world.compare().await;
    assert!(!world.person("ada").has_role("会員") && world.person("ben").has_role("会員"));
    let told = world.told_owner().join("\n");
    assert!(told.contains("ほかで変わっていた 1 件"), "{told}");
    let next = [format!("{},2026-05-31", id(&world, "mika"))];
    takes_in(&world, &list("ID,期限", &next), &[]).await;
    assert!(world.person("mika").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_few_of_each_of_many_plans_are_many_of_one_role() {
    let world = salon().await;
    let role = world.paid_role.to_string();
    for key in ["yearly", "student"] {
        let plan = [
            ("key", key),
            ("name", key),
            ("price", "1000"),
            ("interval", "毎月"),
            ("role", role.as_str()),
        ];
        world.does("owner", "/plan create", &plan).await;
    }
    let plans = ["monthly", "yearly", "student"];
    let names: Vec<_> = (1..=30).map(|number| format!("p{number}")).collect();
    for name in &names {
        world.discord.member(name, NewMember::default());
    }
    let rows = |few: bool| -> Vec<String> {
        let people = names.iter().enumerate();
        let stays = people.filter(|(at, _)| !few || at / 3 >= 4);
        stays
            .map(|(at, name)| format!("{},{}", id(&world, name), plans[at % 3]))
            .collect()
    };
    let columns = [("plan", ""), ("absent", "終了")];
    takes_in(&world, &list("ID,プラン", &rows(false)), &columns).await;
    let members = || {
        let has_role = |name: &&String| world.person(name).has_role("会員");
        names.iter().filter(has_role).count()
    };
    assert_eq!(members(), 30);
    world.pass(days(2)).await;
    // Four of the ten of each plan: nobody is asked by the list, but twelve of thirty are too many.
    takes_in(&world, &list("ID,プラン", &rows(true)), &columns).await;
    world.pass(minutes(10)).await;
    assert_eq!(members(), 25);
    let told = world.told_owner().join("\n");
    assert!(told.contains("ロールの解除を止めています"), "{told}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_owner_let_go_with_a_list_stops_nobody_afterwards() {
    let world = salon().await;
    let names: Vec<_> = (1..=12).map(|number| format!("p{number}")).collect();
    for name in &names {
        world.discord.member(name, NewMember::default());
    }
    let all: Vec<_> = names.iter().map(|name| id(&world, name)).collect();
    takes_in(&world, &list("ID", &all), &[]).await;
    world.pass(days(2)).await;
    let message = looks_at(&world, &list("ID", &all[8..]), &[("absent", "終了")]).await;
    presses(&world, message.id, "反映する").await;
    presses(&world, message.id, "8 人を承知で実行する").await;
    assert!(!world.person("p1").has_role("会員"));
    world.pass(hours(1)).await;
    let revoked = [("user", "p12"), ("plan", "monthly"), ("reason", "退会")];
    world.does("owner", "/member revoke", &revoked).await;
    world.settle().await;
    assert!(!world.person("p12").has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn payments_on_unchanged_lines_are_not_passed_over_in_silence() {
    let world = salon().await;
    let rows = [format!("{},2980", id(&world, "ada"))];
    let file = list("ID,金額", &rows);
    let first = looks_at(&world, &file, &[]).await;
    assert!(
        first.text().contains("入金 1 件、計 2,980円"),
        "{}",
        first.text()
    );
    presses(&world, first.id, "反映する").await;
    world.pass(days(30)).await;
    let next = looks_at(&world, &format!("{file}\n"), &[]).await.text();
    assert!(
        next.contains("変更のない行の入金 1 件（計 2,980円）は記録しません"),
        "{next}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn undoing_is_asked_about_with_counts_and_its_button_is_spent() {
    let world = salon().await;
    let (ada, ben, mika) = (id(&world, "ada"), id(&world, "ben"), id(&world, "mika"));
    takes_in(&world, &list("ID", &[ada.clone(), ben.clone()]), &[]).await;
    world.pass(days(2)).await;
    takes_in(&world, &list("ID", &[ada, mika]), &[("absent", "終了")]).await;
    assert!(world.person("mika").has_role("会員") && !world.person("ben").has_role("会員"));

    // In the log channel, where everyone who reads it sees the button.
    let owner = world.person("owner");
    let done = || {
        let messages = owner.reads(world.log);
        let done = |message: &MessageView| message.text().contains("追加 1・終了 1");
        messages.into_iter().find(done).expect("it is told")
    };
    let asked = owner.clicks(done().id, "取り消す").await;
    let text = asked.text();
    for words in ["終了する方 1 人・元に戻る方 1 人", "まだ何も変えていません"]
    {
        assert!(text.contains(words), "{words} is not in: {text}");
    }
    world.pass(minutes(10)).await;
    assert!(world.person("mika").has_role("会員") && !world.person("ben").has_role("会員"));
    let asked = asked.message().expect("a question back").id;
    let told = presses(&world, asked, "取り消す").await;
    assert!(told.contains("取り消しています"), "{told}");
    assert!(!world.person("mika").has_role("会員") && world.person("ben").has_role("会員"));
    let spent = done();
    assert!(
        spent.text().contains("取り消されました"),
        "{}",
        spent.text()
    );
    assert_eq!(spent.buttons().count(), 0);
    assert_eq!(owner.sees(asked).expect("an answer").buttons().count(), 0);
    world.end().await;
}
