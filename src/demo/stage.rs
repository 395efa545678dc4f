//! The server of the demo before anyone speaks: roles, channels, people. Its ids are fixed, so
//! that a kept folder fits the next start.

use sandbox::{Id, NewChannel, NewMember, NewRole, Sandbox, permissions};

use crate::config::{Config, StateTags};
use crate::ids::{ChannelId, GuildId, RoleId};

/// Ids of the demo, from this one up.
const FIRST: u64 = 1_200_000_000_000_000_000;

pub(super) const OWNER: Id = Id(FIRST + 1);
pub(super) const MENTOR: Id = Id(FIRST + 11);
pub(super) const SECOND_MENTOR: Id = Id(FIRST + 12);
pub(super) const MEMBER: Id = Id(FIRST + 21);
pub(super) const SECOND_MEMBER: Id = Id(FIRST + 22);
pub(super) const THIRD_MEMBER: Id = Id(FIRST + 23);
const STRANGER: Id = Id(FIRST + 31);
const OUTSIDER: Id = Id(FIRST + 32);

const OWNER_ROLE: Id = Id(FIRST + 101);
const MENTOR_ROLE: Id = Id(FIRST + 102);
pub(super) const PAID_ROLE: Id = Id(FIRST + 103);
pub(super) const TRACK_ROLE: Id = Id(FIRST + 104);
pub(super) const RESIDENT_ROLE: Id = Id(FIRST + 105);

pub(super) const LOBBY: Id = Id(FIRST + 201);
pub(super) const LECTURES: Id = Id(FIRST + 202);
pub(super) const QUESTIONS: Id = Id(FIRST + 203);
pub(super) const LOUNGE: Id = Id(FIRST + 204);
pub(super) const OFFICE: Id = Id(FIRST + 205);
pub(super) const CONFIDENTIAL: Id = Id(FIRST + 206);

/// The bare server.
pub(super) fn server() -> sandbox::Seed {
    sandbox::Seed {
        guild: Id(FIRST),
        guild_name: "総合診療サロン".to_owned(),
        owner: OWNER,
        owner_name: "sato".to_owned(),
        bot: Id(FIRST + 2),
        bot_name: "salon".to_owned(),
        application: Id(FIRST + 2),
        ..sandbox::Seed::default()
    }
}

/// Puts roles, channels and people where they are missing.
pub(super) fn furnish(sandbox: &Sandbox) {
    if sandbox.channel_named("質問").is_some() {
        return;
    }
    let role = |id, name: &str, colour, mentionable| {
        let new = NewRole {
            id: Some(id),
            colour,
            mentionable,
            ..NewRole::default()
        };
        sandbox.role(name, new)
    };
    role(TRACK_ROLE, "総合診療医", 0x95_a5_a6, true);
    role(RESIDENT_ROLE, "初期研修医", 0x1a_bc_9c, true);
    role(PAID_ROLE, "サロン会員", 0x2e_cc_71, false);
    role(MENTOR_ROLE, "メンター", 0x34_98_db, false);
    role(OWNER_ROLE, "運営", 0xe6_7e_22, false);
    channels(sandbox);
    people(sandbox);
}

