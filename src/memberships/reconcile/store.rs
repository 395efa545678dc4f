//! The SQL of the roles that follow from entitlements.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::db::Tx;
use crate::ids::{PersonId, RoleId, UserId};
use crate::memberships::rules::{ByHand, End, Fights, HeldRole, Mark, Removal, RoleGrant};

/// Someone whom a pass over everyone must look at.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub(super) struct Concerned {
    pub(super) person_id: PersonId,
    pub(super) user_id: UserId,
    pub(super) is_in_server: Option<bool>,
    pub(super) is_screening: bool,
}

/// A role that a plan of someone confers, as it stands in the database.
#[expect(clippy::struct_excessive_bools, reason = "columns")]
#[derive(sqlx::FromRow)]
struct HeldRow {
    person_id: PersonId,
    role_id: RoleId,
    is_wanted: bool,
    is_open: bool,
    is_restored: bool,
    ended: String,
    is_alumni: bool,
    edited_at: Option<DateTime<Utc>>,
}

impl HeldRow {
    fn read(self) -> (PersonId, HeldRole) {
        let policy = if self.is_restored {
            ByHand::Restore
        } else {
            ByHand::Respect
        };
        let held = HeldRole {
            role: self.role_id,
            is_wanted: self.is_wanted,
            is_open: self.is_open,
            policy,
            end: if self.ended == "by-clock" {
                End::ByClock
            } else {
                End::Early
            },
            is_alumni: self.is_alumni,
            edited_at: self.edited_at,
        };
        (self.person_id, held)
    }
}

/// What we know of a role of someone, as it stands in the database.
#[derive(sqlx::FromRow)]
struct GrantRow {
    person_id: PersonId,
    role_id: RoleId,
    version: i64,
    is_granted: bool,
    is_foreign: bool,
    by_hand: Option<String>,
    fights: i64,
    fights_since: Option<DateTime<Utc>>,
    changed_at: DateTime<Utc>,
    removal: Option<String>,
}

impl GrantRow {
    fn read(self) -> (PersonId, RoleGrant) {
        let grant = RoleGrant {
            role: self.role_id,
            version: self.version,
            is_granted: self.is_granted,
            is_foreign: self.is_foreign,
            mark: self.by_hand.as_deref().and_then(Mark::read),
            fights: Fights {
                count: self.fights,
                since: self.fights_since,
            },
            changed_at: self.changed_at,
            removal: self.removal.as_deref().and_then(Removal::read),
        };
        (self.person_id, grant)
    }
}

/// The roles of all plans that someone has, will have or had. A trial confers its own role until
/// something is paid; whose last period of a plan ended by itself has that of its former members.
/// Of those that give a role now, one that restores it is enough to restore it; where none does, of
/// those that did.
pub(super) async fn held(
    conn: &mut SqliteConnection,
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<HeldRole>> {
    let rows: Vec<HeldRow> = sqlx::query_as(
        "select person_id, role_id, max(is_live) as is_wanted, max(is_open) as is_open,
                coalesce(max(case when is_live then by_hand = 'restore' end),
                    max(by_hand = 'restore')) as is_restored,
                case when max(case when revoked_at is null and access_until <= ?2
                              then access_until end) >= coalesce(max(revoked_at), '')
                     then 'by-clock' else 'early' end as ended,
                coalesce(min(case when is_live then is_alumni end), 0) as is_alumni,
                max(case when is_live then edited_at end) as edited_at
         from (with period as (
                   select *, state <> 'ended' as is_open,
                       state <> 'ended' and starts_at <= ?2
                           and (access_until is null or access_until > ?2) as is_live,
                       is_trial = 1 and exists (
                           select 1 from entitlement as paid
                           where paid.person_id = entitlement.person_id
                             and paid.plan_id = entitlement.plan_id and paid.is_trial = 0
                             and paid.state <> 'ended') as is_paid
                   from entitlement where person_id = ?1)
               select person_id, role_id, by_hand, revoked_at, access_until, is_open, is_live,
                   0 as is_alumni, added_at as edited_at
               from period join plan on plan.id = period.plan_id
                   join plan_role on plan_role.plan_id = plan.id
               where is_trial = 0 or trial_role_id is null or is_paid
               union all
               select person_id, trial_role_id, by_hand, revoked_at,
                   iif(is_paid, ?2, access_until), is_open and not is_paid,
                   is_live and not is_paid, 0, passage_edited_at
               from period join plan on plan.id = period.plan_id
               where is_trial = 1 and trial_role_id is not null
               union all
               select person_id, alumni_role_id, by_hand, null, iif(is_held, ?2, null),
                   is_over and not is_held, is_over and not is_held, 1, passage_edited_at
               from (select person_id, plan_id, max(is_open) as is_held,
                         coalesce(max(case when revoked_at is null and is_taken_back = 0
                                      then access_until end)
                             >= coalesce(max(iif(is_taken_back, access_until, revoked_at)), ''),
                             0) as is_over
                     from period where is_trial = 0 and is_undone = 0 group by plan_id)
                   join plan on plan.id = plan_id
               where exit = 'alumni')
         group by role_id order by role_id",
    )
    .bind(person)
    .bind(now)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.read().1).collect())
}

