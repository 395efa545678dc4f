//! Sentences for people: looked up in Fluent, in Japanese or English, safe to show.
//!
//! A [`Text`] is a key and its arguments; it becomes words only at the edge, in the language of
//! whoever reads it. Text that people typed is an argument and is escaped there, so that it can
//! neither ping, nor link, nor break the layout; what we made ourselves is [`Arg::Markup`].

mod moment;

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::ids::{ChannelId, QuestionId, RoleId, UserId};
pub use moment::{date, end, reckon_in, relative};

/// A language we speak.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Lang {
    /// Japanese, the salon's first language.
    #[default]
    #[serde(rename = "ja")]
    Ja,
    /// English, for everyone else.
    #[serde(rename = "en-US")]
    En,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Ja, Self::En];

    /// The language for a Discord locale: Japanese for `ja` and `ja-*`, else English.
    pub fn from_locale(locale: &str) -> Self {
        if locale == "ja" || locale.starts_with("ja-") {
            Self::Ja
        } else {
            Self::En
        }
    }

    /// Discord's name of it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en-US",
        }
    }
}

/// One sentence, not yet in any language.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    key: &'static str,
    args: Vec<(&'static str, Arg)>,
}

/// What fills a gap in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Anything that a person typed: escaped.
    Typed(String),
    /// Something we made of Discord's own markup (a mention, a timestamp): left as it is.
    Markup(String),
    /// A number, written with the thousands separators of the language by `NUMBER()`.
    Number(i64),
    /// Another sentence, in the same language.
    Text(Text),
}

impl Text {
    /// The sentence called `key` in the `.ftl` files.
    pub const fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// Fills the gap `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Its name in the `.ftl` files.
    pub const fn key(&self) -> &'static str {
        self.key
    }

    /// In words, for a Discord message: typed text is escaped.
    pub fn render(&self, lang: Lang) -> String {
        self.format(lang, &|typed| escape(typed))
    }

    /// In words, where markdown has no meaning (labels, titles of threads, log lines).
    pub fn plain(&self, lang: Lang) -> String {
        self.format(lang, &str::to_owned)
    }

    fn format(&self, lang: Lang, typed: &dyn Fn(&str) -> String) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in &self.args {
            let value = match value {
                Arg::Typed(text) => FluentValue::from(typed(text)),
                Arg::Markup(text) => FluentValue::from(text.clone()),
                Arg::Number(number) => FluentValue::from(*number),
                Arg::Text(text) => FluentValue::from(text.format(lang, typed)),
            };
            args.set(*name, value);
        }
        lookup(lang, self.key, None, Some(&args)).unwrap_or_else(|| self.key.to_owned())
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Typed(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Typed(text)
    }
}
impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<Text> for Arg {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}
impl From<UserId> for Arg {
    fn from(user: UserId) -> Self {
        Self::Markup(format!("<@{user}>"))
    }
}
impl From<RoleId> for Arg {
    fn from(role: RoleId) -> Self {
        Self::Markup(format!("<@&{role}>"))
    }
}
impl From<ChannelId> for Arg {
    fn from(channel: ChannelId) -> Self {
        Self::Markup(format!("<#{channel}>"))
    }
}
impl From<QuestionId> for Arg {
    /// As people say it to each other: 1234 and never 1,234.
    fn from(number: QuestionId) -> Self {
        Self::Markup(number.to_string())
    }
}
impl From<DateTime<Utc>> for Arg {
    /// Date and time; Discord shows it in each reader's own zone.
    fn from(at: DateTime<Utc>) -> Self {
        Self::Markup(format!("<t:{}:f>", at.timestamp()))
    }
}

/// A commands's name or description, a choice's label: `key` or its `attribute`. `None` where
/// the files have none.
pub fn entry(lang: Lang, key: &str, attribute: Option<&str>) -> Option<String> {
    lookup(lang, key, attribute, None)
}

