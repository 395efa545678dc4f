-- What members do with lectures. Private: nobody is ranked.

create table watched (
    person_id integer not null references person (id),
    lecture_id integer not null references lecture (id),
    at text not null,
    primary key (person_id, lecture_id)
) strict, without rowid;

-- Up to five questions of a lecture. Never changed: what is edited is written anew, so that an
-- answer keeps its meaning.
create table check_item (
    -- Buttons carry it: after a backup was restored none is given again.
    id integer primary key autoincrement,
    lecture_id integer not null references lecture (id),
    place integer not null constraint check_item_place check (place between 1 and 5),
    question text not null constraint check_item_question check (length(question) between 1 and 300),
    -- ["Choice", …], two to five.
    choices text not null constraint check_item_choices
        check (json_valid(choices) and json_array_length(choices) between 2 and 5),
    correct integer not null constraint check_item_correct check (correct between 0 and 4),
    explanation text not null constraint check_item_explanation check (length(explanation) between 1 and 1000),
    retired_at text,
    constraint check_item_correct_is_there check (correct < json_array_length(choices))
) strict;
create unique index check_item_place on check_item (lecture_id, place) where retired_at is null;
create index check_item_lecture on check_item (lecture_id);

-- One go at the questions of a lecture.
create table check_try (
    id integer primary key,
    person_id integer not null references person (id),
    lecture_id integer not null references lecture (id),
    began_at text not null,
    done_at text,
    right_answers integer not null default 0,
    items integer not null constraint check_try_items check (items between 1 and 5),
    constraint check_try_right check (right_answers between 0 and items)
) strict;
create unique index check_try_open on check_try (person_id, lecture_id) where done_at is null;
create index check_try_person on check_try (person_id, lecture_id);
create index check_try_lecture on check_try (lecture_id);

create table check_answer (
    try_id integer not null references check_try (id),
    item_id integer not null references check_item (id),
    choice integer not null constraint check_answer_choice check (choice between 0 and 4),
    primary key (try_id, item_id)
) strict, without rowid;
create index check_answer_item on check_answer (item_id);

create table rating (
    lecture_id integer not null references lecture (id),
    person_id integer not null references person (id),
    stars integer not null constraint rating_stars check (stars between 1 and 5),
    -- For the lecturer and the owner only; emptied when its writer is erased.
    comment text not null default '' constraint rating_comment check (length(comment) <= 1000),
    at text not null,
    primary key (lecture_id, person_id)
) strict, without rowid;
create index rating_person on rating (person_id);

-- Who was told what was there before they came: once for each track.
create table track_digest (
    person_id integer not null references person (id),
    track text not null,
    at text not null,
    primary key (person_id, track)
) strict, without rowid;
-- Whoever holds it has not yet been told; the membership's own column, read and emptied through it.
alter table entitlement add column is_new integer not null default 1
    constraint entitlement_is_new check (is_new in (0, 1));
update entitlement set is_new = 0;
create index entitlement_new on entitlement (id) where is_new = 1 and state = 'live';
