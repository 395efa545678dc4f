//! Self-checks: what makes a question, and who has passed.

use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::error::Result as Read;
use crate::input;
use crate::text::Text;

/// Questions of a lecture.
pub(in crate::lectures) const MAX_ITEMS: usize = 5;
/// In characters.
pub(in crate::lectures) const MAX_QUESTION: u16 = 200;
/// In characters.
pub(in crate::lectures) const MAX_EXPLANATION: u16 = 600;
/// In characters.
pub(in crate::lectures) const MAX_CHOICE: usize = 80;
/// Of a hundred, to pass.
pub(in crate::lectures) const PASS: i64 = 80;

/// What a question offers, and which of it is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::lectures) struct Choices {
    pub(in crate::lectures) all: Vec<String>,
    pub(in crate::lectures) correct: usize,
}

/// A question, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::lectures) struct Check {
    pub(in crate::lectures) question: String,
    pub(in crate::lectures) choices: Choices,
    pub(in crate::lectures) explanation: String,
}

impl Check {
    /// Reads a question as typed.
    ///
    /// # Errors
    /// Refused with the first part that cannot be taken.
    pub(in crate::lectures) fn read(
        question: &str,
        choices_of: &str,
        explanation: &str,
    ) -> Read<Self> {
        let what = Text::new("check-what-question");
        let question = input::paragraph(&what, question, MAX_QUESTION.into())?;
        let what = Text::new("check-what-explanation");
        let explanation = input::paragraph(&what, explanation, MAX_EXPLANATION.into())?;
        let what = Text::new("check-what-choices");
        let typed = input::paragraph(&what, choices_of, (MAX_CHOICE + 3) * 5)?;
        Ok(Self {
            question,
            choices: choices(&typed)?,
            explanation,
        })
    }
}

/// Reads choices: a line each, the right one begins with a star.
fn choices(typed: &str) -> Result<Choices, Refusal> {
    let mut all = Vec::new();
    let mut right = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let starred = line.strip_prefix(['*', '＊']);
        if starred.is_some() {
            right.push(all.len());
        }
        all.push(starred.unwrap_or(line).trim().to_owned());
    }
    if !(2..=5).contains(&all.len()) || all.iter().any(String::is_empty) {
        return Err(Refusal::ChoicesCount);
    }
    if all.iter().any(|one| one.chars().count() > MAX_CHOICE) {
        return Err(Refusal::ChoiceTooLong);
    }
    let [correct] = right[..] else {
        return Err(Refusal::ChoicesStar);
    };
    Ok(Choices { all, correct })
}

/// Whether so many right answers are enough.
pub(in crate::lectures) fn is_passed(right: i64, of: i64) -> bool {
    right * 100 >= of * PASS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_choice_and_one_has_a_star() {
        let found = choices(" 座位\n\n＊ 5分の安静のあと \n運動のあと").expect("choices");
        assert_eq!(found.all, ["座位", "5分の安静のあと", "運動のあと"]);
        assert_eq!(found.correct, 1);
        let long = format!("*a\n{}", "血".repeat(81));
        for (typed, why) in [
            ("", Refusal::ChoicesCount),
            ("*a", Refusal::ChoicesCount),
            ("*a\nb\nc\nd\ne\nf", Refusal::ChoicesCount),
            ("*\nb", Refusal::ChoicesCount),
            ("a\nb", Refusal::ChoicesStar),
            ("*a\n*b", Refusal::ChoicesStar),
            (&long, Refusal::ChoiceTooLong),
        ] {
            assert_eq!(choices(typed), Err(why), "{typed}");
        }
    }

    #[test]
    fn four_of_five_are_enough_and_three_of_four_are_not() {
        for (right, of, passed) in [
            (4, 5, true),
            (3, 5, false),
            (4, 4, true),
            (3, 4, false),
            (3, 3, true),
            (2, 3, false),
            (1, 1, true),
            (0, 1, false),
        ] {
            assert_eq!(is_passed(right, of), passed, "{right} of {of}");
        }
    }
}
