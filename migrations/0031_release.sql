-- From the queue to the post: bound a day before, approved, locked, posted, or given back.

-- Why it was left out, held or cancelled.
alter table occurrence add column reason text constraint occurrence_reason
    check (reason in ('empty', 'paused', 'owner', 'unapproved', 'place', 'past', 'closed', 'forgotten', 'too-late'));
-- Counts what the owner was shown: a button that shows an older one must be looked at again.
alter table occurrence add column card integer not null default 0;
-- The owner swapped, held or published it by hand: the head of the queue does not replace it.
alter table occurrence add column by_hand integer not null default 0
    constraint occurrence_by_hand check (by_hand in (0, 1));
-- The revision that was posted, and how often its face was changed since.
alter table occurrence add column revision integer;
alter table occurrence add column face integer not null default 0;
-- A moderator deleted the post; it is not posted again.
alter table occurrence add column deleted_at text;
-- Its outcome is not yet in what the owner is told after an outage.
alter table occurrence add column is_untold integer not null default 0
    constraint occurrence_is_untold check (is_untold in (0, 1));

drop index occurrence_wake;
create index occurrence_wake on occurrence (wake_at) where state in ('planned', 'bound', 'held');
create index occurrence_slot_open on occurrence (slot_id, due_at) where state in ('planned', 'bound', 'held');
create index occurrence_untold on occurrence (id) where is_untold = 1;

-- Which revision of a lecture somebody looked at and wants posted.
create table approval (
    lecture_id integer not null references lecture (id),
    revision integer not null,
    by_id integer not null references person (id),
    at text not null,
    primary key (lecture_id, revision)
) strict, without rowid;
create index approval_by on approval (by_id);

-- What the owner is told before a date: once of each, whatever restarts.
create table alarm (
    occurrence_id integer not null references occurrence (id),
    step text not null constraint alarm_step
        check (step in ('empty:168', 'empty:72', 'empty:24', 'unapproved:24', 'unapproved:3', 'unapproved:0')),
    due_at text not null,
    -- dropped: it was not true any more, or a later one says it.
    state text not null default 'waiting' constraint alarm_state check (state in ('waiting', 'told', 'dropped')),
    primary key (occurrence_id, step)
) strict, without rowid;
create index alarm_due on alarm (due_at) where state = 'waiting';

-- Dates that were worked out before there were alarms.
insert into alarm (occurrence_id, step, due_at)
select occurrence.id, step.name, strftime('%Y-%m-%dT%H:%M:%S+00:00', due_at, step.before)
from occurrence, (select 'empty:168' as name, '-168 hours' as before
                  union all select 'empty:72', '-72 hours' union all select 'empty:24', '-24 hours') as step
where occurrence.state = 'planned';
-- And each is looked at a day before, to be bound.
update occurrence set wake_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', due_at, '-24 hours')
where state = 'planned' and wake_at = due_at;
