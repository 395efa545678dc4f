//! Telling the page that something is different: it fetches the view again.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use tokio::sync::watch;

use super::Page;

/// Changes come in bursts; one fetch shows them all.
const GATHER: Duration = Duration::from_millis(60);

/// `GET /page/changes`: an event per burst of changes, with the revision as its data.
pub(super) async fn serve(
    State(page): State<Page>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let watched = (page.sandbox.changes(), page.sandbox.shared.stop.subscribe());
    Sse::new(stream::unfold(watched, next))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

type Watched = (watch::Receiver<u64>, watch::Receiver<bool>);

async fn next((mut changes, mut stop): Watched) -> Option<(Result<Event, Infallible>, Watched)> {
    tokio::select! {
        told = changes.changed() => told.ok()?,
        // The stream must not outlive the listener, or the demo could not end.
        _ = stop.changed() => return None,
    }
    tokio::time::sleep(GATHER).await;
    let revision = *changes.borrow_and_update();
    Some((
        Ok(Event::default().data(revision.to_string())),
        (changes, stop),
    ))
}
