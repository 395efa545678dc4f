//! Making views: what the state looks like to one person.

mod parts;

pub(crate) use parts::modal;

use parts::{attachment, embed, row};

use crate::Id;
use crate::permissions::VIEW_CHANNEL;
use crate::person::localised;
use crate::rest::send_bit;
use crate::state::{Channel, Message, State, flag};
use crate::view::{
    AnswersView, AuthorView, ChannelView, MemberView, MessageView, PingsView, RoleView, TagView,
};

impl State {
    /// A message.
    pub(crate) fn message_view(&self, message: &Message, reader: Id) -> MessageView {
        let thread = self
            .channels
            .get(&message.id)
            .filter(|thread| thread.thread.is_some() && thread.id != message.channel);
        MessageView {
            id: message.id,
            channel_id: message.channel,
            author: self.author_view(message.author),
            content: message.content.clone(),
            embeds: message.embeds.iter().map(embed).collect(),
            rows: message.components.iter().map(row).collect(),
            attachments: message.attachments.iter().map(attachment).collect(),
            ephemeral: message.ephemeral_for.is_some(),
            loading: message.flags & flag::LOADING != 0,
            pinned: message.pinned,
            timestamp: message.timestamp,
            edited: message.edited,
            answers: message.answered.as_ref().map(|answered| AnswersView {
                command: self.command_name(&answered.command, reader),
                user: answered.user,
                user_name: self.display_name(answered.user),
            }),
            replies_to: message.reference,
            thread: thread
                .filter(|thread| self.may(reader, thread.id, VIEW_CHANNEL))
                .map(|thread| self.channel_view(thread, reader)),
            pings: PingsView {
                everyone: message.pings.everyone,
                users: message.pings.users.clone(),
                roles: message.pings.roles.clone(),
            },
        }
    }

    /// A channel, thread or DM.
    pub(crate) fn channel_view(&self, channel: &Channel, reader: Id) -> ChannelView {
        let parent = channel.parent.and_then(|parent| self.channels.get(&parent));
        let tag = |id: &Id| {
            parent
                .and_then(|parent| parent.tags.iter().find(|tag| tag.id == *id))
                .map(|tag| tag.name.clone())
        };
        let thread = channel.thread.as_ref();
        ChannelView {
            id: channel.id,
            name: if channel.is_dm() {
                self.display_name(self.bot)
            } else {
                channel.name.clone()
            },
            kind: channel.kind,
            parent: channel.parent,
            topic: channel.topic.clone(),
            position: channel.position,
            can_post: self.may(reader, channel.id, send_bit(channel))
                && thread.is_none_or(|thread| !thread.locked),
            available_tags: channel
                .tags
                .iter()
                .map(|tag| TagView {
                    id: tag.id,
                    name: tag.name.clone(),
                })
                .collect(),
            tags: thread
                .map(|thread| thread.applied.iter().filter_map(tag).collect())
                .unwrap_or_default(),
            archived: thread.is_some_and(|thread| thread.archived),
            locked: thread.is_some_and(|thread| thread.locked),
            owner: thread.map(|thread| thread.owner),
            followers: thread
                .map(|thread| thread.members.iter().copied().collect())
                .unwrap_or_default(),
            last_message: channel.last_message,
            messages: self.messages.get(&channel.id).map_or(0, |all| {
                all.values()
                    .filter(|message| message.shown_to(reader))
                    .count()
            }),
        }
    }

    /// A member, or a user who is none.
    pub(crate) fn member_view(&self, id: Id) -> MemberView {
        let user = self.users.get(&id);
        let held = self
            .guild
            .members
            .get(&id)
            .map(|member| member.roles.as_slice())
            .unwrap_or_default();
        let mut roles: Vec<RoleView> = held
            .iter()
            .filter_map(|id| self.guild.roles.get(id))
            .map(|role| RoleView {
                id: role.id,
                name: role.name.clone(),
                colour: role.colour,
                position: role.position,
            })
            .collect();
        roles.sort_by_key(|role| std::cmp::Reverse(role.position));
        MemberView {
            id,
            username: user.map(|user| user.username.clone()).unwrap_or_default(),
            name: self.display_name(id),
            bot: user.is_some_and(|user| user.bot),
            owner: self.guild.owner == id,
            locale: user.map(|user| user.locale.clone()).unwrap_or_default(),
            roles,
        }
    }

    /// Full name of a command in the reader's language; what is no command stays as it is.
    fn command_name(&self, path: &str, reader: Id) -> String {
        let locale = self
            .users
            .get(&reader)
            .map_or("en-US", |user| user.locale.as_str());
        let named = |name: &str| self.commands.iter().find(|command| command.name == name);
        // The name of a menu command may have blanks in it.
        if let Some(command) = named(path) {
            return localised(&command.definition, "name", locale);
        }
        let mut words = path.split(' ');
        let Some(command) = words.next().and_then(named) else {
            return path.to_owned();
        };
        let mut translated = vec![localised(&command.definition, "name", locale)];
        let mut step = &command.definition;
        for word in words {
            let mut inner = step["options"].as_array().into_iter().flatten();
            let Some(found) = inner.find(|option| option["name"] == *word) else {
                return path.to_owned();
            };
            translated.push(localised(found, "name", locale));
            step = found;
        }
        translated.join(" ")
    }

    fn author_view(&self, id: Id) -> AuthorView {
        let member = self.member_view(id);
        let colour = member
            .roles
            .iter()
            .map(|role| role.colour)
            .find(|colour| *colour != 0)
            .unwrap_or(0);
        AuthorView {
            id,
            name: member.name,
            bot: member.bot,
            colour,
        }
    }
}
