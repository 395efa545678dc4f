//! `salon`: the Discord bot that runs a paid online salon.
//!
//! The map, top line first. **A module uses only lower lines; sideways only another feature's
//! operations (its `mod.rs`).** A consistency test holds us to it.
//!
//! ```text
//! main                                        arguments, start, the only loops
//! demo                                        the salon on this machine, with a stand-in for Discord
//! run                                         start and stop of a bot: the loops and who stops them
//! bot · web · jobs · check · export           assembly
//! memberships · lectures · questions · people · reports · reported · help · setup · backup   features
//! outbox · journal · command                  effects, the record, answering people
//! discord                                     our REST sender, limiter and message shapes
//! app · watchdog · config · db · error · input · sheet · picture · text · clock · seal · actor · ids
//! ```

pub mod actor;
pub mod app;
pub mod backup;
pub mod bot;
pub mod check;
pub mod clock;
pub mod command;
pub mod config;
pub mod db;
pub mod demo;
pub mod discord;
pub mod error;
pub mod export;
pub mod help;
pub mod ids;
pub mod input;
pub mod jobs;
pub mod journal;
pub mod lectures;
pub mod memberships;
pub mod outbox;
pub mod people;
pub mod picture;
pub mod questions;
pub mod reported;
pub mod reports;
pub mod run;
pub mod seal;
pub mod setup;
pub mod sheet;
pub mod text;
pub mod watchdog;
pub mod web;
