-- The rest of a question's life: more is asked of its asker, it is a double, it is hidden, it is
-- given up, its claim passes to another mentor, or goes because its holder did.

-- Which one it repeats.
alter table question add column duplicate_of integer references question (id)
    constraint question_duplicate check (state <> 'duplicate' or duplicate_of is not null);
create index question_duplicate_of on question (duplicate_of) where duplicate_of is not null;
-- Where it goes back to when it is shown again.
alter table question add column held_from text
    constraint question_held check ((state = 'held') = (held_from is not null));
-- While more is asked of its asker, or it is hidden, nobody can answer: the clock stands still.
alter table question add column clock_stopped_at text
    constraint question_clock check ((state in ('needs_info', 'held')) = (clock_stopped_at is not null));
-- For how long it stood still before.
alter table question add column clock_stopped_seconds integer not null default 0
    constraint question_clock_seconds check (clock_stopped_seconds >= 0);
-- When its asker was told that it will be closed unless they say a word.
alter table question add column warned_at text
    constraint question_warned check (warned_at is null or state = 'answered');
create index question_idle on question (last_activity_at) where state = 'answered';

-- Whom else somebody asked for an opinion.
create table question_opinion (
    question_id integer not null references question (id),
    person_id integer not null references person (id),
    by_id integer not null references person (id),
    at text not null,
    primary key (question_id, person_id)
) strict, without rowid;

drop view question_with_people;
create view question_with_people as
select question.*, asker.user_id as asker, claimer.user_id as claimer,
       (select coalesce(group_concat(person.user_id order by opinion.at), '')
        from question_opinion as opinion join person on person.id = opinion.person_id
        where opinion.question_id = question.id) as opinions
from question
join person as asker on asker.id = question.asker_id
left join person as claimer on claimer.id = question.claimer_id;

-- What a mentor asked back, and what the asker wrote to it.
create table question_remark (
    id integer primary key,
    question_id integer not null references question (id),
    author_id integer not null references person (id),
    kind text not null constraint question_remark_kind check (kind in ('info', 'reply')),
    body text not null,
    at text not null
) strict;
create index question_remark_question on question_remark (question_id, id);

-- More steps.
create table question_step (
    question_id integer not null references question (id),
    version integer not null,
    at text not null,
    event text not null
        constraint question_step_event check (event in ('ask', 'claim', 'release', 'lapse', 'depart', 'transfer',
            'second_opinion', 'needs_info', 'reply', 'answer', 'resolve', 'auto_resolve', 'reopen', 'duplicate',
            'withdraw', 'expire', 'hold', 'restore', 'erase')),
    -- Null where time or Discord did it.
    actor_id integer references person (id),
    from_state text,
    to_state text not null,
    constraint question_step_actor check ((actor_id is null) = (event in ('lapse', 'depart', 'auto_resolve'))),
    primary key (question_id, version)
) strict, without rowid;
insert into question_step select question_id, version, at, event, actor_id, from_state, to_state from question_event;
drop table question_event;
alter table question_step rename to question_event;
