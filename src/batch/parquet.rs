//! Rows in Parquet files.
//!
//! A file is written as row groups that are files of their own until the last one is there; then their column chunks are
//! copied into one file as they are. What is finished stays finished, however the run ends, and a file that was continued
//! has the bytes of one that was not.

use super::row::{RowOptions, ScoreRow};
use super::stamp::{KEYS, Stamp};
use super::table::{TableBuilder, rows, schema};
use ::parquet::arrow::ArrowWriter;
use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::column::writer::ColumnCloseResult;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::{KeyValue, PageIndexPolicy, ParquetMetaData, ParquetMetaDataReader};
use ::parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use ::parquet::file::writer::SerializedFileWriter;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows that are turned into columns at once: about a megabyte.
const BATCH: usize = 1024;

/// A row group that is being written, as a file of its own.
pub struct GroupWriter {
    writer: ArrowWriter<File>,
    table: TableBuilder,
    rows: usize,
}

impl GroupWriter {
    /// A row group in a new file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn create(path: &Path, options: &RowOptions, stamp: &Stamp) -> Result<Self, ParquetError> {
        let made = stamp.metadata().map(|(key, value)| KeyValue::new(key.to_owned(), value.to_owned()));
        let properties =
            properties().set_key_value_metadata(Some(made.to_vec())).set_max_row_group_row_count(None).build();
        let writer = ArrowWriter::try_new(File::create(path)?, schema(options), Some(properties))?;
        Ok(Self { writer, table: TableBuilder::new(options.clone()), rows: 0 })
    }

    /// Rows so far.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn push(&mut self, row: &ScoreRow) -> Result<(), ParquetError> {
        self.table.push(row);
        self.rows += 1;
        if self.table.len() == BATCH {
            self.writer.write(&self.table.finish()?)?;
        }
        Ok(())
    }

    /// Finishes the row group; it is on the disk afterwards.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> Result<(), ParquetError> {
        if !self.table.is_empty() {
            self.writer.write(&self.table.finish()?)?;
        }
        self.writer.finish()?;
        self.writer.inner().sync_all()?;
        Ok(())
    }
}

fn properties() -> WriterPropertiesBuilder {
    WriterProperties::builder()
        .set_created_by(format!("mtlint {}", env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
}

/// Copies row groups into one file, in order.
///
/// # Errors
/// When one cannot be read or the file cannot be written.
pub fn join<W: Write + Send>(groups: &[PathBuf], to: W) -> Result<(), ParquetError> {
    let open = |path: &PathBuf| -> Result<(File, ParquetMetaData), ParquetError> {
        let file = File::open(path)?;
        let reader = ParquetMetaDataReader::new().with_page_index_policy(PageIndexPolicy::Optional);
        let metadata = reader.parse_and_finish(&file)?;
        Ok((file, metadata))
    };
    let Some(first) = groups.first() else { return Ok(()) };
    let (_, first) = open(first)?;
    let first = first.file_metadata();
    let properties = properties().set_key_value_metadata(first.key_value_metadata().cloned()).build();
    let mut writer = SerializedFileWriter::new(to, first.schema_descr().root_schema_ptr(), Arc::new(properties))?;
    for group in groups {
        let (file, metadata) = open(group)?;
        let pages = metadata.page_index();
        for (at, group) in metadata.row_groups().iter().enumerate() {
            let mut out = writer.next_row_group()?;
            for (column, chunk) in group.columns().iter().enumerate() {
                let written = ColumnCloseResult {
                    bytes_written: chunk.compressed_size() as u64,
                    rows_written: group.num_rows() as u64,
                    metadata: chunk.clone(),
                    bloom_filter: None,
                    column_index: pages.and_then(|pages| pages.column_index(at, column)).cloned(),
                    offset_index: pages.and_then(|pages| pages.offset_index(at, column)).cloned(),
                };
                out.append_column(&file, written)?;
            }
            out.close()?;
        }
    }
    writer.close()?;
    Ok(())
}

/// Reads the rows of a file and gives each to `each`. Says what made them, where the file says so.
///
/// # Errors
/// When it is no Parquet file or has something else than rows of scores.
pub fn read(file: File, mut each: impl FnMut(ScoreRow)) -> Result<Option<Stamp>, String> {
    let wrong = |error: ParquetError| format!("cannot be read as Parquet: {error}");
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(wrong)?;
    let pairs = reader.metadata().file_metadata().key_value_metadata();
    let value = |key: &str| pairs?.iter().find(|pair| pair.key == key)?.value.clone();
    let [version, rules_key, config] = KEYS;
    let stamp = value(version).zip(value(rules_key)).map(|(mtlint, rules)| Stamp {
        mtlint,
        rules,
        config: value(config).unwrap_or_default(),
    });
    for batch in reader.with_batch_size(BATCH).build().map_err(wrong)? {
        rows(&batch.map_err(|error| format!("cannot be read as Parquet: {error}"))?)?.into_iter().for_each(&mut each);
    }
    Ok(stamp)
}
