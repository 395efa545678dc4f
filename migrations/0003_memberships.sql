-- What is sold. A plan is never deleted: old entitlements and payments point to it.
create table plan (
    id integer primary key,
    -- How the owner names it in commands and import files.
    key text not null unique
        constraint plan_key check (length(key) between 1 and 32 and key not glob '*[^a-z0-9-]*'),
    name_ja text not null constraint plan_name_ja check (length(name_ja) between 1 and 60),
    name_en text not null constraint plan_name_en check (length(name_en) between 1 and 60),
    -- Whole yen, tax included.
    price_jpy integer not null constraint plan_price check (price_jpy between 0 and 1000000),
    interval text not null constraint plan_interval check (interval in ('month', 'year', 'once')),
    -- How long a plan that is sold once lasts.
    days integer constraint plan_days check (days between 1 and 3660),
    -- How long access outlives a missed payment, where money comes in by itself.
    grace_days integer not null default 14 constraint plan_grace check (grace_days between 0 and 90),
    state text not null default 'active' constraint plan_state check (state in ('active', 'archived')),
    -- Counts the owner's changes, so that two open forms do not overwrite each other.
    version integer not null default 1,
    created_at text not null,
    constraint plan_days_if_once check ((interval = 'once') = (days is not null))
) strict;

-- The roles that a plan confers: one or more.
create table plan_role (
    plan_id integer not null references plan (id),
    role_id integer not null,
    primary key (plan_id, role_id)
) strict, without rowid;

-- The tracks that a plan opens; a plan without a row here opens all of them.
create table plan_track (
    plan_id integer not null references plan (id),
    track text not null,
    primary key (plan_id, track)
) strict, without rowid;

-- A right to a plan from one source for one period. Whether it is live is always worked out from
-- the times; roles follow from the union of what is live.
create table entitlement (
    id integer primary key,
    plan_id integer not null references plan (id),
    person_id integer not null references person (id),
    source text not null constraint entitlement_source
        check (source in ('stripe', 'pass', 'manual', 'import', 'gift', 'discord')),
    -- What the source calls it, where it has a name for it.
    external_id text,
    starts_at text not null,
    -- Null: until revoked.
    ends_at text,
    revoked_at text,
    -- The owner's words; shown to owners only.
    revoked_reason text,
    -- How far the clock has acted on it, not whether it gives access.
    state text not null
        constraint entitlement_state check (state in ('future', 'live', 'ended')),
    created_at text not null,
    constraint entitlement_period check (ends_at is null or ends_at > starts_at),
    constraint entitlement_revoked check ((revoked_at is null) = (revoked_reason is null)),
    constraint entitlement_revoked_is_ended check (revoked_at is null or state = 'ended')
) strict;
create index entitlement_person on entitlement (person_id, plan_id);
create index entitlement_plan on entitlement (plan_id);
create unique index entitlement_external on entitlement (source, external_id)
    where external_id is not null;
-- Everyone who may hold something, for a pass over all of them.
create index entitlement_open on entitlement (person_id) where state <> 'ended';
-- What the clock does next.
create index entitlement_starts on entitlement (starts_at) where state = 'future';
create index entitlement_ends on entitlement (ends_at) where state = 'live' and ends_at is not null;

-- Money that arrived or went back. Never deleted, never changed.
create table payment (
    id integer primary key,
    -- Null: not yet known whose it is.
    person_id integer references person (id),
    entitlement_id integer references entitlement (id),
    kind text not null constraint payment_kind check (kind in ('payment', 'refund')),
    -- Whole yen; the kind says which way it went.
    amount_jpy integer not null constraint payment_amount check (amount_jpy > 0),
    at text not null
) strict;
create index payment_person on payment (person_id, at);
create index payment_entitlement on payment (entitlement_id);

-- The roles that the bot ever gave to whom. A role without a row here was given by someone else
-- and is never taken away.
create table role_grant (
    person_id integer not null references person (id),
    role_id integer not null,
    -- Counts what was asked of Discord; part of the effect's key.
    version integer not null,
    -- Whether the last thing asked of Discord still stands there as far as we know.
    is_granted integer not null constraint role_grant_is_granted check (is_granted in (0, 1)),
    changed_at text not null,
    primary key (person_id, role_id)
) strict, without rowid;
