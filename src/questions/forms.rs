//! The forms: what they ask, and what is taken from them.

use super::parts;
use super::question::{DraftId, Kind, Question, RemarkKind, Words};
use crate::discord::message::{Form, Input};
use crate::error::Result;
use crate::input;
use crate::text::{Lang, Text};

/// Characters of a title; thread names hold a hundred.
const TITLE: u16 = 80;
/// Characters of an answer; Discord's own limit for an input.
const ANSWER: u16 = 4_000;
/// Characters of what a mentor asks for, or of what the asker writes to it.
const REMARK: u16 = 2_000;

/// The inputs of all forms, in the order in which they are read.
pub(super) const PARTS: [&str; 7] = [
    "title",
    "situation",
    "findings",
    "thinking",
    "wanted",
    "answer",
    "remark",
];

/// What was typed into the form of a question, as it came.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'a> {
    /// One line.
    pub title: &'a str,
    /// Complaint and course, or the situation.
    pub situation: &'a str,
    /// Of a patient.
    pub findings: &'a str,
    /// One's own.
    pub thinking: &'a str,
    /// What to answer.
    pub wanted: &'a str,
}

impl Words {
    /// What stands in an input of the form.
    fn part(&self, custom_id: &str) -> &str {
        match custom_id {
            "title" => &self.title,
            "situation" => &self.situation,
            "findings" => self.findings.as_deref().unwrap_or_default(),
            "thinking" => &self.thinking,
            "wanted" => &self.wanted,
            _ => "",
        }
    }
}

/// Characters of each part. Together with the title at most 4,000, so that nobody loses a long
/// text to a limit that no single input shows.
struct Limits {
    situation: u16,
    findings: u16,
    thinking: u16,
    wanted: u16,
}

const fn limits(kind: Kind) -> Limits {
    match kind {
        Kind::Medical => Limits {
            situation: 1_200,
            findings: 1_200,
            thinking: 760,
            wanted: 760,
        },
        Kind::Study | Kind::Career | Kind::Failure => Limits {
            situation: 1_800,
            findings: 0,
            thinking: 1_060,
            wanted: 1_060,
        },
    }
}

/// The form that fills a draft with words; it holds those that it has.
pub(super) fn ask(draft: DraftId, kind: Kind, words: Option<&Words>, lang: Lang) -> Form {
    let limits = limits(kind);
    let part = |custom_id, label: Text, hint: Text, max_length: u16, is_required| Input {
        custom_id,
        label: label.plain(lang),
        placeholder: hint.plain(lang),
        // Of a long message the form holds its beginning.
        value: words.map_or_else(String::new, |words| {
            input::cut(words.part(custom_id), max_length.into())
        }),
        is_long: true,
        is_required,
        max_length,
    };
    let (situation, situation_hint) = parts::situation(kind);
    let (thinking, thinking_hint) = parts::thinking(kind);
    let (wanted, wanted_hint) = parts::wanted(kind);
    let mut inputs = vec![
        Input {
            is_long: false,
            ..part(
                "title",
                Text::new("question-part-title"),
                Text::new("question-hint-title"),
                TITLE,
                true,
            )
        },
        part(
            "situation",
            situation,
            situation_hint,
            limits.situation,
            true,
        ),
    ];
    if kind == Kind::Medical {
        inputs.push(part(
            "findings",
            Text::new("question-part-findings"),
            Text::new("question-hint-findings"),
            limits.findings,
            false,
        ));
    }
    inputs.push(part(
        "thinking",
        thinking,
        thinking_hint,
        limits.thinking,
        false,
    ));
    inputs.push(part("wanted", wanted, wanted_hint, limits.wanted, true));
    Form {
        custom_id: format!("question:submit:{}", draft.0),
        title: Text::new("question-form-ask").plain(lang),
        inputs,
    }
}

/// Takes the words of a question's form, or says which part cannot be taken.
pub(super) fn words(kind: Kind, typed: &Typed<'_>) -> Result<Words> {
    let limits = limits(kind);
    let required = |what: Text, typed: &str, max: u16| input::paragraph(&what, typed, max.into());
    let optional =
        |what: Text, typed: &str, max: u16| input::optional_paragraph(&what, typed, max.into());
    let findings = match kind {
        Kind::Medical => {
            let what = Text::new("question-part-findings");
            Some(optional(what, typed.findings, limits.findings)?)
        }
        Kind::Study | Kind::Career | Kind::Failure => None,
    };
    Ok(Words {
        title: input::line(&Text::new("question-part-title"), typed.title, TITLE.into())?,
        situation: required(parts::situation(kind).0, typed.situation, limits.situation)?,
        findings,
        thinking: optional(parts::thinking(kind).0, typed.thinking, limits.thinking)?,
        wanted: required(parts::wanted(kind).0, typed.wanted, limits.wanted)?,
    })
}

