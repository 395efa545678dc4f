//! The sandbox against a bot of a hundred lines that shares no code with it.

mod bot;
mod components;
#[cfg(feature = "contract")]
mod contract;
mod faults;
mod gateway;
mod interactions;
mod messages;
mod pings;
mod roles;
mod scheduled;
mod shapes;
mod threads;

use bot::Bot;
use sandbox::{Id, NewChannel, NewMember, Options, Sandbox};

/// A server with a channel and two people, and a bot that is online.
pub(crate) struct Place {
    pub(crate) sandbox: Sandbox,
    pub(crate) bot: Bot,
    pub(crate) channel: Id,
    pub(crate) ada: sandbox::Person,
    pub(crate) ben: sandbox::Person,
}

pub(crate) async fn place() -> Place {
    place_with(Options::default()).await
}

pub(crate) async fn place_with(options: Options) -> Place {
    let sandbox = Sandbox::start(options).await.expect("sandbox");
    let channel = sandbox.text_channel("general", NewChannel::default());
    let ada = sandbox.member(
        "ada",
        NewMember {
            global_name: Some("Ada".to_owned()),
            locale: "ja".to_owned(),
            ..NewMember::default()
        },
    );
    let ben = sandbox.member("ben", NewMember::default());
    let bot = Bot::connect(&sandbox).await;
    Place {
        ada: sandbox.person(ada),
        ben: sandbox.person(ben),
        sandbox,
        bot,
        channel,
    }
}

/// What Discord would not have understood, and what others would not have understood of the sandbox.
#[cfg(feature = "contract")]
impl Drop for Place {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let mut complaints = self.sandbox.complaints();
            complaints.retain(|complaint| complaint.starts_with("contract: "));
            assert_eq!(complaints, Vec::<String>::new());
        }
    }
}
