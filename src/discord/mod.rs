//! Our REST sender under serenity's routes and builders. It knows no feature.
//!
//! serenity's own sender has no timeout, sleeps a 429 while it holds a lock, and its errors drop
//! the headers that a limiter needs; so the requests are serenity's and the sending is ours.

pub mod file;
mod limiter;
pub mod message;
pub mod permissions;

use std::time::Duration;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, USER_AGENT};
use reqwest::multipart::{Form, Part};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serenity::http::{LightMethod, Route};

use crate::config::{ApiUrl, DISCORD_API};
use crate::ids::{ChannelId, MessageId};
use file::File;
use limiter::{LONGEST_WAIT, Limiter};

/// Discord's error code for a channel or thread that is gone.
pub const UNKNOWN_CHANNEL: i64 = 10_003;
/// Discord's error code for a message that is gone.
pub const UNKNOWN_MESSAGE: i64 = 10_008;
/// How long we wait for a connection.
const CONNECT: Duration = Duration::from_secs(3);
/// How long we wait for a whole answer.
const TOTAL: Duration = Duration::from_secs(10);
/// The same where files go with it.
const WITH_FILES: Duration = Duration::from_mins(1);

/// Sends requests to Discord, within its limits.
#[derive(Debug)]
pub struct Rest {
    client: reqwest::Client,
    api_url: ApiUrl,
    authorization: HeaderValue,
    limiter: Limiter,
}

/// One request.
#[derive(Debug)]
pub struct Call {
    method: LightMethod,
    /// Below `/api/v10`, with its query.
    path: String,
    body: Option<Vec<u8>>,
    files: Vec<File>,
    reason: Option<String>,
}

/// Why a request has no answer to give.
#[derive(Debug, thiserror::Error)]
pub enum CallError {
    /// Nothing reached Discord: no connection.
    #[error("Discord cannot be reached")]
    NotSent,
    /// Discord may or may not have acted: timeout, reset, 5xx.
    #[error("the outcome is unknown ({0})")]
    Unknown(String),
    /// Discord asks us to wait.
    #[error("asked to wait {0:?}")]
    Wait(Duration),
    /// Discord said no. `code` is Discord's JSON error code, 0 where it gave none.
    #[error("refused with HTTP {status}, code {code}: {message}")]
    Refused {
        /// The HTTP status, 400–499.
        status: u16,
        /// Discord's error code.
        code: i64,
        /// Discord's words; they name fields, never values.
        message: String,
    },
}

impl CallError {
    /// Discord's error code, if it refused.
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Refused { code, .. } => Some(*code),
            Self::NotSent | Self::Unknown(_) | Self::Wait(_) => None,
        }
    }
}

impl Call {
    /// A request without a body.
    pub fn new(method: LightMethod, route: Route<'_>) -> Self {
        let path = route.path();
        Self {
            method,
            path: path.strip_prefix(DISCORD_API).unwrap_or(&path).to_owned(),
            body: None,
            files: Vec::new(),
            reason: None,
        }
    }

    /// Adds a query, such as `limit=100`.
    #[must_use]
    pub fn query(mut self, query: &str) -> Self {
        self.path = format!("{}?{query}", self.path);
        self
    }

    /// Adds a JSON body.
    pub fn json(mut self, body: &impl serde::Serialize) -> serde_json::Result<Self> {
        self.body = Some(serde_json::to_vec(body)?);
        Ok(self)
    }

    /// Adds files, which go with the JSON.
    #[must_use]
    pub fn files(mut self, files: Vec<File>) -> Self {
        self.files = files;
        self
    }

    /// Adds what the audit log shows; at most 50 characters survive the encoding.
    #[must_use]
    pub fn reason(mut self, reason: &str) -> Self {
        let short: String = reason.chars().take(50).collect();
        let encoded = url::form_urlencoded::byte_serialize(short.as_bytes()).collect::<String>();
        self.reason = Some(encoded.replace('+', "%20"));
        self
    }
}

/// The HTTP client with which we and serenity talk to Discord.
pub fn client() -> anyhow::Result<reqwest::Client> {
    Ok(reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .timeout(TOTAL)
        .tcp_nodelay(true)
        .redirect(reqwest::redirect::Policy::none())
        .build()?)
}

impl Rest {
    /// A sender for `token` (without the word Bot).
    pub fn new(client: reqwest::Client, api_url: ApiUrl, token: &str) -> anyhow::Result<Self> {
        let mut authorization = HeaderValue::from_str(&format!("Bot {token}"))?;
        authorization.set_sensitive(true);
        Ok(Self {
            client,
            api_url,
            authorization,
            limiter: Limiter::default(),
        })
    }

    /// The client, for what serenity sends from the same runtime.
    pub fn client(&self) -> reqwest::Client {
        self.client.clone()
    }

    /// The address of the gateway, as Discord gives it. There is no other host to fall back to.
    pub async fn gateway_url(&self) -> Result<String, CallError> {
        let answer: Value = self.get(Route::Gateway).await?;
        match answer["url"].as_str() {
            Some(url) if url.starts_with("ws") => Ok(url.to_owned()),
            _ => Err(CallError::Unknown(
                "no gateway address in the answer".into(),
            )),
        }
    }

