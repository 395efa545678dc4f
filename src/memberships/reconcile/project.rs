//! From entitlements to roles: what someone should have, and how Discord is asked for it.

use serde_json::json;
use sqlx::SqliteConnection;

use super::{breaker, preflight, store};
use crate::app::App;
use crate::db::Tx;
use crate::error::Result;
use crate::ids::{PersonId, RoleId, UserId};
use crate::journal::{self, By, Entry};
use crate::memberships::rules::{
    Change, Course, Look, Removal, RoleGrant, Shown, TakenFor, View, changes, looks,
    looks_as_shown, takings,
};
use crate::outbox::{self, Effect, Priority, Queued};
use crate::people;
use crate::text::Text;

/// Why roles change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::memberships) enum Cause {
    /// An owner granted a plan.
    Granted(PersonId),
    /// An owner confirmed that its money came.
    Paid(PersonId),
    /// An owner revoked a plan.
    Revoked(PersonId),
    /// An owner took in a list, or undid that.
    Imported {
        /// Who.
        by: PersonId,
        /// They were asked about just those who lose something by it.
        is_sure: bool,
    },
    /// An owner mended what no rule decides.
    Mended(PersonId),
    /// Somebody moved to another account, or an owner moved them.
    Moved(PersonId),
    /// A period began.
    Started,
    /// A period ended.
    Ended,
    /// They came (back) into the server.
    Joined,
    /// They accepted the server's rules.
    Accepted,
    /// The owner changed what a plan confers.
    PlanChanged,
    /// Discord showed something else than it should.
    Repaired,
}

impl Cause {
    const fn name(self) -> &'static str {
        match self {
            Self::Granted(_) => "granted",
            Self::Paid(_) => "paid",
            Self::Revoked(_) => "revoked",
            Self::Imported { .. } => "imported",
            Self::Mended(_) => "mended",
            Self::Moved(_) => "moved",
            Self::Started => "started",
            Self::Ended => "ended",
            Self::Joined => "joined",
            Self::Accepted => "accepted",
            Self::PlanChanged => "plan",
            Self::Repaired => "repaired",
        }
    }

    const fn by(self) -> By {
        match self {
            Self::Granted(owner)
            | Self::Paid(owner)
            | Self::Revoked(owner)
            | Self::Imported { by: owner, .. }
            | Self::Mended(owner)
            | Self::Moved(owner) => By::Person(owner),
            Self::Started | Self::Ended | Self::PlanChanged => By::Clock,
            Self::Joined | Self::Accepted | Self::Repaired => By::Discord,
        }
    }

    /// What the audit log says: at most 50 characters.
    const fn reason(self) -> Text {
        match self {
            Self::Granted(_) => Text::new("membership-audit-granted"),
            Self::Paid(_) => Text::new("membership-audit-paid"),
            Self::Revoked(_) => Text::new("membership-audit-revoked"),
            Self::Imported { .. } => Text::new("membership-audit-imported"),
            Self::Mended(_) => Text::new("membership-audit-mended"),
            Self::Moved(_) => Text::new("membership-audit-moved"),
            Self::Started => Text::new("membership-audit-started"),
            Self::Ended => Text::new("membership-audit-ended"),
            Self::Joined => Text::new("membership-audit-joined"),
            Self::Accepted => Text::new("membership-audit-accepted"),
            Self::PlanChanged => Text::new("membership-audit-plan"),
            Self::Repaired => Text::new("membership-audit-repaired"),
        }
    }

    /// Each role keeps an order of its own, so that one which Discord refuses holds up no other.
    const fn priority(self, is_grant: bool) -> Priority {
        let is_awaited = matches!(
            self,
            Self::Granted(_)
                | Self::Paid(_)
                | Self::Revoked(_)
                | Self::Mended(_)
                | Self::Moved(_)
                | Self::Joined
                | Self::Accepted
        );
        match (self, is_grant) {
            (_, true) if is_awaited => Priority::Click,
            (_, false) if is_awaited => Priority::Normal,
            (Self::Started | Self::Ended, true) => Priority::Normal,
            _ => Priority::Bulk,
        }
    }

    /// Why this one changes: a comparison with Discord also finds what follows from an edit.
    fn of(self, change: Change, look: Option<&Look>) -> Self {
        let is_new = change.asks == Some(true) && look.is_some_and(Look::follows_edit);
        let is_edited = is_new || change.taken_for == Some(TakenFor::Plan);
        if self != Self::Repaired || change.by_hand.is_some() {
            return self;
        }
        if is_edited {
            return Self::PlanChanged;
        }
        // Nobody asked for it before: what they have a right to began meanwhile.
        let is_first = change.asks == Some(true) && look.is_some_and(|look| look.grant.is_none());
        if is_first { Self::Started } else { self }
    }
}

