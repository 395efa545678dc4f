//! Components as Discord gives them back: numbered, and with what the sender left to it.

use serde_json::{Value, json};

use super::drop_nulls;

/// Numbers the components of a message in the order in which they stand, and fills in what was left out.
pub(crate) fn complete(mut rows: Vec<Value>) -> Vec<Value> {
    let mut last = 0;
    for row in &mut rows {
        fill_in(row, &mut last);
    }
    rows
}

fn fill_in(component: &mut Value, last: &mut u64) {
    if !component.is_object() {
        return;
    }
    drop_nulls(component);
    *last += 1;
    if component["id"].as_u64().unwrap_or(0) == 0 {
        component["id"] = json!(*last);
    }
    if matches!(component["type"].as_u64(), Some(3 | 5..=8)) {
        for field in ["min_values", "max_values"] {
            if component.get(field).is_none() {
                component[field] = json!(1);
            }
        }
    }
    if let Some(inside) = component
        .get_mut("components")
        .and_then(Value::as_array_mut)
    {
        for one in inside {
            fill_in(one, last);
        }
    }
}
