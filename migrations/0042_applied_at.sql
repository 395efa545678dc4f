-- What needs the owner's eye shows when somebody applied, not since when they waited for a seat.
drop view exception;

-- Everything that needs the owner's eye: who and what it is about, since when, and in which order
-- it is listed. A kind and a subject name it. What is ended by the clock is not live any more.
create view exception as
-- Whoever waited for a seat has applied since they agreed.
select 1 as place, 'application' as kind, cast(application.id as text) as subject,
    application.person_id, application.plan_id, null as role_id, consent.at as at
from application join consent on consent.id = consent_id where state in ('applied', 'awaiting')
union all
select 2, 'banned', cast(person.id as text), person.id, min(plan_id), null, banned_at
from person join entitlement on entitlement.person_id = person.id
where banned_at is not null and state <> 'ended' group by person.id
union all
-- The later of two periods of one plan at the same time.
select 3, 'double', one.id || '.' || other.id, one.person_id, one.plan_id, null, other.created_at
from entitlement as one
join entitlement as other on other.person_id = one.person_id and other.plan_id = one.plan_id
where one.state <> 'ended' and other.state <> 'ended' and one.is_trial = 0 and other.is_trial = 0
  and (other.starts_at > one.starts_at or other.starts_at = one.starts_at and other.id > one.id)
  and (one.ends_at is null or one.ends_at > other.starts_at)
union all
select 4, 'unsold', external_id, person_id, null, null, seen_at
from unknown_ware where not exists (select 1 from plan where discord_sku = sku)
union all
select 4, 'payment', cast(payment.id as text), null, plan_id, null, payment.at
from payment join unlinked_payment on payment_id = payment.id where person_id is null
union all
select 5, 'troubled', cast(role_id as text), null, null, role_id, since from role_trouble
union all
select 6, 'absent', cast(person_id as text), person_id, min(plan_id), null, min(starts_at)
from entitlement join person on person.id = person_id
where state <> 'ended' and state = 'live' and is_in_server = 0 and banned_at is null
  and user_id is not null
group by person_id
union all
-- Marks go by themselves once they are not true any more.
select 7, 'withheld', person_id || '.' || role_id, person_id, null, role_id, changed_at
from role_grant where by_hand is not null and by_hand = 'withheld'
union all
select 8, iif(is_granted, 'taken', 'given'), person_id || '.' || role_id, person_id, null, role_id,
    fights_since
from role_grant where fights > 3 and is_granted = exists (
    select 1 from entitlement join plan on plan.id = entitlement.plan_id
    where entitlement.person_id = role_grant.person_id and entitlement.state = 'live'
      and (trial_role_id = role_grant.role_id or exists (
          select 1 from plan_role where plan_role.plan_id = plan.id
            and plan_role.role_id = role_grant.role_id)))
union all
select 9, 'kept', person_id || '.' || role_id, person_id, null, role_id, changed_at
from role_grant where by_hand is not null and by_hand = 'kept'
union all
select 10, 'screening', cast(person.id as text), person.id, min(plan_id), null, min(starts_at)
from person join entitlement on entitlement.person_id = person.id
where is_screening = 1 and is_in_server = 1 and state = 'live' group by person.id;
