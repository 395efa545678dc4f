-- What people are told of their plans by direct message: once of each (entitlement, step), whatever
-- restarts.
create table notice (
    id integer primary key,
    person_id integer not null references person (id),
    entitlement_id integer not null references entitlement (id),
    -- The number is days before the end of what was paid for, or days of grace after it.
    step text not null constraint notice_step
        check (step in ('welcome', 'further', 'extended', 'ended')
            or step glob 'renewal:[0-9]*' or step glob 'grace:[0-9]*'),
    -- Put off while it is quiet.
    due_at text not null,
    -- sent: it is in the outbox, which knows whether it arrived. shown: it did not, and they saw it
    -- at a command; or it did. dropped: it was not true any more when its time came.
    state text not null constraint notice_state
        check (state in ('waiting', 'sent', 'shown', 'dropped')),
    constraint notice_once unique (entitlement_id, step)
) strict;
create index notice_due on notice (due_at) where state = 'waiting';
create index notice_sent on notice (person_id, id) where state = 'sent';
