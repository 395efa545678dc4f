-- What a refund had ended that was a mistake is given back as a right of its own: what ended stays ended, and
-- what came in for it stays recorded there.
alter table entitlement add column restores integer references entitlement (id);
create index entitlement_restores on entitlement (restores) where restores is not null;

-- Of that somebody reads, and of money that comes after its record was a mistake. A check cannot be changed, so
-- the table is made anew.
create table notice_with_return (
    id integer primary key,
    person_id integer not null references person (id),
    entitlement_id integer not null references entitlement (id),
    -- The number is days before the end of what was paid for, days of grace after it, or a payment.
    step text not null constraint notice_step
        check (step in ('welcome', 'further', 'extended', 'shortened', 'restored', 'ended')
            or step glob 'renewal:[0-9]*' or step glob 'grace:[0-9]*' or step glob 'refunded:[0-9]*'
            or step glob 'mistaken:[0-9]*' or step glob 'received:[0-9]*'),
    -- Put off while it is quiet.
    due_at text not null,
    -- sent: it is in the outbox, which knows whether it arrived. shown: it did not, and they saw it
    -- at a command; or it did. dropped: it was not true any more when its time came.
    state text not null constraint notice_state
        check (state in ('waiting', 'sent', 'shown', 'dropped')),
    constraint notice_once unique (entitlement_id, step)
) strict;
insert into notice_with_return (id, person_id, entitlement_id, step, due_at, state)
select id, person_id, entitlement_id, step, due_at, state from notice;
drop table notice;
alter table notice_with_return rename to notice;
create index notice_due on notice (due_at) where state = 'waiting';
create index notice_sent on notice (person_id, id) where state = 'sent';
