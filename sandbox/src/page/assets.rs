//! The page's own files, embedded in the binary.

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;

use super::Page;

const JS: &str = "text/javascript; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";

/// A module of the page below `/page/web/`.
macro_rules! module {
    ($name:literal) => {
        (
            concat!("/page/web/", $name),
            JS,
            include_str!(concat!("web/", $name)),
        )
    };
}

const FILES: &[(&str, &str, &str)] = &[
    (
        "/",
        "text/html; charset=utf-8",
        include_str!("web/index.html"),
    ),
    ("/page.js", JS, include_str!("web/page.js")),
    ("/page.css", CSS, include_str!("web/page.css")),
    ("/page/content.css", CSS, include_str!("web/content.css")),
    ("/page/forms.css", CSS, include_str!("web/forms.css")),
    (
        "/page/icon.svg",
        "image/svg+xml",
        include_str!("web/icon.svg"),
    ),
    module!("archived.js"),
    module!("channels.js"),
    module!("clock.js"),
    module!("command.js"),
    module!("composer.js"),
    module!("dom.js"),
    module!("forum.js"),
    module!("icons.js"),
    module!("list.js"),
    module!("markdown.js"),
    module!("messages.js"),
    module!("modal.js"),
    module!("option.js"),
    module!("outcome.js"),
    module!("parts.js"),
    module!("people.js"),
    module!("state.js"),
    module!("texts.js"),
    module!("time.js"),
];

/// A route for each file.
pub(super) fn routes() -> Router<Page> {
    FILES
        .iter()
        .fold(Router::new(), |router, (path, kind, text)| {
            let answer = move || async move { ([(CONTENT_TYPE, *kind)], *text) };
            router.route(path, get(answer))
        })
}