/// What is known of the roles that someone has on Discord.
#[derive(Clone, Copy, Debug)]
pub(in crate::memberships) enum Seen<'a> {
    /// Nothing but what we last asked for.
    AsRecorded,
    /// The same; of whose role nothing is known, the comparison looks at them before it gives it:
    /// somebody else may have given it.
    Unseen,
    /// They just came, like this; what was asked while they were here before counts no more.
    Joined(&'a Shown),
    /// They are like this.
    Shown(&'a Shown),
}

impl<'a> Seen<'a> {
    /// Like this, where Discord says so.
    pub(in crate::memberships) fn of(shown: Option<&'a Shown>) -> Self {
        shown.map_or(Self::Unseen, Self::Shown)
    }

    /// How Discord shows them, where it was asked.
    pub(in crate::memberships) fn shown(&self) -> Option<&'a Shown> {
        match self {
            Self::AsRecorded | Self::Unseen => None,
            Self::Joined(shown) | Self::Shown(shown) => Some(shown),
        }
    }
}

/// Asks Discord for what differs between what someone should have and what they have, and records
/// what was found. Returns how many roles were asked for. Who is not in the server is left for when
/// they come.
pub(in crate::memberships) async fn project(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    seen: Seen<'_>,
    cause: Cause,
) -> Result<usize> {
    let asked = project_one_of_many(app, tx, person, seen, cause).await?;
    breaker::show(app, tx).await?;
    Ok(asked)
}

/// The same where others follow: the owner is shown who is stopped once all are through.
pub(super) async fn project_one_of_many(
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
    let view = View {
        is_screening: known.is_screening,
        is_shown: seen.shown().is_some(),
        is_owners_word: matches!(cause, Cause::Granted(_) | Cause::Paid(_)),
        now,
    };
    let mut looks = look_at(tx.conn().await?, person, seen, view).await?;
    let has_plan = |look: &Look| look.held.is_open && !look.held.is_alumni;
    if looks.iter().any(has_plan) {
        breaker::moot(tx, person, Some(breaker::SERVER)).await?;
    }
    if matches!(seen, Seen::Unseen) {
        looks.retain(|look| look.grant.is_some());
    }
    // Of a list the owner was asked before it was taken in.
    let is_asked = matches!(cause, Cause::Imported { is_sure: true, .. });
    for taking in takings(&looks, view) {
        if !is_asked && breaker::stops(tx, person, taking, now).await? {
            let mut looks = looks.iter_mut();
            let Some(look) = looks.find(|look| look.held.role == taking.0) else {
                continue;
            };
            let known = look.grant;
            let grant = look
                .grant
                .insert(known.unwrap_or(RoleGrant::foreign(taking.0, now)));
            if known.is_none() {
                store::save(tx, person, *grant, now).await?;
            }
            grant.removal = Some(Removal::Stopped);
        }
    }
    let mut asked = 0;
    for change in changes(&looks, view) {
        let look = looks.iter().find(|look| look.held.role == change.role);
        let removal = look.and_then(|look| look.grant?.removal);
        let cause = cause.of(change, look);
        apply(app, tx, (person, user), (change, removal), cause).await?;
        asked += usize::from(change.asks.is_some());
    }
    Ok(asked)
}

/// The roles of someone from all sides.
pub(super) async fn look_at(
    conn: &mut SqliteConnection,
    person: PersonId,
    seen: Seen<'_>,
    view: View,
) -> Result<Vec<Look>> {
    let held = store::held(conn, person, view.now).await?;
    let grants = store::grants(conn, person).await?;
    let recorded = |role| {
        let mut grants = grants.iter();
        grants.any(|grant| grant.role == role && grant.is_granted)
    };
    let mut looks = match seen.shown() {
        Some(shown) => looks_as_shown(&held, &grants, shown),
        None => looks(&held, &grants, recorded),
    };
    for look in &mut looks {
        look.course = course(conn, person, look, view, seen).await?;
    }
    // What became dangerous is given to nobody any more; who has it keeps it.
    let dangerous = preflight::dangerous(conn).await?;
    let is_given = |look: &Look| look.is_there || matches!(look.course, Course::Open { .. });
    looks.retain(|look| !dangerous.contains(&look.held.role) || is_given(look));
    // Of a role that was deleted nothing is asked but what takes an earlier wish back.
    let gone = preflight::gone(conn).await?;
    let is_open = |look: &Look| matches!(look.course, Course::Open { .. });
    looks.retain(|look| !gone.contains(&look.held.role) || is_open(look));
    Ok(looks)
}