    /// Asks for something.
    pub async fn get<T: DeserializeOwned>(&self, route: Route<'_>) -> Result<T, CallError> {
        self.call(Call::new(LightMethod::Get, route)).await
    }

    /// Reads one message.
    pub async fn message<T: DeserializeOwned>(
        &self,
        channel: ChannelId,
        message: MessageId,
    ) -> Result<T, CallError> {
        self.get(Route::ChannelMessage {
            channel_id: channel.into(),
            message_id: message.into(),
        })
        .await
    }

    /// Sends a request and reads the answer.
    pub async fn call<T: DeserializeOwned>(&self, call: Call) -> Result<T, CallError> {
        let body = self.send(call).await?;
        // No content reads as null.
        let body = if body.is_empty() { b"null" } else { &body[..] };
        serde_json::from_slice(body)
            .map_err(|error| CallError::Unknown(format!("unreadable answer: {error}")))
    }

    /// Sends a request within the limits. A short 429 is waited out here; nothing else is
    /// repeated, because only the outbox knows what may be.
    async fn send(&self, call: Call) -> Result<Vec<u8>, CallError> {
        let mut waited = Duration::ZERO;
        loop {
            let permit = self.limiter.enter(call.method, &call.path).await;
            let permit = permit.map_err(CallError::Wait)?;
            let sent = self.attempt(&call).await;
            let response = match sent {
                Ok(response) => response,
                Err(error) if error.is_connect() => return Err(CallError::NotSent),
                Err(error) => return Err(CallError::Unknown(kind_of(&error))),
            };
            let (status, headers) = (response.status(), response.headers().clone());
            permit.learn(status.as_u16(), &headers);
            let body = response
                .bytes()
                .await
                .map_err(|error| CallError::Unknown(kind_of(&error)))?;
            if status.is_success() {
                return Ok(body.into());
            }
            if status.as_u16() != 429 {
                return Err(refusal(status, &body));
            }
            let told = retry_after(&headers, &body);
            let wait = permit.wait(told, is_global(&headers, &body));
            waited += wait;
            if waited > LONGEST_WAIT {
                return Err(CallError::Wait(wait));
            }
        }
    }

    async fn attempt(&self, call: &Call) -> reqwest::Result<reqwest::Response> {
        let url = format!("{}{}", self.api_url.as_str(), call.path);
        let mut request = self
            .client
            .request(call.method.reqwest_method(), url)
            .header(AUTHORIZATION, self.authorization.clone())
            .header(USER_AGENT, serenity::constants::USER_AGENT);
        if let Some(reason) = &call.reason {
            request = request.header("X-Audit-Log-Reason", reason);
        }
        request = match &call.body {
            Some(body) if !call.files.is_empty() => request
                .timeout(WITH_FILES)
                .multipart(multipart(body, &call.files)),
            Some(body) => request
                .header("Content-Type", "application/json")
                .body(body.clone()),
            None => request.header("Content-Length", 0),
        };
        request.send().await
    }
}

/// A body with files, as Discord wants them.
fn multipart(body: &[u8], files: &[File]) -> Form {
    let form = Form::new().part("payload_json", Part::bytes(body.to_vec()));
    files.iter().enumerate().fold(form, |form, (number, file)| {
        let part = Part::bytes(file.bytes.clone()).file_name(file.name.clone());
        form.part(format!("files[{number}]"), part)
    })
}

/// What went wrong on the way, without the URL.
fn kind_of(error: &reqwest::Error) -> String {
    if error.is_timeout() {
        "timeout".into()
    } else {
        "connection broken".into()
    }
}

fn refusal(status: reqwest::StatusCode, body: &[u8]) -> CallError {
    if status.is_server_error() {
        return CallError::Unknown(format!("HTTP {}", status.as_u16()));
    }
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let mut message = body["message"].as_str().unwrap_or_default().to_owned();
    if let Some(errors) = body.get("errors") {
        message = format!("{message} {}", paths(errors));
    }
    CallError::Refused {
        status: status.as_u16(),
        code: body["code"].as_i64().unwrap_or(0),
        message,
    }
}

/// The names of the fields that Discord refuses, with its codes; never the values.
fn paths(errors: &Value) -> String {
    let mut out = Vec::new();
    let mut stack = vec![(String::new(), errors)];
    while let Some((path, value)) = stack.pop() {
        for (key, inner) in value.as_object().into_iter().flatten() {
            if key == "_errors" {
                let code = inner[0]["code"].as_str().unwrap_or_default();
                out.push(format!("{path} {code}"));
            } else {
                stack.push((format!("{path}/{key}"), inner));
            }
        }
    }
    out.join(", ")
}

fn retry_after(headers: &HeaderMap, body: &[u8]) -> Duration {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let header = headers
        .get("retry-after")
        .and_then(|value| value.to_str().ok()?.parse::<f64>().ok());
    body["retry_after"]
        .as_f64()
        .or(header)
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .unwrap_or(Duration::from_secs(5))
}

fn is_global(headers: &HeaderMap, body: &[u8]) -> bool {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    body["global"].as_bool().unwrap_or(false) || headers.contains_key("x-ratelimit-global")
}
