//! Channels, members and roles in the lists at the sides.

use serde::Serialize;

use crate::Id;

/// A channel or a thread in the list at the left.
#[derive(Clone, Debug, Serialize)]
pub struct ChannelView {
    pub id: Id,
    pub name: String,
    /// Discord's channel type: 0 text, 1 DM, 11 public thread, 12 private thread, 15 forum.
    pub kind: u8,
    pub parent: Option<Id>,
    pub topic: Option<String>,
    pub position: u32,
    pub can_post: bool,
    /// Tags that posts of this forum can carry.
    pub available_tags: Vec<TagView>,
    /// Names of the tags that this post carries.
    pub tags: Vec<String>,
    pub archived: bool,
    pub locked: bool,
    /// Who opened this thread.
    pub owner: Option<Id>,
    /// Who follows this thread.
    pub followers: Vec<Id>,
    pub last_message: Option<Id>,
    pub messages: usize,
}

/// A forum tag.
#[derive(Clone, Debug, Serialize)]
pub struct TagView {
    pub id: Id,
    pub name: String,
}

/// A person in the member list.
#[derive(Clone, Debug, Serialize)]
pub struct MemberView {
    pub id: Id,
    pub username: String,
    /// The name shown in this server.
    pub name: String,
    pub bot: bool,
    pub owner: bool,
    pub locale: String,
    /// Highest first, without @everyone.
    pub roles: Vec<RoleView>,
}

/// A role.
#[derive(Clone, Debug, Serialize)]
pub struct RoleView {
    pub id: Id,
    pub name: String,
    pub colour: u32,
    pub position: u32,
}
