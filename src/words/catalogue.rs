//! The catalogues: read when their language is first asked.

use super::{UiLang, Value};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement, VariantKey};
use std::sync::OnceLock;

type Bundle = FluentBundle<&'static FluentResource>;

const SOURCES: [(UiLang, &str); 3] =
    [(UiLang::En, include_str!("en.ftl")), (UiLang::Fa, include_str!("fa.ftl")), (UiLang::Ar, include_str!("ar.ftl"))];

fn resource(ui: UiLang) -> &'static FluentResource {
    static RESOURCES: [OnceLock<FluentResource>; 3] = [const { OnceLock::new() }; 3];
    // What a faulty entry breaks is that entry alone; a test reads every one.
    let parse = |source: &str| FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
    RESOURCES[ui as usize].get_or_init(|| parse(SOURCES[ui as usize].1))
}

fn bundle(ui: UiLang) -> &'static Bundle {
    static BUNDLES: [OnceLock<Bundle>; 3] = [const { OnceLock::new() }; 3];
    BUNDLES[ui as usize].get_or_init(|| {
        let locale = ui.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Whoever shows a message isolates it as a whole: a terminal, a page and a file need different things.
        bundle.set_use_isolating(false);
        if ui == UiLang::Fa {
            bundle.set_formatter(Some(|value, _| match value {
                FluentValue::Number(number) => Some(UiLang::Fa.number(&number.as_string())),
                _ => None,
            }));
        }
        bundle.add_resource_overriding(resource(ui));
        bundle
    })
}

/// A text of the catalogue with its arguments.
pub(super) fn render(ui: UiLang, id: &str, arguments: &[(&'static str, Value)]) -> String {
    let bundle = bundle(ui);
    let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
    let arguments: FluentArgs<'_> = arguments
        .iter()
        .map(|(name, value)| {
            let value = match value {
                Value::Number(number) => FluentValue::from(*number),
                Value::Text(text) => FluentValue::from(&**text),
            };
            (*name, value)
        })
        .collect();
    bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
}

/// The names of the texts of a language, in their order.
pub fn ids(ui: UiLang) -> impl Iterator<Item = &'static str> {
    resource(ui).entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name),
        _ => None,
    })
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
    let found = resource(ui).entries().find_map(|entry| match entry {
        Entry::Message(message) if message.id.name == id => message.value.as_ref(),
        _ => None,
    })?;
    read(&found.elements)
}

fn read(elements: &'static [PatternElement<&'static str>]) -> Option<Pattern> {
    if let [PatternElement::Placeable { expression: Expression::Select { selector, variants } }] = elements {
        let InlineExpression::VariableReference { id } = selector else { return None };
        let key = |key: &VariantKey<&'static str>| match *key {
            VariantKey::Identifier { name } => name,
            VariantKey::NumberLiteral { value } => value,
        };
        let default = key(&variants.iter().find(|variant| variant.default)?.key);
        let variants = variants.iter().map(|variant| Some((key(&variant.key), read(&variant.value.elements)?)));
        return Some(Pattern::Choice { by: id.name, variants: variants.collect::<Option<_>>()?, default });
    }
    let mut text = String::new();
    for element in elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => text.extend(["{", id.name, "}"]),
            _ => return None,
        }
    }
    Some(Pattern::Plain(text))
}
