-- Questions whose asker nobody is told. The question, its draft and every step of theirs name an alias: a
-- person without an account, of whom nothing is known.

-- Who stands behind an alias.
create table sealed_asker (
    person_id integer primary key references person (id),
    -- The account and its language, sealed for this alias with a key that is not in this database.
    sealed blob not null,
    -- An HMAC of the account: by it whoever holds the key finds what somebody asked, and nobody else does.
    mark blob not null,
    -- They want to be told by direct message.
    wants_dm integer not null default 0 constraint sealed_asker_wants_dm check (wants_dm in (0, 1))
) strict;
create index sealed_asker_mark on sealed_asker (mark);

-- With a draft that was never posted its alias goes, however it goes.
create trigger question_draft_alias after delete on question_draft
when old.question_id is null and exists (select 1 from sealed_asker where person_id = old.asker_id)
begin
    delete from sealed_asker where person_id = old.asker_id;
    delete from person where id = old.asker_id;
end;

-- Who wants to know who asked, and who agreed to it. It goes with the words when the question is erased.
create table unsealing (
    id integer primary key,
    question_id integer not null references question (id),
    requester_id integer not null references person (id),
    -- Why; the asker is told.
    reason text not null,
    at text not null,
    -- A second person has to agree by then.
    expires_at text not null,
    agreed_by_id integer references person (id),
    agreed_at text,
    -- Until then the requester can read it.
    open_until text,
    -- The requester took it back.
    withdrawn_at text,
    constraint unsealing_by_two check (agreed_by_id is null or agreed_by_id <> requester_id),
    constraint unsealing_agreed
        check ((agreed_by_id is null) = (agreed_at is null) and (agreed_at is null) = (open_until is null)),
    constraint unsealing_withdrawn check (withdrawn_at is null or agreed_at is null)
) strict;
create index unsealing_question on unsealing (question_id, id);
