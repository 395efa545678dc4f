//! What one can press or fill in: buttons, menus, forms.

use serde::Serialize;

use crate::Id;

/// Something one can press under a message.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ComponentView {
    Button(ButtonView),
    Select(SelectView),
}

/// A button; one with a `url` is a link and asks the bot nothing.
#[derive(Clone, Debug, Serialize)]
pub struct ButtonView {
    pub label: String,
    pub emoji: Option<String>,
    pub custom_id: Option<String>,
    pub url: Option<String>,
    /// 1 primary, 2 secondary, 3 success, 4 danger, 5 link.
    pub style: u8,
    pub disabled: bool,
}

/// A select menu.
#[derive(Clone, Debug, Serialize)]
pub struct SelectView {
    pub custom_id: String,
    /// What is picked: `text` (from `options`), `user`, `role`, `mentionable` or `channel`.
    pub of: &'static str,
    pub placeholder: Option<String>,
    pub options: Vec<SelectOptionView>,
    pub min_values: usize,
    pub max_values: usize,
    pub disabled: bool,
}

/// One entry of a select menu.
#[derive(Clone, Debug, Serialize)]
pub struct SelectOptionView {
    pub label: String,
    pub value: String,
    pub description: Option<String>,
    pub default: bool,
}

/// A form that the bot opened.
#[derive(Clone, Debug, Serialize)]
pub struct ModalView {
    /// The interaction that was answered by this form; names the open form.
    pub interaction: Id,
    pub custom_id: String,
    pub title: String,
    pub inputs: Vec<InputView>,
}

/// A text field of a form.
#[derive(Clone, Debug, Serialize)]
pub struct InputView {
    pub custom_id: String,
    pub label: String,
    /// Several lines instead of one.
    pub paragraph: bool,
    pub placeholder: Option<String>,
    /// What stands in it at first.
    pub value: Option<String>,
    pub required: bool,
    pub min_length: usize,
    pub max_length: usize,
}
