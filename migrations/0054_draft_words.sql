-- What was typed into the form stays with its draft until it is posted, given up or swept: whoever asks
-- sees it as it will be posted, and can mend it. (Until now the words came with the form and were
-- posted at once.) Of a draft that became a question nothing is kept here: erasing the question erases
-- all of it.
alter table question_draft add column title text;
alter table question_draft add column situation text;
alter table question_draft add column findings text
    constraint question_draft_findings_are_medical check (findings is null or kind = 'medical');
alter table question_draft add column thinking text;
alter table question_draft add column wanted text
    constraint question_draft_words check (
        (title is null) = (wanted is null) and (situation is null) = (wanted is null)
        and (thinking is null) = (wanted is null) and (findings is null or wanted is not null))
    constraint question_draft_words_are_unposted check (wanted is null or question_id is null);
