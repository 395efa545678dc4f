//! Lists of lectures as people write them.

use proptest::prelude::*;

use super::*;
use crate::sheet;
use crate::sheet::Unreadable;

fn table(text: &str) -> Result<Listed, Refusal> {
    from_table(&sheet::table(text)?)
}

fn track(typed: &str) -> Option<String> {
    (typed == "gp" || typed == "総合診療医").then(|| "gp".to_owned())
}

fn compared(rows: &[Row], known: &HashMap<Key, Known>) -> Vec<(i64, Act, Option<&'static str>)> {
    let now = "2026-04-03T10:00:00Z".parse().expect("an instant");
    let lines = diff(lines(rows, known, track), known, now);
    let told = |line: &Line| (line.position, line.act, line.why.as_ref().map(Text::key));
    lines.iter().map(told).collect()
}

/// What a table of new lectures makes, all of which can be used.
fn contents(rows: &[Row]) -> Vec<Content> {
    let lines = lines(rows, &HashMap::new(), track);
    let content = |line: Line| line.wanted.expect("it can be used").content;
    lines.into_iter().map(content).collect()
}

const TABLE: &str = "シリーズ,第何回,回,タイトル,動画 URL,分,概要,コース,見直し日,章\n\
    高血圧,x,第1回,測り方,https://v.example/1,32分,\"座って\n5分\",総合診療医,2027年4月1日,\"0:00 a\n5:10 b\"\n\
    高血圧,x,２,薬,https://v.example/2,,,,,\n";

const DOCUMENT: &str = r#"
series = "高血圧"
url_prefix = "https://v.example/"

[[lecture]]
number = 1
title = "測り方"
url = "1"
minutes = 32
summary = """座って
5分"""
track = "gp"
review_by = 2027-04-01
  [[lecture.chapter]]
  at = "0:00"
  title = "a"
  [[lecture.chapter]]
  at = "5:10"
  title = "b"

[[lecture]]
number = 2
title = "薬"
url = "https://v.example/2"
"#;

#[test]
fn a_table_and_a_document_say_the_same() {
    let listed = table(TABLE).expect("a table");
    assert_eq!(listed.unused, ["第何回"]);
    let of_table = contents(&listed.rows);
    assert_eq!(of_table[0].minutes, Some(32));
    assert_eq!(of_table[0].summary, "座って\n5分");
    assert_eq!(of_table[0].track.as_deref(), Some("gp"));
    assert_eq!(of_table[0].chapters.0.len(), 2);
    assert_eq!((of_table[1].number, of_table[1].minutes), (2, None));

    let document = from_document(DOCUMENT).expect("a document");
    assert_eq!(contents(&document.rows), of_table);
    let lines: Vec<_> = document.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [6, 22]);
    for (name, text, expected) in [
        ("a.toml", TABLE, true),
        ("a.CSV", DOCUMENT, false),
        ("list", DOCUMENT, true),
        ("list.txt", TABLE, false),
    ] {
        assert_eq!(is_document(name, text), expected, "{name}");
    }
}

