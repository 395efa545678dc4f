//! The server that a story begins with: roles, channels, people.

use sandbox::{Id, NewChannel, NewMember, NewRole, Sandbox, permissions};

/// What there is on the server.
pub(super) struct Town {
    pub(super) owner_role: Id,
    pub(super) mentor_role: Id,
    pub(super) paid_role: Id,
    pub(super) track_role: Id,
    pub(super) meeting: Id,
    pub(super) lobby: Id,
    pub(super) questions: Id,
    pub(super) lectures: Id,
    pub(super) log: Id,
}

/// Furnishes the server; questions go to a forum or to a text channel.
pub(super) fn town(discord: &Sandbox, is_text_channel: bool) -> Town {
    let role = |name, mentionable, permissions| {
        let new = NewRole {
            mentionable,
            permissions,
            ..NewRole::default()
        };
        discord.role(name, new)
    };
    let owner_role = role("運営", false, permissions::MANAGE_GUILD);
    let mentor_role = role("メンター", false, 0);
    let paid_role = role("会員", false, 0);
    let track_role = role("総合診療医", true, 0);
    role("初期研修医", true, 0);
    let tags = [
        "受付中",
        "対応中",
        "追加情報待ち",
        "回答あり",
        "解決済み",
        "循環器",
        "救急",
    ];
    let forum = NewChannel {
        tags: tags.map(str::to_owned).to_vec(),
        ..NewChannel::default()
    };
    let lobby = discord.text_channel("雑談", NewChannel::default());
    let questions = if is_text_channel {
        discord.text_channel("質問", NewChannel::default())
    } else {
        discord.forum("質問", forum)
    };
    let lectures = discord.text_channel("講義", NewChannel::default());
    let meeting = discord.voice_channel("反省会", NewChannel::default());
    let log = discord.text_channel("運営記録", NewChannel::default());
    for (name, locale, roles) in [
        ("owner", "ja", vec![owner_role]),
        ("mika", "ja", vec![mentor_role]),
        ("ken", "ja", vec![mentor_role]),
        ("ada", "ja", vec![]),
        ("ben", "en-US", vec![]),
        ("stranger", "en-US", vec![]),
    ] {
        let new = NewMember {
            locale: locale.to_owned(),
            roles,
            ..NewMember::default()
        };
        discord.member(name, new);
    }
    Town {
        owner_role,
        mentor_role,
        paid_role,
        track_role,
        meeting,
        lobby,
        questions,
        lectures,
        log,
    }
}
