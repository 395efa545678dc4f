//! What many stories do, and what they look at.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use sandbox::transcript::Entry;
use sandbox::view::MessageView;

use super::World;

impl World {
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
        let user = self.person(name).id().to_string();
        let grant = [
            ("user", user.as_str()),
            ("plan", "monthly"),
            ("months", months),
        ];
        self.does("owner", "/member grant", &grant).await;
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

    /// Every table with how many rows it has and a hash of what they say: an action that is refused
    /// changes none of it. Only the language that someone last used may be remembered.
    pub(crate) async fn rows(&self) -> Vec<(String, usize, u64)> {
        let mut conn = self.app().db.read().await.expect("a reader");
        let columns: Vec<(String, String)> = sqlx::query_as(
            "select sqlite_master.name, group_concat('quote(\"' || columns.name || '\")', ' || char(31) || ')
             from sqlite_master join pragma_table_info(sqlite_master.name) as columns
             where sqlite_master.type = 'table' and sqlite_master.name not like 'sqlite_%'
               and not (sqlite_master.name = 'person' and columns.name = 'language')
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