/// The roles of all plans that anyone has, will have, or has for having had them. What their plans
/// make of changes by hand, and how earlier rights ended, is not asked here.
pub(super) async fn held_by_all(
    conn: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<Vec<(PersonId, HeldRole)>> {
    let rows: Vec<HeldRow> = sqlx::query_as(
        "select person_id, role_id, max(is_live) as is_wanted, 1 as is_open,
                max(by_hand = 'restore') as is_restored, '' as ended,
                min(is_alumni) as is_alumni, null as edited_at
         from (with period as (
                   select person_id, plan_id, is_trial,
                       starts_at <= ?1 and (access_until is null or access_until > ?1) as is_live,
                       is_trial = 1 and exists (
                           select 1 from entitlement as paid
                           where paid.person_id = entitlement.person_id
                             and paid.plan_id = entitlement.plan_id and paid.is_trial = 0
                             and paid.state <> 'ended') as is_paid
                   from entitlement where state <> 'ended')
               select person_id, role_id, by_hand, is_live, 0 as is_alumni
               from period join plan on plan.id = period.plan_id
                   join plan_role on plan_role.plan_id = plan.id
               where is_trial = 0 or trial_role_id is null or is_paid
               union all
               select person_id, trial_role_id, by_hand, is_live, 0
               from period join plan on plan.id = period.plan_id
               where is_trial = 1 and trial_role_id is not null and not is_paid
               union all
               select person_id, alumni_role_id, by_hand, 1, 1
               from plan join entitlement on entitlement.plan_id = plan.id
               where exit = 'alumni' and is_trial = 0 and is_undone = 0
               group by plan_id, person_id
               having max(entitlement.state <> 'ended') = 0
                  and max(case when revoked_at is null and is_taken_back = 0
                          then access_until end)
                      >= coalesce(max(iif(is_taken_back, access_until, revoked_at)), ''))
         group by person_id, role_id",
    )
    .bind(now)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(HeldRow::read).collect())
}

/// What we know of someone's roles.
pub(super) async fn grants(
    conn: &mut SqliteConnection,
    person: PersonId,
) -> sqlx::Result<Vec<RoleGrant>> {
    let rows: Vec<GrantRow> = sqlx::query_as(
        "select person_id, role_id, version, is_granted, is_foreign, by_hand, fights, fights_since,
                changed_at,
                (select state from removal
                 where removal.person_id = role_grant.person_id
                   and removal.role_id = role_grant.role_id
                   and state in ('stopped', 'let_go')) as removal
         from role_grant where person_id = ?1",
    )
    .bind(person)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.read().1).collect())
}

/// What we know of everyone's roles.
pub(super) async fn grants_to_all(
    conn: &mut SqliteConnection,
) -> sqlx::Result<Vec<(PersonId, RoleGrant)>> {
    let rows: Vec<GrantRow> = sqlx::query_as(
        "select person_id, role_id, version, is_granted, is_foreign, by_hand, fights, fights_since,
                changed_at,
                (select state from removal
                 where removal.person_id = role_grant.person_id
                   and removal.role_id = role_grant.role_id
                   and state in ('stopped', 'let_go')) as removal
         from role_grant",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(GrantRow::read).collect())
}

/// Everyone who may hold something or was ever given a role.
pub(super) async fn concerned(conn: &mut SqliteConnection) -> sqlx::Result<Vec<Concerned>> {
    sqlx::query_as(
        "select id as person_id, user_id, is_in_server, is_screening from person
         where user_id is not null
           and id in (select person_id from entitlement where state <> 'ended'
                      union select person_id from role_grant)",
    )
    .fetch_all(conn)
    .await
}

pub(super) async fn save(
    tx: &mut Tx,
    person: PersonId,
    grant: RoleGrant,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "insert into role_grant (person_id, role_id, version, is_granted, is_foreign, by_hand, fights,
             fights_since, changed_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         on conflict (person_id, role_id) do update set
             version = excluded.version, is_granted = excluded.is_granted,
             is_foreign = excluded.is_foreign, by_hand = excluded.by_hand,
             fights = excluded.fights, fights_since = excluded.fights_since,
             changed_at = excluded.changed_at",
    )
    .bind(person)
    .bind(grant.role)
    .bind(grant.version)
    .bind(grant.is_granted)
    .bind(grant.is_foreign)
    .bind(grant.mark.map(Mark::name))
    .bind(grant.fights.count)
    .bind(grant.fights.since)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}

/// A role is none of our business any more.
pub(super) async fn forget(tx: &mut Tx, person: PersonId, role: RoleId) -> sqlx::Result<()> {
    sqlx::query("delete from role_grant where person_id = ?1 and role_id = ?2")
        .bind(person)
        .bind(role)
        .execute(tx.conn().await?)
        .await?;
    Ok(())
}

/// Someone left, and their roles went with them; what was withheld from them stays so.
pub(super) async fn lose_all(
    tx: &mut Tx,
    person: PersonId,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "delete from role_grant
         where person_id = ?1 and is_granted = 1 and is_foreign = 1 and version = 0",
    )
    .bind(person)
    .execute(tx.conn().await?)
    .await?;
    sqlx::query(
        "update role_grant set is_granted = 0, by_hand = null, changed_at = ?2
         where person_id = ?1 and is_granted = 1",
    )
    .bind(person)
    .bind(now)
    .execute(tx.conn().await?)
    .await?;
    Ok(())
}
