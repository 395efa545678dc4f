-- A thread or card that somebody deleted can be posted again.
alter table question add column posting integer not null default 1;
alter table question add column card integer not null default 1;

drop view question_with_people;
create view question_with_people as
select question.*, asker.user_id as asker, claimer.user_id as claimer
from question
join person as asker on asker.id = question.asker_id
left join person as claimer on claimer.id = question.claimer_id;

drop view question_entry;
create view question_entry as
select question.id, asker_id, claimer_id, title, state, asked_at, thread.id as thread
from question left join discord_object as thread
    on thread.key = 'question:' || question.id ||
        case posting when 1 then '' else ':p' || posting end ||
        case channel_kind when 'forum' then ':card' else ':thread' end;

-- Every step a question took; nothing here is ever changed. By the version that the step made: no
-- index of its own is to be written with it.
create table question_step (
    question_id integer not null references question (id),
    version integer not null,
    at text not null,
    event text not null
        constraint question_step_event check (event in ('ask', 'claim', 'release', 'lapse', 'answer', 'resolve', 'reopen', 'withdraw', 'erase')),
    -- Null where time did it.
    actor_id integer references person (id),
    from_state text,
    to_state text not null,
    constraint question_step_actor check ((actor_id is null) = (event = 'lapse')),
    primary key (question_id, version)
) strict, without rowid;

-- Versions of old steps were not kept: their order stands for them, and none is higher than the
-- question's own.
insert into question_step (question_id, version, at, event, actor_id, from_state, to_state)
select question_id, row_number() over (partition by question_id order by id), at, event, actor_id,
       from_state, to_state
from question_event;
drop table question_event;
alter table question_step rename to question_event;
