//! Limits on embeds: each part by itself, and 6000 characters over all.

use serde_json::Value;

use crate::error::Problems;

/// Notes what is wrong with the embeds of a message.
pub(crate) fn check(embeds: &[Value], problems: &mut Problems) {
    if embeds.len() > 10 {
        problems.add(
            "embeds",
            "BASE_TYPE_MAX_LENGTH",
            "Must be 10 or fewer in length.",
        );
    }
    let mut total = 0;
    for (at, embed) in embeds.iter().enumerate() {
        let path = format!("embeds.{at}");
        let mut part = |name: &str, text: &Value, max: usize, min: usize| {
            let text = text.as_str().unwrap_or_default();
            total += text.chars().count();
            problems.length(&format!("{path}.{name}"), text, min, max);
        };
        part("title", &embed["title"], 256, 0);
        part("description", &embed["description"], 4096, 0);
        part(
            "footer.text",
            &embed["footer"]["text"],
            2048,
            usize::from(embed["footer"].is_object()),
        );
        part(
            "author.name",
            &embed["author"]["name"],
            256,
            usize::from(embed["author"].is_object()),
        );
        let fields = embed["fields"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        for (at, field) in fields.iter().enumerate() {
            part(&format!("fields.{at}.name"), &field["name"], 256, 1);
            part(&format!("fields.{at}.value"), &field["value"], 1024, 1);
        }
        if fields.len() > 25 {
            problems.add(
                &format!("{path}.fields"),
                "BASE_TYPE_MAX_LENGTH",
                "Must be 25 or fewer in length.",
            );
        }
        for url in ["url", "image.url", "thumbnail.url"] {
            let value = embed
                .pointer(&format!("/{}", url.replace('.', "/")))
                .and_then(Value::as_str);
            if value.is_some_and(|value| {
                !value.starts_with("http://")
                    && !value.starts_with("https://")
                    && !value.starts_with("attachment://")
            }) {
                problems.add(
                    &format!("{path}.{url}"),
                    "URL_TYPE_INVALID_SCHEME",
                    "Scheme must be one of ('http', 'https').",
                );
            }
        }
    }
    if total > 6000 {
        problems.add(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            "Embed size exceeds maximum size of 6000",
        );
    }
}
