//! Every call and event, held against what others know of Discord: its OpenAPI description and the model of `twilight`.
//!
//! Only with the feature `contract`. What does not fit becomes a complaint, so that a story that checks its complaints
//! fails.

mod description;
mod exceptions;
mod why;

use serde::de::DeserializeSeed;
use serde_json::json;
use twilight_model::gateway::event::GatewayEventDeserializer;

use crate::discord::Discord;
use crate::error::ApiError;
use crate::rest::Reply;
use crate::rest::request::Request;
use crate::sandbox::Shared;
use description::{Description, Side};

/// Reads the description; to be called before anything is answered, so that its absence is noticed at once.
pub(crate) fn load() {
    Description::get();
}

/// Holds a call and its answer against the description.
pub(crate) fn call(discord: &mut Discord, request: &Request, reply: &Reply) {
    let complaints: Vec<String> = faults(request, reply)
        .into_iter()
        .map(|why| format!("contract: {} /{}: {why}", request.method, request.path))
        .collect();
    discord.complaints.extend(complaints);
}

fn faults(request: &Request, reply: &Reply) -> Vec<String> {
    let description = Description::get();
    let Some(operation) = description.operation(&request.method, &request.path) else {
        return vec!["Discord documents no such call".to_owned()];
    };
    let (status, answer) = match reply {
        Ok(answer) => (answer.status, answer.body.clone()),
        Err(error) => (error.status, Some(error.body())),
    };
    // What the sandbox finds invalid as well is a complaint already, which a story may have provoked.
    let is_refused = reply.as_ref().is_err_and(ApiError::is_invalid);
    let mut faults = Vec::new();
    for (name, value) in &request.query {
        let at = operation.query(name);
        let why = match at {
            None => Some(": not documented".to_owned()),
            Some(_) if is_refused => None,
            Some(at) => description.text_fault(&at, value),
        };
        faults.extend(why.map(|why| format!("query {name}{why}")));
    }
    if !is_refused {
        let has_body = !request.body.is_null();
        let only_files = (!has_body && !request.files.is_empty()).then(|| json!({}));
        let body = has_body.then_some(&request.body).or(only_files.as_ref());
        let why = description.content(Side::Request, operation.request(), body);
        faults.extend(why.map(|why| format!("body{why}")));
    }
    // The limits answer in a form of their own; of 5xx nothing is documented.
    if status < 500 && status != 429 {
        let why = match operation.response(status) {
            None => Some(": not documented".to_owned()),
            documented => description.content(Side::Response, documented, answer.as_ref()),
        };
        faults.extend(why.map(|why| format!("answer {status}{why}")));
    }
    faults
}

/// Reads a frame of the gateway as a client that shares no code with this one does.
pub(crate) fn frame(shared: &Shared, frame: &str) {
    let Some(reader) = GatewayEventDeserializer::from_json(frame) else {
        let complaint = "contract: a frame without an opcode".to_owned();
        return shared.lock().complaints.push(complaint);
    };
    let name = reader.event_type().map(str::to_owned);
    let form = name.as_deref().map(exceptions::form);
    let reader = GatewayEventDeserializer::new(reader.op(), form);
    let mut json = serde_json::Deserializer::from_str(frame);
    if let Err(error) = reader.deserialize(&mut json) {
        let name = name.as_deref().unwrap_or("without a name");
        let complaint = format!("contract: event {name}: {error}");
        shared.lock().complaints.push(complaint);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::faults;
    use crate::error::ApiError;
    use crate::rest::Answer;
    use crate::rest::request::Request;

    fn answered(path: &str, status: u16, body: Value) -> Vec<String> {
        let body = Some(body);
        faults(&Request::get(path), &Ok(Answer { status, body }))
    }

    #[test]
    fn answers_must_be_what_discord_says() {
        assert_eq!(
            answered("gateway", 200, json!({"url": "ws://x"})),
            Vec::<String>::new()
        );
        assert_eq!(
            answered("gateway", 200, json!({})),
            ["answer 200: \"url\" is a required property"]
        );
        assert_eq!(
            answered("gateway", 201, json!({})),
            ["answer 201: not documented"]
        );
    }

    #[test]
    fn so_must_refusals() {
        let mut refusal = ApiError::invalid("name", "BASE_TYPE_REQUIRED", "needed");
        let refused = |error: &ApiError| faults(&Request::get("channels/1"), &Err(error.clone()));
        assert_eq!(refused(&refusal), Vec::<String>::new());
        refusal.errors = Some(json!({"name": "needed"}));
        assert_eq!(
            refused(&refusal),
            ["answer 400/errors/name: it is not of type \"object\""]
        );
    }
}
