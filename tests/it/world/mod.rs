//! A world for stories: a small Discord, the bot connected to it, people, and a clock to move.
//!
//! Nothing happens by itself: [`World::settle`] takes in events, does what is due and delivers
//! effects until nothing is left; [`World::pass`] moves the clock from due moment to due moment.
//! Every story ends with [`World::end`], which checks what no story should leave behind.

mod acts;
mod alive;
mod events;
mod setting;
mod town;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use salon::app::App;
use salon::clock::Clock;
use salon::config::{Config, Keys, Track};
use salon::db::Db;
use salon::ids::{ChannelId, GuildId, RoleId};
use salon::run::{self, Connected};
use salon::seal::Seal;
use salon::{jobs, outbox, setup};
use sandbox::{Id, Options, Sandbox};

pub(crate) use setting::{Setting, Time};
use town::town;

/// A story's world.
pub(crate) struct World {
    /// Discord.
    pub(crate) discord: Sandbox,
    /// The forum (or text channel) for questions.
    pub(crate) questions: Id,
    /// Where everyone talks and types commands.
    pub(crate) lobby: Id,
    /// Where lectures are posted; only members see it.
    pub(crate) lectures: Id,
    /// Where the bot tells the owner what needs a hand.
    pub(crate) log: Id,
    /// The role that the plan of most stories confers.
    pub(crate) paid_role: Id,
    /// The role that lectures notify.
    pub(crate) track_role: Id,
    /// Where people talk after a lecture.
    pub(crate) meeting: Id,
    config: Config,
    keys: Keys,
    identity: String,
    clock: Clock,
    folder: tempfile::TempDir,
    bot: Option<Bot>,
    has_ended: bool,
}

/// The bot as it runs now.
struct Bot {
    connected: Connected,
    /// How much of the transcript was written before it was ready.
    transcript_start: usize,
    /// How many events it had taken in by then.
    handled_start: u64,
}

/// A number of days.
pub(crate) fn days(days: i64) -> TimeDelta {
    TimeDelta::days(days)
}

/// A number of hours.
pub(crate) fn hours(hours: i64) -> TimeDelta {
    TimeDelta::hours(hours)
}

/// A number of minutes.
pub(crate) fn minutes(minutes: i64) -> TimeDelta {
    TimeDelta::minutes(minutes)
}

impl World {
    /// A salon with a forum for questions. It is Wednesday 1 April 2026, 09:00 in Tokyo. There are
    /// `owner`, the mentors `mika` and `ken`, and `ada`, `ben`, `stranger` who hold nothing.
    pub(crate) async fn start() -> Self {
        Self::start_with(Setting::default()).await
    }

    /// The same with something different.
    pub(crate) async fn start_with(setting: Setting) -> Self {
        let start = if setting.time == Time::Now {
            Clock::system().now()
        } else {
            DateTime::from_timestamp(1_775_001_600, 0).expect("a time")
        };
        let settings = setting.of_discord();
        let discord = Sandbox::start(Options {
            clock: sandbox::Clock::fixed(start),
            settings,
            ..Options::default()
        })
        .await
        .expect("the sandbox starts");
        let town = town(&discord, setting.text_channel);
        let folder = tempfile::tempdir().expect("a folder");
        let mut config = Config {
            data_dir: folder.path().to_owned(),
            ..Config::default()
        };
        let api_url = discord.api_url();
        config.language = setting.lang;
        config.discord.message_content = setting.reads_messages;
        config.discord.guild = Some(GuildId(number(discord.guild_id())));
        config.discord.api_url = api_url.try_into().expect("an address");
        config.roles.owner = Some(RoleId(number(town.owner_role)));
        config.roles.mentor = Some(RoleId(number(town.mentor_role)));
        config.channels.questions = Some(ChannelId(number(town.questions)));
        config.channels.log = Some(ChannelId(number(town.log)));
        let mut world = Self {
            discord,
            questions: town.questions,
            lobby: town.lobby,
            lectures: town.lectures,
            log: town.log,
            paid_role: town.paid_role,
            track_role: town.track_role,
            meeting: town.meeting,
            config,
            keys: Keys::default(),
            identity: Seal::make().expect("random bytes"),
            clock: if setting.time == Time::Ticking {
                Clock::ticking(start)
            } else {
                Clock::fixed(start)
            },
            folder,
            bot: None,
            has_ended: false,
        };
        world.has_key();
        world.start_bot().await;
        world
    }

