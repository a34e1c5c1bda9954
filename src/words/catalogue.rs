//! The catalogues: read when their language is first asked.

use super::{UiLang, Value};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement, Resource, VariantKey};
use fluent_syntax::parser::parse;
use icu_locale_core::locale;
use icu_plurals::{PluralCategory, PluralRules};
use std::collections::HashMap;
use std::sync::OnceLock;

const SOURCES: [&str; 3] = [include_str!("en.ftl"), include_str!("fa.ftl"), include_str!("ar.ftl")];

/// The texts of a language, in their order and by their names.
struct Catalogue {
    listed: Vec<&'static str>,
    texts: HashMap<&'static str, Pattern>,
}

fn catalogue(ui: UiLang) -> &'static Catalogue {
    static CATALOGUES: [OnceLock<Catalogue>; 3] = [const { OnceLock::new() }; 3];
    CATALOGUES[ui as usize].get_or_init(|| {
        // What breaks a faulty entry is that entry alone; a test reads every one.
        let resource: Resource<&'static str> = parse(SOURCES[ui as usize]).unwrap_or_else(|(resource, _)| resource);
        let mut listed = Vec::new();
        let mut texts = HashMap::new();
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                listed.push(message.id.name);
                texts.extend(message.value.and_then(|value| read(value.elements)).map(|text| (message.id.name, text)));
            }
        }
        Catalogue { listed, texts }
    })
}

/// A text of the catalogue with its arguments.
pub(super) fn render(ui: UiLang, id: &str, arguments: &[(&'static str, Value)]) -> String {
    let catalogue = catalogue(ui);
    let value = |name: &str| arguments.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
    let mut pattern = catalogue.texts.get(id);
    while let Some(Pattern::Choice { by, variants, default }) = pattern {
        let of = |key: &str| variants.iter().find(|(known, _)| *known == key).map(|(_, variant)| variant);
        pattern = match value(by) {
            Some(Value::Number(number)) => of(&number.to_string()).or_else(|| of(category(ui, *number))),
            Some(Value::Text(text)) => of(text),
            Some(Value::Decimal(_)) | None => None,
        }
        .or_else(|| of(default));
    }
    let Some(Pattern::Plain(text)) = pattern else { return id.to_owned() };
    let mut out = String::with_capacity(text.len());
    let mut rest = &**text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        out.push_str(before);
        match value(name) {
            Some(Value::Number(number)) => out.push_str(&ui.number(&number.to_string())),
            Some(Value::Decimal(number)) => out.push_str(&ui.number(number)),
            Some(Value::Text(text)) => out.push_str(text),
            None => {}
        }
        rest = after;
    }
    out + rest
}

/// The plural category of a number, as catalogues name it.
fn category(ui: UiLang, number: u64) -> &'static str {
    let locale = match ui {
        UiLang::En => locale!("en"),
        UiLang::Fa => locale!("fa"),
        UiLang::Ar => locale!("ar"),
    };
    match PluralRules::try_new_cardinal(locale.into()).map(|rules| rules.category_for(number)) {
        Ok(PluralCategory::Zero) => "zero",
        Ok(PluralCategory::One) => "one",
        Ok(PluralCategory::Two) => "two",
        Ok(PluralCategory::Few) => "few",
        Ok(PluralCategory::Many) => "many",
        // English and Persian stand in the data that are compiled in, as Arabic does.
        Ok(PluralCategory::Other) | Err(_) => "other",
    }
}

/// The names of the texts of a language, in their order.
pub fn ids(ui: UiLang) -> impl Iterator<Item = &'static str> {
    catalogue(ui).listed.iter().copied()
}

/// A text before its arguments are put in, for programs that put them in themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// A sentence with the names of its arguments in braces.
    Plain(String),
    /// One of several sentences.
    Choice {
        /// The argument on which it depends.
        by: &'static str,
        /// A number, a plural category of CLDR or a word, with its sentence.
        variants: Vec<(&'static str, Pattern)>,
        /// The variant for everything else.
        default: &'static str,
    },
}

/// A text of the catalogue as data: `None` when it is not there, or made otherwise than of text, arguments and one
/// choice around the whole.
#[must_use]
pub fn pattern(ui: UiLang, id: &str) -> Option<Pattern> {
    catalogue(ui).texts.get(id).cloned()
}

fn read(elements: Vec<PatternElement<&'static str>>) -> Option<Pattern> {
    let mut text = String::new();
    let alone = elements.len() == 1;
    for element in elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::VariableReference { id } => text.extend(["{", id.name, "}"]),
                // Spaces at the end of a text.
                InlineExpression::StringLiteral { value } => text.push_str(value),
                _ => return None,
            },
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } if alone => {
                let InlineExpression::VariableReference { id } = selector else { return None };
                let key = |key: &VariantKey<&'static str>| match *key {
                    VariantKey::Identifier { name } => name,
                    VariantKey::NumberLiteral { value } => value,
                };
                let default = key(&variants.iter().find(|variant| variant.default)?.key);
                let variants =
                    variants.into_iter().map(|variant| Some((key(&variant.key), read(variant.value.elements)?)));
                return Some(Pattern::Choice { by: id.name, variants: variants.collect::<Option<_>>()?, default });
            }
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(Pattern::Plain(text))
}