/// The form for an answer.
pub(super) fn answer(question: &Question, lang: Lang) -> Form {
    let number = question.id;
    Form {
        custom_id: format!("question:answered:{}", question.id),
        title: Text::new("question-form-answer")
            .with("number", number)
            .plain(lang),
        inputs: vec![Input {
            custom_id: "answer",
            label: Text::new("question-part-answer").plain(lang),
            placeholder: Text::new("question-hint-answer").plain(lang),
            value: String::new(),
            is_long: true,
            is_required: true,
            max_length: ANSWER,
        }],
    }
}

/// Takes the words of an answer's form.
pub(super) fn answer_words(typed: &str) -> Result<String> {
    input::paragraph(&Text::new("question-part-answer"), typed, ANSWER.into())
}

/// The form in which a mentor asks for more, or the asker writes it.
pub(super) fn remark(question: &Question, kind: RemarkKind, lang: Lang) -> Form {
    let number = question.id;
    let (action, title, hint) = match kind {
        RemarkKind::Info => (
            "asked-back",
            Text::new("question-form-info").with("number", number),
            Text::new("question-hint-info"),
        ),
        RemarkKind::Reply => (
            "replied",
            Text::new("question-form-reply").with("number", number),
            Text::new("question-hint-reply"),
        ),
    };
    Form {
        custom_id: format!("question:{action}:{}", question.id),
        title: title.plain(lang),
        inputs: vec![Input {
            custom_id: "remark",
            label: remark_part(kind).plain(lang),
            placeholder: hint.plain(lang),
            value: String::new(),
            is_long: true,
            is_required: true,
            max_length: REMARK,
        }],
    }
}

/// The form in which an anonymous asker writes what is posted under the alias.
pub(super) fn say(question: &Question, lang: Lang) -> Form {
    let number = question.id;
    let mut form = remark(question, RemarkKind::Reply, lang);
    form.custom_id = format!("question:said:{}", question.id);
    form.title = Text::new("anonymous-form-say")
        .with("number", number)
        .plain(lang);
    for input in &mut form.inputs {
        input.label = Text::new("anonymous-part-say").plain(lang);
    }
    form
}

fn remark_part(kind: RemarkKind) -> Text {
    match kind {
        RemarkKind::Info => Text::new("question-part-info"),
        RemarkKind::Reply => Text::new("question-part-reply"),
    }
}

/// Takes the words of a remark's form.
pub(super) fn remark_words(kind: RemarkKind, typed: &str) -> Result<String> {
    input::paragraph(&remark_part(kind), typed, REMARK.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KINDS: [Kind; 4] = [Kind::Medical, Kind::Study, Kind::Career, Kind::Failure];

    #[test]
    fn the_parts_of_a_form_hold_4000_characters_together() {
        for kind in KINDS {
            let form = ask(DraftId(1), kind, None, Lang::Ja);
            let sum: u32 = form
                .inputs
                .iter()
                .map(|input| u32::from(input.max_length))
                .sum();
            assert_eq!(sum, 4_000, "{kind:?}");
        }
    }

    #[test]
    fn forms_keep_to_the_limits_of_discord() {
        for lang in Lang::ALL {
            for kind in KINDS {
                let form = ask(DraftId(i64::MAX), kind, None, lang);
                assert!(form.title.chars().count() <= 45);
                assert!(form.inputs.len() <= 5);
                for input in &form.inputs {
                    assert!(input.label.chars().count() <= 45, "{}", input.label);
                    assert!(
                        input.placeholder.chars().count() <= 100,
                        "{}",
                        input.placeholder
                    );
                }
            }
        }
    }

    #[test]
    fn nothing_is_taken_from_an_empty_or_overlong_form() {
        let long = "血".repeat(10_000);
        let good = Typed {
            title: "t",
            situation: "s",
            findings: "",
            thinking: "",
            wanted: "w",
        };
        assert!(words(Kind::Medical, &good).is_ok());
        for bad in [
            Typed {
                title: "\u{200b}",
                ..good
            },
            Typed {
                situation: " \n",
                ..good
            },
            Typed { wanted: "", ..good },
            Typed {
                findings: &long,
                ..good
            },
            Typed {
                thinking: &long,
                ..good
            },
        ] {
            assert!(words(Kind::Medical, &bad).is_err(), "{bad:?}");
        }
    }
}
