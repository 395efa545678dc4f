//! Refusals in Discord's own shape: an HTTP status, a code and, for bad bodies, the path of each fault.

use serde_json::{Map, Value, json};

/// What a REST call is answered with when it fails.
#[derive(Clone, Debug)]
pub(crate) struct ApiError {
    pub(crate) status: u16,
    pub(crate) code: u32,
    pub(crate) message: String,
    pub(crate) errors: Option<Value>,
}

impl ApiError {
    /// The error that Discord gives this code, with its usual status and text.
    pub(crate) fn code(code: u32) -> Self {
        let (status, message) = match code {
            10003 => (404, "Unknown Channel"),
            10004 => (404, "Unknown Guild"),
            10007 => (404, "Unknown Member"),
            10008 => (404, "Unknown Message"),
            10011 => (404, "Unknown Role"),
            10013 => (404, "Unknown User"),
            10015 => (404, "Unknown Webhook"),
            10062 => (404, "Unknown interaction"),
            10063 => (404, "Unknown application command"),
            10029 => (404, "Unknown Entitlement"),
            10070 => (404, "Unknown Guild Scheduled Event"),
            30003 => (400, "Maximum number of pins reached for the channel (250)"),
            30015 => (
                400,
                "Maximum number of attachments in a message reached (10)",
            ),
            30033 => (
                400,
                "Maximum number of thread participants has been reached (1000)",
            ),
            30038 => (
                400,
                "Maximum number of guild scheduled events reached (100)",
            ),
            40058 => (
                400,
                "Cannot message this thread until after the post author has sent an initial message.",
            ),
            40060 => (400, "Interaction has already been acknowledged."),
            40067 => (
                400,
                "A tag is required to create a forum post in this channel",
            ),
            50001 => (403, "Missing Access"),
            50005 => (403, "Cannot edit a message authored by another user"),
            50006 => (400, "Cannot send an empty message"),
            50007 => (403, "Cannot send messages to this user"),
            50008 => (400, "Cannot send messages in a non-text channel"),
            50013 => (403, "Missing Permissions"),
            50021 => (403, "Cannot execute action on a system message"),
            50024 => (400, "Cannot execute action on this channel type"),
            50027 => (401, "Invalid Webhook Token"),
            50028 => (400, "Invalid role"),
            50035 => (400, "Invalid Form Body"),
            50083 => (400, "Thread is archived"),
            50109 => (400, "The request body contains invalid JSON."),
            160_002 => (
                400,
                "Cannot reply without permission to read message history",
            ),
            160_004 => (400, "A thread has already been created for this message"),
            160_005 => (400, "Thread is locked"),
            160_006 => (400, "Maximum number of active threads reached"),
            180_000 => (400, "Cannot update a finished event"),
            _ => (400, "General error"),
        };
        Self {
            status,
            code,
            message: message.to_owned(),
            errors: None,
        }
    }

    /// 401: no token, or a wrong one.
    pub(crate) fn unauthorized() -> Self {
        Self {
            status: 401,
            code: 0,
            message: "401: Unauthorized".to_owned(),
            errors: None,
        }
    }

    /// One fault in the body.
    pub(crate) fn invalid(path: &str, code: &str, message: impl Into<String>) -> Self {
        let mut problems = Problems::default();
        problems.add(path, code, message);
        Self {
            errors: Some(problems.tree()),
            ..Self::code(50035)
        }
    }

    /// Whether it says that the body is no good, whatever the state of things.
    pub(crate) fn is_invalid(&self) -> bool {
        matches!(self.code, 50035 | 50109 | 50006)
    }

    /// The JSON body of the answer.
    pub(crate) fn body(&self) -> Value {
        let mut body = json!({"message": self.message, "code": self.code});
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        body
    }
}

/// Faults found in a body, each with its dotted path.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<(String, String, String)>);

impl Problems {
    /// Notes a fault at `path` (`embeds.0.title`).
    pub(crate) fn add(&mut self, path: &str, code: &str, message: impl Into<String>) {
        self.0
            .push((path.to_owned(), code.to_owned(), message.into()));
    }

    /// Notes a text outside `min..=max` characters.
    pub(crate) fn length(&mut self, path: &str, text: &str, min: usize, max: usize) {
        let length = text.chars().count();
        if length < min || length > max {
            let message = format!("Must be between {min} and {max} in length.");
            self.add(path, "BASE_TYPE_BAD_LENGTH", message);
        }
    }

    /// Notes the fault that something needed is not there.
    pub(crate) fn required(&mut self, path: &str) {
        self.add(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    /// 50035 if anything was noted.
    pub(crate) fn check(self) -> Result<(), ApiError> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(ApiError {
            errors: Some(self.tree()),
            ..ApiError::code(50035)
        })
    }

    fn tree(&self) -> Value {
        let mut root = Value::Object(Map::new());
        for (path, code, message) in &self.0 {
            let mut node = &mut root;
            for step in path.split('.') {
                node = &mut node[step];
            }
            let fault = json!({"code": code, "message": message});
            match node.get_mut("_errors").and_then(Value::as_array_mut) {
                Some(list) => list.push(fault),
                None => node["_errors"] = json!([fault]),
            }
        }
        root
    }
}
