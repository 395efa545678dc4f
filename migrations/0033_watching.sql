-- Links that are one's own.

-- Somebody of the staff looked; they are no viewers.
alter table opening add column is_staff integer not null default 0
    constraint opening_is_staff check (is_staff in (0, 1));

-- A link of ours that leads to a video once. Of its token only the hash is kept.
create table watch_link (
    token_hash text primary key constraint watch_link_token check (length(token_hash) = 64),
    opening_id integer not null references opening (id),
    expires_at text not null,
    used_at text
) strict, without rowid;
create index watch_link_opening on watch_link (opening_id);
create index watch_link_expires on watch_link (expires_at);
