//! Every story, in one binary. `world` holds what stories need; each feature has its file.

mod backup;
mod consistency;
#[cfg(feature = "contract")]
mod contract;
mod foundation;
mod gateway;
mod imports;
mod joining;
mod kills;
mod lectures;
mod memberships;
mod migrations;
mod outage;
mod outbox;
mod people;
mod process;
mod questions;
mod reported;
mod reported_again;
mod reports;
#[cfg(target_os = "linux")]
mod scarce;
mod setup;
mod storage;
mod world;
