//! Who may talk to the page: this machine's browser showing this page, and nobody else.

use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, HeaderName, ORIGIN,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Fault;

const POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 4] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "same-origin"),
    (CACHE_CONTROL, "no-store"),
];

/// Lets a request through if it is ours, and gives every answer its headers.
pub(super) async fn guard(request: Request, next: Next) -> Response {
    let mut response = match check(request.method(), request.headers()) {
        Ok(()) => next.run(request).await,
        Err(fault) => fault.into_response(),
    };
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

fn check(method: &Method, headers: &HeaderMap) -> Result<(), Fault> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    // A website whose name was made to point here (DNS rebinding) still sends its own name.
    let host = text(HOST).unwrap_or_default();
    if !is_loopback(host) {
        return Err(Fault::new(
            StatusCode::FORBIDDEN,
            "this page answers only as 127.0.0.1 or localhost",
        ));
    }
    if method == Method::GET || method == Method::HEAD {
        return Ok(());
    }
    if headers.contains_key(ORIGIN) && text(ORIGIN) != Some(&format!("http://{host}")) {
        return Err(Fault::new(
            StatusCode::FORBIDDEN,
            "the request comes from another site",
        ));
    }
    // A form of another site cannot send JSON.
    let kind = text(CONTENT_TYPE)
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Fault::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "JSON is expected",
        ));
    }
    Ok(())
}

/// Whether a Host header names this machine, with any port.
fn is_loopback(host: &str) -> bool {
    let after = |name: &str| {
        host.get(..name.len())
            .filter(|start| start.eq_ignore_ascii_case(name))
            .map(|_| &host[name.len()..])
    };
    ["127.0.0.1", "localhost", "[::1]"]
        .into_iter()
        .filter_map(after)
        .any(is_port)
}

fn is_port(rest: &str) -> bool {
    rest.is_empty()
        || rest
            .strip_prefix(':')
            .is_some_and(|port| port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names() {
        for good in [
            "127.0.0.1",
            "127.0.0.1:80",
            "localhost:4000",
            "LOCALHOST",
            "[::1]:1",
        ] {
            assert!(is_loopback(good), "{good}");
        }
        for bad in [
            "",
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost:",
            "localhost:99999",
            "127.0.0.1@evil",
            "日本語",
            "localhos日",
        ] {
            assert!(!is_loopback(bad), "{bad}");
        }
    }

    #[test]
    fn posts_must_be_json_of_this_origin() {
        let with = |pairs: &[(&'static str, &'static str)]| {
            let headers = pairs.iter().map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            });
            check(&Method::POST, &headers.collect()).map_err(|fault| fault.status.as_u16())
        };
        let host = ("host", "127.0.0.1:9");
        let json = ("content-type", "application/json; charset=utf-8");
        assert_eq!(with(&[host, json]), Ok(()));
        assert_eq!(
            with(&[host, json, ("origin", "http://127.0.0.1:9")]),
            Ok(())
        );
        assert_eq!(
            with(&[host, json, ("origin", "http://127.0.0.1:8")]),
            Err(403)
        );
        assert_eq!(with(&[host, json, ("origin", "null")]), Err(403));
        assert_eq!(with(&[host, ("content-type", "text/plain")]), Err(415));
        assert_eq!(with(&[("host", "evil.example"), json]), Err(403));
    }
}
