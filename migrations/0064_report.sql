-- Who saw personal information in which message. The words are nowhere here.
create table report (
    id integer primary key,
    reporter_id integer not null references person (id),
    -- On Discord.
    message_id integer not null,
    channel_id integer not null,
    -- The question of which the bot posted it; null where it belongs to none.
    question_id integer references question (id),
    at text not null,
    -- Each message once.
    constraint report_once unique (reporter_id, message_id)
) strict;
-- How many somebody made lately.
create index report_lately on report (reporter_id, at);

-- What is hidden until somebody has looked at it.
create index question_hidden on question (id) where state = 'held';
