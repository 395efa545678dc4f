-- The post with the button 質問する: one in each channel in which the owner asked for it.
create table question_board (
    channel_id integer primary key,
    -- Counts how often it was posted there: each post has its own effect.
    posting integer not null,
    -- When it was noticed that somebody deleted the present one.
    lost_at text
) strict;

-- Who was brought into the private thread of a question, and when last: whoever lost the mentor role
-- since is taken out again.
create table question_confidant (
    question_id integer not null references question (id),
    person_id integer not null references person (id),
    at text not null,
    primary key (question_id, person_id)
) strict, without rowid;
create index question_confidant_person on question_confidant (person_id, at);
