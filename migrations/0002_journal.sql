-- Anyone in the server or paying for it. Erasing someone empties user_id; the row stays, so that
-- the record stays true without naming anybody.
create table person (
    id integer primary key,
    user_id integer unique,
    -- The language of their client when last seen, for messages that answer no command.
    language text not null default 'ja' constraint person_language check (language in ('ja', 'en-US')),
    -- Null: never heard of; otherwise what Discord last told us.
    is_in_server integer constraint person_is_in_server check (is_in_server in (0, 1)),
    created_at text not null
) strict;

-- Who did what to whom, when and why.
create table journal (
    id integer primary key,
    at text not null,
    by text not null constraint journal_by check (by in ('person', 'clock', 'discord')),
    actor_id integer references person (id),
    kind text not null,
    subject text not null,
    person_id integer references person (id),
    details text not null constraint journal_details check (json_valid(details)),
    constraint journal_actor check ((by = 'person') = (actor_id is not null))
) strict;
create index journal_subject on journal (subject, id);
create index journal_person on journal (person_id, id);

-- Append-only: not even we may rewrite it.
create trigger journal_is_append_only_update before update on journal
begin
    select raise(abort, 'the journal is append-only');
end;
create trigger journal_is_append_only_delete before delete on journal
begin
    select raise(abort, 'the journal is append-only');
end;
