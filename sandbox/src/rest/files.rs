//! Attachments: kept when they come in, given out again under their URL.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
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

impl Discord {
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
        for file in files {
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
