//! Members who ask: a bot of either kind, and rounds of questions to it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use salon::clock::monotonic_now;
use salon::db::Db;
use salon::text::{self, Lang};
use sandbox::Person;
use sandbox::view::{MessageView, ModalView};
use tokio::process::Command;
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use crate::bare;
use crate::process::{Memory, Process};
use crate::town::{self, Pace, Town, post_button};

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// Rounds of each bot and number in flight.
    pub(crate) rounds: usize,
    /// Questions of one round.
    pub(crate) round: usize,
    /// Starts of `salon run`.
    pub(crate) starts: usize,
    /// Members of the large server.
    pub(crate) members: usize,
    /// Kills of each kind.
    pub(crate) kills: usize,
}

impl Plan {
    pub(crate) const FULL: Self = Self {
        rounds: 20,
        round: 100,
        starts: 10,
        members: 20_000,
        kills: 40,
    };
    pub(crate) const QUICK: Self = Self {
        rounds: 2,
        round: 50,
        starts: 2,
        members: 2_000,
        kills: 5,
    };

    /// Everyone may have five open questions; warm-up and two numbers in flight need this many.
    fn askers(self) -> usize {
        (self.round * (1 + 2 * self.rounds)).div_ceil(4)
    }
}

/// What a member types: the size of a usual case.
const WORDS: [(&str, &str); 5] = [
    ("title", "当直帯の一過性意識消失、帰宅の判断に迷います"),
    (
        "situation",
        "70代。立位で数秒の意識消失。外傷なし。来院時は意識清明で、以前にも一度あったとのことです。",
    ),
    (
        "findings",
        "バイタル正常。心電図は洞調律、左脚ブロック。採血に特記なし。",
    ),
    (
        "thinking",
        "起立性と考えたいのですが、左脚ブロックがあり心原性を否定しきれません。",
    ),
    (
        "wanted",
        "入院で経過をみる基準と、帰宅させるときの説明のしかたを教えてください。",
    ),
];

/// The waits of rounds.
#[derive(Debug, Default)]
pub(crate) struct Rounds {
    /// From the form sent to the sentence seen.
    pub(crate) submits: Vec<Duration>,
    /// From `/ask` sent to the form seen.
    pub(crate) opens: Vec<Duration>,
}

impl Rounds {
    pub(crate) fn add(&mut self, other: Self) {
        self.submits.extend(other.submits);
        self.opens.extend(other.opens);
    }
}

/// A bot in a town of its own.
pub(crate) struct Bot {
    town: Town,
    process: Process,
    /// Where it keeps its data; goes with it.
    folder: tempfile::TempDir,
    next_asker: usize,
    /// What a round set in motion is over before the next begins.
    must_deliver: bool,
}

impl Bot {
    /// `salon run`, as anyone runs it.
    pub(crate) async fn salon(plan: Plan, pace: Pace) -> anyhow::Result<Self> {
        let town = Town::new(pace, plan.askers(), 0).await?;
        let folder = town::folder()?;
        town.settle_in(folder.path()).await?;
        let mut process = Process::start(&mut town.salon(folder.path()))?;
        process.says("roles compared with Discord").await?;
        Ok(Self {
            town,
            process,
            folder,
            next_asker: 0,
            must_deliver: pace == Pace::Free,
        })
    }

    /// The bare bot: this program in another role.
    pub(crate) async fn bare(plan: Plan, pace: Pace) -> anyhow::Result<Self> {
        Self::bare_that(plan, pace, &[]).await
    }

    /// A bare bot that keeps nothing of what it is told.
    pub(crate) async fn answering(plan: Plan, pace: Pace) -> anyhow::Result<Self> {
        Self::bare_that(plan, pace, &[bare::KEEPS_NOTHING]).await
    }

    async fn bare_that(plan: Plan, pace: Pace, arguments: &[&str]) -> anyhow::Result<Self> {
        let town = Town::new(pace, plan.askers(), 0).await?;
        let folder = town::folder()?;
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg(bare::ROLE)
            .arg(town.discord.base_url())
            .arg(folder.path())
            .args(arguments);
        let mut process = Process::start(&mut command)?;
        process.says(bare::READY).await?;
        Ok(Self {
            town,
            process,
            folder,
            next_asker: 0,
            must_deliver: false,
        })
    }

