//! The names and descriptions of commands, from the `.ftl` files.

use super::Command;
use crate::text::{self, Lang};

/// Fills in names and descriptions in both languages from the `.ftl` files: `cmd-plan-create`
/// with the attributes `.description`, `.price`, `.price-description`, `.kind-medical` (a choice).
pub fn localise(commands: &mut [Command], parent: &str) {
    for command in commands {
        let key = format!("{parent}-{}", command.name);
        if let Some(description) = text::entry(Lang::En, &key, Some("description")) {
            command.description = Some(description.into());
        }
        push(&mut command.name_localizations, &key, None);
        push(
            &mut command.description_localizations,
            &key,
            Some("description"),
        );
        for parameter in &mut command.parameters {
            let name = parameter.name.to_string();
            let description = format!("{name}-description");
            parameter.description = text::entry(Lang::En, &key, Some(&description)).map(Into::into);
            push(&mut parameter.name_localizations, &key, Some(&name));
            push(
                &mut parameter.description_localizations,
                &key,
                Some(&description),
            );
            for choice in parameter.choices.to_mut() {
                let attribute = format!("{name}-{}", choice.name);
                push(&mut choice.localizations, &key, Some(&attribute));
                if let Some(label) = text::entry(Lang::En, &key, Some(&attribute)) {
                    choice.name = label.into();
                }
            }
        }
        localise(&mut command.subcommands, &key);
    }
}

type Localizations = std::borrow::Cow<
    'static,
    [(
        std::borrow::Cow<'static, str>,
        std::borrow::Cow<'static, str>,
    )],
>;

fn push(into: &mut Localizations, key: &str, attribute: Option<&str>) {
    if let Some(words) = text::entry(Lang::Ja, key, attribute) {
        into.to_mut().push(("ja".into(), words.into()));
    }
}
