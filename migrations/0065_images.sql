-- Pictures that belong to a question. They are made anew from their points when they come, shown to the
-- owner, and posted in the thread once the owner said so. What was not approved, and what is over, has
-- no row: of such a picture nothing is kept, not even its hash.
create table question_image (
    -- Never used twice: what waits to be posted names it.
    id integer primary key autoincrement,
    -- Whose words it goes with: a draft's until that is posted, then a question's.
    draft_id integer references question_draft (id) on delete cascade,
    question_id integer references question (id),
    position integer not null constraint question_image_position check (position between 1 and 3),
    -- named: where Discord keeps it, for a day. waiting: fetched. approved: to be seen by all.
    state text not null constraint question_image_state check (state in ('named', 'waiting', 'approved')),
    address text,
    format text constraint question_image_format check (format in ('jpeg', 'png')),
    bytes blob constraint question_image_bytes check (length(bytes) between 1 and 2097152),
    constraint question_image_of check ((draft_id is null) <> (question_id is null)),
    constraint question_image_named check ((state = 'named') = (address is not null)),
    constraint question_image_fetched check (
        (state = 'named') = (bytes is null) and (format is null) = (bytes is null)),
    constraint question_image_approved check (state <> 'approved' or question_id is not null)
) strict;
create unique index question_image_draft on question_image (draft_id, position) where draft_id is not null;
create unique index question_image_question on question_image (question_id, position) where question_id is not null;

-- How many of them wait for the owner: the card says so.
alter table question add column images_waiting integer not null default 0
    constraint question_images_waiting check (images_waiting between 0 and 3);
create index question_with_images on question (id) where images_waiting > 0;
