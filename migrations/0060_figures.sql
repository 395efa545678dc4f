-- Mentors see what they answered.
create index answer_author on answer (author_id, question_id);