    /// Starts the bot again after [`World::stop_bot`].
    pub(crate) async fn start_bot(&mut self) {
        self.connects().await;
        self.settle().await;
    }

    /// The same, while nothing is taken in, done or sent yet.
    pub(crate) async fn connects(&mut self) {
        assert!(self.bot.is_none(), "the bot is running already");
        let db = Db::open(self.folder.path())
            .await
            .expect("the database opens");
        let app = App::with_keys(
            self.config.clone(),
            self.keys.clone(),
            db,
            self.clock.clone(),
        );
        let mut connected = run::connect(app, self.discord.token())
            .await
            .expect("the bot connects");
        let ready = connected.handled_events.wait_for(|handled| *handled > 0);
        in_time("the bot to be ready", ready)
            .await
            .expect("it is running");
        // What was sent before READY never reached it.
        self.bot = Some(Bot {
            connected,
            transcript_start: acts::last_ready(&self.discord.transcript()),
            handled_start: 1,
        });
    }

    /// What was said is over and forgotten: in a long story it would be read again and again.
    pub(crate) async fn forgets(&mut self) {
        self.settle().await;
        self.discord.forgets_transcript();
        let heard = self.heard();
        let bot = self.bot.as_mut().expect("the bot is running");
        (bot.transcript_start, bot.handled_start) = (0, heard);
    }

    /// Stops the bot: what is queued stays queued.
    pub(crate) async fn stop_bot(&mut self) {
        let bot = self.bot.take().expect("the bot is running");
        bot.connected.stop().await;
    }

    /// The setting says that new questions go elsewhere; the bot reads it when it starts.
    pub(crate) fn sends_questions_to(&mut self, channel: Id) {
        self.config.channels.questions = Some(ChannelId(number(channel)));
    }

    /// The setting names a channel for what only mentors may read; the bot reads it when it starts.
    pub(crate) fn tells_failures_in(&mut self, channel: Id) {
        self.config.channels.confidential = Some(ChannelId(number(channel)));
    }

    /// The setting names a channel where lectures are listed; the bot reads it when it starts.
    pub(crate) fn lists_lectures_in(&mut self, channel: Id) {
        self.config.channels.catalogue = Some(ChannelId(number(channel)));
    }

    /// The settings say how videos are opened; the bot reads them when it starts.
    pub(crate) async fn opens_videos(&mut self, public_url: &str, keys: Keys) {
        self.config.watch.public_url = public_url.to_owned();
        self.keys = Keys {
            identity: self.keys.identity.take(),
            ..keys
        };
        self.restart().await;
    }

    /// There is a key with which identities are sealed.
    fn has_key(&mut self) {
        let seal = Seal::read(&self.identity).expect("a key");
        self.keys.identity = Some(Arc::new(seal));
    }

    /// The key with which identities are sealed.
    pub(crate) fn identity_key(&self) -> String {
        self.identity.clone()
    }

    /// The key is not set any more when the bot starts again.
    pub(crate) async fn loses_key(&mut self) {
        self.keys.identity = None;
        self.restart().await;
    }

    /// It is again.
    pub(crate) async fn finds_key(&mut self) {
        self.has_key();
        self.restart().await;
    }

    /// The setting names no channel for what the owner is told.
    pub(crate) fn has_no_log(&mut self) {
        self.config.channels.log = None;
    }

    /// The setting names no role of mentors; the bot reads it when it starts.
    pub(crate) fn has_no_mentor_role(&mut self) {
        self.config.roles.mentor = None;
    }

    /// The settings name this track so; the bot reads it when it starts.
    pub(crate) fn has_track(&mut self, key: &str, track: Track) {
        self.config.tracks.insert(key.to_owned(), track);
    }

