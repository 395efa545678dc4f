-- Access may outlive what was paid for: ends_at is the end of that, access_until the end of the
-- grace after it. Null like ends_at: until revoked. Whatever asks for access reads access_until.
alter table entitlement add column access_until text
    constraint entitlement_access check (access_until is null or access_until >= ends_at);
update entitlement set access_until = ends_at;
-- When the clock noticed that what was paid for is over.
alter table entitlement add column grace_began_at text;

drop index entitlement_ends;
create index entitlement_ends on entitlement (access_until)
    where state = 'live' and access_until is not null;
create index entitlement_grace on entitlement (ends_at)
    where state = 'live' and grace_began_at is null and access_until > ends_at;

drop view membership;
create view membership as
select person.user_id, starts_at, access_until as ends_at
from person join entitlement on entitlement.person_id = person.id
where entitlement.state <> 'ended';
