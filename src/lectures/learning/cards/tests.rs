//! That everything fits.

use super::*;
use crate::ids::{CheckItemId, CheckTryId};
use crate::lectures::learning::checks::Standing;
use crate::lectures::learning::rating::{MAX_COMMENT, Rated, Ratings};
use crate::lectures::learning::store::Listed;
use crate::lectures::{Chapters, LectureState};

fn lecture() -> Lecture {
    Lecture {
        id: LectureId(i64::MAX),
        series: "@".repeat(80),
        number: 9_999,
        title: "@".repeat(120),
        summary: String::new(),
        video_url: String::new(),
        minutes: None,
        state: LectureState::Ready,
        slides_url: None,
        track: None,
        review_by: None,
        chapters: Chapters::default(),
        revision: 1,
        version: 1,
        lecturer: None,
        withdrawn_for: None,
    }
}

/// As long as may be, of the letter that grows most when it is escaped.
fn longest(place: i64) -> Item {
    Item {
        id: CheckItemId(i64::MAX - place),
        lecture_id: LectureId(i64::MAX),
        place,
        question: "@".repeat(rules::MAX_QUESTION.into()),
        choices: Listed(vec!["@".repeat(rules::MAX_CHOICE); 5]),
        correct: 4,
        explanation: "@".repeat(rules::MAX_EXPLANATION.into()),
        retired_at: None,
    }
}

#[test]
fn the_longest_of_everything_fits_into_what_discord_takes() {
    let standing = Standing {
        answered: 5,
        right: 3,
        left: 0,
    };
    for lang in Lang::ALL {
        let messages = [
            asked(
                &Asked {
                    lecture: lecture(),
                    go: CheckTryId(i64::MAX),
                    item: longest(1),
                    standing,
                },
                lang,
            ),
            answered(
                &Answered {
                    lecture: lecture(),
                    item: longest(1),
                    chosen: 0,
                    standing,
                },
                lang,
            ),
            checks(
                &Checks {
                    lecture: lecture(),
                    items: (1..=5).map(longest).collect(),
                },
                None,
                lang,
            ),
            rated(
                &Rated {
                    lecture: lecture(),
                    own: Some((5, "@".repeat(MAX_COMMENT.into()))),
                },
                lang,
            ),
            ratings(
                &Ratings {
                    lecture: lecture(),
                    count: 30,
                    all: vec![(5, "@".repeat(MAX_COMMENT.into())); 30],
                },
                lang,
            ),
            given_back(
                &Text::new("check-full").with("max", 5_i64),
                &[&"@".repeat(1_500)],
                lang,
            ),
        ];
        for message in messages {
            let embed = message.embed.expect("an embed");
            let length = embed.description.chars().count();
            assert!(
                embed.title.chars().count() <= 256 && length <= 4_096,
                "{length}"
            );
            let buttons = message.rows.iter().flatten();
            assert!(buttons.clone().all(|button| button.custom_id.len() <= 100));
            assert!(
                buttons
                    .clone()
                    .all(|button| button.label.chars().count() <= 80)
            );
        }
        for form in [
            check_form(LectureId(i64::MAX), lang),
            say_form(
                &Rated {
                    lecture: lecture(),
                    own: None,
                },
                lang,
            ),
        ] {
            assert!(form.title.chars().count() <= 45);
            for input in &form.inputs {
                assert!(input.label.chars().count() <= 45, "{}", input.label);
                assert!(
                    input.placeholder.chars().count() <= 100,
                    "{}",
                    input.placeholder
                );
            }
        }
    }
}

#[test]
fn an_average_is_rounded_to_a_tenth() {
    for (all, expected) in [
        (vec![5, 5, 5], "5.0"),
        (vec![4, 5, 5, 4], "4.5"),
        (vec![5, 5, 4], "4.7"),
        (vec![1, 1, 2], "1.3"),
    ] {
        let all = all
            .into_iter()
            .map(|stars| (stars, String::new()))
            .collect();
        let message = ratings(
            &Ratings {
                lecture: lecture(),
                count: 3,
                all,
            },
            Lang::Ja,
        );
        let title = message.embed.expect("an embed").title;
        assert!(title.contains(&format!("平均 {expected}")), "{title}");
    }
}
