//! What is refused, in words, and leaves no trace.

use sandbox::{NewRole, Outcome, Target};

use super::{PLAN, owner, salon_with_a_plan};

#[tokio::test(flavor = "multi_thread")]
async fn strangers_neither_sell_nor_give() {
    let world = salon_with_a_plan().await;
    let before = world.rows().await;
    let attempts = async |name: &str| {
        let person = world.person(name);
        let mut plan = PLAN.to_vec();
        plan[0] = ("key", "mine");
        if name == "stranger" {
            plan[3] = ("interval", "Every month");
        }
        let gift = [("user", name), ("plan", "monthly")];
        let taken = [("user", "ada"), ("plan", "monthly"), ("reason", "x")];
        let target = Target::User(world.person("ada").id());
        [
            person.runs(world.lobby, "/plan create", &plan).await,
            person.runs(world.lobby, "/plan list", &[]).await,
            person.runs(world.lobby, "/member grant", &gift).await,
            person.runs(world.lobby, "/member revoke", &taken).await,
            person
                .runs(world.lobby, "/member why", &[("user", "ada")])
                .await,
            person.uses_menu(world.lobby, "Membership", target).await,
        ]
    };
    for name in ["stranger", "mika"] {
        for outcome in attempts(name).await {
            assert!(matches!(outcome, Outcome::NotShown(_)), "{outcome:?}");
        }
    }
    // A server may show a command to everyone; who may use it is for us to say.
    world.discord.moderator().opens_commands();
    for (name, sentence) in [
        ("stranger", "Only the salon's owner can do this."),
        ("mika", "この操作はサロンの運営者だけが行えます。"),
    ] {
        for outcome in attempts(name).await {
            assert!(outcome.text().contains(sentence), "{outcome:?}");
        }
        let person = world.person(name);
        let typed = [("user", name), ("plan", "")];
        let offered = person
            .autocompletes(world.lobby, "/member grant", &typed, "plan")
            .await;
        assert!(offered.is_empty(), "{offered:?}");
        assert!(!person.has_role("会員"));
    }
    world.settle().await;
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_in_words_and_leaves_no_trace() {
    let world = salon_with_a_plan().await;
    let owner = owner(&world);
    let powerful = NewRole {
        permissions: 1 << 28,
        ..NewRole::default()
    };
    world.discord.role("強い", powerful);
    let managed = NewRole {
        managed: true,
        ..NewRole::default()
    };
    world.discord.role("連携", managed);
    let everyone = world.discord.guild_id().to_string();
    let long = "あ".repeat(61);
    let before = world.rows().await;

    let create = |changes: &[(&'static str, String)]| {
        let mut options: Vec<(&str, String)> =
            PLAN.map(|(name, value)| (name, value.to_owned())).to_vec();
        options[0].1 = "other".into();
        for (name, value) in changes {
            options.retain(|(known, _)| known != name);
            options.push((name, value.clone()));
        }
        options
    };
    let table = [
        (create(&[("key", "会員🎉".into())]), "半角"),
        (create(&[("key", "\u{202e}abc".into())]), "半角"),
        (create(&[("key", "'; drop table plan; --".into())]), "半角"),
        (create(&[("key", "monthly".into())]), "すでにあります"),
        (create(&[("name", long)]), "60 文字まで"),
        (create(&[("name", "\u{200b}".into())]), "空です"),
        (create(&[("price", "-1".into())]), "価格は"),
        (create(&[("price", "1000000000000".into())]), "価格は"),
        (create(&[("interval", "1回（日数を指定）".into())]), "日数"),
        (create(&[("days", "3".into())]), "日数"),
        (create(&[("role", everyone)]), "全員"),
        (create(&[("role", "連携".into())]), "連携サービス"),
        (create(&[("role", "強い".into())]), "管理できる権限"),
        (create(&[("role", "メンター".into())]), "メンターのロール"),
        (create(&[("role-3", "運営".into())]), "運営者または"),
        (create(&[("tracks", "gp, surgery".into())]), "surgery"),
    ];
    for (options, expected) in table {
        let options: Vec<(&str, &str)> = options
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let outcome = owner.runs(world.lobby, "/plan create", &options).await;
        assert!(
            outcome.text().contains(expected),
            "{options:?}: {}",
            outcome.text()
        );
    }

    for (options, expected) in [
        (&[("plan", "gold")][..], "「gold」というプランはありません"),
        (&[("months", "0")], "1〜24"),
        (&[("months", "-1")], "1〜24"),
        (&[("months", "99999")], "1〜24"),
        (&[("paid-yen", "-1")], "入金額は"),
        (&[("paid-yen", "1000000000000")], "入金額は"),
        (&[("months", "1"), ("without-end", "true")], "どちらか"),
        (&[("user", "salon")], "ボット"),
    ] {
        let mut all = vec![("user", "ada"), ("plan", "monthly")];
        all.retain(|(known, _)| !options.iter().any(|(name, _)| name == known));
        all.extend(options);
        let outcome = owner.runs(world.lobby, "/member grant", &all).await;
        assert!(
            outcome.text().contains(expected),
            "{options:?}: {}",
            outcome.text()
        );
    }
    assert_eq!(world.rows().await, before);
    assert!(!world.person("ada").has_role("会員"));
    world.end().await;
}
