//! What serenity says in its log and nowhere else: that Discord refuses our shard (4010). It would
//! log in for ever.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

/// The log is one for the whole process, and so is this.
static IS_SHARD_REFUSED: AtomicBool = AtomicBool::new(false);

/// Listens to the log.
#[derive(Clone, Copy, Debug)]
pub struct Overheard;

/// Whether it was said.
pub(super) fn is_shard_refused() -> bool {
    IS_SHARD_REFUSED.load(Ordering::Relaxed)
}

impl<S: Subscriber> Layer<S> for Overheard {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let about = event.metadata();
        if *about.level() == Level::ERROR && about.target().starts_with("serenity::gateway") {
            event.record(&mut Words);
        }
    }
}

struct Words;

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" && format!("{value:?}").contains("InvalidShardData") {
            IS_SHARD_REFUSED.store(true, Ordering::Relaxed);
        }
    }
}