/// Makes typed text harmless in a message: markdown and mentions lose their meaning, the words
/// stay. A bare web address stays as it is, for what one sees is where it leads.
pub fn escape(typed: &str) -> String {
    let mut out = String::with_capacity(typed.len() + 8);
    let mut at_line_start = true;
    let mut rest = typed;
    while let Some(c) = rest.chars().next() {
        let address = address(rest);
        if !address.is_empty() {
            out.push_str(address);
            rest = &rest[address.len()..];
            at_line_start = false;
            continue;
        }
        let special = matches!(
            c,
            '\\' | '*' | '_' | '~' | '`' | '|' | '[' | ']' | '<' | '@'
        );
        let starts_block = at_line_start && matches!(c, '#' | '>' | '-' | '+');
        if special || starts_block {
            out.push('\\');
        }
        out.push(c);
        if c == '@' {
            // A zero-width space parts "@everyone": nothing pings.
            out.push('\u{200b}');
        }
        at_line_start = c == '\n' || (at_line_start && c == ' ');
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// The web address that `text` begins with: of letters that mean nothing else to Discord. Empty
/// where it begins with none.
fn address(text: &str) -> &str {
    if !(text.starts_with("https://") || text.starts_with("http://")) {
        return "";
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#%&=+,;".contains(c);
    let end = text.find(|c| !is_part(c)).unwrap_or(text.len());
    &text[..end]
}

/// Every `.ftl` file, by language.
const FILES: [(Lang, &[&str]); 2] = [
    (
        Lang::Ja,
        &[
            include_str!("../../locales/ja/core.ftl"),
            include_str!("../../locales/ja/memberships.ftl"),
            include_str!("../../locales/ja/joining.ftl"),
            include_str!("../../locales/ja/payments.ftl"),
            include_str!("../../locales/ja/imports.ftl"),
            include_str!("../../locales/ja/exceptions.ftl"),
            include_str!("../../locales/ja/lectures.ftl"),
            include_str!("../../locales/ja/slots.ftl"),
            include_str!("../../locales/ja/release.ftl"),
            include_str!("../../locales/ja/content.ftl"),
            include_str!("../../locales/ja/watching.ftl"),
            include_str!("../../locales/ja/learning.ftl"),
            include_str!("../../locales/ja/catalogue.ftl"),
            include_str!("../../locales/ja/lecture-imports.ftl"),
            include_str!("../../locales/ja/questions.ftl"),
            include_str!("../../locales/ja/asking.ftl"),
            include_str!("../../locales/ja/failure.ftl"),
            include_str!("../../locales/ja/board.ftl"),
            include_str!("../../locales/ja/images.ftl"),
            include_str!("../../locales/ja/steps.ftl"),
            include_str!("../../locales/ja/people.ftl"),
            include_str!("../../locales/ja/reported.ftl"),
            include_str!("../../locales/ja/written.ftl"),
            include_str!("../../locales/ja/routing.ftl"),
            include_str!("../../locales/ja/closing.ftl"),
            include_str!("../../locales/ja/anonymous.ftl"),
            include_str!("../../locales/ja/unsealing.ftl"),
            include_str!("../../locales/ja/reports.ftl"),
            include_str!("../../locales/ja/setup.ftl"),
            include_str!("../../locales/ja/backup.ftl"),
            include_str!("../../locales/ja/demo.ftl"),
        ],
    ),
    (
        Lang::En,
        &[
            include_str!("../../locales/en-US/core.ftl"),
            include_str!("../../locales/en-US/memberships.ftl"),
            include_str!("../../locales/en-US/joining.ftl"),
            include_str!("../../locales/en-US/payments.ftl"),
            include_str!("../../locales/en-US/imports.ftl"),
            include_str!("../../locales/en-US/exceptions.ftl"),
            include_str!("../../locales/en-US/lectures.ftl"),
            include_str!("../../locales/en-US/slots.ftl"),
            include_str!("../../locales/en-US/release.ftl"),
            include_str!("../../locales/en-US/content.ftl"),
            include_str!("../../locales/en-US/watching.ftl"),
            include_str!("../../locales/en-US/learning.ftl"),
            include_str!("../../locales/en-US/catalogue.ftl"),
            include_str!("../../locales/en-US/lecture-imports.ftl"),
            include_str!("../../locales/en-US/questions.ftl"),
            include_str!("../../locales/en-US/asking.ftl"),
            include_str!("../../locales/en-US/failure.ftl"),
            include_str!("../../locales/en-US/board.ftl"),
            include_str!("../../locales/en-US/images.ftl"),
            include_str!("../../locales/en-US/steps.ftl"),
            include_str!("../../locales/en-US/people.ftl"),
            include_str!("../../locales/en-US/reported.ftl"),
            include_str!("../../locales/en-US/written.ftl"),
            include_str!("../../locales/en-US/routing.ftl"),
            include_str!("../../locales/en-US/closing.ftl"),
            include_str!("../../locales/en-US/anonymous.ftl"),
            include_str!("../../locales/en-US/unsealing.ftl"),
            include_str!("../../locales/en-US/reports.ftl"),
            include_str!("../../locales/en-US/setup.ftl"),
            include_str!("../../locales/en-US/backup.ftl"),
            include_str!("../../locales/en-US/demo.ftl"),
        ],
    ),
];

static BUNDLES: LazyLock<HashMap<Lang, FluentBundle<FluentResource>>> = LazyLock::new(|| {
    FILES
        .iter()
        .map(|(lang, files)| (*lang, bundle(*lang, files)))
        .collect()
});

fn bundle(lang: Lang, files: &[&str]) -> FluentBundle<FluentResource> {
    let locale = lang.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolation marks would be seen as boxes by some clients, and our arguments are never bidi
    // sentences.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(with_separators));
    // Only refuses a second function of that name, and this is the first.
    let _ = bundle.add_builtins();
    for file in files {
        // A file that does not parse is caught by the consistency test; what parses is used.
        let resource =
            FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(parsed, _)| parsed);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Writes numbers with a comma at every third digit, in both languages.
fn with_separators<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    #[expect(clippy::cast_possible_truncation, reason = "our numbers are whole")]
    let whole = number.value as i64;
    let digits = whole.unsigned_abs().to_string();
    let mut out = String::from(if whole < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    Some(out)
}

fn lookup(
    lang: Lang,
    key: &str,
    attribute: Option<&str>,
    args: Option<&FluentArgs<'_>>,
) -> Option<String> {
    let bundle = BUNDLES.get(&lang)?;
    let message = bundle.get_message(key)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    let mut errors = Vec::new();
    Some(
        bundle
            .format_pattern(pattern, args, &mut errors)
            .into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_cannot_ping_link_or_format() {
        assert_eq!(escape("@everyone"), "\\@\u{200b}everyone");
        assert_eq!(escape("<@&1>"), "\\<\\@\u{200b}&1>");
        assert_eq!(escape("# big"), "\\# big");
        assert_eq!(escape("a # b"), "a # b");
        assert_eq!(
            escape("[x](https://e.example)"),
            "\\[x\\](https://e.example)"
        );
        assert_eq!(
            escape("https://e.example/a_b?c=1*d* @everyone"),
            "https://e.example/a_b?c=1\\*d\\* \\@\u{200b}everyone"
        );
    }

    #[test]
    fn numbers_have_separators() {
        let text = Text::new("input-too-long")
            .with("what", "x")
            .with("length", 12_345_i64)
            .with("max", 60_i64);
        assert!(text.render(Lang::En).contains("60 characters (now 12,345)"));
    }

    #[test]
    fn a_locale_is_japanese_or_english() {
        assert_eq!(Lang::from_locale("ja"), Lang::Ja);
        assert_eq!(Lang::from_locale("ja-JP"), Lang::Ja);
        assert_eq!(Lang::from_locale("de"), Lang::En);
    }
}
