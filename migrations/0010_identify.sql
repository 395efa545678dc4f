-- When we introduced ourselves to Discord's gateway, for a day: Discord resets the token of a bot
-- that does it more than 1,000 times a day, and a crash loop would.
create table identify (
    id integer primary key,
    at text not null
) strict;
create index identify_at on identify (at);
