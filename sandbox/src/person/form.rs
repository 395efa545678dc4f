//! Filling in and sending a form that the bot opened.

use serde_json::{Value, json};

use super::Person;
use super::ask::Question;
use crate::interaction::kind;
use crate::view::{InputView, ModalView};
use crate::{Id, Outcome, show};

impl Person {
    /// Sends a form. Fields that are not given keep what stood in them.
    pub async fn submits(&self, form: &ModalView, fields: &[(&str, &str)]) -> Outcome {
        self.submits_by_id(form.interaction, fields).await
    }

    /// Sends the form that was opened by that interaction.
    pub async fn submits_by_id(
        &self,
        interaction: impl Into<Id>,
        fields: &[(&str, &str)],
    ) -> Outcome {
        let id = interaction.into();
        let question = {
            let mut discord = self.sandbox.lock();
            let Some(opened) = discord
                .interactions
                .get_mut(&id)
                .filter(|known| known.user == self.id)
            else {
                return Outcome::NotShown("the form".to_owned());
            };
            let Some(data) = opened.modal.clone() else {
                return Outcome::NotShown("the form".to_owned());
            };
            let form = show::modal(id, &data);
            if let Some(why) = fault(&form, fields) {
                return Outcome::Invalid(why);
            }
            // A form can be sent once; the client closes it.
            opened.modal = None;
            let filled = form
                .inputs
                .iter()
                .map(|input| (input.custom_id.clone(), value(input, fields)))
                .collect();
            question(opened.channel, opened.component_of, &form.custom_id, filled)
        };
        self.ask(question).await
    }

    /// Sends a form with any custom id, fields and lengths, opened or not, as a modified client can.
    pub async fn submits_forged(
        &self,
        channel: impl Into<Id>,
        custom_id: &str,
        fields: &[(&str, &str)],
    ) -> Outcome {
        let filled = fields
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
            .collect();
        self.ask(question(channel.into(), None, custom_id, filled))
            .await
    }
}

fn question(
    channel: Id,
    component_of: Option<Id>,
    custom_id: &str,
    fields: Vec<(String, String)>,
) -> Question {
    let row = |(at, (key, value)): (usize, (String, String))| json!({"type": 1, "id": 2 * at + 1, "components": [{"type": 4, "id": 2 * at + 2, "custom_id": key, "value": value}]});
    let rows: Vec<Value> = fields.into_iter().enumerate().map(row).collect();
    let data = json!({"custom_id": custom_id, "components": rows});
    Question {
        kind: kind::MODAL,
        channel,
        data,
        command: custom_id.to_owned(),
        component_of,
    }
}

fn value(input: &InputView, fields: &[(&str, &str)]) -> String {
    let given = fields
        .iter()
        .find(|(key, _)| *key == input.custom_id || *key == input.label)
        .map(|(_, value)| (*value).to_owned());
    given.or_else(|| input.value.clone()).unwrap_or_default()
}

/// What the client would complain about.
fn fault(form: &ModalView, fields: &[(&str, &str)]) -> Option<String> {
    let known = |key: &str| {
        form.inputs
            .iter()
            .any(|input| input.custom_id == key || input.label == key)
    };
    if let Some((key, _)) = fields.iter().find(|(key, _)| !known(key)) {
        return Some(format!("the form has no field {key}"));
    }
    form.inputs.iter().find_map(|input| {
        let length = value(input, fields).chars().count();
        let empty = length == 0;
        if empty && input.required {
            return Some(format!("{} is required", input.label));
        }
        let fits = empty || (input.min_length..=input.max_length).contains(&length);
        (!fits).then(|| {
            format!(
                "{}: {length} characters are too few or too many",
                input.label
            )
        })
    })
}
