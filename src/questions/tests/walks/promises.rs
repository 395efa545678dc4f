//! What has to be true after every step.

use std::collections::BTreeMap;

use super::super::*;
use super::people::{Found, OWNER, Walk};
use super::steps::TITLE;

/// What changes a question without a step of anybody: repairs, and a warning and its end.
const REPAIRS: [&str; 6] = [
    "question.warned",
    "question.stirred",
    "question.lost",
    "question.recreated",
    "question.repaired",
    "question.moved",
];

/// A step as the database remembers it.
#[derive(Debug, sqlx::FromRow)]
struct Taken {
    question_id: QuestionId,
    version: i64,
    event: String,
    actor: Option<UserId>,
    actor_id: Option<PersonId>,
    from_state: Option<State>,
    to_state: State,
}

/// A line of the journal about a question.
#[derive(Debug, sqlx::FromRow)]
struct Line {
    subject: String,
    kind: String,
    version: i64,
}

impl Walk {
    /// Every table with every row, as text.
    pub(super) async fn dumped(&self) -> String {
        let mut conn = self.app.db.read().await.unwrap();
        let tables = sqlx::query_scalar(sqlx::AssertSqlSafe(self.dump.0.clone()));
        let tables: Vec<Option<String>> = tables.fetch_all(&mut *conn).await.unwrap();
        tables.into_iter().flatten().collect()
    }

    pub(super) async fn keeps_promises(&self) -> Found {
        let mut conn = self.app.db.read().await.unwrap();
        let questions: Vec<Question> = sqlx::query_as(
            "select question.*, lecture.series as lecture_series, lecture.number as lecture_number
             from question_with_people as question
             left join lecture_called as lecture on lecture.id = question.lecture_id
             order by question.id",
        )
        .fetch_all(&mut *conn)
        .await
        .unwrap();
        let steps: Vec<Taken> = sqlx::query_as(
            "select question_id, version, event, person.user_id as actor, actor_id, from_state,
                    to_state
             from question_event as event left join person on person.id = event.actor_id
             order by question_id, version",
        )
        .fetch_all(&mut *conn)
        .await
        .unwrap();
        let lines: Vec<Line> = sqlx::query_as(
            "select subject, kind, json_extract(details, '$.version') as version from journal
             where subject like 'question:%' and json_extract(details, '$.version') is not null",
        )
        .fetch_all(&mut *conn)
        .await
        .unwrap();
        let tells: i64 = sqlx::query_scalar(
            "select count(*) from journal where instr(details, ?1) > 0 or instr(subject, ?1) > 0",
        )
        .bind(TITLE)
        .fetch_one(&mut *conn)
        .await
        .unwrap();
        drop(conn);
        must(tells == 0, "the journal holds words")?;
        for question in &questions {
            is_sound(question)?;
            let taken = steps.iter().filter(|step| step.question_id == question.id);
            let taken: Vec<&Taken> = taken.collect();
            is_told(question, &taken, &lines)?;
            is_rightful(question, &taken)?;
        }
        self.is_shown(&questions).await
    }

    /// Discord shows the database, once it has taken what waits.
    async fn is_shown(&self, questions: &[Question]) -> Found {
        let mut discord = self.discord.clone();
        for effect in self.waiting().await {
            discord.take(&effect, self.app.now());
        }
        for question in questions {
            let name = question.subject();
            let gone = discord.gone(question);
            let is_gone = |part| gone.iter().any(|(gone, _)| *gone == part);
            // What the owner was told of is so, until it is posted again.
            if let Some(part) = question.lost {
                must(is_gone(part), &format!("{part:?} of {name} is there"))?;
            }
            let thread = discord.threads.get(&question.thread_key());
            let card = discord.messages.get(&question.card_key());
            if let Some(thread) = thread.filter(|thread| !thread.is_gone) {
                must(
                    thread.is_written_in || thread.is_archived == question.state.is_closed(),
                    &format!("{name} is {:?}, its thread {thread:?}", question.state),
                )?;
                let tags = (question.channel_kind == ChannelKind::Forum)
                    .then(|| cards::tags(question, &self.app.config));
                must(thread.tags == tags, &format!("tags of {name}"))?;
            }
            // What was erased before it was all posted is not posted any more.
            let is_erased = question.state == State::Erased;
            let is_somewhere = thread.is_some() || card.is_some_and(|card| card.is_gone);
            must(is_erased || is_somewhere, &format!("{name} has no thread"))?;
            if is_erased && card.is_none() {
                continue;
            }
            let conn = &mut self.app.db.read().await.unwrap();
            for (key, words) in hold::words(conn, &self.app, question).await.unwrap() {
                let posted = discord.messages.get(&key).filter(|posted| !posted.is_gone);
                let is_hidden = question.state == State::Held;
                must(
                    is_erased || posted.is_none_or(|posted| (posted.face == words) != is_hidden),
                    &format!("{key} of {name}, which is {:?}", question.state),
                )?;
            }
            let Some(card) = card else {
                must(is_gone(Part::Thread), &format!("{name} has no card"))?;
                continue;
            };
            let face = cards::card(question, &self.app.config);
            must(
                card.is_gone || card.face == face,
                &format!("the card of {name}"),
            )?;
        }
        Ok(())
    }
}

