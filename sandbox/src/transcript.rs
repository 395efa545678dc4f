//! What went over the wire: every request with its answer, every event.

use serde::Serialize;
use serde_json::Value;

/// One REST call of the bot.
#[derive(Clone, Debug, Serialize)]
pub struct RestCall {
    pub method: String,
    /// Path below `/api/v10`, without the query.
    pub path: String,
    /// The path with ids replaced: `/channels/{id}/messages`.
    pub route: String,
    pub query: String,
    pub body: Value,
    /// The decoded `X-Audit-Log-Reason`.
    pub reason: Option<String>,
    pub status: u16,
    pub answer: Value,
}

/// One entry, in the order in which things happened.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    Request(Box<RestCall>),
    Event { name: String, data: Value },
}

/// All entries so far, and what was wrong among them.
#[derive(Debug)]
pub(crate) struct Transcript {
    keep: bool,
    pub(crate) entries: Vec<Entry>,
    pub(crate) unknown: Vec<String>,
    pub(crate) refused: Vec<String>,
    pub(crate) latencies: Vec<std::time::Duration>,
}

impl Transcript {
    /// Keeps entries only if `keep`; what was wrong is kept in any case.
    pub(crate) fn new(keep: bool) -> Self {
        Self {
            keep,
            entries: Vec::new(),
            unknown: Vec::new(),
            refused: Vec::new(),
            latencies: Vec::new(),
        }
    }

    /// Notes an event.
    pub(crate) fn event(&mut self, name: &str, data: &Value) {
        if self.keep {
            self.entries.push(Entry::Event {
                name: name.to_owned(),
                data: data.clone(),
            });
        }
    }

    /// Notes a request and its answer.
    pub(crate) fn request(&mut self, call: impl FnOnce() -> RestCall) {
        if self.keep {
            self.entries.push(Entry::Request(Box::new(call())));
        }
    }

    /// The requests whose method matches and whose path contains `part`.
    pub(crate) fn requests(&self, method: &str, part: &str) -> Vec<RestCall> {
        let wanted = |call: &&RestCall| {
            (method.is_empty() || call.method == method) && call.path.contains(part)
        };
        let calls = self.entries.iter().filter_map(|entry| match entry {
            Entry::Request(call) => Some(call.as_ref()),
            Entry::Event { .. } => None,
        });
        calls.filter(wanted).cloned().collect()
    }
}
