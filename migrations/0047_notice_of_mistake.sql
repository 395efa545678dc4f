-- Who read of money reads that its record was a mistake, at their next command where no direct message
-- reaches them. A check cannot be changed, so the table is made anew.
create table notice_with_mistake (
    id integer primary key,
    person_id integer not null references person (id),
    entitlement_id integer not null references entitlement (id),
    -- The number is days before the end of what was paid for, days of grace after it, or a payment.
    step text not null constraint notice_step
        check (step in ('welcome', 'further', 'extended', 'shortened', 'ended')
            or step glob 'renewal:[0-9]*' or step glob 'grace:[0-9]*' or step glob 'refunded:[0-9]*'
            or step glob 'mistaken:[0-9]*'),
    -- Put off while it is quiet.
    due_at text not null,
    -- sent: it is in the outbox, which knows whether it arrived. shown: it did not, and they saw it
    -- at a command; or it did. dropped: it was not true any more when its time came.
    state text not null constraint notice_state
        check (state in ('waiting', 'sent', 'shown', 'dropped')),
    constraint notice_once unique (entitlement_id, step)
) strict;
insert into notice_with_mistake (id, person_id, entitlement_id, step, due_at, state)
select id, person_id, entitlement_id, step, due_at, state from notice;
drop table notice;
alter table notice_with_mistake rename to notice;
create index notice_due on notice (due_at) where state = 'waiting';
create index notice_sent on notice (person_id, id) where state = 'sent';