/// Nothing owed is closed but by those who may.
fn is_rightful(question: &Question, taken: &[&Taken]) -> Found {
    let mut hidden = None;
    for step in taken {
        let Some(from) = step.from_state else {
            continue;
        };
        if step.event == "hold" {
            hidden = Some(from);
        }
        let is_asker = step.actor_id == Some(question.asker_id);
        let is_owner = step.actor == Some(UserId(OWNER));
        // Who was a mentor then may be none now.
        let is_mentor = step.actor.is_some_and(|user| user.0 > 10);
        let is_closed = step.to_state.is_closed() && step.to_state != State::Held;
        // What was hidden is as owed as it was before.
        let from = hidden.filter(|_| from == State::Held).unwrap_or(from);
        let was_owed = from.is_owed();
        if was_owed && is_closed {
            let is_joined = step.to_state == State::Duplicate && is_mentor;
            must(
                is_asker || is_owner || is_joined,
                &format!("closed while owed: {step:?}"),
            )?;
        }
        if step.event == "claim" || step.event == "answer" {
            must(!is_asker && is_mentor, &format!("{step:?}"))?;
        }
    }
    Ok(())
}

/// One claimer at most, who is not the asker, and a lease exactly while it is claimed.
fn is_sound(question: &Question) -> Found {
    let name = format!("{question:?}");
    must(question.claimer_id != Some(question.asker_id), &name)?;
    let is_claimed = question.state == State::Claimed;
    must(is_claimed == question.lease_ends_at.is_some(), &name)?;
    must(!is_claimed || question.claimer_id.is_some(), &name)?;
    must(
        question.state.stops_clock() == question.clock_stopped_at.is_some(),
        &name,
    )?;
    let is_double = question.state == State::Duplicate;
    must(!is_double || question.duplicate_of.is_some(), &name)?;
    let is_empty = question.title.is_empty() && question.wanted.is_empty();
    must((question.state == State::Erased) == is_empty, &name)
}

/// Every change has its step or its repair, exactly one, and a line in the journal; the steps lead to
/// where the question is.
fn is_told(question: &Question, taken: &[&Taken], lines: &[Line]) -> Found {
    let name = question.subject();
    let mut told: BTreeMap<i64, (usize, usize, usize)> = BTreeMap::new();
    let mut state = None;
    for step in taken {
        must(
            step.from_state == state,
            &format!("{name}: {step:?} after {state:?}"),
        )?;
        state = Some(step.to_state);
        told.entry(step.version).or_default().0 += 1;
    }
    must(
        state == Some(question.state),
        &format!("{name} is not where its steps led"),
    )?;
    for line in lines.iter().filter(|line| line.subject == name) {
        let told = told.entry(line.version).or_default();
        told.1 += usize::from(REPAIRS.contains(&line.kind.as_str()));
        told.2 += 1;
    }
    let versions: Vec<i64> = told.keys().copied().collect();
    let all: Vec<i64> = (1..=question.version).collect();
    must(
        versions == all,
        &format!("{name} has version {}, told {versions:?}", question.version),
    )?;
    for (version, (steps, repairs, lines)) in told {
        must(
            steps + repairs == 1 && lines == 1,
            &format!(
                "version {version} of {name}: {steps} steps, {repairs} repairs, {lines} lines"
            ),
        )?;
    }
    Ok(())
}

fn must(is_so: bool, otherwise: &str) -> Found {
    if is_so {
        Ok(())
    } else {
        Err(otherwise.to_owned())
    }
}

/// The statement that writes out every table, column by column.
pub(super) async fn dump_statement(app: &App) -> String {
    let mut conn = app.db.read().await.unwrap();
    let columns: Vec<(String, String)> = sqlx::query_as(
        "select main.name, 'quote(\"' || each.name || '\")'
         from sqlite_master as main join pragma_table_info(main.name) as each
         where main.type = 'table' order by main.name, each.cid",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in columns {
        tables.entry(table).or_default().push(column);
    }
    let each = tables.into_iter().map(|(table, columns)| {
        let row = columns.join(" || ',' || ");
        format!("select '{table}:' || group_concat({row}, char(10)) || char(10) from \"{table}\"")
    });
    each.collect::<Vec<_>>().join(" union all ")
}
