-- What someone chose in /ask, until the form is sent: a form cannot carry options. The words of
-- the form come with the submission and are never kept here.
create table question_draft (
    -- Never used twice, or an old form could land in somebody's newer draft.
    id integer primary key autoincrement,
    asker_id integer not null references person (id),
    kind text not null
        constraint question_draft_kind check (kind in ('medical', 'study', 'career', 'failure')),
    -- A key of the configured fields.
    field text not null,
    age_band text
        constraint question_draft_age_band check (age_band in ('under-1', '1-5', '6-14', '15-39', '40-64', '65-74', '75-89', '90-up')),
    near text not null
        constraint question_draft_near check (near in ('ahead', 'same', 'supervisor', 'anyone')),
    expires_at text not null,
    -- What became of it: a form that is sent twice asks once.
    question_id integer references question (id),
    constraint question_draft_age_is_medical check (age_band is null or kind = 'medical')
) strict;
create index question_draft_asker on question_draft (asker_id);
create index question_draft_expires on question_draft (expires_at);
create index question_draft_question on question_draft (question_id);

create table question (
    -- The number that people say to each other. Only what was asked gets one.
    id integer primary key,
    asker_id integer not null references person (id),
    kind text not null constraint question_kind check (kind in ('medical', 'study', 'career', 'failure')),
    field text not null,
    age_band text
        constraint question_age_band check (age_band in ('under-1', '1-5', '6-14', '15-39', '40-64', '65-74', '75-89', '90-up')),
    -- Whose answer is hoped for.
    near text not null constraint question_near check (near in ('ahead', 'same', 'supervisor', 'anyone')),
    is_anonymous integer not null default 0 constraint question_is_anonymous check (is_anonymous in (0, 1)),
    state text not null default 'open'
        constraint question_state check (state in ('draft', 'open', 'claimed', 'needs_info', 'answered', 'resolved',
            'reopened', 'duplicate', 'withdrawn', 'expired', 'held', 'erased')),
    -- The mentor who promised to answer; stays after the answer, until it is reopened.
    claimer_id integer references person (id),
    -- Counts every change; who decided on an older one must look again.
    version integer not null default 1,
    title text not null,
    -- Complaint and course of a patient, or the situation.
    situation text not null,
    -- Of a patient only; may be empty.
    findings text,
    -- The asker's own; may be empty.
    thinking text not null,
    wanted text not null,
    -- Where it was posted, and how: the settings may change, the post stays where it is.
    channel_id integer not null,
    channel_kind text not null constraint question_channel_kind check (channel_kind in ('forum', 'text')),
    asked_at text not null,
    claimed_at text,
    -- A claim that has not led to an answer by then is let go.
    lease_ends_at text,
    first_answer_at text,
    -- The latest answer that moved it to answered.
    answered_at text,
    resolved_at text,
    last_activity_at text not null,
    constraint question_age_is_medical check (age_band is null or kind = 'medical'),
    constraint question_findings_are_medical check (findings is null or kind = 'medical'),
    constraint question_lease check ((state = 'claimed') = (lease_ends_at is not null)),
    constraint question_claim check (state <> 'claimed' or claimer_id is not null),
    constraint question_answered check (state <> 'answered' or (answered_at is not null and first_answer_at is not null)),
    constraint question_resolved check (state <> 'resolved' or resolved_at is not null)
) strict;
create index question_asker on question (asker_id, id);
create index question_claimer on question (claimer_id, state);
create index question_state_asked on question (state, asked_at);
create index question_lease on question (lease_ends_at) where lease_ends_at is not null;

-- A line in a list of questions. In a forum the card is the thread.
create view question_entry as
select question.id, asker_id, claimer_id, title, state, asked_at, thread.id as thread
from question left join discord_object as thread
    on thread.key = 'question:' || question.id ||
        case channel_kind when 'forum' then ':card' else ':thread' end;

-- Every step a question took; nothing here is ever changed.
create table question_event (
    id integer primary key,
    question_id integer not null references question (id),
    at text not null,
    event text not null
        constraint question_event_event check (event in ('ask', 'claim', 'release', 'lapse', 'answer', 'resolve', 'reopen', 'withdraw')),
    -- Null where time did it.
    actor_id integer references person (id),
    from_state text,
    to_state text not null,
    constraint question_event_actor check ((actor_id is null) = (event = 'lapse'))
) strict;
create index question_event_question on question_event (question_id, id);
create index question_event_actor on question_event (actor_id);

create table answer (
    id integer primary key,
    question_id integer not null references question (id),
    author_id integer not null references person (id),
    body text not null,
    at text not null
) strict;
-- A form that is sent again, because its first sending seemed to fail, answers once.
create unique index answer_once on answer (question_id, author_id, body);
create index answer_author on answer (author_id);
