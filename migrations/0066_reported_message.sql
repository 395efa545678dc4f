-- A message of somebody else that was reported: deleted from its channel, its words kept until somebody has
-- decided, and for 30 days at most.
create table reported_message (
    id integer primary key,
    -- On Discord.
    message_id integer not null unique,
    channel_id integer not null,
    -- Null where no person wrote it: another bot, a webhook, Discord itself.
    author_id integer references person (id),
    written_at text not null,
    reported_at text not null,
    state text not null default 'kept'
        constraint reported_message_state check (state in ('kept', 'restored', 'wiped')),
    -- Its words: sealed with the key that lies outside the database, or as they are where there was none.
    content blob,
    is_sealed integer not null constraint reported_message_is_sealed check (is_sealed in (0, 1)),
    -- Files that it had; they are not kept.
    attachments integer not null constraint reported_message_attachments check (attachments >= 0),
    -- When the words go at the latest.
    wiped_by text not null,
    decided_at text,
    -- Words are kept exactly as long as nobody has decided.
    constraint reported_message_content check ((state = 'kept') = (content is not null)),
    constraint reported_message_decided check ((state = 'kept') = (decided_at is null))
) strict;
create index reported_message_wiped_by on reported_message (wiped_by) where state = 'kept';

alter table report add column kept_id integer references reported_message (id);
create index report_kept on report (kept_id) where kept_id is not null;
