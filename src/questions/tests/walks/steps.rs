//! The steps that people take, and what else happens to a salon.

use std::sync::atomic::{AtomicI64, Ordering};

use proptest::prelude::*;
use proptest::sample::select;

use super::super::*;
use super::people::{FICKLE, Found, PEOPLE, Walk, nobody};

/// The number of the next report: each has its own, whatever second it is made in.
static REPORTS: AtomicI64 = AtomicI64::new(1);

/// One of them: who, about which of the questions, what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) who: i64,
    pub(super) question: i64,
    pub(super) does: Does,
}

/// What somebody does, or what happens.
#[derive(Clone, Copy, Debug)]
pub(super) enum Does {
    Asks,
    Begins,
    Types,
    Posts,
    Cancels,
    Moves(Event),
    PassesOn(i64),
    AsksOpinion(i64),
    AsksBack(usize),
    Replies(usize),
    Answers(usize),
    /// Which words, how many hours ago; or the last ones again.
    Writes(usize, i64, bool),
    Marks(usize),
    CallsDouble(i64),
    Erases,
    /// The one mentor loses the role, or has it again.
    Changes,
    /// By hand; the bot is told or not.
    Deletes(Part, bool),
    /// The bot compares all with Discord.
    Compares,
    Recreates,
    /// Discord takes so many of the effects that wait.
    Delivers(usize),
    /// So many hours pass.
    Waits(i64),
    Restarts,
    /// While something is sent, which is done or not.
    Dies(bool),
}

const MOVES: [Event; 8] = [
    Event::Claim,
    Event::Release,
    Event::Resolve,
    Event::Reopen,
    Event::Withdraw,
    Event::Expire,
    Event::Hold,
    Event::Restore,
];

/// What somebody writes: answers, a question back, something short.
const WORDS: [&str; 5] = [
    "24時間で8 mEq/Lまでにとどめるのがよいと思います",
    "まず3%食塩水を100 mL入れて、1時間後に採血をみてください",
    "心電図とカリウムの値も教えていただけるでしょうか？",
    "ありがとうございます",
    "@everyone 了解",
];

/// A title by which words are found where they should not be.
pub(super) const TITLE: &str = "補正速度ノ件";

pub(super) fn step() -> impl Strategy<Value = Step> {
    let words = 0..WORDS.len();
    let does = prop_oneof![
        6 => Just(Does::Asks),
        2 => select(&[Does::Begins, Does::Types, Does::Posts, Does::Cancels][..]),
        16 => select(&MOVES[..]).prop_map(Does::Moves),
        3 => select(&PEOPLE[..]).prop_map(Does::PassesOn),
        2 => select(&PEOPLE[..]).prop_map(Does::AsksOpinion),
        4 => words.clone().prop_map(Does::AsksBack),
        3 => words.clone().prop_map(Does::Replies),
        5 => words.clone().prop_map(Does::Answers),
        6 => (words.clone(), 0..40_i64, any::<bool>())
            .prop_map(|(words, ago, again)| Does::Writes(words, ago, again)),
        2 => words.prop_map(Does::Marks),
        3 => (1..5_i64).prop_map(Does::CallsDouble),
        1 => Just(Does::Erases),
        1 => Just(Does::Changes),
        2 => (select(&[Part::Thread, Part::Card][..]), any::<bool>())
            .prop_map(|(part, is_heard)| Does::Deletes(part, is_heard)),
        1 => Just(Does::Compares),
        2 => Just(Does::Recreates),
        8 => select(&[1_usize, 2, 5, 1_000, 1_000][..]).prop_map(Does::Delivers),
        8 => select(&[0_i64, 1, 3, 12, 13, 24, 50, 72, 120, 170, 336][..]).prop_map(Does::Waits),
        1 => Just(Does::Restarts),
        1 => any::<bool>().prop_map(Does::Dies),
    ];
    // Mostly they are about the first question, so that much happens to it.
    let question = prop_oneof![4 => Just(1_i64), 2 => Just(2), 1 => 0..6_i64];
    (select(&PEOPLE[..]), question, does).prop_map(|(who, question, does)| Step {
        who,
        question,
        does,
    })
}

impl Walk {
    /// Takes a step and looks at the promises.
    pub(super) async fn goes(&mut self, step: &Step) -> Found {
        let is_refused = match self.takes(step).await {
            Ok(()) => false,
            Err(Error::Refused(_)) => true,
            Err(error) => return Err(format!("broken: {error:#}")),
        };
        let dump = self.dumped().await;
        let before = std::mem::replace(&mut self.dump.1, dump);
        let is_unchanged = before == self.dump.1;
        if is_refused && !is_unchanged {
            return Err("what was refused changed something".into());
        }
        // As it was looked at after the step before.
        if is_unchanged {
            return Ok(());
        }
        self.keeps_promises().await
    }

