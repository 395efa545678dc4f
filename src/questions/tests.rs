//! The operations against a database of their own, where a story would be too slow or too late:
//! races, rights at the moment of use, and what is written.

use std::sync::Arc;

use chrono::TimeDelta;

use super::*;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::Error;
use crate::text::Lang;

struct Salon {
    app: Arc<App>,
    _folder: tempfile::TempDir,
}

impl Salon {
    async fn start(kind: ChannelKind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(folder.path()).await.unwrap();
        let mut config = Config::default();
        config.channels.questions = Some(ChannelId(500));
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let app = App::new(config, db, Clock::fixed(start));
        set_channel_kind(&app, kind).await.unwrap();
        Self {
            app,
            _folder: folder,
        }
    }

    async fn asks(&self, asker: &Actor) -> Result<Question> {
        let draft = begin(&self.app, asker, topic()).await?;
        ask(&self.app, asker, draft, &typed()).await
    }

    fn pass(&self, time: TimeDelta) {
        self.app.clock.set(self.app.now() + time);
    }

    /// How many questions wait to be claimed.
    async fn open(&self) -> usize {
        queue(&self.app, &mentor(77)).await.unwrap().0.len()
    }

    /// How many effects were queued.
    async fn effects(&self) -> i64 {
        let mut conn = self.app.db.read().await.unwrap();
        outbox::waiting(&mut conn).await.unwrap().waiting
    }

    async fn knows(&self, user: i64) -> bool {
        let mut conn = self.app.db.read().await.unwrap();
        people::find(&mut conn, UserId(user))
            .await
            .unwrap()
            .is_some()
    }
}

fn topic() -> Topic {
    Topic {
        kind: Kind::Medical,
        field: "循環器".into(),
        age_band: Some(AgeBand::From65),
        near: Near::Ahead,
    }
}

fn typed() -> Typed<'static> {
    Typed {
        title: "低Na血症の補正速度",
        situation: "第3病日から傾眠",
        findings: "Na 118",
        thinking: "3%食塩水を使うか",
        wanted: "@everyone いつ止めるか",
    }
}

/// A mentor may ask without being a member, so these tests need no membership.
fn mentor(user: i64) -> Actor {
    Actor {
        user: UserId(user),
        lang: Lang::Ja,
        is_mentor: true,
        is_owner: false,
    }
}

fn stranger(user: i64) -> Actor {
    Actor {
        is_mentor: false,
        ..mentor(user)
    }
}

fn key<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result.unwrap_err() {
        Error::Refused(text) => text.key(),
        Error::Broken(error) => panic!("{error:#}"),
    }
}

#[tokio::test]
async fn a_form_sent_twice_asks_once_and_only_its_own() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let ada = mentor(1);
    let draft = begin(&salon.app, &ada, topic()).await.unwrap();
    assert_eq!(
        key(ask(&salon.app, &mentor(2), draft, &typed()).await),
        "question-refused-draft-foreign"
    );
    assert_eq!(
        key(ask(&salon.app, &ada, DraftId(99), &typed()).await),
        "question-refused-draft-gone"
    );
    let empty = Typed {
        wanted: "\u{200b}",
        ..typed()
    };
    assert_eq!(
        key(ask(&salon.app, &ada, draft, &empty).await),
        "input-empty"
    );
    let question = ask(&salon.app, &ada, draft, &typed()).await.unwrap();
    assert_eq!(question.id, QuestionId(1));
    assert_eq!(question.field, "cardiology");
    assert_eq!(
        key(ask(&salon.app, &ada, draft, &typed()).await),
        "question-refused-draft-used"
    );
    assert_eq!(salon.open().await, 1);
    assert_eq!(salon.effects().await, 1, "the card alone");
}

#[tokio::test]
async fn a_draft_lasts_a_day_and_its_number_never_comes_back() {
    let salon = Salon::start(ChannelKind::Text).await;
    let ada = mentor(1);
    let draft = begin(&salon.app, &ada, topic()).await.unwrap();
    salon.pass(TimeDelta::hours(24));
    assert_eq!(next_due(&salon.app).await.unwrap(), Some(salon.app.now()));
    assert_eq!(
        key(ask(&salon.app, &ada, draft, &typed()).await),
        "question-refused-draft-gone"
    );
    run_due(&salon.app).await.unwrap();
    assert_eq!(next_due(&salon.app).await.unwrap(), None);
    let next = begin(&salon.app, &ada, topic()).await.unwrap();
    assert_ne!(draft, next);
}

