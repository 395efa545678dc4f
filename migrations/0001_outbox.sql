-- Everything we want from the outside world, written with the change that causes it.
create table outbox (
    id integer primary key,
    -- What it is, with a version where the same thing can be wanted again: 'question:12:tags:v3'.
    key text not null unique,
    -- The key without its version: a newer effect of one topic supersedes a waiting older one.
    topic text not null,
    -- Order is kept per subject; subjects go in parallel.
    subject text not null,
    -- Higher goes first: a member's click overtakes a bulk pass.
    priority integer not null,
    kind text not null,
    -- What to do, as JSON. Purged seven days after it is done.
    payload text,
    -- Proves that the same key was not queued with another payload; survives the purge.
    digest text not null,
    state text not null default 'waiting'
        constraint outbox_state check (state in ('waiting', 'sending', 'done', 'held', 'discarded')),
    -- How it ended: delivered, adopted (found after an unknown outcome), superseded,
    -- undeliverable (nobody there to receive it), or expired (not sent until not_after).
    outcome text
        constraint outbox_outcome check (outcome in ('delivered', 'adopted', 'superseded', 'undeliverable',
            'expired')),
    created_at text not null,
    due_at text not null,
    -- Later than this it is not sent any more, unless an earlier attempt may have acted.
    not_after text,
    attempts integer not null default 0,
    first_attempt_at text,
    last_attempt_at text,
    -- The last attempt may or may not have acted.
    is_unknown integer not null default 0 constraint outbox_is_unknown check (is_unknown in (0, 1)),
    -- Sent with a message so that Discord drops a quick repeat; at most 25 characters.
    nonce text constraint outbox_nonce check (length(nonce) <= 25),
    -- Found in the message itself when history is searched later.
    marker text,
    -- Why it waits or is held, without words of people.
    trouble text,
    -- The role or channel it needs: 'role:ID', 'channel:ID'.
    depends_on text,
    -- The role or channel that Discord refuses and that must be mended first.
    paused_by text,
    done_at text,
    constraint outbox_done check ((state = 'done') = (outcome is not null))
) strict;

-- What is to be done next, and whether something of the same subject goes before it.
create index outbox_next on outbox (state, priority desc, id) where state = 'waiting';
create index outbox_due on outbox (state, due_at) where state in ('waiting', 'sending', 'held');
create index outbox_depends on outbox (depends_on) where state = 'waiting' and depends_on is not null;
create index outbox_paused on outbox (paused_by) where state = 'waiting' and paused_by is not null;
create index outbox_subject on outbox (subject, id) where state in ('waiting', 'sending', 'held');
create index outbox_not_after on outbox (not_after) where state = 'waiting' and not_after is not null;
create index outbox_topic on outbox (topic) where state in ('waiting', 'sending', 'held');
create index outbox_purge on outbox (done_at) where payload is not null and state = 'done';

-- What Discord answered: later effects and features find ids here by the key of the effect.
create table discord_object (
    key text primary key,
    -- The message or thread.
    id integer not null,
    -- The channel or thread it is in.
    channel_id integer not null,
    created_at text not null
) strict, without rowid;
create index discord_object_id on discord_object (id);

-- Single facts about this installation, such as the hash of the commands last registered.
create table fact (
    name text primary key,
    value text not null
) strict, without rowid;
