//! Stories of the weekly lectures: posted on time and once, watched by whom they are for.

mod alarms;
mod asking;
mod byhand;
mod catalogue;
mod checks;
mod clock;
mod content;
mod deciding;
mod demo;
mod editing;
mod effects;
mod imports;
mod input;
mod late;
mod learning;
mod links;
mod newcomers;
mod outage;
mod posting;
mod preview;
mod questions;
mod queue;
mod seen;
mod slots;
mod steps;
mod watching;
mod years;

use chrono::{DateTime, Utc};
use sandbox::view::MessageView;
use sandbox::{Id, Outcome};

use crate::world::{World, hours};

const SERIES: &str = "本気出して考える高血圧";
const VIDEO: &str = "https://video.example/watch/a1b2";
/// 20:00 in Tokyo on the story's first Friday.
pub(crate) const FRIDAY: &str = "2026-04-03T11:00:00Z";

pub(crate) fn utc(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

impl World {
    /// The owner makes a slot on Fridays at 20:00 for generalists.
    pub(crate) async fn has_friday_slot(&self) -> Outcome {
        self.has_friday_slot_with(&[]).await
    }

    /// The same with more said of it.
    async fn has_friday_slot_with(&self, more: &[(&str, &str)]) -> Outcome {
        let channel = self.lectures.to_string();
        let role = self.track_role.to_string();
        let mut options = vec![
            ("weekday", "金曜"),
            ("time", "20:00"),
            ("channel", channel.as_str()),
            ("track", "gp"),
            ("role", role.as_str()),
        ];
        options.extend(more);
        self.owner_runs("/slot create", &options).await
    }

    async fn owner_runs(&self, command: &str, options: &[(&str, &str)]) -> Outcome {
        let owner = self.person("owner");
        owner.runs(self.lobby, command, options).await
    }

    /// What the client offers the owner first for an option.
    async fn first_choice(&self, command: &str, option: &str) -> String {
        let owner = self.person("owner");
        let choices = owner
            .autocompletes(self.lobby, command, &[(option, "")], option)
            .await;
        let first = choices.first();
        first
            .unwrap_or_else(|| panic!("{command} offers no {option}"))
            .value
            .clone()
    }

    /// The owner adds a lecture, looks it over and queues it.
    pub(crate) async fn has_queued(&self, number: i64, title: &str) -> Outcome {
        let lecture = self.is_ready(number, title).await;
        let slot = self.first_choice("/lecture queue", "slot").await;
        let options = [("slot", slot.as_str()), ("lecture", lecture.as_str())];
        self.owner_runs("/lecture queue", &options).await
    }

    /// The owner adds a lecture and looks it over.
    async fn is_ready(&self, number: i64, title: &str) -> String {
        let number = number.to_string();
        let options = [
            ("series", SERIES),
            ("number", number.as_str()),
            ("title", title),
            ("url", VIDEO),
            ("minutes", "32"),
            ("summary", "二次性高血圧を見逃さないために"),
        ];
        let added = self.owner_runs("/lecture add", &options).await;
        assert!(added.text().contains("下書き"), "{}", added.text());
        let draft = self.first_choice("/lecture ready", "lecture").await;
        let ready = [("lecture", draft.as_str())];
        let ready = self.owner_runs("/lecture ready", &ready).await;
        assert!(ready.text().contains("配信できる"), "{}", ready.text());
        draft
    }

    /// The owner posts a lecture at once in the first slot there is.
    async fn publishes(&self, lecture: &str) -> String {
        let slot = self.first_choice("/lecture publish", "slot").await;
        let options = [("slot", slot.as_str()), ("lecture", lecture)];
        self.owner_means("/lecture publish", &options).await
    }

    /// The owner does something about which they are asked first, and means it; what they are told at last.
    async fn owner_means(&self, command: &str, options: &[(&str, &str)]) -> String {
        let asked = self.owner_runs(command, options).await;
        let Some(question) = asked.message().filter(|it| it.buttons().count() == 1) else {
            return asked.text();
        };
        let label = question.buttons().next().expect("a button").label.clone();
        let owner = self.person("owner");
        owner.clicks(question.id, &label).await.text()
    }

    /// What is out is listed in a channel of its own, from the next start on.
    async fn has_a_list(&mut self) -> Id {
        let list = self
            .discord
            .text_channel("講義一覧", sandbox::NewChannel::default());
        self.lists_lectures_in(list);
        self.restart().await;
        list
    }

    /// The owner sells a plan that opens one track, and gives it to someone for a month.
    async fn has_member(&self, name: &str, track: &str) {
        let plan = format!("plan-{track}");
        let role = self.paid_role.to_string();
        let options = [
            ("key", plan.as_str()),
            ("name", "会員プラン"),
            ("price", "3000"),
            ("interval", "毎月"),
            ("role", role.as_str()),
            ("tracks", track),
        ];
        let made = self.owner_runs("/plan create", &options).await;
        assert!(made.message().is_some(), "{}", made.text());
        self.gives(name, &plan, &[("months", "1")]).await;
        self.settle().await;
    }

    /// What stands in the channel for lectures.
    pub(crate) fn posts(&self) -> Vec<MessageView> {
        let mut posts = self.person("owner").reads(self.lectures);
        posts.retain(|post| post.author.bot && !post.ephemeral);
        posts
    }

    /// Discord says that the bot may not write in the channel for lectures.
    fn channel_refuses(&self) {
        let channel = format!("/channels/{}/messages", self.lectures);
        let faults = self.discord.faults().on("POST", &channel);
        faults.times(100_000).answer_next(403, 50_013);
    }

    /// Now it may.
    fn channel_is_mended(&self) {
        self.discord.faults().clear();
        let moderator = self.discord.moderator();
        moderator.changes_channel(self.lectures, |_| {});
    }

    async fn watches(&self, name: &str, post: Id) -> String {
        let outcome = self.person(name).clicks(post, "視聴する").await;
        let message = outcome.message().expect("an answer");
        assert!(message.ephemeral, "the answer is seen by all");
        message.text()
    }

    /// The bot is down from Friday noon until so long after the lecture's time.
    async fn is_down_until_after(&mut self, late: chrono::TimeDelta) {
        self.pass_until(utc(FRIDAY) - hours(8)).await;
        self.stop_bot().await;
        self.set_clock(utc(FRIDAY) + late);
        self.start_bot().await;
    }
}
