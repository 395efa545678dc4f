//! Discord's OpenAPI description: which call is which, and whether a value is what is described.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use jsonschema::{Registry, Validator};
use serde_json::{Value, json};

use super::{exceptions, why};

/// Where the description lies when nobody says otherwise.
const BESIDE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../shared/discord/openapi.json"
);

/// Who said it.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(super) enum Side {
    /// The bot: a field that is not documented would be ignored without a word, so it is a fault.
    Request,
    /// The sandbox: Discord adds fields as it likes.
    Response,
}

/// The description, read.
pub(super) struct Description {
    document: Value,
    registry: Registry<'static>,
    /// Made when they are first needed: there are many, and stories use few.
    validators: Mutex<HashMap<(Side, String), Arc<Validator>>>,
}

/// One method of one path, and the pointer to it.
pub(super) struct Operation<'a> {
    path: &'a Value,
    at: String,
    method: String,
}

/// A place in the document and what stands there.
pub(super) struct Part<'a> {
    at: String,
    value: &'a Value,
}

impl Description {
    /// The description, read once. Panics without it: a contract that is not checked must not look kept.
    pub(super) fn get() -> &'static Self {
        static DESCRIPTION: OnceLock<Description> = OnceLock::new();
        DESCRIPTION.get_or_init(|| {
            Self::read().unwrap_or_else(|why| {
                panic!(
                    "the feature `contract` needs Discord's OpenAPI description: {why}. \
                     Set DISCORD_OPENAPI to the file, which is specs/openapi.json of \
                     https://github.com/discord/discord-api-spec"
                )
            })
        })
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the description is no setting of the sandbox but of its tests"
    )]
    fn read() -> Result<Self, String> {
        let path = std::env::var_os("DISCORD_OPENAPI").map_or_else(|| BESIDE.into(), PathBuf::from);
        let text =
            std::fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
        let mut document: Value =
            serde_json::from_str(&text).map_err(|why| format!("{}: {why}", path.display()))?;
        exceptions::apply(&mut document);
        let mut closed = document.clone();
        close(&mut closed);
        let registry = Registry::new()
            .add(uri(Side::Request), closed)
            .and_then(|registry| registry.add(uri(Side::Response), document.clone()))
            .and_then(jsonschema::RegistryBuilder::prepare)
            .map_err(|why| why.to_string())?;
        Ok(Self {
            document,
            registry,
            validators: Mutex::default(),
        })
    }

    /// What a call is, if Discord has it: of two paths that fit, the one that is literal earlier.
    pub(super) fn operation(&self, method: &str, path: &str) -> Option<Operation<'_>> {
        let method = method.to_lowercase();
        let steps: Vec<&str> = path.split('/').collect();
        let fits = |template: &str| {
            let parts: Vec<&str> = template[1..].split('/').collect();
            let same = |(part, step): (&&str, &&str)| part.starts_with('{') || part == step;
            parts.len() == steps.len() && parts.iter().zip(&steps).all(same)
        };
        let paths = self.document["paths"].as_object()?;
        // "{" sorts after every letter and "@".
        let (template, path) = paths
            .iter()
            .filter(|(template, path)| path.get(&method).is_some() && fits(template))
            .min_by_key(|(template, _)| *template)?;
        Some(Operation {
            path,
            at: format!("/paths/{}", step(template)),
            method,
        })
    }

    /// Why a body is not what is described; `None` if it is.
    pub(super) fn content(
        &self,
        side: Side,
        documented: Option<Part<'_>>,
        body: Option<&Value>,
    ) -> Option<String> {
        let documented = documented.map(|part| part.follow(&self.document));
        let schema = documented.as_ref().and_then(|part| {
            part.value
                .pointer("/content/application~1json/schema")
                .map(|_| format!("{}/content/application~1json/schema", part.at))
        });
        match (schema, body) {
            (Some(at), Some(body)) => self.fault(side, &at, body),
            (Some(_), None) => {
                let is_needed = side == Side::Response
                    || documented.is_some_and(|part| part.value["required"] == true);
                is_needed.then(|| ": there is none".to_owned())
            }
            (None, Some(_)) => Some(": none is documented".to_owned()),
            (None, None) => None,
        }
    }

    /// Why a value does not fit the schema at that pointer; `None` if it does.
    pub(super) fn fault(&self, side: Side, at: &str, value: &Value) -> Option<String> {
        why::first(&self.validator(side, at), value)
    }

    /// The same for text in an address, which stands for numbers and flags too.
    pub(super) fn text_fault(&self, at: &str, text: &str) -> Option<String> {
        let typed = serde_json::from_str(text).unwrap_or(Value::Null);
        let fault = self.fault(Side::Request, at, &Value::String(text.to_owned()));
        fault.filter(|_| self.fault(Side::Request, at, &typed).is_some())
    }

    fn validator(&self, side: Side, at: &str) -> Arc<Validator> {
        let mut validators = self
            .validators
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let fragment = at.replace('{', "%7B").replace('}', "%7D");
            let schema = json!({"$ref": format!("{}#{fragment}", uri(side))});
            let validator = jsonschema::draft202012::options()
                .with_registry(&self.registry)
                .should_validate_formats(true)
                .build(&schema);
            Arc::new(validator.unwrap_or_else(|why| panic!("{at} is no schema: {why}")))
        };
        let key = (side, at.to_owned());
        Arc::clone(validators.entry(key).or_insert_with(make))
    }
}

impl<'a> Operation<'a> {
    /// Where the schema of a parameter of the query stands.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let own = format!("/{}/parameters", self.method);
        [own.as_str(), "/parameters"].into_iter().find_map(|list| {
            let all = self.path.pointer(list)?.as_array()?;
            let is_it = |one: &Value| one["in"] == "query" && one["name"] == name;
            let place = all.iter().position(is_it)?;
            Some(format!("{}{list}/{place}/schema", self.at))
        })
    }

    /// What is described of the request's body.
    pub(super) fn request(&self) -> Option<Part<'a>> {
        self.part("requestBody")
    }

    /// What is described of an answer with that status.
    pub(super) fn response(&self, status: u16) -> Option<Part<'a>> {
        self.part(&format!("responses/{status}"))
            .or_else(|| self.part(&format!("responses/{}XX", status / 100)))
    }

    fn part(&self, name: &str) -> Option<Part<'a>> {
        let below = format!("/{}/{name}", self.method);
        let value = self.path.pointer(&below)?;
        let at = format!("{}{below}", self.at);
        Some(Part { at, value })
    }
}

impl<'a> Part<'a> {
    /// Goes where a reference points.
    fn follow(self, document: &'a Value) -> Self {
        let target = self.value["$ref"].as_str().and_then(|to| {
            let at = to.strip_prefix('#')?;
            Some((at.to_owned(), document.pointer(at)?))
        });
        target.map_or(self, |(at, value)| Part { at, value })
    }
}

fn uri(side: Side) -> &'static str {
    match side {
        Side::Request => "discord:/request",
        Side::Response => "discord:/response",
    }
}

/// A key as it stands in a JSON pointer.
fn step(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Takes away the room for other fields than the described ones, wherever fields are described.
fn close(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            fields.values_mut().for_each(close);
            let lists_fields = fields.get("properties").is_some_and(Value::is_object);
            let is_whole = !fields.contains_key("allOf");
            if lists_fields && is_whole && fields.get("type").is_some_and(|kind| kind == "object") {
                // Clients write what they leave off, wherever it could have stood.
                fields
                    .entry("additionalProperties")
                    .or_insert_with(|| json!({"enum": [null, false, []]}));
            }
        }
        Value::Array(all) => all.iter_mut().for_each(close),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
