//! Lists of lectures: looked at, taken in whole, and the same again changes nothing.

use sandbox::Outcome;
use sandbox::view::MessageView;

use super::{FRIDAY, SERIES, VIDEO, utc};
use crate::world::{World, days, hours, minutes};

/// So many lectures, a line each.
fn rows(numbers: std::ops::RangeInclusive<i64>) -> String {
    let row = |number| {
        format!(
            "{SERIES},第{number}回,回{number}のタイトル,{VIDEO}{number},32分,\"座って、\n5分\",2027/4/1\n"
        )
    };
    let rows: String = numbers.map(row).collect();
    format!("シリーズ,回,タイトル,動画,分,概要,見直し日\n{rows}")
}

impl World {
    async fn hands_in(&self, name: &str, file: &[u8], options: &[(&str, &str)]) -> Outcome {
        let owner = self.person("owner");
        let file = owner.uploads(name, "text/plain", file.to_vec());
        let mut all = vec![("file", file.as_str())];
        all.extend(options);
        self.owner_runs("/lecture import", &all).await
    }

    /// The owner hands in a list that can be looked at.
    async fn looks_at(&self, name: &str, file: &[u8], options: &[(&str, &str)]) -> MessageView {
        let outcome = self.hands_in(name, file, options).await;
        let message = outcome.message().unwrap_or_else(|| panic!("{outcome:?}"));
        assert!(
            message.ephemeral && message.attachments.len() == 1,
            "{outcome:?}"
        );
        message.clone()
    }

    /// The same, and takes it in.
    async fn takes_in(&self, name: &str, file: &[u8], options: &[(&str, &str)]) -> String {
        let looked = self.looks_at(name, file, options).await;
        let owner = self.person("owner");
        let taken = owner.clicks(looked.id, "取り込む").await.text();
        self.settle().await;
        taken
    }
}

impl World {
    /// What is asked about lectures now.
    async fn questions(&self) -> Vec<(i64, String)> {
        let mut conn = self.app().db.read().await.expect("a reader");
        sqlx::query_as(
            "select id, question from check_item where retired_at is null order by place",
        )
        .fetch_all(&mut *conn)
        .await
        .expect("questions")
    }
}

