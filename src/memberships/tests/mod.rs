//! The operations against a real database, without Discord.

mod long;

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use serde_json::json;
use tempfile::TempDir;

use super::*;
use crate::actor::Actor;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::error::Error;
use crate::ids::{GuildId, RoleId};
use crate::journal::{self, By, Entry};
use crate::outbox;
use crate::people;
use crate::text::Lang;

const OWNER: UserId = UserId(10);
const ADA: UserId = UserId(11);
const MEMBER: RoleId = RoleId(100);
const EXTRA: RoleId = RoleId(101);

struct Salon {
    app: Arc<App>,
    _folder: TempDir,
}

impl Salon {
    async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::open(folder.path()).await.expect("a database");
        let mut config = Config::default();
        config.discord.guild = Some(GuildId(1));
        let start = Utc.with_ymd_and_hms(2026, 1, 31, 3, 0, 0).unwrap();
        let salon = Self {
            app: App::new(config, db, Clock::fixed(start)),
            _folder: folder,
        };
        salon.plan("monthly", &[MEMBER], "").await;
        salon
    }

    async fn plan(&self, key: &str, roles: &[RoleId], tracks: &str) {
        let role = |id: &RoleId| PaidRole {
            id: *id,
            managed: false,
            permissions: 0,
            position: 1,
        };
        let draft = PlanDraft {
            terms: Terms::default(),
            key: key.into(),
            name_ja: "月額会員".into(),
            name_en: Some("Monthly".into()),
            price_yen: 2_980,
            every: Every::Month,
            days: None,
            grace_days: None,
            sku: None,
            roles: roles.iter().map(role).collect(),
            tracks: tracks.into(),
            by_hand: ByHand::Restore,
            passage: PassageChange::default(),
        };
        create_plan(&self.app, &owner(), draft)
            .await
            .expect("a plan");
    }

    /// How Discord shows a member who has these roles now.
    fn shown(&self, roles: &[RoleId]) -> Shown {
        let now = self.app.now();
        Shown::new(roles.to_vec(), false, Some(now), now)
    }

    /// Ada comes (back) into the server.
    async fn joins(&self) {
        let joined = member_joined(&self.app, ADA, &self.shown(&[])).await;
        joined.expect("joined");
    }

    async fn grant(&self, plan: &str) -> Granted {
        let mut gift = gift(plan);
        let mut given = grant(&self.app, &owner(), &gift).await;
        if let Ok(Given::Again(again)) = &given {
            gift.answer = Some(Answer::Again(again.number));
            given = grant(&self.app, &owner(), &gift).await;
        }
        match given.expect("given") {
            Given::Plan(granted) => granted,
            Given::Again(again) => panic!("{again:?} is asked about again"),
            Given::OnlyPayment { plan, .. } => panic!("{plan:?} is held without end"),
            Given::Applied { waiting, .. } => panic!("{waiting:?} waits for it"),
        }
    }

    async fn pass(&self, time: TimeDelta) {
        self.app.clock.set(self.app.now() + time);
        run_due(&self.app).await.expect("due");
    }

    /// What was asked of Discord for this role: `true` for a grant; and whether it is the last.
    async fn asked(&self, role: RoleId) -> Vec<String> {
        let mut conn = self.app.db.read().await.expect("a reader");
        let fates = outbox::fates(&mut conn, "member:").await.expect("fates");
        let of_role = fates
            .iter()
            .filter(|fate| fate.key.contains(&format!(":role:{role}:")));
        of_role.map(|fate| fate.kind.clone()).collect()
    }

    async fn notices(&self) -> usize {
        let mut conn = self.app.db.read().await.expect("a reader");
        let fates = outbox::fates(&mut conn, "member:").await.expect("fates");
        fates
            .iter()
            .filter(|fate| fate.key.contains(":ended:"))
            .count()
    }

    async fn is_member(&self) -> bool {
        let mut conn = self.app.db.read().await.expect("a reader");
        is_member(&mut conn, ADA, self.app.now())
            .await
            .expect("known")
    }

    async fn opens(&self, track: &str) -> bool {
        let mut conn = self.app.db.read().await.expect("a reader");
        let rights = rights(&mut conn, ADA, self.app.now()).await.expect("known");
        rights.access(track) == Access::Open
    }
}

