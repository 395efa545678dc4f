//! Where the others are not taken at their word: they are wrong there, or say less than Discord does.

use serde_json::{Value, json};

/// What to put at a place of the description, and why.
struct Exception {
    at: &'static str,
    is: fn() -> Value,
    why: &'static str,
}

const EXCEPTIONS: [Exception; 4] = [
    Exception {
        at: "/components/schemas/ApplicationCommandUpdateRequest/properties/default_member_permissions/type",
        is: || json!(["string", "integer", "null"]),
        why: "sets of permissions are written as text, here too",
    },
    Exception {
        at: "/components/schemas/InnerErrors/properties/_errors/items/$ref",
        is: || json!("#/components/schemas/FieldError"),
        why: "the faults of a field have names for codes",
    },
    Exception {
        at: "/components/schemas/FieldError",
        is: || {
            let text = json!({"type": "string"});
            json!({"type": "object", "required": ["code", "message"], "properties": {"code": text, "message": text}})
        },
        why: "the above",
    },
    Exception {
        at: "/components/schemas/MessageAttachmentRequest/properties/id",
        is: || json!({"anyOf": [{"$ref": "#/components/schemas/SnowflakeType"}, {"type": "integer", "minimum": 0}]}),
        why: "a new file is named by its place in the request, which Discord's guide writes as a number",
    },
];

/// Puts the description right.
pub(super) fn apply(document: &mut Value) {
    for exception in EXCEPTIONS {
        let (parent, name) = exception.at.rsplit_once('/').expect("a pointer");
        let Some(parent) = document.pointer_mut(parent).and_then(Value::as_object_mut) else {
            panic!(
                "{}: no longer there; the exception was: {}",
                exception.at, exception.why
            );
        };
        parent.insert(name.to_owned(), (exception.is)());
    }
}

/// The event whose form an event has.
pub(super) fn form(event: &str) -> &str {
    match event {
        // `twilight` has both and cannot read them.
        "ENTITLEMENT_UPDATE" | "ENTITLEMENT_DELETE" => "ENTITLEMENT_CREATE",
        other => other,
    }
}