#[test]
fn every_line_that_cannot_be_used_says_why() {
    let text = "series,number,title,url,minutes,track,review by,chapters\n\
        s,0,t,https://v.example/,,,,\n\
        s,one,t,https://v.example/,,,,\n\
        s,1,,https://v.example/,,,,\n\
        s,2,t,http://v.example/,,,,\n\
        s,3,t,https://v.example/,長い,,,\n\
        s,4,t,https://v.example/,,surgeons,,\n\
        s,5,t,https://v.example/,,,来年,\n\
        s,6,t,https://v.example/,,,,x\n\
        s,7,t,https://v.example/,,,,,too many\n\
        s,8,t,https://v.example/,,,,\n\
        s,8,u,https://v.example/,,,,\n\
        ,9,t,https://v.example/,,,,\n";
    let rows = table(text).expect("a table").rows;
    let why: Vec<_> = compared(&rows, &HashMap::new());
    let expected = [
        (2, "lecture-number-out-of-range"),
        (3, "lecture-number-out-of-range"),
        (4, "input-empty"),
        (5, "lecture-link-not-https"),
        (6, "lecture-minutes-out-of-range"),
        (7, "lecture-no-such-track"),
        (8, "input-no-such-date"),
        (9, "content-chapter-unreadable"),
        (10, "lecture-import-why-cells"),
    ];
    for ((line, key), found) in expected.iter().zip(&why) {
        assert_eq!(*found, (*line, Act::Invalid, Some(*key)));
    }
    assert_eq!(why[9], (11, Act::Add, None));
    let again = Some("lecture-import-why-repeated");
    assert_eq!(why[10], (12, Act::Repeated, again));
    assert_eq!(why[11], (13, Act::Invalid, Some("input-empty")));

    // All that is wrong at once, and rows as a spreadsheet counts them.
    let text = "series,number,title,url,minutes,track\n\
        \"a\nb\",0,,x,長い,surgeons\ns,1,t,https://v.example/,,\n";
    let listed = table(text).expect("a table");
    let both = lines(&listed.rows, &HashMap::new(), track);
    assert_eq!([both[0].position, both[1].position], [2, 3]);
    let why = both[0].why.as_ref().expect("a fault");
    let why = why.plain(crate::text::Lang::En);
    assert_eq!(why.matches(" / ").count(), 4, "{why}");

    let text = "series = \"s\"\n[[lecture]]\nnumber = 1\ntitel = \"t\"\n[[lecture]]\nnumber = [2]\n\
        [[lecture]]\nnumber = 3\ntitle = \"t\"\nurl = \"https://v.example/\"\nchapter = 3\n";
    let rows = from_document(text).expect("a document").rows;
    let value = Some("lecture-import-why-value");
    assert_eq!(
        compared(&rows, &HashMap::new()),
        [
            (3, Act::Invalid, Some("lecture-import-why-key")),
            (6, Act::Invalid, value),
            (8, Act::Invalid, value),
        ]
    );
}

#[test]
fn what_is_no_list_of_lectures_is_refused() {
    let there = "title、url".to_owned();
    assert_eq!(table("title,url\na,b"), Err(Refusal::NoColumns(there)));
    assert_eq!(
        from_document("series = \"s\"\nnumber = \n"),
        Err(Refusal::BadDocument { line: 2 })
    );
    let empty = Refusal::Unreadable(Unreadable::Empty);
    assert_eq!(from_document("series = \"s\""), Err(empty));
}

#[test]
fn what_is_there_is_changed_where_it_may_be() {
    let rows = table(TABLE).expect("a table").rows;
    let made = contents(&rows);
    let due = "2026-04-03T10:10:00Z".parse().expect("an instant");
    let known = |content: &Content, dates: &[State]| {
        let known = Known {
            id: LectureId(1),
            version: 3,
            content: content.clone(),
            checks: BTreeMap::new(),
            dates: dates.iter().map(|state| (*state, due)).collect(),
        };
        HashMap::from([(("高血圧".to_owned(), 1), known)])
    };
    let other = Content {
        title: "別".to_owned(),
        ..made[0].clone()
    };
    let of_track = Content {
        track: None,
        ..made[0].clone()
    };
    let no_note = Some("lecture-import-why-no-note");
    for (known, expected) in [
        (known(&made[0], &[]), (Act::Same, None)),
        (known(&other, &[]), (Act::Change, None)),
        (known(&other, &[State::Held]), (Act::Change, None)),
        (
            known(&other, &[State::Bound]),
            (Act::Invalid, Some("content-locked")),
        ),
        (known(&other, &[State::Sending]), (Act::Same, no_note)),
        (known(&other, &[State::Posted]), (Act::Same, no_note)),
        (known(&of_track, &[State::Posted]), (Act::Change, None)),
    ] {
        let found = compared(&rows, &known);
        assert_eq!((found[0].1, found[0].2), expected);
        assert_eq!(found[1].1, Act::Add);
    }
    // With a word on why it goes; what the list is silent on stays.
    let noted = table("series,number,note\n高血圧,1,直しました\n高血圧,2,").expect("a table");
    let found = compared(&noted.rows, &known(&other, &[State::Posted]));
    assert_eq!(found[0], (2, Act::Same, None));
    assert_eq!(found[1], (3, Act::Invalid, Some("lecture-import-why-both")));
    let noted = table("series,number,title,note\n高血圧,1,測り方,直しました").expect("a table");
    let found = compared(&noted.rows, &known(&other, &[State::Posted]));
    assert_eq!(found[0], (2, Act::Change, None));
}

