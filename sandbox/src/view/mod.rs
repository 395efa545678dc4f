//! What a person sees on the screen: messages, forms, command lists, channels.
//!
//! Views are copies, made for one person at one moment; they serialise for the demo page.

mod command;
mod component;
mod embed;
mod message;
mod place;

pub use command::{Choice, CommandView, OptionView};
pub use component::{
    ButtonView, ComponentView, InputView, ModalView, SelectOptionView, SelectView,
};
pub use embed::{AttachmentView, EmbedView, FieldView};
pub use message::{AnswersView, AuthorView, MessageView, PingsView};
pub use place::{ChannelView, MemberView, RoleView, TagView};
