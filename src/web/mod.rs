//! Every route we serve: health and metrics, on loopback unless configured otherwise.

pub mod watch;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use anyhow::Context as _;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::TimeDelta;
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

/// Serves until it is dropped.
pub async fn serve(app: Arc<App>, listener: tokio::net::TcpListener) -> std::io::Result<()> {
    let router = Router::new()
        .route("/healthz", get(healthz))
        .route("/metrics", get(metrics))
        .with_state(app);
    axum::serve(listener, router).await
}

/// An effect that could go out and has not for so long means that we do not work.
const OVERDUE: TimeDelta = TimeDelta::minutes(15);

/// 200 when the database answers, effects that can go out do, and nothing keeps us from logging in;
/// else 503 and why. What is held or waits for a person to mend something is reported and does not
/// count.
async fn healthz(State(app): State<Arc<App>>) -> Response {
    match waiting(&app).await {
        Ok((waiting, overdue)) => {
            let login_waits = *app.login_waits().borrow();
            let (status, words) = if app.db.is_failing() {
                (StatusCode::SERVICE_UNAVAILABLE, "nothing can be saved")
            } else if login_waits.is_some() {
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "logging in to Discord has to wait",
                )
            } else if overdue > OVERDUE {
                (
                    StatusCode::SERVICE_UNAVAILABLE,
                    "effects are not getting out",
                )
            } else {
                (StatusCode::OK, "ok")
            };
            let body = serde_json::json!({
                "status": words,
                "effects_waiting": waiting.waiting,
                "effects_held": waiting.held,
                "effects_paused": waiting.paused,
                "overdue_seconds": overdue.num_seconds(),
                "login_waits_until": login_waits,
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
    let Ok((waiting, overdue)) = waiting(&app).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
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
            "outbox_paused",
            "Effects that wait for a role or channel to be mended",
            waiting.paused,
        ),
        (
            "outbox_overdue_seconds",
            "For how long the most overdue effect could have gone out",
            overdue.num_seconds(),
        ),
        (
            "login_waits_seconds",
            "For how long logging in to Discord has to wait, because it was done too often",
            login_wait(&app).num_seconds(),
        ),
        (
            "unsaved",
            "1 while nothing can be saved",
            i64::from(app.db.is_failing()),
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

/// For how long logging in to Discord has to wait.
fn login_wait(app: &App) -> TimeDelta {
    let until = *app.login_waits().borrow();
    let wait = until.map_or(TimeDelta::zero(), |until| until - app.now());
    wait.max(TimeDelta::zero())
}

/// What waits, and for how long the most overdue effect could have gone out.
async fn waiting(app: &App) -> Result<(outbox::Waiting, TimeDelta)> {
    let waiting = outbox::waiting(&mut *app.db.read().await?).await?;
    let due = outbox::next_due(app).await?;
    let overdue = due.map_or(TimeDelta::zero(), |due| app.now() - due);
    Ok((waiting, overdue.max(TimeDelta::zero())))
}