    /// So many members ask, `in_flight` at a time: first all open their forms, then all send them.
    pub(crate) async fn round(&mut self, count: usize, in_flight: usize) -> anyhow::Result<Rounds> {
        let askers: VecDeque<Person> = (0..count).map(|_| self.next_asker()).collect();
        let lobby = self.town.lobby;
        // Choices are named as the words say at present.
        let kind = text::entry(Lang::En, "cmd-ask", Some("kind-medical"));
        let kind: Arc<str> = kind.context("/ask has no such kind")?.into();
        let open = move |person: Person| {
            let kind = kind.clone();
            async move {
                let options = [("kind", &*kind), ("field", "cardiology")];
                let began = monotonic_now();
                let outcome = person.runs(lobby, "/ask", &options).await;
                let wait = began.elapsed();
                let form = outcome.modal().cloned();
                let form = form.with_context(|| format!("no form: {}", outcome.text()))?;
                Ok((wait, (person, form)))
            }
        };
        let opened = in_turn(askers, in_flight, open).await?;
        // What `/ask` set in motion is over before the forms are sent.
        tokio::time::sleep(Duration::from_millis(50)).await;
        let (opens, forms): (Vec<Duration>, VecDeque<(Person, ModalView)>) =
            opened.into_iter().unzip();
        let submitted = in_turn(forms, in_flight, |(person, form)| async move {
            let began = monotonic_now();
            let outcome = person.submits(&form, &WORDS).await;
            let wait = began.elapsed();
            let preview = outcome.message().cloned();
            let preview = preview.with_context(|| format!("no answer: {}", outcome.text()))?;
            Ok((wait, (person, preview)))
        })
        .await?;
        let (submits, previews): (Vec<Duration>, VecDeque<(Person, MessageView)>) =
            submitted.into_iter().unzip();
        // Salon shows what it will look like first; the press that posts it is not compared.
        in_turn(previews, in_flight, |(person, preview)| async move {
            let text = match post_button(&preview) {
                Some(post) => person.clicks(preview.id, &post).await.text(),
                None => preview.text(),
            };
            anyhow::ensure!(text.contains("質問"), "no answer: {text}");
            Ok(())
        })
        .await?;
        // The other bot's round must not pay for what this one still has to do: to post, where it
        // may, and to fold its log. The sender may burst again: every round finds it rested.
        if self.must_deliver {
            self.delivered().await?;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
        Ok(Rounds { submits, opens })
    }

    /// How long each interaction so far waited for its first answer, as Discord saw it.
    pub(crate) fn acknowledged(&self) -> Vec<Duration> {
        self.town.discord.ack_latencies()
    }

    /// The processor time used so far.
    pub(crate) fn processor(&self) -> anyhow::Result<Duration> {
        self.process.processor()
    }

    pub(crate) fn memory(&self) -> anyhow::Result<Memory> {
        self.process.memory()
    }

    /// Looks whether everything was in order, and ends it.
    pub(crate) fn end(mut self) -> anyhow::Result<()> {
        let mut complaints = self.process.complaints();
        complaints.extend(self.town.discord.complaints());
        complaints.truncate(5);
        anyhow::ensure!(
            complaints.is_empty(),
            "there are complaints: {complaints:#?}"
        );
        self.town.discord.stop();
        Ok(())
    }

    fn next_asker(&mut self) -> Person {
        let members = &self.town.members;
        let member = members[self.next_asker % members.len()];
        self.next_asker += 1;
        self.town.discord.person(member)
    }

    async fn delivered(&self) -> anyhow::Result<()> {
        let pool = Db::look(self.folder.path()).await?;
        let began = monotonic_now();
        loop {
            let left: Vec<(String, String, Option<String>)> = sqlx::query_as(
                "select key, state, trouble from outbox
                 where state in ('waiting', 'sending', 'held') limit 3",
            )
            .fetch_all(&pool)
            .await?;
            if left.is_empty() {
                break;
            }
            anyhow::ensure!(
                began.elapsed() < Duration::from_secs(30),
                "effects are left over: {left:?}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        pool.close().await;
        self.town.archive();
        Ok(())
    }
}

/// Does it with everything in `queue`, `in_flight` at a time; returns what came of each.
async fn in_turn<T, R, F>(
    queue: VecDeque<T>,
    in_flight: usize,
    each: impl Fn(T) -> F + Clone + Send + 'static,
) -> anyhow::Result<Vec<R>>
where
    T: Send + 'static,
    R: Send + 'static,
    F: Future<Output = anyhow::Result<R>> + Send,
{
    let queue = Arc::new(Mutex::new(queue));
    let mut workers = JoinSet::new();
    for _ in 0..in_flight {
        let (queue, each) = (queue.clone(), each.clone());
        workers.spawn(async move {
            let mut out = Vec::new();
            loop {
                let next = queue.lock().await.pop_front();
                let Some(next) = next else { return Ok(out) };
                out.push(each(next).await?);
            }
        });
    }
    let mut out = Vec::new();
    while let Some(done) = workers.join_next().await {
        let done: anyhow::Result<Vec<R>> = done?;
        out.extend(done?);
    }
    Ok(out)
}
