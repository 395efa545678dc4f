-- How people come into a plan by themselves: what they agreed to, and how far they are.

alter table plan add column buyers text not null default 'anyone'
    constraint plan_buyers check (buyers in ('anyone', 'approved'));
-- How many people may hold it or be on their way to; null: any number.
alter table plan add column seats integer constraint plan_seats check (seats between 1 and 100000);

-- Who wrote down that the money came.
alter table payment add column recorded_by integer references person (id);

-- The words of a final confirmation screen as they were shown; their hash is their version.
create table consent_text (
    hash text primary key constraint consent_text_hash check (length(hash) = 64),
    language text not null constraint consent_text_language check (language in ('ja', 'en-US')),
    body text not null,
    first_shown_at text not null
) strict, without rowid;

-- Who agreed to which words, and when. Never changed.
create table consent (
    id integer primary key,
    person_id integer not null references person (id),
    plan_id integer not null references plan (id),
    hash text not null references consent_text (hash),
    price_jpy integer not null constraint consent_price check (price_jpy >= 0),
    at text not null
) strict;
create index consent_person on consent (person_id, id);
create trigger consent_is_kept before delete on consent
begin
    select raise(abort, 'consent is never deleted');
end;
create trigger consent_is_not_rewritten before update on consent
begin
    select raise(abort, 'consent is never rewritten');
end;

-- Someone on their way into a plan.
create table application (
    id integer primary key,
    plan_id integer not null references plan (id),
    person_id integer not null references person (id),
    -- applied: the owner decides whether. awaiting: the money is awaited (入金待ち). queued: the plan
    -- is full. offered: a seat is free for them until expires_at.
    state text not null constraint application_state
        check (state in ('applied', 'awaiting', 'queued', 'offered', 'approved', 'declined', 'withdrawn', 'expired')),
    -- Counts every change; a button that shows an older one is not taken.
    version integer not null default 1,
    -- What they agreed to; in the queue nobody has agreed yet.
    consent_id integer references consent (id),
    created_at text not null,
    -- When the offer, or the time to pay, is over.
    expires_at text,
    decided_at text,
    decided_by integer references person (id),
    -- What came of it.
    entitlement_id integer references entitlement (id),
    constraint application_expires check (state not in ('awaiting', 'offered') or expires_at is not null),
    constraint application_consent check (state not in ('applied', 'awaiting', 'approved') or consent_id is not null),
    constraint application_approved check ((state = 'approved') = (entitlement_id is not null))
) strict;
-- One at a time for each plan; and who takes a seat.
create unique index application_open on application (plan_id, person_id)
    where state in ('applied', 'awaiting', 'queued', 'offered');
create index application_queue on application (plan_id, id) where state = 'queued';
create index application_due on application (expires_at) where state in ('awaiting', 'offered');
create index application_person on application (person_id, id);

-- What owner and applicant ask each other; never shown in a channel.
create table application_note (
    id integer primary key,
    application_id integer not null references application (id),
    author_id integer not null references person (id),
    body text not null constraint application_note_body check (length(body) between 1 and 1000),
    at text not null
) strict;
create index application_note_application on application_note (application_id, id);
