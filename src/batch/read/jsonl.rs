//! JSON lines: the fields that are wanted are read, borrowed wherever they stand in the line as they are; everything else
//! is skipped.

use super::fields::{Fields, Node, ROLES, Value};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Most names of fields that a message gives.
const NAMES: usize = 12;

/// The values of the fields in a line.
///
/// # Errors
/// When it is no object of JSON.
pub fn values<'t>(line: &'t str, fields: &Fields) -> Result<[Value<'t>; ROLES], String> {
    let mut found: [Value<'t>; ROLES] = Default::default();
    let mut json = serde_json::Deserializer::from_str(line);
    json.deserialize_map(Object { nodes: fields.tree(), found: &mut found }).and_then(|()| json.end()).map_err(
        |error| match error.is_data() {
            true => "no JSON object".to_owned(),
            false => format!("broken JSON: {}", message(&error)),
        },
    )?;
    Ok(found)
}

/// The names of the fields of a line, for a message.
pub fn names(line: &str) -> String {
    let names: Vec<String> = match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line) {
        Ok(object) => object.keys().take(NAMES + 1).cloned().collect(),
        Err(_) => Vec::new(),
    };
    let more = if names.len() > NAMES { ", …" } else { "" };
    match names.is_empty() {
        true => "an empty object".to_owned(),
        false => format!("its fields: {}{more}", names[..names.len().min(NAMES)].join(", ")),
    }
}

/// Each line is read alone, so only its column says something.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rfind(" at line ") {
        Some(at) => format!("{} at byte {}", &text[..at], error.column()),
        None => text,
    }
}

struct Object<'f, 'v, 't> {
    nodes: &'f [Node],
    found: &'v mut [Value<'t>; ROLES],
}

impl<'t> Visitor<'t> for Object<'_, '_, 't> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(node) = map.next_key_seed(Name(self.nodes))? {
            match node {
                None => drop(map.next_value::<IgnoredAny>()?),
                Some(node) if node.inside.is_empty() => {
                    let value = map.next_value_seed(One)?;
                    for (role, slot) in self.found.iter_mut().enumerate() {
                        if node.roles & 1 << role != 0 {
                            *slot = value.clone();
                        }
                    }
                }
                Some(node) => map.next_value_seed(Object { nodes: &node.inside, found: &mut *self.found })?,
            }
        }
        Ok(())
    }

    // An object was expected on the way to a field, and something else stands there: the field is missing.
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }
}

impl<'t> DeserializeSeed<'t> for Object<'_, '_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

struct Name<'f>(&'f [Node]);

impl<'f> Visitor<'_> for Name<'f> {
    type Value = Option<&'f Node>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().find(|node| node.name == name))
    }
}

impl<'t, 'f> DeserializeSeed<'t> for Name<'f> {
    type Value = Option<&'f Node>;

    fn deserialize<D: Deserializer<'t>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

struct One;

impl<'t> Visitor<'t> for One {
    type Value = Value<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'t str) -> Result<Value<'t>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value<'t>, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E: Error>(self) -> Result<Value<'t>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value<'t>, E> {
        Ok(Value::Plain(value.to_string()))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value<'t>, E> {
        Ok(Value::Plain(value.to_string()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value<'t>, E> {
        Ok(Value::Plain(value.to_string()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value<'t>, E> {
        // A whole number of more than 64 bits arrives rounded: two documents would share an id.
        let whole = value.abs() >= 9_007_199_254_740_992.0;
        Ok(if whole { Value::Other("a number of more than 64 bits") } else { Value::Plain(value.to_string()) })
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut list: A) -> Result<Value<'t>, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Other("a list"))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Value<'t>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other("an object"))
    }
}

impl<'t> DeserializeSeed<'t> for One {
    type Value = Value<'t>;

    fn deserialize<D: Deserializer<'t>>(self, from: D) -> Result<Value<'t>, D::Error> {
        from.deserialize_any(self)
    }
}
