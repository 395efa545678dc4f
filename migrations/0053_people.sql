-- What people say of themselves, and who answers questions: what routing reads.

-- Whether they hold the mentor role, as far as Discord has said.
alter table person add column is_mentor integer not null default 0
    constraint person_is_mentor check (is_mentor in (0, 1));
-- When they lost it: what they promised before is open again.
alter table person add column mentor_lost_at text;
create index person_mentor on person (id) where is_mentor = 1;

-- What somebody said of themselves. Whoever said nothing has no row.
create table profile (
    person_id integer primary key references person (id),
    -- Counts changes, so that what they do to roles keeps its order.
    version integer not null default 1,
    -- The academic year, from April to March, in which their first year as a doctor began: so it goes
    -- up by itself. Named by the calendar year of its April.
    first_year integer constraint profile_first_year check (first_year between 1900 and 3000),
    -- Keys of the settings.
    field text,
    track text,
    -- The role that was given for the track: only that is taken again.
    track_role_id integer,
    -- Shown to nobody but themselves.
    hospital text constraint profile_hospital check (length(hospital) between 1 and 100),
    notifications text not null default 'all'
        constraint profile_notifications check (notifications in ('all', 'needed')),
    -- When they are not written to unasked, on the salon's wall: '22:00-07:00'; '': never quiet. Null:
    -- as the salon's settings say.
    quiet text constraint profile_quiet check (quiet = '' or length(quiet) = 11)
) strict;

-- What a mentor set. Whoever set nothing has no row.
create table mentor (
    person_id integer primary key references person (id),
    is_away integer not null default 0 constraint mentor_is_away check (is_away in (0, 1)),
    -- Until when; null: until they say so.
    away_until text,
    -- How many questions they take at once.
    max_load integer not null default 3 constraint mentor_max_load check (max_load between 1 and 20),
    constraint mentor_away check (away_until is null or is_away = 1)
) strict;

-- The fields in which a mentor answers, by the keys of the settings.
create table mentor_field (
    person_id integer not null references person (id),
    field text not null,
    primary key (person_id, field)
) strict, without rowid;
