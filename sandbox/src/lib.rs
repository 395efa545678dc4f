//! A small Discord on this machine: for story tests, benchmarks and the demo.

pub mod clock;
pub mod ids;
pub mod outcome;
pub mod view;

pub use clock::Clock;
pub use ids::Id;
pub use outcome::{Outcome, Refusal};
