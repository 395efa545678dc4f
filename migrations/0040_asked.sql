-- What an owner typed and was asked about before it is done. Only the last of it can be answered, and once.
create table asked (
    person_id integer primary key references person (id),
    -- Counts questions and answers; a button names it.
    number integer not null,
    details text not null constraint asked_details check (json_valid(details))
) strict;
