//! What is longer than a message.

use super::*;

#[tokio::test]
async fn a_list_that_is_too_long_says_how_many_plans_it_leaves_out() {
    let salon = Salon::open().await;
    for number in 0..80 {
        salon
            .plan(&format!("plan-{number}"), &[MEMBER, EXTRA], "")
            .await;
    }
    let offers = list_plans(&salon.app, &owner()).await.expect("plans");
    let list = cards::plan_list((&offers, &[]), &salon.app.config, Lang::Ja);
    let list = list.embed.expect("an embed").description;
    let shown = list.lines().filter(|line| line.contains("`plan-")).count();
    assert!(
        list.contains(&format!("前の {} 件は省略", 81 - shown)),
        "{list}"
    );
    assert!(list.chars().count() <= 4_096);
}

#[tokio::test]
async fn every_line_of_a_long_history_can_be_read() {
    let salon = Salon::open().await;
    for _ in 0..150 {
        salon.grant("monthly").await;
    }
    let timeline = why(&salon.app, &owner(), ADA).await.expect("a timeline");
    for lang in Lang::ALL {
        let granted = match lang {
            Lang::Ja => ["」を付与（", "」を延長（"],
            Lang::En => ["” granted by", "” extended by"],
        };
        let (mut read, mut back) = (0, 0);
        loop {
            let message = cards::timeline(&timeline, back, lang);
            let embed = message.embed.expect("an embed");
            assert!(embed.description.chars().count() <= 4_096);
            let words = granted.iter();
            read += words
                .map(|words| embed.description.matches(words).count())
                .sum::<usize>();
            let earlier = format!("membership:why:{ADA}:{}", back + 1);
            let mut buttons = message.rows.iter().flatten();
            if !buttons.any(|button| button.custom_id == earlier) {
                break;
            }
            back += 1;
        }
        assert_eq!(read, 150);
    }
}