/// What a list says of questions.
fn checks(listed: &Listed) -> Vec<Checks> {
    let lines = lines(&listed.rows, &HashMap::new(), track);
    let checks = |line: Line| {
        line.wanted
            .unwrap_or_else(|| panic!("{:?}", line.why))
            .checks
    };
    lines.into_iter().map(checks).collect()
}

#[test]
fn questions_of_a_table_and_of_a_document_are_the_same() {
    let of_table = table(
        "series,number,title,url,問題１,選択肢 1,解説1,Question 2,choices2,explanation_2,問題6,問題11\n\
         s,1,t,https://v.example/,どれ,\"座位\n＊ 安静のあと\",5分,q,\"*a\nb\",why,,\n\
         s,2,t,https://v.example/,,,,,,,,\n",
    );
    let of_table = of_table.expect("a table");
    assert_eq!(of_table.unused, ["問題6", "問題11"]);
    let said = checks(&of_table);
    let first = said[0][&1].as_ref().expect("a question");
    assert_eq!(
        (first.choices.correct, first.explanation.as_str()),
        (1, "5分")
    );
    assert_eq!(said[0].len(), 2);
    assert_eq!(said[1], Checks::from([(1, None), (2, None)]));
    let of_document = |choices: &str| {
        let text = format!(
            "[[lecture]]\nseries = \"s\"\nnumber = 1\ntitle = \"t\"\nurl = \"https://v.example/\"\n\
             [[lecture.check]]\nquestion = \"どれ\"\n{choices}\nexplanation = \"5分\"\n"
        );
        checks(&from_document(&text).expect("a document")).remove(0)
    };
    for choices in [
        "choices = [\"座位\", \"安静のあと\"]\nanswer = 2",
        "choices = [\"座位\", \"安静のあと\"]\nanswer = \"安静のあと\"",
        "choices = [\"座位\", \"*安静のあと\"]",
        "choices = \"\"\"座位\n*安静のあと\"\"\"",
        "answer = 2\nchoices = \"\"\"\n座位\n安静のあと\n\"\"\"",
    ] {
        let said = of_document(choices);
        assert_eq!(said[&1].as_ref(), Some(first), "{choices}");
        // What a document does not name is not asked.
        assert!(said.len() == 5 && said.values().flatten().count() == 1);
    }
    let silent = from_document(
        "[[lecture]]\nseries = \"s\"\nnumber = 1\ntitle = \"t\"\nurl = \"https://v.example/\"\n",
    );
    assert_eq!(checks(&silent.expect("a document")), [Checks::new()]);
}

