//! Reading a REST call: path, query, JSON or multipart body, audit log reason.

use std::collections::HashMap;

use axum::body::to_bytes;
use axum::http::header;
use serde_json::Value;

use super::body::{decode, multipart, text};
use crate::Id;
use crate::error::ApiError;

/// Discord takes 25 MiB per request.
pub(crate) const MAX_BODY: usize = 25 * 1024 * 1024;

/// A call, read to the end.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Below `/api/v10/`.
    pub(crate) path: String,
    pub(crate) raw_query: String,
    pub(crate) query: HashMap<String, String>,
    pub(crate) token: String,
    /// As it stood in the header.
    raw_reason: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) body: Value,
    pub(crate) files: Vec<Upload>,
}

/// A file of a multipart body; its part is named `files[n]`.
#[derive(Debug)]
pub(crate) struct Upload {
    pub(crate) index: String,
    pub(crate) filename: String,
    pub(crate) content_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

impl Request {
    /// Reads everything there is.
    pub(crate) async fn read(incoming: axum::extract::Request) -> Result<Self, ApiError> {
        let method = incoming.method().to_string();
        let full = incoming.uri().path().trim_start_matches("/api/");
        let path = full
            .split_once('/')
            .map_or("", |(_, path)| path)
            .trim_end_matches('/')
            .to_owned();
        let raw_query = incoming.uri().query().unwrap_or_default().to_owned();
        let headers = incoming.headers().clone();
        let kind = text(&headers, header::CONTENT_TYPE.as_str()).unwrap_or_default();
        let mut files = Vec::new();
        let body = if kind.starts_with("multipart/form-data") {
            multipart(incoming, &mut files).await?
        } else {
            let bytes = to_bytes(incoming.into_body(), MAX_BODY)
                .await
                .map_err(|_| ApiError::code(50109))?;
            if bytes.is_empty() {
                Value::Null
            } else {
                serde_json::from_slice(&bytes).map_err(|_| ApiError::code(50109))?
            }
        };
        let query = raw_query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(k, v)| (decode(k), decode(v)))
            .collect();
        let raw_reason = text(&headers, "x-audit-log-reason");
        Ok(Self {
            method,
            path,
            raw_query,
            query,
            token: text(&headers, header::AUTHORIZATION.as_str())
                .and_then(|all| all.strip_prefix("Bot ").map(str::to_owned))
                .unwrap_or_default(),
            reason: raw_reason.as_deref().map(decode),
            raw_reason,
            body,
            files,
        })
    }

    /// A call with nothing but a path.
    #[cfg(all(test, feature = "contract"))]
    pub(crate) fn get(path: &str) -> Self {
        Self {
            method: "GET".to_owned(),
            path: path.to_owned(),
            raw_query: String::new(),
            query: HashMap::new(),
            token: String::new(),
            raw_reason: None,
            reason: None,
            body: Value::Null,
            files: Vec::new(),
        }
    }

    /// The path with ids and tokens replaced.
    pub(crate) fn route(&self) -> String {
        let token = |at: usize| {
            at == 2
                && (self.path.starts_with("interactions/") || self.path.starts_with("webhooks/"))
        };
        let mut route = String::new();
        for (at, step) in self.path.split('/').enumerate() {
            route.push('/');
            let is_id = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
            route.push_str(if token(at) {
                "{token}"
            } else if is_id {
                "{id}"
            } else {
                step
            });
        }
        route
    }

    /// What a rate limit bucket is kept for: the channel, guild or webhook of the path.
    pub(crate) fn major(&self) -> &str {
        self.path.split('/').nth(1).unwrap_or_default()
    }

    /// Answers to interactions are free of the limits.
    pub(crate) fn counts(&self) -> bool {
        !self.path.starts_with("interactions/") && !self.path.starts_with("webhooks/")
    }

    /// The token in the path is enough for interactions and webhooks; where the gateway is, everybody may ask.
    pub(crate) fn needs_token(&self) -> bool {
        self.counts() && self.path != "gateway"
    }

    /// Refuses a reason that is not URL-encoded or too long.
    pub(crate) fn check_reason(&self) -> Result<(), ApiError> {
        let Some(raw) = &self.raw_reason else {
            return Ok(());
        };
        let plain = raw.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        let length = self.reason.as_deref().unwrap_or_default().chars().count();
        if plain && (1..=512).contains(&length) && raw.len() <= 4096 {
            return Ok(());
        }
        Err(ApiError::invalid(
            "X-Audit-Log-Reason",
            "BASE_TYPE_BAD_LENGTH",
            "The reason must be URL-encoded and 1 to 512 characters long.",
        ))
    }

    /// A number of the query within limits.
    pub(crate) fn number(
        &self,
        name: &str,
        default: usize,
        min: usize,
        max: usize,
    ) -> Result<usize, ApiError> {
        let Some(text) = self.query.get(name) else {
            return Ok(default);
        };
        let number = text
            .parse()
            .ok()
            .filter(|number| (min..=max).contains(number));
        number.ok_or_else(|| {
            ApiError::invalid(
                name,
                "NUMBER_TYPE_RANGE",
                format!("int value should be between {min} and {max}."),
            )
        })
    }

    /// An id of the query.
    pub(crate) fn id(&self, name: &str) -> Result<Option<Id>, ApiError> {
        self.query.get(name).map(|text| id(text)).transpose()
    }
}

/// Reads an id of the path.
pub(crate) fn id(text: &str) -> Result<Id, ApiError> {
    let invalid = |_| {
        ApiError::invalid(
            "id",
            "NUMBER_TYPE_COERCE",
            format!("Value {text:?} is not snowflake."),
        )
    };
    text.parse().map_err(invalid)
}
