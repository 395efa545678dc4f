//! Columns as platforms name them.

use super::*;
use crate::sheet::Row;

/// A table of these columns and rows.
fn table(names: &str, rows: &[&str]) -> Table {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect();
    let row = |(place, row): (usize, &&str)| Row {
        line: i64::try_from(place).expect("few") + 2,
        cells: cells(row),
    };
    Table {
        headers: cells(names),
        rows: rows.iter().enumerate().map(row).collect(),
    }
}

fn fixed() -> Mapping {
    Mapping {
        fixed_plan: Some("monthly".into()),
        ..Mapping::default()
    }
}

/// Places of key, plan, end, state and paid.
fn places(names: &str, key: Key, typed: &Mapping, known: Option<&Mapping>) -> Vec<i32> {
    let (_, columns) = columns(&table(names, &[]), key, typed, known).expect("columns");
    let Columns {
        key,
        plan,
        end,
        state,
        paid,
        ..
    } = columns;
    let all = [Some(key), plan, end, state, paid];
    let place = |it: Option<usize>| it.map_or(-1, |it| i32::try_from(it).expect("few"));
    all.map(place).to_vec()
}

#[test]
fn names_of_columns_are_guessed() {
    let plans = Mapping::default();
    for (names, key, typed, found) in [
        (
            "名前,DiscordID,有効期限,金額",
            Key::Discord,
            &fixed(),
            [1, -1, 2, -1, 3],
        ),
        (
            "会員番号,Discord ID,プラン,ステータス",
            Key::Discord,
            &plans,
            [1, 2, -1, 3, -1],
        ),
        (
            "会員番号,Discord ID,プラン,ステータス",
            Key::Number,
            &plans,
            [0, 2, -1, 3, -1],
        ),
        (
            "ＩＤ,終了日（JST）,入金額(円)",
            Key::Number,
            &fixed(),
            [0, -1, 1, -1, 2],
        ),
        (
            "Discord ID,最終日",
            Key::Discord,
            &fixed(),
            [0, -1, 1, -1, -1],
        ),
        (
            "user_id,plan,expires_at,Status,Amount",
            Key::Discord,
            &plans,
            [0, 1, 2, 3, 4],
        ),
    ] {
        assert_eq!(places(names, key, typed, None), found, "{names}");
    }
}

#[test]
fn what_is_typed_goes_before_what_is_remembered_and_that_before_a_guess() {
    let known = Mapping {
        key: Some("番号".into()),
        end: Some("満了".into()),
        ..fixed()
    };
    let names = "ID,番号,満了,有効期限,金額,プラン";
    let at = |typed: &Mapping| places(names, Key::Discord, typed, Some(&known));
    assert_eq!(at(&Mapping::default()), [1, -1, 2, -1, 4]);
    let typed = Mapping {
        end: Some(" 有効期限".into()),
        plan: Some("プラン".into()),
        ..Mapping::default()
    };
    assert_eq!(at(&typed), [1, 5, 3, -1, 4]);
}

#[test]
fn a_column_that_is_missing_is_refused() {
    let none = Mapping::default();
    let known = Mapping {
        key: Some("ID".into()),
        end: Some("期限".into()),
        ..fixed()
    };
    let refusal = |names: &str, typed: &Mapping, known: Option<&Mapping>| {
        columns(&table(names, &[]), Key::Discord, typed, known).expect_err("refused")
    };
    let which = Refusal::WhichPlan("ID, x".into());
    assert_eq!(refusal("ID,x", &none, None), which);
    assert!(matches!(
        refusal("x,y", &fixed(), None),
        Refusal::WhoIsIt(_)
    ));
    let gone = Refusal::NoColumn("期限".into(), "ID, x".into());
    assert_eq!(refusal("ID,x", &none, Some(&known)), gone);
    // Which of two is meant, nobody can tell.
    let two = Refusal::TwoColumns("期限".into());
    assert_eq!(refusal("ID,期限,期限", &fixed(), None), two);
    // Where there is another that may be meant, or none is there at all, they are guessed anew.
    let found = places("ID,有効期限", Key::Discord, &none, Some(&known));
    assert_eq!(found, [0, -1, 1, -1, -1]);
    let found = places("Discord ID,金額", Key::Discord, &fixed(), Some(&known));
    assert_eq!(found, [0, -1, -1, -1, 1]);
    let other = table("Discord ID", &[]);
    let (other, _) = columns(&other, Key::Discord, &fixed(), Some(&known)).expect("columns");
    assert!(other.may_hide_an_end(Some(&known)));
    // The plan of the other list is not that of this one.
    let found = places("会員ID,プラン", Key::Platform, &none, Some(&known));
    assert_eq!(found, [0, 1, -1, -1, -1]);
    let which = Refusal::WhichPlan("Discord ID, x".into());
    assert_eq!(refusal("Discord ID,x", &none, Some(&known)), which);
    let typed = Mapping {
        paid: Some("円".into()),
        ..fixed()
    };
    let unknown = Refusal::NoColumn("円".into(), "ID, x".into());
    assert_eq!(refusal("ID,x", &typed, None), unknown);
}

