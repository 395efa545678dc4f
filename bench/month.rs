//! A simulated month of questions: how soon they are answered, and by whom, with and without telling
//! the nearest first. `cargo bench --bench month` prints the table and writes `docs/near-peer.svg`.
//!
//! Who is told and when is decided by the very rules of the bot (`near_peer::pick`, `of_field`,
//! `due`). What people do is made up: the parameters below, explained in `docs/near-peer.md`.

#![expect(clippy::print_stdout, reason = "a bench prints")]

mod chance;
mod chart;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use chance::Chance;
use chrono::{DateTime, TimeDelta, Timelike as _, Utc};
use chrono_tz::Asia::Tokyo;
use salon::config::Quiet;
use salon::ids::{PersonId, UserId};
use salon::people::Mentor;
use salon::questions::Near;
use salon::questions::near_peer::{self, Known, Reason, Stage, Wanted};
use salon::text::Lang;

const SEED: u64 = 20_260_401;
const MENTORS: i64 = 40;
const QUESTIONS: i64 = 2_000;
const DAYS: i64 = 30;
const FIELDS: [&str; 10] = [
    "cardiology",
    "respiratory",
    "gastroenterology",
    "nephrology",
    "infection",
    "endocrinology",
    "neurology",
    "emergency",
    "general",
    "other",
];
/// How many questions come in each hour of a day, against each other: few at night, most after work.
const ASKED: [u64; 24] = [
    4, 2, 1, 1, 1, 1, 2, 4, 6, 6, 6, 7, 9, 7, 6, 6, 7, 9, 11, 13, 14, 14, 12, 8,
];
/// How many of a hundred who are told answer: of the field and near, of the field, near, neither.
const ANSWERS: [u64; 4] = [40, 25, 20, 8];
/// How often a mentor looks at the list by themself, in a hundred days.
const LOOKS: u64 = 50;
/// How many of a hundred who look take the oldest question of their field.
const TAKES: u64 = 40;
/// Minutes until somebody who is told looks at it, in the middle; half of them within this.
const NOTICED: f64 = 60.0;
/// Minutes from taking a question to its answer, in the middle.
const WRITTEN: f64 = 45.0;

/// What happens, in order of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Asked(usize),
    Due(usize, Stage),
    Noticed(usize, usize),
    Looks(usize),
    Answered(usize, usize),
}

struct Asked {
    at: DateTime<Utc>,
    asker: PersonId,
    year: i64,
    near: Near,
    field: &'static str,
    hospital: String,
    is_taken: bool,
    answered: Option<DateTime<Utc>>,
    known: Known,
}

struct Month {
    chance: Chance,
    mentors: Vec<Mentor>,
    questions: Vec<Asked>,
    events: BinaryHeap<Reverse<(DateTime<Utc>, Event)>>,
    loads: BTreeMap<PersonId, i64>,
    last_told: BTreeMap<PersonId, DateTime<Utc>>,
    answered: Vec<usize>,
    told: usize,
    is_near: bool,
}

fn main() {
    let with = Month::new(true).run();
    let without = Month::new(false).run();
    println!("| | with the nearest first | field only |\n|---|---|---|");
    for (name, with, without) in [
        ("answered within 24 h", with.share(), without.share()),
        ("median", with.quantile(50), without.quantile(50)),
        ("95th percentile", with.quantile(95), without.quantile(95)),
        (
            "messages to mentors for each question",
            with.messages(),
            without.messages(),
        ),
        (
            "answers of a mentor: least, median, most",
            with.spread(),
            without.spread(),
        ),
    ] {
        println!("| {name} | {with} | {without} |");
    }
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/near-peer.svg");
    if let Err(error) = std::fs::write(&path, chart::chart(&with, &without)) {
        eprintln!("{}: {error}", path.display());
    }
}

