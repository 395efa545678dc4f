//! Bodies and headers of a request as text and JSON.

use axum::extract::{FromRequest, Multipart};
use axum::http::HeaderMap;
use serde_json::Value;

use super::request::Upload;
use crate::error::ApiError;

/// Reads a multipart body: the JSON in it, and the files.
pub(super) async fn multipart(
    incoming: axum::extract::Request,
    files: &mut Vec<Upload>,
) -> Result<Value, ApiError> {
    let broken = |_| ApiError::code(50109);
    let mut parts = Multipart::from_request(incoming, &())
        .await
        .map_err(|_| ApiError::code(50109))?;
    let mut body = Value::Null;
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        let filename = part.file_name().map(str::to_owned);
        let content_type = part.content_type().map(str::to_owned);
        let bytes = part.bytes().await.map_err(broken)?;
        if name == "payload_json" {
            body = serde_json::from_slice(&bytes).map_err(|_| ApiError::code(50109))?;
        } else if let Some(filename) = filename {
            let index = name
                .trim_start_matches("files[")
                .trim_end_matches(']')
                .to_owned();
            files.push(Upload {
                index,
                filename,
                content_type,
                bytes: bytes.to_vec(),
            });
        }
    }
    Ok(body)
}

/// A header as text.
pub(super) fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get(name)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}

/// Undoes URL encoding.
pub(super) fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte = code
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn undoes_url_encoding() {
        assert_eq!(super::decode("%E4%BC%9A%E5%93%A1 a%2"), "会員 a%2");
    }
}
