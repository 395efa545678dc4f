//! Every route we serve: health and metrics, on loopback unless configured otherwise.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use anyhow::Context as _;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

use crate::app::App;
use crate::error::Result;
use crate::outbox;

/// Opens the socket, so that a taken port is found out at start.
///
/// # Errors
/// When the address is taken or not ours.
pub async fn bind(address: SocketAddr) -> anyhow::Result<tokio::net::TcpListener> {
    tokio::net::TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address} (web.listen)"))
}

/// Serves until the salon stops.
pub async fn serve(app: Arc<App>, listener: tokio::net::TcpListener) -> std::io::Result<()> {
    let router = Router::new()
        .route("/healthz", get(healthz))
        .route("/metrics", get(metrics))
        .with_state(app.clone());
    axum::serve(listener, router)
        .with_graceful_shutdown(async move { app.stopped().await })
        .await
}

/// 200 when the database answers and no effect has waited for over an hour; else 503 and why.
async fn healthz(State(app): State<Arc<App>>) -> Response {
    match waiting(&app).await {
        Ok(waiting) => {
            let age = waiting
                .oldest
                .map_or(0, |oldest| (app.now() - oldest).num_minutes());
            let status = if age > 60 {
                StatusCode::SERVICE_UNAVAILABLE
            } else {
                StatusCode::OK
            };
            let body = serde_json::json!({
                "status": if age > 60 { "effects are not getting out" } else { "ok" },
                "effects_waiting": waiting.waiting,
                "effects_held": waiting.held,
                "oldest_minutes": age,
            });
            (status, axum::Json(body)).into_response()
        }
        Err(error) => {
            tracing::error!("the database does not answer: {error:#}");
            let body = serde_json::json!({"status": "the database does not answer"});
            (StatusCode::SERVICE_UNAVAILABLE, axum::Json(body)).into_response()
        }
    }
}

async fn metrics(State(app): State<Arc<App>>) -> Response {
    let Ok(waiting) = waiting(&app).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let age = waiting
        .oldest
        .map_or(0, |oldest| (app.now() - oldest).num_seconds());
    let mut registry = Registry::with_prefix("salon");
    for (name, help, value) in [
        (
            "outbox_waiting",
            "Effects that wait or are being sent",
            waiting.waiting,
        ),
        (
            "outbox_held",
            "Effects that a person must look at",
            waiting.held,
        ),
        (
            "outbox_oldest_seconds",
            "Age of the oldest effect that waits",
            age,
        ),
        (
            "broken",
            "Things that broke since the start",
            i64::try_from(app.broken()).unwrap_or(i64::MAX),
        ),
    ] {
        let gauge = Gauge::<i64, AtomicI64>::default();
        gauge.set(value);
        registry.register(name, help, gauge);
    }
    let mut body = String::new();
    if encode(&mut body, &registry).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], body).into_response()
}

async fn waiting(app: &App) -> Result<outbox::Waiting> {
    outbox::waiting(&mut *app.db.read().await?).await
}
