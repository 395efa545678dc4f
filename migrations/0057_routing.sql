-- Who is told of a question that waits, and when.

-- Since when it waits for an answer, later by as long as the clock stood still. Null: it does not wait.
alter table question add column waiting_from text;
create index question_waiting on question (waiting_from) where waiting_from is not null;
-- Counts how often it began to wait: whoever was told before may be told again.
alter table question add column waiting_round integer not null default 1;
-- Whom it goes to next, and when. While somebody has claimed it, or nobody can answer, it stands still:
-- then there is a stage and no moment.
alter table question add column next_stage text
    constraint question_next_stage check (next_stage in ('join', 'near', 'field', 'owner'));
alter table question add column stage_due_at text
    constraint question_stage check (stage_due_at is null
        or (next_stage is not null and waiting_from is not null));
create index question_stage_due on question (stage_due_at) where stage_due_at is not null;

-- What waits already goes to its field, or to the owner where it is late for that: once, not stage by stage.
update question set next_stage = 'field', waiting_from = coalesce(
    (select max(at) from question_event where question_id = question.id and event = 'reopen'), asked_at)
where state in ('open', 'claimed', 'needs_info', 'reopened')
   or (state = 'held' and held_from in ('open', 'claimed', 'needs_info', 'reopened'));
update question set stage_due_at = waiting_from where state in ('open', 'reopened');

drop view question_with_people;
create view question_with_people as
select question.*, asker.user_id as asker, claimer.user_id as claimer,
       (select coalesce(group_concat(person.user_id order by opinion.at), '')
        from question_opinion as opinion join person on person.id = opinion.person_id
        where opinion.question_id = question.id) as opinions
from question
join person as asker on asker.id = question.asker_id
left join person as claimer on claimer.id = question.claimer_id;

-- Who was told of it, and who was passed over.
create table question_route (
    question_id integer not null references question (id),
    -- As it was counted then.
    round integer not null,
    person_id integer not null references person (id),
    stage text not null constraint question_route_stage check (stage in ('join', 'near', 'field')),
    at text not null,
    reason text not null
        constraint question_route_reason check (reason in ('picked', 'former', 'same_hospital', 'away',
            'no_messages', 'full')),
    -- Years ahead of the asker, as they were then; null where one of them did not say.
    distance integer,
    is_field integer not null constraint question_route_is_field check (is_field in (0, 1)),
    load integer not null,
    -- Until when their own quiet hours last; null: told.
    waits_until text constraint question_route_waits check (waits_until is null or reason = 'picked'),
    primary key (question_id, round, person_id, stage)
) strict, without rowid;
create index question_route_at on question_route (at, person_id) where reason = 'picked';
create index question_route_waits on question_route (waits_until) where waits_until is not null;
