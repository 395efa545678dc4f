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

/// Of several alternatives the one that the value comes nearest to: where the fault lies deepest.
fn deepest<'a>(error: &'a ValidationError<'a>) -> &'a ValidationError<'a> {
    let (ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context }) =
        error.kind()
    else {
        return error;
    };
    let nearest = context
        .iter()
        .filter_map(|branch| branch.first())
        .map(deepest)
        .max_by_key(|inner| inner.instance_path().as_str().matches('/').count());
    nearest.unwrap_or(error)
}