fn channels(sandbox: &Sandbox) {
    let channel = |id, topic: &str| NewChannel {
        id: Some(id),
        topic: Some(topic.to_owned()),
        ..NewChannel::default()
    };
    sandbox.text_channel("雑談", channel(LOBBY, "どなたでもどうぞ"));
    sandbox.text_channel(
        "講義",
        channel(LECTURES, "毎週水曜と金曜の 20:00 に配信します"),
    );
    let states = StateTags::default();
    let fields = ["循環器", "呼吸器", "感染症", "救急", "総合診療", "その他"];
    let states = [
        states.open,
        states.claimed,
        states.needs_info,
        states.answered,
        states.resolved,
    ];
    let forum = NewChannel {
        tags: states
            .into_iter()
            .chain(fields.map(str::to_owned))
            .collect(),
        ..channel(
            QUESTIONS,
            "/質問する で質問できます。患者さんが特定される情報は書かないでください",
        )
    };
    sandbox.forum("質問", forum);
    sandbox.text_channel(
        "失敗談",
        channel(
            CONFIDENTIAL,
            "/質問する 種類:失敗談 で話せます。スレッドはメンターだけが読めます",
        ),
    );
    sandbox.text_channel("たまり場", channel(LOUNGE, "会員だけの部屋です"));
    sandbox.text_channel("運営室", channel(OFFICE, "運営とボットの連絡用"));
    let see = permissions::VIEW_CHANNEL;
    for (room, let_in) in [
        (LECTURES, &[PAID_ROLE, MENTOR_ROLE, OWNER_ROLE][..]),
        (QUESTIONS, &[PAID_ROLE, MENTOR_ROLE, OWNER_ROLE]),
        (CONFIDENTIAL, &[PAID_ROLE, MENTOR_ROLE, OWNER_ROLE]),
        (LOUNGE, &[PAID_ROLE, MENTOR_ROLE, OWNER_ROLE]),
        (OFFICE, &[OWNER_ROLE]),
    ] {
        sandbox.overwrite(room, sandbox.guild_id(), 0, see);
        sandbox.overwrite(room, sandbox.bot_id(), see, 0);
        for role in let_in {
            sandbox.overwrite(room, *role, see, 0);
        }
    }
    // Posts and threads come from the bot; everyone talks inside them.
    let talk = see | permissions::SEND_MESSAGES;
    for room in [QUESTIONS, CONFIDENTIAL] {
        sandbox.overwrite(room, sandbox.guild_id(), 0, talk);
        sandbox.overwrite(room, sandbox.bot_id(), talk, 0);
    }
}

fn people(sandbox: &Sandbox) {
    for (id, username, name, roles) in [
        (OWNER, "sato", "佐藤（運営）", vec![OWNER_ROLE]),
        (MENTOR, "suzuki", "鈴木（メンター）", vec![MENTOR_ROLE]),
        (
            SECOND_MENTOR,
            "takahashi",
            "高橋（メンター）",
            vec![MENTOR_ROLE],
        ),
        (MEMBER, "tanaka", "田中（専攻医2年目）", vec![TRACK_ROLE]),
        (
            SECOND_MEMBER,
            "ito",
            "伊藤（初期研修医）",
            vec![RESIDENT_ROLE],
        ),
        (
            THIRD_MEMBER,
            "watanabe",
            "渡辺（専攻医1年目）",
            vec![TRACK_ROLE],
        ),
        (STRANGER, "yamamoto", "山本（未入会）", vec![]),
    ] {
        let new = NewMember {
            id: Some(id),
            global_name: Some(name.to_owned()),
            locale: "ja".to_owned(),
            roles,
            ..NewMember::default()
        };
        sandbox.member(username, new);
    }
    let outsider = NewMember {
        id: Some(OUTSIDER),
        global_name: Some("中村（サーバー外）".to_owned()),
        locale: "ja".to_owned(),
        outside: true,
        ..NewMember::default()
    };
    sandbox.member("nakamura", outsider);
}

/// The settings that fit this server.
pub(super) fn config(sandbox: &Sandbox) -> anyhow::Result<Config> {
    let number = |id: Id| id.0.cast_signed();
    let mut config = Config::default();
    config.discord.guild = Some(GuildId(number(sandbox.guild_id())));
    config.discord.api_url = sandbox.api_url().try_into().map_err(anyhow::Error::msg)?;
    config.roles.owner = Some(RoleId(number(OWNER_ROLE)));
    config.roles.mentor = Some(RoleId(number(MENTOR_ROLE)));
    config.channels.questions = Some(ChannelId(number(QUESTIONS)));
    config.channels.confidential = Some(ChannelId(number(CONFIDENTIAL)));
    config.channels.log = Some(ChannelId(number(OFFICE)));
    let join = &mut config.join;
    join.commerce_url = "https://example.com/tokusho".into();
    join.transfer_ja =
        "みほん銀行 本店 普通 1234567 サロン（振込名義の前に {reference} を付けてください）".into();
    join.transfer_en = "Example Bank 1234567; please put {reference} before your name".into();
    join.refund_ja = "ご利用の開始後は、返金できません。".into();
    join.refund_en = "No refunds once it has begun.".into();
    Ok(config)
}
