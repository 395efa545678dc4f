-- A question with the people it names as Discord knows them.
create view question_with_people as
select question.*, asker.user_id as asker, claimer.user_id as claimer
from question
join person as asker on asker.id = question.asker_id
left join person as claimer on claimer.id = question.claimer_id;
