//! The answer to a refused form: why, and what was typed, to be copied. Shown to whoever typed it
//! and kept nowhere.

use super::pages::{MAX_DESCRIPTION, length};
use crate::discord::message::{Embed, Message};
use crate::text::{Lang, Text};

/// What Discord takes in one embed.
const MAX_EMBED: usize = 6_000;
/// What Discord takes as the value of a field.
const MAX_FIELD: usize = 1_024;
/// A field has a name; this one shows nothing.
const NO_NAME: &str = "\u{200b}";
const FENCE: &str = "```\n";
const END: &str = "\n```";

/// The reason, and below it the parts that were typed. More than Discord's forms can hold is cut.
pub(super) fn message(reason: &Text, typed: &[&str], lang: Lang) -> Message {
    let parts = typed.iter().copied();
    let parts: Vec<&str> = parts.filter(|part| !part.trim().is_empty()).collect();
    let mut message = Message::text(reason.render(lang));
    if parts.is_empty() {
        return message;
    }
    let title = Text::new("question-typed").plain(lang);
    let mut room = MAX_EMBED - length(&title);
    let mut text = parts.join("\n\n");
    // In a fence everything is shown as it was typed; it must not end before its end.
    if text.contains("```") {
        text = text.replace("``", "`\u{200b}`");
    }
    let (first, mut rest) = fenced(&text, MAX_DESCRIPTION);
    room -= length(&first);
    let mut fields = Vec::new();
    while !rest.is_empty() && room > 100 {
        let (field, after) = fenced(rest, MAX_FIELD.min(room - length(NO_NAME)));
        room -= length(&field) + length(NO_NAME);
        fields.push((NO_NAME.to_owned(), field, false));
        rest = after;
    }
    message.embed = Some(Embed {
        title,
        description: first,
        fields,
        ..Embed::default()
    });
    message
}

/// As much of the text as fits, in a fence, and the rest.
fn fenced(text: &str, max: usize) -> (String, &str) {
    let mut room = max - length(FENCE) - length(END);
    let mut end = 0;
    for letter in text.chars() {
        let Some(left) = room.checked_sub(letter.len_utf16()) else {
            break;
        };
        room = left;
        end += letter.len_utf8();
    }
    let (fits, rest) = text.split_at(end);
    (format!("{FENCE}{fits}{END}"), rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn inside(fenced: &str) -> &str {
        let inside = fenced
            .strip_prefix(FENCE)
            .and_then(|text| text.strip_suffix(END));
        inside.expect("a fence")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_a_form_can_hold_comes_back_whole_and_fits(
            typed in prop::collection::vec("(\\PC|\n|`|@|血){0,800}", 0..6),
        ) {
            let parts: Vec<&str> = typed.iter().map(String::as_str).collect();
            let message = message(&Text::new("only-mentors"), &parts, Lang::Ja);
            let given: Vec<_> = parts.iter().filter(|part| !part.trim().is_empty()).copied().collect();
            prop_assert_eq!(message.embed.is_some(), !given.is_empty());
            let Some(embed) = message.embed else { return Ok(()) };
            prop_assert!(length(&embed.description) <= MAX_DESCRIPTION);
            let mut sum = length(&embed.title) + length(&embed.description);
            let mut all = inside(&embed.description).to_owned();
            for (name, value, _) in &embed.fields {
                prop_assert!(length(value) <= MAX_FIELD);
                sum += length(name) + length(value);
                all.push_str(inside(value));
            }
            prop_assert!(sum <= MAX_EMBED);
            prop_assert!(!all.contains("```"));
            let bare = |text: &str| text.replace('\u{200b}', "");
            let expected = bare(&given.join("\n\n"));
            // Only letters that count twice can be more than the form itself takes.
            if length(&expected) <= 4_000 {
                prop_assert_eq!(bare(&all), expected);
            } else {
                prop_assert!(expected.starts_with(&bare(&all)));
            }
        }
    }

    #[test]
    fn far_too_much_is_cut_to_what_can_be_shown() {
        let long = "血".repeat(10_000);
        let embed = message(&Text::new("only-mentors"), &[&long], Lang::En).embed;
        let embed = embed.expect("the words");
        let fields = embed.fields.iter().map(|(_, value, _)| length(value));
        assert!(length(&embed.description) + fields.sum::<usize>() <= MAX_EMBED);
    }
}
