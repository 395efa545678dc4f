//! The end of a question: silence, and what its asker says of it.

use super::*;
use crate::questions::closing::close_idle;

async fn state(salon: &Salon, number: QuestionId) -> (State, bool) {
    let mut conn = salon.app.db.read().await.unwrap();
    let question = load(&mut conn, number).await.unwrap();
    (question.state, question.warned_at.is_some())
}

#[tokio::test]
async fn after_a_month_off_a_warning_comes_first_and_what_waits_is_left_alone() {
    let salon = Salon::start(ChannelKind::Text).await;
    let (ada, bob) = (stranger(1), mentor(2));
    let app = &salon.app;
    let waits = salon.asks(&ada).await.unwrap().id;
    let claimed = salon.asks(&ada).await.unwrap().id;
    let asked_back = salon.asks(&ada).await.unwrap().id;
    let answered = salon.asks(&ada).await.unwrap().id;
    advance(app, &bob, claimed, Event::Claim).await.unwrap();
    ask_back(app, &bob, asked_back, "Kは?").await.unwrap();
    answer(app, &bob, answered, "8 mEq/L/日まで").await.unwrap();
    salon.pass(TimeDelta::days(30));
    close_idle(app).await.unwrap();
    close_idle(app).await.unwrap();
    assert_eq!(state(&salon, answered).await, (State::Answered, true));
    salon.pass(TimeDelta::hours(48) - TimeDelta::seconds(1));
    close_idle(app).await.unwrap();
    assert_eq!(state(&salon, answered).await, (State::Answered, true));
    salon.pass(TimeDelta::seconds(1));
    close_idle(app).await.unwrap();
    assert_eq!(state(&salon, answered).await, (State::Resolved, false));
    salon.pass(TimeDelta::days(30));
    close_idle(app).await.unwrap();
    for (number, expected) in [
        (waits, State::Open),
        (claimed, State::Claimed),
        (asked_back, State::NeedsInfo),
    ] {
        assert_eq!(state(&salon, number).await, (expected, false));
    }
}

#[tokio::test]
async fn nobody_is_warned_at_night() {
    let salon = Salon::start(ChannelKind::Text).await;
    let number = salon.asks(&stranger(1)).await.unwrap().id;
    let app = &salon.app;
    answer(app, &mentor(2), number, "8 mEq/L/日まで")
        .await
        .unwrap();
    // 17:00 in Tokyo, and six hours later 23:00.
    salon.pass(TimeDelta::days(5) + TimeDelta::hours(6));
    close_idle(app).await.unwrap();
    assert!(!state(&salon, number).await.1);
    salon.pass(TimeDelta::hours(12));
    close_idle(app).await.unwrap();
    assert!(state(&salon, number).await.1);
}

#[tokio::test]
async fn what_an_asker_says_is_theirs_alone_can_be_changed_and_is_looked_at_anew() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let (ada, bob) = (mentor(1), mentor(2));
    let app = &salon.app;
    let number = salon.asks(&ada).await.unwrap().id;
    answer(app, &bob, number, "8 mEq/L/日まで").await.unwrap();
    let early = say(app, &ada, number, Say::Stars(5)).await;
    assert_eq!(key(early), "question-refused-not-resolved");
    advance(app, &ada, number, Event::Resolve).await.unwrap();
    assert_eq!(unrated(app, &ada).await.unwrap(), [number]);
    assert_eq!(unrated(app, &bob).await.unwrap(), []);
    for said in [Say::Stars(1), Say::Consent(true), Say::Thanks, Say::Nothing] {
        let refused = say(app, &owner(), number, said).await;
        assert_eq!(key(refused), "question-refused-not-yours-to-rate");
    }
    for stars in [0, 6, -1] {
        let refused = say(app, &ada, number, Say::Stars(stars)).await;
        assert_eq!(key(refused), "stale-button");
    }
    say(app, &ada, number, Say::Stars(2)).await.unwrap();
    say(app, &ada, number, Say::Stars(4)).await.unwrap();
    say(app, &ada, number, Say::Consent(true)).await.unwrap();
    let (_, said) = say(app, &ada, number, Say::Nothing).await.unwrap();
    assert_eq!(
        (said.stars, said.consent, said.can_thank),
        (Some(4), Some(true), true)
    );
    assert_eq!(unrated(app, &ada).await.unwrap(), []);

    let before = salon.effects().await;
    say(app, &ada, number, Say::Thanks).await.unwrap();
    assert_eq!(salon.effects().await - before, 1);
    assert_eq!(
        key(say(app, &ada, number, Say::Thanks).await),
        "question-refused-thanked"
    );
    salon.pass(TimeDelta::hours(1));
    advance(app, &ada, number, Event::Reopen).await.unwrap();
    answer(app, &bob, number, "実測では 6 まで").await.unwrap();
    advance(app, &ada, number, Event::Resolve).await.unwrap();
    let (_, said) = say(app, &ada, number, Say::Thanks).await.unwrap();
    assert_eq!((said.stars, said.can_thank), (Some(4), false));

    erase(app, &ada, number).await.unwrap();
    assert_eq!(
        key(say(app, &ada, number, Say::Stars(1)).await),
        "question-refused-erased"
    );
    let kept = store::feedback(&mut app.db.read().await.unwrap(), number)
        .await
        .unwrap();
    assert_eq!((kept.stars, kept.consent), (Some(4), Some(false)));
}
