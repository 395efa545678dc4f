-- When whoever has not paid is reminded, once: null where they were, or need not be.
alter table application add column remind_at text;
-- Two days before it runs out, as for those who apply from now on.
update application set remind_at = strftime('%Y-%m-%dT%H:%M:%S+00:00', expires_at, '-2 days')
    where state = 'awaiting' and expires_at is not null;
create index application_reminder on application (remind_at)
    where state = 'awaiting' and remind_at is not null;

-- Days that the owner added have neither grace nor reminders where nothing that was paid for comes
-- before them any more; what was refunded before left them both. The clock ends what is over by now.
delete from notice where state = 'waiting' and entitlement_id in (
    select id from entitlement
    where granted_reason is not null and state <> 'ended'
        and not exists (
            select 1 from entitlement as pass
            where pass.person_id = entitlement.person_id and pass.plan_id = entitlement.plan_id
                and pass.source = 'pass' and pass.granted_reason is null
                and pass.revoked_at is null and pass.starts_at < entitlement.starts_at));
update entitlement set access_until = ends_at
    where granted_reason is not null and state <> 'ended' and access_until > ends_at
        and not exists (
            select 1 from entitlement as pass
            where pass.person_id = entitlement.person_id and pass.plan_id = entitlement.plan_id
                and pass.source = 'pass' and pass.granted_reason is null
                and pass.revoked_at is null and pass.starts_at < entitlement.starts_at);
