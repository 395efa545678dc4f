-- Under which track a lecture was posted: its slot may have another one since.
alter table occurrence add column track text;
update occurrence set track = (select slot.track from slot where slot.id = slot_id)
where sent_at is not null;
