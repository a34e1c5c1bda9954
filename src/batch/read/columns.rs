//! Corpora in Parquet: the columns that are wanted, read as bytes, so that one broken text is one broken row.

use super::fields::{Fields, ROLES, TEXT, Value};
use super::pages::{Pages, check_footer};
use super::stream::{Meter, unreadable};
use parquet::basic::{ConvertedType, LogicalType, Type as Physical};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use parquet::data_type::DataType;
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{FileReader, SerializedFileReader};
use std::borrow::Cow;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Rows that are read at once from each column.
const STEP: usize = 64;
/// Most rows of a chunk.
const ROWS: usize = 4096;
/// Up to this row of a file, rows that cannot be read are told of one by one; behind it one row stands for the rest of its row
/// group. A file of a few bytes may claim thousands of millions. pyarrow and arrow-rs write no larger row groups unless they are
/// told to. By the place and not by a count, so that a run that goes on tells the same.
const TOLD: u64 = 1 << 20;

/// Rows of a row group.
#[derive(Debug, Default)]
pub struct Table {
    /// The row group, from 0.
    pub row_group: u32,
    /// The first row in the file, from 0.
    pub first: u64,
    /// The values of each row, as bytes: text may be none.
    pub rows: Vec<[Cell; ROLES]>,
    /// Why rows behind these cannot be read, and how many they are.
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
            Self::Bytes(bytes) => Value::Text(Cow::Borrowed(super::utf8(bytes)?)),
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
    file: File,
    reader: SerializedFileReader<File>,
    /// The leaf column of each role.
    columns: [Option<Column>; ROLES],
    meter: Meter,
    chunk: usize,
    row_group: usize,
    /// Rows of the row groups before it.
    before: u64,
    /// Rows of the row group that are done with.
    row: u64,
    open: Option<Open>,
    /// Why the rest of the row group cannot be read.
    lost: Option<String>,
    /// [`TOLD`].
    told: u64,
}

/// The columns of a row group.
type Open = [Option<(ColumnReader, Column)>; ROLES];

/// A leaf column.
#[derive(Clone, Copy)]
struct Column {
    at: usize,
    /// How many names on the way to a value may be null; the value is there where all are.
    levels: i16,
    /// Whether its numbers have no sign; the file keeps them as if they had one.
    unsigned: bool,
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
        let file = File::open(path).map_err(|error| unreadable(&error))?;
        let reader = reading(|| {
            check_footer(&file)?;
            SerializedFileReader::new(file.try_clone()?)
        })?;
        let columns = columns(&reader, fields)?;
        check_counts(&reader, &columns)?;
        let meter = meter.clone();
        let (before, open, lost, told) = (0, None, None, TOLD);
        let mut tables = Self { file, reader, columns, meter, chunk, row_group, row, before, open, lost, told };
        tables.before = (0..row_group).map(|group| tables.group(group).num_rows().unsigned_abs()).sum();
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
        // The library's own sum would overflow.
        self.group(group).columns().iter().for_each(|column| self.meter.add(column.compressed_size().unsigned_abs()));
    }

    /// Opens the columns at the next row. The rows before it are read, not skipped: in a damaged file a page may have other
    /// rows for one who skips it.
    fn open_group(&self) -> Result<Open, ParquetError> {
        let group = self.reader.get_row_group(self.row_group)?;
        let mut open = Open::default();
        for (slot, column) in open.iter_mut().zip(self.columns) {
            let Some(column) = column else { continue };
            let known = self.group(self.row_group).column(column.at);
            let pages = Pages::new(group.get_column_page_reader(column.at)?, self.file.try_clone()?, known)?;
            *slot = Some((get_column_reader(known.column_descr_ptr(), Box::new(pages)), column));
        }
        let mut passed = 0;
        while passed < self.row {
            let count = (self.row - passed).min(STEP as u64);
            rows(&mut open, count as usize)?;
            passed += count;
        }
        Ok(open)
    }

    /// Reads some rows of each column.
    fn step(&mut self, count: usize) -> Result<Vec<[Cell; ROLES]>, ParquetError> {
        let open = match &mut self.open {
            Some(open) => open,
            None => self.open.insert(self.open_group()?),
        };
        rows(open, count)
    }
}

/// What the library makes of a file. It takes it for granted that what stands in a page fits together, and panics where it does
/// not.
fn reading<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(|error| format!("cannot be read as Parquet: {error}")),
        Err(_) => Err("cannot be read as Parquet: it is damaged".to_owned()),
    }
}

