//! A small Discord on this machine: for story tests, benchmarks and the demo.
//!
//! It knows nothing of the bot that talks to it. [`Sandbox::start`] listens; `role`, `text_channel`, `forum` and
//! `member` furnish the server; [`Sandbox::person`] gives someone who types commands and clicks;
//! [`Sandbox::moderator`] does things by hand; [`Sandbox::faults`] breaks things; [`Sandbox::complaints`] says what a
//! real Discord would not have liked.
//!
//! Inside, everything is one [`state`] behind one lock, changed by plain functions that never wait: `rest` acts on the
//! bot's calls, `gateway` tells it what happened, `person` and `moderator` are everybody else.

#![recursion_limit = "512"]

pub mod clock;
#[cfg(feature = "contract")]
mod contract;
mod discord;
mod error;
pub mod faults;
mod gateway;
pub mod ids;
mod inspect;
pub mod intents;
mod interaction;
mod limits;
mod moderator;
pub mod options;
pub mod outcome;
pub mod page;
pub mod permissions;
mod person;
mod pings;
mod rate;
mod rest;
mod sandbox;
mod save;
pub mod seed;
mod server;
mod show;
pub mod state;
pub mod transcript;
pub mod view;
mod wire;

pub use clock::Clock;
pub use ids::Id;
pub use moderator::Moderator;
pub use options::{Options, Seed, Settings};
pub use outcome::{Outcome, Refusal};
pub use person::{Person, Target};
pub use sandbox::Sandbox;
pub use seed::{NewChannel, NewMember, NewRole};
