//! Making views: what the state looks like to one person.

use serde_json::Value;

use crate::Id;
use crate::permissions::VIEW_CHANNEL;
use crate::person::localised;
use crate::rest::posting::send_bit;
use crate::state::{Channel, Message, State, flag};
use crate::view::{
    AnswersView, AttachmentView, AuthorView, ButtonView, ChannelView, ComponentView, EmbedView,
    FieldView, InputView, MemberView, MessageView, ModalView, PingsView, RoleView,
    SelectOptionView, SelectView, TagView,
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
        let mut names = vec![localised(&command.definition, "name", locale)];
        let mut step = &command.definition;
        for word in words {
            let mut inner = step["options"].as_array().into_iter().flatten();
            let Some(found) = inner.find(|option| option["name"] == *word) else {
                return path.to_owned();
            };
            names.push(localised(found, "name", locale));
            step = found;
        }
        names.join(" ")
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

fn attachment(file: &crate::state::Attachment) -> AttachmentView {
    AttachmentView {
        id: file.id,
        filename: file.filename.clone(),
        url: file.url.clone(),
        size: file.size,
        content_type: file.content_type.clone(),
    }
}

fn embed(embed: &Value) -> EmbedView {
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

fn row(row: &Value) -> Vec<ComponentView> {
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
