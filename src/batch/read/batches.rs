//! Corpora that another program has in memory, as Arrow record batches. Texts stay where they are, and are read as bytes:
//! what comes from outside may be no UTF-8, and one broken text is one broken row.

use super::fields::{Fields, ROLES, Selector, TEXT, Value};
use super::{Labels, Record, row_of_columns, utf8};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray, RecordBatch};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, Schema};
use std::borrow::Cow;
use std::ops::Range;

/// The columns of a record batch that have a role.
#[derive(Debug)]
pub struct Batch {
    columns: [Option<Column>; ROLES],
}

impl Batch {
    /// The columns of the fields.
    ///
    /// # Errors
    /// When one is missing, has neither texts nor (beside the text) numbers, or its offsets lead out of it.
    pub fn new(batch: &RecordBatch, fields: &Fields) -> Result<Self, String> {
        let mut columns: [Option<Column>; ROLES] = Default::default();
        for (role, selector) in fields.roles.iter().enumerate() {
            let Some(selector) = selector else { continue };
            let needed = role == TEXT || fields.named[role];
            columns[role] = match Column::of(batch, role, selector) {
                // What nobody asked for is left out where it is no label.
                Err(_) if !needed => None,
                column => column?,
            };
            if columns[role].is_none() && needed {
                let names: Vec<&str> = batch.schema_ref().fields().iter().map(|field| field.name().as_str()).collect();
                return Err(format!("no column {selector}; there are {}", names.join(", ")));
            }
        }
        Ok(Self { columns })
    }

    /// Whether batches of this schema have the columns of the fields.
    ///
    /// # Errors
    /// When they do not: what is wrong.
    pub fn fits(schema: &Schema, fields: &Fields) -> Result<(), String> {
        Self::new(&RecordBatch::new_empty(schema.clone().into()), fields).map(drop)
    }

    /// The documents in some rows, in order, with what the columns say beside these labels, or what is wrong with them. A
    /// text that is longer than `limit` bytes is none.
    pub fn rows<'t>(
        &'t self,
        rows: Range<usize>,
        labels: &'t Labels,
        fields: &'t Fields,
        limit: u32,
    ) -> impl Iterator<Item = Result<Record<'t>, Box<(Labels, String)>>> {
        rows.map(move |at| {
            let value =
                |column: &'t Option<Column>| column.as_ref().map_or(Ok(Value::Missing), |column| column.value(at));
            row_of_columns(self.columns.each_ref().map(value), labels.clone(), fields, limit)
        })
    }
}

/// A column, and the structures that it lies in: where one of these is null, so is what is in it.
#[derive(Debug)]
struct Column {
    around: Vec<ArrayRef>,
    values: Values,
}

#[derive(Debug)]
enum Values {
    Null,
    Bytes(BinaryArray),
    LargeBytes(LargeBinaryArray),
    ByteViews(BinaryViewArray),
    /// Numbers and truth values.
    Plain(ArrayRef),
    /// Which value each row has, and the values.
    Dictionary(Vec<usize>, Option<NullBuffer>, Box<Values>),
}

impl Column {
    /// The column that a selector names, where there is one.
    fn of(batch: &RecordBatch, role: usize, selector: &Selector) -> Result<Option<Self>, String> {
        let mut around: Vec<ArrayRef> = Vec::new();
        for name in &selector.path {
            let inside = match around.last() {
                None => batch.column_by_name(name),
                Some(array) => array.as_struct_opt().and_then(|array| array.column_by_name(name)),
            };
            let Some(inside) = inside else { return Ok(None) };
            around.push(inside.clone());
        }
        let Some(array) = around.pop() else { return Ok(None) };
        let values = Values::of(&array).map_err(|error| format!("the column {selector} is broken: {error}"))?;
        let values = values.filter(|values| role != TEXT || !values.is_plain()).ok_or_else(|| {
            let wanted = if role == TEXT { "texts" } else { "texts or numbers" };
            format!("the column {selector} has no {wanted}, but {}", array.data_type())
        })?;
        Ok(Some(Self { around, values }))
    }

