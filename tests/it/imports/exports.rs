//! Files for the books.

use sandbox::Outcome;

use super::{file_of, hands_in, id, list, looks_at, salon, takes_in};
use crate::world::{World, days, hours};

/// The rows of a file that the owner asks for.
async fn export(world: &World, options: &[(&str, &str)]) -> Vec<Vec<String>> {
    let outcome = world
        .person("owner")
        .runs(world.lobby, "/member export", options)
        .await;
    let message = outcome.message().unwrap_or_else(|| panic!("{outcome:?}"));
    assert!(message.ephemeral, "everyone sees what is about people");
    let text = file_of(world, message).await;
    let mut reader = csv::ReaderBuilder::new();
    let records = reader
        .has_headers(false)
        .from_reader(text.as_bytes())
        .into_records();
    let row = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    records.map(|record| row(record.expect("a row"))).collect()
}

/// The cells of a column, by its name.
fn column<'a>(rows: &'a [Vec<String>], name: &str) -> Vec<&'a str> {
    let place = rows[0]
        .iter()
        .position(|head| head == name)
        .expect("a column");
    rows[1..].iter().map(|row| row[place].as_str()).collect()
}

async fn pays(world: &World, name: &str, plan: &str, yen: &str) {
    let paid = [("paid-yen", yen), ("as", "期間パス（更新案内あり）")];
    world.gives(name, plan, &paid).await;
    world.settle().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accountant_finds_every_yen() {
    let world = salon().await;
    pays(&world, "ada", "monthly", "2980").await;
    world.pass(days(10)).await;
    pays(&world, "ada", "monthly", "1").await;
    let rows = [format!("{},2026-06-30,1000000", id(&world, "ben"))];
    takes_in(&world, &list("ID,期限,金額", &rows), &[]).await;
    let paid_at = format!("<t:{}:f> 1,000,000円の入金", world.now().timestamp());
    world.pass(hours(25)).await;
    // Though it was written down a day later.
    let why = world.does("owner", "/member why", &[("user", "ben")]).await;
    assert!(why.contains(&paid_at), "{paid_at} is not in: {why}");

    let payments = export(&world, &[("what", "入出金")]).await;
    assert_eq!(column(&payments, "入金額（円）"), ["2980", "1", "1000000"]);
    assert_eq!(column(&payments, "返金額（円）"), ["", "", ""]);
    assert_eq!(
        column(&payments, "種類"),
        [
            "期間パス（更新案内あり）",
            "期間パス（更新案内あり）",
            "名簿取込"
        ]
    );
    assert_eq!(column(&payments, "名簿の出どころ"), ["", "", "note"]);
    let mention = |name: &str| format!("<@{}>", id(&world, name));
    let (ada, ben) = (mention("ada"), mention("ben"));
    assert_eq!(column(&payments, "Discord"), [&ada, &ada, &ben]);
    // The day on which it came in, on the salon's wall.
    assert_eq!(column(&payments, "日時")[2], "2026-04-11 09:00");
    // As the file of members names it.
    assert_eq!(column(&payments, "終了")[2], "2026-06-30");
    let of_april_11 = [
        ("what", "入出金"),
        ("from", "2026年4月11日"),
        ("until", "2026/4/11"),
    ];
    let some = export(&world, &of_april_11).await;
    assert_eq!(column(&some, "入金額（円）"), ["1", "1000000"]);

    let members = export(&world, &[("what", "会員")]).await;
    assert_eq!(column(&members, "入金額（円）"), ["2980", "1", "1000000"]);
    assert_eq!(column(&members, "状態"), ["有効", "開始前", "有効"]);
    assert_eq!(column(&members, "終了")[2], "2026-06-30");
    assert_eq!(column(&members, "利用期限")[0], "2026-05-15 09:00");
    let journal = world.journal().await;
    let made = journal.iter().filter(|(kind, _)| kind == "export.made");
    assert_eq!(made.count(), 3);

    // What was given out can be read again: no account lost its last digits.
    let text = list("Discord,利用期限", &[format!("{},{}", ben, "2026-06-30")]);
    let again = hands_in(
        &world,
        text.as_bytes(),
        &[("source", "again"), ("end-column", "利用期限")],
    )
    .await;
    assert!(again.text().contains("追加 1"), "{again:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_of_no_period_is_said_beside_the_file_of_members() {
    let world = salon().await;
    let key = [("key", "サービスのID・メールアドレス")];
    let rows = [
        "ada@example.jp,2026-06-30,2980",
        "gone@example.jp,2026-06-30,1000",
    ];
    let file = list("メール,期限,金額", &rows.map(str::to_owned));
    looks_at(&world, &file, &key).await;
    let link = async |user: &str, name: &str| {
        let options = [("user", user), ("source", "note"), ("name", name)];
        let told = world.does("owner", "/member link", &options).await;
        assert!(told.contains("さんとして登録し"), "{told}");
    };
    link("ada", "ada@example.jp").await;
    takes_in(&world, &file, &key).await;
    world.pass(hours(25)).await;

    let says = async |what: &str| {
        world
            .does("owner", "/member export", &[("what", what)])
            .await
    };
    let apart = "どの期間にも付いていない入金が 1 件・1,000円";
    let told = says("会員").await;
    assert!(told.contains(apart), "{told}");
    let told = says("入出金").await;
    assert!(!told.contains("どの期間にも"), "{told}");
    let paid = async |what: &str| -> i64 {
        let rows = export(&world, &[("what", what)]).await;
        let cells = column(&rows, "入金額（円）").into_iter();
        cells.filter_map(|cell| cell.parse::<i64>().ok()).sum()
    };
    assert_eq!((paid("会員").await, paid("入出金").await), (2_980, 3_980));
    let later = [("what", "会員"), ("from", "2027-01-01")];
    let told = world.does("owner", "/member export", &later).await;
    assert!(!told.contains("どの期間にも"), "{told}");
    // Whose it is does not bring a period; what was a mistake is no money.
    link("ben", "gone@example.jp").await;
    let told = says("会員").await;
    assert!(told.contains(apart), "{told}");
    let wrong = [("what", "誤った記録（入金の番号を指定）"), ("payment", "2")];
    world.takes("ben", "monthly", &wrong).await;
    let told = says("会員").await;
    assert!(!told.contains("どの期間にも"), "{told}");
    assert_eq!((paid("会員").await, paid("入出金").await), (2_980, 2_980));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_files_come_to_the_same_sums() {
    let world = salon().await;
    let takes = async |options: &[(&str, &str)]| {
        world.takes("ada", "monthly", options).await;
        world.settle().await;
    };
    let wrong = ("what", "誤った記録（入金の番号を指定）");
    pays(&world, "ada", "monthly", "29800").await;
    takes(&[wrong, ("payment", "1")]).await;
    pays(&world, "ada", "monthly", "2980").await;
    takes(&[("refund-yen", "500"), ("payment", "3")]).await;
    takes(&[("refund-yen", "80"), ("payment", "3")]).await;
    takes(&[wrong, ("payment", "5")]).await;

    let sum = |rows: &[Vec<String>], name: &str| -> i64 {
        let cells = column(rows, name).into_iter();
        cells.filter_map(|cell| cell.parse::<i64>().ok()).sum()
    };
    let members = export(&world, &[("what", "会員")]).await;
    let payments = export(&world, &[("what", "入出金")]).await;
    for (name, expected) in [("入金額（円）", 2_980), ("返金額（円）", 500)] {
        assert_eq!(sum(&members, name), expected, "{name}: {members:?}");
        assert_eq!(sum(&payments, name), expected, "{name}: {payments:?}");
    }
    assert_eq!(
        column(&payments, "区分"),
        [
            "入金（取消済み）",
            "取消",
            "入金",
            "返金",
            "返金（取消済み）",
            "取消"
        ]
    );
    assert_eq!(
        column(&payments, "取消額（円・合計には入れません）"),
        ["29800", "29800", "", "", "80", "80"]
    );
    assert_eq!(
        column(&payments, "取り消した記録の番号"),
        ["", "1", "", "", "", "5"]
    );
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mistake_of_last_month_is_taken_out_of_the_books_of_this_month() {
    let world = salon().await;
    let takes = async |options: &[(&str, &str)]| {
        world.takes("ada", "monthly", options).await;
        world.settle().await;
    };
    let wrong = ("what", "誤った記録（入金の番号を指定）");
    pays(&world, "ada", "monthly", "2980").await;
    pays(&world, "ada", "monthly", "29800").await;
    takes(&[
        ("refund-yen", "80"),
        ("payment", "1"),
        ("what", "なし（返金の記録だけ）"),
    ])
    .await;
    world.pass(days(30)).await;
    takes(&[wrong, ("payment", "2")]).await;
    takes(&[wrong, ("payment", "3")]).await;
    let month = async |from: &str, until: &str| {
        let span = [("what", "入出金"), ("from", from), ("until", until)];
        let rows = export(&world, &span).await;
        let cells = |name: &str| column(&rows, name).join(",");
        (
            cells("区分"),
            cells("入金額（円）"),
            cells("返金額（円）"),
            cells("取消額（円・合計には入れません）"),
        )
    };
    let row = |cells: [&str; 4]| {
        let [kind, paid, refunded, voided] = cells.map(str::to_owned);
        (kind, paid, refunded, voided)
    };
    // What was booked already stays as it was; the month of the correction nets it.
    assert_eq!(
        month("2026-04-01", "2026-04-30").await,
        row(["入金,入金,返金", "2980,29800,", ",,80", ",,"])
    );
    assert_eq!(
        month("2026-05-01", "2026-05-31").await,
        row(["取消,取消", ",80", "29800,", ","])
    );
    let all = [
        "入金,入金（取消済み）,返金（取消済み）,取消,取消",
        "2980,,,,",
        ",,,,",
        ",29800,80,29800,80",
    ];
    assert_eq!(month("2026-04-01", "2026-05-31").await, row(all));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_cell_is_a_formula() {
    let world = salon().await;
    let role = world.paid_role.to_string();
    let plan = [
        ("key", "formula"),
        ("name", "=HYPERLINK(\"http://example.com\";\"x\")"),
        ("name-en", "＠SUM(1)"),
        ("price", "1000"),
        ("interval", "毎月"),
        ("role", role.as_str()),
    ];
    world.does("owner", "/plan create", &plan).await;
    pays(&world, "ada", "formula", "1000").await;
    for what in ["会員", "入出金"] {
        let rows = export(&world, &[("what", what)]).await;
        let name = column(&rows, "プラン")[0].to_owned();
        assert_eq!(name, "'=HYPERLINK(\"http://example.com\";\"x\")");
        let is_formula = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!rows.iter().flatten().any(is_formula), "{rows:?}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_is_given_the_books() {
    let world = salon().await;
    let shown = world
        .person("ada")
        .runs(world.lobby, "/member export", &[("what", "会員")])
        .await;
    assert!(matches!(shown, Outcome::NotShown(_)), "{shown:?}");
    let before = world.rows().await;
    for (from, until, words) in [
        ("2026-04-02", "2026-04-01", "終了日が開始日より前"),
        ("2026-02-31", "", "日付"),
        ("", "来月", "日付"),
    ] {
        let mut options = vec![("what", "入出金")];
        options.extend(
            [("from", from), ("until", until)]
                .iter()
                .filter(|(_, day)| !day.is_empty()),
        );
        let refused = world.does("owner", "/member export", &options).await;
        assert!(refused.contains(words), "{refused}");
    }
    assert_eq!(world.rows().await, before);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_is_in_the_books_no_longer_than_it_was() {
    let world = salon().await;
    let taken_back = async |name: &str| {
        let revoke = [("user", name), ("plan", "monthly"), ("reason", "退会")];
        world.does("owner", "/member revoke", &revoke).await;
    };
    // In grace: what was paid for had ended by itself.
    pays(&world, "ada", "monthly", "1000").await;
    // In the first of two periods: the second never began.
    pays(&world, "ben", "monthly", "1000").await;
    pays(&world, "ben", "monthly", "1000").await;
    world.pass(days(10)).await;
    taken_back("ben").await;
    world.pass(days(24)).await;
    taken_back("ada").await;

    let members = export(&world, &[("what", "会員")]).await;
    let ends = ["2026-05-01 09:00", "2026-04-11 09:00", "2026-05-01 09:00"];
    assert_eq!(column(&members, "終了"), ends);
    let access = ["2026-05-05 09:00", "2026-04-11 09:00", "2026-05-01 09:00"];
    assert_eq!(column(&members, "利用期限"), access);
    assert_eq!(column(&members, "状態"), ["取消"; 3]);
    world.end().await;
}
