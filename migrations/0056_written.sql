-- What people write in the thread of a question. Times are those of the messages.
-- The newest message that a comparison has taken in; what came after it is read from there.
alter table question add column seen_message_id integer;
alter table question add column asker_wrote_at text;
alter table question add column mentor_wrote_at text;
-- When the asker, who wrote after an answer, was last offered to open it again.
alter table question add column offered_at text;

-- The message that was the answer, where it was written in the thread: it is taken once.
alter table answer add column message_id integer;
create unique index answer_message on answer (message_id) where message_id is not null;

drop view question_with_people;
create view question_with_people as
select question.*, asker.user_id as asker, claimer.user_id as claimer,
       (select coalesce(group_concat(person.user_id order by opinion.at), '')
        from question_opinion as opinion join person on person.id = opinion.person_id
        where opinion.question_id = question.id) as opinions
from question
join person as asker on asker.id = question.asker_id
left join person as claimer on claimer.id = question.claimer_id;
