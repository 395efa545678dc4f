-- Who is a member and from when to when: what other features read of entitlements.
create view membership as
select person.user_id, starts_at, ends_at
from person join entitlement on entitlement.person_id = person.id
where entitlement.state <> 'ended';