fn owner() -> Actor {
    Actor {
        user: OWNER,
        lang: Lang::Ja,
        is_mentor: false,
        is_owner: true,
    }
}

fn ada() -> Actor {
    Actor {
        user: ADA,
        is_owner: false,
        ..owner()
    }
}

fn gift(plan: &str) -> Gift {
    Gift {
        plan: plan.into(),
        user: ADA,
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
    }
}

/// All of `monthly` is taken back.
fn all() -> Taking {
    Taking {
        user: ADA,
        plan: "monthly".into(),
        reason: "返金".into(),
        what: None,
        refund_yen: None,
        payment: None,
    }
}

fn tokyo(month: u32, day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, month, day, 3, 0, 0).unwrap()
}

#[tokio::test]
async fn a_month_gives_the_role_and_its_end_takes_it() {
    let salon = Salon::open().await;
    let granted = salon.grant("monthly").await;
    assert_eq!(granted.ends_at, Some(tokyo(2, 28)));
    assert!(salon.is_member().await);
    assert_eq!(next_due(&salon.app).await.expect("known"), granted.ends_at);
    assert_eq!(salon.asked(MEMBER).await, ["grant_role"]);

    salon.pass(TimeDelta::days(27)).await;
    assert!(salon.is_member().await);
    salon.pass(TimeDelta::days(1)).await;
    assert!(!salon.is_member().await);
    assert_eq!(salon.asked(MEMBER).await, ["grant_role", "revoke_role"]);
    assert_eq!(salon.notices().await, 1);

    run_due(&salon.app).await.expect("again");
    assert_eq!(salon.asked(MEMBER).await.len(), 2);
    assert_eq!(salon.notices().await, 1);
    assert_eq!(next_due(&salon.app).await.expect("known"), None);
    let status = my_status(&salon.app, &ada()).await.expect("a status");
    assert_eq!(status.standings[0].1, Standing::Ended(tokyo(2, 28)));
}

#[tokio::test]
async fn a_further_month_follows_without_a_gap() {
    let salon = Salon::open().await;
    let first = salon.grant("monthly").await;
    let second = salon.grant("monthly").await;
    assert!(second.is_extension);
    assert_eq!(Some(second.starts_at), first.ends_at);
    assert_eq!(second.ends_at, Some(tokyo(3, 31)));

    salon.pass(TimeDelta::days(28)).await;
    assert!(salon.is_member().await);
    assert_eq!(salon.asked(MEMBER).await, ["grant_role"]);
    assert_eq!(salon.notices().await, 0);
    salon.pass(TimeDelta::days(60)).await;
    assert_eq!(salon.asked(MEMBER).await, ["grant_role", "revoke_role"]);
    assert_eq!(salon.notices().await, 1);
}

#[tokio::test]
async fn a_role_stays_while_another_plan_gives_it() {
    let salon = Salon::open().await;
    salon.plan("both", &[MEMBER, EXTRA], "pgy").await;
    salon.grant("both").await;
    assert!(salon.opens("pgy").await && !salon.opens("im").await);
    let endless = Gift {
        months: None,
        is_endless: true,
        ..gift("monthly")
    };
    let granted = grant(&salon.app, &owner(), &endless).await;
    granted.expect("granted");
    assert!(salon.opens("im").await);

    salon.pass(TimeDelta::days(40)).await;
    assert_eq!(salon.asked(MEMBER).await, ["grant_role"]);
    assert_eq!(salon.asked(EXTRA).await, ["grant_role", "revoke_role"]);
    let again = grant(&salon.app, &owner(), &gift("monthly")).await;
    assert!(matches!(again, Err(Error::Refused(_))));
}

