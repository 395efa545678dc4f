//! The operations against a database of their own, where a story would be too slow or too late:
//! races, rights at the moment of use, and what is written.

mod closing;
mod life;
mod walks;

use std::sync::Arc;

use chrono::TimeDelta;

use super::*;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::Error;
use crate::ids::{RoleId, UserId};
use crate::memberships::{ByHand, Every, Gift, PaidRole, PlanDraft, Terms, create_plan, grant};
use crate::text::Lang;

struct Salon {
    app: Arc<App>,
    folder: tempfile::TempDir,
}

impl Salon {
    async fn start(kind: ChannelKind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(folder.path()).await.unwrap();
        let mut config = Config::default();
        config.channels.questions = Some(ChannelId(500));
        let start = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let app = App::new(config, db, Clock::fixed(start));
        set_channel_kind(&app, ChannelId(500), kind).await.unwrap();
        let salon = Self { app, folder };
        salon.sells("standard").await;
        salon.grants(1).await;
        salon
    }

    async fn sells(&self, plan: &str) {
        let role = PaidRole {
            id: RoleId(100),
            managed: false,
            permissions: 0,
            position: 1,
        };
        let draft = PlanDraft {
            terms: Terms::default(),
            key: plan.into(),
            name_ja: "会員".into(),
            name_en: None,
            price_yen: 1_000,
            every: Every::Month,
            days: None,
            grace_days: None,
            sku: None,
            roles: vec![role],
            tracks: String::new(),
            passage: crate::memberships::PassageChange::default(),
            by_hand: ByHand::Restore,
        };
        create_plan(&self.app, &owner(), draft).await.unwrap();
    }

    /// Makes someone a member for a month.
    async fn grants(&self, user: i64) {
        let gift = Gift {
            plan: "standard".into(),
            user: UserId(user),
            is_bot: false,
            is_in_server: None,
            shown: None,
            months: Some(1),
            is_endless: false,
            paid_yen: None,
            method: None,
            source: None,
            giver: None,
            answer: None,
        };
        grant(&self.app, &owner(), &gift).await.unwrap();
    }

    async fn asks(&self, asker: &Actor) -> Result<Question> {
        let draft = begin(&self.app, asker, topic()).await?;
        self.posts(asker, draft).await
    }

    /// Fills a draft with words and posts it.
    async fn posts(&self, asker: &Actor, draft: DraftId) -> Result<Question> {
        compose(&self.app, asker, draft, &typed()).await?;
        ask(&self.app, asker, draft).await
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

    /// Discord shows somebody with or without the mentor role.
    async fn is_mentor(&self, user: i64, is_mentor: bool) {
        let news = people::mentor_seen(&self.app, UserId(user), is_mentor).await;
        assert!(!news.unwrap().is_empty());
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

/// Number 1 is a member too.
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

fn owner() -> Actor {
    Actor {
        is_owner: true,
        ..mentor(70)
    }
}

fn key<T: std::fmt::Debug>(result: Result<T>) -> &'static str {
    match result.unwrap_err() {
        Error::Refused(text) => text.key(),
        Error::Unsaved(error) => panic!("{error:#}"),
        Error::Broken(error) => panic!("{error:#}"),
    }
}

#[tokio::test]
async fn what_was_seen_of_another_channel_says_nothing_of_this_one() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let asker = stranger(1);
    salon.asks(&asker).await.unwrap();
    set_channel_kind(&salon.app, ChannelId(501), ChannelKind::Forum)
        .await
        .unwrap();
    let refused = key(salon.asks(&asker).await);
    assert_eq!(refused, "question-refused-unknown-channel");
}

#[tokio::test]
async fn a_form_sent_twice_asks_once_and_only_its_own() {
    let salon = Salon::start(ChannelKind::Forum).await;
    let ada = mentor(1);
    let before = salon.effects().await;
    let draft = begin(&salon.app, &ada, topic()).await.unwrap();
    assert_eq!(
        key(salon.posts(&mentor(2), draft).await),
        "question-refused-draft-foreign"
    );
    assert_eq!(
        key(salon.posts(&ada, DraftId(99)).await),
        "question-refused-draft-gone"
    );
    let empty = Typed {
        wanted: "\u{200b}",
        ..typed()
    };
    assert_eq!(
        key(compose(&salon.app, &ada, draft, &empty).await),
        "input-empty"
    );
    assert_eq!(
        key(ask(&salon.app, &ada, draft).await),
        "question-refused-not-asked"
    );
    let question = salon.posts(&ada, draft).await.unwrap();
    assert_eq!(question.id, QuestionId(1));
    assert_eq!(question.field, "cardiology");
    assert_eq!(
        key(salon.posts(&ada, draft).await),
        "question-refused-draft-used"
    );
    assert_eq!(
        key(ask(&salon.app, &ada, draft).await),
        "question-refused-draft-used"
    );
    assert_eq!(salon.open().await, 1);
    assert_eq!(salon.effects().await - before, 2, "the card and a follower");
}

#[tokio::test]
async fn a_draft_lasts_a_day_and_its_number_never_comes_back() {
    let salon = Salon::start(ChannelKind::Text).await;
    let ada = mentor(1);
    let draft = begin(&salon.app, &ada, topic()).await.unwrap();
    salon.pass(TimeDelta::hours(24));
    assert_eq!(next_due(&salon.app).await.unwrap(), Some(salon.app.now()));
    assert_eq!(
        key(salon.posts(&ada, draft).await),
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
    for other in [stranger(9), mentor(2), owner()] {
        assert_eq!(
            key(begin(&salon.app, &other, topic()).await),
            "only-members"
        );
    }
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
        key(salon.posts(&ada, late).await),
        "question-refused-too-many-waiting"
    );
    advance(&salon.app, &ada, QuestionId(3), Event::Withdraw)
        .await
        .unwrap();
    let question = salon.posts(&ada, late).await.unwrap();
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
            key(could(&salon.app, &ada, QuestionId(number), Event::Answer).await),
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
        is_confidential: true,
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
        let embed = lists::list(&sections, &config, lang).embed.unwrap();
        assert!(embed.description.chars().count() <= 4_096);
        let lines = embed.description.lines().count();
        assert_eq!(lines, 2 + 10 + 3 + 1, "{}", embed.description);
        let sections = [(heading(), &entries[..], LINES)];
        let embed = lists::list(&sections, &config, lang).embed.unwrap();
        assert!(embed.description.chars().count() <= 4_096);
    }
}
