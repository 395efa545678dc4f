-- A role from which too many were about to be parted at once, and what the owner says to that.
create table breaker (
    id integer primary key,
    role_id integer not null,
    opened_at text not null,
    -- Counts whenever somebody is stopped or waits no more; who presses a button that shows an older
    -- one has not seen whom it is about.
    version integer not null default 0,
    -- What the owner was shown last.
    shown_version integer not null default 0,
    -- How many had the role then.
    holders integer not null,
    decided_at text,
    -- moot: nobody was left to decide about.
    decision text constraint breaker_decision check (decision in ('go', 'discard', 'moot')),
    decided_by integer references person (id),
    constraint breaker_decided check ((decided_at is null) = (decision is null))
) strict;
create unique index breaker_open on breaker (role_id) where decided_at is null;

-- Every removal of a role that no clock had announced.
create table removal (
    id integer primary key,
    person_id integer not null references person (id),
    role_id integer not null,
    -- Its name in the record.
    cause text not null,
    at text not null,
    -- asked: Discord was asked. stopped: the owner is. let_go: the owner said so, and Discord is asked
    -- as soon as that can be. discarded: they keep the role. moot: they have a right to it again, or
    -- have it no more.
    state text not null constraint removal_state
        check (state in ('asked', 'stopped', 'let_go', 'discarded', 'moot')),
    breaker_id integer references breaker (id),
    constraint removal_breaker check (state = 'asked' or breaker_id is not null)
) strict;
-- What is counted within 24 hours; what the owner let go is not.
create index removal_recent on removal (role_id, at) where state = 'asked' and breaker_id is null;
create unique index removal_open on removal (person_id, role_id) where state in ('stopped', 'let_go');
create index removal_of_breaker on removal (breaker_id, state) where breaker_id is not null;
-- How many have a role.
create index role_grant_role on role_grant (role_id, is_granted);

-- Roles that only the bot gives, because the owner said so: whoever has one without a right to it
-- loses it.
create table exclusive_role (
    role_id integer primary key,
    declared_by integer not null references person (id),
    declared_at text not null
) strict;

-- What Discord last showed to be wrong with a role that is sold.
create table role_trouble (
    role_id integer primary key,
    what text not null constraint role_trouble_what
        check (what in ('gone', 'managed', 'no-manage-roles', 'too-high', 'dangerous')),
    since text not null
) strict;
