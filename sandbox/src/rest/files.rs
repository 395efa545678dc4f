//! Attachments: kept when they come in, given out again under their URL.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::Duration;
use serde_json::Value;

use super::request::Upload;
use crate::Id;
use crate::discord::Discord;
use crate::sandbox::Shared;
use crate::state::Attachment;

/// Gives a file out.
pub(crate) async fn serve(
    State(shared): State<Arc<Shared>>,
    Path((_, id, _)): Path<(String, Id, String)>,
) -> Response {
    match shared.lock().state.files.get(&id) {
        // Never as something that a browser would run.
        Some(bytes) => (
            [(header::CONTENT_TYPE, "application/octet-stream")],
            bytes.clone(),
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// For how long the address of a file that went with a command can be used.
const SIGNED_FOR: Duration = Duration::hours(24);

/// Gives a file out that went with a command, as long as its address holds.
pub(crate) async fn serve_signed(
    State(shared): State<Arc<Shared>>,
    Path((channel, id, name)): Path<(String, Id, String)>,
    Query(said): Query<Signature>,
) -> Response {
    let is_over = {
        let discord = shared.lock();
        let until = u64::from_str_radix(&said.ex, 16).unwrap_or(0);
        let now = u64::try_from(discord.clock.now().timestamp()).unwrap_or(u64::MAX);
        until <= now || said.hm != signature(id, until)
    };
    if is_over {
        return StatusCode::NOT_FOUND.into_response();
    }
    serve(State(shared), Path((channel, id, name))).await
}

/// Until when an address holds, since when, and that nobody changed that.
#[derive(Debug, serde::Deserialize)]
pub(crate) struct Signature {
    ex: String,
    hm: String,
}

fn signature(id: Id, until: u64) -> String {
    format!(
        "{:016x}",
        (id.0 ^ until).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    )
}

impl Discord {
    /// The address of a file that goes with a command. Discord's hold for a day.
    pub(crate) fn sign(&self, channel: Id, file: &mut Attachment) {
        let now = self.clock.now();
        let [since, until] =
            [now, now + SIGNED_FOR].map(|at| u64::try_from(at.timestamp()).unwrap_or(0));
        file.url = format!(
            "http://{}/ephemeral-attachments/{channel}/{}/{}?ex={until:x}&is={since:x}&hm={}",
            self.address,
            file.id,
            file.filename,
            signature(file.id, until)
        );
    }

    /// Keeps a file for a channel.
    pub(crate) fn keep_file(
        &mut self,
        channel: Id,
        filename: &str,
        content_type: Option<String>,
        bytes: Vec<u8>,
    ) -> Attachment {
        let id = self.new_id();
        let size = bytes.len();
        self.state.files.insert(id, bytes);
        let safe: String = filename
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || ".-_".contains(c) {
                    c
                } else {
                    '_'
                }
            })
            .collect();
        let url = format!("http://{}/attachments/{channel}/{id}/{safe}", self.address);
        Attachment {
            id,
            filename: safe,
            description: None,
            content_type,
            size,
            url,
        }
    }

    /// Keeps the files of a request, with the descriptions that its `attachments` give them.
    pub(crate) fn keep_uploads(
        &mut self,
        channel: Id,
        files: &[Upload],
        said: &Value,
    ) -> Vec<Attachment> {
        let mut kept = Vec::new();
        for (number, file) in files.iter().enumerate() {
            if files[..number]
                .iter()
                .any(|other| other.index == file.index)
            {
                let complaint = format!("two files of a request are files[{}]", file.index);
                self.complaints.push(complaint);
            }
            let mut attachment = self.keep_file(
                channel,
                &file.filename,
                file.content_type.clone(),
                file.bytes.clone(),
            );
            let said = said
                .as_array()
                .into_iter()
                .flatten()
                .find(|said| plain(&said["id"]) == file.index);
            attachment.description = said
                .and_then(|said| said["description"].as_str())
                .map(str::to_owned);
            kept.push(attachment);
        }
        kept
    }
}

/// A number or text as text.
pub(crate) fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
