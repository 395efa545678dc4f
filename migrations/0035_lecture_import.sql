-- Lists of lectures that the owner hands in: looked at first, taken in when approved.
create table lecture_import (
    -- Buttons carry it: after a backup was restored none is given again.
    id integer primary key autoincrement,
    by_id integer not null references person (id),
    created_at text not null,
    -- The slot into whose queue they go; null: none.
    slot_id integer references slot (id),
    -- Whether they may be posted at once.
    is_ready integer not null constraint lecture_import_is_ready check (is_ready in (0, 1)),
    state text not null constraint lecture_import_state check (state in ('preview', 'applied', 'dropped')),
    applied_at text
) strict;
create index lecture_import_preview on lecture_import (created_at) where state = 'preview';
create index lecture_import_by on lecture_import (by_id);
create index lecture_import_slot on lecture_import (slot_id);

-- What each of them says. Kept until it is taken in or given up.
create table lecture_import_line (
    import_id integer not null references lecture_import (id),
    -- As an editor counts.
    line integer not null,
    act text not null constraint lecture_import_line_act check (act in ('add', 'change', 'same', 'invalid', 'repeated')),
    -- Why it cannot be used: the key of a sentence.
    why text,
    -- Everything that is known of it, checked.
    content text constraint lecture_import_line_content check (json_valid(content)),
    lecture_id integer references lecture (id),
    -- Of the lecture when it was looked at.
    version integer,
    primary key (import_id, line)
) strict, without rowid;
create index lecture_import_line_lecture on lecture_import_line (lecture_id) where lecture_id is not null;
