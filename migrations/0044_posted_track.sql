-- Under which track a lecture was posted: its slot may have another one since. The catalogue knows it, unless
-- the lecture has one of its own.
alter table occurrence add column track text;
update occurrence set track = coalesce(
    (select catalogue.track from catalogue join lecture on lecture.id = catalogue.lecture_id
     where occurrence_id = occurrence.id and lecture.track is null limit 1),
    (select slot.track from slot where slot.id = slot_id))
where sent_at is not null or state = 'posted';
