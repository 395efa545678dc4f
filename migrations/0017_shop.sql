-- What a plan is called in Discord's own shop, where the seller's country has it.
alter table plan add column discord_sku integer;
create unique index plan_by_discord_sku on plan (discord_sku) where discord_sku is not null;
