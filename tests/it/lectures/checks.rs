//! Self-checks: five questions, answered in private.

use sandbox::{Id, Outcome};

use super::{FRIDAY, utc};
use crate::world::World;

impl World {
    /// A lecture is out, and these are members of its track.
    pub(super) async fn has_a_lecture_out(&self, members: &[&str]) {
        self.has_friday_slot().await;
        self.has_queued(1, "血圧の測り方").await;
        for name in members {
            self.has_member(name, "gp").await;
        }
        self.pass_until(utc(FRIDAY)).await;
    }

    /// The owner adds a question whose first choice is right.
    pub(super) async fn asks_of_lecture(&self, question: &str) -> Outcome {
        self.writes_check(question, "*はい\nいいえ\nわからない")
            .await
    }

    async fn writes_check(&self, question: &str, choices: &str) -> Outcome {
        let owner = self.person("owner");
        let lecture = [("lecture", "lecture-1")];
        let shown = self.owner_runs("/lecture check", &lecture).await;
        let form = owner
            .clicks(shown.message().expect("a list").id, "問題を追加")
            .await;
        let words = [
            ("question", question),
            ("choices", choices),
            ("explanation", "安静にして測ります"),
        ];
        owner.submits(form.modal().expect("a form"), &words).await
    }

    /// Somebody who is no lecturer is refused what only lecturers and the owner read.
    pub(super) async fn is_for_lecturers(&self, name: &str, card: Id, forged: &str) {
        let person = self.person(name);
        let refused = person.clicks_forged(card, forged).await.text();
        let is_refused =
            refused.contains("講師と運営者だけ") || refused.contains("Only the lecturer");
        assert!(is_refused, "{refused}");
    }

    /// Someone looks at the lecture; what they see can be pressed.
    pub(super) async fn looks(&self, name: &str) -> Id {
        let lecture = [("lecture", "lecture-1")];
        let shown = self
            .person(name)
            .runs(self.lobby, "/lectures show", &lecture)
            .await;
        shown
            .message()
            .unwrap_or_else(|| panic!("{}", shown.text()))
            .id
    }

    /// Someone answers all that is asked, right as often as said and then wrong; what they see last.
    pub(super) async fn answers(&self, name: &str, card: Id, right: usize) -> String {
        let person = self.person(name);
        let mut shown = person.clicks(card, "確認問題").await;
        for n in 1.. {
            assert!(
                shown.text().contains(&format!("問{n} / ")),
                "{}",
                shown.text()
            );
            shown = person
                .clicks(card, if n <= right { "1" } else { "2" })
                .await;
            let verdict = if n <= right {
                "正解です"
            } else {
                "不正解です"
            };
            assert!(shown.text().contains(verdict), "{}", shown.text());
            assert!(
                shown.text().contains("安静にして測ります"),
                "{}",
                shown.text()
            );
            if shown.text().contains("問正解") {
                break;
            }
            shown = person.clicks(card, "次の問題").await;
        }
        shown.text()
    }

