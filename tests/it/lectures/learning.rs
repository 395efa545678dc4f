//! What members do with lectures.

use sandbox::view::MessageView;

use super::{FRIDAY, SERIES, VIDEO, utc};
use crate::world::{World, days, number};

/// How many marks there are.
async fn marks(world: &World) -> usize {
    let rows = world.rows().await;
    let watched = rows.iter().find(|(table, _, _)| table == "watched");
    watched.expect("a table").1
}

#[tokio::test(flavor = "multi_thread")]
async fn watched_marks_are_ones_own() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    world.has_queued(2, "薬の選び方").await;
    world.has_member("ada", "gp").await;
    world.has_member("ben", "gp").await;
    world.pass_until(utc(FRIDAY)).await;
    let post = world.posts()[0].id;

    // Marked from the post, twice: seen by nobody else, and not by the post.
    let ada = world.person("ada");
    for _ in 0..2 {
        let marked = ada.clicks(post, "視聴済み").await;
        let message = marked.message().expect("an answer");
        assert!(message.ephemeral, "the answer is seen by all");
        let text = message.text();
        assert!(text.contains("視聴済みにしました"), "{text}");
        assert!(
            text.contains("血圧の測り方") && !text.contains(VIDEO),
            "{text}"
        );
        assert_eq!(marks(&world).await, 1);
    }
    let left = world.does("ada", "/lectures browse", &[]).await;
    assert!(left.contains("未視聴の講義はありません"), "{left}");
    for (other, all) in [("ben", "1 of 1 left"), ("owner", "未視聴 1本（全1本）")] {
        let left = world.does(other, "/lectures browse", &[]).await;
        assert!(left.contains(all), "{left}");
    }

    // Taken back where the lecture is shown, and marked again; the video is one press away.
    let lecture = [("lecture", "lecture-1")];
    let shown = ada.runs(world.lobby, "/lectures show", &lecture).await;
    let card = shown.message().expect("a card").id;
    let back = ada.clicks(card, "未視聴に戻す").await;
    assert!(
        back.text().contains("未視聴に戻しました"),
        "{}",
        back.text()
    );
    assert_eq!(marks(&world).await, 0);
    ada.clicks(card, "視聴済みにする").await;
    assert_eq!(marks(&world).await, 1);
    let seen = ada.clicks(card, "視聴する").await;
    assert!(seen.text().contains(VIDEO), "{}", seen.text());

    // Nobody marks what they may not watch, or what is not out.
    let before = world.rows().await;
    let refused = world.person("stranger").clicks(post, "視聴済み").await;
    assert!(refused.text().contains("/join"), "{}", refused.text());
    for forged in [
        "lecture:watched:2",
        "lecture:watched-l:2",
        "lecture:watch-l:2",
        "lecture:tick:left:0:0:2",
        "lecture:page:some:0:0",
        "lecture:watched-l:x",
    ] {
        let outcome = ada.clicks_forged(post, forged).await.text();
        let is_refused = outcome.contains("まだ配信されて") || outcome.contains("古くなって");
        assert!(is_refused, "{forged}: {outcome}");
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_ones_own_and_no_cell_is_a_formula() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "=SUM(A1)").await;
    world.has_queued(2, "薬の選び方").await;
    for name in ["ada", "ben"] {
        world.has_member(name, "gp").await;
    }
    let none = world.log_of("ada").await;
    assert!(none.is_err_and(|why| why.contains("まだありません")));
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let (first, second) = (world.posts()[0].id, world.posts()[1].id);
    world.asks_of_lecture("問い").await;
    world.watches("ada", second).await;
    world.person("ada").clicks(second, "視聴済み").await;
    world.watches("ada", first).await;
    let card = world.looks("ada").await;
    world.answers("ada", card, 1).await;
    world.watches("ben", second).await;
    // Pressed again at once it counts once.
    for seconds in [59, 1, 59] {
        world.pass(chrono::TimeDelta::seconds(seconds)).await;
        world.watches("ada", first).await;
    }

    let rows = world.log_of("ada").await.expect("a log");
    let at = "2026-04-10 20:00";
    assert_eq!(
        rows,
        [
            vec![
                "シリーズ",
                "回",
                "タイトル",
                "分",
                "初めて視聴リンクを表示した日時",
                "視聴リンクの表示回数",
                "視聴済みにした日時",
                "確認問題の最高正答率",
                "合格した日時"
            ],
            vec![SERIES, "1", "'=SUM(A1)", "32", at, "2", "", "100%", at],
            vec![SERIES, "2", "薬の選び方", "32", at, "1", at, "", ""],
        ]
    );
    let rows = world.log_of("ben").await.expect("a log");
    assert_eq!(rows.len(), 2, "{rows:?}");
    world.end().await;
}

