-- Cards that show the owner what will be posted, and where people meet afterwards.

-- Which of its cards was shown last.
alter table occurrence add column shown integer not null default 0;
update occurrence set shown = card where state not in ('bound', 'held');
create index occurrence_card on occurrence (id) where card <> shown;

-- When the owner was told of what is wrong, where the card did not say it.
alter table slot_look add column told_at text;

-- What kind of channel people meet in.
alter table slot add column event_kind text
    constraint slot_event_kind check (event_kind in ('voice', 'stage'));
