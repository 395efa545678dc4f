-- When whoever has not paid is reminded, once: null where they were, or need not be.
alter table application add column remind_at text;
create index application_reminder on application (remind_at)
    where state = 'awaiting' and remind_at is not null;
