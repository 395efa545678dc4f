//! The bot's first answer to an interaction.

use serde_json::{Value, json};

use super::request::Request;
use super::{Reply, done, ok};
use crate::Id;
use crate::discord::Discord;
use crate::error::ApiError;
use crate::interaction::{Progress, kind};
use crate::limits::message::Draft;
use crate::limits::modal;
use crate::pings;
use crate::rest::files::plain;
use crate::state::flag;
use crate::view::Choice;

/// `POST /interactions/{id}/{token}/callback`
pub(crate) fn callback(d: &mut Discord, r: &Request, id: Id, token: &str) -> Reply {
    let deadline = d.settings.ack_deadline;
    let Some(interaction) = d.interactions.get(&id).filter(|known| known.token == token) else {
        return Err(ApiError::code(10062));
    };
    let elapsed = interaction.sent.elapsed();
    if interaction.acked.is_some() {
        d.complaints.push(format!(
            "interaction {} ({}) was answered twice",
            id, interaction.command
        ));
        return Err(ApiError::code(40060));
    }
    if elapsed > deadline {
        d.complaints.push(format!(
            "interaction {} ({}) was answered after {elapsed:?}",
            id, interaction.command
        ));
        return Err(ApiError::code(10062));
    }
    let kind = interaction.kind;
    let answer = r.body["type"].as_u64().unwrap_or(0);
    check_kind(kind, interaction.component_of.is_some(), answer)?;
    let data = r.body.get("data").unwrap_or(&Value::Null);
    let progress = match answer {
        4 => reply(d, r, id, data)?,
        5 => defer(d, r, id, data)?,
        6 => Progress::Accepted,
        7 => update(d, r, id, data)?,
        8 => Progress::Choices(choices(data)?),
        _ => {
            modal::check(data)?;
            Progress::Modal
        }
    };
    let (original, pending) = match &progress {
        Progress::Message(message) => (Some(*message), false),
        Progress::Deferred => (None, true),
        Progress::Waiting
        | Progress::Accepted
        | Progress::Updated(_)
        | Progress::Modal
        | Progress::Choices(_) => (None, false),
    };
    if kind != kind::AUTOCOMPLETE {
        d.transcript.latencies.push(elapsed);
    }
    if let Some(interaction) = d.interactions.get_mut(&id) {
        interaction.acked = Some(elapsed);
        interaction.pending = pending;
        interaction.original = original
            .or(interaction.original)
            .or(if matches!(answer, 6 | 7) {
                interaction.component_of
            } else {
                None
            });
        if answer == 9 {
            interaction.modal = Some(data.clone());
        }
        interaction.progress.send_replace(progress);
    }
    if matches!(
        r.query.get("with_response").map(String::as_str),
        Some("true" | "1")
    ) {
        return ok(with_response(d, id, answer));
    }
    done()
}

/// Which answers fit which questions.
fn check_kind(kind: u8, from_message: bool, answer: u64) -> Result<(), ApiError> {
    let fits = match answer {
        4 | 5 => kind != kind::AUTOCOMPLETE,
        6 | 7 => kind == kind::COMPONENT || (kind == kind::MODAL && from_message),
        8 => kind == kind::AUTOCOMPLETE,
        9 => matches!(kind, kind::COMMAND | kind::COMPONENT),
        _ => false,
    };
    if fits {
        Ok(())
    } else {
        Err(ApiError::invalid(
            "type",
            "INTERACTION_APPLICATION_COMMAND_INVALID_CALLBACK",
            "This answer does not fit the interaction.",
        ))
    }
}

fn reply(d: &mut Discord, r: &Request, id: Id, data: &Value) -> Result<Progress, ApiError> {
    let draft = Draft::read(data, r.files.len())?;
    draft.check_not_empty()?;
    d.check_mentions(&draft, "reply");
    let ephemeral = draft.flags.unwrap_or(0) & flag::EPHEMERAL != 0;
    if let Some(interaction) = d.interactions.get_mut(&id) {
        interaction.ephemeral = ephemeral;
    }
    let message = d.post_reply(r, id, &draft, ephemeral, &data["attachments"])?;
    Ok(Progress::Message(message))
}

/// "Thinking…" is a message like any other until the answer takes its place.
fn defer(d: &mut Discord, r: &Request, id: Id, data: &Value) -> Result<Progress, ApiError> {
    let ephemeral = data["flags"].as_u64().unwrap_or(0) & flag::EPHEMERAL != 0;
    let message = d.post_reply(r, id, &Draft::loading(), ephemeral, &Value::Null)?;
    if let Some(interaction) = d.interactions.get_mut(&id) {
        interaction.ephemeral = ephemeral;
        interaction.original = Some(message);
    }
    Ok(Progress::Deferred)
}

fn update(d: &mut Discord, r: &Request, id: Id, data: &Value) -> Result<Progress, ApiError> {
    let draft = Draft::read(data, r.files.len())?;
    d.check_mentions(&draft, "message update");
    let target = d
        .interactions
        .get(&id)
        .and_then(|known| known.component_of)
        .ok_or_else(|| ApiError::code(10008))?;
    let channel = d
        .state
        .message(target)
        .map(|message| message.channel)
        .ok_or_else(|| ApiError::code(10008))?;
    d.change_message(channel, target, &draft, r, pings::Default::Users)?;
    Ok(Progress::Updated(target))
}

fn choices(data: &Value) -> Result<Vec<Choice>, ApiError> {
    let all = data["choices"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    modal::check_choices(all)?;
    Ok(all
        .iter()
        .map(|choice| Choice {
            name: choice["name"].as_str().unwrap_or_default().to_owned(),
            value: plain(&choice["value"]),
        })
        .collect())
}

fn with_response(d: &Discord, id: Id, answer: u64) -> Value {
    let Some(interaction) = d.interactions.get(&id) else {
        return Value::Null;
    };
    let message = interaction.original.and_then(|id| d.state.message(id));
    let mut resource = json!({"type": answer});
    if let Some(message) = message.filter(|_| matches!(answer, 4 | 7)) {
        resource["message"] = d.state.message_json(message);
    }
    json!({
        "interaction": {
            "id": id,
            "type": interaction.kind,
            "response_message_id": interaction.original,
            "response_message_loading": interaction.pending,
            "response_message_ephemeral": interaction.ephemeral,
        },
        "resource": resource,
    })
}