/// Holds the rows that row groups are said to have against the values of their columns. Damage may make thousands of millions
/// of a few rows, each of which would be told of.
fn check_counts(reader: &SerializedFileReader<File>, columns: &[Option<Column>; ROLES]) -> Result<(), String> {
    let mut all = 0_i64;
    for (at, group) in reader.metadata().row_groups().iter().enumerate() {
        let rows = group.num_rows();
        let wrong = columns.iter().flatten().map(|column| group.column(column.at)).find(|c| c.num_values() != rows);
        if let Some(column) = wrong {
            let (name, values) = (column.column_path(), column.num_values());
            return Err(format!(
                "cannot be read as Parquet: row group {at} has {rows} rows, but {values} values of {name}"
            ));
        }
        let sum = (rows >= 0).then(|| all.checked_add(rows)).flatten();
        all = sum.ok_or_else(|| format!("cannot be read as Parquet: row group {at} cannot have {rows} rows"))?;
    }
    Ok(())
}

impl Iterator for Tables {
    type Item = Table;

    fn next(&mut self) -> Option<Table> {
        while self.row_group < self.reader.num_row_groups() {
            let total = self.group(self.row_group).num_rows().unsigned_abs();
            if self.row >= total {
                self.passed(self.row_group);
                (self.row_group, self.row, self.open, self.lost) = (self.row_group + 1, 0, None, None);
                self.before += total;
                continue;
            }
            let before = self.before;
            let mut table = Table { row_group: self.row_group as u32, first: before + self.row, ..Table::default() };
            let mut bytes = 0;
            while self.lost.is_none() && self.row < total && bytes < self.chunk && table.rows.len() < ROWS {
                let count = (total - self.row).min(STEP as u64);
                match reading(|| self.step(count as usize)) {
                    Ok(mut rows) => {
                        bytes += rows.iter().flatten().map(Cell::len).sum::<usize>();
                        table.rows.append(&mut rows);
                        self.row += count;
                    }
                    Err(error) => self.lost = Some(error),
                }
            }
            if let Some(error) = &self.lost {
                let rest = total - self.row;
                let count = self.told.saturating_sub(before + self.row).min(rest).min((ROWS - table.rows.len()) as u64);
                if count > 0 || !table.rows.is_empty() {
                    table.lost = Some((count, error.clone()));
                    self.row += count;
                } else {
                    let behind = rest - 1;
                    let more = if behind > 0 { format!("; so are the {behind} rows behind it") } else { String::new() };
                    table.lost = Some((1, format!("{error}{more}")));
                    self.row = total;
                }
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
        let signed = signed(column.logical_type_ref(), column.converted_type());
        let plain = match column.physical_type() {
            Physical::BYTE_ARRAY => text,
            Physical::BOOLEAN | Physical::FLOAT | Physical::DOUBLE => role != TEXT,
            Physical::INT32 | Physical::INT64 => role != TEXT && signed.is_some(),
            Physical::INT96 | Physical::FIXED_LEN_BYTE_ARRAY => false,
        };
        if !plain {
            let wanted = if role == TEXT { "texts" } else { "texts or numbers" };
            return Err(format!("the column {selector} has no {wanted}"));
        }
        columns[role] = Some(Column { at: found, levels: column.max_def_level(), unsigned: signed == Some(false) });
    }
    Ok(columns)
}

/// Whether whole numbers of this type have a sign; `None`: they count something, days or hundredths. Older writers say only the
/// second.
fn signed(logical: Option<&LogicalType>, converted: ConvertedType) -> Option<bool> {
    match (logical, converted) {
        (Some(LogicalType::Integer(kind)), _) => Some(kind.is_signed),
        (Some(_), _) => None,
        (
            None,
            ConvertedType::NONE
            | ConvertedType::INT_8
            | ConvertedType::INT_16
            | ConvertedType::INT_32
            | ConvertedType::INT_64,
        ) => Some(true),
        (None, ConvertedType::UINT_8 | ConvertedType::UINT_16 | ConvertedType::UINT_32 | ConvertedType::UINT_64) => {
            Some(false)
        }
        (None, _) => None,
    }
}

fn rows(open: &mut Open, count: usize) -> Result<Vec<[Cell; ROLES]>, ParquetError> {
    let mut rows: Vec<[Cell; ROLES]> = vec![Default::default(); count];
    for (role, column) in open.iter_mut().enumerate() {
        let Some((reader, column)) = column else { continue };
        for (row, cell) in rows.iter_mut().zip(read(reader, *column, count)?) {
            row[role] = cell;
        }
    }
    Ok(rows)
}

fn read(reader: &mut ColumnReader, column: Column, rows: usize) -> Result<Vec<Cell>, ParquetError> {
    let Column { levels, unsigned, .. } = column;
    let plain = |value: &dyn std::fmt::Display| Cell::Plain(value.to_string());
    match reader {
        ColumnReader::ByteArrayColumnReader(reader) => {
            cells(reader, levels, rows, |value| Cell::Bytes(value.data().to_vec()))
        }
        ColumnReader::BoolColumnReader(reader) => cells(reader, levels, rows, |value| plain(value)),
        ColumnReader::Int32ColumnReader(reader) if unsigned => {
            cells(reader, levels, rows, |value| plain(&value.cast_unsigned()))
        }
        ColumnReader::Int32ColumnReader(reader) => cells(reader, levels, rows, |value| plain(value)),
        ColumnReader::Int64ColumnReader(reader) if unsigned => {
            cells(reader, levels, rows, |value| plain(&value.cast_unsigned()))
        }
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

#[cfg(test)]
mod tests {
    use super::super::stream::CHUNK;
    use super::*;
    use parquet::data_type::{ByteArray, ByteArrayType};
    use parquet::file::metadata::{ParquetMetaDataBuilder, ParquetMetaDataWriter};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use std::sync::Arc;

    /// A table of row groups of three texts that claim so many.
    fn claiming(rows: &[i64]) -> Vec<u8> {
        let schema = Arc::new(parse_message_type("message m { required binary text (UTF8); }").expect("a schema"));
        let mut file = Vec::new();
        let mut writer = SerializedFileWriter::new(&mut file, schema, Arc::default()).expect("a writer");
        for _ in rows {
            let mut group = writer.next_row_group().expect("a row group");
            let mut column = group.next_column().expect("written").expect("a column");
            let texts = ["الف", "ب", "پ"].map(ByteArray::from);
            column.typed::<ByteArrayType>().write_batch(&texts, None, None).expect("written");
            column.close().expect("written");
            group.close().expect("written");
        }
        let metadata = writer.finish().expect("written");
        drop(writer);
        let mut claim = ParquetMetaDataBuilder::new(metadata.file_metadata().clone());
        for (group, &rows) in metadata.row_groups().iter().zip(rows) {
            let column = group.column(0).clone().into_builder().set_num_values(rows).build().expect("a column");
            let group = group.clone().into_builder().set_num_rows(rows).set_column_metadata(vec![column]);
            claim = claim.add_row_group(group.build().expect("a row group"));
        }
        let footer = u32::from_le_bytes(file[file.len() - 8..file.len() - 4].try_into().expect("four bytes"));
        file.truncate(file.len() - 8 - footer as usize);
        ParquetMetaDataWriter::new(&mut file, &claim.build()).finish().expect("written");
        file
    }

    /// A row that was told of: its number in the file, and what is wrong with it.
    type Told = (u64, Option<String>);

    #[test]
    fn a_file_that_claims_rows_without_end_comes_to_an_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.parquet");
        let fields = Fields::new([None; 6]).expect("the usual names");
        let tables = |(group, row), told| {
            let tables = Tables::open(&path, &fields, &Meter::default(), CHUNK, group, row).expect("a table");
            Tables { told, ..tables }
        };
        let rows = |table: Table| -> Vec<Told> {
            let (lost, error) = table.lost.unwrap_or_default();
            let read = table.rows.len() as u64;
            (0..read + lost).map(|at| (table.first + at, (at >= read).then(|| error.clone()))).collect()
        };
        for (claimed, expected) in [
            (&[3][..], 3),
            (&[5], 5),
            (&[10, 3], 13),
            (&[11], 11),
            (&[1 << 40], 11),
            (&[1 << 40, 3, 1 << 40], 11 + 3 + 1),
            (&[9_000], 11),
        ] {
            std::fs::write(&path, claiming(claimed)).expect("written");
            let (mut whole, mut places) = (tables((0, 0), 10), vec![((0, 0), 0)]);
            let mut all: Vec<Told> = Vec::new();
            while let Some(table) = whole.next() {
                all.extend(rows(table));
                places.push((whole.reached(), all.len()));
            }
            assert_eq!(all.len(), expected, "{claimed:?}: {all:?}");
            let rest =
                all.iter().filter(|(_, error)| error.as_ref().is_some_and(|error| error.contains("rows behind it")));
            let long = claimed.iter().filter(|&&rows| rows > 11).count();
            assert_eq!(rest.count(), long, "{claimed:?}: {all:?}");
            for (place, done) in places {
                let again: Vec<Told> = tables(place, 10).flat_map(rows).collect();
                assert_eq!(again, all[done..], "{claimed:?} from {place:?}");
            }
            let told: u64 = tables((0, 0), TOLD).flat_map(rows).map(|_| 1).sum();
            let claimed: u64 = claimed.iter().map(|&rows| rows as u64).sum();
            assert!(told == claimed || told <= TOLD + 5 && claimed > TOLD, "{told} of {claimed}");
        }
    }
}
