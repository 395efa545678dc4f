//! What is read from serenity's interactions.

use serenity::all as discord;

use crate::actor::Actor;
use crate::command::Chosen;
use crate::config::Config;
use crate::ids::{RoleId, UserId};
use crate::text::Lang;

/// What all kinds of interactions say of themselves.
pub(super) struct From<'a> {
    pub(super) guild: Option<discord::GuildId>,
    pub(super) member: Option<&'a discord::Member>,
    user: &'a discord::User,
    locale: &'a str,
    pub(super) channel: discord::ChannelId,
    pub(super) id: discord::InteractionId,
    pub(super) token: &'a str,
}

impl<'a> From<'a> {
    pub(super) fn command(command: &'a discord::CommandInteraction) -> Self {
        Self {
            guild: command.guild_id,
            member: command.member.as_deref(),
            user: &command.user,
            locale: &command.locale,
            channel: command.channel_id,
            id: command.id,
            token: &command.token,
        }
    }

    pub(super) fn component(component: &'a discord::ComponentInteraction) -> Self {
        Self {
            guild: component.guild_id,
            member: component.member.as_ref(),
            user: &component.user,
            locale: &component.locale,
            channel: component.channel_id,
            id: component.id,
            token: &component.token,
        }
    }

    pub(super) fn modal(modal: &'a discord::ModalInteraction) -> Self {
        Self {
            guild: modal.guild_id,
            member: modal.member.as_ref(),
            user: &modal.user,
            locale: &modal.locale,
            channel: modal.channel_id,
            id: modal.id,
            token: &modal.token,
        }
    }

    /// Who acts, as Discord shows them now.
    pub(super) fn actor(&self, config: &Config) -> Actor {
        let roles: Vec<RoleId> = self
            .member
            .map(|member| member.roles.iter().map(|role| (*role).into()).collect())
            .unwrap_or_default();
        let permissions = self.member.and_then(|member| member.permissions);
        let can_manage_server = permissions.is_some_and(|permissions| {
            permissions.intersects(
                discord::Permissions::MANAGE_GUILD | discord::Permissions::ADMINISTRATOR,
            )
        });
        Actor::new(
            UserId::from(self.user.id),
            Lang::from_locale(self.locale),
            &roles,
            can_manage_server,
            config,
        )
    }
}

/// Whether only who pressed sees this message.
pub(super) fn is_private(message: &discord::Message) -> bool {
    let flags = message.flags.unwrap_or_default();
    flags.contains(discord::MessageFlags::EPHEMERAL)
}

/// The inputs' `custom_id`s and what was typed.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "Discord may add kinds of inputs"
)]
pub(super) fn inputs(modal: &discord::ModalInteraction) -> Vec<(String, String)> {
    let rows = modal.data.components.iter();
    let components = rows.flat_map(|row| row.components.iter());
    components
        .filter_map(|component| match component {
            discord::ActionRowComponent::InputText(input) => Some((
                input.custom_id.clone(),
                input.value.clone().unwrap_or_default(),
            )),
            _ => None,
        })
        .collect()
}

/// Whom somebody chose in a menu of people.
pub(super) fn chosen(data: &discord::ComponentInteractionData) -> Option<Chosen> {
    let discord::ComponentInteractionDataKind::UserSelect { values } = &data.kind else {
        return None;
    };
    let user = values.first()?;
    let shown = data.resolved.users.get(user);
    Some(Chosen {
        user: (*user).into(),
        is_bot: shown.is_some_and(|shown| shown.bot),
    })
}

/// What somebody chose in a menu of words.
pub(super) fn picked(data: &discord::ComponentInteractionData) -> Option<&str> {
    let discord::ComponentInteractionDataKind::StringSelect { values } = &data.kind else {
        return None;
    };
    values.first().map(String::as_str)
}
