//! Embeds and files under a message.

use serde::Serialize;

use crate::Id;

/// An embed: the box with a coloured edge.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EmbedView {
    pub title: Option<String>,
    pub url: Option<String>,
    pub description: Option<String>,
    pub colour: Option<u32>,
    pub author: Option<String>,
    pub fields: Vec<FieldView>,
    pub footer: Option<String>,
    pub image: Option<String>,
    pub thumbnail: Option<String>,
    pub timestamp: Option<String>,
}

impl EmbedView {
    /// Its texts, a line each.
    pub(super) fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = [&self.author, &self.title, &self.description]
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        for field in &self.fields {
            lines.push(field.name.clone());
            lines.push(field.value.clone());
        }
        lines.extend(self.footer.clone());
        lines
    }
}

/// One field of an embed.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView {
    pub name: String,
    pub value: String,
    pub inline: bool,
}

/// A file under a message.
#[derive(Clone, Debug, Serialize)]
pub struct AttachmentView {
    pub id: Id,
    pub filename: String,
    pub url: String,
    pub size: usize,
    pub content_type: Option<String>,
}
