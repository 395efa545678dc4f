//! What becomes of a question once it is asked.

use super::*;

#[tokio::test]
async fn of_many_claims_at_once_exactly_one_wins() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let number = salon.asks(&mentor(1)).await.unwrap().id;
    let claims = (2..202).map(|user| {
        let app = salon.app.clone();
        tokio::spawn(async move { advance(&app, &mentor(user), number, Event::Claim).await })
    });
    let mut won = 0;
    for claim in claims.collect::<Vec<_>>() {
        match claim.await.unwrap() {
            Ok(_) => won += 1,
            Err(error) => assert_eq!(key(Err::<(), _>(error)), "question-refused-taken"),
        }
    }
    assert_eq!(won, 1);
    assert_eq!(salon.open().await, 0);
}

#[tokio::test]
async fn a_question_lives_through_claim_answer_resolution_and_reopening() {
    let salon = Salon::start(ChannelKind::Text).await;
    let (ada, bob) = (mentor(1), mentor(2));
    let number = salon.asks(&ada).await.unwrap().id;
    let app = &salon.app;
    assert_eq!(
        key(advance(app, &ada, number, Event::Claim).await),
        "question-refused-own"
    );
    advance(app, &bob, number, Event::Claim).await.unwrap();
    assert_eq!(
        key(advance(app, &ada, number, Event::Resolve).await),
        "question-refused-no-answer-yet"
    );
    assert_eq!(queue(app, &bob).await.unwrap().1.len(), 1);
    let answered = answer(app, &bob, number, "8 mEq/L/日まで").await.unwrap();
    assert_eq!(answered.state, State::Answered);
    advance(app, &ada, number, Event::Resolve).await.unwrap();
    assert_eq!(
        key(answer(app, &bob, number, "追記").await),
        "question-refused-already-resolved"
    );
    let reopened = advance(app, &ada, number, Event::Reopen).await.unwrap();
    assert_eq!((reopened.state, reopened.claimer), (State::Reopened, None));
    assert_eq!(mine(app, &ada).await.unwrap()[0].state, State::Reopened);
}

#[tokio::test]
async fn a_claim_without_an_answer_is_let_go_after_12_hours() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let number = salon.asks(&mentor(1)).await.unwrap().id;
    let app = &salon.app;
    advance(app, &mentor(2), number, Event::Claim)
        .await
        .unwrap();
    let end = app.now() + TimeDelta::hours(12);
    assert_eq!(next_due(app).await.unwrap(), Some(end));
    salon.pass(TimeDelta::hours(12) - TimeDelta::milliseconds(1));
    run_due(app).await.unwrap();
    assert_eq!(salon.open().await, 0);
    salon.pass(TimeDelta::milliseconds(1));
    run_due(app).await.unwrap();
    run_due(app).await.unwrap();
    assert_eq!(salon.open().await, 1);
    advance(app, &mentor(3), number, Event::Claim)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_an_asker_reopens_counts_like_what_they_ask() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let app = &salon.app;
    // Member 3 asks and is no mentor.
    let (ada, mika) = (stranger(3), mentor(2));
    salon.grants(3).await;
    for number in 1..=6 {
        assert_eq!(salon.asks(&ada).await.unwrap().id, QuestionId(number));
        if number < 3 {
            let answered = answer(app, &mika, QuestionId(number), "はい").await;
            assert_eq!(answered.unwrap().state, State::Answered);
        }
    }
    let reopened = advance(app, &ada, QuestionId(1), Event::Reopen).await;
    assert_eq!(reopened.unwrap().state, State::Reopened);
    let refused = advance(app, &ada, QuestionId(2), Event::Reopen).await;
    assert_eq!(key(refused), "question-refused-too-many-waiting");
    // A mentor who sees that it is not solved is not held up by the asker's number.
    let reopened = advance(app, &mika, QuestionId(2), Event::Reopen).await;
    assert_eq!(reopened.unwrap().state, State::Reopened);
    answer(app, &mika, QuestionId(2), "いいえ").await.unwrap();
    answer(app, &mika, QuestionId(3), "はい").await.unwrap();
    salon.pass(TimeDelta::days(40));
    let refused = advance(app, &ada, QuestionId(2), Event::Reopen).await;
    assert_eq!(key(refused), "only-members");
    // Saying that it is done, or taking back, is free.
    advance(app, &ada, QuestionId(2), Event::Resolve)
        .await
        .unwrap();
    advance(app, &ada, QuestionId(4), Event::Withdraw)
        .await
        .unwrap();
}

