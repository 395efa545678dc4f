-- What was posted before it was written down when notified a role as well.
update occurrence set role_id = (select slot.role_id from slot where slot.id = slot_id), is_silent = is_late
where sent_at is null and state = 'posted' and role_id is null;
