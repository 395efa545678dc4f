-- What went wrong is told to mentors alone: such a question stands in a private thread, and nowhere else.
drop view question_with_people;
drop view question_entry;
-- Another column in the place of the old one: many tables name rows of this one, which therefore is not
-- made anew. The default is for the rows of until now, whose own value follows.
alter table question add column posted_as text not null default 'text'
    constraint question_channel_kind check (posted_as in ('forum', 'text', 'private'))
    constraint question_failure_is_private check ((kind = 'failure') = (posted_as = 'private'));
update question set posted_as = channel_kind;
alter table question drop column channel_kind;
alter table question rename column posted_as to channel_kind;

create view question_with_people as
select question.*, asker.user_id as asker, claimer.user_id as claimer,
       (select coalesce(group_concat(person.user_id order by opinion.at), '')
        from question_opinion as opinion join person on person.id = opinion.person_id
        where opinion.question_id = question.id) as opinions
from question
join person as asker on asker.id = question.asker_id
left join person as claimer on claimer.id = question.claimer_id;

-- A line in a list of questions. In a forum the card is the thread.
create view question_entry as
select question.id, asker_id, claimer_id, kind, title, state, asked_at, thread.id as thread
from question left join discord_object as thread
    on thread.key = 'question:' || question.id ||
        case posting when 1 then '' else ':p' || posting end ||
        case channel_kind when 'forum' then ':card' else ':thread' end;
