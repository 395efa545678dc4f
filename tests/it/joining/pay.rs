//! From an application to the plan: what the owner decides, and what the clock does.

use sandbox::Outcome;
use sandbox::view::MessageView;

use super::{
    PLAN, applies, button, card, fills_in, last_dm, owner, pays, pays_otherwise, presses,
    salon_that_sells, screen, sells, withdraws,
};
use crate::world::{World, days, hours};

/// Payments: the amount, and whether an owner's name stands by it.
async fn payments(world: &World) -> Vec<(i64, bool)> {
    let mut conn = world.app().db.read().await.expect("a reader");
    sqlx::query_as("select amount_jpy, recorded_by is not null from payment order by id")
        .fetch_all(&mut *conn)
        .await
        .expect("the ledger")
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_not_paid_gets_nothing_and_who_has_gets_the_plan() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    world.pass(days(3)).await;
    assert!(!ada.has_role("会員"));
    // What is to be done comes first, and nothing says otherwise.
    let status = world.does("ada", "/membership", &[]).await;
    let first = status
        .lines()
        .find(|line| line.contains("月額会員"))
        .expect("a plan");
    for words in ["入金待ち", "までに 2,980円を"] {
        assert!(first.contains(words), "{words} is not in: {status}");
    }
    assert!(status.contains("みらい銀行"), "{status}");
    assert!(!status.contains("会員資格はありません"), "{status}");
    let asked = presses(&world, "入金を確認").await;
    let who = format!("<@{}> さんの「月額会員」（申込 #1）", ada.id());
    for words in [who.as_str(), "請求額は **2,980円**"] {
        assert!(asked.text().contains(words), "{asked:?}");
    }
    let form = pays_otherwise(&world).await;
    let shown = form.modal().expect("a form").clone();
    assert_eq!(shown.title, "申込 #1 の入金");
    assert_eq!(shown.inputs[0].label, "入金額（請求額は 2,980円）");
    let told = fills_in(&world, "owner", &form, "￥２，９８０").await;
    assert!(told.contains("を開始しました"), "{told}");
    assert!(ada.has_role("会員"));
    assert_eq!(payments(&world).await, [(2_980, true)]);
    assert!(last_dm(&ada).contains("ようこそ"), "{}", last_dm(&ada));
    let shown = card(&world).text();
    assert!(shown.contains("入金確認済み（2,980円"), "{shown}");
    assert!(!shown.contains("希望しています"), "{shown}");
    assert_eq!(card(&world).buttons().count(), 0);

    let user = ada.id().to_string();
    let why = world
        .does("owner", "/member why", &[("user", user.as_str())])
        .await;
    for words in [
        "に申込（申込 #1）",
        "期間パス（更新案内あり）",
        "2,980円の入金（入金 #1）",
        "入金確認により付与",
        "申込を完了",
        "お振り込みのご案内（完了）",
    ] {
        assert!(why.contains(words), "{words} is not in: {why}");
    }
    // A pass: the month that was paid for, and two weeks for the next transfer.
    let shown = screen(&world, "ada", "monthly").await.text();
    assert!(shown.contains("続けて、1期間延長"), "{shown}");
    world.pass(days(31)).await;
    assert!(ada.has_role("会員"));
    world.pass(days(14)).await;
    assert!(!ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_of_whoever_got_the_plan_without_end_meanwhile_is_recorded() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    let endless = [("without-end", "true")];
    world.gives("ada", "monthly", &endless).await;
    world.settle().await;
    let told = ada.dms().len();
    let said = pays(&world).await;
    for words in ["すでに無期限", "2,980円の入金だけを記録", "申込は承認済み"]
    {
        assert!(said.contains(words), "{words} is not in: {said}");
    }
    assert_eq!(payments(&world).await, [(2_980, true)]);
    let shown = card(&world);
    assert!(shown.text().contains("入金確認済み"), "{}", shown.text());
    assert_eq!(ada.dms().len(), told, "told of what they have already");
    world.pass(days(60)).await;
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_amount_than_what_is_due_is_asked_about_once_more() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    let form = pays_otherwise(&world).await;
    let form = form.modal().expect("a form");
    let asked = owner(&world).submits(form, &[("amount", "3000円")]).await;
    assert!(asked.text().contains("20円多い"), "{asked:?}");
    let asked = asked.message().expect("an answer").id;
    let form = owner(&world).clicks(asked, "金額を入力し直す").await;
    let form = form.modal().expect("a form");
    let asked = owner(&world).submits(form, &[("amount", "２９００")]).await;
    for words in ["まだ何も記録していません", "80円不足", "<@"] {
        assert!(asked.text().contains(words), "{asked:?}");
    }
    world.settle().await;
    assert!(!ada.has_role("会員"));
    assert_eq!(payments(&world).await, []);
    let asked = asked.message().expect("an answer").clone();
    let told = owner(&world).clicks(asked.id, "2,900円の入金を確認").await;
    assert!(told.text().contains("を開始しました"), "{told:?}");
    world.settle().await;
    assert!(ada.has_role("会員"));
    assert_eq!(payments(&world).await, [(2_900, true)]);
    let shown = card(&world).text();
    assert!(
        shown.contains("入金確認済み（2,900円（80円不足）"),
        "{shown}"
    );
    // Pressed again, it is not taken a second time.
    let paid = button(&asked, "2,900円の入金を確認");
    let again = owner(&world).clicks_forged(asked.id, &paid).await;
    assert!(again.text().contains("すでに処理された"), "{again:?}");
    assert_eq!(payments(&world).await.len(), 1);
    // A refund that was a mistake is no payment; where the payment was one, the card says so.
    let takes = async |options: &[(&str, &str)]| {
        world.takes("ada", "monthly", options).await;
        world.settle().await;
        card(&world).text()
    };
    let wrong = ("what", "誤った記録（入金の番号を指定）");
    takes(&[("refund-yen", "100"), ("what", "なし（返金の記録だけ）")]).await;
    takes(&[wrong, ("payment", "2")]).await;
    let shown = takes(&[wrong, ("payment", "1")]).await;
    assert!(shown.contains("入金の記録を取り消し済み"), "{shown}");
    assert!(!shown.contains("入金確認済み"), "{shown}");
    assert!(last_dm(&ada).contains("有効（"), "{}", last_dm(&ada));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transfer_that_never_comes_ends_the_application_and_tells() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    let late = pays_otherwise(&world).await;
    world.pass(days(7)).await;
    assert!(last_dm(&ada).contains("期限までに"), "{}", last_dm(&ada));
    assert!(card(&world).text().contains("期限切れ"));
    let told = fills_in(&world, "owner", &late, "2980").await;
    assert!(told.contains("すでに処理された"), "{told}");
    assert!(!ada.has_role("会員"));
    let status = world.does("ada", "/membership", &[]).await;
    for words in ["もう一度お申し込みいただけます", "満席のときは順番待ち"]
    {
        assert!(status.contains(words), "{words} is not in: {status}");
    }
    let again = applies(&world, "ada", "monthly").await;
    assert!(again.contains("入金待ち"), "{again}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_withdraws_or_is_too_late_reads_no_more_how_to_pay() {
    let world = salon_that_sells().await;
    let (ada, mika) = (world.person("ada"), world.person("mika"));
    applies(&world, "ada", "monthly").await;
    applies(&world, "mika", "monthly").await;
    assert!(last_dm(&ada).contains("みらい銀行"), "{}", last_dm(&ada));
    withdraws(
        &world,
        "ada",
        "「月額会員」の申込を取り下げる",
        "取り下げる",
    )
    .await;
    let told = last_dm(&ada);
    for words in ["取り下げました", "お振り込みはなさらないでください"] {
        assert!(told.contains(words), "{words} is not in: {told}");
    }
    assert!(!told.contains("みらい銀行"), "{told}");
    assert_eq!(ada.dms().len(), 1, "an edit, and no message more");

    assert!(last_dm(&mika).contains("みらい銀行"), "{}", last_dm(&mika));
    world.pass(days(7) + hours(12)).await;
    let dms: Vec<String> = mika.dms().iter().map(MessageView::text).collect();
    assert!(dms[0].contains("なさらないでください"), "{dms:?}");
    assert!(!dms.iter().any(|dm| dm.contains("みらい銀行")), "{dms:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_to_be_approved_pays_only_then() {
    let world = salon_that_sells().await;
    let approved = [("plan", "monthly"), ("buyers", "承認した人だけ")];
    world.does("owner", "/plan edit", &approved).await;
    let list = world.does("owner", "/plan list", &[]).await;
    assert!(list.contains("承認制"), "{list}");
    let ada = world.person("ada");
    let told = applies(&world, "ada", "monthly").await;
    assert!(told.contains("承認をお待ちください"), "{told}");
    assert!(!told.contains("みらい銀行"), "{told}");
    assert_eq!(ada.dms().len(), 0);
    let told = presses(&world, "承認").await;
    assert!(told.text().contains("承認しました"), "{told:?}");
    assert!(last_dm(&ada).contains("みらい銀行"), "{}", last_dm(&ada));
    assert!(!ada.has_role("会員"));
    pays(&world).await;
    assert!(ada.has_role("会員"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_costs_nothing_may_still_need_the_owners_word() {
    let world = World::start().await;
    let mut free = PLAN.to_vec();
    free[2].1 = "0";
    free.push(("buyers", "承認した人だけ"));
    sells(&world, &free).await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    assert!(!ada.has_role("会員"));
    presses(&world, "承認").await;
    assert!(ada.has_role("会員"));
    assert_eq!(payments(&world).await, []);
    // While it runs no second period is had.
    let status = world.does("ada", "/membership", &[]).await;
    assert!(status.contains("期間が終了したあとは"), "{status}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_turned_down_is_told_why_and_nobody_else() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    ada.refuses_dms(true);
    applies(&world, "ada", "monthly").await;
    let form = presses(&world, "断る").await;
    let told = fills_in(&world, "owner", &form, "今期は定員です @everyone").await;
    assert!(told.contains("お断りしました"), "{told}");
    assert!(card(&world).text().contains("お断り済み"));
    assert!(
        !card(&world).text().contains("定員"),
        "{}",
        card(&world).text()
    );
    // Who takes no direct messages sees it at the next command.
    let status = world.does("ada", "/membership", &[]).await;
    assert!(status.contains("今期は定員です"), "{status}");
    assert!(!status.contains("@everyone"), "{status}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_asks_and_the_applicant_answers() {
    let world = salon_that_sells().await;
    let ada = world.person("ada");
    applies(&world, "ada", "monthly").await;
    let before = card(&world);
    let form = presses(&world, "問い合わせる").await;
    let told = fills_in(&world, "owner", &form, "何年目の先生ですか？").await;
    assert!(told.contains("確認の連絡を送りました"), "{told}");
    assert!(
        last_dm(&ada).contains("何年目の先生ですか？"),
        "{}",
        last_dm(&ada)
    );
    assert!(card(&world).text().contains("返信待ち"));
    let form = presses(&world, "問い合わせる").await;
    fills_in(&world, "owner", &form, "ご所属は？\n\n差し支えなければ").await;
    // The button from before the question is not taken any more.
    let paid = button(&before, "入金を確認");
    let stale = owner(&world).clicks_forged(card(&world).id, &paid).await;
    assert!(stale.text().contains("すでに処理された"), "{stale:?}");

    let mine = ada.runs(world.lobby, "/membership", &[]).await;
    let mine = mine.message().expect("an answer").clone();
    let questions = "> 何年目の先生ですか？\n> ご所属は？\n> 差し支えなければ";
    assert!(mine.text().contains(questions), "{}", mine.text());
    assert!(!mine.text().contains("\n\n"), "{}", mine.text());
    let form = ada.clicks(mine.id, "「月額会員」の質問に返信").await;
    let told = fills_in(&world, "ada", &form, "2年目です").await;
    assert!(told.contains("届けました"), "{told}");
    assert!(card(&world).text().contains("返信がありました"));
    assert!(
        !card(&world).text().contains("2年目"),
        "{}",
        card(&world).text()
    );
    let talk = presses(&world, "やりとりを見る").await;
    let message = talk.message().expect("an answer");
    assert!(message.ephemeral);
    for words in ["何年目の先生ですか？", "ご所属は？", "2年目です"] {
        assert!(message.text().contains(words), "{}", message.text());
    }
    // Answered once, there is no more to answer.
    let inputs = [("words", "やはり3年目です")];
    let again = ada
        .submits_forged(world.lobby, "membership:reply:1", &inputs)
        .await;
    assert!(again.text().contains("質問はありません"), "{again:?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_owners_press_and_one_decides() {
    let world = salon_that_sells().await;
    let mika = world.second_owner();
    applies(&world, "ada", "monthly").await;
    let id = card(&world).id;
    let paid = pays_otherwise(&world).await;
    let declined = mika.clicks(id, "断る").await;
    let (paid, declined) = (
        paid.modal().expect("a form").clone(),
        declined.modal().expect("a form").clone(),
    );
    let owner = owner(&world);
    let (first, second) = tokio::join!(
        owner.submits(&paid, &[("amount", "2980")]),
        mika.submits(&declined, &[("words", "定員のため")]),
    );
    world.settle().await;
    let late = |outcome: &Outcome| outcome.text().contains("すでに処理された");
    assert!(late(&first) != late(&second), "{first:?} {second:?}");
    let has_role = world.person("ada").has_role("会員");
    assert_eq!(has_role, late(&second));
    assert_eq!(payments(&world).await.len(), usize::from(has_role));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_presses() {
    let world = salon_that_sells().await;
    applies(&world, "ada", "monthly").await;
    let shown = card(&world);
    let paid = pays_otherwise(&world).await;
    let paid = paid.modal().expect("a form").clone();
    let before = world.rows().await;
    for name in ["ada", "mika", "stranger"] {
        let person = world.person(name);
        for action in [
            "admit",
            "paid",
            "paid-now",
            "paid-other",
            "decline",
            "ask",
            "talk",
        ] {
            let forged = format!("membership:{action}:1:1:2980");
            let refused = person.clicks_forged(shown.id, &forged).await.text();
            let is_refused = refused.contains("運営者だけ") || refused.contains("Only the salon");
            assert!(is_refused, "{name} {action}: {refused}");
        }
        for action in ["paid", "decline", "ask"] {
            let forged = format!("membership:{action}:1:1");
            let inputs = [("amount", "2980"), ("words", "x")];
            let refused = person
                .submits_forged(world.log, &forged, &inputs)
                .await
                .text();
            let is_refused = refused.contains("運営者だけ") || refused.contains("Only the salon");
            assert!(is_refused, "{name} {action}: {refused}");
        }
    }
    for amount in ["0", "-1", "2980.5", "千円", "9999999"] {
        let inputs = [("amount", amount)];
        let owner = owner(&world);
        let refused = owner
            .submits_forged(world.log, &paid.custom_id, &inputs)
            .await;
        let words = "数字で入力してください（例: 2980）";
        assert!(refused.text().contains(words), "{amount}: {refused:?}");
    }
    let stranger = world.person("stranger");
    let forged = stranger
        .submits_forged(world.log, "membership:reply:1", &[("words", "x")])
        .await;
    assert!(forged.text().contains("has changed"), "{forged:?}");
    assert_eq!(world.rows().await, before);
    assert!(!world.person("ada").has_role("会員"));
    world.end().await;
}
