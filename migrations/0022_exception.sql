-- What needs the owner's eye, in one list, and what the owner lets be.

-- Since when somebody is banned from the server, as far as Discord told us.
alter table person add column banned_at text;
create index person_banned on person (id) where banned_at is not null;
create index person_screening on person (id) where is_screening = 1;

-- What was bought in Discord's shop under a number that no plan has, until a plan has it.
create table unknown_ware (
    -- What Discord calls the purchase.
    external_id text primary key,
    sku integer not null,
    person_id integer not null references person (id),
    seen_at text not null
) strict, without rowid;

-- What the owner knows of and lets be; what came about since then is not meant.
create table set_aside (
    kind text not null,
    subject text not null,
    by_id integer not null references person (id),
    at text not null,
    primary key (kind, subject)
) strict, without rowid;

create index role_grant_by_hand on role_grant (by_hand) where by_hand is not null;
-- What was put right so often that it was given up.
create index role_grant_given_up on role_grant (fights_since) where fights > 3;
create index application_to_decide on application (created_at) where state in ('applied', 'awaiting');

-- Whom a platform means by what it calls somebody, as the owner said.
create table account_link (
    source_id integer not null references import_source (id),
    -- It may be an address: only owners see it.
    name text not null constraint account_link_name check (length(name) between 1 and 200),
    person_id integer not null references person (id),
    linked_by integer not null references person (id),
    linked_at text not null,
    primary key (source_id, name)
) strict, without rowid;

-- What the list calls them, where that is neither an account nor a number.
alter table import_line add column name text;

-- Money of a line of a list that named nobody we know, until the owner says whose it is; once of each.
create table unlinked_payment (
    payment_id integer primary key references payment (id),
    source_id integer not null references import_source (id),
    name text not null,
    plan_id integer not null references plan (id),
    -- Up to when it was paid; '': without end.
    until text not null,
    constraint unlinked_payment_once unique (source_id, name, plan_id, until)
) strict;
create index payment_of_nobody on payment (id) where person_id is null;

-- From which account to which somebody moved: person_id is they, and left_id whoever has their old
-- account since then.
create table account_move (
    id integer primary key,
    person_id integer not null references person (id),
    left_id integer not null references person (id),
    by_id integer not null references person (id),
    -- The owner's words; '' where they moved by themselves.
    reason text not null,
    at text not null
) strict;
create index account_move_person on account_move (person_id, at);
-- With which somebody moves by themselves; the code itself is not kept.
create table move_code (
    person_id integer primary key references person (id),
    hash text not null unique constraint move_code_hash check (length(hash) = 64),
    expires_at text not null
) strict;

-- Everything that needs the owner's eye: who and what it is about, since when, and in which order
-- it is listed. A kind and a subject name it. What is ended by the clock is not live any more.
create view exception as
select 1 as place, 'application' as kind, cast(id as text) as subject, person_id, plan_id,
    null as role_id, created_at as at
from application where state in ('applied', 'awaiting')
union all
select 2, 'banned', cast(person.id as text), person.id, min(plan_id), null, banned_at
from person join entitlement on entitlement.person_id = person.id
where banned_at is not null and state <> 'ended' group by person.id
union all
-- The later of two periods of one plan at the same time.
select 3, 'double', one.id || '.' || other.id, one.person_id, one.plan_id, null, other.created_at
from entitlement as one
join entitlement as other on other.person_id = one.person_id and other.plan_id = one.plan_id
where one.state <> 'ended' and other.state <> 'ended' and one.is_trial = 0 and other.is_trial = 0
  and (other.starts_at > one.starts_at or other.starts_at = one.starts_at and other.id > one.id)
  and (one.ends_at is null or one.ends_at > other.starts_at)
union all
select 4, 'unsold', external_id, person_id, null, null, seen_at
from unknown_ware where not exists (select 1 from plan where discord_sku = sku)
union all
select 4, 'payment', cast(payment.id as text), null, plan_id, null, payment.at
from payment join unlinked_payment on payment_id = payment.id where person_id is null
union all
select 5, 'troubled', cast(role_id as text), null, null, role_id, since from role_trouble
union all
select 6, 'absent', cast(person_id as text), person_id, min(plan_id), null, min(starts_at)
from entitlement join person on person.id = person_id
where state <> 'ended' and state = 'live' and is_in_server = 0 and banned_at is null
  and user_id is not null
group by person_id
union all
-- Marks go by themselves once they are not true any more.
select 7, 'withheld', person_id || '.' || role_id, person_id, null, role_id, changed_at
from role_grant where by_hand is not null and by_hand = 'withheld'
union all
select 8, iif(is_granted, 'taken', 'given'), person_id || '.' || role_id, person_id, null, role_id,
    fights_since
from role_grant where fights > 3 and is_granted = exists (
    select 1 from entitlement join plan on plan.id = entitlement.plan_id
    where entitlement.person_id = role_grant.person_id and entitlement.state = 'live'
      and (trial_role_id = role_grant.role_id or exists (
          select 1 from plan_role where plan_role.plan_id = plan.id
            and plan_role.role_id = role_grant.role_id)))
union all
select 9, 'kept', person_id || '.' || role_id, person_id, null, role_id, changed_at
from role_grant where by_hand is not null and by_hand = 'kept'
union all
select 10, 'screening', cast(person.id as text), person.id, min(plan_id), null, min(starts_at)
from person join entitlement on entitlement.person_id = person.id
where is_screening = 1 and is_in_server = 1 and state = 'live' group by person.id;