/// What stands in the file of an answer.
pub(super) async fn file_of(world: &World, message: &MessageView) -> String {
    let api_url = &world.config().discord.api_url;
    let file = message.attachments.first().expect("a file");
    let bytes = salon::discord::file::download(&file.url, api_url, 8 << 20).await;
    String::from_utf8(bytes.expect("a file")).expect("UTF-8")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_lectures_from_a_table_and_from_toml() {
    let world = World::start().await;
    world.has_friday_slot().await;
    let slot = world.first_choice("/lecture queue", "slot").await;
    let into = [("slot", slot.as_str())];
    let table = rows(1..=200);
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode(&table);
    let before = world.rows().await;
    let looked = world.looks_at("list.csv", &bytes, &into).await;
    let text = looked.text();
    for part in ["追加 200", "配信可", "予約の最後に"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let lines = file_of(&world, &looked).await;
    assert!(lines.contains(&format!(
        "\"2\",\"{SERIES}\",\"1\",\"回1のタイトル\",\"追加\",\"\""
    )));
    let tables = |rows: Vec<(String, usize, u64)>| {
        let others = rows
            .into_iter()
            .filter(|(table, _, _)| !table.starts_with("lecture_import"));
        others.collect::<Vec<_>>()
    };
    assert_eq!(
        tables(world.rows().await),
        tables(before),
        "looking changed something"
    );

    let owner = world.person("owner");
    let taken = owner.clicks(looked.id, "取り込む").await.text();
    assert!(taken.contains("追加 200・変更 0・予約 200"), "{taken}");
    // The queue has pages.
    let queue = owner.runs(world.lobby, "/lecture queue", &into).await;
    let queue = queue.message().expect("a queue").clone();
    assert!(queue.text().contains("回1のタイトル") && !queue.text().contains("回11の"));
    let second = owner.clicks(queue.id, "次へ ▶").await.text();
    assert!(second.contains("回11のタイトル"), "{second}");
    // A press that comes once more takes nothing in.
    let stale = owner
        .clicks_forged(looked.id, "lecture:import-go:1")
        .await
        .text();
    assert!(stale.contains("もう一度ファイル"), "{stale}");
    world.pass_until(utc(FRIDAY)).await;
    world.pass_until(utc(FRIDAY) + days(7)).await;
    let posts = world.posts();
    assert!(
        posts[0].text().contains("回1のタイトル"),
        "{}",
        posts[0].text()
    );
    assert!(posts[1].text().contains("回2のタイトル"));

    let document = |number: i64| {
        format!(
            "[[lecture]]\nnumber = {number}\ntitle = \"続{number}\"\nurl = \"{number}\"\n[[lecture.chapter]]\nat = \"0:00\"\ntitle = \"はじめに\"\n"
        )
    };
    let document: String = (1..=200).map(document).collect();
    let document = format!(
        "series = \"続編\"\ntrack = \"gp\"\nurl_prefix = \"https://v.example/\"\n{document}"
    );
    let taken = world.takes_in("list.toml", document.as_bytes(), &[]).await;
    assert!(taken.contains("追加 200・変更 0・予約 0"), "{taken}");
    let drafts = world.owner_runs("/lecture list", &[]).await.text();
    assert!(
        drafts.contains("200本") && drafts.contains("続1"),
        "{drafts}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_preview_said_is_what_is_done() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_queued(1, "血圧の測り方").await;
    let lecture = world.first_choice("/lecture edit", "lecture").await;
    let owner = world.person("owner");
    let looked = world.looks_at("a.csv", rows(1..=3).as_bytes(), &[]).await;
    let text = looked.text();
    assert!(text.contains("追加 2・変更 1"), "{text}");
    let file = file_of(&world, &looked).await;
    for turns in [
        "タイトル：血圧の測り方 → 回1のタイトル",
        "見直し日：なし → 2027-04-01",
    ] {
        assert!(file.contains(turns), "{turns}: {file}");
    }
    let edit = [("lecture", lecture.as_str()), ("title", "別のタイトル")];
    world.owner_runs("/lecture edit", &edit).await;
    let before = world.rows().await;
    let refused = owner.clicks(looked.id, "取り込む").await.text();
    assert!(refused.contains("確認のあとに講義が変わった"), "{refused}");
    assert_eq!(world.rows().await, before);

    // So late that it cannot be changed any more: the rest is not taken in either.
    let looked = world.looks_at("a.csv", rows(1..=3).as_bytes(), &[]).await;
    world.pass_until(utc(FRIDAY) - minutes(14)).await;
    let other = world.looks_at("a.csv", rows(1..=3).as_bytes(), &[]).await;
    let text = other.text();
    for said in ["使えない行 1", "高血圧・第1回）：配信15分前"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let before = world.rows().await;
    let refused = owner.clicks(looked.id, "取り込む").await.text();
    assert!(refused.contains("期限が過ぎた"), "{refused}");
    assert_eq!(world.rows().await, before);
    let dropped = owner.clicks(other.id, "やめる").await.text();
    assert!(dropped.contains("何も変わっていません"), "{dropped}");

    // Posted meanwhile, it is changed with a word on why.
    world.pass(minutes(14)).await;
    let looked = world.looks_at("a.csv", rows(1..=1).as_bytes(), &[]).await;
    assert!(
        looked
            .text()
            .contains("2行目（本気出して考える高血圧・第1回）：配信済みです"),
        "{}",
        looked.text()
    );
    assert!(looked.buttons().all(|button| button.label != "取り込む"));
    let noted =
        format!("シリーズ,回,タイトル,改訂の内容\n{SERIES},1,正しい測り方,題を直しました\n");
    let taken = world.takes_in("a.csv", noted.as_bytes(), &[]).await;
    assert!(taken.contains("追加 0・変更 1"), "{taken}");
    let posts = world.posts();
    assert_eq!(posts.len(), 1);
    let text = posts[0].text();
    assert!(
        text.contains("正しい測り方") && text.contains("：題を直しました"),
        "{text}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_line_that_cannot_be_used_is_named() {
    let world = World::start().await;
    let file = format!(
        "シリーズ,回,タイトル,動画,備考\n{SERIES},1,測り方,{VIDEO},x\n{SERIES},0,測り方,{VIDEO},\n\
         {SERIES},3,測り方,http://v.example/,\n{SERIES},1,別,{VIDEO},\n"
    );
    let looked = world.looks_at("a.csv", file.as_bytes(), &[]).await;
    let text = looked.text();
    for part in [
        "追加 1・使えない行 2・重複 1",
        "使わない列・項目：備考",
        "3行目（本気出して考える高血圧・0）：回は1から9999まで",
        "4行目（本気出して考える高血圧・3）：動画のURLは https://",
        "5行目（本気出して考える高血圧・1）：2行目と同じシリーズ・回です",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let file = file_of(&world, &looked).await;
    assert_eq!(file.lines().count(), 5);
    assert!(
        file.contains("\"3\",\"本気出して考える高血圧\",\"0\",\"測り方\""),
        "{file}"
    );
    let before = world.rows().await;
    for (name, file, why) in [
        (
            "a.csv",
            "タイトル\nx\n".to_owned(),
            "「シリーズ」と「回」の列",
        ),
        ("a.csv", "シリーズ,回\n".to_owned(), "1本も書かれていません"),
        ("a.csv", "シリーズ,回\n\"あ,1\n".to_owned(), "引用符"),
        ("a.toml", "series = \n".to_owned(), "1行目の書き方"),
        (
            "a.toml",
            "series = \"x\"\n".to_owned(),
            "1本も書かれていません",
        ),
        ("a.csv", rows(1..=501), "500本まで"),
        ("a.csv", "x".repeat(2 * 1024 * 1024 + 1), "大きすぎます"),
        ("a.xlsx", "PK\u{3}\u{4}".to_owned(), "Excel"),
    ] {
        let refused = world.hands_in(name, file.as_bytes(), &[]).await.text();
        assert!(refused.contains(why), "{why}: {refused}");
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_changes_nothing() {
    let world = World::start().await;
    let file = rows(1..=20);
    let utf_16: Vec<u8> = std::iter::once(0xfeff)
        .chain(file.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let taken = world.takes_in("a.csv", &utf_16, &[]).await;
    assert!(taken.contains("追加 20"), "{taken}");
    let marked = format!("\u{feff}{}", file.replace('\n', "\r\n"));
    let looked = world.looks_at("b.csv", marked.as_bytes(), &[]).await;
    let text = looked.text();
    assert!(text.contains("変更なし 20"), "{text}");
    assert!(text.contains("取り込むものはありません"), "{text}");
    assert!(!text.contains("新しい講義は"), "{text}");
    assert!(looked.buttons().all(|button| button.label != "取り込む"));
    // Nobody decides, and in a day it is forgotten.
    world.pass(hours(25)).await;
    let pressed = world
        .person("owner")
        .clicks(looked.id, "やめる")
        .await
        .text();
    assert!(pressed.contains("期限が過ぎた"), "{pressed}");
    world.end().await;
}

/// One lecture, and what is asked about it.
fn asked(questions: &[&str]) -> String {
    let names = (1..=5).map(|n| format!(",問題{n},選択肢{n},解説{n}"));
    let row = |at| match questions.get(at) {
        Some(question) => format!(",{question},\"*はい\nいいえ\",安静にして測ります"),
        None => ",,,".to_owned(),
    };
    let names: String = names.collect();
    let cells: String = (0..5).map(row).collect();
    format!("シリーズ,回,タイトル,動画{names}\n{SERIES},1,血圧の測り方,{VIDEO}{cells}\n")
}

#[tokio::test(flavor = "multi_thread")]
async fn questions_come_with_a_list_and_what_was_answered_stays() {
    let world = World::start().await;
    world.has_friday_slot().await;
    world.has_member("ada", "gp").await;
    let slot = world.first_choice("/lecture import", "slot").await;
    let into = [("slot", slot.as_str())];
    let file = asked(&["座って測る", "腕は心臓の高さ"]);
    let looked = world.looks_at("a.csv", file.as_bytes(), &into).await;
    let text = looked.text();
    assert!(text.contains("確認問題：追加 2"), "{text}");
    let lines = file_of(&world, &looked).await;
    assert!(lines.contains("\"追加\",\"\",\"追加 2\",\"\""), "{lines}");
    let taken = world.takes_in("a.csv", file.as_bytes(), &into).await;
    assert!(
        taken.contains("追加 1・変更 0・予約 1・確認問題 2"),
        "{taken}"
    );
    world.pass_until(utc(FRIDAY)).await;
    let card = world.looks("ada").await;
    let passed = world.answers("ada", card, 2).await;
    assert!(passed.contains("2 / 2問正解"), "{passed}");

    // The same again is the same; what was posted is asked about anew without a word on why.
    let looked = world.looks_at("a.csv", file.as_bytes(), &[]).await;
    assert!(looked.text().contains("変更なし 1"), "{}", looked.text());
    assert!(!looked.text().contains("確認問題"), "{}", looked.text());
    let before = world.questions().await;
    let file = asked(&["座って測る", "腕は机の上", "脚は組まない"]);
    let looked = world.looks_at("a.csv", file.as_bytes(), &[]).await;
    let text = looked.text();
    assert!(text.contains("変更 1\n確認問題：追加 1・変更 1"), "{text}");
    assert_eq!(world.questions().await, before);
    // Somebody asks something else meanwhile: what was seen is not what would be done.
    world.asks_of_lecture("別の問い").await;
    let owner = world.person("owner");
    let refused = owner.clicks(looked.id, "取り込む").await.text();
    assert!(refused.contains("確認のあとに講義が変わった"), "{refused}");
    let taken = world.takes_in("a.csv", file.as_bytes(), &[]).await;
    assert!(
        taken.contains("追加 0・変更 1・予約 0・確認問題 2"),
        "{taken}"
    );
    let now = world.questions().await;
    assert_eq!(now.len(), 3);
    assert_eq!(
        now[0], before[0],
        "what stays the same is the same question"
    );
    assert!(now[1].0 > before[1].0 && now[1].1 == "腕は机の上");
    let log = world.does("ada", "/lectures browse", &[]).await;
    assert!(log.contains("1本"), "{log}");
    let card = world.looks("ada").await;
    let failed = world.answers("ada", card, 2).await;
    assert!(failed.contains("2 / 3問正解"), "{failed}");

    // An empty place is asked no more, and what has no column stays.
    let titles = format!("シリーズ,回,タイトル\n{SERIES},1,血圧の測り方\n");
    let looked = world.looks_at("a.csv", titles.as_bytes(), &[]).await;
    assert!(looked.text().contains("変更なし 1"), "{}", looked.text());
    let taken = world.takes_in("a.csv", asked(&[]).as_bytes(), &[]).await;
    assert!(taken.contains("確認問題 3"), "{taken}");
    assert!(world.questions().await.is_empty());

    let bad = asked(&["座って測る", "腕"])
        .replace("*はい\nいいえ\",安静にして測ります,,", "はい\nいいえ\",x,,");
    let looked = world.looks_at("a.csv", bad.as_bytes(), &[]).await;
    let text = looked.text();
    assert!(
        text.contains("2行目（本気出して考える高血圧・1）：確認問題の問2：正解の選択肢を1つだけ"),
        "{text}"
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_but_the_owner_takes_lectures_in() {
    let world = World::start().await;
    let looked = world.looks_at("a.csv", rows(1..=2).as_bytes(), &[]).await;
    let hello = world
        .person("owner")
        .posts(world.lobby, "こんにちは")
        .expect("posted");
    assert!(looked.buttons().any(|button| button.label == "取り込む"));
    let before = world.rows().await;
    for name in ["mika", "stranger"] {
        let person = world.person(name);
        let refused = person
            .clicks_forged(hello.id, "lecture:import-go:1")
            .await
            .text();
        assert!(
            refused.contains("運営者だけ") || refused.contains("owner"),
            "{refused}"
        );
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}
