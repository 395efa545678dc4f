//! Every sentence exists in both languages with the same gaps, and none is unused.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast;

use super::{released, rust_files};

/// Message (or `message.attribute`) → the gaps in it.
type Words = BTreeMap<String, BTreeSet<String>>;

fn words(language: &str) -> Words {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("locales")
        .join(language);
    let mut out = Words::new();
    for file in std::fs::read_dir(folder).expect("a folder") {
        let path = file.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        let parsed = fluent_syntax::parser::parse(text.as_str());
        let resource =
            parsed.unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            let ast::Entry::Message(message) = entry else {
                continue;
            };
            let name = message.id.name.to_owned();
            let value = message.value.as_ref().map(gaps).unwrap_or_default();
            let is_new = out.insert(name.clone(), value).is_none();
            assert!(is_new, "{language}: {name} stands there twice");
            for attribute in &message.attributes {
                let name = format!("{name}.{}", attribute.id.name);
                out.insert(name, gaps(&attribute.value));
            }
        }
    }
    out
}

fn gaps(pattern: &ast::Pattern<&str>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, &mut out);
        }
    }
    out
}

fn in_expression(expression: &ast::Expression<&str>, out: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => in_inline(inline, out),
        ast::Expression::Select { selector, variants } => {
            in_inline(selector, out);
            for variant in variants {
                out.extend(gaps(&variant.value));
            }
        }
    }
}

fn in_inline(inline: &ast::InlineExpression<&str>, out: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            out.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                in_inline(argument, out);
            }
        }
        ast::InlineExpression::Placeable { expression } => in_expression(expression, out),
        ast::InlineExpression::StringLiteral { .. }
        | ast::InlineExpression::NumberLiteral { .. }
        | ast::InlineExpression::MessageReference { .. }
        | ast::InlineExpression::TermReference { .. } => {}
    }
}

/// A use of a sentence.
struct Used {
    file: String,
    key: String,
    /// The names in the `.with("name", …)` that follow at once.
    gaps: BTreeSet<String>,
    /// The names that the file fills anywhere: a sentence may be completed later.
    filled_in_file: BTreeSet<String>,
}

/// Every `Text::new("key")` in the code.
fn used() -> Vec<Used> {
    let mut out = Vec::new();
    for (file, text) in rust_files("src") {
        let code = released(&file, &text);
        let filled_in_file: BTreeSet<_> = code
            .split(".with(")
            .skip(1)
            .filter_map(|call| call.trim_start().strip_prefix('"')?.split('"').next())
            .map(str::to_owned)
            .collect();
        let mut rest = code;
        while let Some(at) = rest.find("Text::new(") {
            rest = &rest[at + "Text::new(".len()..];
            let Some(literal) = rest.trim_start().strip_prefix('"') else {
                continue;
            };
            let Some((key, after)) = literal.split_once('"') else {
                continue;
            };
            let after = after
                .trim_start()
                .strip_prefix(',')
                .unwrap_or(after)
                .trim_start();
            let chain = after.strip_prefix(')').unwrap_or(after);
            out.push(Used {
                file: file.clone(),
                key: key.to_owned(),
                gaps: chained(chain),
                filled_in_file: filled_in_file.clone(),
            });
        }
    }
    out
}

fn chained(mut rest: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    while let Some(call) = rest.trim_start().strip_prefix(".with(") {
        let Some(literal) = call.trim_start().strip_prefix('"') else {
            break;
        };
        let Some((name, _)) = literal.split_once('"') else {
            break;
        };
        out.insert(name.to_owned());
        let mut depth = 1;
        let mut in_string = false;
        let mut end = call.len();
        for (at, c) in call.char_indices() {
            match c {
                '"' => in_string = !in_string,
                '(' if !in_string => depth += 1,
                ')' if !in_string => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                end = at + 1;
                break;
            }
        }
        rest = &call[end..];
    }
    out
}

#[test]
fn both_languages_say_the_same() {
    let (ja, en) = (words("ja"), words("en-US"));
    let names = |words: &Words| words.keys().cloned().collect::<BTreeSet<_>>();
    let only: Vec<_> = names(&ja)
        .symmetric_difference(&names(&en))
        .cloned()
        .collect();
    assert_eq!(only, Vec::<String>::new(), "in one language only");
    for (name, gaps) in &ja {
        assert_eq!(gaps, &en[name], "{name} has other gaps in English");
    }
}

#[test]
fn every_sentence_in_the_code_exists_with_its_gaps() {
    let words = words("ja");
    let mut faults = Vec::new();
    for used in used() {
        let Used {
            file,
            key,
            gaps,
            filled_in_file,
        } = used;
        let Some(known) = words.get(&key) else {
            faults.push(format!("{file}: {key} is not in the files"));
            continue;
        };
        let is_complete = known
            .difference(&gaps)
            .all(|gap| filled_in_file.contains(gap));
        if !gaps.is_subset(known) || !is_complete {
            faults.push(format!(
                "{file}: {key} has {known:?}, the code fills {gaps:?}"
            ));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn no_sentence_is_unused() {
    let used: BTreeSet<_> = used().into_iter().map(|used| used.key).collect();
    let commands = command_keys();
    let unused: Vec<_> = words("ja")
        .into_keys()
        .filter(|name| {
            let key = name.split('.').next().unwrap_or(name);
            let is_command = key.starts_with("cmd-") || key.starts_with("menu-");
            if is_command {
                !commands.contains(name)
            } else {
                !used.contains(key)
            }
        })
        .collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn every_command_and_option_is_named_in_japanese() {
    let words = words("ja");
    let missing: Vec<_> = command_keys()
        .into_iter()
        .filter(|key| {
            let is_optional = |attribute: &&str| key.ends_with(attribute);
            ![".example", ".who"].iter().any(is_optional)
        })
        .filter(|key| !words.contains_key(key))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

/// Every key under which something of a command is looked up.
fn command_keys() -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for command in salon::bot::commands() {
        collect(&command, "cmd", &mut out);
    }
    out
}

fn collect(command: &salon::command::Command, parent: &str, out: &mut BTreeSet<String>) {
    if command.context_menu_name.is_some() {
        let key = salon::bot::menu_key(command);
        out.insert(format!("{key}.description"));
        out.insert(format!("{key}.who"));
        out.insert(key);
        if command.slash_action.is_none() {
            return;
        }
    }
    let key = format!("{parent}-{}", command.name);
    out.insert(key.clone());
    out.insert(format!("{key}.description"));
    out.insert(format!("{key}.example"));
    out.insert(format!("{key}.who"));
    for parameter in &command.parameters {
        out.insert(format!("{key}.{}", parameter.name));
        out.insert(format!("{key}.{}-description", parameter.name));
        for choice in parameter.choices.iter() {
            // The label was replaced by the English one; the key is what has that label.
            let prefix = format!("{key}.{}-", parameter.name);
            let english = words("en-US");
            let label = choice.name.as_ref();
            let found = english.keys().find(|name| {
                name.starts_with(&prefix)
                    && salon::text::entry(
                        salon::text::Lang::En,
                        &key,
                        name.strip_prefix(&format!("{key}.")),
                    )
                    .as_deref()
                        == Some(label)
            });
            out.insert(found.cloned().unwrap_or_else(|| format!("{prefix}{label}")));
        }
    }
    for subcommand in &command.subcommands {
        collect(subcommand, &key, out);
    }
}