/// What became of what was last asked about a role.
async fn course(
    conn: &mut SqliteConnection,
    person: PersonId,
    look: &Look,
    view: View,
    seen: Seen<'_>,
) -> Result<Course> {
    let Some(grant) = look.grant else {
        return Ok(Course::Nothing);
    };
    let key = format!("{}:v{}", topic(person, grant.role), grant.version);
    let fate = outbox::fate(conn, &key).await?;
    if let Some(fate) = fate.as_ref().filter(|fate| fate.is_open()) {
        let is_grant = fate.kind == "grant_role";
        let is_for_now = !matches!(seen, Seen::Joined(_));
        // It may have been refused because they were not here.
        if is_grant && look.held.is_wanted && !view.is_screening && !is_for_now {
            return Ok(Course::Nothing);
        }
        return Ok(Course::Open {
            is_grant,
            is_stuck: fate.is_stuck(),
        });
    }
    let Seen::Shown(shown) = seen else {
        return Ok(Course::Nothing);
    };
    let delivered_at = fate.and_then(|fate| fate.delivered_at());
    if delivered_at.is_none() && !grant.is_foreign {
        return Ok(Course::Nothing);
    }
    // What somebody else did is known since we saw it.
    Ok(shown.course(delivered_at, grant.changed_at))
}

async fn apply(
    app: &App,
    tx: &mut Tx,
    (person, user): (PersonId, UserId),
    (change, removal): (Change, Option<Removal>),
    cause: Cause,
) -> Result<()> {
    let (now, role) = (app.now(), change.role);
    let is_let_go = removal == Some(Removal::LetGo) && change.asks == Some(false);
    if removal.is_some() && !is_let_go {
        breaker::moot(tx, person, Some(role)).await?;
    }
    // About those of such a list the owner was asked before.
    let is_asked = matches!(cause, Cause::Imported { is_sure: true, .. });
    if let Some(why) = change.taken_for.filter(|_| is_let_go || !is_asked) {
        breaker::count(tx, (person, role), (why, is_let_go), now).await?;
    }
    if let Some((act, answer)) = change.by_hand {
        let entry = Entry {
            by: By::Discord,
            kind: act.kind(),
            subject: &format!("role:{role}"),
            person: Some(person),
            details: json!({"role": role, "answer": answer.name()}),
        };
        journal::record(tx, now, entry).await?;
    }
    let Some(after) = change.after else {
        return Ok(store::forget(tx, person, role).await?);
    };
    store::save(tx, person, after, now).await?;
    let Some(is_grant) = change.asks else {
        return Ok(());
    };
    let name = match (cause, change.taken_for) {
        (Cause::Moved(_), _) | (_, None) => cause.name(),
        (_, Some(why)) => why.name(),
    };
    let entry = Entry {
        by: cause.by(),
        kind: if is_grant {
            "role.granted"
        } else {
            "role.revoked"
        },
        subject: &format!("role:{role}"),
        person: Some(person),
        details: json!({"role": role, "version": after.version,
            "cause": name}),
    };
    journal::record(tx, now, entry).await?;
    let reason = cause.reason().plain(app.config.language);
    let effect = if is_grant {
        Effect::GrantRole { user, role, reason }
    } else {
        Effect::RevokeRole { user, role, reason }
    };
    let topic = topic(person, role);
    let queued = Queued::once(&topic, &topic, cause.priority(is_grant)).version(after.version);
    outbox::enqueue(tx, &queued, &effect, now).await
}

/// What the keys of all effects on one person's membership begin with.
pub(in crate::memberships) fn prefix(person: PersonId) -> String {
    format!("member:{person}:")
}

/// What the keys of all effects on one role of one person begin with.
pub(super) fn topic(person: PersonId, role: RoleId) -> String {
    format!("{}role:{role}", prefix(person))
}
