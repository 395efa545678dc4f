-- What its asker says of a resolved question: whether it helped, whether it may be found later, thanks.

-- One word of the asker, changed by them at any time while it is resolved.
create table question_rating (
    question_id integer primary key references question (id),
    stars integer not null constraint question_rating_stars check (stars between 1 and 5),
    at text not null
) strict;

-- Whether it may stand in the archive. Whoever said nothing has no row, and that means no.
create table question_consent (
    question_id integer primary key references question (id),
    is_given integer not null constraint question_consent_is_given check (is_given in (0, 1)),
    at text not null
) strict;

-- Who was thanked for an answer, and when; again only for answers that came later.
create table question_thanks (
    question_id integer not null references question (id),
    person_id integer not null references person (id),
    at text not null,
    primary key (question_id, person_id, at)
) strict, without rowid;
create index question_thanks_person on question_thanks (person_id);

-- What is warned of next, and what is closed next. Nothing but these reads question_idle.
drop index question_idle;
create index question_idle on question (last_activity_at) where state = 'answered' and warned_at is null;
create index question_warned on question (warned_at) where warned_at is not null;
