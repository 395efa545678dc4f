-- Whether somebody acted for the salon, which ties an account to what it did.
create index journal_actor on journal (actor_id, kind) where actor_id is not null;