#[tokio::test]
async fn the_same_answer_is_taken_in_once() {
    let salon = Salon::start(ChannelKind::Text).await;
    let app = &salon.app;
    let (ada, mika) = (mentor(1), mentor(2));
    let number = salon.asks(&ada).await.unwrap().id;
    answer(app, &mika, number, "8 mEq/L まで").await.unwrap();
    let before = salon.effects().await;
    let again = answer(app, &mika, number, " 8 mEq/L まで\n").await;
    assert_eq!(key(again), "question-refused-answered-so");
    advance(app, &ada, number, Event::Resolve).await.unwrap();
    let again = answer(app, &mika, number, "8 mEq/L まで").await;
    assert_eq!(key(again), "question-refused-answered-so");
    advance(app, &ada, number, Event::Reopen).await.unwrap();
    answer(app, &mentor(3), number, "8 mEq/L まで")
        .await
        .unwrap();
    answer(app, &mika, number, "追記です").await.unwrap();
    assert!(salon.effects().await > before);
}

#[tokio::test]
async fn who_claimed_lets_go_even_when_no_mentor_any_more() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let app = &salon.app;
    let number = salon.asks(&mentor(1)).await.unwrap().id;
    advance(app, &mentor(2), number, Event::Claim)
        .await
        .unwrap();
    let refused = advance(app, &stranger(9), number, Event::Release).await;
    assert_eq!(key(refused), "only-mentors");
    let released = advance(app, &stranger(2), number, Event::Release).await;
    assert_eq!(released.unwrap().state, State::Open);
}

#[tokio::test]
async fn a_claim_that_was_answered_in_time_does_not_lapse() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let app = &salon.app;
    let number = salon.asks(&mentor(1)).await.unwrap().id;
    advance(app, &mentor(2), number, Event::Claim)
        .await
        .unwrap();
    claims::lapse(app, number).await.unwrap();
    salon.pass(TimeDelta::hours(12));
    answer(app, &mentor(2), number, "はい").await.unwrap();
    claims::lapse(app, number).await.unwrap();
    let conn = &mut app.db.read().await.unwrap();
    assert_eq!(load(conn, number).await.unwrap().state, State::Answered);
}

#[tokio::test]
async fn what_a_mentor_promised_who_is_none_any_more_is_open_again() {
    let salon = Salon::start(ChannelKind::Text).await;
    let (ada, bob, cyd) = (mentor(1), mentor(2), mentor(3));
    let app = &salon.app;
    let mut numbers = Vec::new();
    for _ in 0..4 {
        numbers.push(salon.asks(&ada).await.unwrap().id);
    }
    for (number, by) in numbers.iter().zip([&bob, &bob, &bob, &cyd]) {
        advance(app, by, *number, Event::Claim).await.unwrap();
    }
    ask_back(app, &bob, numbers[1], "Kは？").await.unwrap();
    answer(app, &bob, numbers[2], "8 mEq/L/日まで")
        .await
        .unwrap();
    salon.is_mentor(2, true).await;
    salon.is_mentor(2, false).await;
    let_go_of_departed(app).await.unwrap();
    let mut conn = app.db.read().await.unwrap();
    let mut stand = Vec::new();
    for number in numbers {
        let question = load(&mut conn, number).await.unwrap();
        stand.push((question.state, question.claimer));
    }
    let expected = [
        (State::Open, None),
        (State::NeedsInfo, None),
        (State::Answered, Some(UserId(2))),
        (State::Claimed, Some(UserId(3))),
    ];
    assert_eq!(stand, expected);
}