#[test]
fn a_question_that_cannot_be_asked_is_named() {
    let rows = |columns: &str, cells: &str| {
        let text = format!("series,number,title,url,{columns}\ns,1,t,https://v.example/,{cells}\n");
        table(&text).expect("a table").rows
    };
    let why = |rows: &[Row]| {
        let lines = lines(rows, &HashMap::new(), track);
        let why = lines[0]
            .why
            .as_ref()
            .map(|why| why.plain(crate::text::Lang::En));
        why.expect("it cannot be used")
    };
    let of = "question3,choices3,explanation3";
    for (columns, cells, expected) in [
        (of, "q,\"a\nb\",e", "Question 3"),
        (of, "q,\"*a\nb\",", "Question 3"),
        (of, ",\"*a\nb\",e", "Question 3"),
        (of, "q,*a,e", "Question 3"),
        ("question3,choices3", "q,\"*a\nb\"", "Question 3"),
    ] {
        let why = why(&rows(columns, cells));
        assert!(why.starts_with(expected), "{cells}: {why}");
    }
    let check = |check: &str| {
        let text = format!("[[lecture]]\nnumber = 1\n{check}\n");
        why(&from_document(&text).expect("a document").rows)
    };
    let check_of = |words: &str| check(&format!("[[lecture.check]]\n{words}"));
    for (said, expected) in [
        (check("check = 3"), "“check” (line 3)"),
        (check("check = [3]"), "“check” (line 3)"),
        (check_of("qestion = \"q\""), "“qestion” (line 4)"),
        (check_of("question = [1]"), "“question” (line 4)"),
        (check_of("choices = 1.5"), "“choices” (line 4)"),
        (check_of("choices = [\"a\\nb\"]"), "“choices” (line 4)"),
        (check_of("choices = [\"a\", \"b\"]\nanswer = 0"), "(line 5)"),
        (check_of("choices = [\"a\", \"b\"]\nanswer = 3"), "1 to 2"),
        (
            check_of("choices = [\"a\", \"b\"]\nanswer = \"c\""),
            "its words",
        ),
        (check(&"[[lecture.check]]\n".repeat(6)), "5"),
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn questions_change_whenever_and_only_where_they_are_named() {
    let listed = table(
        "series,number,question1,choices1,explanation1,question2,choices2,explanation2\n\
         高血圧,1,q,\"*a\nb\",e,,,\n",
    );
    let rows = listed.expect("a table").rows;
    let check = |question: &str| Check::read(question, "*a\nb", "e").expect("a question");
    let known = |asked: &[(i64, &str)]| {
        let made = contents(&table(TABLE).expect("a table").rows).remove(0);
        let asked = asked
            .iter()
            .map(|(place, question)| (*place, (CheckItemId(*place), check(question))));
        let known = Known {
            id: LectureId(1),
            version: 3,
            content: made,
            checks: asked.collect(),
            // It goes out in a few minutes: what is said of it cannot be changed.
            dates: vec![(
                State::Bound,
                "2026-04-03T10:10:00Z".parse().expect("an instant"),
            )],
        };
        HashMap::from([(("高血圧".to_owned(), 1), known)])
    };
    let now = "2026-04-03T10:00:00Z".parse().expect("an instant");
    for (asked, act, (added, changed, removed)) in [
        (&[][..], Act::Change, (1, 0, 0)),
        (&[(1, "q")], Act::Same, (0, 0, 0)),
        (&[(1, "other")], Act::Change, (0, 1, 0)),
        (&[(1, "q"), (2, "r")], Act::Change, (0, 0, 1)),
        (&[(1, "q"), (3, "r")], Act::Same, (0, 0, 0)),
    ] {
        let known = known(asked);
        let line = diff(lines(&rows, &known, track), &known, now).remove(0);
        let turns = Turns {
            added,
            changed,
            removed,
        };
        assert_eq!((line.act, line.turns), (act, turns), "{asked:?}");
        let seen = line.wanted.expect("it can be used").asked;
        assert_eq!(seen.len(), asked.len());
    }
}

#[test]
fn the_examples_are_taken_and_say_the_same() {
    let of_table = table(include_str!("../../../../docs/series.csv")).expect("a table");
    let document = from_document(include_str!("../../../../docs/series.toml"));
    let document = document.expect("a document");
    assert!(of_table.unused.is_empty() && document.unused.is_empty());
    let made = contents(&of_table.rows);
    assert_eq!(contents(&document.rows), made);
    assert!(made.len() >= 2 && made.iter().all(|content| content.track.is_none()));
    let asked = |listed: &Listed| -> Vec<Vec<Check>> {
        let all = checks(listed).into_iter();
        all.map(|checks| checks.into_values().flatten().collect())
            .collect()
    };
    assert_eq!(asked(&document), asked(&of_table));
    assert!(!asked(&document)[0].is_empty());
}

proptest! {
    #[test]
    fn no_text_panics(text in "[\\[\\]\"=\n,a-c1-3lecturenumbsi ]{0,80}|\\PC{0,60}") {
        if let Ok(listed) = from_document(&text) {
            compared(&listed.rows, &HashMap::new());
        }
        let text = format!("series,number,chapters,choices1\n{text}");
        if let Ok(listed) = table(&text) {
            compared(&listed.rows, &HashMap::new());
        }
    }

    #[test]
    fn what_was_taken_in_is_the_same_afterwards(numbers in prop::collection::btree_set(1..300_i64, 1..20)) {
        let line = |number: &i64| format!("s,{number},t{number},https://v.example/{number}\n");
        let text: String = numbers.iter().map(line).collect();
        let rows = table(&format!("series,number,title,url\n{text}")).expect("a table").rows;
        prop_assert!(compared(&rows, &HashMap::new()).iter().all(|line| line.1 == Act::Add));
        let known: HashMap<_, _> = contents(&rows).into_iter().map(|content| {
            let key = (content.series.clone(), content.number);
            (key, Known { id: LectureId(content.number), version: 1, content, checks: BTreeMap::new(), dates: Vec::new() })
        }).collect();
        prop_assert!(compared(&rows, &known).iter().all(|line| (line.1, line.2) == (Act::Same, None)));
    }
}
