-- Periods that are not to be renewed, presents, money that goes back, records that were a mistake.

-- The member wants no more after this period: no reminder, no grace. Emptied where they do again.
alter table entitlement add column cancelled_at text;
-- It was ended because all that had been paid for it went back.
alter table entitlement add column is_refunded integer not null default 0
    constraint entitlement_is_refunded check (is_refunded in (0, 1) and (is_refunded = 0 or revoked_at is not null));
-- Who made a present of it.
alter table entitlement add column giver_id integer references person (id);
-- Why the owner added it; shown to owners only.
alter table entitlement add column granted_reason text;

-- How the money came, where that is known.
alter table payment add column method text
    constraint payment_method check (method in ('transfer', 'konbini', 'card', 'cash', 'platform', 'other'));
update payment set method = 'platform'
where entitlement_id in (select id from entitlement where source = 'import');
update payment set method = 'transfer'
where entitlement_id in (select entitlement_id from application where entitlement_id is not null);
-- Why it went back; shown to owners only.
alter table payment add column reason text;
-- A record that was a mistake is not rewritten: this one takes it back. Its kind is the other one.
alter table payment add column voids integer references payment (id);
create unique index payment_voids on payment (voids) where voids is not null;

create trigger payment_is_kept before delete on payment
begin
    select raise(abort, 'payments are never deleted');
end;
-- Whose it is may be found out later, once.
create trigger payment_is_not_rewritten before update on payment
when new.id is not old.id or new.kind is not old.kind or new.amount_jpy is not old.amount_jpy
    or new.at is not old.at or new.method is not old.method or new.voids is not old.voids
    or (old.person_id is not null and new.person_id is not old.person_id)
    or (old.entitlement_id is not null and new.entitlement_id is not old.entitlement_id)
begin
    select raise(abort, 'payments are never rewritten');
end;

-- People are told of more: what went back to them, and that a period was taken from the end. The
-- number of a refund is that of its payment. A check cannot be changed, so the table is made anew.
create table notice_with_money (
    id integer primary key,
    person_id integer not null references person (id),
    entitlement_id integer not null references entitlement (id),
    -- The number is days before the end of what was paid for, or days of grace after it.
    step text not null constraint notice_step
        check (step in ('welcome', 'further', 'extended', 'shortened', 'ended')
            or step glob 'renewal:[0-9]*' or step glob 'grace:[0-9]*' or step glob 'refunded:[0-9]*'),
    -- Put off while it is quiet.
    due_at text not null,
    -- sent: it is in the outbox, which knows whether it arrived. shown: it did not, and they saw it
    -- at a command; or it did. dropped: it was not true any more when its time came.
    state text not null constraint notice_state
        check (state in ('waiting', 'sent', 'shown', 'dropped')),
    constraint notice_once unique (entitlement_id, step)
) strict;
insert into notice_with_money (id, person_id, entitlement_id, step, due_at, state)
select id, person_id, entitlement_id, step, due_at, state from notice;
drop table notice;
alter table notice_with_money rename to notice;
create index notice_due on notice (due_at) where state = 'waiting';
create index notice_sent on notice (person_id, id) where state = 'sent';
