//! Where the description is wrong or says less than Discord does. Everything it is not taken at its word for stands here.

use serde_json::Value;

/// Puts the description right.
pub(super) fn apply(document: &mut Value) {
    let _ = document;
}
