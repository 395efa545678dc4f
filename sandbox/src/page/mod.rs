//! The demo page: the server as a person sees it, in a browser on this machine.
//!
//! Vanilla HTML, CSS and JS are embedded in the binary. The page fetches one view per person and channel, is told of
//! changes by Server-Sent Events, and does everything through one route. Nothing in here may panic: whatever comes in
//! is answered, if need be with `{"error": …}`.

mod act;
mod action;
mod assets;
mod base64;
mod changes;
mod guard;
#[cfg(test)]
mod tests;
mod time;
mod view;

use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use serde_json::json;

pub use time::{ClockControl, Step};

use crate::{Id, Sandbox};

/// An upload of 8 MB in base64, and its JSON.
const BODY_LIMIT: usize = 12 * 1024 * 1024;

/// What the routes share.
#[derive(Clone)]
struct Page {
    sandbox: Sandbox,
    clock: Arc<dyn ClockControl>,
}

/// The routes of the page, for [`crate::Options::extra`].
///
/// They answer only when they are called by a loopback name, so that no website can reach them by DNS rebinding.
pub fn router(sandbox: Sandbox, clock: Arc<dyn ClockControl>) -> Router {
    let page = Page { sandbox, clock };
    assets::routes()
        .route("/page/view", get(view::serve))
        .route("/page/changes", get(changes::serve))
        .route("/page/act", post(act::serve))
        .route("/demo/clock", post(time::serve))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn(guard::guard))
        .with_state(page)
}

impl Page {
    /// The acting person; a bot or an unknown user is nobody's to act as.
    fn actor(&self, id: Id) -> Result<crate::Person, Fault> {
        let known = self
            .sandbox
            .lock()
            .state
            .users
            .get(&id)
            .is_some_and(|user| !user.bot);
        if known {
            Ok(self.sandbox.person(id))
        } else {
            Err(Fault::new(StatusCode::NOT_FOUND, "there is no such person"))
        }
    }
}

/// Why a request is not answered as asked; becomes `{"error": …}`.
#[derive(Debug)]
struct Fault {
    status: StatusCode,
    why: String,
}

impl Fault {
    fn new(status: StatusCode, why: impl Into<String>) -> Self {
        Self {
            status,
            why: why.into(),
        }
    }

    fn bad(why: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, why)
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        (self.status, Json(json!({"error": self.why}))).into_response()
    }
}

/// Reads a JSON body; a fault in it is the sender's.
fn read_json<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, Fault> {
    serde_json::from_slice(body)
        .map_err(|error| Fault::bad(format!("the request was not understood: {error}")))
}
