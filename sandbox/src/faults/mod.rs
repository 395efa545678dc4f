//! Failures on demand: what the network or Discord can do to a bot.

mod gateway;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use crate::Sandbox;

/// What happens to one request.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// Act on it, then drop the connection without an answer.
    LoseAnswer,
    /// Drop the connection without acting.
    LoseRequest,
    /// Act on it, then answer with this status and a page of HTML, as a proxy would.
    AnswerLate(u16),
    /// Answer this, without acting; 0 gives no JSON code but a page of HTML, as a proxy would.
    Answer(u16, u32),
    /// 429 with this `retry_after`.
    RateLimit(Duration, bool),
    /// Wait before acting.
    Delay(Duration),
    /// Act, then keep the answer until released.
    HoldAnswer(Arc<Notify>),
    /// Do not act until released.
    HoldRequest(Arc<Notify>),
}

#[derive(Debug)]
struct Planned {
    method: String,
    part: String,
    fault: Fault,
    /// Answers to interactions are let through.
    beside_answers: bool,
    /// So many that fit are let through first.
    skip: usize,
    left: usize,
}

/// Faults waiting for their request.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    planned: Vec<Planned>,
    pub(crate) offline: bool,
    /// Heartbeats are not answered.
    pub(crate) deaf: bool,
    /// Connections to the gateway are taken and never answered.
    pub(crate) silent: bool,
    /// So many logins more are hung up on.
    pub(crate) unwelcome: usize,
    /// With fewer shards nobody is let in.
    pub(crate) shards: u64,
    /// How many logins are said to be left, and in how many milliseconds there are more.
    pub(crate) logins: Option<(usize, u64)>,
}

impl Faults {
    /// The fault for this request, if one was planned.
    pub(crate) fn take(&mut self, method: &str, path: &str) -> Option<Fault> {
        let is_answer = path.starts_with("/interactions/") || path.starts_with("/webhooks/");
        let fits = |plan: &Planned| {
            (plan.method.is_empty() || plan.method == method)
                && path.contains(&plan.part)
                && !(plan.beside_answers && is_answer)
        };
        let at = self.planned.iter().position(fits)?;
        if self.planned[at].skip > 0 {
            self.planned[at].skip -= 1;
            return None;
        }
        self.planned[at].left -= 1;
        let fault = self.planned[at].fault.clone();
        if self.planned[at].left == 0 {
            self.planned.remove(at);
        }
        Some(fault)
    }
}

/// Plans faults; each hits the next request that fits `on`, or any.
#[derive(Clone)]
pub struct FaultPlan {
    sandbox: Sandbox,
    method: String,
    part: String,
    beside_answers: bool,
    skip: usize,
    times: usize,
}

impl FaultPlan {
    pub(crate) fn new(sandbox: Sandbox) -> Self {
        Self {
            sandbox,
            method: String::new(),
            part: String::new(),
            beside_answers: false,
            skip: 0,
            times: 1,
        }
    }

    /// Only requests with this method (empty: any) whose path below `/api/v10` contains `part`.
    #[must_use]
    pub fn on(&self, method: &str, part: &str) -> Self {
        Self {
            method: method.to_owned(),
            part: part.to_owned(),
            ..self.clone()
        }
    }

    /// Only requests that answer no interaction.
    #[must_use]
    pub fn beside_answers(&self) -> Self {
        Self {
            beside_answers: true,
            ..self.clone()
        }
    }

    /// Not the next request, but the one after so many others that fit.
    #[must_use]
    pub fn after(&self, others: usize) -> Self {
        Self {
            skip: others,
            ..self.clone()
        }
    }

    /// Not only the next request, but the next `times`.
    #[must_use]
    pub fn times(&self, times: usize) -> Self {
        Self {
            times: times.max(1),
            ..self.clone()
        }
    }

    /// Acts on the next request, then drops the connection instead of answering.
    pub fn lose_next_answer(&self) {
        self.plan(Fault::LoseAnswer);
    }

    /// Drops the connection of the next request without acting on it.
    pub fn lose_next_request(&self) {
        self.plan(Fault::LoseRequest);
    }

    /// Answers the next request with this status without acting; with code 0 the body is HTML, as from a proxy.
    pub fn answer_next(&self, status: u16, code: u32) {
        self.plan(Fault::Answer(status, code));
    }

    /// Acts on the next request, then answers it with this status and a page of HTML.
    pub fn answer_next_late(&self, status: u16) {
        self.plan(Fault::AnswerLate(status));
    }

    /// Answers the next request with 429.
    pub fn rate_limit_next(&self, retry_after: Duration, global: bool) {
        self.plan(Fault::RateLimit(retry_after, global));
    }

    /// Lets the next request wait before it is acted on.
    pub fn delay_next(&self, by: Duration) {
        self.plan(Fault::Delay(by));
    }

    /// Acts on the next request and keeps its answer until the guard is released or dropped.
    pub fn hold_next_answer(&self) -> Held {
        let gate = Arc::new(Notify::new());
        self.plan(Fault::HoldAnswer(Arc::clone(&gate)));
        Held(gate)
    }

    /// Does not act on the next request until the guard is released or dropped.
    pub fn hold_next_request(&self) -> Held {
        let gate = Arc::new(Notify::new());
        self.plan(Fault::HoldRequest(Arc::clone(&gate)));
        Held(gate)
    }

    /// Forgets every fault that was planned and has not happened.
    pub fn clear(&self) {
        self.sandbox.lock().faults.planned.clear();
    }

    fn plan(&self, fault: Fault) {
        let planned = Planned {
            method: self.method.clone(),
            part: self.part.clone(),
            fault,
            beside_answers: self.beside_answers,
            skip: self.skip,
            left: self.times,
        };
        self.sandbox.lock().faults.planned.push(planned);
    }
}

/// Something held back; dropping it lets it go.
#[derive(Debug)]
pub struct Held(Arc<Notify>);

impl Held {
    /// Lets it go.
    pub fn release(self) {
        drop(self);
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.notify_one();
    }
}
