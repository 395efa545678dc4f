-- Whether somebody has yet to accept the server's rules, as far as Discord told us. They get no role
-- before: Discord would ask them no more.
alter table person add column is_screening integer not null default 0
    constraint person_is_screening check (is_screening in (0, 1));

-- What it means that somebody gives or takes a role of the plan by hand.
alter table plan add column by_hand text not null default 'restore'
    constraint plan_by_hand check (by_hand in ('restore', 'respect'));

-- The role was there before we gave it: what somebody else gave is not ours to take.
alter table role_grant add column is_foreign integer not null default 0
    constraint role_grant_is_foreign check (is_foreign in (0, 1));
-- What stands though it should not: withheld, somebody took it and the plan respects that; kept, it
-- stays though nothing justifies it.
alter table role_grant add column by_hand text
    constraint role_grant_by_hand check (by_hand in ('withheld', 'kept'));
-- How often since then we put right what somebody did by hand: nobody is fought without end.
alter table role_grant add column fights integer not null default 0;
alter table role_grant add column fights_since text;
