//! Corpora in Parquet: the columns that are wanted, read as bytes, so that one broken text is one broken row.

use super::fields::{Fields, ROLES, TEXT, Value};
use super::stream::{Meter, unreadable};
use parquet::basic::{ConvertedType, LogicalType, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::borrow::Cow;
use std::fs::File;
use std::path::Path;

/// Rows that are read at once from each column.
const STEP: usize = 64;
/// Most rows of a chunk.
const ROWS: usize = 4096;

/// Rows of a row group.
#[derive(Debug, Default)]
pub struct Table {
    /// The row group, from 0.
    pub row_group: u32,
    /// The first row in the file, from 0.
    pub first: u64,
    /// The values of each row, as bytes: text may be none.
    pub rows: Vec<[Cell; ROLES]>,
    /// Why the rest of the row group cannot be read, and how many rows that are.
    pub lost: Option<(u64, String)>,
}

/// What stands in a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// There is no such column.
    #[default]
    Missing,
    /// Nothing.
    Null,
    /// Bytes that should be a text.
    Bytes(Vec<u8>),
    /// A number or a truth value.
    Plain(String),
}

impl Cell {
    /// The value, where the bytes are UTF-8.
    ///
    /// # Errors
    /// When they are not.
    pub fn value(&self) -> Result<Value<'_>, String> {
        Ok(match self {
            Self::Missing => Value::Missing,
            Self::Null => Value::Null,
            Self::Plain(value) => Value::Plain(value.clone()),
            Self::Bytes(bytes) => match simdutf8::compat::from_utf8(bytes) {
                Ok(text) => Value::Text(Cow::Borrowed(text)),
                Err(error) => return Err(format!("not UTF-8 at byte {}", error.valid_up_to())),
            },
        })
    }

    fn len(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            _ => 0,
        }
    }
}

/// The chunks of a file.
pub struct Tables {
    reader: SerializedFileReader<File>,
    /// The leaf column of each role.
    columns: [Option<Column>; ROLES],
    meter: Meter,
    chunk: usize,
    row_group: usize,
    /// Rows of the row group that are done with.
    row: u64,
    open: Option<[Option<(ColumnReader, Column)>; ROLES]>,
}

/// A leaf column.
#[derive(Clone, Copy)]
struct Column {
    at: usize,
    /// How many names on the way to a value may be null; the value is there where all are.
    levels: i16,
}

impl Tables {
    /// The chunks from a row group and a row in it on.
    ///
    /// # Errors
    /// When it is no Parquet file, or the columns are not those of texts.
    pub fn open(
        path: &Path,
        fields: &Fields,
        meter: &Meter,
        chunk: usize,
        row_group: usize,
        row: u64,
    ) -> Result<Self, String> {
        let wrong = |error: ParquetError| format!("cannot be read as Parquet: {error}");
        let file = File::open(path).map_err(|error| unreadable(&error))?;
        let reader = SerializedFileReader::new(file).map_err(wrong)?;
        let columns = columns(&reader, fields)?;
        let tables = Self { reader, columns, meter: meter.clone(), chunk, row_group, row, open: None };
        (0..row_group).for_each(|group| tables.passed(group));
        Ok(tables)
    }

    /// Row group and row in it of the next row.
    pub fn reached(&self) -> (usize, u64) {
        (self.row_group, self.row)
    }

    fn group(&self, at: usize) -> &RowGroupMetaData {
        self.reader.metadata().row_group(at)
    }

    fn passed(&self, group: usize) {
        self.meter.add(self.group(group).compressed_size().unsigned_abs());
    }

    fn open_group(&self) -> Result<[Option<(ColumnReader, Column)>; ROLES], ParquetError> {
        let group = self.reader.get_row_group(self.row_group)?;
        let mut open: [Option<(ColumnReader, Column)>; ROLES] = Default::default();
        for (slot, column) in open.iter_mut().zip(self.columns) {
            let Some(column) = column else { continue };
            let mut reader = group.get_column_reader(column.at)?;
            if self.row > 0 {
                skip(&mut reader, self.row as usize)?;
            }
            *slot = Some((reader, column));
        }
        Ok(open)
    }

    /// Reads some rows of each column.
    fn step(&mut self, rows: &mut Vec<[Cell; ROLES]>, count: usize) -> Result<(), ParquetError> {
        if self.open.is_none() {
            self.open = Some(self.open_group()?);
        }
        let mut step: Vec<[Cell; ROLES]> = vec![Default::default(); count];
        for (role, column) in self.open.iter_mut().flatten().enumerate() {
            let Some((reader, column)) = column else { continue };
            for (row, cell) in step.iter_mut().zip(read(reader, column.levels, count)?) {
                row[role] = cell;
            }
        }
        rows.append(&mut step);
        Ok(())
    }
}

impl Iterator for Tables {
    type Item = Table;

    fn next(&mut self) -> Option<Table> {
        while self.row_group < self.reader.num_row_groups() {
            let total = self.group(self.row_group).num_rows().unsigned_abs();
            if self.row >= total {
                self.passed(self.row_group);
                (self.row_group, self.row, self.open) = (self.row_group + 1, 0, None);
                continue;
            }
            let before: u64 = (0..self.row_group).map(|group| self.group(group).num_rows().unsigned_abs()).sum();
            let mut table = Table { row_group: self.row_group as u32, first: before + self.row, ..Table::default() };
            let mut bytes = 0;
            while self.row < total && bytes < self.chunk && table.rows.len() < ROWS {
                let count = (total - self.row).min(STEP as u64) as usize;
                let start = table.rows.len();
                if let Err(error) = self.step(&mut table.rows, count) {
                    table.rows.truncate(start);
                    table.lost = Some((total - self.row, format!("cannot be read as Parquet: {error}")));
                    self.row = total;
                    break;
                }
                bytes += table.rows[start..].iter().flatten().map(Cell::len).sum::<usize>();
                self.row += count as u64;
            }
            return Some(table);
        }
        None
    }
}

