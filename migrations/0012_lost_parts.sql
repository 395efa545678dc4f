-- What somebody deleted of a question, from when it was noticed until it was posted again or erased.
alter table question add column lost text constraint question_lost check (lost in ('thread', 'card'));
create index question_lost on question (id) where lost is not null;

drop view question_with_people;
create view question_with_people as
select question.*, asker.user_id as asker, claimer.user_id as claimer
from question
join person as asker on asker.id = question.asker_id
left join person as claimer on claimer.id = question.claimer_id;
