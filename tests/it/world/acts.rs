//! What many stories do, and what they look at.

use super::World;

impl World {
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

    /// The journal's lines: kind and subject.
    pub(crate) async fn journal(&self) -> Vec<(String, String)> {
        let mut conn = self.app().db.read().await.expect("a reader");
        sqlx::query_as("select kind, subject from journal order by id")
            .fetch_all(&mut *conn)
            .await
            .expect("the journal")
    }

    /// How many rows a story's refused actions may not add to.
    pub(crate) async fn rows(&self) -> Vec<(String, i64)> {
        let mut conn = self.app().db.read().await.expect("a reader");
        let mut out = Vec::new();
        for (table, sql) in TABLES {
            let count: i64 = sqlx::query_scalar(sql)
                .fetch_one(&mut *conn)
                .await
                .expect("a count");
            out.push((table.to_owned(), count));
        }
        out
    }
}

/// Tables in which a refused action leaves no trace.
const TABLES: [(&str, &str); 3] = [
    ("journal", "select count(*) from journal"),
    ("outbox", "select count(*) from outbox"),
    ("person", "select count(*) from person"),
];