#[tokio::test]
async fn revoking_takes_everything_that_is_still_to_come() {
    let salon = Salon::open().await;
    salon.grant("monthly").await;
    salon.grant("monthly").await;
    let taken = revoke(&salon.app, &owner(), &all()).await;
    taken.expect("revoked");
    assert!(!salon.is_member().await);
    assert_eq!(salon.asked(MEMBER).await, ["grant_role", "revoke_role"]);
    assert_eq!(salon.notices().await, 1);
    let again = revoke(&salon.app, &owner(), &all()).await;
    assert!(matches!(again, Err(Error::Refused(_))));
    salon.pass(TimeDelta::days(100)).await;
    assert_eq!(salon.notices().await, 1);

    let timeline = why(&salon.app, &owner(), ADA).await.expect("a timeline");
    for lang in Lang::ALL {
        let embed = cards::timeline(&timeline, 0, lang).embed.expect("an embed");
        assert!(embed.description.contains("返金"), "{}", embed.description);
        assert!(embed.description.chars().count() <= 4_000);
        assert!(!embed.description.contains('{'), "{}", embed.description);
    }
}

#[tokio::test]
async fn leaving_ends_nothing_and_joining_restores_everything() {
    let salon = Salon::open().await;
    salon.grant("monthly").await;
    member_left(&salon.app, ADA).await.expect("left");
    let granted = salon.grant("monthly").await;
    assert_eq!(granted.waits_for, Some(WaitsFor::Joining));
    assert_eq!(salon.asked(MEMBER).await, ["grant_role"]);
    salon.joins().await;
    assert_eq!(salon.asked(MEMBER).await, ["grant_role", "grant_role"]);

    member_left(&salon.app, ADA).await.expect("left");
    salon.pass(TimeDelta::days(100)).await;
    salon.joins().await;
    // What was never sent is called back.
    let asked = salon.asked(MEMBER).await;
    assert_eq!(asked, ["grant_role", "grant_role", "revoke_role"]);
}

#[tokio::test]
async fn what_is_on_its_way_is_not_asked_for_twice() {
    let salon = Salon::open().await;
    salon.grant("monthly").await;
    for roles in [&[][..], &[EXTRA]] {
        let shown = salon.shown(roles);
        member_seen(&salon.app, ADA, &shown).await.expect("seen");
    }
    assert_eq!(salon.asked(MEMBER).await, ["grant_role"]);
    // A role that somebody else gave is theirs to take.
    assert!(salon.asked(EXTRA).await.is_empty());
}

#[tokio::test]
async fn a_stranger_changes_and_sees_nothing() {
    let salon = Salon::open().await;
    assert!(grant(&salon.app, &ada(), &gift("monthly")).await.is_err());
    assert!(revoke(&salon.app, &ada(), &all()).await.is_err());
    assert!(why(&salon.app, &ada(), OWNER).await.is_err());
    assert!(list_plans(&salon.app, &ada()).await.is_err());
    assert!(!salon.is_member().await);
    let status = my_status(&salon.app, &ada()).await.expect("a status");
    assert!(status.standings.is_empty());
}

#[tokio::test]
async fn what_else_someone_does_hides_nothing_of_their_access() {
    let salon = Salon::open().await;
    salon.grant("monthly").await;
    let now = salon.app.now();
    let mut tx = salon.app.db.begin().await.expect("a transaction");
    let ada = people::ensure(&mut tx, ADA, None, now).await.expect("ada");
    for number in 0..300 {
        let entry = Entry {
            by: By::Person(ada),
            kind: "question.asked",
            subject: &format!("question:{number}"),
            person: Some(ada),
            details: json!({}),
        };
        journal::record(&mut tx, now, entry)
            .await
            .expect("recorded");
    }
    tx.commit().await.expect("committed");
    let timeline = why(&salon.app, &owner(), ADA).await.expect("a timeline");
    let kinds: Vec<_> = timeline
        .lines
        .iter()
        .map(|line| line.kind.as_str())
        .collect();
    assert_eq!(kinds, ["entitlement.granted", "role.granted"]);
}

#[tokio::test]
async fn only_the_owner_is_offered_plans() {
    let salon = Salon::open().await;
    let offered = suggest_plans(&salon.app, &owner(), "ＭＯＮ", Listed::Sold).await;
    assert_eq!(
        offered.expect("plans"),
        [("月額会員 (monthly)".into(), "monthly".into())]
    );
    assert!(
        suggest_plans(&salon.app, &ada(), "mon", Listed::All)
            .await
            .is_err()
    );
}
