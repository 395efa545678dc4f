-- Lists of other platforms, taken in: whoever stands in one has a right from that source.

-- A platform whose lists are taken in, and how its columns are read.
create table import_source (
    id integer primary key,
    name text not null unique
        constraint import_source_name check (length(name) between 1 and 32 and name not glob '*[^a-z0-9-]*'),
    -- Names of columns and what they are, as JSON; remembered from the last list that was approved.
    mapping text constraint import_source_mapping check (json_valid(mapping))
) strict;

create table import (
    id integer primary key,
    source_id integer not null references import_source (id),
    -- SHA-256 of the file, by which it is known again. The file itself is not kept.
    digest text not null constraint import_digest check (length(digest) = 64),
    mapping text not null constraint import_mapping check (json_valid(mapping)),
    absent_ends integer not null constraint import_absent_ends check (absent_ends in (0, 1)),
    -- Who looked at it, approved it or undid it, whichever came last.
    by_id integer not null references person (id),
    created_at text not null,
    -- preview: looked at. applying, undoing: its lines are worked off. applied: done, and can be
    -- undone until undo_until. settled: that is over. dropped: given up, or never approved.
    state text not null constraint import_state
        check (state in ('preview', 'applying', 'applied', 'undoing', 'undone', 'settled', 'dropped')),
    approved_at text,
    undo_until text,
    -- How many lines were left as they are, because others had changed what they are about.
    left_alone integer not null default 0
) strict;
create index import_taken_in on import (source_id, id) where state in ('applying', 'applied', 'settled');
create index import_at_work on import (id) where state in ('applying', 'undoing');
create index import_preview on import (created_at) where state = 'preview';
create index import_undo on import (undo_until) where state = 'applied';

-- What each line of a list would do or did; kept until it can no longer be undone.
create table import_line (
    import_id integer not null references import (id),
    -- As an editor counts; those of whom the list lacks follow after.
    line integer not null,
    -- Whom it names: a Discord account, or a number in the salon, known to us or not.
    user_id integer,
    number integer,
    person_id integer references person (id),
    plan_id integer references plan (id),
    -- Null: it cannot be read.
    until text constraint import_line_until check (until in ('end', 'endless', 'over', 'absent')),
    ends_at text constraint import_line_ends check ((until is 'end') = (ends_at is not null)),
    paid_jpy integer constraint import_line_paid check (paid_jpy > 0),
    act text not null constraint import_line_act
        check (act in ('join', 'change', 'end', 'same', 'unmatched', 'invalid', 'repeated')),
    -- Why it cannot be used.
    why text,
    entitlement_id integer references entitlement (id),
    -- What undoing puts back.
    ends_before text,
    -- It takes time from somebody who has the plan from nowhere else.
    is_cut integer not null constraint import_line_is_cut check (is_cut in (0, 1)),
    is_done integer not null default 0 constraint import_line_is_done check (is_done in (0, 1)),
    primary key (import_id, line)
) strict, without rowid;

-- Whoever was ended and comes back has the same name at the source.
drop index entitlement_external;
create unique index entitlement_external on entitlement (source, external_id)
    where external_id is not null and state <> 'ended';

-- Who lost a plan lately.
create index entitlement_over on entitlement (coalesce(revoked_at, access_until)) where state = 'ended';
