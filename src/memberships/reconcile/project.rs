//! From entitlements to roles: what someone should have, and how Discord is asked for it.

use serde_json::json;

use super::store;
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, RoleId, UserId};
use crate::journal::{self, By, Entry};
use crate::memberships::rules::{Change, changes};
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;
use crate::text::Text;

/// Why roles change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Cause {
    /// An owner granted a plan.
    Granted(PersonId),
    /// An owner revoked a plan.
    Revoked(PersonId),
    /// An owner took in a list, or undid that.
    Imported(PersonId),
    /// A period began.
    Started,
    /// A period ended.
    Ended,
    /// They came (back) into the server.
    Joined,
    /// Discord showed something else than it should.
    Repaired,
}

impl Cause {
    const fn name(self) -> &'static str {
        match self {
            Self::Granted(_) => "granted",
            Self::Revoked(_) => "revoked",
            Self::Imported(_) => "imported",
            Self::Started => "started",
            Self::Ended => "ended",
            Self::Joined => "joined",
            Self::Repaired => "repaired",
        }
    }

    const fn by(self) -> By {
        match self {
            Self::Granted(owner) | Self::Revoked(owner) | Self::Imported(owner) => {
                By::Person(owner)
            }
            Self::Started | Self::Ended => By::Clock,
            Self::Joined | Self::Repaired => By::Discord,
        }
    }

    /// What the audit log says: at most 50 characters.
    const fn reason(self) -> Text {
        match self {
            Self::Granted(_) => Text::new("membership-audit-granted"),
            Self::Revoked(_) => Text::new("membership-audit-revoked"),
            Self::Imported(_) => Text::new("membership-audit-imported"),
            Self::Started => Text::new("membership-audit-started"),
            Self::Ended => Text::new("membership-audit-ended"),
            Self::Joined => Text::new("membership-audit-joined"),
            Self::Repaired => Text::new("membership-audit-repaired"),
        }
    }

    /// Each role keeps an order of its own, so that one which Discord refuses holds up no other.
    /// That what is given comes before what is taken, so that nobody stands without access in
    /// between, is therefore only the normal case: it is queued first and goes first.
    const fn priority(self, is_grant: bool) -> Priority {
        match (self, is_grant) {
            (Self::Granted(_) | Self::Revoked(_) | Self::Joined, true) => Priority::Click,
            (Self::Granted(_) | Self::Revoked(_) | Self::Joined, false)
            | (Self::Started | Self::Ended, true) => Priority::Normal,
            (Self::Started | Self::Ended, false) | (Self::Imported(_) | Self::Repaired, _) => {
                Priority::Bulk
            }
        }
    }
}

/// What is known of the roles that someone has on Discord.
#[derive(Clone, Copy, Debug)]
pub(in crate::memberships) enum Seen<'a> {
    /// Nothing but what we last asked for.
    AsRecorded,
    /// None: they just came.
    Nothing,
    /// Exactly these.
    Roles(&'a [RoleId]),
}

/// Asks Discord for what differs between what someone should have and what they have. Returns how
/// many roles that are. Who is not in the server is left for when they come.
pub(in crate::memberships) async fn project(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    seen: Seen<'_>,
    cause: Cause,
) -> Result<usize> {
    let now = app.now();
    let known = people::known(tx.conn().await?, person).await?;
    let (Some(user), Some(true) | None) = (known.user, known.is_in_server) else {
        return Ok(0);
    };
    let wanted = store::wanted(tx.conn().await?, person, now).await?;
    let grants = store::grants(tx.conn().await?, person).await?;
    let changes = match seen {
        Seen::AsRecorded => changes(&wanted, &grants, |role| {
            let mut recorded = grants.iter();
            recorded.any(|grant| grant.role_id == role && grant.is_granted)
        }),
        Seen::Nothing => changes(&wanted, &grants, |_| false),
        Seen::Roles(roles) => changes(&wanted, &grants, |role| roles.contains(&role)),
    };
    let mut asked = 0;
    for change in changes {
        // What Discord shows may be older than what is on its way.
        let topic = topic(person, change.role);
        if matches!(seen, Seen::Roles(_)) && outbox::is_pending(tx.conn().await?, &topic).await? {
            continue;
        }
        ask(app, tx, person, user, change, cause).await?;
        asked += 1;
    }
    Ok(asked)
}

async fn ask(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    user: UserId,
    change: Change,
    cause: Cause,
) -> Result<()> {
    let now = app.now();
    let role = change.role;
    let reason = cause.reason().plain(app.config.language);
    store::save(tx, person, change, now).await?;
    let entry = Entry {
        by: cause.by(),
        kind: if change.is_grant {
            "role.granted"
        } else {
            "role.revoked"
        },
        subject: &format!("role:{role}"),
        person: Some(person),
        details: json!({"role": role, "version": change.version, "cause": cause.name()}),
    };
    journal::record(tx, now, entry).await?;
    let effect = if change.is_grant {
        Effect::GrantRole { user, role, reason }
    } else {
        Effect::RevokeRole { user, role, reason }
    };
    let topic = topic(person, role);
    let priority = cause.priority(change.is_grant);
    let queued = Queued::once(&topic, &topic, priority).version(change.version);
    outbox::enqueue(tx, &queued, &effect, now).await
}

/// What the keys of all effects on one person's membership begin with.
pub(in crate::memberships) fn prefix(person: PersonId) -> String {
    format!("member:{person}:")
}

fn topic(person: PersonId, role: RoleId) -> String {
    format!("{}role:{role}", prefix(person))
}
