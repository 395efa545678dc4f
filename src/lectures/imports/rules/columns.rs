//! A table of lectures: which column says what.

use super::asked::places;
use super::{Column, Listed, Part, Refusal, Row};
use crate::input;
use crate::sheet::Table;
use crate::text::Text;

impl Column {
    /// What a column of this name says.
    fn of(header: &str) -> Option<Self> {
        let plain = input::folded(header).replace([' ', '_', '-'], "");
        Some(match plain.as_str() {
            "シリーズ" | "シリーズ名" | "series" => Self::Series,
            "回" | "番号" | "number" | "no" | "no." => Self::Number,
            "タイトル" | "題名" | "title" => Self::Title,
            "動画" | "動画url" | "url" | "video" | "videourl" => Self::Url,
            "分" | "長さ" | "長さ(分)" | "minutes" => Self::Minutes,
            "概要" | "紹介文" | "summary" => Self::Summary,
            "スライド" | "スライドurl" | "slides" => Self::Slides,
            "コース" | "track" => Self::Track,
            "見直し日" | "reviewby" => Self::ReviewBy,
            "章" | "チャプター" | "chapters" => Self::Chapters,
            "改訂の内容" | "note" => Self::Note,
            other => return Self::of_check(other),
        })
    }

    fn of_check(plain: &str) -> Option<Self> {
        let of = |place: i64| Some((plain.strip_suffix(&place.to_string())?, place));
        let (part, place) = places().find_map(of)?;
        let part = match part {
            "問題" | "設問" | "question" => Part::Question,
            "選択肢" | "choices" => Part::Choices,
            "解説" | "explanation" => Part::Explanation,
            _ => return None,
        };
        Some(Self::Check(part, place))
    }

    /// What a key of a document says; columns and keys have the same English names. Questions have
    /// tables of their own there.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        let column = Self::of(key).filter(|_| key.is_ascii());
        column.filter(|column| !matches!(column, Self::Check(..)))
    }
}

/// Reads a table. What a column leaves empty is empty; what has no column stays as it is.
///
/// # Errors
/// Refused where no column says which lecture a row is about.
pub(in crate::lectures::imports) fn from_table(table: &Table) -> Result<Listed, Refusal> {
    let mut columns: Vec<Option<Column>> = Vec::new();
    let mut unused = Vec::new();
    for header in &table.headers {
        let column = Column::of(header).filter(|column| !columns.contains(&Some(*column)));
        if column.is_none() && !header.is_empty() {
            unused.push(input::short(header));
        }
        columns.push(column);
    }
    if [Column::Series, Column::Number]
        .iter()
        .any(|needed| !columns.contains(&Some(*needed)))
    {
        let there: Vec<_> = table
            .headers
            .iter()
            .map(|header| input::short(header))
            .collect();
        return Err(Refusal::NoColumns(input::cut(&there.join("、"), 300)));
    }
    let rows = table.rows.iter().map(|row| {
        let cells = columns.iter().zip(&row.cells);
        let is_longer = row.cells.len() > columns.len();
        Row {
            line: row.line,
            cells: cells
                .filter_map(|(column, cell)| Some(((*column)?, cell.clone())))
                .collect(),
            why: is_longer
                .then(|| Text::new("lecture-import-why-cells"))
                .into_iter()
                .collect(),
        }
    });
    Ok(Listed {
        rows: rows.collect(),
        unused,
    })
}
