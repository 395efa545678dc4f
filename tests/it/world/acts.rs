//! What many stories do, and what they look at.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use std::time::Duration;

use salon::discord::Rest;
use salon::ids::UserId;
use salon::memberships::{self, Reconciled};
use salon::setup;
use salon::text::Lang;
use sandbox::Person;
use sandbox::faults::FaultPlan;
use sandbox::transcript::Entry;
use sandbox::view::MessageView;

use super::{World, in_time, number};

impl World {
    /// Someone by name.
    pub(crate) fn person(&self, name: &str) -> Person {
        let people = self.discord.people();
        let found = people.iter().find(|person| person.username == name);
        self.discord.person(
            found
                .unwrap_or_else(|| panic!("nobody is called {name}"))
                .id,
        )
    }

    /// A second owner.
    pub(crate) fn second_owner(&self) -> Person {
        let role = self.config().roles.owner.expect("a role").0;
        let mika = self.person("mika");
        let role = sandbox::Id(role.cast_unsigned());
        self.discord.moderator().gives_role(mika.id(), role);
        mika
    }

    /// Someone, as the bot's code names them.
    pub(crate) fn user(&self, name: &str) -> UserId {
        UserId(number(self.person(name).id()))
    }

    /// How many events the bot has taken in.
    pub(crate) fn heard(&self) -> u64 {
        *self.bot().connected.handled_events.borrow()
    }

    /// Waits until it has taken in so many. What Discord said until now and it has not heard, it
    /// never will: the story has seen to that.
    pub(crate) async fn hears(&mut self, count: u64) {
        let mut handled = self.bot().connected.handled_events.clone();
        in_time("events to come", handled.wait_for(|heard| *heard >= count))
            .await
            .expect("it is running");
        let bot = self.bot.as_mut().expect("it is running");
        bot.transcript_start = self.discord.transcript().len();
        bot.handled_start = count;
        self.settle().await;
    }

    /// The bot loses its session by what `happens`, logs in anew, and compares what it knows.
    pub(crate) async fn logs_in_anew(&mut self, happens: impl FnOnce(&FaultPlan)) {
        self.settle().await;
        let (heard, (logins, _)) = (self.heard(), self.discord.gateway_logins());
        happens(&self.discord.faults());
        let mut changes = self.discord.changes();
        let logs_in = async {
            while self.discord.gateway_logins().0 == logins {
                changes.changed().await.expect("Discord goes on");
            }
        };
        // serenity waits five seconds before it does.
        tokio::time::timeout(Duration::from_secs(9), logs_in)
            .await
            .expect("it does not log in");
        self.hears(heard + 1).await;
    }

    /// The settings say all that must be said before something with a price is sold; the bot reads
    /// them when it starts.
    pub(crate) async fn may_sell(&mut self) {
        let join = &mut self.config.join;
        join.commerce_url = "https://salon.example/tokusho".into();
        join.transfer_ja = "みらい銀行 本店 普通 1234567（申込番号 {reference}）".into();
        join.transfer_en = "Mirai Bank 1234567, reference {reference}".into();
        join.refund_ja = "開始後の返金はできません。".into();
        join.refund_en = "There are no refunds once it has begun.".into();
        self.restart().await;
    }

    /// The settings name another language for what stands in channels; the bot reads them when it
    /// starts.
    pub(crate) fn speaks(&mut self, lang: Lang) {
        self.config.language = lang;
    }

    /// Calls to Discord in the bot's name.
    pub(crate) fn rest(&self) -> Rest {
        let api_url = self.app().config.discord.api_url.clone();
        let client = salon::discord::client().expect("a client");
        Rest::new(client, api_url, self.discord.token()).expect("a sender")
    }

    /// The bot compares what people should have with what they have.
    pub(crate) async fn compare(&self) -> Reconciled {
        let done = memberships::reconcile(self.app(), &self.rest()).await;
        self.settle().await;
        done.expect("it is compared")
    }

    /// What the bot told the owner in the log channel, oldest first.
    pub(crate) fn told_owner(&self) -> Vec<String> {
        let messages = self.person("owner").reads(self.log);
        messages.iter().map(MessageView::text).collect()
    }

    /// The owner creates the plan `monthly`: 1,000 yen a month, the paid role.
    pub(crate) async fn sells_plan(&self) {
        let role = self.paid_role.to_string();
        let plan = [
            ("key", "monthly"),
            ("name", "月額会員"),
            ("price", "1000"),
            ("interval", "Every month"),
            ("role", role.as_str()),
        ];
        self.does("owner", "/plan create", &plan).await;
    }

    /// The owner gives someone some months of `monthly`.
    pub(crate) async fn grants(&self, name: &str, months: &str) {
        self.gives(name, "monthly", &[("months", months)]).await;
    }

    /// The owner gives someone a plan, and means it where the same was given just before; what the
    /// owner is told.
    pub(crate) async fn gives(&self, name: &str, plan: &str, options: &[(&str, &str)]) -> String {
        let told = self.about("/member grant", name, plan, options).await;
        if !told.contains("もう一度付与しますか") {
            return told;
        }
        let owner = self.person("owner");
        let asked = owner.reads(self.lobby).pop().expect("a question");
        owner.clicks(asked.id, "もう一度付与する").await.text()
    }

