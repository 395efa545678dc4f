//! Someone who uses the server: what she does with the bot, writes, and sees.
//!
//! A person can do only what her client would let her do; `…_forged` is a modified client.

mod ask;
mod buys;
mod command;
mod entities;
mod find;
mod form;
mod going;
mod palette;
mod press;
mod read;
mod values;
mod write;

pub(crate) use ask::Question;
pub(crate) use find::localised;

use crate::{Id, Sandbox};

/// A person, member of the guild or not; clones are the same one.
#[derive(Clone)]
pub struct Person {
    pub(crate) sandbox: Sandbox,
    pub(crate) id: Id,
}

/// What a menu command is used on.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    User(Id),
    Message(Id),
}

impl Person {
    /// Her user id.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Her entry in the member list.
    pub fn view(&self) -> crate::view::MemberView {
        self.sandbox.lock().state.member_view(self.id)
    }
}
