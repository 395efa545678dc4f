//! Cells as people and spreadsheets write them.

use chrono::{DateTime, Utc};
use proptest::prelude::*;

use super::*;
use crate::memberships::rules::{ByHand, Interval, Passage, PlanState, Yen};

const TOKYO: Tz = chrono_tz::Asia::Tokyo;

fn plan(id: i64, key: &str, name_ja: &str) -> Plan {
    Plan {
        id: PlanId(id),
        key: key.into(),
        name_ja: name_ja.into(),
        name_en: "Salon".into(),
        price: Yen(1000),
        interval: Interval::Month,
        grace_days: 0,
        by_hand: ByHand::default(),
        state: PlanState::Active,
        sku: None,
        passage: Passage::default(),
    }
}

/// Reads a row of key, plan, end, state and paid.
fn line(key: Key, cells: [&str; 5], zone: Tz) -> Line {
    let plans = [
        plan(1, "monthly", "月額会員"),
        plan(2, "yearly", "年額会員"),
    ];
    let known = Known {
        columns: Columns {
            key: 0,
            plan: Some(1),
            end: Some(2),
            state: Some(3),
            paid: Some(4),
            count: 5,
        },
        key,
        fixed_plan: None,
        plans: &plans,
        zone,
    };
    let cells = cells.map(str::to_owned).to_vec();
    read(&Row { line: 2, cells }, &known)
}

fn why(key: Key, cells: [&str; 5]) -> Option<Why> {
    let line = line(key, cells, TOKYO);
    assert_eq!(line.until.is_none(), line.why.is_some());
    line.why
}

const GOOD: [&str; 5] = [
    "1100000000000000001",
    "monthly",
    "2026-04-30",
    "有効",
    "2980",
];

/// The good row with one cell changed.
fn with(place: usize, cell: &str) -> [&str; 5] {
    let mut cells = GOOD;
    cells[place] = cell;
    cells
}

#[test]
fn who_is_meant_is_read_in_every_way_it_is_written() {
    for cell in [
        "1100000000000000001",
        "１１００００００００００００００００１",
        "'1100000000000000001",
        "<@1100000000000000001>",
        "<@!1100000000000000001>",
    ] {
        let user = line(Key::Discord, with(0, cell), TOKYO).user_id;
        assert_eq!(user, Some(UserId(1_100_000_000_000_000_001)), "{cell}");
    }
    for cell in ["12", "#12", "１２", "012"] {
        let number = line(Key::Number, with(0, cell), TOKYO).number;
        assert_eq!(number, Some(12), "{cell}");
    }
    for (cell, expected) in [
        ("", Why::Nobody),
        ("　", Why::Nobody),
        ("1.1E+18", Why::Rounded),
        ("1e18", Why::Rounded),
        ("ada@example.com", Why::Address),
        ("ａｄａ＠example.com", Why::Address),
        ("ada", Why::BadAccount),
        ("-5", Why::BadAccount),
        ("123", Why::BadAccount),
        ("99999999999999999999", Why::BadAccount),
        ("<@1100000000000000001", Why::BadAccount),
    ] {
        assert_eq!(why(Key::Discord, with(0, cell)), Some(expected), "{cell}");
    }
    for cell in ["0", "1.5", "12番", "99999999999999999999"] {
        assert_eq!(why(Key::Number, with(0, cell)), Some(Why::BadKey), "{cell}");
    }
}

#[test]
fn a_plan_is_known_by_its_key_or_its_own_name() {
    for (cell, id) in [
        ("Monthly ", Some(1)),
        ("月額会員", Some(1)),
        ("ＹＥＡＲＬＹ", Some(2)),
        // Both are called so.
        ("Salon", None),
        ("", None),
    ] {
        let line = line(Key::Discord, with(1, cell), TOKYO);
        assert_eq!(line.plan_id, id.map(PlanId), "{cell}");
        assert_eq!(line.why, id.is_none().then_some(Why::NoPlan));
    }
}

#[test]
fn a_date_means_through_its_end_on_the_salons_wall() {
    let end = |cell: &str, zone: Tz| line(Key::Discord, with(2, cell), zone).ends_at;
    let at = |text: &str| Some(text.parse::<DateTime<Utc>>().expect("a time"));
    for cell in [
        "2026-04-30",
        "2026/4/30",
        "2026.4.30",
        "2026年4月30日",
        "２０２６年４月３０日",
        "令和8年4月30日",
        "2026/04/30 00:00",
        "2026-04-30T23:59:59+09:00",
        "2026-04-30(木)",
        "'2026-04-30",
    ] {
        assert_eq!(end(cell, TOKYO), at("2026-04-30T15:00:00Z"), "{cell}");
    }
    assert_eq!(end("令和元年5月1日", TOKYO), at("2019-05-01T15:00:00Z"));
    // The night in which the clock is set forward, and back.
    let berlin = chrono_tz::Europe::Berlin;
    assert_eq!(end("2026-03-28", berlin), at("2026-03-28T23:00:00Z"));
    assert_eq!(end("2026-03-29", berlin), at("2026-03-29T22:00:00Z"));
    assert_eq!(end("2026-10-25", berlin), at("2026-10-25T23:00:00Z"));
    for cell in ["無期限", "永年", "Unlimited"] {
        let line = line(Key::Discord, with(2, cell), TOKYO);
        assert_eq!((line.until, line.ends_at), (Some(Until::Endless), None));
    }
    assert_eq!(why(Key::Discord, with(2, "")), Some(Why::NoDate));
    for cell in [
        "46142",
        "2026-02-31",
        "4/30/2026",
        "26/4/30",
        "1999-12-31",
        "来月",
        "令和8年",
        "令和x年1月1日",
    ] {
        assert_eq!(
            why(Key::Discord, with(2, cell)),
            Some(Why::BadDate),
            "{cell}"
        );
    }
}