    /// The owner takes back what someone has of a plan, and means it where they are asked; what the
    /// owner is told.
    pub(crate) async fn takes(&self, name: &str, plan: &str, options: &[(&str, &str)]) -> String {
        let mut all = options.to_vec();
        if !all.iter().any(|(option, _)| *option == "reason") {
            all.push(("reason", "退会"));
        }
        let told = self.about("/member revoke", name, plan, &all).await;
        if !told.contains("まだ何も記録していません") {
            return told;
        }
        let owner = self.person("owner");
        let asked = owner.reads(self.lobby).pop().expect("a question");
        owner
            .clicks(asked.id, "このとおり返金を記録する")
            .await
            .text()
    }

    /// The owner moves somebody to another account, and means it; what the owner is told.
    pub(crate) async fn moves(&self, from: &str, to: &str) -> String {
        let options = [("from", from), ("to", to), ("reason", "ご本人の依頼")];
        let told = self.does("owner", "/member move", &options).await;
        if !told.contains("まだ何も移していません") {
            return told;
        }
        let owner = self.person("owner");
        let asked = owner.reads(self.lobby).pop().expect("a question");
        let told = owner.clicks(asked.id, "移行する").await.text();
        self.settle().await;
        told
    }

    async fn about(
        &self,
        command: &str,
        name: &str,
        plan: &str,
        options: &[(&str, &str)],
    ) -> String {
        let mut all = vec![("user", name), ("plan", plan)];
        all.extend(options);
        self.does("owner", command, &all).await
    }

    /// Someone runs a command in the lobby, which is answered in words; returns them.
    pub(crate) async fn does(&self, name: &str, command: &str, options: &[(&str, &str)]) -> String {
        let outcome = self.person(name).runs(self.lobby, command, options).await;
        let message = outcome
            .message()
            .unwrap_or_else(|| panic!("{command}: {}", outcome.text()));
        assert!(message.ephemeral, "{command} is answered for all to see");
        message.text()
    }

    /// The tokens of every interaction so far: whoever has one can answer in the bot's name.
    pub(crate) fn interaction_tokens(&self) -> Vec<String> {
        let events = self.discord.transcript();
        let tokens = events.iter().filter_map(|entry| match entry {
            Entry::Event { name, data } if name == "INTERACTION_CREATE" => {
                data["token"].as_str().map(str::to_owned)
            }
            Entry::Event { .. } | Entry::Request(_) => None,
        });
        tokens.collect()
    }

    /// The journal's lines: kind and subject.
    pub(crate) async fn journal(&self) -> Vec<(String, String)> {
        let mut conn = self.app().db.read().await.expect("a reader");
        sqlx::query_as("select kind, subject from journal order by id")
            .fetch_all(&mut *conn)
            .await
            .expect("the journal")
    }

    /// Whatever was queued, the owner can be told in words what it is.
    pub(super) async fn effects_have_names(&self) {
        let mut conn = self.app().db.read().await.expect("a reader");
        let effects: Vec<(String, String)> =
            sqlx::query_as("select key, payload from outbox where payload is not null")
                .fetch_all(&mut *conn)
                .await
                .expect("the outbox");
        // What a story queued by itself is no feature's.
        let of_features = |(key, _): &(String, String)| !key.starts_with("crowd:");
        for (key, payload) in effects.into_iter().filter(of_features) {
            let effect = serde_json::from_str(&payload).expect("an effect");
            let name = setup::effect(&key, Some(&effect)).plain(Lang::Ja);
            assert!(!name.contains("Discord への操作"), "{key}: {name}");
        }
    }

    /// Every table with how many rows it has and a hash of what they say: an action that is refused
    /// changes none of it. Only the language that someone last used may be remembered, and that a
    /// notice arrived.
    pub(crate) async fn rows(&self) -> Vec<(String, usize, u64)> {
        let mut conn = self.app().db.read().await.expect("a reader");
        let columns: Vec<(String, String)> = sqlx::query_as(
            "select sqlite_master.name, group_concat('quote(\"' || columns.name || '\")', ' || char(31) || ')
             from sqlite_master join pragma_table_info(sqlite_master.name) as columns
             where sqlite_master.type = 'table' and sqlite_master.name not like 'sqlite_%'
               and not (sqlite_master.name = 'person' and columns.name = 'language')
               and not (sqlite_master.name = 'notice' and columns.name = 'state')
             group by sqlite_master.name order by sqlite_master.name",
        )
        .fetch_all(&mut *conn)
        .await
        .expect("the schema");
        let mut out = Vec::new();
        for (table, columns) in columns {
            let sql = format!("select {columns} from \"{table}\" order by 1");
            let rows: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
                .fetch_all(&mut *conn)
                .await
                .expect("a table");
            let mut hasher = DefaultHasher::new();
            rows.hash(&mut hasher);
            out.push((table, rows.len(), hasher.finish()));
        }
        out
    }
}

/// Where the bot was last told that it is logged in.
pub(super) fn last_ready(transcript: &[Entry]) -> usize {
    transcript
        .iter()
        .rposition(|entry| matches!(entry, Entry::Event { name, .. } if name == "READY"))
        .unwrap_or(transcript.len())
}