impl Month {
    fn new(is_near: bool) -> Self {
        let mut chance = Chance(SEED);
        let start = DateTime::from_timestamp(1_774_969_200, 0).unwrap_or_default();
        let mentors = (1..=MENTORS)
            .map(|id| mentor(id, &mut chance))
            .collect::<Vec<_>>();
        let mut month = Self {
            questions: Vec::new(),
            events: BinaryHeap::new(),
            loads: BTreeMap::new(),
            last_told: BTreeMap::new(),
            answered: vec![0; mentors.len()],
            told: 0,
            mentors,
            is_near,
            chance,
        };
        for number in 0..QUESTIONS {
            let question = month.question(number, start);
            let event = Event::Asked(month.questions.len());
            month.events.push(Reverse((question.at, event)));
            month.questions.push(question);
        }
        for day in 0..DAYS + 3 {
            for who in 0..month.mentors.len() {
                if month.chance.below(100) < LOOKS {
                    let minutes = month.chance.number(7 * 60, 23 * 60);
                    let at = start + TimeDelta::days(day) + TimeDelta::minutes(minutes);
                    month.events.push(Reverse((at, Event::Looks(who))));
                }
            }
        }
        month
    }

    fn question(&mut self, number: i64, start: DateTime<Utc>) -> Asked {
        let chance = &mut self.chance;
        let day = TimeDelta::days(chance.number(0, DAYS - 1));
        let mut draw = chance.below(ASKED.iter().sum());
        let hour = ASKED.iter().position(|weight| {
            let is_it = draw < *weight;
            draw = draw.saturating_sub(*weight);
            is_it
        });
        let hour = i64::try_from(hour.unwrap_or(0)).unwrap_or(0);
        let minute = TimeDelta::minutes(hour * 60 + chance.number(0, 59));
        let near = [
            Near::Ahead,
            Near::Ahead,
            Near::Same,
            Near::Supervisor,
            Near::Anyone,
        ];
        Asked {
            at: start + day + minute,
            asker: PersonId(1_000 + number),
            year: chance.number(1, 6),
            near: near[index(chance, near.len())],
            field: FIELDS[index(chance, FIELDS.len())],
            hospital: format!("h{}", chance.below(25)),
            is_taken: false,
            answered: None,
            known: Known::default(),
        }
    }

    fn run(mut self) -> Self {
        while let Some(Reverse((now, event))) = self.events.pop() {
            match event {
                Event::Asked(which) => self.next(which, Stage::Near, now),
                Event::Due(which, stage) => {
                    self.tell(which, stage, now);
                    if stage == Stage::Near {
                        self.next(which, Stage::Field, now);
                    }
                }
                Event::Noticed(which, who) => self.noticed(which, who, now),
                Event::Looks(who) => self.looks(who, now),
                Event::Answered(which, who) => {
                    self.questions[which].answered = Some(now);
                    self.answered[who] += 1;
                    *self.loads.entry(self.mentors[who].person).or_default() -= 1;
                }
            }
        }
        self
    }

    fn next(&mut self, which: usize, stage: Stage, now: DateTime<Utc>) {
        let at = near_peer::due(self.questions[which].at, TimeDelta::zero(), stage, Tokyo);
        self.events
            .push(Reverse((at.max(now), Event::Due(which, stage))));
    }

    fn tell(&mut self, which: usize, stage: Stage, now: DateTime<Utc>) {
        let question = &mut self.questions[which];
        if question.is_taken || (stage == Stage::Near && !self.is_near) {
            return;
        }
        question.known.loads.clone_from(&self.loads);
        question.known.last_told.clone_from(&self.last_told);
        let wanted = Wanted {
            asker: question.asker,
            near: question.near,
            field: question.field,
            year: Some(question.year),
            hospital: Some(&question.hospital),
        };
        let picks = if stage == Stage::Near {
            near_peer::pick(&wanted, &self.mentors, &question.known, now, Tokyo)
        } else {
            near_peer::of_field(&wanted, &self.mentors, &question.known, now, Tokyo)
        };
        let picked = picks.iter().filter(|pick| pick.reason == Reason::Picked);
        let told: Vec<_> = picked
            .map(|pick| (pick.mentor.person, pick.quiet_until.unwrap_or(now)))
            .collect();
        for (person, from) in told {
            let Some(who) = self
                .mentors
                .iter()
                .position(|mentor| mentor.person == person)
            else {
                continue;
            };
            self.questions[which].known.told.insert(person);
            self.last_told.insert(person, now);
            self.told += 1;
            let at = from + self.chance.minutes(NOTICED);
            self.events
                .push(Reverse((awake(at), Event::Noticed(which, who))));
        }
    }

