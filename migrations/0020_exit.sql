-- How people come into a plan on trial, and what becomes of them after it.

-- The first days without payment; 0: none. Each person once per plan.
alter table plan add column trial_days integer not null default 0
    constraint plan_trial_days check (trial_days between 0 and 90);
-- What a trial confers instead of the plan's roles; null: the plan's roles.
alter table plan add column trial_role_id integer;
-- What becomes of whoever's last period ends by the clock.
alter table plan add column exit text not null default 'remove'
    constraint plan_exit check (exit in ('remove', 'alumni', 'kick'));
alter table plan add column alumni_role_id integer
    constraint plan_alumni check ((exit = 'alumni') = (alumni_role_id is not null));
-- When an edit last changed what a trial or an end confers, and when it added a role: what is given
-- for that is given because the plan was changed. Null: never; with the plan.
alter table plan add column passage_edited_at text;
alter table plan_role add column added_at text;

alter table entitlement add column is_trial integer not null default 0
    constraint entitlement_is_trial check (is_trial in (0, 1));
create unique index entitlement_trial on entitlement (person_id, plan_id) where is_trial = 1;
-- The source took it back, and its end is no end of its own.
alter table entitlement add column is_taken_back integer not null default 0
    constraint entitlement_is_taken_back check (is_taken_back in (0, 1));
