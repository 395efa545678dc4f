//! Why a value does not fit, in a few words and without the value.

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

/// The first fault, as `/path: what`; `None` if there is none.
pub(super) fn first(validator: &Validator, value: &Value) -> Option<String> {
    let error = validator.iter_errors(value).next()?;
    let error = deepest(&error);
    Some(format!(
        "{}: {}",
        error.instance_path(),
        error.masked_with("it")
    ))
}

/// Of several alternatives the one that the value comes nearest to: not one for another type of thing, and the one
/// whose fault lies deepest.
fn deepest<'a>(error: &'a ValidationError<'a>) -> &'a ValidationError<'a> {
    let (ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context }) =
        error.kind()
    else {
        return error;
    };
    let of_type = |fault: &ValidationError<'_>| {
        fault.instance_path().as_str() == format!("{}/type", error.instance_path())
    };
    let nearest = context
        .iter()
        .filter(|branch| !branch.iter().any(of_type))
        .filter_map(|branch| branch.first())
        .map(deepest)
        .max_by_key(|inner| inner.instance_path().as_str().matches('/').count());
    nearest.unwrap_or(error)
}
