-- A weekly time at which lectures are posted. The civil rule is kept, every instant follows from
-- it: 20:00 stays 20:00 when daylight saving begins.
create table slot (
    id integer primary key,
    -- ISO: Monday is 1.
    weekday integer not null constraint slot_weekday check (weekday between 1 and 7),
    time text not null constraint slot_time check (time glob '[0-2][0-9]:[0-5][0-9]'),
    -- An IANA name.
    zone text not null,
    channel_id integer not null,
    -- A key of the configuration: whose plan opens what is posted here.
    track text not null,
    -- Who is pinged; null: nobody.
    role_id integer,
    state text not null default 'active' constraint slot_state check (state in ('active', 'paused')),
    -- Counts the changes of weekday, time or zone; occurrences say which one they follow.
    rule_version integer not null default 1,
    created_by integer not null references person (id),
    created_at text not null,
    constraint slot_once unique (channel_id, track, weekday, time, zone)
) strict;
create index slot_state on slot (state);
create index slot_created_by on slot (created_by);

-- Content: one video lecture.
create table lecture (
    id integer primary key,
    series text not null constraint lecture_series check (length(series) between 1 and 80),
    number integer not null constraint lecture_number check (number between 1 and 9999),
    title text not null constraint lecture_title check (length(title) between 1 and 120),
    summary text not null default '' constraint lecture_summary check (length(summary) <= 1000),
    -- Never shown in a channel.
    video_url text not null
        constraint lecture_video_url check (video_url like 'https://%' and length(video_url) <= 512),
    slides_url text
        constraint lecture_slides_url check (slides_url like 'https://%' and length(slides_url) <= 512),
    minutes integer constraint lecture_minutes check (minutes between 1 and 600),
    -- Whose plan opens it, where that is not the slot's own track.
    track text,
    -- The day by which somebody should look whether it still holds.
    review_by text constraint lecture_review_by check (date(review_by) is review_by),
    -- What viewers saw changes: counts up with every edit of the content.
    revision integer not null default 1,
    state text not null default 'draft'
        constraint lecture_state check (state in ('draft', 'ready', 'retired')),
    -- Counts every write, so that two people never overwrite each other unawares.
    version integer not null default 1,
    created_by integer not null references person (id),
    created_at text not null
) strict;
-- People say "number 3 of that series": it must name one lecture.
create unique index lecture_name on lecture (series, number) where state <> 'retired';
create index lecture_state on lecture (state, id);
create index lecture_created_by on lecture (created_by);

-- What is to be posted in a slot, in order.
create table queue_entry (
    id integer primary key,
    slot_id integer not null references slot (id),
    lecture_id integer not null references lecture (id),
    -- Lowest goes first, after what comes back.
    position integer not null,
    -- Waits for this local date instead of for its turn.
    pinned_on text constraint queue_entry_pinned_on check (date(pinned_on) is pinned_on),
    -- The date that passed without it: what comes back goes to the head, oldest date first.
    missed_on text constraint queue_entry_missed_on check (date(missed_on) is missed_on),
    created_at text not null,
    constraint queue_entry_once unique (slot_id, lecture_id),
    constraint queue_entry_position unique (slot_id, position)
) strict;
create unique index queue_entry_pinned on queue_entry (slot_id, pinned_on) where pinned_on is not null;
create index queue_entry_lecture on queue_entry (lecture_id);

-- One date of a slot. Its name is (slot, local date): computing it again never makes a second one.
create table occurrence (
    id integer primary key,
    slot_id integer not null references slot (id),
    local_date text not null constraint occurrence_local_date check (date(local_date) is local_date),
    rule_version integer not null,
    -- The instant of the civil time, in UTC.
    due_at text not null,
    -- When the clock looks at it: due_at, or later when a late post waits for the morning.
    wake_at text not null,
    state text not null default 'planned'
        constraint occurrence_state check (state in ('planned', 'bound', 'sending', 'posted', 'held',
            'missed', 'skipped', 'cancelled', 'withdrawn', 'unknown')),
    lecture_id integer references lecture (id),
    is_late integer not null default 0 constraint occurrence_is_late check (is_late in (0, 1)),
    -- When its post was put in the outbox.
    sent_at text,
    -- How often its post was put in the outbox: again when it was not sent in time.
    attempt integer not null default 0,
    version integer not null default 1,
    constraint occurrence_once unique (slot_id, local_date),
    constraint occurrence_has_lecture check (
        state not in ('bound', 'sending', 'posted', 'withdrawn', 'unknown') or lecture_id is not null)
) strict;
create index occurrence_wake on occurrence (wake_at) where state = 'planned';
create index occurrence_sending on occurrence (id) where state = 'sending';
create index occurrence_late on occurrence (sent_at) where is_late = 1;
create index occurrence_lecture on occurrence (lecture_id);

-- Who opened which video, and when.
create table opening (
    id integer primary key,
    occurrence_id integer not null references occurrence (id),
    lecture_id integer not null references lecture (id),
    person_id integer not null references person (id),
    opened_at text not null
) strict;
create index opening_occurrence on opening (occurrence_id);
create index opening_lecture on opening (lecture_id, person_id);
create index opening_person on opening (person_id, opened_at);
