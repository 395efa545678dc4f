//! Long typed text, made harmless and laid out on as many pages as it needs: nothing is lost.

use crate::text::escape;

/// What Discord takes as the description of an embed.
pub(super) const MAX_DESCRIPTION: usize = 4_096;
/// A line longer than this is laid out in pieces; escaped, a piece is at most three times as long.
const PIECE: usize = 800;

/// How Discord may count: what lies outside the basic plane counts twice.
pub(super) fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Lays sections out one after the other; a heading may be empty.
pub(super) fn pages(sections: &[(String, &str)]) -> Vec<String> {
    let mut pages = Vec::new();
    let mut page = String::new();
    for (heading, typed) in sections {
        let mut lead = match (heading.is_empty(), page.is_empty()) {
            (true, _) => String::new(),
            (false, true) => format!("**{heading}**\n"),
            (false, false) => format!("\n**{heading}**\n"),
        };
        for line in typed.split('\n') {
            for mut piece in pieces(line) {
                piece.insert_str(0, &std::mem::take(&mut lead));
                if length(&page) + length(&piece) > MAX_DESCRIPTION {
                    pages.push(std::mem::take(&mut page));
                }
                page.push_str(&piece);
            }
        }
    }
    pages.push(page);
    pages
}

/// A line in harmless pieces, the last with the line break. Escaped piece by piece, so that no
/// page ends within an escape.
fn pieces(line: &str) -> Vec<String> {
    let letters: Vec<char> = line.chars().collect();
    let mut pieces: Vec<String> = letters
        .chunks(PIECE)
        .map(|piece| escape(&piece.iter().collect::<String>()))
        .collect();
    match pieces.last_mut() {
        Some(last) => last.push('\n'),
        None => pieces.push("\n".into()),
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        // Each case is a long text; a few dozen of them find what hundreds would.
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn every_page_fits_and_every_letter_is_there(
            typed in "(\\PC|\n|@|:|\\*|👩){0,4000}",
            other in "[a-z@\n]{0,500}",
        ) {
            let pages = pages(&[("A".to_owned(), &typed), (String::new(), &other)]);
            let mut all = String::new();
            for page in &pages {
                prop_assert!(length(page) <= MAX_DESCRIPTION);
                prop_assert!(!page.contains("@e"));
                all.push_str(page);
            }
            let bare = |text: &str| text.chars()
                .filter(|c| !matches!(c, '\\' | '\u{200b}' | '\n' | '*'))
                .collect::<String>();
            prop_assert_eq!(bare(&all), format!("A{}{}", bare(&typed), bare(&other)));
        }
    }
}
