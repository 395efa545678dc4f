-- Whom a post notifies: its slot may have another role since. A late one may have notified nobody.
alter table occurrence add column role_id integer;
alter table occurrence add column is_silent integer not null default 0
    constraint occurrence_is_silent check (is_silent in (0, 1));
update occurrence set role_id = (select slot.role_id from slot where slot.id = slot_id), is_silent = is_late
where sent_at is not null;
