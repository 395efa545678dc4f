//! Answers as they go out: status, JSON, rate limit headers.

use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use axum::http::response::Builder;
use axum::response::Response;
use serde_json::{Value, json};

use super::Reply;
use crate::rate::Verdict;

/// The answer to a call.
pub(crate) fn answer(reply: Reply, verdict: Option<&Verdict>) -> Response {
    let (status, body) = match reply {
        Ok(answer) => (answer.status, answer.body),
        Err(error) => (error.status, Some(error.body())),
    };
    finish(
        limits(Response::builder().status(status), verdict),
        body.as_ref(),
    )
}

/// 429, from a limit that was passed or a fault that was planned.
pub(crate) fn too_many(after: Duration, global: bool, verdict: Option<&Verdict>) -> Response {
    let seconds = after.as_secs_f64();
    let mut builder = limits(Response::builder().status(429), verdict)
        .header("retry-after", format!("{:.0}", seconds.ceil()))
        .header("x-ratelimit-scope", if global { "global" } else { "user" });
    if global {
        builder = builder.header("x-ratelimit-global", "true");
    }
    let body = json!({"message": "You are being rate limited.", "retry_after": seconds, "global": global, "code": 0});
    finish(builder, Some(&body))
}

/// What a proxy in front of Discord says when Discord is down.
pub(crate) fn html(status: u16) -> Response {
    let builder = Response::builder()
        .status(status)
        .header("content-type", "text/html");
    build(
        builder,
        Body::from(format!("<html><body><h1>{status}</h1></body></html>")),
    )
}

fn limits(builder: Builder, verdict: Option<&Verdict>) -> Builder {
    let Some(verdict) = verdict else {
        return builder;
    };
    builder
        .header("x-ratelimit-limit", verdict.limit)
        .header("x-ratelimit-remaining", verdict.remaining)
        .header("x-ratelimit-reset", format!("{:.3}", verdict.reset()))
        .header(
            "x-ratelimit-reset-after",
            format!("{:.3}", verdict.reset_after.as_secs_f64()),
        )
        .header("x-ratelimit-bucket", &verdict.bucket)
}

fn finish(builder: Builder, body: Option<&Value>) -> Response {
    match body {
        Some(body) => build(
            builder.header("content-type", "application/json"),
            Body::from(body.to_string()),
        ),
        None => build(builder, Body::empty()),
    }
}

fn build(builder: Builder, body: Body) -> Response {
    builder.body(body).unwrap_or_else(|error| {
        // Only a header that is no text could bring us here.
        tracing::error!(%error, "an answer of the sandbox could not be built");
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}
