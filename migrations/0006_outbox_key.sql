-- One key means one thing. Queued again with the same payload it changes nothing; with another one
-- it is a fault of ours, and the transaction that wants it must not be half of what was meant.
create trigger outbox_same_key before insert on outbox
when exists (select 1 from outbox where key = new.key and digest <> new.digest)
begin
    select raise(abort, 'this effect is queued already with another payload');
end;