#[test]
fn what_is_over_needs_no_date_and_unknown_words_are_not_guessed() {
    for cell in ["退会", "解約済み", "Cancelled", "ｅｘｐｉｒｅｄ"] {
        let line = line(
            Key::Discord,
            ["1100000000000000001", "monthly", "", cell, ""],
            TOKYO,
        );
        assert_eq!((line.until, line.why), (Some(Until::Over), None), "{cell}");
    }
    // Who leaves has paid up to their last day; what was paid back or ran out has none left.
    for (cell, end, until) in [
        ("退会", "2026-04-30", Until::End),
        ("Canceled", "2026-04-30", Until::End),
        ("退会", "無期限", Until::Over),
        ("退会", "-", Until::Over),
        ("返金済み", "2026-04-30", Until::Over),
        ("失効", "2026-04-30", Until::Over),
    ] {
        let mut cells = with(3, cell);
        cells[2] = end;
        let line = line(Key::Discord, cells, TOKYO);
        assert_eq!((line.until, line.why), (Some(until), None), "{cell} {end}");
        assert_eq!(line.ends_at.is_some(), until == Until::End);
        assert_eq!(line.is_leaving, until == Until::End);
        assert_eq!(line.paid_jpy, Some(2980));
    }
    for cell in ["", "保留", "?"] {
        assert_eq!(
            why(Key::Discord, with(3, cell)),
            Some(Why::BadState),
            "{cell}"
        );
    }
}

#[test]
fn money_is_whole_yen_or_refused() {
    let paid = |cell: &str| line(Key::Discord, with(4, cell), TOKYO).paid_jpy;
    for cell in [
        "2980",
        "2,980",
        "２，９８０",
        "¥2,980",
        "￥２９８０",
        "2980円",
        "2,980 円",
        "\\2,980",
    ] {
        assert_eq!(paid(cell), Some(2_980), "{cell}");
    }
    for cell in ["", "0", "0円"] {
        let line = line(Key::Discord, with(4, cell), TOKYO);
        assert_eq!((line.paid_jpy, line.why), (None, None), "{cell}");
    }
    for (cell, expected) in [
        ("2980.00", Why::Fraction),
        ("29.8", Why::Fraction),
        ("-2980", Why::BadMoney),
        ("2,98", Why::BadMoney),
        ("2980,000", Why::BadMoney),
        ("1,000,001", Why::BadMoney),
        ("$20", Why::BadMoney),
        ("円", Why::BadMoney),
        ("二千", Why::BadMoney),
        ("99999999999999999999", Why::BadMoney),
    ] {
        assert_eq!(why(Key::Discord, with(4, cell)), Some(expected), "{cell}");
    }
}

#[test]
fn a_row_with_other_cells_than_columns_names_nobody() {
    let plans = [plan(1, "monthly", "月額会員")];
    let known = Known {
        columns: Columns {
            key: 0,
            plan: None,
            end: None,
            state: None,
            paid: None,
            count: 2,
        },
        key: Key::Number,
        fixed_plan: Some(PlanId(1)),
        plans: &plans,
        zone: TOKYO,
    };
    for (cells, is_read) in [
        (&["1", "x"][..], true),
        (&["1", "x", "", ""], true),
        (&["1"], false),
        (&["1", "x", "y"], false),
    ] {
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let line = read(&Row { line: 3, cells }, &known);
        assert_eq!(line.names_somebody(), is_read);
        assert_eq!(line.why, (!is_read).then_some(Why::Cells));
    }
}

proptest! {
    #[test]
    fn yen_stay_the_yen_that_were_typed(amount in 1_i64..=1_000_000, shape in 0..5) {
        let digits = amount.to_string();
        let grouped = match digits.len() {
            0..=3 => digits.clone(),
            length => format!("{},{}", &digits[..length - 3], &digits[length - 3..]),
        };
        let grouped = if amount == 1_000_000 { "1,000,000".to_owned() } else { grouped };
        let wide: String = digits.chars().map(|it| char::from_u32(it as u32 + 0xfee0).unwrap()).collect();
        let cell = match shape {
            0 => digits,
            1 => grouped,
            2 => format!("¥{grouped}"),
            3 => format!("{grouped}円"),
            _ => wide,
        };
        prop_assert_eq!(yen(&cell), Ok(Some(amount)));
    }

    #[test]
    fn no_cells_panic(cells in prop::array::uniform5("\\PC{0,20}|[0-9eE.+年月日/令和元¥円,-]{0,16}"), by_number: bool) {
        let key = if by_number { Key::Number } else { Key::Discord };
        let cells = [&*cells[0], &*cells[1], &*cells[2], &*cells[3], &*cells[4]];
        line(key, cells, TOKYO);
    }
}
