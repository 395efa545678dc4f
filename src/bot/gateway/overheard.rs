//! What serenity says in its log and nowhere else: that Discord refuses our shard (4010), or the
//! version of its gateway that we speak (4012). It would log in for ever.

use std::fmt;
use std::sync::OnceLock;

use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::{Event, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::LookupSpan;

use super::LoginRefused;

/// The log is one for the whole process, and so is this.
static REFUSED: OnceLock<LoginRefused> = OnceLock::new();

/// Listens to the log.
#[derive(Clone, Copy, Debug)]
pub struct Overheard;

impl Overheard {
    /// Hears what is of interest, whether or not it is written.
    pub fn layer<S: Subscriber + for<'span> LookupSpan<'span>>() -> impl Layer<S> {
        let of_interest = Targets::new().with_target("serenity::gateway", LevelFilter::WARN);
        Self.with_filter(of_interest)
    }
}

/// What was said that a person must mend first.
pub(super) fn refused() -> Option<LoginRefused> {
    REFUSED.get().copied()
}

impl<S: Subscriber> Layer<S> for Overheard {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        event.record(&mut Words);
    }
}

struct Words;

impl Visit for Words {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message"
            && let Some(refused) = meaning(&format!("{value:?}"))
        {
            // Said again it is the same.
            let _ = REFUSED.set(refused);
        }
    }
}

/// The whole sentence, and from its beginning: what people write may be quoted in others.
fn meaning(message: &str) -> Option<LoginRefused> {
    if message == "Shard handler received err: Gateway(InvalidShardData)" {
        return Some(LoginRefused::SHARD);
    }
    let (_, said) = message.split_once("] ")?;
    let is_version = message.starts_with("[ShardInfo ") && said.starts_with(VERSION_REFUSED);
    is_version.then_some(LoginRefused::VERSION)
}

/// How serenity names a code that it does not know.
const VERSION_REFUSED: &str = "Unknown unclean close 4012:";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_sentences_of_serenitys_are_understood() {
        let shard = "[ShardInfo { id: ShardId(0), total: 1 }]";
        for (message, code) in [
            (
                "Shard handler received err: Gateway(InvalidShardData)",
                Some("4010"),
            ),
            (
                &format!("{shard} Unknown unclean close 4012: None"),
                Some("4012"),
            ),
            (
                &format!("{shard} Unknown unclean close 4000: Some(\"4012\")"),
                None,
            ),
            (
                &format!("{shard} Unhandled error: \"{shard} Unknown unclean close 4012:\""),
                None,
            ),
            ("Gateway(InvalidShardData)", None),
            (
                "Unhandled error: [ShardInfo ] Unknown unclean close 4012:",
                None,
            ),
        ] {
            let heard = meaning(message).map(|refused| refused.to_string());
            match (heard, code) {
                (None, None) => {}
                (Some(heard), Some(code)) => assert!(heard.contains(code), "{message}: {heard}"),
                (heard, _) => panic!("{message}: {heard:?}"),
            }
        }
    }
}
