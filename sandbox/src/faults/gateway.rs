//! Failures of the gateway, and being offline altogether.

use std::time::Duration;

use serde_json::Value;

use super::FaultPlan;
use crate::gateway::session::{EventFault, Order};

impl FaultPlan {
    /// Refuses every request and connection, and cuts the gateway, until called with `false`.
    pub fn offline(&self, offline: bool) {
        let mut discord = self.sandbox.lock();
        discord.faults.offline = offline;
        if offline {
            discord.sessions.order(|| Order::Cut);
        }
    }

    /// Cuts the gateway; if not `resumable`, the session is gone and the bot must identify again.
    pub fn drop_gateway(&self, resumable: bool) {
        let mut discord = self.sandbox.lock();
        discord.sessions.order(|| Order::Cut);
        if !resumable {
            discord.sessions.forget();
        }
    }

    /// Closes the gateway with a code.
    pub fn close_gateway(&self, code: u16) {
        let mut discord = self.sandbox.lock();
        discord.sessions.order(|| Order::Close(Some(code)));
        if matches!(code, 4004 | 4007 | 4009 | 4010..=4014) {
            discord.sessions.forget();
        }
    }

    /// Closes the gateway without a code.
    pub fn close_gateway_without_code(&self) {
        let mut discord = self.sandbox.lock();
        discord.sessions.order(|| Order::Close(None));
        discord.sessions.forget();
    }

    /// Answers no heartbeat until called with `false`.
    pub fn ignore_heartbeats(&self, ignore: bool) {
        self.sandbox.lock().faults.deaf = ignore;
    }

    /// Takes connections to the gateway and never answers them, until called with `false`.
    pub fn ignore_connections(&self, ignore: bool) {
        self.sandbox.lock().faults.silent = ignore;
    }

    /// Cuts the line of the next who logs in, and does not say why.
    pub fn hang_up_on_next_login(&self) {
        self.sandbox.lock().faults.unwelcome += 1;
    }

    /// Lets nobody in who has fewer shards (4011).
    pub fn demand_shards(&self, shards: u64) {
        self.sandbox.lock().faults.shards = shards;
    }

    /// Says that so many logins are left, and how long until there are more.
    pub fn leave_logins(&self, remaining: usize, reset_after: Duration) {
        let reset_after = u64::try_from(reset_after.as_millis()).unwrap_or(u64::MAX);
        self.sandbox.lock().faults.logins = Some((remaining, reset_after));
    }

    /// Sends the bot an event of which nothing else is true.
    pub fn send_event(&self, name: &str, data: &Value) {
        self.sandbox.lock().sessions.dispatch(name, data, |_| true);
    }

    /// Sends the bot a frame as it is, readable or not.
    pub fn send_frame(&self, frame: &str) {
        let discord = self.sandbox.lock();
        discord.sessions.order(|| Order::Send(frame.into()));
    }

    /// Asks the bot for a heartbeat (opcode 1), unless one that was asked for is awaited.
    pub fn ask_for_heartbeat(&self) {
        self.sandbox.lock().sessions.ask_for_heartbeat();
    }

    /// Asks the bot over the gateway to connect anew (opcode 7).
    pub fn ask_to_reconnect(&self) {
        self.sandbox
            .lock()
            .sessions
            .order(|| Order::Send(r#"{"op":7,"d":null}"#.into()));
    }

    /// Tells the bot that its session is invalid (opcode 9).
    pub fn invalidate_session(&self, resumable: bool) {
        let mut discord = self.sandbox.lock();
        discord
            .sessions
            .order(|| Order::Send(format!(r#"{{"op":9,"d":{resumable}}}"#).into()));
        if !resumable {
            discord.sessions.forget();
        }
    }

    /// The bot never hears of the next event of that name (`MESSAGE_CREATE`).
    pub fn lose_next_event(&self, name: &str) {
        self.sandbox.lock().sessions.plan(name, EventFault::Lost);
    }

    /// The bot hears of it twice.
    pub fn duplicate_next_event(&self, name: &str) {
        self.sandbox.lock().sessions.plan(name, EventFault::Twice);
    }

    /// The bot hears of it only after the event that follows.
    pub fn swap_next_event(&self, name: &str) {
        self.sandbox.lock().sessions.plan(name, EventFault::Late);
    }
}
