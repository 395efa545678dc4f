//! Gateway sessions: who listens, and what a client that lost its connection has missed.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use axum::extract::ws::Utf8Bytes;
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedSender;

use crate::clock::monotonic_now;

/// How many events a session keeps for a client that may resume.
const REPLAY: usize = 10_000;

/// What the socket of a session is told to do.
#[derive(Debug)]
pub(crate) enum Order {
    Send(Utf8Bytes),
    /// Close with this code, or without one.
    Close(Option<u16>),
    /// Cut the line without a word.
    Cut,
}

/// One client's session, connected or waiting to be resumed.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) intents: u64,
    pub(crate) sequence: u64,
    missed: VecDeque<(u64, Utf8Bytes)>,
    pub(crate) socket: Option<UnboundedSender<Order>>,
}

/// What can happen to an event on its way.
#[derive(Clone, Copy, Debug)]
pub(crate) enum EventFault {
    Lost,
    Twice,
    /// It comes after the event that follows it.
    Late,
}

/// All sessions.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    all: Vec<Session>,
    faults: Vec<(String, EventFault)>,
    /// Events held back: session, name, data.
    late: Vec<(String, String, Value)>,
    made: u64,
    /// How often a client identified.
    pub(crate) identified: usize,
    /// How often a client resumed.
    pub(crate) resumed: usize,
    /// When a heartbeat was asked for that has not come yet.
    asked_at: Option<Instant>,
    /// How long those took that were asked for.
    pub(crate) heartbeats: Vec<Duration>,
}

impl Sessions {
    /// Opens a session; those that nobody is connected to are over.
    pub(crate) fn open(&mut self, intents: u64, socket: UnboundedSender<Order>) -> String {
        self.all.retain(|session| session.socket.is_some());
        self.made += 1;
        self.identified += 1;
        let id = format!("session-{}", self.made);
        self.all.push(Session {
            id: id.clone(),
            intents,
            sequence: 0,
            missed: VecDeque::new(),
            socket: Some(socket),
        });
        id
    }

    /// Takes a session up again and sends what came after `sequence`.
    pub(crate) fn resume(
        &mut self,
        id: &str,
        sequence: u64,
        socket: UnboundedSender<Order>,
    ) -> bool {
        let Some(session) = self.all.iter_mut().find(|session| session.id == id) else {
            return false;
        };
        let kept_from = session
            .missed
            .front()
            .map_or(session.sequence + 1, |(first, _)| *first);
        if sequence > session.sequence || sequence + 1 < kept_from {
            return false;
        }
        for (_, frame) in session
            .missed
            .iter()
            .filter(|(number, _)| *number > sequence)
        {
            drop(socket.send(Order::Send(frame.clone())));
        }
        if let Some(old) = session.socket.replace(socket) {
            drop(old.send(Order::Cut));
        }
        session.send("RESUMED", &json!({}));
        self.resumed += 1;
        true
    }

    /// The connection of that session is gone; a session that was closed for good cannot be resumed.
    pub(crate) fn lost(&mut self, id: &str, socket: &UnboundedSender<Order>, for_good: bool) {
        let Some(at) = self.all.iter().position(|session| session.id == id) else {
            return;
        };
        let is_current = self.all[at]
            .socket
            .as_ref()
            .is_some_and(|current| current.same_channel(socket));
        if !is_current {
            return;
        }
        if for_good {
            self.all.remove(at);
        } else {
            self.all[at].socket = None;
        }
    }

    /// Sends an event to one session.
    pub(crate) fn dispatch_to(&mut self, id: &str, name: &str, data: &Value) {
        let is_lost = |(event, fault): &(String, EventFault)| {
            event == name && matches!(fault, EventFault::Lost)
        };
        if let Some(at) = self.faults.iter().position(is_lost) {
            self.faults.remove(at);
            return;
        }
        if let Some(session) = self.all.iter_mut().find(|session| session.id == id) {
            session.send(name, data);
        }
    }

    /// Sends an event to every session whose intents are `wanted`, as a planned fault will have it.
    pub(crate) fn dispatch(&mut self, name: &str, data: &Value, wanted: impl Fn(u64) -> bool) {
        if !self.all.iter().any(|session| wanted(session.intents)) {
            return;
        }
        let late = std::mem::take(&mut self.late);
        let planned = self.faults.iter().position(|(event, _)| event == name);
        let fault = planned.map(|at| self.faults.remove(at).1);
        for session in &mut self.all {
            if !wanted(session.intents) {
                continue;
            }
            match fault {
                None => session.send(name, data),
                Some(EventFault::Lost) => {}
                Some(EventFault::Twice) => {
                    session.send(name, data);
                    session.send(name, data);
                }
                Some(EventFault::Late) => {
                    let event = (session.id.clone(), name.to_owned(), data.clone());
                    self.late.push(event);
                }
            }
        }
        for (session, name, data) in late {
            self.dispatch_to(&session, &name, &data);
        }
    }

    /// Plans a fault for the next event of that name.
    pub(crate) fn plan(&mut self, name: &str, fault: EventFault) {
        self.faults.push((name.to_owned(), fault));
    }

    /// Whether anybody is there, or may come back for what was missed.
    pub(crate) fn any(&self) -> bool {
        !self.all.is_empty()
    }

    /// How many clients are connected now.
    pub(crate) fn connected(&self) -> usize {
        self.all
            .iter()
            .filter(|session| session.socket.is_some())
            .count()
    }

    /// Tells every connected socket to do something.
    pub(crate) fn order(&self, order: impl Fn() -> Order) {
        for socket in self
            .all
            .iter()
            .filter_map(|session| session.socket.as_ref())
        {
            drop(socket.send(order()));
        }
    }

    /// Asks for a heartbeat, unless one is awaited.
    pub(crate) fn ask_for_heartbeat(&mut self) {
        if self.asked_at.is_none() {
            self.asked_at = Some(monotonic_now());
            self.order(|| Order::Send(r#"{"op":1,"d":null}"#.into()));
        }
    }

    /// A heartbeat came; whether it was asked for.
    pub(crate) fn heartbeat(&mut self) -> bool {
        let asked_at = self.asked_at.take();
        self.heartbeats.extend(asked_at.map(|at| at.elapsed()));
        asked_at.is_some()
    }

    /// Forgets every session, so that nothing can be resumed.
    pub(crate) fn forget(&mut self) {
        self.all.clear();
    }
}

impl Session {
    fn send(&mut self, name: &str, data: &Value) {
        self.sequence += 1;
        let frame =
            Utf8Bytes::from(json!({"op": 0, "t": name, "s": self.sequence, "d": data}).to_string());
        if self.missed.len() >= REPLAY {
            self.missed.pop_front();
        }
        self.missed.push_back((self.sequence, frame.clone()));
        if let Some(socket) = &self.socket {
            drop(socket.send(Order::Send(frame)));
        }
    }
}
