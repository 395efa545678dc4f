//! Tables that are given out as files: safe to open in a spreadsheet.

/// What a spreadsheet takes for the beginning of a formula, in both widths, and what some skip
/// before they look.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];
/// By this a spreadsheet knows UTF-8.
const MARK: &str = "\u{feff}";

/// A CSV file of these rows: UTF-8 with its mark, lines as Windows ends them.
pub fn sheet(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut out = MARK.to_owned();
    for row in rows {
        let cells: Vec<String> = row.iter().map(|text| cell(text)).collect();
        out.push_str(&cells.join(","));
        out.push_str("\r\n");
    }
    out.into_bytes()
}

/// A cell that is no formula, in quotation marks. Numbers of Discord are not written here but as
/// mentions: a spreadsheet rounds them.
fn cell(text: &str) -> String {
    let is_formula =
        text.trim_start_matches([' ', '　']).starts_with(FORMULA) || text.starts_with('\n');
    let mark = if is_formula { "'" } else { "" };
    format!("\"{mark}{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(file: &[u8]) -> Vec<Vec<String>> {
        let text = std::str::from_utf8(file).expect("UTF-8");
        let text = text.strip_prefix(MARK).expect("a mark");
        let mut reader = csv::ReaderBuilder::new();
        let reader = reader.has_headers(false).flexible(true);
        let records = reader.from_reader(text.as_bytes()).into_records();
        let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
        records
            .map(|record| cells(record.expect("a row")))
            .collect()
    }

    #[test]
    fn what_would_be_a_formula_is_text() {
        for text in [
            "=1+1", "+81", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "　＝1", "＋1", "－1",
            "＠1",
        ] {
            assert_eq!(cell(text), format!("\"'{text}\""));
        }
        for text in ["", "月額会員", "<@12>", "2980", "a=b", "2026-04-01 09:00"] {
            assert_eq!(cell(text), format!("\"{text}\""));
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_and_is_no_formula(
            rows in prop::collection::vec(prop::collection::vec("\\PC{0,12}|[=+@\"\r\n,\t -]{0,4}", 2..4), 0..6),
        ) {
            let found = read(&sheet(rows.clone()));
            prop_assert_eq!(found.len(), rows.len());
            for (found, row) in found.iter().flatten().zip(rows.iter().flatten()) {
                prop_assert!(!found.starts_with(FORMULA));
                let marked = format!("'{row}");
                prop_assert!(found == row || found == &marked);
            }
        }
    }
}
