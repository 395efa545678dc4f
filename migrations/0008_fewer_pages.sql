-- Every index is one page more to write while somebody waits for the commit.

-- A topic is what a key begins with: its effects are found by the index of the keys.
drop index outbox_topic;
alter table outbox drop column topic;

-- One index says what goes next and whether it is due; the few rows in other states have their own.
drop index outbox_next;
drop index outbox_due;
create index outbox_next on outbox (priority desc, id, due_at) where state = 'waiting';
create index outbox_sending on outbox (id) where state = 'sending';
create index outbox_held on outbox (id) where state = 'held';

-- Nobody looks for these; people and questions are never deleted, so neither does SQLite.
drop index question_draft_asker;
drop index question_draft_question;
drop index question_event_actor;
drop index answer_author;

-- Most questions are asked before they are claimed.
drop index question_claimer;
create index question_claimer on question (claimer_id, state) where claimer_id is not null;
