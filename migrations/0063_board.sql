-- The post with the button 質問する: one in each channel in which the owner asked for it.
create table question_board (
    channel_id integer primary key,
    -- Counts how often it was posted there: each post has its own effect.
    posting integer not null,
    -- When it was noticed that somebody deleted the present one.
    lost_at text
) strict;
