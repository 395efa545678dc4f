-- A line that says that somebody leaves gives the plan until its last day; whoever looks at it anew sees that.
alter table import_line add column is_leaving integer not null default 0
    constraint import_line_is_leaving check (is_leaving in (0, 1));
