//! An interaction as Discord writes it.

use serde_json::{Value, json};

use crate::Id;
use crate::discord::Discord;
use crate::interaction::kind;
use crate::person::Question;

impl Discord {
    /// The body of `INTERACTION_CREATE`.
    pub(crate) fn interaction_json(
        &self,
        id: Id,
        token: &str,
        user: Id,
        question: &Question,
    ) -> Value {
        let state = &self.state;
        let channel = state.channels.get(&question.channel);
        let dm = channel.is_some_and(crate::state::Channel::is_dm);
        let mut body = json!({
            "id": id,
            "application_id": state.application,
            "type": question.kind,
            "token": token,
            "version": 1,
            "data": question.data,
            "channel_id": question.channel,
            "channel": channel.map(|channel| state.partial_channel_json(channel, state.permissions(user, channel.id))),
            "locale": state.users.get(&user).map_or("en-US", |user| user.locale.as_str()),
            "app_permissions": state.permissions(state.bot, question.channel).to_string(),
            "entitlements": [],
            "entitlement_sku_ids": [],
            "authorizing_integration_owners": {"0": if dm { "0".to_owned() } else { state.guild.id.to_string() }},
            "context": u8::from(dm),
            "attachment_size_limit": 10_485_760,
        });
        if dm {
            body["user"] = state.user_json(user);
        } else {
            body["guild_id"] = json!(state.guild.id);
            body["guild_locale"] = json!(state.guild.locale);
            body["guild"] = json!({"id": state.guild.id, "locale": state.guild.locale, "features": ["COMMUNITY"]});
            body["member"] = state.member_in_json(user, question.channel);
        }
        let message = question.component_of.and_then(|id| state.message(id));
        if let Some(message) =
            message.filter(|_| matches!(question.kind, kind::COMPONENT | kind::MODAL))
        {
            body["message"] = state.message_json(message);
        }
        body
    }
}