#[tokio::test]
async fn who_is_no_member_asks_nothing_and_nothing_is_written() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let eve = stranger(9);
    assert_eq!(key(begin(&salon.app, &eve, topic()).await), "only-members");
    for event in [
        Event::Claim,
        Event::Release,
        Event::Answer,
        Event::Resolve,
        Event::Reopen,
        Event::Withdraw,
    ] {
        assert_eq!(
            key(advance(&salon.app, &eve, QuestionId(1), event).await),
            "question-refused-no-such"
        );
    }
    let question = salon.asks(&mentor(1)).await.unwrap();
    let before = salon.effects().await;
    for event in [
        Event::Claim,
        Event::Release,
        Event::Resolve,
        Event::Reopen,
        Event::Withdraw,
    ] {
        assert!(advance(&salon.app, &eve, question.id, event).await.is_err());
    }
    assert!(answer(&salon.app, &eve, question.id, "x").await.is_err());
    assert!(queue(&salon.app, &eve).await.is_err());
    assert_eq!(salon.effects().await, before);
    assert!(!salon.knows(9).await);
}

#[tokio::test]
async fn of_many_claims_at_once_exactly_one_wins() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let number = salon.asks(&mentor(1)).await.unwrap().id;
    let claims = (2..12).map(|user| {
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
async fn five_questions_may_wait_and_no_more() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let ada = mentor(1);
    let late = begin(&salon.app, &ada, topic()).await.unwrap();
    for _ in 0..5 {
        salon.asks(&ada).await.unwrap();
    }
    assert_eq!(
        key(salon.asks(&ada).await),
        "question-refused-too-many-waiting"
    );
    assert_eq!(
        key(ask(&salon.app, &ada, late, &typed()).await),
        "question-refused-too-many-waiting"
    );
    advance(&salon.app, &ada, QuestionId(3), Event::Withdraw)
        .await
        .unwrap();
    let question = ask(&salon.app, &ada, late, &typed()).await.unwrap();
    assert_eq!(question.id, QuestionId(6));
}

#[tokio::test]
async fn options_that_make_no_sense_are_refused() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let ada = mentor(1);
    let career = Topic {
        kind: Kind::Career,
        ..topic()
    };
    assert_eq!(
        key(begin(&salon.app, &ada, career).await),
        "question-refused-age-without-patient"
    );
    for field in ["", "'; drop table question; --", "@everyone", "💉"] {
        let topic = Topic {
            field: field.into(),
            ..topic()
        };
        assert_eq!(
            key(begin(&salon.app, &ada, topic).await),
            "question-refused-no-such-field"
        );
    }
    for number in [i64::MIN, -1, 0, 1, i64::MAX] {
        assert_eq!(
            key(answerable(&salon.app, &ada, QuestionId(number)).await),
            "question-refused-no-such"
        );
    }
}

#[test]
fn a_list_holds_what_discord_takes_and_says_that_there_is_more() {
    let mut config = Config::default();
    config.discord.guild = Some(crate::ids::GuildId(i64::MAX));
    let entry = |id| Entry {
        id: QuestionId(id),
        title: "@".repeat(80),
        state: State::Open,
        asked_at: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
        thread: Some(MessageId(i64::MAX)),
    };
    let entries: Vec<_> = (1..=READ).map(entry).collect();
    for lang in Lang::ALL {
        let heading = || crate::text::Text::new("question-list-open");
        let sections = [
            (heading(), &entries[..], 10),
            (heading(), &entries[..3], 10),
        ];
        let embed = cards::list(&sections, &config, lang).embed.unwrap();
        assert!(embed.description.chars().count() <= 4_096);
        let lines = embed.description.lines().count();
        assert_eq!(lines, 2 + 10 + 3 + 1, "{}", embed.description);
        let sections = [(heading(), &entries[..], LINES)];
        let embed = cards::list(&sections, &config, lang).embed.unwrap();
        assert!(embed.description.chars().count() <= 4_096);
    }
}