#[test]
fn a_column_of_states_that_another_list_lacks_is_known() {
    let known = Mapping {
        key: Some("ID".into()),
        state: Some("状態".into()),
        ..fixed()
    };
    for (names, lost) in [
        ("会員ID,期限,区分", Some("状態")),
        ("会員ID,期限,ステータス", None),
    ] {
        let (read, _) =
            columns(&table(names, &[]), Key::Platform, &fixed(), Some(&known)).expect("columns");
        assert_eq!(read.lost_state(Some(&known)), lost, "{names}");
        assert_eq!(read.lost_state(None), None, "{names}");
    }
}

#[test]
fn the_column_whose_cells_are_accounts_says_who_it_is() {
    for (names, row, found) in [
        ("会員ID,期限", "1100000000000000001,2027-01-31", "会員ID"),
        (
            "会員番号,期限",
            "1100000000000000001,2027-01-31",
            "会員番号",
        ),
        ("番号,会員ID", "1,<@1100000000000000001>", "会員ID"),
        ("ユーザーID,会員ID", "1100000000000000001,77", "ユーザーID"),
        (
            "discord,discord_id",
            "ada,1100000000000000001",
            "discord_id",
        ),
        ("Discord,ユーザーID", "ada#1,1.1E+18", "ユーザーID"),
        // Where none is one, names count: each row then says what is wrong with it.
        ("番号,会員ID", "1,77", "番号"),
    ] {
        let table = table(names, &[row]);
        let (mapping, _) = columns(&table, Key::Discord, &fixed(), None).expect("columns");
        assert_eq!(mapping.key.as_deref(), Some(found), "{names}");
    }
    let unlike = table("会員ID,期限", &["77,2027-01-31"]);
    let refused = columns(&unlike, Key::Discord, &fixed(), None);
    assert!(matches!(refused, Err(Refusal::WhoIsIt(_))), "{refused:?}");
    // Other lists name people by just those.
    let number = table("会員番号,ID", &["12,1100000000000000001"]);
    let (mapping, _) = columns(&number, Key::Number, &fixed(), None).expect("columns");
    assert_eq!(mapping.key.as_deref(), Some("会員番号"));
}

#[test]
fn columns_that_say_nothing_may_hide_an_end_until_the_owner_says_that_they_do_not() {
    let read = |names: &str, known: Option<&Mapping>| {
        let table = table(names, &["1100000000000000001,a,,b"]);
        let read = columns(&table, Key::Discord, &fixed(), known);
        read.expect("columns").0
    };
    let mapping = read("ID,満了予定,,", None);
    assert_eq!(mapping.unused, ["満了予定", "(4)"]);
    assert!(mapping.may_hide_an_end(None) && !mapping.may_hide_an_end(Some(&mapping)));
    // Another column may hide one again.
    let other = read("ID,満了予定,備考,", Some(&mapping));
    assert!(other.may_hide_an_end(Some(&mapping)));
    for names in ["ID", "ID,期限,備考", "ID,状態,,"] {
        let row: &[&str] = &[];
        let table = table(names, row);
        let (mapping, _) = columns(&table, Key::Discord, &fixed(), None).expect("columns");
        assert!(!mapping.may_hide_an_end(None), "{names}");
    }
}