    /// Stops the bot and starts it again.
    pub(crate) async fn restart(&mut self) {
        self.stop_bot().await;
        self.start_bot().await;
    }

    /// Whether the bot runs.
    pub(crate) fn is_running(&self) -> bool {
        self.bot.is_some()
    }

    /// Its settings.
    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    /// Its data folder.
    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// The running salon.
    pub(crate) fn app(&self) -> &Arc<App> {
        &self.bot().connected.app
    }

    fn bot(&self) -> &Bot {
        self.bot.as_ref().expect("the bot is running")
    }

    /// Where the database lies.
    pub(crate) fn database(&self) -> std::path::PathBuf {
        salon::db::path(self.folder.path())
    }

    /// What time it is.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Takes in events, does what is due and delivers, until there is nothing left to do now.
    pub(crate) async fn settle(&self) {
        for _ in 0..100 {
            self.events_handled().await;
            let Connected { app, discord, .. } = &self.bot().connected;
            jobs::run_due(app).await;
            jobs::look_due(app, discord).await;
            let attempts = outbox::deliver_due(app, discord, setup::alert)
                .await
                .expect("the outbox works");
            if attempts == 0 {
                return;
            }
        }
        panic!("the world does not settle: {:?}", self.outbox().await);
    }

    /// Lets time pass, from one due moment to the next.
    pub(crate) async fn pass(&self, time: TimeDelta) {
        self.pass_until(self.clock.now() + time).await;
    }

    /// Lets time pass until then.
    pub(crate) async fn pass_until(&self, end: DateTime<Utc>) {
        loop {
            let app = self.app();
            let due = jobs::next_due(app).await.expect("the database answers");
            let effect = outbox::next_due(app).await.expect("the database answers");
            let next = [due, effect].into_iter().flatten().min();
            let next = next.filter(|next| *next < end).unwrap_or(end);
            self.set_clock(
                next.max(self.clock.now() + TimeDelta::milliseconds(1))
                    .min(end),
            );
            self.settle().await;
            if next == end {
                return;
            }
        }
    }

    /// Moves the clock while nothing happens, as when the bot is down.
    pub(crate) fn set_clock(&self, at: DateTime<Utc>) {
        self.clock.set(at);
        self.discord.clock().set(at);
    }

    /// Somebody sets the clock of the bot's machine; no time passes by that.
    pub(crate) fn clock_jumps(&self, by: TimeDelta) {
        self.clock.jump(by);
    }

    async fn outbox(&self) -> Vec<(String, String, Option<String>)> {
        let mut conn = self.app().db.read().await.expect("a reader");
        sqlx::query_as(
            "select key, state, trouble from outbox where state in ('waiting', 'sending', 'held') order by id",
        )
        .fetch_all(&mut *conn)
        .await
        .expect("the outbox")
    }

    /// Ends the story: nothing waits, nothing is held, nothing broke, and Discord has nothing to
    /// complain about.
    pub(crate) async fn end(mut self) {
        if self.bot.is_some() {
            self.settle().await;
            self.effects_have_names().await;
            assert_eq!(self.outbox().await, [], "effects are left over");
            assert_eq!(self.app().broken(), 0, "something broke; see the log");
            self.stop_bot().await;
        }
        assert_eq!(self.discord.complaints(), Vec::<String>::new());
        #[cfg(feature = "contract")]
        crate::contract::serenity_reads(&self.discord.transcript());
        self.discord.stop();
        self.has_ended = true;
    }
}

impl Drop for World {
    fn drop(&mut self) {
        assert!(
            self.has_ended || std::thread::panicking(),
            "a story ends with world.end()"
        );
    }
}

/// Waits for something that needs no time of its own.
async fn in_time<T>(what: &str, future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(5), future)
        .await
        .unwrap_or_else(|_| panic!("waited too long for {what}"))
}

/// An id as the bot's code holds it.
pub(crate) fn number(id: Id) -> i64 {
    i64::try_from(id.0).expect("a snowflake")
}