/// The leaf columns of the fields. A field that nobody named may be missing.
fn columns(reader: &SerializedFileReader<File>, fields: &Fields) -> Result<[Option<Column>; ROLES], String> {
    let schema = reader.metadata().file_metadata().schema_descr();
    let mut columns = [None; ROLES];
    for (role, selector) in fields.roles.iter().enumerate() {
        let Some(selector) = selector else { continue };
        let found = (0..schema.num_columns()).find(|&at| schema.column(at).path().parts() == selector.path);
        let Some(found) = found else {
            let inside = schema.columns().iter().any(|column| column.path().parts().starts_with(&selector.path));
            if inside {
                return Err(format!("the column {selector} is a structure, not a text"));
            }
            if role == TEXT || fields.named[role] {
                let names: Vec<String> = schema.columns().iter().map(|column| column.path().string()).collect();
                return Err(format!("no column {selector}; there are {}", names.join(", ")));
            }
            continue;
        };
        let column = schema.column(found);
        if column.max_rep_level() > 0 {
            return Err(format!("the column {selector} is a list, not a text"));
        }
        let text = match column.logical_type_ref() {
            Some(logical) => {
                matches!(logical, LogicalType::String | LogicalType::Json | LogicalType::Enum | LogicalType::Unknown)
            }
            None => matches!(
                column.converted_type(),
                ConvertedType::NONE | ConvertedType::UTF8 | ConvertedType::JSON | ConvertedType::ENUM
            ),
        };
        let plain = match column.physical_type() {
            Physical::BYTE_ARRAY => text,
            Physical::BOOLEAN | Physical::FLOAT | Physical::DOUBLE => role != TEXT,
            Physical::INT32 | Physical::INT64 => {
                let whole = matches!(column.logical_type_ref(), None | Some(LogicalType::Integer { .. }));
                role != TEXT && whole
            }
            Physical::INT96 | Physical::FIXED_LEN_BYTE_ARRAY => false,
        };
        if !plain {
            let wanted = if role == TEXT { "texts" } else { "texts or numbers" };
            return Err(format!("the column {selector} has no {wanted}"));
        }
        columns[role] = Some(Column { at: found, levels: column.max_def_level() });
    }
    Ok(columns)
}

fn skip(column: &mut ColumnReader, rows: usize) -> Result<(), ParquetError> {
    let skipped = match column {
        ColumnReader::BoolColumnReader(reader) => reader.skip_records(rows)?,
        ColumnReader::Int32ColumnReader(reader) => reader.skip_records(rows)?,
        ColumnReader::Int64ColumnReader(reader) => reader.skip_records(rows)?,
        ColumnReader::Int96ColumnReader(reader) => reader.skip_records(rows)?,
        ColumnReader::FloatColumnReader(reader) => reader.skip_records(rows)?,
        ColumnReader::DoubleColumnReader(reader) => reader.skip_records(rows)?,
        ColumnReader::ByteArrayColumnReader(reader) => reader.skip_records(rows)?,
        ColumnReader::FixedLenByteArrayColumnReader(reader) => reader.skip_records(rows)?,
    };
    if skipped == rows { Ok(()) } else { Err(ParquetError::EOF("fewer rows than the file says".to_owned())) }
}

fn read(column: &mut ColumnReader, levels: i16, rows: usize) -> Result<Vec<Cell>, ParquetError> {
    let plain = |value: &dyn std::fmt::Display| Cell::Plain(value.to_string());
    match column {
        ColumnReader::ByteArrayColumnReader(reader) => {
            cells(reader, levels, rows, |value| Cell::Bytes(value.data().to_vec()))
        }
        ColumnReader::BoolColumnReader(reader) => cells(reader, levels, rows, |value| plain(value)),
        ColumnReader::Int32ColumnReader(reader) => cells(reader, levels, rows, |value| plain(value)),
        ColumnReader::Int64ColumnReader(reader) => cells(reader, levels, rows, |value| plain(value)),
        ColumnReader::FloatColumnReader(reader) => cells(reader, levels, rows, |value| plain(value)),
        ColumnReader::DoubleColumnReader(reader) => cells(reader, levels, rows, |value| plain(value)),
        ColumnReader::Int96ColumnReader(_) | ColumnReader::FixedLenByteArrayColumnReader(_) => {
            Err(ParquetError::NYI("a column of another type".to_owned()))
        }
    }
}

fn cells<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    all: i16,
    rows: usize,
    cell: impl Fn(&T::T) -> Cell,
) -> Result<Vec<Cell>, ParquetError> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let (records, ..) = reader.read_records(rows, Some(&mut levels), None, &mut values)?;
    if records < rows {
        return Err(ParquetError::EOF("fewer rows than the file says".to_owned()));
    }
    let mut values = values.iter().map(cell);
    if all == 0 {
        return Ok(values.collect());
    }
    Ok(levels.iter().map(|&level| if level == all { values.next().unwrap_or_default() } else { Cell::Null }).collect())
}
