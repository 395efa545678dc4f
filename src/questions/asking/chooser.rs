//! What a question is about, chosen from menus where no command could: from a message. Pure.

use crate::config::Config;
use crate::discord::message::{Button, Message, Select, Style};
use crate::questions::question::{AgeBand, DraftId, Kind, Near, Topic};
use crate::text::{self, Lang, Text};

/// What Discord takes in one menu.
const MAX_OPTIONS: usize = 25;

/// The kinds, as the menu sends them.
pub(in crate::questions) const KINDS: [(&str, Kind); 4] = [
    ("medical", Kind::Medical),
    ("study", Kind::Study),
    ("career", Kind::Career),
    ("failure", Kind::Failure),
];
/// The ages of patients, likewise.
pub(in crate::questions) const AGES: [(&str, AgeBand); 8] = [
    ("under-1", AgeBand::Under1),
    ("1-5", AgeBand::From1),
    ("6-14", AgeBand::From6),
    ("15-39", AgeBand::From15),
    ("40-64", AgeBand::From40),
    ("65-74", AgeBand::From65),
    ("75-89", AgeBand::From75),
    ("90-up", AgeBand::From90),
];
/// Whose view is hoped for, likewise.
pub(in crate::questions) const NEAR: [(&str, Near); 4] = [
    ("ahead", Near::Ahead),
    ("same", Near::Same),
    ("supervisor", Near::Supervisor),
    ("anyone", Near::Anyone),
];

/// The menus, with what is chosen now, and the way on to the form; another one for whoever wants to ask
/// without their name, where that `can_hide`.
pub(in crate::questions) fn chooser(
    draft: DraftId,
    (topic, can_hide): (&Topic, bool),
    config: &Config,
    lang: Lang,
) -> Message {
    let select = |of: &str, options| Select {
        custom_id: format!("question:choose-{of}:{}", draft.0),
        placeholder: word(of, lang),
        options,
    };
    let fields = config.questions.fields.iter().take(MAX_OPTIONS);
    let fields = fields.map(|(key, names)| {
        let name = names.get(lang).to_owned();
        (key.clone(), name, *key == topic.field)
    });
    let kinds = options("kind", &KINDS, |kind| kind == topic.kind, lang);
    let mut selects = vec![select("kind", kinds), select("field", fields.collect())];
    if topic.kind == Kind::Medical {
        let ages = options("age-band", &AGES, |age| topic.age_band == Some(age), lang);
        selects.push(select("age-band", ages));
    }
    let near = options("near", &NEAR, |near| near == topic.near, lang);
    selects.push(select("near", near));
    let button = |action: &str, label: Text, style| {
        let custom_id = format!("question:{action}:{}", draft.0);
        Button::new(custom_id, label.plain(lang), style)
    };
    let hide = Text::new("anonymous-button-next");
    let mut buttons = vec![button(
        "edit",
        Text::new("question-button-next"),
        Style::Primary,
    )];
    buttons.extend(can_hide.then(|| button("hide", hide, Style::Secondary)));
    let cancel = Text::new("question-button-cancel");
    buttons.push(button("cancel", cancel, Style::Secondary));
    Message {
        selects,
        rows: vec![buttons],
        ..Message::text(Text::new("question-choose").render(lang))
    }
}

fn options<T: Copy>(
    of: &str,
    all: &[(&str, T)],
    is_chosen: impl Fn(T) -> bool,
    lang: Lang,
) -> Vec<(String, String, bool)> {
    let option = |(name, value): &(&str, T)| {
        let label = word(&format!("{of}-{name}"), lang);
        ((*name).to_owned(), label, is_chosen(*value))
    };
    all.iter().map(option).collect()
}

/// As `/ask` calls it.
fn word(attribute: &str, lang: Lang) -> String {
    text::entry(lang, "cmd-ask", Some(attribute)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_has_words_and_the_present_one_is_marked() {
        let topic = Topic {
            kind: Kind::Medical,
            field: "cardiology".into(),
            age_band: Some(AgeBand::From75),
            near: Near::Anyone,
        };
        for lang in Lang::ALL {
            let shown = chooser(DraftId(i64::MAX), (&topic, true), &Config::default(), lang);
            assert_eq!(shown.selects.len() + shown.rows.len(), 5);
            for select in &shown.selects {
                assert!(!select.placeholder.is_empty(), "{}", select.custom_id);
                let chosen = select.options.iter().filter(|(.., is_chosen)| *is_chosen);
                assert_eq!(chosen.count(), 1, "{select:?}");
                let mut labels = select.options.iter().map(|(_, label, _)| label);
                assert!(labels.all(|label| !label.is_empty()), "{select:?}");
            }
        }
        let study = Topic {
            kind: Kind::Study,
            age_band: None,
            ..topic
        };
        let shown = chooser(DraftId(1), (&study, false), &Config::default(), Lang::Ja);
        assert_eq!(shown.selects.len(), 3);
    }
}
