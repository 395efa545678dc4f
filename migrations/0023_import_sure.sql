-- The owner was asked about just those whom a list parts from a plan: the breaker does not ask again.
alter table import add column is_sure integer not null default 0
    constraint import_is_sure check (is_sure in (0, 1));
