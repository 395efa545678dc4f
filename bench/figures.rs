//! From single waits to lines of a table.

use std::time::Duration;

/// What many waits come to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Summary {
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
    pub(crate) max: Duration,
}

/// Sums up; of nothing, zero.
pub(crate) fn summary(mut waits: Vec<Duration>) -> Summary {
    waits.sort_unstable();
    // The smallest wait that this share of all does not exceed.
    let at = |percent: usize| {
        let rank = (waits.len() * percent).div_ceil(100).max(1);
        waits.get(rank - 1).copied().unwrap_or_default()
    };
    Summary {
        p50: at(50),
        p99: at(99),
        max: at(100),
    }
}

pub(crate) fn header() {
    println!(
        "| | n | salon p50 | p99 | max | bare p50 | p99 | max | salon ÷ bare p50 | p99 |\n\
         |---|---|---|---|---|---|---|---|---|---|"
    );
}

/// One line: ours, theirs, and ours as a multiple of theirs.
pub(crate) fn compare(name: &str, ours: Vec<Duration>, theirs: Vec<Duration>) {
    let n = ours.len();
    let (ours, theirs) = (summary(ours), summary(theirs));
    println!(
        "| {name} | {n} | {} | {} | {} | {} | {} | {} | {:.2} | {:.2} |",
        millis(ours.p50),
        millis(ours.p99),
        millis(ours.max),
        millis(theirs.p50),
        millis(theirs.p99),
        millis(theirs.max),
        ratio(ours.p50, theirs.p50),
        ratio(ours.p99, theirs.p99),
    );
}

pub(crate) fn millis(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64() * 1_000.0)
}

pub(crate) fn mebibytes(kibibytes: u32) -> String {
    format!("{:.1}", f64::from(kibibytes) / 1_024.0)
}

/// Ours as a multiple of theirs.
pub(crate) fn ratio(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64().max(f64::EPSILON)
}
