-- Slots can be changed and closed, and say what the bot may do where they post.

-- Whoever changes it has seen the change before: counts every write.
alter table slot add column version integer not null default 1;
-- Off: what nobody approved is not posted.
alter table slot add column auto_approve integer not null default 1
    constraint slot_auto_approve check (auto_approve in (0, 1));
-- Closed for good; the same slot made again is opened again.
alter table slot add column closed_at text
    constraint slot_closed check (closed_at is null or state = 'paused');
-- How the channel was called when it was last seen: two slots at one time differ by it.
alter table slot add column channel_name text;
-- Where people meet after the lecture, and how many minutes after it begins; null: nowhere.
alter table slot add column event_channel_id integer;
alter table slot add column event_after integer
    constraint slot_event_after check (event_after between 10 and 1440);

-- A change that its owner has been shown and has not confirmed: a button cannot carry it.
create table slot_change (
    -- Buttons carry it: after a backup was restored none is given again.
    id integer primary key autoincrement,
    slot_id integer not null references slot (id),
    -- Of the slot when it was shown.
    version integer not null,
    change text not null constraint slot_change_change check (json_valid(change)),
    by_id integer not null references person (id),
    created_at text not null
) strict;
create index slot_change_slot on slot_change (slot_id);
create index slot_change_created on slot_change (created_at);
create index slot_change_by on slot_change (by_id);

-- What Discord last showed of the place where a slot posts.
create table slot_look (
    slot_id integer primary key references slot (id),
    looked_at text not null,
    -- How many people have the role; null: nobody is pinged, or Discord did not say.
    holders integer,
    -- What keeps a post from being what it should be, the worst first; null: nothing.
    trouble text constraint slot_look_trouble
        check (trouble in ('channel-gone', 'channel-hidden', 'cannot-post', 'cannot-thread', 'role-gone',
            'role-silent', 'event-gone', 'cannot-event')),
    -- The one of which the owner was told.
    told text
) strict;
