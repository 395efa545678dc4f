-- What an undone list gave, and whose an account was that a list still names.

-- A list gave it and was undone: it stands in the record, and counts as if it had never been.
alter table entitlement add column is_undone integer not null default 0
    constraint entitlement_is_undone check (is_undone in (0, 1) and (is_undone = 0 or revoked_at is not null));
update entitlement set is_undone = 1 where source = 'import' and revoked_reason glob 'import:*:undo';

-- Who had the account before.
create index account_move_left on account_move (left_id, id);