    async fn takes(&mut self, step: &Step) -> Result<()> {
        let app = self.app.clone();
        let actor = self.actor(UserId(step.who));
        let number = QuestionId(step.question);
        match step.does {
            Does::Asks => {
                let draft = self.begins(&actor).await?;
                compose(&app, &actor, draft, &typed()).await?;
                ask(&app, &actor, draft).await.map(drop)
            }
            Does::Begins => self.begins(&actor).await.map(drop),
            Does::Types => compose(&app, &actor, self.draft(), &typed())
                .await
                .map(drop),
            Does::Posts => ask(&app, &actor, self.draft()).await.map(drop),
            Does::Cancels => cancel(&app, &actor, self.draft()).await,
            Does::Moves(event) => {
                if event == Event::Hold {
                    return self.holds(&actor, number).await;
                }
                if event == Event::Restore {
                    return restore(&app, &actor, number).await.map(drop);
                }
                advance(&app, &actor, number, event).await.map(drop)
            }
            Does::PassesOn(to) => {
                let to = self.colleague(UserId(to));
                transfer(&app, &actor, number, to).await.map(drop)
            }
            Does::AsksOpinion(of) => {
                let of = self.colleague(UserId(of));
                ask_opinion(&app, &actor, number, of).await.map(drop)
            }
            Does::AsksBack(words) => ask_back(&app, &actor, number, WORDS[words]).await.map(drop),
            Does::Replies(words) => reply(&app, &actor, number, WORDS[words]).await.map(drop),
            Does::Answers(words) => answer(&app, &actor, number, WORDS[words]).await.map(drop),
            Does::Writes(words, ago, again) => {
                let said = self.writes(&actor, number, words, ago).await;
                let said = self.said.clone().filter(|_| again).unwrap_or(said);
                self.said = Some(said.clone());
                self.discord.write(said.channel);
                heard(&app, &said).await
            }
            Does::Marks(words) => self.marks(&actor, number, words).await,
            Does::CallsDouble(of) => duplicate(&app, &actor, number, QuestionId(of))
                .await
                .map(drop),
            Does::Erases => erase(&app, &actor, number).await.map(drop),
            Does::Changes => self.changes_role().await,
            Does::Deletes(part, is_heard) => self.deletes(number, part, is_heard).await,
            Does::Compares => self.compares().await,
            Does::Recreates => recreate(&app, &actor, number).await.map(drop),
            Does::Delivers(count) => {
                self.deliver(count).await;
                Ok(())
            }
            Does::Waits(hours) => {
                app.clock.set(app.now() + TimeDelta::hours(hours));
                run_due(&app).await?;
                let due = next_due(&app).await?;
                assert!(due.is_none_or(|due| due > app.now()), "something stays due");
                Ok(())
            }
            Does::Restarts => {
                self.restart().await;
                Ok(())
            }
            Does::Dies(acted) => {
                self.cut_off(acted).await;
                Ok(())
            }
        }
    }

    /// Somebody saw in a question what should not be there.
    async fn holds(&self, actor: &Actor, number: QuestionId) -> Result<()> {
        let now = self.app.now();
        let mut tx = self.app.db.begin().await?;
        let reporter = Reporter {
            person: people::ensure(&mut tx, actor.user, None, now).await?,
            user: actor.user,
            report: REPORTS.fetch_add(1, Ordering::Relaxed),
            made: 0,
            restored: 0,
        };
        hold(&mut tx, &self.app, number, reporter, now).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn begins(&mut self, actor: &Actor) -> Result<DraftId> {
        // Every second one is for mentors alone.
        let topic = match self.drafts.len() % 2 {
            0 => topic(),
            _ => Topic {
                kind: Kind::Failure,
                age_band: None,
                ..topic()
            },
        };
        let draft = begin(&self.app, actor, topic).await?;
        self.drafts.push(draft);
        Ok(draft)
    }

    /// The newest draft, whoever has it.
    fn draft(&self) -> DraftId {
        self.drafts.last().copied().unwrap_or(DraftId(1))
    }

    /// Where the thread of a question is, if it is there.
    async fn channel(&self, number: QuestionId) -> ChannelId {
        let conn = &mut self.app.db.read().await.unwrap();
        let Ok(question) = load(conn, number).await else {
            return ChannelId(7);
        };
        let thread = outbox::object(conn, &question.thread_key()).await.unwrap();
        thread.map_or(ChannelId(7), |thread| ChannelId(thread.id.0))
    }

    /// A message of that long ago: its id says when, and no two have the same.
    async fn writes(&self, actor: &Actor, number: QuestionId, words: usize, ago: i64) -> Said {
        let at = self.app.now() - TimeDelta::hours(ago);
        let since = at.timestamp_millis() - 1_420_070_400_000;
        Said {
            channel: self.channel(number).await,
            message: MessageId((since << 22) | (actor.user.0 << 8) | i64::try_from(words).unwrap()),
            author: actor.user,
            is_mentor: actor.is_staff(),
            words: Words::of(&self.app, WORDS[words]),
        }
    }

    /// Of one's own words, because for others' Discord is asked who they are.
    async fn marks(&self, actor: &Actor, number: QuestionId, words: usize) -> Result<()> {
        let said = self.writes(actor, number, words, 0).await;
        let marked = Marked {
            channel: said.channel,
            message: said.message,
            author: actor.user,
            is_bot: words == 4,
            words: WORDS[words],
        };
        mark(&self.app, nobody(), actor, marked).await.map(drop)
    }

    async fn changes_role(&mut self) -> Result<()> {
        self.has_role = !self.has_role;
        people::mentor_seen(&self.app, UserId(FICKLE), self.has_role).await?;
        let_go_of_departed(&self.app).await
    }

    async fn deletes(&mut self, number: QuestionId, part: Part, is_heard: bool) -> Result<()> {
        let question = load(&mut *self.app.db.read().await?, number).await?;
        let Some(id) = self.discord.delete(&question, part) else {
            return Ok(());
        };
        match part {
            _ if !is_heard => Ok(()),
            Part::Thread => thread_deleted(&self.app, ChannelId(id.0)).await,
            Part::Card => message_deleted(&self.app, id).await,
        }
    }

    /// As the comparison with Discord does, which looks at what is not closed.
    async fn compares(&mut self) -> Result<()> {
        let open = store::not_closed(&mut *self.app.db.read().await?).await?;
        for question in open {
            for gone in self.discord.gone(&question) {
                lost::lose(&self.app, question.id, gone, true).await?;
            }
        }
        Ok(())
    }
}

fn typed() -> Typed<'static> {
    Typed {
        title: TITLE,
        ..super::super::typed()
    }
}