impl World {
    /// Someone takes their study log, or is told why there is none.
    async fn log_of(&self, name: &str) -> Result<Vec<Vec<String>>, String> {
        let person = self.person(name);
        let shown = person.runs(self.lobby, "/lectures browse", &[]).await;
        let list = shown.message().expect("a list").id;
        let given = person.clicks_forged(list, "lecture:log:0").await;
        let message = given.message().expect("an answer");
        assert!(message.ephemeral, "the log is seen by all");
        if message.attachments.is_empty() {
            return Err(given.text());
        }
        Ok(self.reads_table(message).await)
    }

    /// The cells of the file under a message.
    async fn reads_table(&self, message: &MessageView) -> Vec<Vec<String>> {
        let file = message.attachments.first().expect("a file");
        let api_url = &self.config().discord.api_url;
        let bytes = salon::discord::file::download(&file.url, api_url, 1 << 20).await;
        let text = String::from_utf8(bytes.expect("a file")).expect("UTF-8");
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).from_reader(text.as_bytes());
        let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
        let rows = reader.into_records();
        rows.map(|row| cells(row.expect("a row"))).collect()
    }

    /// Somebody is the lecturer of all lectures.
    async fn is_given_by(&self, name: &str) {
        let user = number(self.person(name).id());
        self.does(name, "/lectures browse", &[]).await;
        let card = self.looks(name).await;
        self.person(name).clicks(card, "視聴済みにする").await;
        let mut tx = self.app().db.begin().await.expect("a writer");
        sqlx::query("update lecture set lecturer_id = (select id from person where user_id = ?1)")
            .bind(user)
            .execute(tx.conn().await.expect("writes"))
            .await
            .expect("a lecturer");
        tx.commit().await.expect("commits");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stars_and_words_reach_the_lecturer_only() {
    let world = World::start().await;
    world.has_a_lecture_out(&["ada", "ben"]).await;
    world.is_given_by("ken").await;
    let ada = world.person("ada");
    let card = world.looks("ada").await;
    let early = ada.clicks_forged(card, "lecture:say:1").await;
    let early = ada
        .submits(early.modal().expect("a form"), &[("comment", "よかった")])
        .await;
    let early = early.text();
    assert!(
        early.contains("先に★") && early.contains("よかった"),
        "{early}"
    );
    ada.clicks(card, "評価する").await;
    ada.clicks(card, "★2").await;
    let now = ada.clicks(card, "★4").await.text();
    assert!(now.contains("★★★★☆"), "{now}");
    let form = ada.clicks(card, "ひとことを書く").await;
    let words = [("comment", "*二次性*が分かりやすい")];
    let said = ada
        .submits(form.modal().expect("a form"), &words)
        .await
        .text();
    assert!(said.contains("二次性"), "{said}");
    let ben = world.person("ben");
    let bens = world.looks("ben").await;
    ben.clicks(bens, "Rate").await;
    ben.clicks(bens, "★5").await;
    world.pass(chrono::TimeDelta::minutes(1)).await;
    let form = ben.clicks_forged(bens, "lecture:say:1").await;
    let long = format!("={}", "長".repeat(999));
    let words = [("comment", long.as_str())];
    ben.submits(form.modal().expect("a form"), &words).await;

    // Of two it could be told whose they are.
    for name in ["ken", "owner"] {
        let card = world.looks(name).await;
        let seen = world.person(name).clicks(card, "評価を見る").await;
        let message = seen.message().expect("an answer");
        assert_eq!(message.attachments.len(), 1, "not all that was said");
        let seen = seen.text();
        for words in ["評価：2件", "二次性"] {
            assert!(seen.contains(words), "{words} is not in: {seen}");
        }
        assert!(!seen.contains("平均") && !seen.contains('★'), "{seen}");
        // Nor do they give it any themselves.
        let person = world.person(name);
        let refused = person.clicks_forged(card, "lecture:rate:1:1").await.text();
        assert!(
            refused.contains("評価は会員の方だけ") && refused.contains("講師ご本人の評価は平均に"),
            "{refused}"
        );
    }
    for name in ["mika", "ben"] {
        let card = world.looks(name).await;
        world
            .is_for_lecturers(name, card, "lecture:ratings:1")
            .await;
    }
    let before = world.rows().await;
    let stranger = world.person("stranger");
    let post = world.posts()[0].id;
    for forged in [
        "lecture:rating:1",
        "lecture:rate:1:5",
        "lecture:rate:1:6",
        "lecture:check:1",
    ] {
        let refused = stranger.clicks_forged(post, forged).await.text();
        assert!(
            refused.contains("/join") || refused.contains("out of date"),
            "{forged}: {refused}"
        );
    }
    assert_eq!(world.rows().await, before);

    world.has_member("stranger", "gp").await;
    world.pass(chrono::TimeDelta::minutes(1)).await;
    let card = world.looks("stranger").await;
    stranger.clicks(card, "Rate").await;
    stranger.clicks(card, "★3").await;
    // What was given as a member counts on.
    let mentor = world.config().roles.mentor.expect("a role").0;
    let mentor = sandbox::Id(mentor.cast_unsigned());
    world.discord.moderator().gives_role(stranger.id(), mentor);
    for name in ["ken", "owner"] {
        let card = world.looks(name).await;
        let seen = world.person(name).clicks(card, "評価を見る").await;
        let all = world.reads_table(seen.message().expect("an answer")).await;
        let (guarded, short) = (format!("'{long}"), "*二次性*が分かりやすい");
        let said = [["3", ""], ["5", guarded.as_str()], ["4", short]];
        assert_eq!(all[1..], said, "not all that was said can be read");
        let seen = seen.text();
        assert!(seen.contains("平均 4.0（3件）"), "{seen}");
        assert!(seen.contains("★★★★☆ \\*二次性\\*が分かりやすい"), "{seen}");
        assert!(!seen.contains("ada") && !seen.contains("<@"), "{seen}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lecturer_without_a_plan_reads_what_was_said_and_watches_nothing() {
    let world = World::start().await;
    world.has_a_lecture_out(&["ada"]).await;
    let stranger = world.person("stranger");
    let offered =
        || stranger.autocompletes(world.lobby, "/lectures show", &[("lecture", "")], "lecture");
    assert!(offered().await.is_empty());
    let lecture = world.first_choice("/lecture edit", "lecture").await;
    let id = stranger.id().to_string();
    let edit = [("lecture", lecture.as_str()), ("lecturer", id.as_str())];
    world.owner_runs("/lecture edit", &edit).await;
    let ada = world.person("ada");
    let card = world.looks("ada").await;
    ada.clicks(card, "評価する").await;
    ada.clicks(card, "★4").await;

    let choice = offered().await.remove(0);
    let shown = stranger
        .runs(world.lobby, "/lectures show", &[("lecture", &choice.value)])
        .await;
    let card = shown
        .message()
        .unwrap_or_else(|| panic!("{}", shown.text()))
        .id;
    let watched = stranger.clicks(card, "Watch").await.text();
    assert!(!watched.contains("video.example"), "{watched}");
    assert!(watched.contains("/join"), "{watched}");
    let read = stranger.clicks(card, "See ratings").await;
    let files = &read.message().expect("an answer").attachments;
    assert_eq!(files.len(), 0, "a file of nothing");
    let read = read.text();
    assert!(
        read.contains(": 1") && read.contains("from 3 ratings"),
        "{read}"
    );
    world.end().await;
}
