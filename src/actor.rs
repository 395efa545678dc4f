//! Who acts: what a rule may know of the person who pressed, typed or clicked.

use crate::config::Config;
use crate::ids::{RoleId, UserId};
use crate::text::Lang;

/// A person as the interaction shows them now. Rights are read from here at each use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Their Discord id.
    pub user: UserId,
    /// The language their client asks for.
    pub lang: Lang,
    /// Holds the mentor role.
    pub is_mentor: bool,
    /// Holds the owner role or Manage Server.
    pub is_owner: bool,
}

impl Actor {
    /// Reads an actor from what Discord says of them in the interaction.
    pub fn new(
        user: UserId,
        lang: Lang,
        roles: &[RoleId],
        can_manage_server: bool,
        config: &Config,
    ) -> Self {
        let holds = |role: Option<RoleId>| role.is_some_and(|role| roles.contains(&role));
        Self {
            user,
            lang,
            is_mentor: holds(config.roles.mentor),
            is_owner: can_manage_server || holds(config.roles.owner),
        }
    }
}

impl Actor {
    /// Whether they run the salon: a mentor, or the owner, who may do all that mentors do.
    pub const fn is_staff(&self) -> bool {
        self.is_mentor || self.is_owner
    }

    /// Lets only the owner go on.
    ///
    /// # Errors
    /// Refused for everyone else.
    pub fn must_be_owner(&self) -> crate::error::Result<()> {
        if self.is_owner {
            return Ok(());
        }
        Err(crate::error::Error::Refused(crate::text::Text::new(
            "only-owner",
        )))
    }

    /// Lets only mentors go on (and the owner, who may do all that mentors do).
    ///
    /// # Errors
    /// Refused for everyone else.
    pub fn must_be_mentor(&self) -> crate::error::Result<()> {
        if self.is_staff() {
            return Ok(());
        }
        Err(crate::error::Error::Refused(crate::text::Text::new(
            "only-mentors",
        )))
    }
}
