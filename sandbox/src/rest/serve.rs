//! One call from its arrival to its answer: faults, limits, the route, the transcript.

use std::future::pending;
use std::sync::Arc;

use axum::extract::{ConnectInfo, State};
use axum::response::Response;
use serde_json::Value;

use super::request::Request;
use super::{Reply, respond, routes};
use crate::discord::Discord;
use crate::error::ApiError;
use crate::faults::Fault;
use crate::rate::Verdict;
use crate::sandbox::Shared;
use crate::server::Link;
use crate::transcript::RestCall;

/// Serves one call.
pub(crate) async fn serve(
    State(shared): State<Arc<Shared>>,
    ConnectInfo(link): ConnectInfo<Link>,
    incoming: axum::extract::Request,
) -> Response {
    let request = match Request::read(incoming).await {
        Ok(request) => request,
        Err(error) => {
            shared.lock().transcript.refused.push(error.message.clone());
            return respond::answer(Err(error), None);
        }
    };
    let (fault, offline, latency) = {
        let mut discord = shared.lock();
        (
            discord
                .faults
                .take(&request.method, &format!("/{}", request.path)),
            discord.faults.offline,
            discord.settings.latency,
        )
    };
    if offline {
        return cut(&link).await;
    }
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    match &fault {
        Some(Fault::LoseRequest) => return cut(&link).await,
        Some(Fault::Delay(by)) => tokio::time::sleep(*by).await,
        Some(Fault::HoldRequest(gate)) => gate.notified().await,
        Some(
            Fault::LoseAnswer
            | Fault::AnswerLate(_)
            | Fault::Answer(..)
            | Fault::RateLimit(..)
            | Fault::HoldAnswer(_),
        )
        | None => {}
    }
    let response = match fault {
        Some(Fault::Answer(status, code)) => planned(&shared, &request, status, code),
        Some(Fault::RateLimit(after, global)) => respond::too_many(after, global, None),
        Some(
            Fault::LoseAnswer
            | Fault::AnswerLate(_)
            | Fault::LoseRequest
            | Fault::Delay(_)
            | Fault::HoldAnswer(_)
            | Fault::HoldRequest(_),
        )
        | None => act(&mut shared.lock(), &request),
    };
    match fault {
        Some(Fault::LoseAnswer) => cut(&link).await,
        Some(Fault::AnswerLate(status)) => respond::html(status),
        Some(Fault::HoldAnswer(gate)) => {
            gate.notified().await;
            response
        }
        Some(
            Fault::LoseRequest
            | Fault::Answer(..)
            | Fault::RateLimit(..)
            | Fault::Delay(_)
            | Fault::HoldRequest(_),
        )
        | None => response,
    }
}

/// Ends the connection; the answer is never written.
async fn cut(link: &Link) -> Response {
    link.cut();
    pending().await
}

fn planned(shared: &Shared, request: &Request, status: u16, code: u32) -> Response {
    let error = ApiError {
        status,
        code,
        message: format!("{status}: as planned"),
        errors: None,
    };
    let reply = Err(error);
    note(&mut shared.lock(), request, &reply);
    if code == 0 && status >= 500 {
        respond::html(status)
    } else {
        respond::answer(reply, None)
    }
}

fn act(discord: &mut Discord, request: &Request) -> Response {
    let verdict = if request.counts() {
        let verdict = discord.rates.count(
            &discord.settings,
            &request.method,
            &request.route(),
            request.major(),
        );
        if let Some(scope) = verdict.refused {
            note(
                discord,
                request,
                &Err(ApiError {
                    status: 429,
                    code: 0,
                    message: "rate limited".to_owned(),
                    errors: None,
                }),
            );
            return respond::too_many(
                verdict.reset_after,
                scope == crate::rate::Scope::Global,
                Some(&verdict),
            );
        }
        Some(verdict)
    } else {
        None
    };
    let verdict: Option<Verdict> = verdict;
    let reply = if request.needs_token() && request.token != discord.settings.token {
        Err(ApiError::unauthorized())
    } else {
        request
            .check_reason()
            .and_then(|()| routes::route(discord, request))
    };
    note(discord, request, &reply);
    if request.method != "GET" {
        discord.changed();
    }
    respond::answer(reply, verdict.as_ref())
}

/// Keeps the call in the transcript, and what was wrong with it.
fn note(discord: &mut Discord, request: &Request, reply: &Reply) {
    let what = || format!("{} /{}", request.method, request.path);
    let (status, answer) = match reply {
        Ok(answer) => (answer.status, answer.body.clone()),
        Err(error) => (error.status, Some(error.body())),
    };
    #[cfg(feature = "contract")]
    crate::contract::call(discord, request, reply);
    if status == 501 {
        discord.transcript.unknown.push(what());
    }
    if let Err(error) = reply
        && error.is_invalid()
    {
        discord
            .transcript
            .refused
            .push(format!("{}: {}", what(), error.body()));
    }
    discord.transcript.request(|| RestCall {
        method: request.method.clone(),
        path: format!("/{}", request.path),
        route: request.route(),
        query: request.raw_query.clone(),
        body: request.body.clone(),
        reason: request.reason.clone(),
        status,
        answer: answer.unwrap_or(Value::Null),
    });
}
