//! Reading the body of a message.

use serde_json::Value;

use super::{components, embeds};
use crate::Id;
use crate::error::{ApiError, Problems};
use crate::rest::files::plain;
use crate::state::flag;
use crate::wire::component::complete;

/// What a body says of a message; `None` is what it leaves out.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub(crate) content: Option<String>,
    pub(crate) embeds: Option<Vec<Value>>,
    pub(crate) components: Option<Vec<Value>>,
    pub(crate) flags: Option<u64>,
    pub(crate) allowed: Option<Allowed>,
    pub(crate) nonce: Option<Value>,
    enforce_nonce: bool,
    pub(crate) reference: Option<Id>,
    pub(crate) fail_if_not_exists: bool,
    /// Of an edit: the attachments that stay.
    pub(crate) kept_attachments: Option<Vec<Id>>,
    files: usize,
}

/// `allowed_mentions`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Allowed {
    pub(crate) parse: Vec<String>,
    pub(crate) users: Vec<Id>,
    pub(crate) roles: Vec<Id>,
    pub(crate) replied_user: bool,
}

impl Draft {
    /// The empty message that says "thinking…".
    pub(crate) fn loading() -> Self {
        Self {
            flags: Some(flag::LOADING),
            ..Self::default()
        }
    }

    /// Reads a body and checks it against the limits.
    pub(crate) fn read(body: &Value, files: usize) -> Result<Self, ApiError> {
        let mut problems = Problems::default();
        let only_files = body.is_null() && files > 0;
        if !body.is_object() && !only_files {
            return Err(ApiError::code(50006));
        }
        if files > 10 {
            return Err(ApiError::code(30015));
        }
        let content = present(body, "content").map(|content| {
            if !content.is_string() && !content.is_null() {
                problems.add(
                    "content",
                    "STRING_TYPE_CONVERT",
                    "Could not interpret value as string.",
                );
            }
            content.as_str().unwrap_or_default().trim().to_owned()
        });
        problems.length("content", content.as_deref().unwrap_or_default(), 0, 2000);
        let embeds = list(body, "embeds", &mut problems);
        embeds::check(embeds.as_deref().unwrap_or_default(), &mut problems);
        let components = list(body, "components", &mut problems);
        let flags = body["flags"].as_u64();
        if flags.unwrap_or(0) & flag::COMPONENTS_V2 == 0 {
            components::check(components.as_deref().unwrap_or_default(), &mut problems);
        }
        if let Some(nonce) = body.get("nonce").filter(|nonce| !nonce.is_null()) {
            problems.length("nonce", &plain(nonce), 0, 25);
        }
        let reference = body["message_reference"]["message_id"].clone();
        let draft = Self {
            content,
            embeds,
            components: components.map(complete),
            flags,
            allowed: body
                .get("allowed_mentions")
                .filter(|said| said.is_object())
                .map(|said| Allowed::read(said, &mut problems)),
            nonce: body.get("nonce").filter(|nonce| !nonce.is_null()).cloned(),
            enforce_nonce: body["enforce_nonce"].as_bool().unwrap_or(false),
            reference: serde_json::from_value(reference).ok(),
            fail_if_not_exists: body["message_reference"]["fail_if_not_exists"]
                .as_bool()
                .unwrap_or(true),
            kept_attachments: body["attachments"].as_array().map(|all| ids(all)),
            files,
        };
        problems.check()?;
        Ok(draft)
    }

    /// 50006 if there is nothing to show.
    pub(crate) fn check_not_empty(&self) -> Result<(), ApiError> {
        let nothing = |list: &Option<Vec<Value>>| list.as_ref().is_none_or(Vec::is_empty);
        let silent = self.content.as_deref().is_none_or(str::is_empty);
        if silent && nothing(&self.embeds) && nothing(&self.components) && self.files == 0 {
            return Err(ApiError::code(50006));
        }
        Ok(())
    }

    /// The nonce, if it is to be unique.
    pub(crate) fn enforced_nonce(&self) -> Option<String> {
        self.nonce
            .as_ref()
            .filter(|_| self.enforce_nonce)
            .map(plain)
    }
}

impl Allowed {
    fn read(said: &Value, problems: &mut Problems) -> Self {
        let texts = |name: &str| {
            said[name]
                .as_array()
                .map(|all| all.iter().map(plain).collect::<Vec<_>>())
                .unwrap_or_default()
        };
        let allowed = Self {
            parse: texts("parse"),
            users: said["users"]
                .as_array()
                .map(|all| ids(all))
                .unwrap_or_default(),
            roles: said["roles"]
                .as_array()
                .map(|all| ids(all))
                .unwrap_or_default(),
            replied_user: said["replied_user"].as_bool().unwrap_or(false),
        };
        for (name, ids) in [("users", &allowed.users), ("roles", &allowed.roles)] {
            let path = format!("allowed_mentions.{name}");
            if !ids.is_empty() && allowed.parse.iter().any(|kind| kind == name) {
                problems.add(
                    &path,
                    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                    format!("parse:[\"{name}\"] and {name}: [ids...] are mutually exclusive."),
                );
            }
            if ids.len() > 100 {
                problems.add(
                    &path,
                    "BASE_TYPE_MAX_LENGTH",
                    "Must be 100 or fewer in length.",
                );
            }
        }
        if allowed
            .parse
            .iter()
            .any(|kind| !matches!(kind.as_str(), "users" | "roles" | "everyone"))
        {
            problems.add(
                "allowed_mentions.parse",
                "BASE_TYPE_CHOICES",
                "Value must be one of ('users', 'roles', 'everyone').",
            );
        }
        allowed
    }
}

/// A field that is there, even as null.
fn present<'a>(body: &'a Value, name: &str) -> Option<&'a Value> {
    body.as_object().and_then(|body| body.get(name))
}

fn list(body: &Value, name: &str, problems: &mut Problems) -> Option<Vec<Value>> {
    let value = present(body, name)?;
    if !value.is_array() && !value.is_null() {
        problems.add(
            name,
            "LIST_TYPE_CONVERT",
            "Only iterables may be used in a ListType",
        );
    }
    Some(value.as_array().cloned().unwrap_or_default())
}

/// Ids in a list of ids or of objects with ids; numbers below a snowflake's size are upload indices, not ids.
fn ids(all: &[Value]) -> Vec<Id> {
    all.iter()
        .map(|one| one.get("id").unwrap_or(one))
        .filter_map(|one| plain(one).parse().ok())
        .collect()
}
