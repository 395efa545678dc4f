//! Forms, embeds, buttons and menus, out of Discord's JSON.

use serde_json::Value;

use crate::Id;
use crate::view::{
    AttachmentView, ButtonView, ComponentView, EmbedView, FieldView, InputView, ModalView,
    SelectOptionView, SelectView,
};

/// The form of a callback.
pub(crate) fn modal(interaction: Id, data: &Value) -> ModalView {
    let rows = data["components"].as_array().into_iter().flatten();
    let inputs = rows
        .filter_map(|row| row["components"].get(0))
        .map(|input| InputView {
            custom_id: text(&input["custom_id"]).unwrap_or_default(),
            label: text(&input["label"]).unwrap_or_default(),
            paragraph: input["style"].as_u64() == Some(2),
            placeholder: text(&input["placeholder"]),
            value: text(&input["value"]),
            required: input["required"].as_bool().unwrap_or(true),
            min_length: number(&input["min_length"], 0),
            max_length: number(&input["max_length"], 4000),
        });
    ModalView {
        interaction,
        custom_id: text(&data["custom_id"]).unwrap_or_default(),
        title: text(&data["title"]).unwrap_or_default(),
        inputs: inputs.collect(),
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn number(value: &Value, default: usize) -> usize {
    value
        .as_u64()
        .and_then(|number| usize::try_from(number).ok())
        .unwrap_or(default)
}

/// A file under a message.
pub(super) fn attachment(file: &crate::state::Attachment) -> AttachmentView {
    AttachmentView {
        id: file.id,
        filename: file.filename.clone(),
        url: file.url.clone(),
        size: file.size,
        content_type: file.content_type.clone(),
    }
}

/// An embed.
pub(super) fn embed(embed: &Value) -> EmbedView {
    let fields = embed["fields"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|field| FieldView {
            name: text(&field["name"]).unwrap_or_default(),
            value: text(&field["value"]).unwrap_or_default(),
            inline: field["inline"].as_bool().unwrap_or(false),
        });
    EmbedView {
        title: text(&embed["title"]),
        url: text(&embed["url"]),
        description: text(&embed["description"]),
        colour: embed["color"]
            .as_u64()
            .and_then(|colour| u32::try_from(colour).ok()),
        author: text(&embed["author"]["name"]),
        fields: fields.collect(),
        footer: text(&embed["footer"]["text"]),
        image: text(&embed["image"]["url"]),
        thumbnail: text(&embed["thumbnail"]["url"]),
        timestamp: text(&embed["timestamp"]),
    }
}

/// A row of components.
pub(super) fn row(row: &Value) -> Vec<ComponentView> {
    row["components"]
        .as_array()
        .into_iter()
        .flatten()
        .map(component)
        .collect()
}

fn component(one: &Value) -> ComponentView {
    let disabled = one["disabled"].as_bool().unwrap_or(false);
    let of = match one["type"].as_u64() {
        Some(3) => "text",
        Some(5) => "user",
        Some(6) => "role",
        Some(7) => "mentionable",
        Some(8) => "channel",
        _ => {
            return ComponentView::Button(ButtonView {
                label: text(&one["label"]).unwrap_or_default(),
                emoji: text(&one["emoji"]["name"]),
                custom_id: text(&one["custom_id"]),
                url: text(&one["url"]),
                style: one["style"]
                    .as_u64()
                    .and_then(|style| u8::try_from(style).ok())
                    .unwrap_or(1),
                disabled,
            });
        }
    };
    let options = one["options"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|option| SelectOptionView {
            label: text(&option["label"]).unwrap_or_default(),
            value: text(&option["value"]).unwrap_or_default(),
            description: text(&option["description"]),
            default: option["default"].as_bool().unwrap_or(false),
        });
    ComponentView::Select(SelectView {
        custom_id: text(&one["custom_id"]).unwrap_or_default(),
        of,
        placeholder: text(&one["placeholder"]),
        options: options.collect(),
        min_values: number(&one["min_values"], 1),
        max_values: number(&one["max_values"], 1),
        disabled,
    })
}
