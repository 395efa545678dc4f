//! `/w/TOKEN`: links of ours, each of which leads to a video once.
//!
//! Chats and scanners look at links before people do, so looking shows a page with one button, and
//! only pressing it uses the link up. The log names neither the token nor where it leads.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::app::App;
use crate::error::Error;
use crate::lectures;
use crate::text::{Lang, Text};

/// How many are answered at once; who comes then waits.
const CONNECTIONS: usize = 64;
/// Who says less than a request within this is let go.
const HEADERS: Duration = Duration::from_secs(5);
/// A request and its answer take no longer.
const WHOLE: Duration = Duration::from_secs(10);
/// The machine gives us no connection now: it is asked again after this.
const AGAIN: Duration = Duration::from_secs(1);

/// No script, no picture, nothing from elsewhere. Nothing is said of where the form may lead: some
/// browsers would hold that against the video's address.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/// Opens the socket, so that a taken port is found out at start.
///
/// # Errors
/// When the address is taken or not ours.
pub async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address} (watch.listen)"))
}

/// Serves until it is dropped.
pub async fn serve(app: Arc<App>, listener: TcpListener) {
    let router = Router::new()
        .route("/w/{token}", any(answer))
        .fallback(async || gone(StatusCode::NOT_FOUND))
        .with_state(app);
    let mut http = auto::Builder::new(TokioExecutor::new()).http1_only();
    http.http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS)
        .keep_alive(false);
    let seats = Arc::new(Semaphore::new(CONNECTIONS));
    let mut served = JoinSet::new();
    while let Ok(seat) = seats.clone().acquire_owned().await {
        while served.try_join_next().is_some() {}
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(AGAIN).await;
            continue;
        };
        let (http, service) = (http.clone(), TowerToHyperService::new(router.clone()));
        served.spawn(async move {
            let connection = http.serve_connection(TokioIo::new(stream), service);
            // Whoever breaks off or takes too long is told nothing.
            let _ = tokio::time::timeout(WHOLE, connection).await;
            drop(seat);
        });
    }
}

/// Whatever a request carries besides is never read.
async fn answer(
    State(app): State<Arc<App>>,
    method: Method,
    Path(token): Path<String>,
) -> Response {
    let found = match method {
        Method::GET => lectures::is_link_open(&app, &token).await.map(|()| None),
        Method::POST => lectures::follow(&app, &token).await.map(Some),
        _ => return gone(StatusCode::METHOD_NOT_ALLOWED),
    };
    match found {
        Ok(None) => page(StatusCode::OK, &start()),
        Ok(Some(video)) => match HeaderValue::try_from(video) {
            Ok(video) => {
                let mut response = page(StatusCode::SEE_OTHER, "");
                response.headers_mut().insert(header::LOCATION, video);
                response
            }
            Err(_) => gone(StatusCode::GONE),
        },
        Err(Error::Refused(_)) => gone(StatusCode::GONE),
        Err(error @ (Error::Unsaved(_) | Error::Broken(_))) => {
            app.report(&error, "a link to a video could not be followed");
            gone(StatusCode::SERVICE_UNAVAILABLE)
        }
    }
}

/// The page with the button that uses the link up.
fn start() -> String {
    let button = both(&Text::new("watch-page-start"));
    let once = paragraphs(&Text::new("watch-page-once"));
    format!("<form method=\"post\"><button>{button}</button></form>{once}")
}

/// One and the same for whatever leads nowhere: nobody learns which links there were.
fn gone(status: StatusCode) -> Response {
    page(status, &paragraphs(&Text::new("watch-page-gone")))
}

/// Our own words in both languages; there is nothing in them that HTML would read.
fn both(text: &Text) -> String {
    Lang::ALL.map(|lang| text.plain(lang)).join(" / ")
}

fn paragraphs(text: &Text) -> String {
    let paragraph = |lang: Lang| format!("<p lang=\"{}\">{}</p>", lang.code(), text.plain(lang));
    Lang::ALL.map(paragraph).concat()
}

fn page(status: StatusCode, body: &str) -> Response {
    let title = both(&Text::new("watch-page-title"));
    let html = format!(
        "<!doctype html><html lang=\"ja\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><title>{title}</title>\
         <style>body{{font:1.1rem/1.7 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}}\
         button{{font:inherit;padding:.8rem 1.6rem;color:#fff;background:#2b6cb0;border:0;border-radius:.5rem}}\
         </style></head><body><main><h1>{title}</h1>{body}</main></body></html>"
    );
    let mut headers = HeaderMap::new();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let robots = header::HeaderName::from_static("x-robots-tag");
    headers.insert(robots, HeaderValue::from_static("noindex"));
    (status, headers, html).into_response()
}
