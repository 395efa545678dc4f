//! What causes each kind of effect.

use chrono::TimeDelta;
use salon::ids::ChannelId;
use salon::outbox::{self, Effect, Meeting, MeetingKind, Priority, Queued};
use sandbox::{NewMember, permissions};

use super::{ask, ask_about, owner_tries};
use crate::world::{World, number};

#[derive(Clone, Copy, Debug)]
pub(super) enum Cause {
    Ask,
    Confide,
    Dismiss,
    Invite,
    Replace,
    Claim,
    Answer,
    Grant,
    Revoke,
    SendAway,
    Announce,
    CallOff,
}

/// The meeting that is announced and called off; no feature made it.
const MEETING: &str = "crowd:meeting";

impl Cause {
    /// What must be there before.
    pub(super) async fn prepare(self, world: &World) {
        if matches!(self, Self::Claim | Self::Answer) {
            ask(world, "ada", "利尿薬の選び方").await;
            world.settle().await;
        }
        if let Self::SendAway = self {
            guest(world).await;
        }
        if matches!(self, Self::Confide | Self::Dismiss) {
            // So that mentors see what is theirs alone.
            let role = world.config().roles.mentor.expect("a role").0;
            let role = sandbox::Id(role.cast_unsigned());
            let moderator = world.discord.moderator();
            moderator.changes_role(role, |role| {
                role.permissions |= permissions::MANAGE_THREADS;
            });
            world.settle().await;
        }
        if let Self::Dismiss = self {
            ask_about(world, "ada", "Failure", "利尿薬の選び方").await;
            claim(world, "ken", 1).await;
            world.settle().await;
        }
        if let Self::Replace = self {
            world.does("owner", "/question board", &[]).await;
            world.settle().await;
        }
        if matches!(self, Self::Announce | Self::CallOff) {
            let more = permissions::CREATE_EVENTS | permissions::CONNECT;
            world.discord.bot_permissions(permissions::BOT | more);
            world.settle().await;
        }
        if let Self::CallOff = self {
            let app = world.app();
            let mut tx = app.db.begin().await.expect("a transaction");
            let queued = Queued::once(MEETING, MEETING, Priority::Normal);
            outbox::enqueue(&mut tx, &queued, &announcement(world), app.now())
                .await
                .expect("queued");
            tx.commit().await.expect("committed");
            world.settle().await;
        }
    }

    pub(super) async fn happens(self, world: &World) {
        match self {
            Self::Ask => {
                ask(world, "ada", "利尿薬の選び方").await;
            }
            Self::Confide => {
                ask_about(world, "ada", "Failure", "利尿薬の選び方").await;
            }
            Self::Dismiss => {
                let role = world.config().roles.mentor.expect("a role").0;
                let role = sandbox::Id(role.cast_unsigned());
                let moderator = world.discord.moderator();
                moderator.takes_role(world.person("ken").id(), role);
            }
            Self::Invite | Self::Replace => {
                let owner = world.person("owner");
                owner.runs(world.lobby, "/question board", &[]).await;
            }
            Self::Claim => claim(world, "mika", 1).await,
            Self::Answer => answer(world, "mika", 1, "まずは少量から始めます").await,
            Self::Grant => owner_tries(world, "/member grant", "stranger", ("months", "1")).await,
            Self::SendAway => {
                owner_tries(world, "/member revoke", "guest", ("reason", "退会")).await;
            }
            Self::Announce => queues(world, MEETING, &announcement(world)).await,
            Self::CallOff => {
                let event = MEETING.to_owned();
                queues(world, "crowd:off", &Effect::CancelEvent { event }).await;
            }
            Self::Revoke => owner_tries(world, "/member revoke", "ben", ("reason", "退会")).await,
        }
    }
}

/// A meeting of tomorrow.
fn announcement(world: &World) -> Effect {
    Effect::CreateEvent(Meeting {
        channel: ChannelId(number(world.meeting)),
        kind: MeetingKind::Voice,
        name: "反省会".to_owned(),
        description: String::new(),
        starts_at: world.now() + TimeDelta::days(1),
        marker: "salon · meeting-1".to_owned(),
    })
}

/// An effect that the process finds in its database, and sends with what somebody causes.
async fn queues(world: &World, key: &str, effect: &Effect) {
    let file = sqlx::sqlite::SqliteConnectOptions::new().filename(world.database());
    let mut beside = sqlx::ConnectOptions::connect(&file)
        .await
        .expect("a connection");
    sqlx::query(
        "insert into outbox (key, subject, priority, kind, payload, digest, marker, created_at,
             due_at, depends_on)
         values (?1, ?1, 0, ?2, ?3, '', ?4, ?5, ?5, ?6)",
    )
    .bind(key)
    .bind(effect.kind())
    .bind(serde_json::to_string(effect).expect("JSON"))
    .bind(effect.marker())
    .bind(world.now())
    .bind(effect.depends_on())
    .execute(&mut beside)
    .await
    .expect("queued");
    sqlx::Connection::close(beside).await.expect("closed");
    ask(world, "ada", "利尿薬の選び方").await;
}

/// Somebody whose plan sends people away, and from whom a moderator took its role: of them nothing
/// but their stay is left to take.
async fn guest(world: &World) {
    let kicking = permissions::BOT | permissions::KICK_MEMBERS;
    world.discord.bot_permissions(kicking);
    world.settle().await;
    let options = [
        ("plan", "monthly"),
        ("exit", "サーバーから退出"),
        ("by-hand", "そのままにする"),
    ];
    world.does("owner", "/plan edit", &options).await;
    let guest = world.discord.member("guest", NewMember::default());
    world.grants("guest", "1").await;
    world.settle().await;
    let moderator = world.discord.moderator();
    moderator.takes_role(guest, world.paid_role);
    world.settle().await;
}

/// A mentor claims, whether or not they see an answer.
pub(super) async fn claim(world: &World, name: &str, number: i64) {
    let number = number.to_string();
    let options = [("number", number.as_str())];
    world
        .person(name)
        .runs(world.lobby, "/question claim", &options)
        .await;
}

/// A mentor answers by the form.
pub(super) async fn answer(world: &World, name: &str, number: i64, body: &str) {
    let mentor = world.person(name);
    let number = number.to_string();
    let form = mentor
        .runs(world.lobby, "/question answer", &[("number", &number)])
        .await;
    if let Some(form) = form.modal() {
        mentor.submits(form, &[("answer", body)]).await;
    }
}