    fn noticed(&mut self, which: usize, who: usize, now: DateTime<Utc>) {
        let (question, mentor) = (&self.questions[which], &self.mentors[who]);
        let is_field = mentor.fields.iter().any(|field| field == question.field);
        let years = mentor.year.unwrap_or(0) - question.year;
        let likely = match (is_field, (0..=3).contains(&years)) {
            (true, true) => ANSWERS[0],
            (true, false) => ANSWERS[1],
            (false, true) => ANSWERS[2],
            (false, false) => ANSWERS[3],
        };
        if self.chance.below(100) < likely {
            self.takes(which, who, now);
        }
    }

    fn looks(&mut self, who: usize, now: DateTime<Utc>) {
        let fields = &self.mentors[who].fields;
        let found = self.questions.iter().enumerate().filter(|(_, question)| {
            !question.is_taken && question.at <= now && fields.iter().any(|it| it == question.field)
        });
        let oldest = found
            .min_by_key(|(_, question)| question.at)
            .map(|(which, _)| which);
        if let Some(which) = oldest
            && self.chance.below(100) < TAKES
        {
            self.takes(which, who, now);
        }
    }

    fn takes(&mut self, which: usize, who: usize, now: DateTime<Utc>) {
        let mentor = &self.mentors[who];
        let load = self.loads.entry(mentor.person).or_default();
        if self.questions[which].is_taken || *load >= mentor.max_load {
            return;
        }
        *load += 1;
        self.questions[which].is_taken = true;
        let at = awake(now + self.chance.minutes(WRITTEN));
        self.events.push(Reverse((at, Event::Answered(which, who))));
    }

    /// How long each question waited, the shortest first; what has no answer last.
    fn waits(&self) -> Vec<i64> {
        let wait = |question: &Asked| {
            let answered = question.answered?;
            Some((answered - question.at).num_minutes())
        };
        let mut waits: Vec<i64> = self
            .questions
            .iter()
            .map(|it| wait(it).unwrap_or(i64::MAX))
            .collect();
        waits.sort_unstable();
        waits
    }

    fn within(&self, hours: i64) -> usize {
        self.waits().partition_point(|wait| *wait <= hours * 60)
    }

    fn share(&self) -> String {
        let tenths = self.within(24) * 1_000 / self.questions.len();
        format!("{}.{} %", tenths / 10, tenths % 10)
    }

    fn quantile(&self, percent: usize) -> String {
        let waits = self.waits();
        match waits[(waits.len() - 1) * percent / 100] {
            i64::MAX => "no answer".to_owned(),
            minutes => format!("{} h {:02} min", minutes / 60, minutes % 60),
        }
    }

    fn messages(&self) -> String {
        let tenths = self.told * 10 / self.questions.len();
        format!("{}.{}", tenths / 10, tenths % 10)
    }

    fn spread(&self) -> String {
        let mut counts = self.answered.clone();
        counts.sort_unstable();
        let last = counts.len() - 1;
        format!("{}, {}, {}", counts[0], counts[last / 2], counts[last])
    }
}

fn index(chance: &mut Chance, len: usize) -> usize {
    let drawn = chance.below(u64::try_from(len).unwrap_or(1));
    usize::try_from(drawn).unwrap_or(0)
}

/// Nobody writes at night.
fn awake(at: DateTime<Utc>) -> DateTime<Utc> {
    let hour = at.with_timezone(&Tokyo).hour();
    if hour < 7 {
        at + TimeDelta::hours(i64::from(7 - hour))
    } else {
        at
    }
}

fn mentor(id: i64, chance: &mut Chance) -> Mentor {
    let mut fields: Vec<String> = (0..chance.number(1, 3))
        .map(|_| FIELDS[index(chance, FIELDS.len())].to_owned())
        .collect();
    fields.sort();
    fields.dedup();
    Mentor {
        person: PersonId(id),
        user: UserId(id),
        lang: Lang::Ja,
        year: Some(chance.number(3, 20)),
        fields,
        max_load: chance.number(2, 4),
        quiet: Quiet::try_from("22:00-07:00".to_owned())
            .unwrap_or(salon::config::Notices::default().quiet),
        is_available: chance.below(100) < 90,
        hospital: Some(format!("h{}", chance.below(25))),
        takes_messages: chance.below(100) < 95,
    }
}
