//! Every call and event, held against what others know of Discord: its OpenAPI description and the model of `twilight`.
//!
//! Only with the feature `contract`. What does not fit becomes a complaint, so that a story that checks its complaints
//! fails.

mod description;
mod exceptions;
mod why;

use serde::de::DeserializeSeed;
use serde_json::Value;
use twilight_model::gateway::event::GatewayEventDeserializer;

use crate::discord::Discord;
use crate::rest::request::Request;
use crate::sandbox::Shared;
use description::{Description, Side};

/// Reads the description; to be called before anything is answered, so that its absence is noticed at once.
pub(crate) fn load() {
    Description::get();
}

/// Holds a call and its answer against the description.
pub(crate) fn call(discord: &mut Discord, request: &Request, status: u16, answer: Option<&Value>) {
    let complaints: Vec<String> = faults(request, status, answer)
        .into_iter()
        .map(|why| format!("contract: {} /{}: {why}", request.method, request.path))
        .collect();
    discord.complaints.extend(complaints);
}

fn faults(request: &Request, status: u16, answer: Option<&Value>) -> Vec<String> {
    let description = Description::get();
    let Some(operation) = description.operation(&request.method, &request.path) else {
        return vec!["Discord documents no such call".to_owned()];
    };
    let mut faults = Vec::new();
    for (name, value) in &request.query {
        match operation.query(name) {
            None => faults.push(format!("query: {name} is not documented")),
            Some(at) => {
                // Text in the address stands for a number or a flag too.
                let text = Value::String(value.clone());
                let typed = serde_json::from_str(value).unwrap_or(Value::Null);
                let is_wrong = |value| description.fault(Side::Request, &at, value);
                if is_wrong(&typed).is_some()
                    && let Some(why) = is_wrong(&text)
                {
                    faults.push(format!("query: {name}{why}"));
                }
            }
        }
    }
    // A body that the sandbox refused as well may be what a story is about.
    if status != 400 {
        let body = (!request.body.is_null()).then_some(&request.body);
        let fault = description.content(Side::Request, operation.request(), body);
        faults.extend(fault.map(|why| format!("body{why}")));
    }
    // The limits answer in a form of their own; of 5xx nothing is documented.
    if status < 500 && status != 429 {
        match operation.response(status) {
            None => faults.push(format!("answer: {status} is not documented")),
            Some(documented) => {
                let fault = description.content(Side::Response, Some(documented), answer);
                faults.extend(fault.map(|why| format!("answer {status}{why}")));
            }
        }
    }
    faults
}

/// Reads a frame of the gateway as a client that shares no code with this one does.
pub(crate) fn frame(shared: &Shared, frame: &str) {
    let Some(reader) = GatewayEventDeserializer::from_json(frame) else {
        let complaint = "contract: a frame without an opcode".to_owned();
        return shared.lock().complaints.push(complaint);
    };
    let name = reader.event_type().unwrap_or("without a name").to_owned();
    let mut json = serde_json::Deserializer::from_str(frame);
    if let Err(error) = reader.deserialize(&mut json) {
        let complaint = format!("contract: event {name}: {error}");
        shared.lock().complaints.push(complaint);
    }
}
