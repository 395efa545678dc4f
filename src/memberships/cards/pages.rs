//! Lists that are longer than a message: their newest page first, and buttons that turn them.

use crate::discord::message::{Button, Style};
use crate::text::{Lang, Text};

/// One page of a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page<'a> {
    /// What stands on it.
    pub(super) lines: &'a [String],
    /// How many pages come after it.
    back: usize,
    /// How many there are.
    count: usize,
}

/// The page that is so many `back` from the newest, or the oldest. They are filled from the newest
/// on, so that what comes in between two presses shows lines twice and hides none.
pub(super) fn page(lines: &[String], most: usize, back: usize) -> Page<'_> {
    let mut pages = Vec::new();
    let mut rest = lines;
    while !rest.is_empty() {
        let (before, page) = last_that_fit(rest, most);
        pages.push(page);
        rest = before;
    }
    let count = pages.len().max(1);
    let back = back.min(count - 1);
    Page {
        lines: pages.get(back).copied().unwrap_or_default(),
        back,
        count,
    }
}

/// Splits off as many of the last lines as fit into so many characters, but at least one.
pub(super) fn last_that_fit(lines: &[String], most: usize) -> (&[String], &[String]) {
    let mut length = 0;
    let fitting = lines.iter().rev().take_while(|line| {
        length += line.chars().count() + 1;
        length <= most
    });
    let kept = fitting.count().max(1).min(lines.len());
    lines.split_at(lines.len() - kept)
}

impl Page<'_> {
    /// Which it is of how many; nothing where it is the only one.
    pub(super) fn footer(&self, lang: Lang) -> String {
        if self.count == 1 {
            return String::new();
        }
        Text::new("membership-page")
            .with("page", self.count - self.back)
            .with("count", self.count)
            .plain(lang)
    }

    /// The buttons to the pages beside it. A press of one leads to `custom_id:BACK`.
    pub(super) fn buttons(&self, custom_id: &str, lang: Lang) -> Vec<Vec<Button>> {
        let to = |back: usize, label: Text| {
            let label = label.plain(lang);
            Button::new(format!("{custom_id}:{back}"), label, Style::Secondary)
        };
        let mut row = Vec::new();
        if self.back + 1 < self.count {
            row.push(to(self.back + 1, Text::new("membership-page-earlier")));
        }
        if let Some(later) = self.back.checked_sub(1) {
            row.push(to(later, Text::new("membership-page-later")));
        }
        if row.is_empty() {
            return Vec::new();
        }
        vec![row]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_line_stands_on_one_page_in_its_order(
            lines in prop::collection::vec("[あ-ん]{0,60}", 0..60),
        ) {
            let most = 61;
            let count = page(&lines, most, 0).count;
            let mut read = Vec::new();
            for back in (0..count).rev() {
                let page = page(&lines, most, back);
                let length: usize = page.lines.iter().map(|line| line.chars().count() + 1).sum();
                prop_assert!(length <= most);
                prop_assert_eq!(page.back, back);
                prop_assert_eq!(page.count, count);
                read.extend_from_slice(page.lines);
            }
            prop_assert_eq!(&read, &lines);
            prop_assert_eq!(page(&lines, most, usize::MAX), page(&lines, most, count - 1));
        }
    }

    #[test]
    fn buttons_lead_only_where_there_is_a_page() {
        let lines: Vec<String> = ["1", "2", "3"].map(str::to_owned).to_vec();
        let leads = |most: usize, back: usize| -> Vec<String> {
            let rows = page(&lines, most, back).buttons("x:y", Lang::Ja);
            let buttons = rows.into_iter().flatten();
            buttons.map(|button| button.custom_id).collect()
        };
        assert!(leads(100, 0).is_empty());
        assert_eq!(leads(2, 0), ["x:y:1"]);
        assert_eq!(leads(2, 1), ["x:y:2", "x:y:0"]);
        assert_eq!(leads(2, 2), ["x:y:1"]);
        assert_eq!(page(&lines, 2, 2).lines, ["1"]);
        assert_eq!(page(&lines, 2, 2).footer(Lang::Ja), "1 / 3 ページ");
        assert!(page(&[], 2, 5).buttons("x:y", Lang::Ja).is_empty());
    }
}
