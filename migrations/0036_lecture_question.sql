-- Questions that are asked under a lecture.
alter table question_draft add column lecture_id integer references lecture (id);
alter table question add column lecture_id integer references lecture (id);
create index question_lecture on question (lecture_id, id) where lecture_id is not null;

drop view question_with_people;
create view question_with_people as
select question.*, asker.user_id as asker, claimer.user_id as claimer
from question
join person as asker on asker.id = question.asker_id
left join person as claimer on claimer.id = question.claimer_id;
