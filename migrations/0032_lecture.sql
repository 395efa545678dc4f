-- What can be said of a lecture, and what became of it.

alter table lecture add column lecturer_id integer references person (id);
-- Where its parts begin, in seconds: [[0,"Why"],[310,"How"]].
alter table lecture add column chapters text not null default '[]'
    constraint lecture_chapters check (json_valid(chapters) and length(chapters) <= 4000);
alter table lecture add column withdrawn_at text
    constraint lecture_withdrawn check (withdrawn_at is null or state = 'retired');
-- The review-by date of which the owner was told.
alter table lecture add column review_told text;
create index lecture_lecturer on lecture (lecturer_id) where lecturer_id is not null;
create index lecture_review on lecture (review_by) where review_by is not null and state <> 'retired';

-- What changed for viewers after the first revision, and why.
create table lecture_revision (
    lecture_id integer not null references lecture (id),
    revision integer not null,
    note text not null constraint lecture_revision_note check (length(note) between 1 and 300),
    -- Something clinical was wrong: whoever was notified of the post is notified of this.
    is_correction integer not null constraint lecture_revision_is_correction check (is_correction in (0, 1)),
    by_id integer not null references person (id),
    at text not null,
    primary key (lecture_id, revision)
) strict, without rowid;
create index lecture_revision_by on lecture_revision (by_id);

-- What members find: every lecture that was posted, by the track that opens it.
create table catalogue (
    track text not null,
    lecture_id integer not null references lecture (id),
    -- Where it was posted first.
    occurrence_id integer not null references occurrence (id),
    posted_at text not null,
    primary key (track, lecture_id)
) strict, without rowid;
create index catalogue_lecture on catalogue (lecture_id);
create index catalogue_occurrence on catalogue (occurrence_id);
insert into catalogue (track, lecture_id, occurrence_id, posted_at)
select coalesce(lecture.track, slot.track), lecture.id, min(occurrence.id), min(coalesce(sent_at, due_at))
from occurrence join lecture on lecture.id = lecture_id join slot on slot.id = slot_id
where occurrence.state in ('posted', 'unknown')
group by 1, 2;

-- What other features read of lectures.
create view lecture_called as
select id, series, number, title, coalesce(lecturer_id, created_by) as lecturer_id from lecture;