    fn value(&self, at: usize) -> Result<Value<'_>, String> {
        if self.around.iter().any(|array| array.is_null(at)) { Ok(Value::Null) } else { self.values.get(at) }
    }
}

impl Values {
    /// The values of an array, where they are texts, bytes, numbers or truth values.
    fn of(array: &ArrayRef) -> Result<Option<Self>, ArrowError> {
        // What another program says of offsets holds when it has been looked at, what it says of UTF-8 where it is read.
        let values = match array.data_type() {
            DataType::Null => Self::Null,
            DataType::Utf8 => Self::Bytes(array.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Self::LargeBytes(array.as_string::<i64>().clone().into()),
            DataType::Utf8View => Self::ByteViews(array.as_string_view().clone().to_binary_view()),
            DataType::Binary => Self::Bytes(array.as_binary().clone()),
            DataType::LargeBinary => Self::LargeBytes(array.as_binary().clone()),
            DataType::BinaryView => Self::ByteViews(array.as_binary_view().clone()),
            DataType::Dictionary(..) => {
                array.to_data().validate_values()?;
                let dictionary = array.as_any_dictionary();
                let Some(values) = Self::of(dictionary.values())? else { return Ok(None) };
                // Without values all rows are null.
                let keys = if dictionary.values().is_empty() { Vec::new() } else { dictionary.normalized_keys() };
                Self::Dictionary(keys, array.nulls().cloned(), Box::new(values))
            }
            kind if kind == &DataType::Boolean || kind.is_integer() || kind.is_floating() => Self::Plain(array.clone()),
            _ => return Ok(None),
        };
        match &values {
            Self::Bytes(array) => array.to_data().validate_full()?,
            Self::LargeBytes(array) => array.to_data().validate_full()?,
            Self::ByteViews(array) => array.to_data().validate_full()?,
            Self::Null | Self::Plain(_) | Self::Dictionary(..) => {}
        }
        Ok(Some(values))
    }

    fn is_plain(&self) -> bool {
        match self {
            Self::Plain(_) => true,
            Self::Dictionary(_, _, values) => values.is_plain(),
            _ => false,
        }
    }

    fn get(&self, at: usize) -> Result<Value<'_>, String> {
        let text = |bytes| utf8(bytes).map(|text| Value::Text(Cow::Borrowed(text)));
        match self {
            Self::Null => Ok(Value::Null),
            Self::Bytes(array) if array.is_valid(at) => text(array.value(at)),
            Self::LargeBytes(array) if array.is_valid(at) => text(array.value(at)),
            Self::ByteViews(array) if array.is_valid(at) => text(array.value(at)),
            Self::Plain(array) if array.is_valid(at) => Ok(plain(array, at).map_or(Value::Null, Value::Plain)),
            Self::Dictionary(keys, nulls, values) if nulls.as_ref().is_none_or(|nulls| nulls.is_valid(at)) => {
                keys.get(at).map_or(Ok(Value::Null), |&key| values.get(key))
            }
            _ => Ok(Value::Null),
        }
    }
}

/// A number or a truth value as it is written.
fn plain(array: &dyn Array, at: usize) -> Option<String> {
    macro_rules! number {
        ($($kind:ident as $type:ty),*) => {
            match array.data_type() {
                DataType::Boolean => Some(array.as_boolean().value(at).to_string()),
                $(DataType::$kind => Some(array.as_primitive::<$type>().value(at).to_string()),)*
                _ => None,
            }
        };
    }
    number! {
        Int8 as Int8Type, Int16 as Int16Type, Int32 as Int32Type, Int64 as Int64Type, UInt8 as UInt8Type,
        UInt16 as UInt16Type, UInt32 as UInt32Type, UInt64 as UInt64Type, Float16 as Float16Type,
        Float32 as Float32Type, Float64 as Float64Type
    }
}