    async fn count(&self, sql: &'static str) -> i64 {
        let mut conn = self.app().db.read().await.expect("a reader");
        let count = sqlx::query_scalar(sqlx::AssertSqlSafe(sql));
        count.fetch_one(&mut *conn).await.expect("a count")
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn five_questions_eighty_percent_and_again() {
    let world = World::start().await;
    world.has_a_lecture_out(&["ada", "ben"]).await;
    let none = world.looks("ada").await;
    let none = world
        .person("ada")
        .clicks_forged(none, "lecture:check:1")
        .await;
    assert!(
        none.text().contains("確認問題がありません"),
        "{}",
        none.text()
    );
    for n in 1..=5 {
        let added = world.asks_of_lecture(&format!("問い{n}")).await.text();
        assert!(
            added.contains("追加しました") && added.contains(&format!("問い{n}")),
            "{added}"
        );
    }
    // Not a sixth, and not one that cannot be answered; what was typed is not lost.
    let lecture = [("lecture", "lecture-1")];
    let shown = world.owner_runs("/lecture check", &lecture).await;
    let list = shown.message().expect("a list").id;
    assert!(!shown.text().contains("問題を追加"), "{}", shown.text());
    let owner = world.person("owner");
    let form = owner.clicks_forged(list, "lecture:check-add:1").await;
    let words = [
        ("question", "六つめ"),
        ("choices", "*a\nb"),
        ("explanation", "c"),
    ];
    let full = owner
        .submits(form.modal().expect("a form"), &words)
        .await
        .text();
    assert!(
        full.contains("5問まで") && full.contains("六つめ"),
        "{full}"
    );

    let card = world.looks("ada").await;
    let failed = world.answers("ada", card, 3).await;
    assert!(
        failed.contains("3 / 5問正解でした") && failed.contains("80%"),
        "{failed}"
    );
    let card = world.looks("ada").await;
    let passed = world.answers("ada", card, 4).await;
    assert!(
        passed.contains("合格です") && passed.contains("4 / 5"),
        "{passed}"
    );

    // A second press changes nothing, and nobody answers for another.
    let before = world.rows().await;
    let again = world
        .person("ada")
        .clicks_forged(card, "lecture:choose:2:5:0")
        .await;
    assert!(
        again.text().contains("不正解です") && again.text().contains("4 / 5"),
        "{}",
        again.text()
    );
    let card = world.looks("ben").await;
    for forged in [
        "lecture:choose:2:5:0",
        "lecture:choose:99:5:0",
        "lecture:check-off:1",
        "lecture:check-add:1",
        "lecture:checks:1",
    ] {
        let refused = world.person("ben").clicks_forged(card, forged).await.text();
        assert!(
            refused.contains("out of date") || refused.contains("owner"),
            "{forged}: {refused}"
        );
    }
    let card = world.looks("ada").await;
    for forged in [
        "lecture:choose:2:99:0",
        "lecture:choose:2:5:7",
        "lecture:choose:2:5:-1",
    ] {
        let refused = world.person("ada").clicks_forged(card, forged).await.text();
        assert!(refused.contains("古くなって"), "{forged}: {refused}");
    }
    assert_eq!(world.rows().await, before);

    // Whose plan ended answers no more.
    world.person("ada").clicks(card, "確認問題").await;
    world.takes("ada", "plan-gp", &[]).await;
    let late = world.person("ada").clicks(card, "1").await.text();
    assert!(late.contains("終了しました"), "{late}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_questions_do_not_change_what_was_answered() {
    let world = World::start().await;
    world.has_a_lecture_out(&["ada", "ben"]).await;
    for n in 1..=2 {
        world.asks_of_lecture(&format!("問い{n}")).await;
    }
    let card = world.looks("ada").await;
    let done = world.answers("ada", card, 2).await;
    assert!(
        done.contains("合格です") && done.contains("2 / 2"),
        "{done}"
    );

    // Ben is in the middle: one answered, the other before his eyes.
    let bens = world.looks("ben").await;
    let ben = world.person("ben");
    ben.clicks(bens, "Self-check").await;
    ben.clicks(bens, "2").await;
    ben.clicks(bens, "Next question").await;
    for _ in 0..2 {
        let lecture = [("lecture", "lecture-1")];
        let shown = world.owner_runs("/lecture check", &lecture).await;
        let list = shown.message().expect("a list").id;
        let owner = world.person("owner");
        let press = if shown.text().contains("問い1") {
            "問1を削除"
        } else {
            "問2を削除"
        };
        let off = owner.clicks(list, press).await.text();
        assert!(off.contains("削除しました"), "{off}");
    }
    let shown = world
        .writes_check("別の問い", "いいえ\n＊はい")
        .await
        .text();
    assert!(
        shown.contains("**問1** 別の問い") && !shown.contains("問い2"),
        "{shown}"
    );

    let gone = ben.clicks(bens, "1").await.text();
    assert!(gone.contains("was changed"), "{gone}");
    let next = ben.clicks_forged(bens, "lecture:check:1").await.text();
    assert!(
        next.contains("別の問い") && next.contains("Question 2 of 2"),
        "{next}"
    );
    let done = ben.clicks(bens, "2").await.text();
    assert!(done.contains("1 of 2 right"), "{done}");
    // What Ada passed is what it was.
    let passed = "select count(*) from check_try where right_answers = 2 and items = 2";
    assert_eq!(world.count(passed).await, 1);
    assert_eq!(world.count("select count(*) from check_answer").await, 4);
    let journal = world.journal().await;
    let changes = journal
        .iter()
        .filter(|(kind, _)| kind.starts_with("lecture.check-"));
    assert_eq!(changes.count(), 5);
    world.end().await;
}
